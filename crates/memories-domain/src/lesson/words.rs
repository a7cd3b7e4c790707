//! Words as people say them, whatever the script.

use std::collections::HashSet;

use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;

/// A word of a text and where it stands.
#[derive(Clone)]
pub(crate) struct Word {
    /// The word in lower case, compatibility forms folded.
    pub(crate) text: String,
    /// How many words stand before it.
    position: usize,
    /// Whether nothing, not even a space, parts it from the word before.
    touches_previous: bool,
}

impl Word {
    fn is_digits(&self) -> bool {
        self.text.chars().all(char::is_numeric)
    }

    fn follows(&self, previous: &Self) -> bool {
        self.position == previous.position + 1
    }
}

/// The words of a text, by the word boundaries of Unicode (UAX #29).
pub(crate) fn words(text: &str) -> Vec<Word> {
    let folded = text.nfkc().collect::<String>().to_lowercase();
    let folded = folded.replace('’', "'");
    let mut end_of_previous = None;
    folded
        .unicode_word_indices()
        .enumerate()
        .map(|(position, (start, word))| {
            let touches_previous = end_of_previous == Some(start);
            end_of_previous = Some(start + word.len());
            Word {
                text: word.to_owned(),
                position,
                touches_previous,
            }
        })
        .collect()
}

/// What two statements have in common that say the same in the same words,
/// whatever their case, spacing and punctuation: the lower-case words, one
/// space between them. "It's 8:30." and "its  8 30" share a key; "3.5" and
/// "35" do not.
#[must_use]
pub fn statement_key(statement: &str) -> String {
    words(statement)
        .iter()
        .map(|word| without_punctuation(&word.text))
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// Drops the punctuation that Unicode allows inside a word. Inside a number it
/// means something, and leaves a gap.
fn without_punctuation(word: &str) -> String {
    let gap = if is_number(word) { " " } else { "" };
    word.split(|c: char| is_punctuation(c) || c.is_whitespace())
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(gap)
}

fn is_punctuation(c: char) -> bool {
    c.is_ascii_punctuation() || matches!(c, '‘' | '·' | '‧' | '‿')
}

/// Whether a word holds a digit: 10, 26th, 7b.
pub(super) fn is_number(word: &str) -> bool {
    word.chars().any(char::is_numeric)
}

/// What words tell, each thing once: the words themselves, with two
/// corrections. Digits said one by one ("0 1 7 7") are one number, and a script
/// without spaces, of which Unicode makes single characters, is taken in pairs
/// of characters.
pub(super) fn terms(words: &[Word]) -> HashSet<String> {
    words
        .chunk_by(|word, next| {
            next.follows(word) && (next.touches_previous || word.is_digits() && next.is_digits())
        })
        .flat_map(terms_of_run)
        .filter(|term| !term.is_empty())
        .collect()
}

fn terms_of_run(run: &[Word]) -> Vec<String> {
    match run {
        [word] if is_number(&word.text) => vec![compact(&word.text)],
        [word] => vec![word.text.clone()],
        digits if digits.iter().all(Word::is_digits) => {
            vec![digits.iter().map(|word| word.text.as_str()).collect()]
        }
        characters => characters
            .array_windows()
            .map(|[first, second]| format!("{}{}", first.text, second.text))
            .collect(),
    }
}

/// A number without its separators: "10.30" and "10:30" are one.
fn compact(number: &str) -> String {
    number.chars().filter(|c| c.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn told(text: &str) -> Vec<String> {
        let mut terms: Vec<_> = terms(&words(text)).into_iter().collect();
        terms.sort();
        terms
    }

    #[test]
    fn case_spacing_and_punctuation_do_not_make_another_statement() {
        for spelling in ["It's worse now.", " it’s  WORSE, now!! ", "Its worse\nnow"] {
            assert_eq!(statement_key(spelling), "its worse now", "{spelling}");
        }
        assert_eq!(statement_key("Cafe\u{301} — ÉTÉ"), "café été");
        assert_eq!(statement_key("… ?!"), "");
    }

    #[test]
    fn a_separator_inside_a_number_makes_another_statement() {
        assert_eq!(statement_key("At 8:30."), "at 8 30");
        assert_ne!(statement_key("It costs 3.5"), statement_key("It costs 35"));
    }

    #[test]
    fn digits_said_one_by_one_are_one_number() {
        assert_eq!(told("ends 0 1 7 7"), ["0177", "ends"]);
        assert_eq!(told("ends 01-77"), ["0177", "ends"]);
        assert_eq!(told("the 26 at 8"), ["26", "8", "at", "the"]);
    }

    #[test]
    fn a_time_is_the_same_number_in_every_spelling() {
        assert_eq!(told("8:30"), told("8.30"));
    }

    #[test]
    fn a_script_without_spaces_is_taken_in_pairs() {
        assert_eq!(told("锅炉坏"), ["炉坏", "锅炉"]);
        assert_eq!(told("水"), ["水"]);
    }

    proptest! {
        #[test]
        fn a_key_is_words_with_single_spaces(text in any::<String>()) {
            let key = statement_key(&text);
            prop_assert!(!key.contains(is_punctuation), "{}", key);
            prop_assert!(key.split(' ').all(|word| !word.is_empty()) || key.is_empty());
            prop_assert!(!key.contains(char::is_control));
        }

        #[test]
        fn punctuation_around_a_statement_does_not_change_its_key(text in "[a-z][\\p{Lu}\\p{Ll}\\p{Han}0-9 ]{0,40}") {
            prop_assert_eq!(statement_key(&format!(" “{text} ”!\n")), statement_key(&text));
        }
    }
}
