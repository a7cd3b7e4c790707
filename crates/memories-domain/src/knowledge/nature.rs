use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

use crate::{ProfileKey, ProfileValue, TimeMention};

/// How the values of a fact follow one another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Nature {
    /// One value: a newer one replaces it.
    Single,
    /// What a call was about: the latest is current, and those of earlier calls remain true.
    Topic,
    /// A list: values add up, and an item can end.
    List,
    /// Something that takes place at a time: upcoming, past, moved or cancelled.
    Event,
}

/// Stems of names of lists. A name matches if one of its words begins so.
static LISTS: Stems = Stems::new(&[
    "allerg",
    "alerg",
    "intoleran",
    "unverträglich",
    "dietary",
    "diet",
    "dieta",
    "diät",
    "ernährung",
    "régime",
    "dieet",
    "condition",
    "diagnos",
    "erkrankung",
    "enfermedad",
    "maladie",
    "malatti",
    "doença",
    "ziekte",
    "pets",
    "haustiere",
    "mascotas",
    "animaux",
    "animali",
    "animais",
    "huisdier",
    "vehicles",
    "cars",
    "fahrzeuge",
    "vehículos",
    "vehiculos",
    "véhicules",
    "veicoli",
    "veículos",
    "voertuig",
    "hobb",
    "interests",
    "preferences",
    "children",
    "items",
    "restriction",
]);

/// The same of lists of medicines, whose items have doses.
static MEDICINES: Stems = Stems::new(&[
    "medicat",
    "medicin",
    "medicam",
    "medicij",
    "medicac",
    "medicaç",
    "medikam",
    "medikat",
    "médicam",
    "médicat",
    "meds",
    "drug",
    "prescription",
    "arznei",
    "farmac",
    "fármac",
    "remédio",
    "remedio",
]);

/// What somebody feels when they call. It is not true for ever, and not always said to be over.
static SYMPTOMS: Stems = Stems::new(&[
    "symptom",
    "síntoma",
    "sintom",
    "symptôm",
    "klacht",
    "beschwerde",
    "sintoma",
]);

/// Words in the names of what a call was about.
static TOPICS: Stems = Stems::new(&[
    "issue",
    "reason",
    "topic",
    "problem",
    "request",
    "subject",
    "question",
    "concern",
    "purpose",
    "complaint",
    "inquiry",
    "enquiry",
    "occasion",
    "intent",
    "sentiment",
    "anliegen",
    "grund",
    "problem",
    "thema",
    "betreff",
    "motivo",
    "asunto",
    "problema",
    "consulta_motivo",
    "consulta",
    "motif",
    "sujet",
    "objet",
    "probleme",
    "assunto",
    "argomento",
    "reden",
    "onderwerp",
    "vraag",
]);

/// Stems of names of appointments.
static EVENTS: Stems = Stems::new(&[
    "appointment",
    "reservation",
    "booking",
    "visit",
    "pickup",
    "delivery_date",
    "checkin",
    "checkout",
    "arrival",
    "departure",
    "hearing",
    "meeting",
    "viewing",
    "inspection",
    "callback",
    "termin",
    "besuch",
    "abholung",
    "lieferung",
    "anreise",
    "abreise",
    "rückruf",
    "rueckruf",
    "cita",
    "reserva",
    "visita",
    "entrada",
    "salida",
    "recogida",
    "llegada",
    "entrega",
    "rendez",
    "rdv",
    "réservation",
    "visite",
    "livraison",
    "arrivée",
    "départ",
    "appuntament",
    "prenotazion",
    "consegna",
    "arrivo",
    "partenza",
    "ritiro",
    "consulta",
    "marcac",
    "marcaç",
    "chegada",
    "partida",
    "agendamento",
    "afspraak",
    "bezoek",
    "levering",
    "boeking",
    "reservering",
    "aankomst",
    "vertrek",
    "lesson",
]);

/// Stems of names of days that are no event.
static BIRTHS: Stems = Stems::new(&[
    "birth",
    "dob",
    "geburt",
    "nacim",
    "naissance",
    "nascita",
    "nascim",
    "geboorte",
    "anniversary",
    "since",
    "member",
    "expir",
    "seit",
    "opened",
]);

