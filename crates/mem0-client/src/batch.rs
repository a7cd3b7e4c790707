//! Many memories in one request.

use std::fmt;

use http::Method;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::{
    Client, Error, InvalidRequest, MemoryId,
    call::{Call, Effect},
    decode,
    path::Path,
};

/// The most items that the platform accepts in one batch.
pub const MAX_BATCH: usize = 1000;

/// Between one and [`MAX_BATCH`] items.
///
/// ```
/// use mem0_client::{Batch, MemoryId};
///
/// let ids = ["one", "two"].map(|id| MemoryId::new(id).unwrap());
/// assert!(Batch::new(ids).is_ok());
/// assert!(Batch::<MemoryId>::new([]).is_err());
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Batch<T>(Vec<T>);

impl<T> Batch<T> {
    /// Refuses to do nothing, and more than the platform accepts.
    pub fn new(items: impl IntoIterator<Item = T>) -> Result<Self, InvalidRequest> {
        let items: Vec<T> = items.into_iter().collect();
        match items.len() {
            0 => Err(InvalidRequest::EmptyBatch),
            found if found > MAX_BATCH => Err(InvalidRequest::LongBatch { found }),
            _ => Ok(Self(items)),
        }
    }
}

/// What to change of one memory in a batch. `Debug` shows no text and no metadata.
#[derive(Clone, PartialEq, Serialize)]
pub struct BatchUpdate {
    memory_id: MemoryId,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    metadata: Option<Map<String, Value>>,
}

impl BatchUpdate {
    /// Another text.
    #[must_use]
    pub fn text(id: MemoryId, text: impl Into<String>) -> Self {
        Self {
            memory_id: id,
            text: Some(text.into()),
            metadata: None,
        }
    }

    /// Other metadata.
    #[must_use]
    pub const fn metadata(id: MemoryId, metadata: Map<String, Value>) -> Self {
        Self {
            memory_id: id,
            text: None,
            metadata: Some(metadata),
        }
    }

    /// Other metadata, too.
    #[must_use]
    pub fn and_metadata(mut self, metadata: Map<String, Value>) -> Self {
        self.metadata = Some(metadata);
        self
    }
}

impl fmt::Debug for BatchUpdate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BatchUpdate")
            .field("memory_id", &self.memory_id)
            .finish_non_exhaustive()
    }
}

/// What the platform says about a batch.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct BatchReply {
    /// How many memories were changed, in words.
    #[serde(deserialize_with = "decode::lenient")]
    pub message: Option<String>,
}

#[derive(Serialize)]
struct Memories<I> {
    memories: I,
}

#[derive(Serialize)]
struct Named<'a> {
    memory_id: &'a MemoryId,
}

impl Client {
    /// Changes many memories.
    ///
    /// `PUT /v1/batch/`
    pub async fn batch_update(&self, batch: &Batch<BatchUpdate>) -> Result<BatchReply, Error> {
        let body = Memories { memories: &batch.0 };
        self.batch("batch_update", Method::PUT, &body).await
    }

    /// Deletes many memories.
    ///
    /// `DELETE /v1/batch/`
    pub async fn batch_delete(&self, batch: &Batch<MemoryId>) -> Result<BatchReply, Error> {
        let named = batch.0.iter().map(|memory_id| Named { memory_id });
        let body = Memories {
            memories: named.collect::<Vec<_>>(),
        };
        self.batch("batch_delete", Method::DELETE, &body).await
    }

    async fn batch(
        &self,
        operation: &'static str,
        method: Method,
        body: &impl Serialize,
    ) -> Result<BatchReply, Error> {
        let path = Path::new(["v1", "batch"]);
        let call = Call::new(operation, Effect::Write, method, path).json(body);
        self.perform(call).await
    }
}
