//! The days of the week, for what takes place every week.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

/// Monday to Sunday, each with its names in the supported languages.
const NAMES: [&str; 7] = [
    "monday mondays montag montags lunes lundi lundis segunda segundas segunda-feira segundas-feiras lunedì maandag maandags",
    "tuesday tuesdays dienstag dienstags martes mardi mardis terça terças terça-feira terças-feiras martedì dinsdag dinsdags",
    "wednesday wednesdays mittwoch mittwochs miércoles mercredi mercredis quarta quartas quarta-feira quartas-feiras mercoledì woensdag woensdags",
    "thursday thursdays donnerstag donnerstags jueves jeudi jeudis quinta quintas quinta-feira quintas-feiras giovedì donderdag donderdags",
    "friday fridays freitag freitags viernes vendredi vendredis sexta sextas sexta-feira sextas-feiras venerdì vrijdag vrijdags",
    "saturday saturdays samstag samstags sonnabend sonnabends sábado sábados samedi samedis sabato zaterdag zaterdags",
    "sunday sundays sonntag sonntags domingo domingos dimanche dimanches domenica zondag zondags",
];

/// Words by which people say that something takes place every week.
const RECURRING: [&str; 33] = [
    "every",
    "each",
    "weekly",
    "always",
    "jeden",
    "jede",
    "jeder",
    "immer",
    "wöchentlich",
    "cada",
    "todos",
    "todas",
    "siempre",
    "semanal",
    "semanalmente",
    "sempre",
    "chaque",
    "tous",
    "toutes",
    "toujours",
    "hebdomadaire",
    "ogni",
    "tutti",
    "tutte",
    "settimanale",
    "elke",
    "iedere",
    "wekelijks",
    "wekelijkse",
    "altijd",
    "telkens",
    "usually",
    "regular",
];

static BY_NAME: LazyLock<FxHashMap<&str, usize>> = LazyLock::new(|| {
    (0..NAMES.len())
        .flat_map(|day| names(day).map(move |name| (name, day)))
        .collect()
});

/// The day that a lower-case word names, from 0 for Monday.
pub(super) fn weekday(word: &str) -> Option<usize> {
    BY_NAME.get(word).copied()
}

/// The names of a day.
pub(super) fn names(day: usize) -> impl Iterator<Item = &'static str> {
    NAMES
        .get(day)
        .into_iter()
        .flat_map(|names| names.split(' '))
}

/// Whether a word says that something takes place every week: "every", "Fridays".
pub(super) fn is_recurring(word: &str) -> bool {
    RECURRING.contains(&word)
        || weekday(word).is_some() && word.ends_with('s') && !FRENCH_AND_SPANISH.contains(&word)
}

/// They end in s and are one day.
const FRENCH_AND_SPANISH: [&str; 5] = ["lunes", "martes", "miércoles", "jueves", "viernes"];
