use crate::{ProfileKey, people::is_name_of_caller};

/// Stems of names of facts about one person. Any other fact is about what the calls from a number
/// have in common: an address, a reservation, a case.
const PERSONAL: [&str; 62] = [
    "birth",
    "dob",
    "age",
    "geburt",
    "alter",
    "nacim",
    "edad",
    "naissance",
    "nascita",
    "nascim",
    "idade",
    "geboorte",
    "leeftijd",
    "medic",
    "medik",
    "prescription",
    "drug",
    "farmac",
    "remed",
    "allerg",
    "alerg",
    "intoleran",
    "symptom",
    "sintom",
    "condition",
    "diagnos",
    "dose",
    "dosage",
    "blood",
    "pregnan",
    "gender",
    "sex",
    "email",
    "e_mail",
    "mail",
    "correo",
    "phone",
    "mobile",
    "telefon",
    "handy",
    "telefono",
    "cell",
    "job",
    "occupation",
    "profes",
    "beruf",
    "employer",
    "title",
    "salutation",
    "anrede",
    "language",
    "sprache",
    "idioma",
    "langue",
    "lingua",
    "taal",
    "relation",
    "nationality",
    "passport",
    "license",
    "vorname",
    "nachname",
];

/// Among them, how to reach somebody and what must not be served: of use to whoever calls, and worse
/// missing than attributed to somebody else. All others say who a person is, or how they are.
const OF_USE_TO_ALL: [&str; 14] = [
    "email",
    "e_mail",
    "mail",
    "correo",
    "phone",
    "mobile",
    "telefon",
    "handy",
    "telefono",
    "cell",
    "allerg",
    "alerg",
    "intoleran",
    "unvertr",
];

/// Whether the value of one person may stand for all who call from a number, if nobody else has one.
pub(super) fn is_of_use_to_all(key: &ProfileKey) -> bool {
    let name = key.as_str().to_lowercase();
    !is_name_of_caller(key)
        && name
            .split('_')
            .any(|word| OF_USE_TO_ALL.iter().any(|stem| word.starts_with(stem)))
}

/// Whether a fact is about one person rather than about everybody who calls from a number.
pub(super) fn is_personal(key: &ProfileKey) -> bool {
    let name = key.as_str().to_lowercase();
    is_name_of_caller(key)
        || name
            .split('_')
            .any(|word| PERSONAL.iter().any(|stem| word.starts_with(stem)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_allergy_is_of_use_to_all_and_a_birthday_is_not() {
        let is = |name: &str| is_of_use_to_all(&ProfileKey::parse(name).unwrap());
        assert!(is("email") && is("alergias") && is("telefon") && is("food_allergies"));
        assert!(!is("date_of_birth") && !is("medication") && !is("caller_name") && !is("job"));
    }

    #[test]
    fn a_birthday_is_personal_and_an_address_is_not() {
        let is = |name: &str| is_personal(&ProfileKey::parse(name).unwrap());
        assert!(is("date_of_birth") && is("caller_first_name") && is("medication"));
        assert!(!is("service_address") && !is("hearing_date") && !is("pitch"));
    }
}
