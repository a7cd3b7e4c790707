use jiff::{Timestamp, Zoned};
use serde::{Deserialize, Serialize};

use crate::{
    Annotations, MemoryId, MemoryStatus, PrivateText, ProfileKey, ProfileValue, Source, Speaker,
    Standing, Subject, TimeMention, text::is_question,
};

/// A fact or statement about a caller.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Memory {
    pub id: MemoryId,
    pub text: PrivateText,
    #[serde(flatten)]
    pub kind: MemoryKind,
    /// The start of the first call it was extracted from, or the time at which an operator added it.
    pub created_at: Timestamp,
    /// The start of the last call that changed or confirmed it, or the time at which an operator edited it.
    pub updated_at: Timestamp,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires_at: Option<Timestamp>,
    /// The last call that stated it; `None` for a memory that was added manually.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Source>,
    /// The number of later calls that repeated it.
    #[serde(default)]
    pub confirmations: u32,
    #[serde(default, skip_serializing_if = "Annotations::is_empty")]
    pub annotations: Annotations,
}

impl Memory {
    /// A memory whose single contributions are unknown, as of a time before it was last stated;
    /// `None` if that is before it was first stated.
    #[must_use]
    pub fn as_of(self, at: Timestamp) -> Option<Self> {
        if self.updated_at <= at {
            return Some(self);
        }
        (self.created_at <= at).then_some(Self {
            updated_at: self.created_at,
            source: None,
            confirmations: 0,
            ..self
        })
    }
}

/// The kind of a memory.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum MemoryKind {
    /// A named fact about the caller. A record may have several of one name; which of them
    /// hold follows from their times, see `Knowledge`.
    Profile {
        /// The id of the data collection item that found it.
        key: ProfileKey,
        value: ProfileValue,
    },
    /// A statement about a call as a whole: its summary, or the rationale of an evaluation.
    Factual { subject: Subject },
    /// A turn of the transcript.
    Semantic {
        /// `None` where the store's own extraction does not name the speaker.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        speaker: Option<Speaker>,
        /// The turns around it, which the search takes into account.
        #[serde(default, skip_serializing_if = "Neighbours::is_empty")]
        neighbours: Neighbours,
    },
}

impl MemoryKind {
    /// `profile`, `factual` or `semantic`, as in its serialized form.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Profile { .. } => "profile",
            Self::Factual { .. } => "factual",
            Self::Semantic { .. } => "semantic",
        }
    }
}

/// The turns around a turn: "Where?" explains "In Lisbon."
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Neighbours {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub prev: Option<PrivateText>,
    /// The turn before `prev`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub prev2: Option<PrivateText>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<PrivateText>,
}

impl Neighbours {
    /// The turn before, if it ends in a question.
    #[must_use]
    pub fn question(&self) -> Option<&PrivateText> {
        self.prev.as_ref().filter(|prev| is_question(prev))
    }

    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.prev.is_none() && self.prev2.is_none() && self.next.is_none()
    }
}

/// A search result.
#[derive(Debug, Clone, PartialEq)]
pub struct ScoredMemory {
    pub memory: Memory,
    /// The estimated probability that it answers the query, 0 to 1.
    pub score: f32,
    /// Whether what in it answers the query still holds.
    pub standing: Standing,
    /// The days that it means, as far as it holds.
    pub days: Vec<TimeMention>,
    /// Whom it is about, on a line that several people use.
    pub person: Option<PrivateText>,
}

impl ScoredMemory {
    /// How what in it answers the query stands at `now`, whose time zone is that of the days.
    #[must_use]
    pub fn status(&self, now: &Zoned) -> MemoryStatus {
        MemoryStatus::new(self.standing, &self.days, now)
    }
}
