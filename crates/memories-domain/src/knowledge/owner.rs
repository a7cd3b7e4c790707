use crate::{
    Annotations, BelongsTo, Memory, MemoryKind, OnBehalfOf, PersonName, ProfileKey, ProfileValue,
    people::is_name_of_caller,
};

/// Beginnings of words for how to reach somebody, and for what the one who speaks is: the caller, also
/// when the call is for somebody else.
const OF_WHO_CALLS: [&str; 27] = [
    "caller",
    "contact",
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
    "callback",
    "rueckruf",
    "anrufer",
    "language",
    "sprache",
    "idioma",
    "langue",
    "lingua",
    "taal",
    "relation",
    "salutation",
    "anrede",
    "job",
    "occupation",
    "employer",
];

/// The person whom a fact of a call is about, if the call is made for them: their name, birth, health
/// and appointment, not the caller's phone number.
pub(crate) fn whom_it_concerns<'a>(
    key: &ProfileKey,
    value: &ProfileValue,
    annotations: &'a Annotations,
) -> Option<&'a OnBehalfOf> {
    let caller = annotations.caller.as_ref()?;
    let whom = caller.on_behalf_of.as_ref()?;
    let belongs_to = annotations.belongs_to.unwrap_or_else(|| owner_by_name(key));
    if annotations.handed_to.is_some() || belongs_to != BelongsTo::Person {
        return None;
    }
    if is_name_of_caller(key) {
        let name = PersonName::parse(&value.to_text())?;
        let is =
            |other: &Option<PersonName>| other.as_ref().is_some_and(|other| other.may_equal(&name));
        return (is(&whom.name) && !is(&caller.name)).then_some(whom);
    }
    (!is_of_who_calls(key)).then_some(whom)
}

/// Whether a fact is about whoever is on the phone, also in a call for somebody else.
pub(super) fn is_of_who_calls(key: &ProfileKey) -> bool {
    let name = key.as_str().to_lowercase();
    name.split('_')
        .any(|word| OF_WHO_CALLS.iter().any(|stem| word.starts_with(stem)))
}

/// What has a pet's name in it is about the pet, also its medicines.
const ANIMALS: [&str; 24] = [
    "pet", "dog", "cat", "horse", "animal", "tier", "hund", "katze", "mascota", "perro", "gato",
    "animaux", "chien", "chat", "animali", "cane", "cao", "huisdier", "hond", "kat", "vet",
    "tierarzt", "kennel", "boarding",
];
/// Beginnings of words for what only one person has, wherever they live.
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

/// Beginnings of words for what one person attends, or whom they go to.
const ATTENDED: [&str; 45] = [
    "appoint",
    "appt",
    "termin",
    "cita",
    "rendez",
    "rdv",
    "visit",
    "besuch",
    "lesson",
    "consult",
    "afspraak",
    "appuntam",
    "marcac",
    "callback",
    "rueckruf",
    "treatment",
    "behandlung",
    "haircut",
    "stylist",
    "friseur",
    "doctor",
    "arzt",
    "hausarzt",
    "medic",
    "dentist",
    "physician",
    "lehrer",
    "coach",
    "trainer",
    "teacher",
    "insur",
    "versicher",
    "segur",
    "assur",
    "assic",
    "verzeker",
    "member",
    "mitglied",
    "socio",
    "diet",
    "weight",
    "gewicht",
    "hobby",
    "accountant",
    "role",
];

/// Whose a fact is, as its name shows. What is not about one person – an address, a plan, a pet's
/// medicines – holds for all who call from a number.
pub(crate) fn owner_by_name(key: &ProfileKey) -> BelongsTo {
    let name = key.folded();
    let has = |is_meant: &dyn Fn(&str) -> bool| name.split('_').any(is_meant);
    let is_animal = |word: &str| {
        ANIMALS.contains(&word)
            || word
                .strip_suffix('s')
                .is_some_and(|word| ANIMALS.contains(&word))
    };
    let starts_with_one = |word: &str| {
        let stems = PERSONAL.iter().chain(&ATTENDED);
        stems.into_iter().any(|stem| word.starts_with(stem))
    };
    if !has(&is_animal) && (is_name_of_caller(key) || has(&starts_with_one)) {
        BelongsTo::Person
    } else {
        BelongsTo::Household
    }
}

/// Whose a fact is, as declared, or as its name shows; `None` where it does not, and for a
/// statement.
pub(super) fn belongs_to(memory: &Memory) -> Option<BelongsTo> {
    let MemoryKind::Profile { key, .. } = &memory.kind else {
        return None;
    };
    let declared = memory.annotations.belongs_to;
    Some(declared.unwrap_or_else(|| owner_by_name(key)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_of_the_household_and_an_appointment_of_one_person() {
        let owner = |name: &str| owner_by_name(&ProfileKey::parse(name).unwrap());
        for name in [
            "address",
            "service_address",
            "lieferadresse",
            "gate_code",
            "account_number",
            "city",
            "pets",
            "pet_medications",
            "vehicle_class",
            "event_date",
            "guest_count",
            "adresse",
            "direccion_recogida",
            "indirizzo",
            "endereco",
            "adres",
            "torcode",
            "plan",
            "days",
        ] {
            assert_eq!(owner(name), BelongsTo::Household, "{name}");
        }
        for name in [
            "appointment_date",
            "termin",
            "cita",
            "caller_first_name",
            "date_of_birth",
            "medications",
            "email_address",
            "diet",
            "hobby",
            "insurance_provider",
            "member_id",
            "doctor",
            "hausarzt",
            "weight",
            "accountant",
        ] {
            assert_eq!(owner(name), BelongsTo::Person, "{name}");
        }
    }
}
