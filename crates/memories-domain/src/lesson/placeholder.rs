//! What stands where knowledge was removed or never found.

use super::{
    sentence::{one_line, sentences},
    words::statement_key,
};

/// What extraction writes where it found nothing.
const NOTHING_FOUND: [&str; 28] = [
    "desconhecido",
    "desconocido",
    "empty",
    "inconnu",
    "keine angabe",
    "n/a",
    "nicht angegeben",
    "nil",
    "no especificado",
    "no information",
    "non précisé",
    "non specificato",
    "none",
    "not applicable",
    "not available",
    "not given",
    "not mentioned",
    "not provided",
    "not specified",
    "not stated",
    "null",
    "não informado",
    "sconosciuto",
    "tbd",
    "unbekannt",
    "undefined",
    "unknown",
    "unspecified",
];

/// Written by ElevenLabs in place of a summary.
const NO_SUMMARY: &str = "Summary couldn't be generated for this call.";

/// Whether a value stands for no value: blank, a filler, or a placeholder.
pub(super) fn stands_for_nothing(value: &str) -> bool {
    let key = statement_key(value);
    key.is_empty()
        || NOTHING_FOUND
            .iter()
            .any(|filler| statement_key(filler) == key)
        || holds_placeholder(value)
}

/// A text on one line without the sentences that hold a placeholder. `None`
/// when no word is left, or only the platform's excuse for a missing summary.
#[must_use]
pub fn meaningful(text: &str) -> Option<String> {
    let line = one_line(text);
    let kept: String = sentences(&line)
        .filter(|sentence| !holds_placeholder(sentence))
        .collect();
    let key = statement_key(&kept);
    (!key.is_empty() && key != statement_key(NO_SUMMARY)).then(|| kept.trim().to_owned())
}

/// Whether a redaction placeholder stands in a text: an upper-case token in
/// angle or square brackets, as `<REDACTED>`, `[NAME]`, `[PHONE_NUMBER]`.
pub(crate) fn holds_placeholder(text: &str) -> bool {
    text.match_indices(['<', '[']).any(|(start, open)| {
        let close = if open == "<" { '>' } else { ']' };
        let rest = text.get(start + 1..).unwrap_or_default();
        let name = rest.split(|c| !is_of_placeholder(c)).next().unwrap_or(rest);
        name.len() > 1
            && name.starts_with(|c: char| c.is_ascii_uppercase())
            && rest
                .get(name.len()..)
                .is_some_and(|end| end.starts_with(close))
    })
}

fn is_of_placeholder(c: char) -> bool {
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
            assert!(holds_placeholder(text), "{text}");
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
            assert!(!holds_placeholder(text), "{text}");
        }
    }

    #[test]
    fn a_sentence_with_a_placeholder_is_dropped_and_the_others_stay() {
        assert_eq!(
            meaningful("My name is [NAME].\nI live in Lisbon. Call <REDACTED> please.").as_deref(),
            Some("I live in Lisbon.")
        );
    }

    #[test]
    fn a_text_without_words_means_nothing() {
        for text in [
            "",
            " \n",
            "…!",
            "[NAME].",
            "Summary couldn’t be generated for this call",
        ] {
            assert_eq!(meaningful(text), None, "{text}");
        }
    }

    #[test]
    fn fillers_stand_for_nothing_and_values_for_something() {
        for value in [
            "",
            " ",
            "-",
            "N/A",
            "Unknown.",
            "null",
            "[NAME]",
            "Keine  Angabe",
        ] {
            assert!(stands_for_nothing(value), "{value}");
        }
        for value in ["Robin", "no", "0", "Nonexistent Road 1"] {
            assert!(!stands_for_nothing(value), "{value}");
        }
    }
}
