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
    fn a_birthday_is_personal_and_an_address_is_not() {
        let is = |name: &str| is_personal(&ProfileKey::parse(name).unwrap());
        assert!(is("date_of_birth") && is("caller_first_name") && is("medication"));
        assert!(!is("service_address") && !is("hearing_date") && !is("pitch"));
    }
}
