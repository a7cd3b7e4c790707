//! Memories looked after by hand.

use async_trait::async_trait;
use futures::{StreamExt, TryStreamExt, stream};
use jiff::Timestamp;
use mem0_client::{
    DeleteScope, Error, HistoryEntry as StoredChange, ListRequest, Memory as Stored,
    MemoryId as StoredId, Update,
};
use memories_domain::{
    CallerId, Change, ErasureReport, HistoryEntry, Memory, MemoryAdmin, MemoryId, MemoryKind,
    MemoryUpdate, NewMemory, Scope, StoreError, reword,
};

use crate::{
    Mem0Store, expiry,
    failure::{explained, unusable},
    identity, metadata,
    profile::Verbatim,
    remembered,
};

/// Histories that are asked for at the same time.
const HISTORIES_AT_ONCE: usize = 8;

#[async_trait]
impl MemoryAdmin for Mem0Store {
    /// A new value of a profile fact takes the place of the former one. A memory
    /// ends with a day in UTC: that of `expires_at`.
    async fn add(&self, scope: &Scope, new: NewMemory) -> Result<Memory, StoreError> {
        let added = self.enter(scope, &new).await.map_err(explained)?;
        let id = added.ok_or_else(|| StoreError::Upstream {
            reason: "it kept nothing: it has the same memory already".to_owned(),
            transient: false,
            retry_after: None,
        })?;
        let id = MemoryId::parse(id.as_str()).map_err(StoreError::internal)?;
        Ok(self.own(scope, &id).await?.memory)
    }

    async fn update(
        &self,
        scope: &Scope,
        id: &MemoryId,
        update: MemoryUpdate,
    ) -> Result<Memory, StoreError> {
        let own = self.own(scope, id).await?;
        let Some(update) = changes(&own, update) else {
            return Ok(own.memory);
        };
        let client = &self.0.client;
        let updated = client.update(&own.stored_id, &update).await;
        updated.map_err(explained)?;
        let stored = client.get(&own.stored_id).await.map_err(explained)?;
        remembered::memory(stored).ok_or_else(|| StoreError::NotFound(id.clone()))
    }

    async fn delete(&self, scope: &Scope, id: &MemoryId) -> Result<(), StoreError> {
        let own = self.own(scope, id).await?;
        let deleted = self
            .0
            .client
            .delete(&own.stored_id, DeleteScope::Alone)
            .await;
        match deleted {
            Err(error) if error.is_not_found() => Err(StoreError::NotFound(id.clone())),
            other => other.map(drop).map_err(explained),
        }
    }

    /// The platform keeps histories by memory: that of one that was deleted is
    /// found by its id alone, and is not among all of a caller.
    async fn history(
        &self,
        scope: &Scope,
        id: Option<&MemoryId>,
    ) -> Result<Vec<HistoryEntry>, StoreError> {
        let user_id = identity::user_id(scope);
        let ids = match id {
            Some(id) => StoredId::new(id.as_str()).into_iter().collect(),
            None => self.ids(scope).await?,
        };
        let histories: Vec<Vec<StoredChange>> = stream::iter(ids)
            .map(|id| {
                let client = self.0.client.clone();
                async move {
                    match client.history(&id).await {
                        Err(error) if names_nothing(&error) => Ok(Vec::new()),
                        other => other,
                    }
                }
            })
            .buffered(HISTORIES_AT_ONCE)
            .try_collect()
            .await
            .map_err(explained)?;
        let mut entries: Vec<HistoryEntry> = histories
            .into_iter()
            .flatten()
            .filter(|change| change.user_id.as_deref() == Some(&user_id))
            .filter_map(entry)
            .collect();
        entries.sort_by_key(|entry| entry.at);
        Ok(entries)
    }

    /// Deletes the caller's users on the platform, under every agent, and
    /// returns when none of their memories is to be seen any more. It is not
    /// known how many versions there were. Events that wait in an inbox are the
    /// inbox's.
    async fn forget(&self, caller: &CallerId) -> Result<ErasureReport, StoreError> {
        self.forget_users(caller).await
    }

