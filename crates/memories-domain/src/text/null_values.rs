//! Values that data collection writes when it found nothing, in words, in sentences
//! and in numbers.

mod missing_phrases;

use std::{borrow::Cow, sync::LazyLock};

use missing_phrases::{MISSING_PHRASES, MissingPhrases, OTHER_VALUES};
use rustc_hash::FxHashSet;

use crate::sensitive::without_labels;

use super::{
    phrase_set::PhraseSet,
    placeholders::{contains_redaction, has_words},
    words::{Word, is_number, normalized_statement, words},
};

/// A statement that nothing was said is short; a longer one says something else.
const MAX_BYTES: usize = 200;
/// Words beside the statement itself: what is missing, as in "their e-mail address".
const MAX_OBJECT_WORDS: usize = 5;

static VALUES: LazyLock<FxHashSet<String>> = LazyLock::new(|| {
    let values = MISSING_PHRASES
        .iter()
        .flat_map(|language| [language.values, language.nothing])
        .chain([OTHER_VALUES]);
    values.flat_map(list).map(normalized_statement).collect()
});

static NOTHING: LazyLock<FxHashSet<String>> = LazyLock::new(|| {
    let lists = MISSING_PHRASES.iter().map(|language| language.nothing);
    lists.flat_map(list).map(normalized_statement).collect()
});

fn list(list: &str) -> impl Iterator<Item = &str> {
    list.split(',')
        .map(str::trim)
        .filter(|item| !item.is_empty())
}

fn union(select: impl Fn(&MissingPhrases) -> &'static str) -> PhraseSet {
    MISSING_PHRASES
        .iter()
        .flat_map(|language| list(select(language)))
        .collect()
}

/// The words of statements that nothing was said.
struct Statements {
    /// Who or what left it unsaid, and where: "the caller", "during the call".
    surroundings: PhraseSet,
    negations: PhraseSet,
    /// Verbs of saying and providing.
    reporting: PhraseSet,
    /// Phrases that contain both.
    denials: PhraseSet,
    /// Names of what may be missing, beside which nothing else is said.
    nouns: PhraseSet,
    /// Verbs that say that nothing was said only where nothing else is.
    participles: PhraseSet,
    /// Words of statements that say something else as well.
    exceptions: PhraseSet,
}

static STATEMENTS: LazyLock<Statements> = LazyLock::new(|| Statements {
    surroundings: union(|language| language.surroundings),
    negations: union(|language| language.negations),
    reporting: union(|language| language.reporting),
    denials: union(|language| language.denials),
    nouns: union(|language| language.nouns),
    participles: union(|language| language.participles),
    exceptions: union(|language| language.exceptions),
});

/// Whether a value is missing: blank, a word such as "unknown" or "none", a statement
/// such as "The caller did not mention a company.", a placeholder, or redacted.
#[must_use]
pub fn is_null_value(value: &str) -> bool {
    if contains_redaction(value) || !has_words(&without_labels(value)) {
        return true;
    }
    if value.len() > MAX_BYTES {
        return !value.contains(char::is_alphanumeric);
    }
    is_missing(value) || is_missing(&in_words(value)) || is_template(value) || {
        // "unknown (not asked)"
        let mut parts = value
            .split(['(', ')', ',', ';', '.', '–', '—'])
            .filter(|part| has_words(part))
            .peekable();
        parts.peek().is_some() && parts.all(is_missing)
    }
}

fn is_missing(value: &str) -> bool {
    let statement = normalized_statement(value);
    statement.is_empty() || VALUES.contains(&statement) || says_nothing_was_said(value)
}

/// A token of a program in words: `not_provided`, `NOT-MENTIONED`, `notSpecified`.
fn in_words(value: &str) -> Cow<'_, str> {
    let value = value.trim();
    let is_token = !value.contains(char::is_whitespace)
        && value
            .chars()
            .all(|c| c.is_ascii_alphabetic() || matches!(c, '_' | '-'));
    if !is_token {
        return Cow::Borrowed(value);
    }
    let mut words = String::with_capacity(value.len() + 4);
    let mut after_lower = false;
    for c in value.chars() {
        if after_lower && c.is_ascii_uppercase() {
            words.push(' ');
        }
        words.push(if matches!(c, '_' | '-') { ' ' } else { c });
        after_lower = c.is_ascii_lowercase();
    }
    Cow::Owned(words)
}

/// Whether a value is the place of one that nobody filled in: `{{caller_name}}`, `<name>`, `${city}`.
fn is_template(value: &str) -> bool {
    let value = value.trim();
    [
        ("{{", "}}"),
        ("<", ">"),
        ("${", "}"),
        ("{", "}"),
        ("%", "%"),
        ("[[", "]]"),
    ]
    .iter()
    .filter_map(|(open, close)| value.strip_prefix(open)?.strip_suffix(close))
    .any(|name| {
        name.contains(char::is_alphabetic)
            && name
                .chars()
                .all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | ' '))
    })
}

