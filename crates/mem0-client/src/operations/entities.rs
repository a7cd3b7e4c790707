//! The entities that have memories.

use std::{fmt, num::NonZeroU32};

use http::Method;
use jiff::Timestamp;
use serde::Deserialize;

use crate::{
    Client, Entity, Error, Page, PendingDeletion,
    transport::{OperationKind, Path, Request},
    wire::decode,
};

/// The platform's default page size, needed if a response does not report whether there is a next
/// page.
const DEFAULT_PAGE_SIZE: u32 = 100;

/// An entity with memories. `Debug` does not show its id.
#[derive(Clone, PartialEq, Default, Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct EntitySummary {
    /// The id, as in [`Entity`].
    #[serde(deserialize_with = "decode::lenient")]
    pub name: Option<String>,
    /// `user`, `agent`, `app` or `run`.
    #[serde(rename = "type", deserialize_with = "decode::lenient")]
    pub kind: Option<String>,
    /// The number of its memories.
    #[serde(deserialize_with = "decode::lenient")]
    pub total_memories: Option<u64>,
    /// The time of its first memory.
    #[serde(deserialize_with = "decode::time")]
    pub created_at: Option<Timestamp>,
    /// The time of its last change.
    #[serde(deserialize_with = "decode::time")]
    pub updated_at: Option<Timestamp>,
}

impl fmt::Debug for EntitySummary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EntitySummary")
            .field("kind", &self.kind)
            .field("total_memories", &self.total_memories)
            .finish_non_exhaustive()
    }
}

impl Client {
    /// Returns one page of the entities with memories. Pages start at 1.
    ///
    /// `GET /v1/entities/`
    pub async fn entities(&self, page: NonZeroU32) -> Result<Page<EntitySummary>, Error> {
        let request =
            Request::get("entities", Path::new(["v1", "entities"])).query("page", Some(page));
        let response = self.send_for_rows(request).await?;
        Ok(Page::new(response, DEFAULT_PAGE_SIZE))
    }

    /// Deletes an entity with all its memories, in the background.
    ///
    /// `DELETE /v2/entities/{type}/{name}/`
    pub async fn delete_entity(&self, entity: &Entity) -> Result<PendingDeletion, Error> {
        let (kind, id) = (entity.kind().name(), entity.id().as_str());
        let path = Path::new(["v2", "entities", kind, id]);
        let request = Request::new("delete_entity", OperationKind::Write, Method::DELETE, path);
        self.send(request).await
    }
}
