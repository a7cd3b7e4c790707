//! What comes of adding.

use std::fmt;

use serde::{Deserialize, Deserializer};

use crate::{EventId, EventStatus, MemoryId, decode};

/// What became of an [`AddRequest`](crate::AddRequest).
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Added {
    /// By what to ask for the outcome: [`Client::event`](crate::Client::event).
    pub event_id: Option<EventId>,
    /// [`EventStatus::Pending`] as long as the platform is still at it.
    pub status: Option<EventStatus>,
    /// What was kept already: everything with `infer(false)`, nothing otherwise.
    pub results: Vec<AddedMemory>,
}

/// A memory that came of adding. `Debug` does not show its text.
#[derive(Clone, PartialEq, Deserialize)]
#[serde(from = "ReceivedMemory")]
#[non_exhaustive]
pub struct AddedMemory {
    /// The platform's name of it.
    pub id: MemoryId,
    /// What is remembered.
    pub memory: Option<String>,
    /// What was done: `ADD`, `UPDATE` or `DELETE`.
    pub event: Option<String>,
}

impl fmt::Debug for AddedMemory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AddedMemory")
            .field("id", &self.id)
            .field("event", &self.event)
            .finish_non_exhaustive()
    }
}

/// The text is under `data`, or beside the id.
#[derive(Deserialize)]
struct ReceivedMemory {
    id: MemoryId,
    #[serde(default, deserialize_with = "decode::lenient")]
    data: Data,
    #[serde(default, deserialize_with = "decode::lenient")]
    memory: Option<String>,
    #[serde(default, deserialize_with = "decode::lenient")]
    event: Option<String>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Data {
    #[serde(deserialize_with = "decode::lenient")]
    memory: Option<String>,
}

impl From<ReceivedMemory> for AddedMemory {
    fn from(received: ReceivedMemory) -> Self {
        Self {
            id: received.id,
            memory: received.data.memory.or(received.memory),
            event: received.event,
        }
    }
}

/// An object, or in older versions an array of memories.
impl<'de> Deserialize<'de> for Added {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Received {
            Object {
                #[serde(default, deserialize_with = "decode::lenient")]
                event_id: Option<EventId>,
                #[serde(default, deserialize_with = "decode::lenient")]
                status: Option<EventStatus>,
                #[serde(default)]
                results: Vec<AddedMemory>,
            },
            Array(Vec<AddedMemory>),
        }
        Ok(match Received::deserialize(deserializer)? {
            Received::Object {
                event_id,
                status,
                results,
            } => Self {
                event_id,
                status,
                results,
            },
            Received::Array(results) => Self {
                event_id: None,
                status: None,
                results,
            },
        })
    }
}
