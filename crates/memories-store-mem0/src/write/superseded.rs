use std::time::Duration;

use jiff::Timestamp;
use mem0_client::{Condition, DeleteScope, ListRequest, Memory as StoredMemory};
use memories_domain::{CallPart, Completeness, ports::StoreError};

use super::call_context::CallContext;
use crate::{
    Mem0Store,
    error::{invalid_request, store_error},
    metadata::{self, CONVERSATION_ID, PLATFORM, TYPE},
    user_id,
};

/// The visible memories of one part of a call, of one or more events.
pub(super) struct PartMemories(Vec<StoredMemory>);

impl PartMemories {
    /// Whether an event of this completeness left memories.
    pub(super) fn was_applied(&self, completeness: Completeness) -> bool {
        let mut found = self.0.iter().map(|stored| &stored.metadata);
        found.any(|metadata| metadata::completeness(metadata) == Some(completeness))
    }

    /// Whether the memories of less complete events are so old that none can become visible
    /// any more. False if there are none, as they may all be invisible.
    pub(super) fn superseded_are_settled(
        &self,
        completeness: Completeness,
        consistency_window: Duration,
    ) -> bool {
        let now = Timestamp::now();
        let is_settled = |created_at: Timestamp| {
            let age = now.duration_since(created_at);
            age.is_positive() && age.unsigned_abs() > consistency_window
        };
        let mut superseded = self.superseded_by(completeness).peekable();
        superseded.peek().is_some()
            && superseded.all(|stored| stored.created_at.is_some_and(is_settled))
    }

    /// The memories of less complete events. An imported memory has no completeness and is not
    /// among them.
    fn superseded_by(&self, completeness: Completeness) -> impl Iterator<Item = &StoredMemory> {
        self.0.iter().filter(move |stored| {
            metadata::completeness(&stored.metadata).is_some_and(|own| own < completeness)
        })
    }
}

impl Mem0Store {
    pub(super) async fn part_memories(
        &self,
        context: &CallContext,
        part: CallPart,
    ) -> Result<PartMemories, StoreError> {
        let conversation = &context.source.conversation_id;
        let filter = user_id::filter(&context.scope)
            .map_err(invalid_request)?
            .and(Condition::metadata(
                PLATFORM,
                conversation.platform().name(),
            ))
            .and(Condition::metadata(CONVERSATION_ID, conversation.as_str()))
            .and(Condition::metadata(TYPE, part.name()));
        let request = ListRequest::new(filter).show_expired(true);
        let stored = self.list(&request).await.map_err(store_error)?;
        Ok(PartMemories(stored))
    }

    /// Deletes the memories of less complete events. Returns how many.
    pub(super) async fn delete_superseded(
        &self,
        memories: &PartMemories,
        completeness: Completeness,
    ) -> Result<usize, StoreError> {
        let mut deleted = 0;
        for stored in memories.superseded_by(completeness) {
            match self.client().delete(&stored.id, DeleteScope::Alone).await {
                Ok(_) => deleted += 1,
                Err(error) if error.is_not_found() => {}
                Err(error) => return Err(store_error(error)),
            }
        }
        Ok(deleted)
    }
}
