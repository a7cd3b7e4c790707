//! Deleting memories.

use http::Method;
use serde::Deserialize;

use crate::{
    Client, Entity, Error, EventId, MemoryId,
    transport::{OperationKind, Path, Request},
    wire::decode,
};

/// Whether a deletion includes linked memories.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum DeleteScope {
    /// Only this memory.
    #[default]
    Alone,
    /// The memory and all memories linked to it.
    WithLinked,
}

/// The response to the deletion of one memory.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct DeleteResponse {
    /// The platform's message.
    #[serde(deserialize_with = "decode::lenient")]
    pub message: Option<String>,
    /// The number of linked memories that were also deleted.
    #[serde(deserialize_with = "decode::lenient")]
    pub cascade_count: Option<u64>,
}

/// The response to a deletion that the platform performs in the background.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct PendingDeletion {
    /// The platform's message.
    #[serde(deserialize_with = "decode::lenient")]
    pub message: Option<String>,
    /// The id of the background deletion, for [`Client::event`].
    #[serde(deserialize_with = "decode::lenient")]
    pub event_id: Option<EventId>,
}

impl Client {
    /// Deletes one memory.
    ///
    /// `DELETE /v1/memories/{id}/`
    pub async fn delete(&self, id: &MemoryId, scope: DeleteScope) -> Result<DeleteResponse, Error> {
        let linked = (scope == DeleteScope::WithLinked).then_some(true);
        let path = Path::new(["v1", "memories", id.as_str()]);
        let request = Request::new("delete", OperationKind::Write, Method::DELETE, path)
            .query("delete_linked", linked);
        self.send(request).await
    }

    /// Deletes all memories of one entity, in the background.
    ///
    /// The platform uses only one of several ids; to delete the memories that belong to several
    /// entities, list them and use [`batch_delete`](Self::batch_delete). To verify that everything
    /// was deleted, list until no memories are left.
    ///
    /// `DELETE /v1/memories/`
    pub async fn delete_all(&self, entity: &Entity) -> Result<PendingDeletion, Error> {
        let path = Path::new(["v1", "memories"]);
        let request = Request::new("delete_all", OperationKind::Write, Method::DELETE, path)
            .query(entity.kind().key(), Some(entity.id().as_str()));
        self.send(request).await
    }
}
