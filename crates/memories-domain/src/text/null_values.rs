//! Values that data collection writes when it found nothing, in words, in sentences
//! and in numbers.

mod empty_lists;
mod field_name;
mod missing_phrases;
mod statements;
mod templates;
mod words_for_nothing;
mod zeros;

use std::borrow::Cow;

pub(crate) use empty_lists::is_empty_list_value;
use field_name::FieldName;
pub(crate) use words_for_nothing::is_word_for_nothing;
pub(crate) use zeros::is_null_number;

use crate::sensitive::without_labels;

use super::{
    placeholders::{contains_redaction, has_words},
    words::{normalized_statement, words},
};

/// A statement that nothing was said is short; a longer one says something else.
const MAX_BYTES: usize = 200;

/// Whether a value is missing: blank, a word such as "unknown" or "none", a statement
/// such as "The caller did not mention a company.", a placeholder, or redacted.
#[must_use]
pub fn is_null_value(value: &str) -> bool {
    is_null(value, &FieldName::UNKNOWN)
}

/// The same of the value of a field, whose name tells what a statement says to be missing: "The
/// caller did not share a hobby" in `hobbies`, "first name" in `caller_first_name`.
pub(crate) fn is_null_value_of(key: &str, value: &str) -> bool {
    is_null(value, &FieldName::of(key))
}

fn is_null(value: &str, field: &FieldName) -> bool {
    if contains_redaction(value) || !has_words(&without_labels(value)) {
        return true;
    }
    if value.len() > MAX_BYTES {
        return false;
    }
    is_missing(value, field)
        || is_missing(&in_words(value), field)
        || templates::is_template(value, field)
        || is_repeated(value)
        || {
            // "unknown (not asked)"
            let mut parts = value
                .split(['(', ')', ',', ';', '.', '–', '—'])
                .filter(|part| has_words(part))
                .peekable();
            parts.peek().is_some() && parts.all(|part| is_missing(part, field))
        }
}

fn is_missing(value: &str, field: &FieldName) -> bool {
    let statement = normalized_statement(value);
    statement.is_empty()
        || is_word_for_nothing(&statement)
        || statements::says_nothing_was_said(&words(value), field)
}

/// "None None", "N/A N/A": a word for nothing as the parts of a name.
fn is_repeated(value: &str) -> bool {
    let mut parts = value.split_whitespace();
    parts.next().is_some_and(|first| {
        let mut others = parts.peekable();
        others.peek().is_some()
            && others.all(|part| part.eq_ignore_ascii_case(first))
            && is_word_for_nothing(first)
    })
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

#[cfg(test)]
mod tests;
