//! Places of values that nobody filled in.

use std::sync::LazyLock;

use super::{
    field_name::FieldName,
    missing_phrases::{MISSING_PHRASES, list},
    statements::names_of_fields,
};
use crate::text::{phrase_set::PhraseSet, words::words};

/// Words before the name of a field in a form: "your name", "insert e-mail".
static OPENINGS: LazyLock<PhraseSet> = LazyLock::new(|| {
    MISSING_PHRASES
        .iter()
        .flat_map(|language| list(language.template_openings))
        .collect()
});

/// Whether a value is the place of one: `{{caller_name}}`, `<name>`, `${city}`, "[Name]", "your
/// name", or the name of its own field.
pub(super) fn is_template(value: &str, field: &FieldName) -> bool {
    let value = value.trim();
    let is_marked = [
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
    });
    // Lists are printed in square brackets as well: "[Biscuit]".
    let bracketed = value
        .strip_prefix('[')
        .and_then(|value| value.strip_suffix(']'));
    is_marked
        || is_label(bracketed.unwrap_or(value), field)
        || bracketed.is_some_and(|name| names_of_fields().removed_from(&words(name)).is_empty())
}

fn is_label(value: &str, field: &FieldName) -> bool {
    let words = words(&value.replace('_', " "));
    let rest = OPENINGS.removed_from(&words);
    let is_named = !rest.is_empty() && names_of_fields().removed_from(&rest).is_empty();
    is_named && (rest.len() < words.len() || field.is_label(&words))
}
