//! Facts about days of the week that recur: "martes y jueves" is no appointment.

use std::sync::LazyLock;

use crate::{
    Call, ProfileKey, ProfileValue, TimeMention,
    text::{PhraseSet, words},
    times::is_weekday,
};

/// Words of a name that stand for a day.
const DAYS: [&str; 14] = [
    "day",
    "days",
    "weekday",
    "weekdays",
    "tag",
    "tage",
    "wochentag",
    "dia",
    "dias",
    "jour",
    "jours",
    "giorno",
    "giorni",
    "dag",
];

/// Ends of compound names that stand for a day: "Abholtag", "bezorgdag", "days".
const ENDS_OF_DAYS: [&str; 4] = ["tag", "dag", "dagen", "day"];

/// Stems of names of one appointment, whatever else they say.
const APPOINTMENTS: [&str; 12] = [
    "appoint", "termin", "cita", "rendez", "rdv", "appunt", "afspra", "marca", "consulta", "event",
    "pruf", "exam",
];

/// By which people say that something recurs.
static RECURS: LazyLock<PhraseSet> = LazyLock::new(|| {
    "every week, every other week, every two weeks, every second week, every fortnight, weekly,
     biweekly, fortnightly, once a week, twice a week, times a week, per week, each week,
     jede woche, jeden, alle zwei wochen, alle 2 wochen, alle vierzehn tage, wöchentlich,
     zweiwöchentlich, vierzehntägig, pro woche, in der woche, einmal die woche, regelmäßig,
     cada semana, todas las semanas, cada dos semanas, semanal, quincenal, a la semana,
     por semana, una vez a la semana, fijo, chaque semaine, toutes les semaines,
     toutes les deux semaines, tous les quinze jours, hebdomadaire, par semaine,
     ogni settimana, ogni due settimane, tutte le settimane, settimanale, quindicinale,
     alla settimana, una volta a settimana, todas as semanas, cada duas semanas,
     de quinze em quinze, de duas em duas semanas, quinzenal, uma vez por semana,
     elke week, iedere week, om de week, om de twee weken, wekelijks, tweewekelijks, per week"
        .split(',')
        .map(str::trim)
        .collect()
});

/// Whether the days of a collected fact recur: it names several days of the week and no date, or its
/// name is that of a day and the call is about something that recurs.
pub(super) fn recurs(
    call: &Call,
    key: &ProfileKey,
    value: &ProfileValue,
    text: &str,
    days: &[TimeMention],
) -> bool {
    let is_bare = |day: &TimeMention| {
        day.relative
            && day.from == day.until
            && text
                .get(day.start as usize..day.day_end as usize)
                .is_some_and(is_weekday)
    };
    if days.is_empty() || !days.iter().all(is_bare) {
        return false;
    }
    days.len() > 1 || is_named_after_a_day(key) && is_recurring(call, value)
}

fn is_named_after_a_day(key: &ProfileKey) -> bool {
    let name = key.folded();
    let is_day =
        |word: &str| DAYS.contains(&word) || ENDS_OF_DAYS.iter().any(|end| word.ends_with(end));
    name.split('_').any(is_day) && !APPOINTMENTS.iter().any(|stem| name.contains(stem))
}

fn is_recurring(call: &Call, value: &ProfileValue) -> bool {
    let says = |text: &str| RECURS.matches_anywhere(&words(text));
    says(&value.to_text())
        || call
            .collected
            .iter()
            .any(|fact| says(&fact.value.to_text()))
        || call.turns.iter().any(|turn| says(&turn.text))
}
