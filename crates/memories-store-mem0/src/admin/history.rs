use futures::{StreamExt, TryStreamExt, stream};
use mem0_client::{HistoryEntry as StoredChange, MemoryId as StoredId};
use memories_domain::{
    MemoryId, Scope,
    ports::{ChangeKind, HistoryEntry, StoreError},
};

use crate::{
    Mem0Store,
    error::{is_unknown_id, store_error},
    metadata, user_id,
};

const MAX_CONCURRENT_HISTORIES: usize = 8;

impl Mem0Store {
    /// The changes of these memories within the scope, oldest first.
    pub(super) async fn histories(
        &self,
        scope: &Scope,
        ids: Vec<StoredId>,
    ) -> Result<Vec<HistoryEntry>, StoreError> {
        let changes = self.stored_changes(ids).await?;
        let mut entries: Vec<HistoryEntry> = changes
            .into_iter()
            .filter(|change| {
                let user_id = change.user_id.as_deref();
                user_id.is_some_and(|id| user_id::is_in_scope(id, scope))
            })
            .filter_map(history_entry)
            .collect();
        entries.sort_by_key(|entry| entry.at);
        Ok(entries)
    }

    /// The changes of these memories; none of one that does not exist.
    pub(super) async fn stored_changes(
        &self,
        ids: Vec<StoredId>,
    ) -> Result<Vec<StoredChange>, StoreError> {
        let histories: Vec<Vec<StoredChange>> = stream::iter(ids)
            .map(|id| {
                let client = self.client().clone();
                async move {
                    match client.history(&id).await {
                        Err(error) if is_unknown_id(&error) => Ok(Vec::new()),
                        result => result,
                    }
                }
            })
            .buffered(MAX_CONCURRENT_HISTORIES)
            .try_collect()
            .await
            .map_err(store_error)?;
        Ok(histories.into_iter().flatten().collect())
    }
}

fn history_entry(change: StoredChange) -> Option<HistoryEntry> {
    Some(HistoryEntry {
        memory_id: MemoryId::parse(change.memory_id?.as_str()).ok()?,
        at: change.created_at?,
        change: match change.event.as_deref()? {
            "ADD" => ChangeKind::Added,
            "UPDATE" => ChangeKind::Updated,
            "DELETE" => ChangeKind::Deleted,
            "NOOP" => ChangeKind::Confirmed,
            _ => return None,
        },
        conversation_id: metadata::conversation_id(&change.metadata),
        agent_id: metadata::agent_id(&change.metadata),
        old_text: change.old_memory.map(Into::into),
        new_text: change.new_memory.map(Into::into),
    })
}
