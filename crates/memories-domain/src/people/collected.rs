//! The speaker's name in the facts that the platform's data collection found.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::PersonName;
use crate::{Call, ProfileKey, ProfileValue};

/// Words of a fact's name that only say whose name it is.
const WHOSE: [&str; 86] = [
    "caller",
    "customer",
    "guest",
    "patient",
    "tenant",
    "client",
    "user",
    "contact",
    "person",
    "resident",
    "member",
    "subscriber",
    "visitor",
    "policyholder",
    "lead",
    "cliente",
    "paciente",
    "inquilino",
    "huesped",
    "usuario",
    "kunde",
    "kunden",
    "anrufer",
    "anrufers",
    "gast",
    "klant",
    "paziente",
    "your",
    "del",
    "de",
    "du",
    "des",
    "der",
    "do",
    "da",
    "completo",
    "complete",
    "parent",
    "guardian",
    "owner",
    "homeowner",
    "landlord",
    "landlady",
    "renter",
    "buyer",
    "seller",
    "applicant",
    "insured",
    "holder",
    "account",
    "primary",
    "booker",
    "organizer",
    "organiser",
    "attendee",
    "employee",
    "payer",
    "driver",
    "traveler",
    "traveller",
    "passenger",
    "booking",
    "elternteil",
    "eltern",
    "mieter",
    "mieterin",
    "vermieter",
    "eigentuemer",
    "besteller",
    "auftraggeber",
    "ansprechpartner",
    "patientin",
    "propietario",
    "titular",
    "arrendatario",
    "huespeda",
    "proprietaire",
    "locataire",
    "titulaire",
    "proprietario",
    "inquilina",
    "intestatario",
    "eigenaar",
    "huurder",
    "ouder",
    "titolare",
];
/// Facts named after a role in which somebody else may be meant.
const WHOM_IT_CONCERNS: [&str; 9] = [
    "patient",
    "guest",
    "tenant",
    "client",
    "paciente",
    "huesped",
    "inquilino",
    "gast",
    "paziente",
];
const GIVEN: [&str; 9] = [
    "first_name",
    "firstname",
    "given_name",
    "forename",
    "vorname",
    "prenom",
    "voornaam",
    "primeiro_nome",
    "primer_nombre",
];
const FAMILY: [&str; 17] = [
    "last_name",
    "lastname",
    "surname",
    "family_name",
    "nachname",
    "familienname",
    "apellido",
    "apellidos",
    "nom_de_famille",
    "nom_famille",
    "cognome",
    "sobrenome",
    "apelido",
    "achternaam",
    "zuname",
    "second_name",
    "familienaam",
];
/// Roles of which a fact is named that may hold the full name: "kunde: Gesine Kröger".
const ROLES: [&str; 15] = [
    "caller",
    "customer",
    "client",
    "patient",
    "cliente",
    "clienta",
    "paciente",
    "kunde",
    "kundin",
    "anrufer",
    "anruferin",
    "patientin",
    "klant",
    "beller",
    "paziente",
];
/// The given name where another fact has the family name, and the other way round.
const WHOLE: [&str; 18] = [
    "name",
    "full_name",
    "fullname",
    "nombre",
    "nombre_completo",
    "nom",
    "nom_complet",
    "nome",
    "nome_completo",
    "naam",
    "kundenname",
    "anrufername",
    "patientenname",
    "gastname",
    "mietername",
    "klantnaam",
    "volledige_naam",
    "vollstaendiger_name",
];

/// With which the names of facts above begin.
static FIRST_WORDS: LazyLock<FxHashSet<&str>> = LazyLock::new(|| {
    let names = GIVEN.iter().chain(&FAMILY).chain(&WHOLE);
    names.filter_map(|name| name.split('_').next()).collect()
});

#[derive(Clone, Copy, PartialEq)]
enum Part {
    Given,
    Family,
    Whole,
}

