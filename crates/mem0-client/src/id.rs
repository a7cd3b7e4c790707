//! Names of things on the platform.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use crate::InvalidRequest;

/// The name under which memories are kept: of a user, an agent, an application or a run.
///
/// Compared exactly: upper and lower case and white space count. `Debug` does not show it, as
/// it may well be a telephone number; [`as_str`](Self::as_str) does.
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
    /// The most characters the platform accepts.
    pub const MAX_CHARS: usize = 255;

    /// Refuses what the platform rejects and what it would take for something else.
    pub fn new(id: impl Into<String>) -> Result<Self, InvalidRequest> {
        checked(id.into()).map(Self)
    }

    /// The id as it is sent.
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

/// Declares an id that the platform makes.
macro_rules! platform_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(#[serde(deserialize_with = "received")] String);

        impl $name {
            /// Refuses what cannot be sent as one segment of a path. The platform's own ids are
            /// UUIDs; servers compatible with it may name things otherwise.
            pub fn new(id: impl Into<String>) -> Result<Self, InvalidRequest> {
                checked(id.into()).map(Self)
            }

            /// The id as it is sent.
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
    /// The platform's name of one memory.
    MemoryId
}

platform_id! {
    /// The platform's name of something it does in the background.
    EventId
}

impl FromStr for EntityId {
    type Err = InvalidRequest;

    fn from_str(id: &str) -> Result<Self, Self::Err> {
        Self::new(id)
    }
}

fn received<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    checked(String::deserialize(deserializer)?).map_err(serde::de::Error::custom)
}

fn checked(id: String) -> Result<String, InvalidRequest> {
    let found = id.chars().count();
    match id.trim() {
        "" => Err(InvalidRequest::BlankId),
        "*" => Err(InvalidRequest::WildcardId),
        "." | ".." => Err(InvalidRequest::DotId),
        _ if id.chars().any(char::is_control) => Err(InvalidRequest::ControlCharacterInId),
        _ if found > EntityId::MAX_CHARS => Err(InvalidRequest::LongId { found }),
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
    fn what_would_mean_something_else_is_refused(
        #[case] id: &str,
        #[case] refusal: InvalidRequest,
    ) {
        assert_eq!(EntityId::new(id), Err(refusal));
        assert_eq!(MemoryId::new(id), Err(refusal));
    }

    #[test]
    fn length_is_counted_in_characters() {
        assert!(EntityId::new("é".repeat(255)).is_ok());
        assert_eq!(
            EntityId::new("é".repeat(256)),
            Err(InvalidRequest::LongId { found: 256 })
        );
    }

    #[test]
    fn white_space_and_case_are_kept() {
        assert_eq!(EntityId::new(" A b ").unwrap().as_str(), " A b ");
    }

    #[test]
    fn debug_does_not_show_whose_it_is() {
        let shown = format!("{:?}", EntityId::new("+12025550143").unwrap());
        assert!(!shown.contains("0143"), "{shown}");
    }

    #[test]
    fn a_received_id_that_could_not_be_sent_is_refused() {
        assert!(serde_json::from_str::<MemoryId>("\"..\"").is_err());
    }
}
