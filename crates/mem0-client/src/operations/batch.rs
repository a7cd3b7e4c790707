//! Batch updates and deletions.

use std::fmt;

use http::Method;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::{
    Client, Error, InvalidRequest, MemoryId,
    transport::{OperationKind, Path, Request},
    wire::decode,
};

/// The maximum number of items in a batch that the platform accepts.
pub const MAX_BATCH: usize = 1000;

/// A list of one to [`MAX_BATCH`] items.
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
    /// Fails if there are no items or more than [`MAX_BATCH`].
    pub fn new(items: impl IntoIterator<Item = T>) -> Result<Self, InvalidRequest> {
        let items: Vec<T> = items.into_iter().collect();
        match items.len() {
            0 => Err(InvalidRequest::EmptyBatch),
            found if found > MAX_BATCH => Err(InvalidRequest::BatchTooLong {
                found,
                max: MAX_BATCH,
            }),
            _ => Ok(Self(items)),
        }
    }
}

/// An update of one memory in a batch. `Debug` shows neither text nor metadata.
#[derive(Clone, PartialEq, Serialize)]
pub struct BatchUpdate {
    memory_id: MemoryId,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    metadata: Option<Map<String, Value>>,
}

impl BatchUpdate {
    /// Replaces the text.
    #[must_use]
    pub fn text(id: MemoryId, text: impl Into<String>) -> Self {
        Self {
            memory_id: id,
            text: Some(text.into()),
            metadata: None,
        }
    }

    /// Replaces the metadata.
    #[must_use]
    pub const fn metadata(id: MemoryId, metadata: Map<String, Value>) -> Self {
        Self {
            memory_id: id,
            text: None,
            metadata: Some(metadata),
        }
    }

    /// Also replaces the metadata.
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

/// The response to a batch operation.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct BatchResponse {
    /// A message with the number of changed memories.
    #[serde(deserialize_with = "decode::lenient")]
    pub message: Option<String>,
}

#[derive(Serialize)]
struct BatchBody<I> {
    memories: I,
}

#[derive(Serialize)]
struct MemoryRef<'a> {
    memory_id: &'a MemoryId,
}

impl Client {
    /// Updates several memories.
    ///
    /// `PUT /v1/batch/`
    pub async fn batch_update(&self, batch: &Batch<BatchUpdate>) -> Result<BatchResponse, Error> {
        let body = BatchBody { memories: &batch.0 };
        self.batch("batch_update", Method::PUT, &body).await
    }

    /// Deletes several memories.
    ///
    /// `DELETE /v1/batch/`
    pub async fn batch_delete(&self, batch: &Batch<MemoryId>) -> Result<BatchResponse, Error> {
        let memories = batch.0.iter().map(|memory_id| MemoryRef { memory_id });
        let body = BatchBody {
            memories: memories.collect::<Vec<_>>(),
        };
        self.batch("batch_delete", Method::DELETE, &body).await
    }

    async fn batch(
        &self,
        operation: &'static str,
        method: Method,
        body: &impl Serialize,
    ) -> Result<BatchResponse, Error> {
        let path = Path::new(["v1", "batch"]);
        let request = Request::new(operation, OperationKind::Write, method, path).json(body);
        self.send(request).await
    }
}
