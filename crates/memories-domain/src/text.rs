use std::{borrow::Cow, fmt, ops::Deref};

use serde::{Deserialize, Serialize};

/// Words of a person, or about one: a transcript, a summary, a memory.
///
/// `Debug` shows only the length, so that no log or panic message can carry
/// what somebody said.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PrivateText(String);

impl PrivateText {
    /// The words themselves.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Gives the words away.
    #[must_use]
    pub fn into_string(self) -> String {
        self.0
    }
}

impl Deref for PrivateText {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl From<String> for PrivateText {
    fn from(words: String) -> Self {
        Self(words)
    }
}

impl From<&str> for PrivateText {
    fn from(words: &str) -> Self {
        Self(words.to_owned())
    }
}

impl From<Cow<'_, str>> for PrivateText {
    fn from(words: Cow<'_, str>) -> Self {
        Self(words.into_owned())
    }
}

impl fmt::Debug for PrivateText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "<{} characters>", self.0.chars().count())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_output_hides_the_words() {
        assert_eq!(
            format!("{:?}", PrivateText::from("my pin")),
            "<6 characters>"
        );
    }
}
