use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};
use smol_str::{SmolStr, ToSmolStr};
use uuid::Uuid;

use crate::Platform;

/// In characters; the limit of stores that keep ids remotely.
pub(crate) const MAX_ID_CHARS: usize = 255;

/// The reason why a text is not an identifier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum InvalidId {
    #[error("it is empty")]
    Empty,
    #[error("it is longer than {MAX_ID_CHARS} characters")]
    TooLong,
    #[error("it contains a control character")]
    ControlCharacter,
}

/// The reason why a text is not an identifier behind its platform's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum InvalidQualifiedId {
    #[error("it does not begin with the name of a voice platform and a colon")]
    UnknownPlatform,
    #[error(transparent)]
    Id(#[from] InvalidId),
}

/// Trims an identifier and checks its length and characters.
pub(crate) fn validate(raw: &str) -> Result<&str, InvalidId> {
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
        pub struct $name(SmolStr);

        impl $name {
            /// Trims and checks an identifier: 1 to 255 characters, none of them a control character.
            pub fn parse(raw: &str) -> Result<Self, InvalidId> {
                validate(raw).map(|id| Self(id.into()))
            }

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
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let raw = String::deserialize(deserializer)?;
                Self::parse(&raw).map_err(D::Error::custom)
            }
        }
    };
}

identifier!(
    /// The carrier's id of a telephone call: Twilio's Call SID, or the id of a SIP trunk.
    CarrierCallId
);

identifier!(
    /// A memory, as its store names it: a UUID in every store so far.
    MemoryId
);
identifier!(
    /// An event in the inbox: a version 7 UUID, so that ids sort by arrival.
    EventId
);
identifier!(
    /// One claim of an event by a worker: a version 7 UUID.
    ClaimId
);
identifier!(
    /// One operator's client, with callers, keys and settings of its own.
    ProjectId
);
identifier!(
    /// A process that claims events. Its id stays the same across restarts, so that it can release
    /// the claims it held before a crash.
    WorkerId
);

macro_rules! generated {
    ($name:ident) => {
        impl $name {
            /// A version 7 UUID, ordered by the time of its creation.
            #[must_use]
            pub fn generate() -> Self {
                Self(Uuid::now_v7().to_smolstr())
            }
        }
    };
}

generated!(MemoryId);
generated!(EventId);
generated!(ClaimId);

impl Default for ProjectId {
    /// `default`, the project that the environment describes.
    fn default() -> Self {
        Self(SmolStr::new_static("default"))
    }
}

macro_rules! platform_identifier {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        ///
        /// `Display` shows the platform's own id; serialized, it is [`qualified`](Self::qualified).
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name {
            platform: Platform,
            id: SmolStr,
        }

        impl $name {
            /// Trims and checks the platform's own id: 1 to 255 characters, none of them a
            /// control character.
            pub fn new(platform: Platform, raw: &str) -> Result<Self, InvalidId> {
                let id = validate(raw)?.into();
                Ok(Self { platform, id })
            }

            /// Reads what [`qualified`](Self::qualified) wrote.
            pub fn from_qualified(text: &str) -> Result<Self, InvalidQualifiedId> {
                let unknown = InvalidQualifiedId::UnknownPlatform;
                let (platform, id) = text.split_once(':').ok_or(unknown)?;
                let platform = platform.parse().map_err(|_| unknown)?;
                Ok(Self::new(platform, id)?)
            }

            #[must_use]
            pub const fn platform(&self) -> Platform {
                self.platform
            }

            /// The platform's own id.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.id
            }

            /// The id behind its platform's name, such as `elevenlabs:conv_1`: unique among all
            /// platforms.
            #[must_use]
            pub fn qualified(&self) -> String {
                format!("{}:{}", self.platform, self.id)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.id)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(&format_args!("{}:{}", self.platform, self.id))
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = String::deserialize(deserializer)?;
                Self::from_qualified(&text).map_err(D::Error::custom)
            }
        }
    };
}

platform_identifier!(
    /// An agent of a voice platform (`agent_…` at ElevenLabs).
    AgentId
);
platform_identifier!(
    /// A conversation of a voice platform, that is one call (`conv_…` at ElevenLabs).
    ConversationId
);

#[cfg(test)]
mod tests {
    use super::*;

    fn conversation(raw: &str) -> Result<ConversationId, InvalidId> {
        ConversationId::new(Platform::ElevenLabs, raw)
    }

    #[test]
    fn an_identifier_is_trimmed() {
        assert_eq!(MemoryId::parse(" m_1\n").unwrap().as_str(), "m_1");
        assert_eq!(conversation(" conv_1\n").unwrap().as_str(), "conv_1");
    }

    #[test]
    fn an_identifier_that_is_empty_too_long_or_unprintable_is_rejected() {
        assert_eq!(conversation("  "), Err(InvalidId::Empty));
        assert_eq!(conversation(&"é".repeat(256)), Err(InvalidId::TooLong));
        assert!(conversation(&"é".repeat(255)).is_ok());
        assert_eq!(conversation("a\u{0}b"), Err(InvalidId::ControlCharacter));
    }

    #[test]
    fn a_stored_id_carries_its_platform() {
        let id = conversation("conv:1").unwrap();
        assert_eq!(id.qualified(), "elevenlabs:conv:1");
        assert_eq!(
            ConversationId::from_qualified(&id.qualified()),
            Ok(id.clone())
        );
        let json = serde_json::to_string(&id).unwrap();
        assert_eq!(json, "\"elevenlabs:conv:1\"");
        assert_eq!(serde_json::from_str::<ConversationId>(&json).unwrap(), id);
    }

    #[test]
    fn an_id_of_no_known_platform_is_rejected() {
        for text in ["conv_1", "unknown:conv_1", ":conv_1"] {
            let parsed = ConversationId::from_qualified(text);
            assert_eq!(parsed, Err(InvalidQualifiedId::UnknownPlatform), "{text}");
        }
        assert_eq!(
            ConversationId::from_qualified("elevenlabs:"),
            Err(InvalidQualifiedId::Id(InvalidId::Empty))
        );
    }
}
