//! Identifiers of entities, memories and events.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use crate::InvalidRequest;

/// The id of a user, an agent, an application or a run that memories belong to.
///
/// Ids are compared exactly, including case and white space. `Debug` does not show the id, because
/// it may be a telephone number; [`as_str`](Self::as_str) returns it.
///
/// ```
/// use mem0_client::{EntityId, InvalidRequest};
///
/// assert_eq!("tenant7:+12025550143".parse::<EntityId>()?.as_str(), "tenant7:+12025550143");
/// assert_eq!("*".parse::<EntityId>(), Err(InvalidRequest::WildcardId));
/// # Ok::<(), InvalidRequest>(())
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct EntityId(String);

impl EntityId {
    /// The maximum length that the platform accepts, in characters.
    pub const MAX_CHARS: usize = 255;

    /// Validates an id: not blank, not `*`, `.` or `..`, without control characters, and at most
    /// [`MAX_CHARS`](Self::MAX_CHARS) long.
    pub fn new(id: impl Into<String>) -> Result<Self, InvalidRequest> {
        validate(id.into()).map(Self)
    }

    /// The id as sent to the platform.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for EntityId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("EntityId(_)")
    }
}

/// Declares an id that the platform generates.
macro_rules! platform_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(#[serde(deserialize_with = "deserialize_valid")] String);

        impl $name {
            /// Validates an id, with the same rules as for an [`EntityId`]. The platform's ids are
            /// UUIDs; compatible servers may use other formats.
            pub fn new(id: impl Into<String>) -> Result<Self, InvalidRequest> {
                validate(id.into()).map(Self)
            }

            /// The id as sent to the platform.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl FromStr for $name {
            type Err = InvalidRequest;

            fn from_str(id: &str) -> Result<Self, Self::Err> {
                Self::new(id)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

platform_id! {
    /// The platform's id of a memory.
    MemoryId
}

platform_id! {
    /// The platform's id of a background operation.
    EventId
}

impl FromStr for EntityId {
    type Err = InvalidRequest;

    fn from_str(id: &str) -> Result<Self, Self::Err> {
        Self::new(id)
    }
}

fn deserialize_valid<'de, D: serde::Deserializer<'de>>(
    deserializer: D,
) -> Result<String, D::Error> {
    validate(String::deserialize(deserializer)?).map_err(serde::de::Error::custom)
}

fn validate(id: String) -> Result<String, InvalidRequest> {
    let found = id.chars().count();
    match id.trim() {
        "" => Err(InvalidRequest::BlankId),
        "*" => Err(InvalidRequest::WildcardId),
        "." | ".." => Err(InvalidRequest::DotId),
        _ if id.chars().any(char::is_control) => Err(InvalidRequest::ControlCharacterInId),
        _ if found > EntityId::MAX_CHARS => Err(InvalidRequest::IdTooLong {
            found,
            max: EntityId::MAX_CHARS,
        }),
        _ => Ok(id),
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("", InvalidRequest::BlankId)]
    #[case(" \t", InvalidRequest::BlankId)]
    #[case("*", InvalidRequest::WildcardId)]
    #[case(" * ", InvalidRequest::WildcardId)]
    #[case(".", InvalidRequest::DotId)]
    #[case("..", InvalidRequest::DotId)]
    #[case("a\nb", InvalidRequest::ControlCharacterInId)]
    #[case("a\u{7f}", InvalidRequest::ControlCharacterInId)]
    fn ids_with_a_special_meaning_are_rejected(#[case] id: &str, #[case] expected: InvalidRequest) {
        assert_eq!(EntityId::new(id), Err(expected));
        assert_eq!(MemoryId::new(id), Err(expected));
    }

    #[test]
    fn length_is_counted_in_characters() {
        assert!(EntityId::new("é".repeat(255)).is_ok());
        assert_eq!(
            EntityId::new("é".repeat(256)),
            Err(InvalidRequest::IdTooLong {
                found: 256,
                max: 255
            })
        );
    }

    #[test]
    fn white_space_and_case_are_preserved() {
        assert_eq!(EntityId::new(" A b ").unwrap().as_str(), " A b ");
    }

    #[test]
    fn debug_does_not_show_the_id() {
        let shown = format!("{:?}", EntityId::new("+12025550143").unwrap());
        assert!(!shown.contains("0143"), "{shown}");
    }

    #[test]
    fn an_invalid_id_in_a_response_is_rejected() {
        assert!(serde_json::from_str::<MemoryId>("\"..\"").is_err());
    }
}
