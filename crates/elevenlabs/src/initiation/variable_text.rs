use std::fmt;

use serde::Serialize;

/// The default maximum length of a variable's text, in characters.
pub const DEFAULT_MAX_CHARS: usize = 1_000;

/// Text that is safe to insert into an agent's prompt template.
///
/// ElevenLabs substitutes variables for `{{name}}` in a prompt. The text comes from earlier calls
/// and is untrusted: `{{` and `}}` are removed, so that it cannot refer to a variable itself, and
/// line breaks and control characters become spaces, so that it cannot start a new line.
#[derive(Clone, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct VariableText(String);

impl VariableText {
    /// Sanitises `text` and truncates it to `max_chars` characters.
    #[must_use]
    pub fn new(text: &str, max_chars: usize) -> Self {
        let mut clean = String::with_capacity(text.len());
        for character in text.chars() {
            match character {
                // Removing a pair as it forms also catches a pair that a removal creates.
                '{' | '}' if clean.ends_with(character) => {
                    clean.pop();
                }
                _ if is_line_break_or_control(character) => clean.push(' '),
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

/// Unicode's line and paragraph separators are not control characters.
fn is_line_break_or_control(character: char) -> bool {
    character.is_control() || matches!(character, '\u{2028}' | '\u{2029}')
}

impl From<&str> for VariableText {
    /// Sanitises `text` and truncates it to [`DEFAULT_MAX_CHARS`] characters.
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
    fn text_is_sanitised(#[case] text: &str, #[case] expected: &str) {
        assert_eq!(VariableText::from(text).as_str(), expected);
    }

    #[test]
    fn text_is_truncated_between_characters() {
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
        fn no_text_contains_a_template_or_a_line_break(
            text in "([{}]|[{}]{2}|\\PC|\\pC|[\r\n\t]){0,60}",
            max_chars in 0_usize..80,
        ) {
            let clean = VariableText::new(&text, max_chars);
            prop_assert!(!clean.as_str().contains("{{"));
            prop_assert!(!clean.as_str().contains("}}"));
            prop_assert!(!clean.as_str().contains(is_line_break_or_control));
            prop_assert!(clean.as_str().chars().count() <= max_chars);
        }

        #[test]
        fn sanitising_is_idempotent(text in "([{}]|\\PC|\n){0,60}") {
            let once = VariableText::from(text.as_str());
            prop_assert_eq!(VariableText::from(once.as_str()), once);
        }
    }
}
