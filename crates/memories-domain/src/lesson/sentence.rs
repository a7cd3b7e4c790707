use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation;

/// The sentences of a text, by the sentence boundaries of Unicode (UAX #29).
/// Joined, they are the text.
///
/// In "Really?[NAME] called." Unicode counts the bracket to the sentence that
/// it follows; here it belongs to the one that it opens.
pub(crate) fn sentences(text: &str) -> impl Iterator<Item = &str> {
    let mut start = 0;
    text.split_sentence_bound_indices()
        .filter_map(move |(from, sentence)| {
            let until = from + sentence.len();
            let end = if until == text.len() {
                until
            } else {
                from + sentence.trim_end_matches('[').len()
            };
            let whole = text.get(start..end);
            start = end;
            whole.filter(|sentence| !sentence.is_empty())
        })
}

/// Whether a sentence ends in a question mark.
pub(crate) fn is_question(sentence: &str) -> bool {
    sentence
        .chars()
        .rev()
        .take_while(|c| !c.is_alphanumeric())
        .any(|c| matches!(c, '?' | '？' | '؟' | '⸮' | '\u{37e}'))
}

/// Longest run of characters that nobody speaks.
const LONGEST_RUN: usize = 64;

/// One line of words: every run of white space and control characters is a space.
///
/// Of a long run of brackets and the like the rest is left out. It says nothing,
/// and finding the sentence's end in it takes time by the square of its length.
pub(crate) fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    let (mut parted, mut run) = (false, 0);
    for c in text.chars() {
        if c.is_whitespace() || c.is_control() {
            parted = !line.is_empty();
            continue;
        }
        run = if is_spoken(c) { 0 } else { run + 1 };
        if run <= LONGEST_RUN {
            line.extend(parted.then_some(' '));
            line.push(c);
            parted = false;
        }
    }
    line
}

/// Whether a character stands for a sound or a number by itself.
fn is_spoken(c: char) -> bool {
    c.is_alphanumeric() && !is_combining_mark(c)
}

/// The beginning of a text, at most `max_chars` characters, cut between words
/// where that leaves anything.
pub(super) fn beginning(text: &str, max_chars: usize) -> &str {
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
    fn a_question_is_told_by_its_mark() {
        for question in ["Why?", "Really?! ", "\u{bf}Qué?", "なぜ？", "“Which one?”"] {
            assert!(is_question(question), "{question}");
        }
        for statement in ["Why not.", "? no", "", "Who knows"] {
            assert!(!is_question(statement), "{statement}");
        }
    }

    #[test]
    fn an_opening_bracket_belongs_to_what_it_opens() {
        let split: Vec<_> = sentences("Really?[[NAME] called. Yes.[").collect();
        assert_eq!(split, ["Really?", "[[NAME] called. ", "Yes.["]);
    }

    #[test]
    fn a_text_is_cut_between_words() {
        assert_eq!(beginning("one two three", 13), "one two three");
        assert_eq!(beginning("one two three", 12), "one two");
        assert_eq!(beginning("one two three", 7), "one two");
        assert_eq!(beginning("锅炉坏了", 2), "锅炉");
    }

    #[test]
    fn a_word_that_alone_is_too_long_is_cut_inside() {
        assert_eq!(beginning("abcdef", 3), "abc");
        assert_eq!(beginning("abcdef", 0), "");
    }

    #[test]
    fn a_line_has_single_spaces_and_no_control_characters() {
        assert_eq!(one_line(" a\r\n\tb\u{0}c\u{2028}d "), "a b c d");
    }

    #[test]
    fn a_megabyte_of_brackets_costs_no_more_than_words() {
        for noise in [")", ")\u{345}", "\u{200d}'", " ) "] {
            let text = format!("Yes.{} It leaks.", noise.repeat(1 << 20));
            let line = one_line(&text);
            assert!(line.starts_with("Yes.") && line.ends_with(" It leaks."));
            assert!(sentences(&line).count() <= 2 * LONGEST_RUN);
        }
        let emphatic = "It leaks!!! 🙁🙁🙁 (really)";
        assert_eq!(one_line(emphatic), emphatic);
    }

    proptest! {
        #[test]
        fn sentences_joined_are_the_text(text in "[a-zA-Z.?\\[\\] \\PC]{0,40}") {
            prop_assert_eq!(sentences(&text).collect::<String>(), text);
        }

        #[test]
        fn the_beginning_keeps_the_limit(text in any::<String>(), max_chars in 0_usize..40) {
            let cut = beginning(&text, max_chars);
            prop_assert!(cut.chars().count() <= max_chars || cut == text);
            prop_assert!(text.starts_with(cut));
        }
    }
}
