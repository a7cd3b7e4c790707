use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Instant,
};

use memories_domain::{CallerRecord, Scope};

use super::CacheConfig;
use crate::{CachedRecord, EmbeddingMap, RecordCache};

/// A record and the time of its fetch.
pub(super) type FetchedRecord = CachedRecord<Instant>;

/// Recently fetched records.
pub(super) struct FetchedRecords {
    config: CacheConfig,
    cache: RecordCache<Instant>,
    /// Locked while entries are inserted or invalidated, which makes the check of a fetch and
    /// the insertion of its result one step.
    in_flight: Mutex<InFlight>,
}

/// The fetches that have begun and were not invalidated since.
#[derive(Default)]
struct InFlight {
    next_id: u64,
    scopes: HashMap<u64, Scope>,
}

/// A fetch in flight. Its result is cached unless the scope is invalidated meanwhile.
pub(super) struct Fetch<'r> {
    records: &'r FetchedRecords,
    id: u64,
    scope: &'r Scope,
}

/// A write in progress, which invalidates the scopes that it affects. It may be cancelled, with an
/// unknown result, so they are invalidated again when it is dropped.
pub(super) struct InvalidationGuard<'r, F: Fn(&Scope) -> bool> {
    records: &'r FetchedRecords,
    affects: F,
}

impl FetchedRecords {
    pub(super) fn new(config: CacheConfig) -> Self {
        Self {
            cache: RecordCache::new(config.max_bytes),
            config,
            in_flight: Mutex::default(),
        }
    }

    pub(super) const fn config(&self) -> &CacheConfig {
        &self.config
    }

    /// The cached record, unless it is too old.
    pub(super) fn get(&self, scope: &Scope) -> Option<FetchedRecord> {
        let cached = self.cache.get(scope)?;
        if self.is_fresh(*cached.validator()) {
            return Some(cached);
        }
        self.remove_expired();
        None
    }

    pub(super) fn begin_fetch<'r>(&'r self, scope: &'r Scope) -> Fetch<'r> {
        let mut in_flight = self.lock();
        let id = in_flight.next_id;
        in_flight.next_id += 1;
        in_flight.scopes.insert(id, scope.clone());
        Fetch {
            records: self,
            id,
            scope,
        }
    }

    /// Invalidates the scopes that a write affects, now and when the guard is dropped: cached
    /// records and fetches in flight.
    pub(super) fn invalidate<F: Fn(&Scope) -> bool>(&self, affects: F) -> InvalidationGuard<'_, F> {
        self.remove_affected(&affects);
        InvalidationGuard {
            records: self,
            affects,
        }
    }

    /// Builds the index of a record, if it is still cached, for the searches of the call.
    pub(super) fn build_index_if_cached(&self, scope: &Scope, record: &FetchedRecord) {
        self.cache.build_index_if_cached(scope, record);
    }

    /// Builds the index of a record, if it is not built yet.
    pub(super) fn build_index(&self, scope: &Scope, record: &FetchedRecord) {
        self.cache.build_index(scope, record);
    }

    fn remove_affected(&self, affects: impl Fn(&Scope) -> bool) {
        let mut in_flight = self.lock();
        in_flight.scopes.retain(|_, scope| !affects(scope));
        self.cache.retain(|scope, _| !affects(scope));
    }

    /// Frees the memory of calls that ended long ago.
    fn remove_expired(&self) {
        self.cache
            .retain(|_, fetched_at| self.is_fresh(*fetched_at));
    }

    fn is_fresh(&self, fetched_at: Instant) -> bool {
        fetched_at.elapsed() < self.config.max_age
    }

    fn lock(&self) -> MutexGuard<'_, InFlight> {
        self.in_flight
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}

impl Fetch<'_> {
    /// Caches the result, unless the scope was invalidated since the fetch began.
    pub(super) fn finish(self, record: &Arc<CallerRecord>) -> FetchedRecord {
        let records = self.records;
        let previous = records.cache.get(self.scope);
        let fetched = CachedRecord::new(
            Arc::clone(record),
            EmbeddingMap::default(),
            Instant::now(),
            previous.as_ref(),
        );
        records.remove_expired();
        let in_flight = records.lock();
        if in_flight.scopes.contains_key(&self.id) {
            records.cache.insert(self.scope.clone(), fetched.clone());
        }
        drop(in_flight);
        fetched
    }
}

impl Drop for Fetch<'_> {
    fn drop(&mut self) {
        self.records.lock().scopes.remove(&self.id);
    }
}

impl<F: Fn(&Scope) -> bool> Drop for InvalidationGuard<'_, F> {
    fn drop(&mut self) {
        self.records.remove_affected(&self.affects);
    }
}

#[cfg(test)]
mod tests;