impl Nature {
    /// The nature of a collected fact that no operator declared: by its name and, for an event, by
    /// its value.
    #[must_use]
    pub fn of(key: &ProfileKey, value: &ProfileValue, times: &[TimeMention]) -> Self {
        let name = key.folded();
        let has_day = !times.is_empty();
        let is_list = (has_word(&name, &LISTS) || has_word(&name, &MEDICINES))
            && matches!(value, ProfileValue::Text(_))
            && !is_count(value);
        // "medication_delivery" and "prescription_pickup_date" are no medicines.
        let is_event = if is_list {
            is_event_of_a_list(&name, value, times)
        } else {
            has_word(&name, &EVENTS) || is_mostly_a_time(value, times)
        };
        if has_word(&name, &SYMPTOMS) {
            return Self::Topic;
        }
        if has_day && is_event && !has_word(&name, &BIRTHS) {
            return Self::Event;
        }
        if is_list || is_plural(&name) && is_enumerable(value) && !has_day {
            return Self::List;
        }
        if has_word(&name, &TOPICS) && !has_day {
            return Self::Topic;
        }
        Self::Single
    }
}

pub(super) fn is_of_medicines(key: &ProfileKey) -> bool {
    has_word(&key.folded(), &MEDICINES)
}

/// Stems of words in names.
struct Stems {
    written: &'static [&'static str],
    /// Without accents, as names are compared, and as names that were stored long ago have them:
    /// with an underscore in place of an accented letter.
    forms: OnceLock<Vec<String>>,
}

impl Stems {
    const fn new(written: &'static [&'static str]) -> Self {
        Self {
            written,
            forms: OnceLock::new(),
        }
    }

    fn forms(&self) -> &[String] {
        self.forms.get_or_init(|| {
            let forms_of = |stem: &&str| {
                let is_accented = !stem.is_ascii();
                let folded = ProfileKey::parse(stem).filter(|_| is_accented);
                let underscored = is_accented.then(|| stem.replace(|c: char| !c.is_ascii(), "_"));
                [
                    Some((*stem).to_owned()),
                    folded.map(|stem| stem.folded()),
                    underscored,
                ]
            };
            let mut forms: Vec<String> = self.written.iter().flat_map(forms_of).flatten().collect();
            forms.sort_unstable();
            forms.dedup();
            forms
        })
    }
}

/// Whether one of the words of a name begins with one of these stems.
fn has_word(name: &str, stems: &Stems) -> bool {
    let after_underscores = name.match_indices('_').map(|(at, _)| at + 1);
    std::iter::once(0)
        .chain(after_underscores)
        .filter_map(|start| name.get(start..))
        .any(|word| stems.forms().iter().any(|stem| word.starts_with(stem)))
}

/// Whether what has the name of a list takes place on a day: the name ends with an event
/// (`pets_pickup`), or has one and the value is a day (`fecha_entrega_medicamentos`).
fn is_event_of_a_list(name: &str, value: &ProfileValue, times: &[TimeMention]) -> bool {
    static DAYS: Stems = Stems::new(&[
        "date", "datum", "fecha", "data_", "time", "heure", "hora", "uhrzeit", "tijd", "delivery",
    ]);
    let last = name.rsplit('_').next().unwrap_or(name);
    let is_event = |name: &str| has_word(name, &EVENTS) || has_word(name, &DAYS);
    is_event(last) || is_event(name) && is_mostly_a_time(value, times)
}

/// Whether the last word of a name is a plural in "s": "dogs", "servicios".
fn is_plural(name: &str) -> bool {
    const NO_LISTS: [&str; 59] = [
        "days",
        "weekdays",
        "jours",
        "status",
        "address",
        "details",
        "comments",
        "notes",
        "instructions",
        "hours",
        "terms",
        "news",
        "access",
        "business",
        "class",
        "process",
        "apellidos",
        "wishes",
        "plus",
        "success",
        // How many or when, and not which.
        "guests",
        "adults",
        "adultos",
        "adultes",
        "kids",
        "persons",
        "passengers",
        "personnes",
        "convives",
        "invites",
        "invit_s",
        "huespedes",
        "hu_spedes",
        "hospedes",
        "h_spedes",
        "comensales",
        "nights",
        "noches",
        "nuits",
        "noites",
        "rooms",
        "seats",
        "tickets",
        "times",
        "days",
        "dates",
        "slots",
        "years",
        "weeks",
        "months",
        "horarios",
        "heures",
        "horaires",
        "jours",
        // Of one person.
        "pronouns",
        "pronombres",
        "pronoms",
        "pronomes",
        "initials",
    ];
    let last = name.rsplit('_').next().unwrap_or(name);
    last.len() > 3
        && last.ends_with('s')
        && !["ss", "us", "is", "as"]
            .iter()
            .any(|end| last.ends_with(end))
        && !NO_LISTS.contains(&last)
        || [
            "dogs", "cats", "pets", "mascotas", "alergias", "hunde", "katzen", "cani", "gatti",
            "honden",
        ]
        .contains(&last)
}

