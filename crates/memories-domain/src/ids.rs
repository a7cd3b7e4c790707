use std::fmt;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Longest identifier accepted, in characters; the Mem0 Platform refuses longer ones.
pub(crate) const MAX_ID_CHARS: usize = 255;

/// Why a text is no identifier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum InvalidId {
    /// Nothing is left after trimming.
    #[error("it is empty")]
    Empty,
    /// More than 255 characters.
    #[error("it is longer than {MAX_ID_CHARS} characters")]
    TooLong,
    /// It holds a control character.
    #[error("it holds a control character")]
    ControlCharacter,
}

/// Trims an identifier and checks its length and characters.
pub(crate) fn checked(raw: &str) -> Result<&str, InvalidId> {
    let id = raw.trim();
    if id.is_empty() {
        Err(InvalidId::Empty)
    } else if id.chars().any(char::is_control) {
        Err(InvalidId::ControlCharacter)
    } else if id.chars().count() > MAX_ID_CHARS {
        Err(InvalidId::TooLong)
    } else {
        Ok(id)
    }
}

macro_rules! identifier {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// Trims and checks an identifier: 1 to 255 characters, none of them a control character.
            pub fn parse(raw: &str) -> Result<Self, InvalidId> {
                checked(raw).map(|id| Self(id.to_owned()))
            }

            /// The identifier as text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let raw = String::deserialize(deserializer)?;
                Self::parse(&raw).map_err(serde::de::Error::custom)
            }
        }
    };
}

identifier!(
    /// An ElevenLabs agent (`agent_…`).
    AgentId
);
identifier!(
    /// An ElevenLabs conversation, that is one call (`conv_…`).
    ConversationId
);
identifier!(
    /// A memory, as its store names it (a UUID in every store known).
    MemoryId
);

impl MemoryId {
    /// A new identifier: a version 7 UUID, ordered by the time it was made.
    #[must_use]
    pub fn generate() -> Self {
        Self(Uuid::now_v7().to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_identifier_is_trimmed() {
        assert_eq!(AgentId::parse(" agent_1\n").unwrap().as_str(), "agent_1");
    }

    #[test]
    fn an_identifier_that_is_empty_too_long_or_unprintable_is_refused() {
        assert_eq!(ConversationId::parse("  "), Err(InvalidId::Empty));
        assert_eq!(
            ConversationId::parse(&"é".repeat(256)),
            Err(InvalidId::TooLong)
        );
        assert!(ConversationId::parse(&"é".repeat(255)).is_ok());
        assert_eq!(
            ConversationId::parse("a\u{0}b"),
            Err(InvalidId::ControlCharacter)
        );
    }
}
