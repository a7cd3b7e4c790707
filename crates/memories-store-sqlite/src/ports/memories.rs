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

use crate::{
    error::Error,
    read::{SearchRequest, load_as_of},
    store::SqliteStore,
    tables::{history, partitions, warnings},
    write,
};

#[async_trait]
impl MemoryReader for SqliteStore {
    /// Derives what is true in the reader's thread, because that takes milliseconds for a large
    /// record, and builds the index for the searches of this call after the reply.
    async fn load(&self, scope: &Scope) -> Result<Arc<CallerRecord>, StoreError> {
        let (loaded, now) = (scope.clone(), self.clock.now());
        let (cache, indexing) = (self.cache.clone(), self.cache.clone());
        let indexed = scope.clone();
        let record = self
            .readers
            .read_then(
                move |connection| {
                    let record = cache.load(connection, &loaded, now)?;
                    if let Some(record) = &record {
                        record.indexed().record().derive_knowledge();
                    }
                    Ok(record)
                },
                move |record| {
                    if let Some(record) = record {
                        indexing.build_index_if_cached(&indexed, &record);
                    }
                },
            )
            .await?;
        Ok(record.map_or_else(Arc::default, |record| Arc::clone(record.indexed().record())))
    }

    async fn search(
        &self,
        scope: &Scope,
        query: &str,
        limit: usize,
    ) -> Result<Vec<ScoredMemory>, StoreError> {
        let request = self.request(scope, query, limit);
        Ok(self.evaluate(request, SearchRequest::search).await?)
    }

    async fn ready(&self) -> Result<(), StoreError> {
        if self.writer.is_shut_down() {
            return Err(Error::ShutDown.into());
        }
        Ok(self.readers.read(partitions::check).await?)
    }
}

#[async_trait]
impl MemoryWriter for SqliteStore {
    async fn ingest(
        &self,
        scope: &Scope,
        extracted: ExtractedCall,
    ) -> Result<IngestOutcome, StoreError> {
        let now = self.clock.now();
        let job = move |connection: &_, scope: &_| write::ingest(connection, scope, extracted, now);
        Ok(self.write(scope, job).await?)
    }

    /// Also purges old warnings. The history of a purged memory retains that it existed and
    /// expired, without its texts.
    async fn purge_expired(&self) -> Result<usize, StoreError> {
        let now = self.clock.now();
        let calls = self.purge_in_batches(write::purge_call_texts, now).await?;
        let memories = self.purge_in_batches(write::purge_memories, now).await?;
        let overruled = self.purge_in_batches(write::purge_overruled, now).await?;
        let purge_warnings = move |connection: &_| warnings::purge(connection, now);
        let warnings = self.writer.write(purge_warnings).await?;
        if calls + memories + overruled + warnings > 0 {
            // Truncates the write-ahead log, which still contains the texts.
            self.writer.erase(|_| Ok(())).await?;
        }
        Ok(memories)
    }
}

#[async_trait]
impl MemoryAdmin for SqliteStore {
    /// Exact, except that what was imported after several calls had stated it is known as a whole.
    async fn load_as_of(
        &self,
        scope: &Scope,
        at: Timestamp,
    ) -> Result<Arc<CallerRecord>, StoreError> {
        let (scope, now) = (scope.clone(), self.clock.now());
        let job = move |connection: &_| load_as_of(connection, &scope, at, now);
        Ok(Arc::new(self.readers.read(job).await?))
    }

    async fn add(&self, scope: &Scope, new: NewMemory) -> Result<Memory, StoreError> {
        let now = self.clock.now();
        let job = move |connection: &_, scope: &_| write::add(connection, scope, new, now);
        Ok(self.write(scope, job).await?)
    }

    async fn update(
        &self,
        scope: &Scope,
        id: &MemoryId,
        update: MemoryUpdate,
    ) -> Result<Memory, StoreError> {
        let (id, now) = (id.clone(), self.clock.now());
        let job =
            move |connection: &_, scope: &_| write::update(connection, scope, &id, update, now);
        Ok(self.write(scope, job).await?)
    }

    async fn delete(&self, scope: &Scope, id: &MemoryId) -> Result<(), StoreError> {
        let (id, now) = (id.clone(), self.clock.now());
        let job = move |connection: &_, scope: &_| write::delete(connection, scope, &id, now);
        Ok(self.write(scope, job).await?)
    }

    async fn history(
        &self,
        scope: &Scope,
        id: Option<&MemoryId>,
    ) -> Result<Vec<HistoryEntry>, StoreError> {
        let (scope, id) = (scope.clone(), id.cloned());
        let job = move |connection: &_| match partitions::find(connection, &scope)? {
            Some(version) => history::list(connection, version.partition, id.as_ref()),
            None => Ok(Vec::new()),
        };
        Ok(self.readers.read(job).await?)
    }

    /// Content is overwritten in the file, removed from the write-ahead log that contained it,
    /// and dropped from the cache.
    async fn forget(
        &self,
        project: &ProjectId,
        caller: &CallerId,
    ) -> Result<ErasureReport, StoreError> {
        let report = {
            let (project, caller) = (project.clone(), caller.clone());
            let job = move |connection: &_| write::forget_memories(connection, &project, &caller);
            self.writer.erase(job).await?
        };
        self.cache.remove_caller(project, caller);
        Ok(report)
    }

    /// Skips memories that are present, by id or as duplicates, and expired ones. Imports in
    /// batches, between which others write; after a failure the import can be repeated.
    async fn import(&self, scope: &Scope, memories: Vec<Memory>) -> Result<usize, StoreError> {
        let now = self.clock.now();
        let mut imported = 0;
        for batch in memories.chunks(write::IMPORT_BATCH) {
            let batch = batch.to_vec();
            let job =
                move |connection: &_, scope: &_| write::import(connection, scope, &batch, now);
            imported += self.write(scope, job).await?;
        }
        Ok(imported)
    }

    async fn explain(
        &self,
        scope: &Scope,
        query: &str,
        limit: usize,
    ) -> Result<Vec<ExplainedMemory>, StoreError> {
        let request = self.request(scope, query, limit);
        Ok(self.evaluate(request, SearchRequest::explain).await?)
    }
}

impl SqliteStore {
    fn request(&self, scope: &Scope, query: &str, limit: usize) -> SearchRequest {
        SearchRequest {
            scope: scope.clone(),
            query: query.to_owned(),
            limit,
            now: self.clock.now(),
            time_zone: self.time_zone.clone(),
        }
    }
}
