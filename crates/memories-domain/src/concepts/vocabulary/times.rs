//! Times of the calendar and units.

use super::row::Row;

// One concept per row.
#[rustfmt::skip]
pub(super) const ROWS: &[Row] = &[
    ["hour hours hourly", "stunde* stündlich", "hora horas", "heure heures", "hora horas", "ora ore orari*", "uur uren"],
    ["day days daily", "tag tage tagen täglich", "día días diari*", "jour jours journée quotidien*", "dia dias diári*", "giorno giorni giornalier*", "dag dagen dagelijks"],
    ["night nights nightly overnight", "nacht nächte nachts", "noche noches", "nuit nuits nuitée*", "noite noites", "notte notti", "nacht nachten"],
    ["week weeks weekly", "woche* wöchentlich", "semana* semanal*", "semaine* hebdomadaire", "semana* semanal*", "settiman*", "week weken wekelijks"],
    ["month months monthly", "monat* monatlich", "mes meses mensual*", "mois mensuel*", "mês meses mensa*", "mese mesi mensil*", "maand* maandelijks"],
    ["year years yearly annual*", "jahr* jährlich", "año años anual*", "an ans année* annuel*", "ano anos anua*", "anno anni annual*", "jaar jaren jaarlijks"],
    ["morning mornings", "morgens vormittag* vormittags", "mañana mañanas", "matin* matinée", "manhã manhãs", "mattin*", "ochtend* morgens"],
    ["afternoon afternoons", "nachmittag*", "tarde tardes", "après-midi", "tarde tardes", "pomerigg*", "middag* namiddag"],
    ["evening evenings", "abend* abends", "noche noches tarde", "soir* soirée", "noite tarde", "sera serata", "avond*"],
    ["weekend weekends", "wochenende*", "finde semana", "week-end weekend", "fim semana", "weekend fine-settimana", "weekend*"],
    ["monday mondays", "montag*", "lunes", "lundi*", "segunda segundas segunda-feira", "lunedì", "maandag*"],
    ["tuesday tuesdays", "dienstag*", "martes", "mardi*", "terça terças terça-feira", "martedì", "dinsdag*"],
    ["wednesday wednesdays", "mittwoch*", "miércoles", "mercredi*", "quarta quartas quarta-feira", "mercoledì", "woensdag*"],
    ["thursday thursdays", "donnerstag*", "jueves", "jeudi*", "quinta quintas quinta-feira", "giovedì", "donderdag*"],
    ["friday fridays", "freitag*", "viernes", "vendredi*", "sexta sextas sexta-feira", "venerdì", "vrijdag*"],
    ["saturday saturdays", "samstag* sonnabend*", "sábado*", "samedi*", "sábado*", "sabato sabati", "zaterdag*"],
    ["sunday sundays", "sonntag*", "domingo*", "dimanche*", "domingo*", "domenica domeniche", "zondag*"],
    ["january", "januar jänner", "enero", "janvier", "janeiro", "gennaio", "januari"],
    ["february", "februar", "febrero", "février", "fevereiro", "febbraio", "februari"],
    ["march", "märz", "marzo", "mars", "março", "marzo", "maart"],
    ["april", "april", "abril", "avril", "abril", "aprile", "april"],
    ["june", "juni", "junio", "juin", "junho", "giugno", "juni"],
    ["july", "juli", "julio", "juillet", "julho", "luglio", "juli"],
    ["august", "august", "agosto", "août", "agosto", "agosto", "augustus"],
    ["september", "september", "septiembre", "septembre", "setembro", "settembre", "september"],
    ["october", "oktober", "octubre", "octobre", "outubro", "ottobre", "oktober"],
    ["november", "november", "noviembre", "novembre", "novembro", "novembre", "november"],
    ["december", "dezember", "diciembre", "décembre", "dezembro", "dicembre", "december"],
    ["christmas", "weihnacht*", "navidad*", "noël", "natal", "natale", "kerst*"],
    ["easter", "ostern osterferien", "pascua semana", "pâques", "páscoa", "pasqua", "pasen"],
    ["litre* liter* gallon*", "liter*", "litro*", "litre*", "litro*", "litr*", "liter*"],
    ["metre* meter* feet length long", "meter* länge lang", "metro* largo longitud", "mètre* longueur long", "metro* comprimento", "metr* lunghezza lungo", "meter* lengte lang"],
];
