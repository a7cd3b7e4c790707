use std::sync::Arc;

use async_trait::async_trait;
use jiff::Timestamp;
use mem0_client::{DeleteScope, Error, ListRequest, MemoryId as StoredId};
use memories_domain::{
    CallerId, CallerRecord, DedupKey, Knowledge, Memory, MemoryId, MemoryKind, ProjectId, Scope,
    ports::{
        ErasureReport, ExplainedMemory, HistoryEntry, MemoryAdmin, MemoryUpdate, NewMemory,
        Recovery, StoreError,
    },
};

use super::scoped_memory::ScopedMemory;
use crate::{
    Mem0Store,
    error::{invalid_request, store_error},
    read::{convert, record},
    user_id,
    write::{direct_memory::DirectMemory, profile_facts::by_dedup_key},
};

#[async_trait]
impl MemoryAdmin for Mem0Store {
    /// Restored from what the platform has now: a memory that an operator edited since is as it was
    /// edited, and one that was deleted since is missing.
    async fn load_as_of(
        &self,
        scope: &Scope,
        at: Timestamp,
    ) -> Result<Arc<CallerRecord>, StoreError> {
        let filter = user_id::filter(scope).map_err(invalid_request)?;
        let request = ListRequest::new(filter).latest_only(true);
        let stored = self.list(&request).await.map_err(store_error)?;
        Ok(Arc::new(record::as_of(stored, at)))
    }

    /// The platform expires memories by day: this one
    /// expires at the end of the day of `expires_at`, in UTC.
    async fn add(&self, scope: &Scope, new: NewMemory) -> Result<Memory, StoreError> {
        let added = self.add_manually(scope, &new).await.map_err(store_error)?;
        let id = added.ok_or_else(|| StoreError::Upstream {
            reason: "an identical memory already exists".to_owned(),
            recovery: Recovery::Never,
            retry_after: None,
        })?;
        let id = MemoryId::parse(id.as_str()).map_err(StoreError::internal)?;
        Ok(self.get_in_scope(scope, &id).await?.memory)
    }

    async fn update(
        &self,
        scope: &Scope,
        id: &MemoryId,
        update: MemoryUpdate,
    ) -> Result<Memory, StoreError> {
        let current = self.get_in_scope(scope, id).await?;
        let Some(update) = current.update_request(update) else {
            return Ok(current.memory);
        };
        let (client, id) = (self.client(), &current.stored_id);
        client.update(id, &update).await.map_err(store_error)?;
        let stored = client.get(id).await.map_err(store_error)?;
        convert::memory(stored).ok_or(StoreError::NotFound(current.memory.id))
    }

    async fn delete(&self, scope: &Scope, id: &MemoryId) -> Result<(), StoreError> {
        let ScopedMemory {
            stored_id, memory, ..
        } = self.get_in_scope(scope, id).await?;
        if let MemoryKind::Profile { .. } = memory.kind {
            let facts = self.profile_facts(scope).await.map_err(store_error)?;
            let memories: Vec<Memory> = facts.iter().map(|fact| fact.memory.clone()).collect();
            let knowledge = Knowledge::derive(&memories);
            let former = knowledge.position(&memory.id);
            let former = former.map_or(&[][..], |position| knowledge.former_values(position));
            // Before the latest value, so that none of them takes its place if a request fails.
            for fact in former.iter().filter_map(|&position| facts.get(position)) {
                self.delete_fact(fact).await.map_err(store_error)?;
            }
        }
        match self.client().delete(&stored_id, DeleteScope::Alone).await {
            Err(error) if error.is_not_found() => Err(StoreError::NotFound(id.clone())),
            result => result.map(drop).map_err(store_error),
        }
    }

    /// The platform stores histories by memory: that of a deleted memory is found by its id
    /// alone, and is not among those of all memories.
    async fn history(
        &self,
        scope: &Scope,
        id: Option<&MemoryId>,
    ) -> Result<Vec<HistoryEntry>, StoreError> {
        let ids = match id {
            Some(id) => StoredId::new(id.as_str()).into_iter().collect(),
            None => self.stored_ids(scope).await?,
        };
        self.histories(scope, ids).await
    }

    /// Deletes the caller's users on the platform, under every agent, and returns when none of
    /// their memories is visible any more. The number of history entries is unknown.
    async fn forget(
        &self,
        project: &ProjectId,
        caller: &CallerId,
    ) -> Result<ErasureReport, StoreError> {
        self.delete_users(project, caller).await
    }

    /// The platform assigns new ids; the former id is stored with each memory, so that repeating
    /// an import changes nothing. A memory with the text of an existing one is left out, as is an
    /// expired one.
    async fn import(&self, scope: &Scope, memories: Vec<Memory>) -> Result<usize, StoreError> {
        self.import_new(scope, &memories).await
    }

    async fn explain(
        &self,
        _: &Scope,
        _: &str,
        _: usize,
    ) -> Result<Vec<ExplainedMemory>, StoreError> {
        Err(StoreError::Unsupported {
            operation: "explaining a search",
        })
    }
}

impl Mem0Store {
    async fn add_manually(
        &self,
        scope: &Scope,
        new: &NewMemory,
    ) -> Result<Option<StoredId>, Error> {
        let (text, kind, expires_at) = (&new.text, &new.kind, new.expires_at);
        let annotations = &new.annotations;
        if let MemoryKind::Profile { .. } = kind {
            let facts = self.profile_facts(scope).await?;
            let key = DedupKey::new(text, kind, annotations);
            if let Some(existing) = by_dedup_key(&facts).get(&key) {
                self.confirm_manually(existing, new).await?;
                return Ok(Some(existing.id.clone()));
            }
        }
        let now = Timestamp::now();
        let memory = DirectMemory::new(text, kind, annotations, None, now, expires_at);
        self.add_verbatim(scope, memory).await
    }
}
