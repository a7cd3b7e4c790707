//! The ports, on copies and on the store behind them.

use std::sync::Arc;

use async_trait::async_trait;
use jiff::Timestamp;
use memories_domain::{
    Call, CallerId, CallerRecord, ErasureReport, HistoryEntry, IngestOutcome, Memory, MemoryAdmin,
    MemoryId, MemoryStore, MemoryUpdate, NewMemory, Scope, ScoredMemory, StoreError,
};
use memories_index::IndexedRecord;
use tokio::task::spawn_blocking;

use crate::CachedStore;

#[async_trait]
impl<S: MemoryStore> MemoryStore for CachedStore<S> {
    /// Keeps a copy of what was fetched, for the searches that a ring announces.
    async fn recall(&self, scope: &Scope) -> Result<Arc<CallerRecord>, StoreError> {
        let fetch = self.copies.fetch(scope);
        let record = self.far.recall(scope).await?;
        spawn_blocking(fetch.keep(&record));
        Ok(record)
    }

    /// Answered from the copy that the last recall left, if there is one.
    async fn search(
        &self,
        scope: &Scope,
        query: &str,
        limit: usize,
    ) -> Result<Vec<ScoredMemory>, StoreError> {
        match self.copies.get(scope) {
            Some(known) => search_here(known, query.to_owned(), limit).await,
            None => self.far.search(scope, query, limit).await,
        }
    }

    async fn learn(
        &self,
        scope: &Scope,
        call: &Call,
        expires_at: Option<Timestamp>,
    ) -> Result<IngestOutcome, StoreError> {
        let _change = self.copies.change(|copied| copied == scope);
        self.far.learn(scope, call, expires_at).await
    }

    async fn ready(&self) -> Result<(), StoreError> {
        self.far.ready().await
    }
}

#[async_trait]
impl<S: MemoryAdmin> MemoryAdmin for CachedStore<S> {
    async fn add(&self, scope: &Scope, new: NewMemory) -> Result<Memory, StoreError> {
        let _change = self.copies.change(|copied| copied == scope);
        self.far.add(scope, new).await
    }

    async fn update(
        &self,
        scope: &Scope,
        id: &MemoryId,
        update: MemoryUpdate,
    ) -> Result<Memory, StoreError> {
        let _change = self.copies.change(|copied| copied == scope);
        self.far.update(scope, id, update).await
    }

    async fn delete(&self, scope: &Scope, id: &MemoryId) -> Result<(), StoreError> {
        let _change = self.copies.change(|copied| copied == scope);
        self.far.delete(scope, id).await
    }

    async fn history(
        &self,
        scope: &Scope,
        id: Option<&MemoryId>,
    ) -> Result<Vec<HistoryEntry>, StoreError> {
        self.far.history(scope, id).await
    }

    async fn forget(&self, caller: &CallerId) -> Result<ErasureReport, StoreError> {
        let _change = self.copies.change(|copied| copied.caller == *caller);
        self.far.forget(caller).await
    }

    async fn import(&self, scope: &Scope, memories: Vec<Memory>) -> Result<usize, StoreError> {
        let _change = self.copies.change(|copied| copied == scope);
        self.far.import(scope, memories).await
    }
}

/// Searches where it keeps nobody from anything else: the first search of a copy
/// may have to build its index.
async fn search_here(
    known: Arc<IndexedRecord>,
    query: String,
    limit: usize,
) -> Result<Vec<ScoredMemory>, StoreError> {
    let now = Timestamp::now();
    let search = move || {
        let mut found = known.search(query.as_str(), now, limit);
        found.retain(|hit| hit.memory.expires_at.is_none_or(|end| end >= now));
        found
    };
    spawn_blocking(search).await.map_err(StoreError::internal)
}

#[cfg(test)]
mod tests {
    use std::future::ready;

    use jiff::ToSpan;
    use memories_domain::{MemoryKind, Subject};

    use super::*;
    use crate::CacheConfig;

    /// Hands over what it knows of anybody and refuses everything else.
    struct HandsOver(Arc<CallerRecord>);

    #[async_trait]
    impl MemoryStore for HandsOver {
        async fn recall(&self, _: &Scope) -> Result<Arc<CallerRecord>, StoreError> {
            Ok(Arc::clone(&self.0))
        }

        async fn search(
            &self,
            _: &Scope,
            _: &str,
            _: usize,
        ) -> Result<Vec<ScoredMemory>, StoreError> {
            ready(Err(StoreError::Overloaded)).await
        }

        async fn learn(
            &self,
            _: &Scope,
            _: &Call,
            _: Option<Timestamp>,
        ) -> Result<IngestOutcome, StoreError> {
            ready(Err(StoreError::Overloaded)).await
        }

        async fn ready(&self) -> Result<(), StoreError> {
            ready(Err(StoreError::Overloaded)).await
        }
    }

    fn bees(expires_at: Timestamp) -> Memory {
        Memory {
            id: MemoryId::generate(),
            text: "Keeps three bees".into(),
            kind: MemoryKind::Factual {
                subject: Subject::Caller,
            },
            created_at: Timestamp::UNIX_EPOCH,
            updated_at: Timestamp::UNIX_EPOCH,
            expires_at: Some(expires_at),
            source: None,
            reinforced: 0,
        }
    }

    fn robin() -> Scope {
        Scope {
            caller: CallerId::parse("+12025550143", None).unwrap(),
            agent: None,
        }
    }

    /// A store that has been asked what it knows, which is this.
    async fn rung(memories: Vec<Memory>) -> CachedStore<HandsOver> {
        let record = CallerRecord {
            memories,
            ..CallerRecord::default()
        };
        let store = CachedStore::new(HandsOver(Arc::new(record)), CacheConfig::default());
        store.recall(&robin()).await.unwrap();
        store
    }

    #[tokio::test]
    async fn a_memory_that_ends_during_the_call_is_not_found_any_more() {
        let now = Timestamp::now();
        let lasting = bees(now + 1.hour());
        let store = rung(vec![bees(now - 1.hour()), lasting.clone()]).await;
        let found = store.search(&robin(), "bees", 3).await.unwrap();
        let found: Vec<&Memory> = found.iter().map(|hit| &hit.memory).collect();
        assert_eq!(found, [&lasting]);
    }

    #[tokio::test]
    async fn nothing_is_found_for_nothing_asked() {
        let store = rung(vec![bees(Timestamp::MAX)]).await;
        for (query, limit) in [("bees", 0), ("", 3), (" ", 3)] {
            assert_eq!(store.search(&robin(), query, limit).await.unwrap(), []);
        }
    }

    #[tokio::test]
    async fn without_a_copy_the_store_behind_is_asked_and_its_failure_told() {
        let store = CachedStore::new(HandsOver(Arc::default()), CacheConfig::default());
        let refused = store.search(&robin(), "bees", 3).await;
        assert!(matches!(refused, Err(StoreError::Overloaded)));
        assert!(store.ready().await.is_err());
    }
}
