//! Placeholders that platforms write for redacted text and missing summaries.

use std::borrow::Cow;

use crate::sensitive::without_labels;

use super::sentences::{collapse_whitespace, sentences};

/// A placeholder that ElevenLabs sends instead of a summary.
const NO_SUMMARY: &str = "Summary couldn't be generated for this call.";

/// The text on one line, without the sentences that contain a redaction
/// placeholder. `None` if no words are left beside the labels of removed values,
/// or if the text only reports a missing summary.
#[must_use]
pub fn without_placeholders(text: &str) -> Option<String> {
    let line = collapse_whitespace(text);
    // A long text is split into sentences and words only if it must be.
    let remaining: Cow<'_, str> = if contains_redaction(&line) {
        sentences(&line)
            .filter(|sentence| !contains_redaction(sentence))
            .collect()
    } else {
        Cow::Borrowed(&line)
    };
    let remaining = remaining.trim();
    (has_words(&without_labels(remaining)) && !reports_no_summary(remaining))
        .then(|| remaining.to_owned())
}

fn reports_no_summary(text: &str) -> bool {
    letters(text).eq(letters(NO_SUMMARY))
}

/// In lower case.
fn letters(text: &str) -> impl Iterator<Item = char> {
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
}

/// Whether [`normalized_statement`](super::normalized_statement) contains any word of a text.
pub(crate) fn has_words(text: &str) -> bool {
    text.contains(char::is_alphanumeric)
}

/// Whether a text contains a redaction placeholder: an upper-case token in angle
/// or square brackets, such as `<REDACTED>`, `[NAME]` or `[PHONE_NUMBER]`.
pub(crate) fn contains_redaction(text: &str) -> bool {
    text.match_indices(['<', '[']).any(|(start, open)| {
        let close = if open == "<" { '>' } else { ']' };
        let rest = text.get(start + 1..).unwrap_or_default();
        let name = rest
            .split(|c| !is_placeholder_char(c))
            .next()
            .unwrap_or(rest);
        name.len() > 1
            && name.starts_with(|c: char| c.is_ascii_uppercase())
            && rest
                .get(name.len()..)
                .is_some_and(|end| end.starts_with(close))
    })
}

fn is_placeholder_char(c: char) -> bool {
    c.is_ascii_uppercase() || c.is_ascii_digit() || matches!(c, '_' | '-' | ' ')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn upper_case_tokens_in_brackets_are_placeholders() {
        for text in [
            "<REDACTED>",
            "I am [NAME].",
            "[[PHONE_NUMBER_2]]",
            "< [DATE OF BIRTH]",
        ] {
            assert!(contains_redaction(text), "{text}");
        }
        for text in [
            "NAME",
            "[laughs]",
            "a < B > c",
            "[X]",
            "[NAME",
            "[]",
            "1 > 2",
        ] {
            assert!(!contains_redaction(text), "{text}");
        }
    }

    #[test]
    fn a_sentence_with_a_placeholder_is_dropped_and_the_others_stay() {
        assert_eq!(
            without_placeholders("My name is [NAME].\nI live in Lisbon. Call <REDACTED> please.")
                .as_deref(),
            Some("I live in Lisbon.")
        );
    }

    #[test]
    fn a_text_without_words_is_dropped() {
        for text in [
            "",
            " \n",
            "…!",
            "[NAME].",
            "[pin removed].",
            "Summary couldn’t be generated for this call",
        ] {
            assert_eq!(without_placeholders(text), None, "{text}");
        }
    }
}
