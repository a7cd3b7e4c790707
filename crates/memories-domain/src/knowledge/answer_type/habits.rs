//! Shapes of how often, how long, at what time of the day and by which means something is done.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::{
    AnswerType, AnswerTypes,
    tokens::{Token, is_number_word},
};
use crate::text::is_number;

type Words = LazyLock<FxHashSet<&'static str>>;

macro_rules! words {
    ($text:literal) => {
        LazyLock::new(|| $text.split_whitespace().collect())
    };
}

/// "Every", before a number or a unit.
static EVERY: Words = words!(
    "every each alle alles jede jeden jedes jeder cada todos todas tous toutes chaque ogni tutti
     tutte elke ieder iedere om"
);
/// "Once", before or after which a unit follows: "once a week".
static TIMES: Words = words!(
    "once twice times einmal zweimal dreimal viermal mal vez veces fois vezes volta volte keer
     eenmaal tweemaal maal"
);
/// Words that say how often by themselves.
static ADVERBS: Words = words!(
    "daily weekly biweekly fortnightly monthly quarterly yearly annually annual täglich wöchentlich
     zweiwöchentlich vierzehntägig monatlich vierteljährlich quartalsweise jährlich halbjährlich
     diario diaria semanal quincenal mensual trimestral anual semanalmente mensualmente quotidien
     hebdomadaire bimensuel mensuel mensuelle trimestriel trimestrielle annuel annuelle diária diário
     quinzenal mensal mensalmente anualmente giornaliero settimanale quindicinale mensile trimestrale
     annuale dagelijks wekelijks tweewekelijks maandelijks kwartaal jaarlijks"
);
static UNITS: Words = words!(
    "minute minutes hour hours day days night nights week weeks fortnight month months quarter
     quarters year years minuten stunde stunden tag tage tagen nacht nächte woche wochen monat monate
     monaten quartal quartale jahr jahre jahren minuto minutos hora horas día días noche noches semana
     semanas mes meses trimestre trimestres año años heure heures jour jours nuit nuits semaine
     semaines mois an ans année années dia dias noite noites mês ano anos ora ore giorno giorni notte
     notti settimana settimane mese mesi trimestri anno anni uur uren dag dagen week weken maand
     maanden kwartaal kwartalen jaar jaren"
);
/// They tell the time as well: "avant dix heures".
static CLOCK: Words = words!("heures heure horas hora ore ora uur");
/// A number of hours after them is a limit of the day.
static LIMITS: Words = words!(
    "before after until till from between at past vor nach ab bis zwischen um antes después partir
     hasta entre desde avant après jusqu dès entre depois até desde prima dopo dalle fino tra dalle
     alle voor na vanaf tot tussen"
);
/// Words between a limit and the hour: "a partir de las seis", "dopo le sei".
static BETWEEN: Words = words!("de das da las la le les o os as de du des à a al alle dell lle");
/// Times of the day.
static PARTS_OF_THE_DAY: Words = words!(
    "morning mornings afternoon afternoons evening evenings noon lunchtime lunch weekend weekends
     weekday weekdays daytime nights morgens vormittags vormittag nachmittags nachmittag abends abend
     mittags wochenende wochenenden werktags nachts mañanas tarde tardes noche noches mediodía finde
     laborables matin matins matinée soir soirs soirée midi week-end weekends manhã manhãs noite
     noites tarde mattina mattine mattino pomeriggio pomeriggi sera sere mezzogiorno feriali ochtend
     ochtends ochtenden middag middags middagen avond avonds avonden doordeweeks werkdagen"
);
/// Beginnings of greetings before a time of the day: "good evening", "buenas tardes".
static GREETINGS: Words = words!(
    "good guten gute schönen schönes nice buenas buenos bonne bon boa bom buona buon goede fijne
     fijn prettige prettig"
);
/// Means of paying.
static PAID_BY: Words = words!(
    "cash card debit transfer cheque check paypal standing bar bargeld lastschrift überweisung karte
     kreditkarte einzug efectivo tarjeta transferencia domiciliación domiciliado espèces carte virement
     prélèvement chèque dinheiro numerário cartão transferência débito multibanco contanti carta
     bonifico addebito assegno contant pin pinpas kaart overschrijving overboeking incasso
     automatische"
);
/// Means of reaching somebody.
const MEANS: [&str; 37] = [
    "call",
    "ring",
    "phone",
    "text",
    "sms",
    "whatsapp",
    "message",
    "email",
    "e-mail",
    "mail",
    "letter",
    "anruf",
    "anrufen",
    "rufen",
    "schreib",
    "nachricht",
    "brief",
    "llam",
    "llám",
    "escrib",
    "escríb",
    "lláme",
    "mensaje",
    "correo",
    "appel",
    "écri",
    "courrier",
    "lig",
    "mensagem",
    "escrev",
    "chiam",
    "scriv",
    "messaggi",
    "bel",
    "app",
    "bericht",
    "post",
];
/// Words by which one means is wanted rather than others.
static RATHER: Words = words!(
    "me us mir uns mij ons moi nous can't cannot won't prefer prefers preferred rather only instead don't never please better best not lieber nur nicht
     bitte künftig bevorzugt besser nie mejor prefiero prefiere solo sólo no nunca plutôt préfère
     uniquement pas jamais mieux merci prefiro prefere só não melhor apenas preferisco preferisce
     meglio solo non mai liever alleen niet nooit voortaan voorkeur graag beter"
);
/// They are found within so many words of each other.
const NEAR: usize = 5;

