//! The history of a memory.

use std::fmt;

use jiff::Timestamp;
use serde::Deserialize;
use serde_json::{Map, Value};

use crate::{
    Client, Error, MemoryId,
    transport::{Path, Request},
    wire::decode,
};

/// One change of a memory. `Debug` shows neither text nor metadata nor entity ids.
#[derive(Clone, PartialEq, Default, Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct HistoryEntry {
    /// The id of the change.
    #[serde(deserialize_with = "decode::lenient")]
    pub id: Option<String>,
    /// The changed memory.
    #[serde(deserialize_with = "decode::lenient")]
    pub memory_id: Option<MemoryId>,
    /// `ADD`, `UPDATE`, `DELETE` or `NOOP`.
    #[serde(deserialize_with = "decode::lenient")]
    pub event: Option<String>,
    /// The text before.
    #[serde(deserialize_with = "decode::lenient")]
    pub old_memory: Option<String>,
    /// The text after.
    #[serde(deserialize_with = "decode::lenient")]
    pub new_memory: Option<String>,
    /// The messages from which it was extracted.
    #[serde(deserialize_with = "decode::lenient")]
    pub input: Vec<HistoryMessage>,
    /// The user it belongs to.
    #[serde(deserialize_with = "decode::lenient")]
    pub user_id: Option<String>,
    /// The metadata after the change.
    #[serde(deserialize_with = "decode::lenient")]
    pub metadata: Map<String, Value>,
    /// The categories after the change.
    #[serde(deserialize_with = "decode::lenient")]
    pub categories: Vec<String>,
    /// The time of the change.
    #[serde(deserialize_with = "decode::time")]
    pub created_at: Option<Timestamp>,
    /// The time of the last update of this entry.
    #[serde(deserialize_with = "decode::time")]
    pub updated_at: Option<Timestamp>,
}

/// A message from which a memory was extracted. `Debug` does not show its content.
#[derive(Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct HistoryMessage {
    /// The author: `user` or `assistant`.
    #[serde(deserialize_with = "decode::lenient")]
    pub role: Option<String>,
    /// The message's text.
    #[serde(deserialize_with = "decode::lenient")]
    pub content: Option<String>,
}

impl fmt::Debug for HistoryEntry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HistoryEntry")
            .field("id", &self.id)
            .field("memory_id", &self.memory_id)
            .field("event", &self.event)
            .field("created_at", &self.created_at)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for HistoryMessage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HistoryMessage").finish_non_exhaustive()
    }
}

impl Client {
    /// Returns all changes of a memory.
    ///
    /// `GET /v1/memories/{id}/history/`
    pub async fn history(&self, id: &MemoryId) -> Result<Vec<HistoryEntry>, Error> {
        let path = Path::new(["v1", "memories", id.as_str(), "history"]);
        let request = Request::get("history", path);
        Ok(self.send_for_rows(request).await?.items)
    }
}
