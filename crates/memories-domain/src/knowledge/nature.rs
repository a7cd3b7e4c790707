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
const LISTS: [&str; 69] = [
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
    "medication",
    "medicine",
    "meds",
    "drug",
    "prescription",
    "medikament",
    "arznei",
    "medicament",
    "medicina",
    "médicament",
    "farmac",
    "fármaco",
    "remédio",
    "remedio",
    "medicij",
    "medicatie",
    "medicacion",
    "medicación",
    "medicação",
    "medicacao",
    "medication",
    "médication",
    "medikation",
    "symptom",
    "síntoma",
    "sintoma",
    "sintom",
    "klacht",
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
];

/// Words in the names of what a call was about.
const TOPICS: [&str; 34] = [
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
];

/// Stems of names of appointments.
const EVENTS: [&str; 58] = [
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
];

/// Stems of names of days that are no event.
const BIRTHS: [&str; 14] = [
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
];

impl Nature {
    /// The nature of a collected fact that no operator declared: by its name and, for an event, by
    /// its value.
    #[must_use]
    pub fn of(key: &ProfileKey, value: &ProfileValue, times: &[TimeMention]) -> Self {
        let name = key.as_str().to_lowercase();
        let has_word = |stems: &[&str]| {
            stems.iter().any(|stem| {
                // A name has an underscore in place of an accented letter.
                let stem = stem.replace(|c: char| !c.is_ascii(), "_");
                name.match_indices(&stem).any(|(at, _)| {
                    at == 0 || name.get(..at).is_some_and(|rest| rest.ends_with('_'))
                })
            })
        };
        let is_text = matches!(value, ProfileValue::Text(_));
        let has_number = value.to_text().contains(|c: char| c.is_ascii_digit());
        if is_text && (has_word(&LISTS) || is_plural(&name) && !has_number && times.is_empty()) {
            return Self::List;
        }
        if has_word(&TOPICS) && times.is_empty() {
            return Self::Topic;
        }
        let has_day = !times.is_empty();
        if has_day && !has_word(&BIRTHS) && (has_word(&EVENTS) || is_mostly_a_time(value, times)) {
            return Self::Event;
        }
        Self::Single
    }
}

/// Whether the last word of a name is a plural in "s": "dogs", "servicios".
fn is_plural(name: &str) -> bool {
    const NO_LISTS: [&str; 20] = [
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
