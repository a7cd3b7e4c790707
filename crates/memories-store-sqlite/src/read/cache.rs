//! Records of recent callers in memory.

use std::sync::Arc;

use jiff::Timestamp;
use memories_domain::{CallerId, ProjectId, Scope};
use memories_index::{CachedRecord, EmbeddingMap, RecordCache};
use rusqlite::Connection;

use super::record;
use crate::{
    clock::is_expired,
    error::Error,
    semantic::Embedder,
    tables::{
        embeddings::{self, Model},
        partitions::{self, Version},
    },
};

/// When a cached record is current: in one version of its partition, and until something in it
/// expires. Every read looks up the version, so that changes by other processes are seen at once.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Validity {
    version: Version,
    until: Option<Timestamp>,
}

impl Validity {
    fn is_current(&self, version: Version, now: Timestamp) -> bool {
        self.version == version && !is_expired(self.until, now)
    }
}

/// Reads records, and caches them. Clones are handles to the same cache.
#[derive(Clone)]
pub(crate) struct PartitionCache {
    records: Arc<RecordCache<Validity>>,
    /// The model whose embeddings are read with the memories.
    model: Option<Model>,
    /// Informed of partitions with missing embeddings.
    embedder: Option<Embedder>,
}

impl PartitionCache {
    pub(crate) fn new(max_bytes: u64, model: Option<Model>, embedder: Option<Embedder>) -> Self {
        Self {
            records: Arc::new(RecordCache::new(max_bytes)),
            model,
            embedder,
        }
    }

    /// The current record of a scope, from memory if it has not changed; `None` for an unknown
    /// caller.
    pub(crate) fn load(
        &self,
        connection: &Connection,
        scope: &Scope,
        now: Timestamp,
    ) -> Result<Option<CachedRecord<Validity>>, Error> {
        let Some(version) = partitions::find(connection, scope)? else {
            // Another process may have erased the caller.
            self.records.remove(scope);
            return Ok(None);
        };
        let cached = self.records.get(scope);
        if let Some(cached) = &cached
            && cached.validator().is_current(version, now)
        {
            return Ok(Some(cached.clone()));
        }
        let read = record::read(connection, version.partition, now)?;
        let validity = Validity {
            version,
            until: read.valid_until,
        };
        let previous =
            cached.filter(|cached| cached.validator().version.partition == version.partition);
        let current = CachedRecord::new(
            Arc::new(read.record),
            self.embeddings(connection, scope, version)?,
            validity,
            previous.as_ref(),
        );
        self.records.insert(scope.clone(), current.clone());
        Ok(Some(current))
    }

    fn embeddings(
        &self,
        connection: &Connection,
        scope: &Scope,
        version: Version,
    ) -> Result<EmbeddingMap, Error> {
        let Some(model) = self.model else {
            return Ok(EmbeddingMap::default());
        };
        if let Some(embedder) = &self.embedder
            && !embeddings::is_complete(connection, version, model)?
        {
            // Another process may have added memories.
            embedder.enqueue(scope);
        }
        embeddings::load(connection, version.partition, model)
    }

    pub(crate) fn build_index(&self, scope: &Scope, record: &CachedRecord<Validity>) {
        self.records.build_index(scope, record);
    }

    /// Builds the index for searches that are expected, unless the record is too large to be
    /// cached until then.
    pub(crate) fn build_index_if_cached(&self, scope: &Scope, record: &CachedRecord<Validity>) {
        self.records.build_index_if_cached(scope, record);
    }

    pub(crate) fn remove_caller(&self, project: &ProjectId, caller: &CallerId) {
        self.records
            .retain(|scope, _| scope.project != *project || scope.caller != *caller);
    }

    #[cfg(test)]
    pub(crate) fn size_in_bytes(&self) -> u64 {
        self.records.size_in_bytes()
    }
}