/// Whether a value can be one of several: text without a number.
fn is_enumerable(value: &ProfileValue) -> bool {
    matches!(value, ProfileValue::Text(_))
        && !is_count(value)
        && !value.to_text().contains(|c: char| c.is_ascii_digit())
}

/// Whether a value only says how many: "2", "four".
fn is_count(value: &ProfileValue) -> bool {
    const COUNTS: [&str; 58] = [
        "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eins",
        "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "uno", "dos",
        "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez", "un", "deux", "trois",
        "quatre", "cinq", "huit", "neuf", "dix", "due", "tre", "quattro", "cinque", "sei", "sette",
        "otto", "nove", "dieci", "um", "dois", "duas", "três", "quatro", "een", "twee", "drie",
        "vijf", "zes", "zeven",
    ];
    let text = value.to_text().trim().to_lowercase();
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
        || COUNTS.contains(&text.as_str())
}

/// Whether the value says little more than when.
fn is_mostly_a_time(value: &ProfileValue, times: &[TimeMention]) -> bool {
    let covered: u32 = times.iter().map(|time| time.end - time.start).sum();
    covered as usize * 2 >= value.to_text().len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn nature(key: &str, value: &str) -> Nature {
        let key = ProfileKey::parse(key).unwrap();
        Nature::of(&key, &ProfileValue::Text(value.into()), &[])
    }

    #[test]
    fn allergies_medicines_and_pets_add_up_in_every_language() {
        for key in [
            "allergies",
            "food_allergies",
            "dietary",
            "medication",
            "current_medications",
            "pets",
            "alergias",
            "Allergien",
            "medikamente",
            "vehicles",
            "farmaci",
            "médicament",
            "diät",
        ] {
            assert_eq!(nature(key, "x"), Nature::List, "{key}");
        }
    }

    fn nature_with_day(key: &str, value: &str) -> Nature {
        let said_at = "2026-11-20T10:00[UTC]".parse().unwrap();
        let key = ProfileKey::parse(key).unwrap();
        let times = crate::find_times(value, &said_at, None);
        Nature::of(&key, &ProfileValue::Text(value.into()), &times)
    }

    #[test]
    fn what_takes_place_on_a_day_is_an_event_whatever_it_brings() {
        for (key, value) in [
            ("prescription_pickup_date", "2026-12-03"),
            (
                "medication_delivery",
                "Thursday December 3 to the back door please",
            ),
            ("pets_boarding_date", "2026-12-03"),
            ("fecha_entrega_medicamentos", "3 de diciembre"),
            ("condition_report_date", "2026-12-03 10:00"),
            ("abholung_medikamente", "3. Dezember"),
        ] {
            assert_eq!(nature_with_day(key, value), Nature::Event, "{key}");
        }
        let started = nature_with_day("medications", "prednisone since December 3");
        assert_eq!(started, Nature::List);
    }

    #[test]
    fn a_count_and_what_is_one_in_plural_do_not_add_up() {
        for (key, value) in [
            ("guests", "four"),
            ("children", "2"),
            ("children", "drei"),
            ("dogs", "two"),
            ("preferred_times", "mornings"),
            ("pronouns", "they/them"),
            ("noches", "tres"),
        ] {
            assert_eq!(nature(key, value), Nature::Single, "{key}");
        }
        assert_eq!(nature("children", "Ida and Tove"), Nature::List);
    }

    #[test]
    fn a_symptom_is_of_its_call() {
        for key in ["symptoms", "current_symptom", "síntomas", "klachten"] {
            assert_eq!(nature(key, "toothache"), Nature::Topic, "{key}");
            assert_eq!(
                nature_with_day(key, "toothache since December 3"),
                Nature::Topic
            );
        }
    }

    #[test]
    fn anything_else_has_one_value() {
        for key in [
            "city",
            "pet_name",
            "unit",
            "plan",
            "caller_first_name",
            "car_model",
        ] {
            assert_eq!(nature(key, "x"), Nature::Single, "{key}");
        }
    }
}
