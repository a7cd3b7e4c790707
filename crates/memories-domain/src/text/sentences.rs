mod abbreviations;
mod boundary;
mod starters;

use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation;

/// Splits a text into sentences at the boundaries of UAX #29, except those after
/// abbreviations, initials and ordinals. Concatenated, they are the text.
///
/// In "Really?[NAME] called." UAX #29 assigns the bracket to the first sentence;
/// here it belongs to the sentence it opens.
pub(crate) fn sentences(text: &str) -> impl Iterator<Item = &str> {
    let (whole, several) = if is_one_sentence(text) {
        (Some(text), None)
    } else {
        (None, Some(several_sentences(text)))
    };
    whole.into_iter().chain(several.into_iter().flatten())
}

/// Whether there is nothing within a text after which UAX #29 could end a sentence. Most turns of
/// a call are one sentence, and looking up the class of every character takes long.
fn is_one_sentence(text: &str) -> bool {
    let is_end = |c: char| matches!(c, '.' | '!' | '?');
    let is_within = |c: char| c == ' ' || c.is_ascii_graphic() && !is_end(c) || c.is_alphabetic();
    let body = text.trim_end_matches(' ').trim_end_matches(is_end);
    body.ends_with(char::is_alphanumeric) && body.chars().all(is_within)
}

fn several_sentences(text: &str) -> impl Iterator<Item = &str> {
    let mut start = 0;
    text.split_sentence_bound_indices()
        .filter_map(move |(from, sentence)| {
            let until = from + sentence.len();
            let (before, after) = text.split_at_checked(until)?;
            if boundary::continues(before, after) {
                return None;
            }
            let end = if until == text.len() {
                until
            } else {
                from + sentence.trim_end_matches('[').len()
            };
            let adjusted = text.get(start..end);
            start = end;
            adjusted.filter(|sentence| !sentence.is_empty())
        })
}

/// Whether a sentence ends in a question mark.
pub(crate) fn is_question(sentence: &str) -> bool {
    sentence
        .chars()
        .rev()
        .take_while(|c| !c.is_alphanumeric())
        .any(is_question_mark)
}

pub(crate) fn contains_question_mark(text: &str) -> bool {
    text.contains(is_question_mark)
}

const fn is_question_mark(c: char) -> bool {
    matches!(c, '?' | '？' | '؟' | '⸮' | '\u{37e}')
}

/// Maximum run of symbols that [`collapse_whitespace`] copies.
const MAX_SYMBOL_RUN: usize = 64;

/// Replaces every run of white space and control characters by one space.
///
/// Long runs of symbols are cut off: they carry no meaning, and finding a
/// sentence boundary in one takes quadratic time.
pub(crate) fn collapse_whitespace(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    let (mut pending_space, mut symbol_run) = (false, 0);
    for c in text.chars() {
        if c.is_whitespace() || c.is_control() {
            pending_space = !line.is_empty();
            continue;
        }
        symbol_run = if is_spoken(c) { 0 } else { symbol_run + 1 };
        if symbol_run <= MAX_SYMBOL_RUN {
            line.extend(pending_space.then_some(' '));
            line.push(c);
            pending_space = false;
        }
    }
    line
}

/// Whether a character by itself represents a sound or a number.
fn is_spoken(c: char) -> bool {
    c.is_ascii_alphanumeric() || c.is_alphanumeric() && !is_combining_mark(c)
}

/// Truncates a text to at most `max_chars` characters, at a word boundary unless
/// the first word is too long.
pub(crate) fn truncate_at_word(text: &str, max_chars: usize) -> &str {
    let Some((limit, _)) = text.char_indices().nth(max_chars) else {
        return text;
    };
    let cut = text
        .split_word_bound_indices()
        .map(|(start, _)| start)
        .take_while(|&start| start <= limit)
        .last()
        .filter(|&start| start > 0)
        .unwrap_or(limit);
    text.get(..cut).unwrap_or_default().trim_end()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_question_ends_in_a_question_mark() {
        for question in ["Why?", "Really?! ", "\u{bf}Qué?", "なぜ？", "“Which one?”"] {
            assert!(is_question(question), "{question}");
        }
        for statement in ["Why not.", "? no", "", "Who knows"] {
            assert!(!is_question(statement), "{statement}");
        }
    }

    #[test]
    fn an_opening_bracket_belongs_to_the_sentence_it_opens() {
        let split: Vec<_> = sentences("Really?[[NAME] called. Yes.[").collect();
        assert_eq!(split, ["Really?", "[[NAME] called. ", "Yes.["]);
    }

    #[test]
    fn a_text_is_cut_between_words() {
        assert_eq!(truncate_at_word("one two three", 13), "one two three");
        assert_eq!(truncate_at_word("one two three", 12), "one two");
        assert_eq!(truncate_at_word("one two three", 7), "one two");
        assert_eq!(truncate_at_word("锅炉坏了", 2), "锅炉");
    }

    #[test]
    fn a_first_word_that_is_too_long_is_cut() {
        assert_eq!(truncate_at_word("abcdef", 3), "abc");
        assert_eq!(truncate_at_word("abcdef", 0), "");
    }

    #[test]
    fn a_line_has_single_spaces_and_no_control_characters() {
        assert_eq!(collapse_whitespace(" a\r\n\tb\u{0}c\u{2028}d "), "a b c d");
    }

    #[test]
    fn a_megabyte_of_brackets_is_cut_to_a_short_run() {
        for noise in [")", ")\u{345}", "\u{200d}'", " ) "] {
            let text = format!("Yes.{} It leaks.", noise.repeat(1 << 20));
            let line = collapse_whitespace(&text);
            assert!(line.starts_with("Yes.") && line.ends_with(" It leaks."));
            assert!(sentences(&line).count() <= 2 * MAX_SYMBOL_RUN);
        }
        let emphatic = "It leaks!!! 🙁🙁🙁 (really)";
        assert_eq!(collapse_whitespace(emphatic), emphatic);
    }

    proptest! {
        #[test]
        fn concatenated_sentences_are_the_text(text in "[a-zA-Z.?\\[\\] \\PC]{0,40}") {
            prop_assert_eq!(sentences(&text).collect::<String>(), text);
        }

        #[test]
        fn one_sentence_is_found_without_looking_up_classes(text in "[a-zé’'\\[\\]() ]{0,20}[a-z.!?\\[)\u{a0}\u{3002} ]{0,4}") {
            prop_assert_eq!(sentences(&text).collect::<Vec<_>>(), several_sentences(&text).collect::<Vec<_>>());
        }

        #[test]
        fn a_truncated_text_is_a_prefix_within_the_limit(text in any::<String>(), max_chars in 0_usize..40) {
            let prefix = truncate_at_word(&text, max_chars);
            prop_assert!(prefix.chars().count() <= max_chars || prefix == text);
            prop_assert!(text.starts_with(prefix));
        }
    }
}
