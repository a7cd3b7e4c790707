//! Words and terms of a text in any script.

use std::collections::HashSet;

use smol_str::SmolStr;
use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;

/// A word of a text with its position.
#[derive(Clone)]
pub(crate) struct Word {
    /// Lower-case, in NFKC.
    pub(crate) text: SmolStr,
    /// The number of words before it.
    position: usize,
    /// Whether it follows the previous word without a space or other separator.
    is_adjacent: bool,
}

impl Word {
    /// Whether both are the same occurrence in a text.
    pub(super) fn is_at(&self, other: &Self) -> bool {
        self.position == other.position
    }

    fn is_digits(&self) -> bool {
        self.text.chars().all(char::is_numeric)
    }

    /// Whether it is the next word of the same text.
    pub(super) fn follows(&self, previous: &Self) -> bool {
        self.position == previous.position + 1
    }
}

/// Where the words of a text are, in bytes.
pub(crate) fn word_positions(text: &str) -> impl Iterator<Item = std::ops::Range<usize>> {
    text.unicode_word_indices()
        .map(|(start, word)| start..start + word.len())
}

/// Splits a text into words at the boundaries of UAX #29.
pub(crate) fn words(text: &str) -> Vec<Word> {
    let folded = folded(text);
    let mut end_of_previous = None;
    folded
        .unicode_word_indices()
        .enumerate()
        .map(|(position, (start, word))| {
            let is_adjacent = end_of_previous == Some(start);
            end_of_previous = Some(start + word.len());
            Word {
                text: word.into(),
                position,
                is_adjacent,
            }
        })
        .collect()
}

/// Lower case in NFKC, with typewriter apostrophes. Most texts of most languages are ASCII.
fn folded(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let folded = text.nfkc().collect::<String>().to_lowercase();
    folded.replace('’', "'")
}

/// The lower-case words of a statement without punctuation, separated by single
/// spaces: equal for statements that differ only in case, spacing and
/// punctuation. "It's 8:30." equals "its  8 30"; "3.5" does not equal "35".
#[must_use]
pub fn normalized_statement(statement: &str) -> String {
    let folded = folded(statement);
    let mut normalized = String::with_capacity(folded.len());
    for word in folded.unicode_words() {
        // Inside a number punctuation is significant.
        let separates_parts = is_number(word);
        let parts = word.split(|c: char| is_punctuation(c) || c.is_whitespace());
        let mut is_first = true;
        for part in parts.filter(|part| !part.is_empty()) {
            if (is_first || separates_parts) && !normalized.is_empty() {
                normalized.push(' ');
            }
            normalized.push_str(part);
            is_first = false;
        }
    }
    normalized
}

fn is_punctuation(c: char) -> bool {
    c.is_ascii_punctuation() || matches!(c, '‘' | '·' | '‧' | '‿')
}

/// Whether a word contains a digit: 10, 26th, 7b.
pub(crate) fn is_number(word: &str) -> bool {
    word.chars().any(char::is_numeric)
}

/// The distinct terms of some words: the words themselves, with two exceptions.
/// Digits spoken one by one ("0 1 7 7") form one number, and text in a script
/// without spaces, which UAX #29 splits into characters, yields its bigrams.
pub(crate) fn terms(words: &[Word]) -> HashSet<String> {
    words
        .chunk_by(|word, next| {
            next.follows(word) && (next.is_adjacent || word.is_digits() && next.is_digits())
        })
        .flat_map(terms_of_run)
        .filter(|term| !term.is_empty())
        .collect()
}

fn terms_of_run(run: &[Word]) -> Vec<String> {
    match run {
        [word] if is_number(&word.text) => vec![without_separators(&word.text)],
        [word] => vec![word.text.to_string()],
        digits if digits.iter().all(Word::is_digits) => {
            vec![digits.iter().map(|word| word.text.as_str()).collect()]
        }
        characters => characters
            .array_windows()
            .map(|[first, second]| format!("{}{}", first.text, second.text))
            .collect(),
    }
}

/// Removes the separators of a number, so that "10.30" equals "10:30".
fn without_separators(number: &str) -> String {
    number.chars().filter(|c| c.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn sorted_terms(text: &str) -> Vec<String> {
        let mut terms: Vec<_> = terms(&words(text)).into_iter().collect();
        terms.sort();
        terms
    }

    #[test]
    fn case_spacing_and_punctuation_are_normalized() {
        for spelling in ["It's worse now.", " it’s  WORSE, now!! ", "Its worse\nnow"] {
            assert_eq!(
                normalized_statement(spelling),
                "its worse now",
                "{spelling}"
            );
        }
        assert_eq!(normalized_statement("Cafe\u{301} — ÉTÉ"), "café été");
        assert_eq!(normalized_statement("… ?!"), "");
    }

    #[test]
    fn a_separator_inside_a_number_is_significant() {
        assert_eq!(normalized_statement("At 8:30."), "at 8 30");
        assert_ne!(
            normalized_statement("It costs 3.5"),
            normalized_statement("It costs 35")
        );
    }

    #[test]
    fn digits_spoken_one_by_one_form_one_number() {
        assert_eq!(sorted_terms("ends 0 1 7 7"), ["0177", "ends"]);
        assert_eq!(sorted_terms("ends 01-77"), ["0177", "ends"]);
        assert_eq!(sorted_terms("the 26 at 8"), ["26", "8", "at", "the"]);
    }

    #[test]
    fn a_time_is_the_same_term_with_any_separator() {
        assert_eq!(sorted_terms("8:30"), sorted_terms("8.30"));
    }

    #[test]
    fn a_script_without_spaces_yields_bigrams() {
        assert_eq!(sorted_terms("锅炉坏"), ["炉坏", "锅炉"]);
        assert_eq!(sorted_terms("水"), ["水"]);
    }

    proptest! {
        #[test]
        fn a_normalized_statement_is_words_with_single_spaces(text in any::<String>()) {
            let normalized = normalized_statement(&text);
            prop_assert!(!normalized.contains(is_punctuation), "{}", normalized);
            prop_assert!(normalized.split(' ').all(|word| !word.is_empty()) || normalized.is_empty());
            prop_assert!(!normalized.contains(char::is_control));
        }

        #[test]
        fn punctuation_around_a_statement_is_removed(text in "[a-z][\\p{Lu}\\p{Ll}\\p{Han}0-9 ]{0,40}") {
            prop_assert_eq!(normalized_statement(&format!(" “{text} ”!\n")), normalized_statement(&text));
        }
    }
}
