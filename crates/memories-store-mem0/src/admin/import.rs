use std::collections::HashSet;

use jiff::Timestamp;
use mem0_client::{AddRequest, Error, ListRequest, Memory as StoredMemory};
use memories_domain::{Memory, Scope, ports::StoreError};

use crate::{
    Mem0Store,
    error::{invalid_request, store_error},
    expiry,
    metadata::{self, EDITED_AT, FIRST_STATED_AT, IMPORTED_ID},
    user_id,
    write::direct_memory::DirectMemory,
};

/// The ids and texts of the memories in a scope.
struct ExistingMemories {
    ids: HashSet<String>,
    /// Texts by the name of their kind.
    texts: HashSet<(&'static str, String)>,
}

impl Mem0Store {
    /// Adds the memories that do not exist yet. Returns how many. A failed import can be repeated.
    pub(super) async fn import_new(
        &self,
        scope: &Scope,
        memories: &[Memory],
    ) -> Result<usize, StoreError> {
        let now = Timestamp::now();
        let filter = user_id::filter(scope).map_err(invalid_request)?;
        let stored = self.list(&ListRequest::new(filter)).await;
        let mut existing = ExistingMemories::new(stored.map_err(store_error)?);
        let mut added = 0;
        for memory in memories {
            if expiry::is_expired(memory, now) || !existing.insert(memory) {
                continue;
            }
            let request = add_request(scope, memory).map_err(store_error)?;
            self.client().add(&request).await.map_err(store_error)?;
            added += 1;
        }
        Ok(added)
    }
}

impl ExistingMemories {
    fn new(stored: Vec<StoredMemory>) -> Self {
        let mut existing = Self {
            ids: HashSet::new(),
            texts: HashSet::new(),
        };
        for stored in stored {
            let imported_id = stored.metadata.get(IMPORTED_ID);
            let imported_id = imported_id.and_then(|id| id.as_str()).map(str::to_owned);
            existing.ids.extend(imported_id);
            existing.ids.insert(stored.id.as_str().to_owned());
            let kind = metadata::kind(&stored.metadata).name();
            existing.texts.insert((kind, stored.memory));
        }
        existing
    }

    /// Returns whether the memory is new.
    fn insert(&mut self, memory: &Memory) -> bool {
        let text = (memory.kind.name(), memory.text.as_str().to_owned());
        let is_new_id = self.ids.insert(memory.id.as_str().to_owned());
        self.texts.insert(text) && is_new_id
    }
}

fn add_request(scope: &Scope, memory: &Memory) -> Result<AddRequest, Error> {
    let source = memory.source.as_ref();
    let stated_at = source.map_or(memory.created_at, |source| source.started_at);
    let mut direct = DirectMemory::new(
        &memory.text,
        &memory.kind,
        &memory.annotations,
        source,
        stated_at,
        memory.expires_at,
    )
    .with_metadata(IMPORTED_ID, memory.id.as_str());
    if memory.created_at < stated_at {
        direct = direct.with_metadata(FIRST_STATED_AT, memory.created_at.to_string());
    }
    if memory.updated_at > stated_at {
        direct = direct.with_metadata(EDITED_AT, memory.updated_at.to_string());
    }
    let request = direct.add_request(scope)?;
    Ok(request.timestamp(memory.created_at))
}