pub(super) fn types_of_habits(
    tokens: &[Token<'_>],
    is_in_a_time: impl Fn(&Token<'_>) -> bool,
) -> AnswerTypes {
    let mut types = AnswerTypes::NONE;
    let is = |position: usize, list: &Words| {
        tokens
            .get(position)
            .is_some_and(|token| list.contains(&*token.lower))
    };
    for (position, token) in tokens.iter().enumerate() {
        let word = &*token.lower;
        let is_quantity = is_number(word) || is_number_word(word);
        if UNITS.contains(word) {
            let counted = position.checked_sub(1).is_some_and(|before| {
                tokens
                    .get(before)
                    .is_some_and(|token| is_number(&token.lower) || is_number_word(&token.lower))
            });
            let first = position.saturating_sub(3);
            let before = || first..position;
            if before().any(|before| is(before, &EVERY) || is(before, &TIMES)) {
                types = types.with(AnswerType::Frequency);
            }
            if counted {
                types = types.with(AnswerType::Duration);
            }
        }
        if ADVERBS.contains(word) {
            types = types.with(AnswerType::Frequency);
        }
        let is_limited = || {
            let before = position.checked_sub(1);
            before.is_some_and(|before| {
                is(before, &LIMITS)
                    || is(before, &BETWEEN)
                        && before.checked_sub(1).is_some_and(|first| {
                            is(first, &LIMITS)
                                || is(first, &BETWEEN)
                                    && first.checked_sub(1).is_some_and(|it| is(it, &LIMITS))
                        })
            })
        };
        let is_part = PARTS_OF_THE_DAY.contains(word)
            && !position
                .checked_sub(1)
                .is_some_and(|before| is(before, &GREETINGS));
        // The hour of an appointment suits for that day only.
        let is_hour = is_part
            || is_quantity
                && is_limited()
                && (!is(position + 1, &UNITS) || is(position + 1, &CLOCK));
        if is_hour && !is_in_a_time(token) {
            types = types.with(AnswerType::Hours);
        }
        if PAID_BY.contains(word) {
            types = types.with(AnswerType::Payment);
        }
        if MEANS.iter().any(|means| is_form_of(word, means))
            && (position.saturating_sub(NEAR)..=position + NEAR).any(|near| is(near, &RATHER))
        {
            types = types.with(AnswerType::Contact);
        }
    }
    types
}

/// "Calling" of "call", but not "apple" of "app".
fn is_form_of(word: &str, stem: &str) -> bool {
    word.strip_prefix(stem).is_some_and(|ending| {
        ending.len() <= 4
            && (stem.len() > 3
                || matches!(
                    ending,
                    "" | "s" | "t" | "len" | "je" | "jes" | "pen" | "ue" | "uem" | "ar"
                ))
    })
}