/// The part of a speaker's name that a fact holds, and whether it names whom the call concerns.
fn part_of(key: &str) -> Option<(Part, bool)> {
    // Names that were stored long ago have an underscore in place of an accented letter.
    let key = key.to_ascii_lowercase().replace("pr_nom", "prenom");
    let words: Vec<&str> = key.split('_').filter(|word| !word.is_empty()).collect();
    // Most facts are no name.
    if !words.iter().any(|word| FIRST_WORDS.contains(word)) {
        return None;
    }
    let concerns = words.iter().any(|word| WHOM_IT_CONCERNS.contains(word));
    // The parts of a name stand together: "caller_first_name", "nombre_del_cliente".
    let parts = [
        (Part::Given, &GIVEN[..]),
        (Part::Family, &FAMILY[..]),
        (Part::Whole, &WHOLE[..]),
    ];
    for (part, names) in parts {
        for length in (1..=3.min(words.len())).rev() {
            for (start, run) in words.windows(length).enumerate() {
                let others = words
                    .iter()
                    .enumerate()
                    .filter(|(index, _)| !(start..start + length).contains(index));
                if names.contains(&run.join("_").as_str())
                    && others.into_iter().all(|(_, word)| WHOSE.contains(word))
                {
                    return Some((part, concerns));
                }
            }
        }
    }
    None
}

/// A full name in a fact that is named after a role.
fn whole_of_role(key: &str, value: &str) -> Option<(Part, bool)> {
    let key = key.to_ascii_lowercase();
    let is_full = || PersonName::parse(value).is_some_and(|name| name.family().is_some());
    (ROLES.contains(&key.as_str()) && is_full())
        .then(|| (Part::Whole, WHOM_IT_CONCERNS.contains(&key.as_str())))
}

/// Whether a fact is the name, or a part of it, of the person on the line.
#[must_use]
pub fn is_name_of_caller(key: &ProfileKey) -> bool {
    part_of(&key.folded()).is_some()
}

/// Words for who is on the phone in the names of facts.
const CALLERS: [&str; 22] = [
    "caller",
    "contact",
    "parent",
    "guardian",
    "relative",
    "anrufer",
    "anruferin",
    "anrufername",
    "elternteil",
    "ansprechpartner",
    "llamante",
    "interlocutor",
    "appelant",
    "appelante",
    "chiamante",
    "beller",
    "ouder",
    "familiar",
    "responsavel",
    "responsable",
    "contatto",
    "contacto",
];
/// Words for who is served, where the fact beside it names the caller.
const SERVED: [&str; 41] = [
    "client",
    "cliente",
    "clienta",
    "customer",
    "patient",
    "patientin",
    "patientenname",
    "paciente",
    "paziente",
    "resident",
    "subscriber",
    "beneficiary",
    "student",
    "pupil",
    "child",
    "kunde",
    "kundin",
    "kundenname",
    "bewohner",
    "bewohnerin",
    "teilnehmer",
    "schueler",
    "kind",
    "alumno",
    "alumna",
    "beneficiario",
    "residente",
    "usuario",
    "utente",
    "assistito",
    "abonne",
    "abonnee",
    "beneficiaire",
    "eleve",
    "aluno",
    "aluna",
    "assinante",
    "klant",
    "klantnaam",
    "bewoner",
    "leerling",
];

/// Whose name a fact is, where an agent asks for the caller's and for that of who is served.
pub(crate) enum NamedRole {
    Caller(PersonName),
    Served(PersonName),
}

impl NamedRole {
    /// `client_name: Irena Sobczak`, `klant: Sjoerd Dijkema`.
    pub(crate) fn of(key: &ProfileKey, value: &ProfileValue) -> Option<Self> {
        let folded = key.folded();
        let words = || folded.split('_');
        let is_served = words().any(|word| SERVED.contains(&word));
        let is_caller = words().any(|word| CALLERS.contains(&word));
        // Nothing but whose name it is: no "client_city", no "emergency_contact_name".
        let is_name = words().all(|word| {
            let lists = [&SERVED[..], &CALLERS[..], &WHOSE[..], &WHOLE[..]];
            lists.iter().any(|list| list.contains(&word))
                || ["full", "first", "last"].contains(&word)
        });
        if is_served == is_caller || !is_name {
            return None;
        }
        let name = PersonName::parse(&value.to_text())?;
        let is_alone = !words().any(|word| WHOLE.contains(&word) || word.ends_with("name"));
        if is_alone && (name.given().is_none() || name.family().is_none()) {
            return None;
        }
        Some(if is_served {
            Self::Served(name)
        } else {
            Self::Caller(name)
        })
    }
}

