//! What the platform does in the background.

use std::time::Duration;

use jiff::Timestamp;
use serde::Deserialize;

use crate::{AddedMemory, Client, Error, EventId, call::Call, decode, path::Path};

/// How far it is.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(from = "String")]
#[non_exhaustive]
pub enum EventStatus {
    /// Not begun.
    Pending,
    /// BeginOutcome.
    Running,
    /// Done, which does not mean that anything came of it.
    Succeeded,
    /// Given up.
    Failed,
    /// Something newer than this crate.
    Other(String),
}

impl EventStatus {
    /// Whether nothing more will happen.
    #[must_use]
    pub const fn is_final(&self) -> bool {
        matches!(self, Self::Succeeded | Self::Failed)
    }
}

impl From<String> for EventStatus {
    fn from(status: String) -> Self {
        match status.as_str() {
            "PENDING" => Self::Pending,
            "RUNNING" => Self::Running,
            "SUCCEEDED" => Self::Succeeded,
            "FAILED" => Self::Failed,
            _ => Self::Other(status),
        }
    }
}

/// Something that the platform does in the background.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct Event {
    /// The platform's name of it.
    #[serde(deserialize_with = "decode::lenient")]
    pub id: Option<EventId>,
    /// `ADD`, `SEARCH` and others.
    #[serde(deserialize_with = "decode::lenient")]
    pub event_type: Option<String>,
    /// How far it is.
    #[serde(deserialize_with = "decode::lenient")]
    pub status: Option<EventStatus>,
    /// What came of it. Success with no result means that there was nothing worth remembering,
    /// or nothing new.
    #[serde(deserialize_with = "decode::lenient")]
    pub results: Vec<AddedMemory>,
    /// Why it was given up.
    #[serde(deserialize_with = "decode::lenient")]
    pub error: Option<String>,
    /// How long it took, in milliseconds.
    #[serde(deserialize_with = "decode::lenient")]
    latency: Option<f64>,
    /// When it was asked for.
    #[serde(deserialize_with = "decode::time")]
    pub created_at: Option<Timestamp>,
    /// When it was begun.
    #[serde(deserialize_with = "decode::time")]
    pub started_at: Option<Timestamp>,
    /// When it ended.
    #[serde(deserialize_with = "decode::time")]
    pub completed_at: Option<Timestamp>,
}

impl Event {
    /// How long it took the platform.
    #[must_use]
    pub fn latency(&self) -> Option<Duration> {
        Duration::try_from_secs_f64(self.latency? / 1000.0).ok()
    }
}

impl Client {
    /// How far something is that the platform does in the background. After an
    /// [`add`](Self::add) expect to ask for seconds, and for a little longer until a search finds
    /// what came of it.
    ///
    /// `GET /v1/event/{id}/`
    pub async fn event(&self, id: &EventId) -> Result<Event, Error> {
        let path = Path::new(["v1", "event", id.as_str()]);
        self.perform(Call::get("event", path)).await
    }
}
