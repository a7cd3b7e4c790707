use jiff::Timestamp;
use mem0_client::{ListRequest, MemoryId as StoredId, Update};
use memories_domain::{
    Memory, MemoryId, MemoryKind, Scope, edit_text,
    ports::{MemoryUpdate, StoreError},
};
use serde_json::{Map, Value};

use crate::{
    Mem0Store,
    error::{invalid_request, is_unknown_id, store_error},
    expiry,
    metadata::{self, COMPLETENESS, EARLIER_STATEMENTS, EDITED_AT, FIRST_STATED_AT},
    read::convert,
    user_id,
};

/// A memory that belongs to the scope of a request.
pub(super) struct ScopedMemory {
    pub(super) stored_id: StoredId,
    pub(super) memory: Memory,
    metadata: Map<String, Value>,
}

impl ScopedMemory {
    /// The request that makes these changes; `None` if there are none.
    pub(super) fn update_request(&self, changes: MemoryUpdate) -> Option<Update> {
        let mut update = Update::new();
        if let Some(text) = changes.text {
            let (text, kind) = edit_text(&self.memory.kind, text);
            let mut metadata = self.metadata.clone();
            metadata::set_annotations(
                &mut metadata,
                &self.memory.annotations.clone().edited(changes.annotations),
            );
            if let MemoryKind::Profile { .. } = kind {
                metadata::set_kind(&mut metadata, &kind);
                // No call stated the new value, so that no event of one replaces it.
                metadata.remove(COMPLETENESS);
                metadata.remove(EARLIER_STATEMENTS);
                let created_at = self.memory.created_at.to_string();
                metadata.insert(FIRST_STATED_AT.to_owned(), created_at.into());
                metadata.insert(EDITED_AT.to_owned(), Timestamp::now().to_string().into());
            }
            update = update.text(text.into_string()).metadata(metadata);
        }
        match changes.expires_at {
            None => {}
            Some(None) => update = update.clear_expiration_date(),
            Some(Some(expires_at)) => {
                update = update.expiration_date(expiry::to_date(expires_at));
            }
        }
        (update != Update::new()).then_some(update)
    }
}

impl Mem0Store {
    /// The memory with this id, if it is in scope and has not expired.
    pub(super) async fn get_in_scope(
        &self,
        scope: &Scope,
        id: &MemoryId,
    ) -> Result<ScopedMemory, StoreError> {
        let not_found = || StoreError::NotFound(id.clone());
        let stored_id = StoredId::new(id.as_str()).map_err(|_| not_found())?;
        let stored = match self.client().get(&stored_id).await {
            Err(error) if is_unknown_id(&error) => return Err(not_found()),
            result => result.map_err(store_error)?,
        };
        let is_in_scope = |id: &str| user_id::is_in_scope(id, scope);
        if !stored.user_id.as_deref().is_some_and(is_in_scope) {
            return Err(not_found());
        }
        let metadata = stored.metadata.clone();
        let memory = convert::memory(stored)
            .filter(|memory| !expiry::is_expired(memory, Timestamp::now()))
            .ok_or_else(not_found)?;
        Ok(ScopedMemory {
            stored_id,
            memory,
            metadata,
        })
    }

    /// The ids of all memories in scope.
    pub(super) async fn stored_ids(&self, scope: &Scope) -> Result<Vec<StoredId>, StoreError> {
        let filter = user_id::filter(scope).map_err(invalid_request)?;
        let stored = self.list(&ListRequest::new(filter)).await;
        let stored = stored.map_err(store_error)?;
        Ok(stored.into_iter().map(|stored| stored.id).collect())
    }
}