/// Whether a number, as text, is a zero that only marks a missing value: nobody is 0
/// years old or has the order number 0, but 0 pets are possible. `key` names what is
/// counted.
pub(crate) fn is_null_number(key: &str, value: &str) -> bool {
    let value = value.trim();
    let is_zero = value.contains('0')
        && value.trim_end_matches(['0', '.', ',']).is_empty()
        && value.starts_with('0');
    is_zero && cannot_be_zero(key)
}

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

/// "The caller did not mention a company.", "no email was provided", "the name is unknown".
fn says_nothing_was_said(value: &str) -> bool {
    let statements = &*STATEMENTS;
    let words = words(value);
    if words.iter().any(|word| is_number(&word.text)) {
        return false;
    }
    let without_denials = statements.denials.removed_from(&words);
    let is_denied = without_denials.len() < words.len();
    let stated = statements.surroundings.removed_from(&without_denials);
    let without_negations = statements.negations.removed_from(&stated);
    let is_negated = without_negations.len() < stated.len();
    if says_nothing_else(&words, &stated, &without_negations, is_negated) {
        return true;
    }
    if statements.exceptions.matches_anywhere(&stated) {
        return false;
    }
    if is_denied {
        return stated.len() <= MAX_OBJECT_WORDS;
    }
    let object = statements.reporting.removed_from(&without_negations);
    is_negated && object.len() < without_negations.len() && object.len() <= MAX_OBJECT_WORDS
}

/// Whether a value, "unknown", or a negated verb, "not asked", has nothing beside it but what is
/// missing: "unknown caller", "no name given".
fn says_nothing_else(
    words: &[Word],
    stated: &[Word],
    without_negations: &[Word],
    is_negated: bool,
) -> bool {
    let statements = &*STATEMENTS;
    if is_negated {
        let others = statements.participles.removed_from(without_negations);
        if others.len() < without_negations.len()
            && statements.nouns.removed_from(&others).is_empty()
        {
            return true;
        }
    }
    // "The name": no word says that it is missing.
    [words, stated].into_iter().any(|words| {
        let rest = statements.nouns.removed_from(words);
        let texts: Vec<&str> = rest.iter().map(|word| word.text.as_str()).collect();
        !texts.is_empty() && VALUES.contains(&normalized_statement(&texts.join(" ")))
    })
}

/// Whether a word of the name is of a quantity that is never zero, or of an identifier.
/// "number of guests" is a quantity that may be.
fn cannot_be_zero(key: &str) -> bool {
    let words: Vec<String> = words_of_key(key);
    let counts = words
        .iter()
        .any(|word| ["of", "num", "count", "total", "anzahl", "cantidad"].contains(&word.as_str()));
    words.iter().any(|word| NEVER_ZERO.contains(&word.as_str()))
        || !counts && words.iter().any(|word| NUMBERED.contains(&word.as_str()))
}

/// The words of a name in snake or camel case, in lower case.
fn words_of_key(key: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut previous_is_lower = false;
    for c in key.chars() {
        if !c.is_alphanumeric() || previous_is_lower && c.is_uppercase() {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut().filter(|_| c.is_alphanumeric()) {
            word.extend(c.to_lowercase());
        }
        previous_is_lower = c.is_lowercase();
    }
    words.retain(|word| !word.is_empty());
    words
}

const NEVER_ZERO: &[&str] = &[
    "age",
    "year",
    "month",
    "dob",
    "birthday",
    "birthdate",
    "weight",
    "height",
    "mileage",
    "odometer",
    "sqft",
    "id",
    "phone",
    "telephone",
    "mobile",
    "zip",
    "zipcode",
    "postcode",
    "alter",
    "jahr",
    "monat",
    "gewicht",
    "plz",
    "telefon",
    "handy",
    "kilometerstand",
    "baujahr",
    "edad",
    "año",
    "ano",
    "anio",
    "mes",
    "peso",
    "telefono",
    "teléfono",
    "kilometraje",
    "âge",
    "annee",
    "année",
    "poids",
    "telephone_number",
    "idade",
    "eta",
    "età",
    "anno",
    "leeftijd",
    "jaar",
];

/// Names of numbers that count nothing, unless the name says so.
const NUMBERED: &[&str] = &[
    "number",
    "nr",
    "no",
    "nummer",
    "numero",
    "número",
    "reference",
    "code",
];

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

#[cfg(test)]
mod tests;
