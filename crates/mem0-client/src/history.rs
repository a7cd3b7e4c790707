//! What became of a memory over time.

use std::fmt;

use jiff::Timestamp;
use serde::Deserialize;
use serde_json::{Map, Value};

use crate::{Client, Error, MemoryId, call::Call, decode, listing::Listing, path::Path};

/// One change of a memory. `Debug` shows no text, no metadata and nobody's id.
#[derive(Clone, PartialEq, Default, Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct Change {
    /// The platform's name of the change.
    #[serde(deserialize_with = "decode::lenient")]
    pub id: Option<String>,
    /// The memory that changed.
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
    /// The messages that it was learned from.
    #[serde(deserialize_with = "decode::lenient")]
    pub input: Vec<Said>,
    /// The user it is kept under.
    #[serde(deserialize_with = "decode::lenient")]
    pub user_id: Option<String>,
    /// The metadata at that time.
    #[serde(deserialize_with = "decode::lenient")]
    pub metadata: Map<String, Value>,
    /// The categories at that time.
    #[serde(deserialize_with = "decode::lenient")]
    pub categories: Vec<String>,
    /// When the change was made.
    #[serde(deserialize_with = "decode::time")]
    pub created_at: Option<Timestamp>,
    /// When the entry was last touched.
    #[serde(deserialize_with = "decode::time")]
    pub updated_at: Option<Timestamp>,
}

/// A message that a memory was learned from. `Debug` does not show it.
#[derive(Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct Said {
    /// Who said it: `user` or `assistant`.
    #[serde(deserialize_with = "decode::lenient")]
    pub role: Option<String>,
    /// What was said.
    #[serde(deserialize_with = "decode::lenient")]
    pub content: Option<String>,
}

impl fmt::Debug for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Change")
            .field("id", &self.id)
            .field("memory_id", &self.memory_id)
            .field("event", &self.event)
            .field("created_at", &self.created_at)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for Said {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Said").finish_non_exhaustive()
    }
}

impl Client {
    /// How a memory came to be what it is.
    ///
    /// `GET /v1/memories/{id}/history/`
    pub async fn history(&self, id: &MemoryId) -> Result<Vec<Change>, Error> {
        let path = Path::new(["v1", "memories", id.as_str(), "history"]);
        let call = Call::get("history", path);
        Ok(self.perform::<Listing<Change>>(call).await?.items)
    }
}