    /// The platform gives memories ids of its own; the former id is kept with
    /// each, so that importing again changes nothing. One that says the same as
    /// one that is there is left out, and so is one that is over.
    async fn import(&self, scope: &Scope, memories: Vec<Memory>) -> Result<usize, StoreError> {
        self.import_new(scope, &memories).await
    }
}

/// A memory that was found to be within a scope.
struct Own {
    stored_id: StoredId,
    metadata: serde_json::Map<String, serde_json::Value>,
    memory: Memory,
}

impl Mem0Store {
    async fn enter(&self, scope: &Scope, new: &NewMemory) -> Result<Option<StoredId>, Error> {
        let verbatim = Verbatim {
            scope,
            text: &new.text,
            kind: &new.kind,
            source: None,
            at: Timestamp::now(),
            expires_at: new.expires_at,
        };
        if let MemoryKind::Profile { key, .. } = &new.kind
            && let Some(known) = self.facts(scope).await?.remove(key)
        {
            self.replace(&known.id, &verbatim).await?;
            return Ok(Some(known.id));
        }
        self.keep(&verbatim).await
    }

    /// The memory with this id, if it is within the scope and not over.
    async fn own(&self, scope: &Scope, id: &MemoryId) -> Result<Own, StoreError> {
        let not_found = || StoreError::NotFound(id.clone());
        let stored_id = StoredId::new(id.as_str()).map_err(|_| not_found())?;
        let stored = match self.0.client.get(&stored_id).await {
            Err(error) if names_nothing(&error) => return Err(not_found()),
            other => other.map_err(explained)?,
        };
        if stored.user_id.as_deref() != Some(&identity::user_id(scope)) {
            return Err(not_found());
        }
        let metadata = stored.metadata.clone();
        let memory = remembered::memory(stored)
            .filter(|memory| !expiry::is_over(memory, Timestamp::now()))
            .ok_or_else(not_found)?;
        Ok(Own {
            stored_id,
            metadata,
            memory,
        })
    }

    async fn ids(&self, scope: &Scope) -> Result<Vec<StoredId>, StoreError> {
        let filter = identity::everything(scope).map_err(unusable)?;
        let stored: Vec<Stored> = self
            .0
            .client
            .list(&ListRequest::new(filter))
            .try_collect()
            .await
            .map_err(explained)?;
        Ok(stored.into_iter().map(|stored| stored.id).collect())
    }
}

/// The platform answers 400 for an id that is not one of its own kind.
fn names_nothing(error: &Error) -> bool {
    error.is_not_found() || error.status().is_some_and(|status| status == 400)
}

/// What is to be sent; `None` if nothing changes.
fn changes(own: &Own, update: MemoryUpdate) -> Option<Update> {
    let mut changes = Update::new();
    if let Some(words) = update.text {
        let (text, kind) = reword(&own.memory.kind, words);
        let mut metadata = own.metadata.clone();
        if kind != own.memory.kind {
            let source = own.memory.source.as_ref();
            metadata.extend(metadata::of_memory(&kind, source, own.memory.created_at));
        }
        changes = changes.text(text.into_string()).metadata(metadata);
    }
    match update.expires_at {
        None => {}
        Some(None) => changes = changes.clear_expiration_date(),
        Some(Some(end)) => changes = changes.expiration_date(expiry::last_day(end)),
    }
    (changes != Update::new()).then_some(changes)
}

fn entry(change: StoredChange) -> Option<HistoryEntry> {
    Some(HistoryEntry {
        memory_id: MemoryId::parse(change.memory_id?.as_str()).ok()?,
        at: change.created_at?,
        change: match change.event.as_deref()? {
            "ADD" => Change::Added,
            "UPDATE" => Change::Updated,
            "DELETE" => Change::Deleted,
            "NOOP" => Change::Reinforced,
            _ => return None,
        },
        old_text: change.old_memory.map(Into::into),
        new_text: change.new_memory.map(Into::into),
    })
}
