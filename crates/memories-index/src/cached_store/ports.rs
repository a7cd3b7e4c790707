use std::sync::Arc;

use async_trait::async_trait;
use jiff::Timestamp;
use memories_domain::{
    CallerId, CallerRecord, Memory, MemoryId, ProjectId, Scope, ScoredMemory,
    ports::{
        ErasureReport, ExplainedMemory, ExtractedCall, HistoryEntry, IngestOutcome, MemoryAdmin,
        MemoryReader, MemoryUpdate, MemoryWriter, NewMemory, StoreError,
    },
};
use tokio::task::spawn_blocking;

use super::{CachedStore, fetched::FetchedRecord};
use crate::{IndexedRecord, SearchQuery};

#[async_trait]
impl<S: MemoryReader> MemoryReader for CachedStore<S> {
    /// Fetches the record, caches it and indexes it in the background, for the searches that
    /// follow a ring.
    async fn load(&self, scope: &Scope) -> Result<Arc<CallerRecord>, StoreError> {
        let fetched = self.fetch(scope).await?;
        let record = Arc::clone(fetched.indexed().record());
        let (records, scope) = (Arc::clone(&self.records), scope.clone());
        spawn_blocking(move || records.build_index_if_cached(&scope, &fetched));
        Ok(record)
    }

    /// Searches the record that the last `load` cached, if there is one.
    async fn search(
        &self,
        scope: &Scope,
        query: &str,
        limit: usize,
    ) -> Result<Vec<ScoredMemory>, StoreError> {
        let Some(cached) = self.records.get(scope) else {
            return self.inner.search(scope, query, limit).await;
        };
        let (query, zone) = (query.to_owned(), self.records.config().time_zone.clone());
        self.on_indexed(scope, cached, move |indexed| {
            let query = SearchQuery::new(&query).in_time_zone(zone);
            indexed.search(query, Timestamp::now(), limit)
        })
        .await
    }

    async fn ready(&self) -> Result<(), StoreError> {
        self.inner.ready().await
    }
}

#[async_trait]
impl<S: MemoryWriter> MemoryWriter for CachedStore<S> {
    async fn ingest(
        &self,
        scope: &Scope,
        extracted: ExtractedCall,
    ) -> Result<IngestOutcome, StoreError> {
        let _invalidation = self.records.invalidate(|cached| cached == scope);
        self.inner.ingest(scope, extracted).await
    }

    /// Invalidates nothing: a search of a cached record leaves out expired memories.
    async fn purge_expired(&self) -> Result<usize, StoreError> {
        self.inner.purge_expired().await
    }
}

#[async_trait]
impl<S: MemoryAdmin> MemoryAdmin for CachedStore<S> {
    async fn load_as_of(
        &self,
        scope: &Scope,
        at: Timestamp,
    ) -> Result<Arc<CallerRecord>, StoreError> {
        self.inner.load_as_of(scope, at).await
    }

    async fn add(&self, scope: &Scope, new: NewMemory) -> Result<Memory, StoreError> {
        let _invalidation = self.records.invalidate(|cached| cached == scope);
        self.inner.add(scope, new).await
    }

    async fn update(
        &self,
        scope: &Scope,
        id: &MemoryId,
        update: MemoryUpdate,
    ) -> Result<Memory, StoreError> {
        let _invalidation = self.records.invalidate(|cached| cached == scope);
        self.inner.update(scope, id, update).await
    }

    async fn delete(&self, scope: &Scope, id: &MemoryId) -> Result<(), StoreError> {
        let _invalidation = self.records.invalidate(|cached| cached == scope);
        self.inner.delete(scope, id).await
    }

    async fn history(
        &self,
        scope: &Scope,
        id: Option<&MemoryId>,
    ) -> Result<Vec<HistoryEntry>, StoreError> {
        self.inner.history(scope, id).await
    }

    async fn forget(
        &self,
        project: &ProjectId,
        caller: &CallerId,
    ) -> Result<ErasureReport, StoreError> {
        let _invalidation = self
            .records
            .invalidate(|cached| cached.project == *project && cached.caller == *caller);
        self.inner.forget(project, caller).await
    }

    async fn import(&self, scope: &Scope, memories: Vec<Memory>) -> Result<usize, StoreError> {
        let _invalidation = self.records.invalidate(|cached| cached == scope);
        self.inner.import(scope, memories).await
    }

    /// Explains the ranking of this cache's index, which answers the searches of a call, also
    /// where the inner store cannot explain its own.
    async fn explain(
        &self,
        scope: &Scope,
        query: &str,
        limit: usize,
    ) -> Result<Vec<ExplainedMemory>, StoreError> {
        let record = match self.records.get(scope) {
            Some(cached) => cached,
            None => self.fetch(scope).await?,
        };
        let (query, zone) = (query.to_owned(), self.records.config().time_zone.clone());
        self.on_indexed(scope, record, move |indexed| {
            let query = SearchQuery::new(&query).in_time_zone(zone);
            indexed.explain(query, Timestamp::now(), limit)
        })
        .await
    }
}

impl<S: MemoryReader> CachedStore<S> {
    async fn fetch(&self, scope: &Scope) -> Result<FetchedRecord, StoreError> {
        let fetch = self.records.begin_fetch(scope);
        let record = self.inner.load(scope).await?;
        Ok(fetch.finish(&record))
    }

    /// Runs `work` on a record's index, on a thread of its own: the first search has to build
    /// the index.
    async fn on_indexed<T: Send + 'static>(
        &self,
        scope: &Scope,
        record: FetchedRecord,
        work: impl FnOnce(&IndexedRecord) -> T + Send + 'static,
    ) -> Result<T, StoreError> {
        let (records, scope) = (Arc::clone(&self.records), scope.clone());
        let work = move || {
            records.build_index(&scope, &record);
            work(record.indexed())
        };
        spawn_blocking(work).await.map_err(StoreError::internal)
    }
}

#[cfg(test)]
mod tests;
