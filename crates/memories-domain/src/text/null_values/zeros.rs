//! Zeros that data collection writes for a number it did not find.

use super::field_name::words_of_key;

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
