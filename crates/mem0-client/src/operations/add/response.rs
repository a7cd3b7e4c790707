use std::fmt;

use serde::{Deserialize, Deserializer};

use crate::{EventId, EventStatus, MemoryId, wire::decode};

/// The response to an [`AddRequest`](crate::AddRequest).
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct AddResponse {
    /// The id of the background extraction, for [`Client::event`](crate::Client::event).
    pub event_id: Option<EventId>,
    /// [`EventStatus::Pending`] while extraction has not finished.
    pub status: Option<EventStatus>,
    /// The stored memories: all of them with `infer(false)`, otherwise none yet.
    pub results: Vec<AddedMemory>,
}

/// A memory created or changed by adding. `Debug` does not show its text.
#[derive(Clone, PartialEq, Deserialize)]
#[serde(from = "ReceivedMemory")]
#[non_exhaustive]
pub struct AddedMemory {
    /// The memory's id.
    pub id: MemoryId,
    /// The memory's text.
    pub memory: Option<String>,
    /// The change: `ADD`, `UPDATE` or `DELETE`.
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

/// The text is a field of `data` or of the memory itself.
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

/// The response is an object, or an array of memories in older versions.
impl<'de> Deserialize<'de> for AddResponse {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Received {
            Object {
                #[serde(default, deserialize_with = "decode::lenient")]
                event_id: Option<EventId>,
                #[serde(default, deserialize_with = "decode::lenient")]
                status: Option<EventStatus>,
                #[serde(default, deserialize_with = "decode::rows")]
                results: Vec<AddedMemory>,
            },
            Array(#[serde(deserialize_with = "decode::rows")] Vec<AddedMemory>),
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
