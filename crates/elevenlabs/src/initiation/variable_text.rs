use std::fmt;

use serde::Serialize;

/// The longest text a variable holds unless another length is asked for, in characters.
pub const DEFAULT_MAX_CHARS: usize = 1_000;

/// Text that can stand in an agent's prompt without becoming part of its template.
///
/// ElevenLabs puts the values of variables where a prompt says `{{name}}`. The text comes from
/// earlier calls, that is from strangers: it holds no `{{` and no `}}`, so that it cannot name a
/// variable itself, and no line breaks or control characters, so that it cannot start a line.
#[derive(Clone, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct VariableText(String);

impl VariableText {
    /// Cleans `text` and cuts it after `max_chars` characters.
    #[must_use]
    pub fn new(text: &str, max_chars: usize) -> Self {
        let mut clean = String::with_capacity(text.len());
        for character in text.chars() {
            match character {
                // Taking the pair away as it forms also catches the one that a removal forms.
                '{' | '}' if clean.ends_with(character) => {
                    clean.pop();
                }
                _ if breaks_a_line(character) => clean.push(' '),
                _ => clean.push(character),
            }
        }
        if let Some((end, _)) = clean.char_indices().nth(max_chars) {
            clean.truncate(end);
        }
        Self(clean)
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Control characters, and Unicode's line and paragraph separators, which are not among them.
fn breaks_a_line(character: char) -> bool {
    character.is_control() || matches!(character, '\u{2028}' | '\u{2029}')
}

impl From<&str> for VariableText {
    /// Cleans `text` and cuts it after [`DEFAULT_MAX_CHARS`].
    fn from(text: &str) -> Self {
        Self::new(text, DEFAULT_MAX_CHARS)
    }
}

impl fmt::Debug for VariableText {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "VariableText({} bytes)", self.0.len())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::template("Hello {{caller_name}}!", "Hello caller_name!")]
    #[case::single_braces_stay("a {b} c", "a {b} c")]
    #[case::three_braces("{{{x}}}", "{x}")]
    #[case::pair_formed_by_removal("{}}{x}{{}", "x")]
    #[case::line_breaks("first\r\nsecond\tthird", "first  second third")]
    #[case::control_characters("bell\u{7} and\u{0}null", "bell  and null")]
    #[case::unicode_separators("a\u{2028}b\u{2029}c\u{85}d", "a b c d")]
    #[case::other_languages("¡Hola, señora! 🤒", "¡Hola, señora! 🤒")]
    fn text_is_cleaned(#[case] text: &str, #[case] expected: &str) {
        assert_eq!(VariableText::from(text).as_str(), expected);
    }

    #[test]
    fn text_is_cut_between_characters() {
        assert_eq!(VariableText::new("añb🤒c", 4).as_str(), "añb🤒");
        assert_eq!(VariableText::new("añb🤒c", 5).as_str(), "añb🤒c");
        assert_eq!(VariableText::new("a", 0).as_str(), "");
    }

    #[test]
    fn debug_output_does_not_show_the_text() {
        let shown = format!("{:?}", VariableText::from("Robin likes mornings"));
        assert_eq!(shown, "VariableText(20 bytes)");
    }

    proptest! {
        #[test]
        fn no_text_can_hold_a_template_or_break_a_line(
            text in "([{}]|[{}]{2}|\\PC|\\pC|[\r\n\t]){0,60}",
            max_chars in 0_usize..80,
        ) {
            let clean = VariableText::new(&text, max_chars);
            prop_assert!(!clean.as_str().contains("{{"));
            prop_assert!(!clean.as_str().contains("}}"));
            prop_assert!(!clean.as_str().contains(breaks_a_line));
            prop_assert!(clean.as_str().chars().count() <= max_chars);
        }

        #[test]
        fn cleaning_twice_changes_nothing_more(text in "([{}]|\\PC|\n){0,60}") {
            let once = VariableText::from(text.as_str());
            prop_assert_eq!(VariableText::from(once.as_str()), once);
        }
    }
}
