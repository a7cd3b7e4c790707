//! Background operations of the platform.

use std::time::Duration;

use jiff::Timestamp;
use serde::Deserialize;

use crate::{
    AddedMemory, Client, Error, EventId,
    transport::{Path, Request},
    wire::decode,
};

mod status;

pub use status::EventStatus;

/// A background operation.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct Event {
    /// The event's id.
    #[serde(deserialize_with = "decode::lenient")]
    pub id: Option<EventId>,
    /// The type of the operation, such as `ADD` or `SEARCH`.
    #[serde(deserialize_with = "decode::lenient")]
    pub event_type: Option<String>,
    /// The status of the operation.
    #[serde(deserialize_with = "decode::lenient")]
    pub status: Option<EventStatus>,
    /// The resulting memories. Success without results means that the messages contained nothing
    /// worth storing, or nothing new.
    #[serde(deserialize_with = "decode::rows")]
    pub results: Vec<AddedMemory>,
    /// The reason for the failure.
    #[serde(deserialize_with = "decode::lenient")]
    pub error: Option<String>,
    /// The duration in milliseconds.
    #[serde(deserialize_with = "decode::lenient")]
    latency: Option<f64>,
    /// The time of the request.
    #[serde(deserialize_with = "decode::time")]
    pub created_at: Option<Timestamp>,
    /// The start of processing.
    #[serde(deserialize_with = "decode::time")]
    pub started_at: Option<Timestamp>,
    /// The end of processing.
    #[serde(deserialize_with = "decode::time")]
    pub completed_at: Option<Timestamp>,
}

impl Event {
    /// The duration of the operation.
    #[must_use]
    pub fn latency(&self) -> Option<Duration> {
        Duration::try_from_secs_f64(self.latency? / 1000.0).ok()
    }
}

impl Client {
    /// Returns the state of a background operation. Extraction after an [`add`](Self::add) takes
    /// seconds, and searches find the results shortly afterwards.
    ///
    /// `GET /v1/event/{id}/`
    pub async fn event(&self, id: &EventId) -> Result<Event, Error> {
        let path = Path::new(["v1", "event", id.as_str()]);
        self.send(Request::get("event", path)).await
    }
}
