use std::sync::{Arc, Mutex, PoisonError};

use memories_domain::{CallerRecord, Scope, ports::StoreError};
use quick_cache::{Weighter, unsync::Cache};
use tokio::task::spawn_blocking;

/// So many memories are cached, about 50 MB.
const MAX_MEMORIES: u64 = 50_000;
/// The number of persons that this is, about.
const TYPICAL_PERSONS: usize = 500;

/// Caches the records of persons who are known by several ids, so that what is true is derived once
/// for each state of them, as it is for a single caller's.
pub(super) struct MergedRecords(Mutex<Cache<Scope, Merged, MemoryCount>>);

#[derive(Clone)]
struct Merged {
    /// What it was merged from. A reader returns another `Arc` once a record has changed.
    parts: Vec<Arc<CallerRecord>>,
    record: Arc<CallerRecord>,
}

impl MergedRecords {
    /// The merged record of `parts`, with its knowledge.
    pub(super) async fn get(
        &self,
        scope: &Scope,
        parts: Vec<Arc<CallerRecord>>,
    ) -> Result<Arc<CallerRecord>, StoreError> {
        let previous = self.cached(scope);
        if let Some(cached) = previous.as_ref().filter(|cached| cached.is_of(&parts)) {
            return Ok(Arc::clone(&cached.record));
        }
        // Deriving takes milliseconds for a large record.
        let merging = spawn_blocking(move || {
            let record = CallerRecord::merged(&parts);
            match previous {
                Some(previous) => record.derive_knowledge_from(&previous.record),
                None => record.derive_knowledge(),
            }
            Merged {
                parts,
                record: Arc::new(record),
            }
        });
        let merged = merging
            .await
            .map_err(|error| StoreError::Internal(Box::new(error)))?;
        let record = Arc::clone(&merged.record);
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(scope.clone(), merged);
        Ok(record)
    }

    fn cached(&self, scope: &Scope) -> Option<Merged> {
        let cache = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        cache.get(scope).cloned()
    }
}

impl Default for MergedRecords {
    fn default() -> Self {
        let cache = Cache::with_weighter(TYPICAL_PERSONS, MAX_MEMORIES, MemoryCount);
        Self(Mutex::new(cache))
    }
}

impl Merged {
    fn is_of(&self, parts: &[Arc<CallerRecord>]) -> bool {
        self.parts.len() == parts.len()
            && self
                .parts
                .iter()
                .zip(parts)
                .all(|(one, other)| Arc::ptr_eq(one, other))
    }
}

#[derive(Clone)]
struct MemoryCount;

impl Weighter<Scope, Merged> for MemoryCount {
    fn weight(&self, _: &Scope, merged: &Merged) -> u64 {
        // An entry without weight would never be evicted.
        u64::try_from(merged.record.memories.len())
            .unwrap_or(u64::MAX)
            .max(1)
    }
}
