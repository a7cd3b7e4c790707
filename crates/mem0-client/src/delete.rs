//! Forgetting.

use http::Method;
use serde::Deserialize;

use crate::{
    Client, Entity, Error, EventId, MemoryId,
    call::{Call, Effect},
    decode,
    path::Path,
};

/// Whether to delete a memory alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum DeleteScope {
    /// Only this memory.
    #[default]
    Alone,
    /// Also the memories that are linked to it.
    WithLinked,
}

/// What was deleted.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct Deleted {
    /// What the platform says about it.
    #[serde(deserialize_with = "decode::lenient")]
    pub message: Option<String>,
    /// How many linked memories went with it.
    #[serde(deserialize_with = "decode::lenient")]
    pub cascade_count: Option<u64>,
}

/// Something the platform does in the background, and has perhaps not begun.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct Accepted {
    /// What the platform says about it.
    #[serde(deserialize_with = "decode::lenient")]
    pub message: Option<String>,
    /// By what to ask for the outcome: [`Client::event`].
    #[serde(deserialize_with = "decode::lenient")]
    pub event_id: Option<EventId>,
}

impl Client {
    /// Deletes one memory.
    ///
    /// `DELETE /v1/memories/{id}/`
    pub async fn delete(&self, id: &MemoryId, scope: DeleteScope) -> Result<Deleted, Error> {
        let linked = (scope == DeleteScope::WithLinked).then_some(true);
        let path = Path::new(["v1", "memories", id.as_str()]);
        let call =
            Call::new("delete", Effect::Write, Method::DELETE, path).query("delete_linked", linked);
        self.perform(call).await
    }

    /// Deletes all memories of one entity, in the background.
    ///
    /// The platform honours only one of several ids; to delete what several have in common,
    /// list it and delete it with [`batch_delete`](Self::batch_delete). To make sure that
    /// somebody is forgotten, list until nothing is left.
    ///
    /// `DELETE /v1/memories/`
    pub async fn delete_all(&self, of: &Entity) -> Result<Accepted, Error> {
        let path = Path::new(["v1", "memories"]);
        let call = Call::new("delete_all", Effect::Write, Method::DELETE, path)
            .query(of.kind().key(), Some(of.id().as_str()));
        self.perform(call).await
    }
}
