//! Everybody and everything that memories are kept under.

use std::{fmt, num::NonZeroU32};

use http::Method;
use jiff::Timestamp;
use serde::Deserialize;

use crate::{
    Accepted, Client, Entity, Error, Page,
    call::{Call, Effect},
    decode,
    path::Path,
};

/// The platform's default, used where it does not say whether there is a next page.
const USUAL_PAGE: u32 = 100;

/// An entity that has memories. `Debug` does not show whose they are.
#[derive(Clone, PartialEq, Default, Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct EntitySummary {
    /// Its id, as in [`Entity`].
    #[serde(deserialize_with = "decode::lenient")]
    pub name: Option<String>,
    /// `user`, `agent`, `app` or `run`.
    #[serde(rename = "type", deserialize_with = "decode::lenient")]
    pub kind: Option<String>,
    /// How many memories it has.
    #[serde(deserialize_with = "decode::lenient")]
    pub total_memories: Option<u64>,
    /// When it was first seen.
    #[serde(deserialize_with = "decode::time")]
    pub created_at: Option<Timestamp>,
    /// When it last changed.
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
    /// One page of the entities that have memories; the first page has number 1.
    ///
    /// `GET /v1/entities/`
    pub async fn entities(&self, page: NonZeroU32) -> Result<Page<EntitySummary>, Error> {
        let call = Call::get("entities", Path::new(["v1", "entities"])).query("page", Some(page));
        Ok(Page::new(self.perform(call).await?, USUAL_PAGE))
    }

    /// Deletes an entity with all its memories, in the background.
    ///
    /// `DELETE /v2/entities/{type}/{name}/`
    pub async fn delete_entity(&self, entity: &Entity) -> Result<Accepted, Error> {
        let (kind, id) = (entity.kind().name(), entity.id().as_str());
        let path = Path::new(["v2", "entities", kind, id]);
        let call = Call::new("delete_entity", Effect::Write, Method::DELETE, path);
        self.perform(call).await
    }
}