/// What data collection says about names.
#[derive(Default)]
pub(super) struct CollectedNames {
    pub(super) speaker: Option<PersonName>,
    /// Whether all of it is from facts such as `patient_name`.
    pub(super) is_whom_it_concerns: bool,
    /// Others: a pet, a technician.
    pub(super) others: Vec<PersonName>,
}

impl CollectedNames {
    pub(super) fn of(call: &Call) -> Self {
        let (mut given, mut family, mut whole) = (None, None, None);
        let mut others = Vec::new();
        let mut is_whom_it_concerns = true;
        for fact in &call.collected {
            let value = fact.value.to_text();
            if call.is_missing(fact) {
                continue;
            }
            let Some((part, concerns)) =
                part_of(&fact.key.folded()).or_else(|| whole_of_role(fact.key.as_str(), &value))
            else {
                others.extend(PersonName::parse(&value));
                continue;
            };
            let slot = match part {
                Part::Given => &mut given,
                Part::Family => &mut family,
                Part::Whole => &mut whole,
            };
            if slot.is_none() && PersonName::parse(&value).is_some() {
                *slot = Some(value);
                is_whom_it_concerns &= concerns;
            }
        }
        let parsed = whole.as_deref().and_then(PersonName::parse);
        let parts = match (&given, &family) {
            (None, None) => None,
            // German forms ask for "Vorname" and "Name".
            (Some(given), None) => {
                let family = parsed.as_ref().filter(|name| {
                    name.family().is_none()
                        && !PersonName::parse(given).is_some_and(|given| given.may_equal(name))
                });
                PersonName::from_parts(Some(given), family.and(whole.as_deref()))
            }
            (None, Some(family)) => match parsed.as_ref() {
                Some(whole) => PersonName::from_parts(whole.given(), Some(family)),
                None => PersonName::from_parts(None, Some(family)),
            },
            (given, family) => PersonName::from_parts(given.as_deref(), family.as_deref()),
        };
        let speaker = match (parts, parsed) {
            (Some(parts), Some(whole)) if whole.family().is_some() => {
                Some(if parts.may_equal(&whole) {
                    parts.completed_by(&whole)
                } else {
                    parts
                })
            }
            (parts, whole) => parts.or(whole),
        };
        Self {
            speaker,
            is_whom_it_concerns,
            others,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn facts_about_the_callers_name_are_recognised_in_every_language() {
        for key in [
            "caller_first_name",
            "caller_last_name",
            "caller_name",
            "name",
            "first_name",
            "full_name",
            "customer_name",
            "Guest_Name",
            "patient_name",
            "tenant_name",
            "client_name",
            "parent_name",
            "homeowner_name",
            "account_holder_name",
            "nombre_del_titular",
            "nom_du_locataire",
            "naam_huurder",
            "nombre",
            "apellidos",
            "nombre_del_cliente",
            "vorname",
            "nachname",
            "prenom",
            "pr_nom",
            "nom",
            "nom_du_client",
            "nome",
            "cognome",
            "nome_completo",
            "naam",
            "voornaam",
            "achternaam",
            "kundenname",
        ] {
            assert!(part_of(key).is_some(), "{key}");
        }
    }

    #[test]
    fn facts_about_other_names_are_not() {
        for key in [
            "pet_name",
            "company_name",
            "agent_name",
            "dentist",
            "technician",
            "emergency_contact_name",
            "user_email",
            "username",
            "street_name",
            "doctor_name",
            "name_of_medication",
            "hotel_name",
            "spouse_name",
            "pet_owner_name",
            "student_name",
            "child_name",
            "caller",
            "product",
            "dog_name",
        ] {
            assert!(part_of(key).is_none(), "{key}");
        }
    }
}
