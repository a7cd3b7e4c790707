use std::fmt;

use jiff::Timestamp;
use serde::{Deserialize, Deserializer, Serialize, de::Error};

use crate::{AgentId, ConversationId, MemoryId, PrivateText};

/// One thing that is known about a caller.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Memory {
    /// Its name in the store.
    pub id: MemoryId,
    /// What is known, in words.
    pub text: PrivateText,
    /// What sort of knowledge it is.
    #[serde(flatten)]
    pub kind: MemoryKind,
    /// When it was learned: the start of the call that taught it first.
    pub created_at: Timestamp,
    /// When it was last changed or heard again.
    pub updated_at: Timestamp,
    /// After this moment it is no longer remembered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires_at: Option<Timestamp>,
    /// The call that taught it; `None` when a person entered it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Source>,
    /// How many later calls said the same thing again.
    #[serde(default)]
    pub reinforced: u32,
}

/// What sort of knowledge a memory is (`metadata.type` on the wire).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum MemoryKind {
    /// A named fact about the caller; one value per name is current.
    Profile {
        /// Its name: the id of the data collection item that found it.
        key: ProfileKey,
        /// Its value.
        value: ProfileValue,
    },
    /// A statement about a call as a whole: its summary, or a judgement of it.
    Factual {
        /// Whom the statement is about.
        subject: Subject,
    },
    /// What was said.
    Semantic {
        /// Who said it; `None` where the store's extraction does not tell.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        speaker: Option<Speaker>,
        /// What was said around it, for search.
        #[serde(default, skip_serializing_if = "Neighbours::is_empty")]
        context: Neighbours,
    },
}

impl MemoryKind {
    /// The value of `metadata.type`: `profile`, `factual` or `semantic`.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Profile { .. } => "profile",
            Self::Factual { .. } => "factual",
            Self::Semantic { .. } => "semantic",
        }
    }
}

/// The name of a profile fact: 1 to 64 ASCII letters, digits and underscores,
/// as ElevenLabs allows in the name of a dynamic variable.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct ProfileKey(String);

impl ProfileKey {
    const MAX_CHARS: usize = 64;

    /// Makes a name of a data collection id: other characters become underscores.
    /// `None` when nothing usable is left, or when the name is one of the
    /// platform's own (`system__…`, `secret__…`).
    #[must_use]
    pub fn parse(raw: &str) -> Option<Self> {
        let name: String = raw
            .trim()
            .chars()
            .take(Self::MAX_CHARS)
            .map(|c| if c.is_ascii_alphanumeric() { c } else { '_' })
            .collect();
        let reserved = name.starts_with("system__") || name.starts_with("secret__");
        let telling = name.bytes().any(|b| b.is_ascii_alphanumeric());
        (telling && !reserved).then_some(Self(name))
    }

    /// The name as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The name in words: `caller_first_name` reads "caller first name".
    #[must_use]
    pub fn to_text(&self) -> String {
        self.0
            .split('_')
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(" ")
    }
}

impl<'de> Deserialize<'de> for ProfileKey {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = String::deserialize(deserializer)?;
        Self::parse(&raw).ok_or_else(|| {
            D::Error::custom("the name of a profile fact needs an ASCII letter or digit, and must not begin like the platform's own names")
        })
    }
}

/// The value of a profile fact, with the type its data collection item gave it.
///
/// `Debug` shows the type alone: a number can be somebody's account.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum ProfileValue {
    /// Yes or no.
    Bool(bool),
    /// A whole or fractional number.
    Number(serde_json::Number),
    /// Anything else, in words.
    Text(PrivateText),
}

impl ProfileValue {
    /// The value in words.
    #[must_use]
    pub fn to_text(&self) -> PrivateText {
        match self {
            Self::Bool(true) => "yes".into(),
            Self::Bool(false) => "no".into(),
            Self::Number(number) => number.to_string().into(),
            Self::Text(text) => text.clone(),
        }
    }
}

impl fmt::Debug for ProfileValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Bool(_) => "<yes or no>",
            Self::Number(_) => "<number>",
            Self::Text(_) => "<words>",
        })
    }
}

/// Whom a factual memory is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    /// The person who called.
    Caller,
    /// The agent: searchable, and kept out of the brief.
    Agent,
}

/// Who said something in a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Speaker {
    /// The person who called, or was called.
    Caller,
    /// The agent.
    Agent,
}

/// The turns around a turn: "Where?" explains "In Lisbon."
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Neighbours {
    /// The turn before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<PrivateText>,
    /// The turn before that.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub prev2: Option<PrivateText>,
    /// The turn after.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<PrivateText>,
}

impl Neighbours {
    /// Whether nothing was said around it.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.before.is_none() && self.prev2.is_none() && self.after.is_none()
    }
}

/// The call a memory comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// The call.
    pub conversation_id: ConversationId,
    /// The agent that took it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agent_id: Option<AgentId>,
    /// When it began.
    pub started_at: Timestamp,
    /// How long it lasted, in seconds.
    pub duration_secs: u64,
    /// The language spoken, as ElevenLabs names it (`en`, `pt-br`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
}

/// A memory found by a search.
#[derive(Debug, Clone, PartialEq)]
pub struct ScoredMemory {
    /// What was found.
    pub memory: Memory,
    /// How well it answers, 0 to 1.
    pub score: f32,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_a_fact_is_checked_wherever_it_is_read_from() {
        for name in ["\"\"", "\"__\"", "\"system__caller_id\""] {
            assert!(serde_json::from_str::<ProfileKey>(name).is_err(), "{name}");
        }
        let key: ProfileKey = serde_json::from_str("\"first name\"").unwrap();
        assert_eq!(key.as_str(), "first_name");
    }

    #[test]
    fn debug_output_hides_every_value() {
        for value in ["true", "4111", "\"my pin\""] {
            let value: ProfileValue = serde_json::from_str(value).unwrap();
            let shown = format!("{value:?}");
            for secret in ["true", "4111", "pin"] {
                assert!(!shown.contains(secret), "{shown}");
            }
        }
    }
}
