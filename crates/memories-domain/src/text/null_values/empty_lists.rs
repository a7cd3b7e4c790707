//! Values that say that a list has nothing in it.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::{
    MAX_BYTES,
    missing_phrases::{MISSING_PHRASES, list},
};
use crate::text::words::normalized_statement;

static NOTHING: LazyLock<FxHashSet<String>> = LazyLock::new(|| {
    let lists = MISSING_PHRASES.iter().map(|language| language.nothing);
    lists.flat_map(list).map(normalized_statement).collect()
});

/// Whether a value of a list states that the list is empty: "none", "no known
/// allergies", "keine". It is a fact only if the caller was asked or said so; data
/// collection also writes it when nobody did. A denial of one item ("no nuts") and of
/// further ones ("no other allergies") is no empty list.
pub(crate) fn is_empty_list_value(value: &str) -> bool {
    if value.len() > MAX_BYTES {
        return false;
    }
    let statement = normalized_statement(value);
    if NOTHING.contains(&statement) {
        return true;
    }
    let mut words = statement.split(' ').filter(|word| !is_subject(word));
    let denies = words
        .next()
        .is_some_and(|word| LIST_DENIALS.contains(&word));
    let rest: Vec<_> = words.collect();
    denies && !rest.is_empty() && rest.iter().all(|word| LIST_NOUNS.contains(word))
}

fn is_subject(word: &str) -> bool {
    [
        "caller", "patient", "the", "has", "hat", "der", "anrufer", "tiene", "heeft",
    ]
    .contains(&word)
}

const LIST_DENIALS: &[&str] = &[
    "no",
    "none",
    "not",
    "nothing",
    "zero",
    "keine",
    "keinerlei",
    "kein",
    "sin",
    "ninguna",
    "ninguno",
    "aucune",
    "aucun",
    "nessuna",
    "nessun",
    "nenhuma",
    "nenhum",
    "geen",
];

const LIST_NOUNS: &[&str] = &[
    "allergia",
    "known",
    "reported",
    "current",
    "any",
    "food",
    "drug",
    "dietary",
    "special",
    "medical",
    "pre",
    "existing",
    "allergies",
    "allergy",
    "medications",
    "medication",
    "medicines",
    "meds",
    "drugs",
    "pets",
    "animals",
    "children",
    "kids",
    "dependents",
    "vehicles",
    "cars",
    "restrictions",
    "requirements",
    "preferences",
    "needs",
    "conditions",
    "symptoms",
    "intolerances",
    "bekannt",
    "bekannte",
    "bekannten",
    "allergien",
    "allergie",
    "medikamente",
    "haustiere",
    "kinder",
    "unverträglichkeiten",
    "vorerkrankungen",
    "besonderen",
    "wünsche",
    "conocida",
    "conocidas",
    "alergia",
    "alergias",
    "medicamentos",
    "mascotas",
    "hijos",
    "restricciones",
    "intolerancias",
    "connue",
    "connues",
    "médicament",
    "médicaments",
    "animal",
    "enfants",
    "restriction",
    "intolérance",
    "conhecida",
    "conhecidas",
    "medicamento",
    "filhos",
    "restrição",
    "intolerância",
    "nota",
    "note",
    "farmaco",
    "farmaci",
    "animali",
    "figli",
    "intolleranza",
    "bekende",
    "allergieën",
    "medicijnen",
    "huisdieren",
    "kinderen",
];
