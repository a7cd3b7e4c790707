use std::{
    fmt, mem,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use memories_domain::{CallerRecord, Scope};
use quick_cache::{
    DefaultHashBuilder, OptionsBuilder, Weighter,
    sync::{Cache, DefaultLifecycle},
};

use crate::{EmbeddingMap, IndexedRecord};

/// The size of a caller with a hundred memories, about.
const TYPICAL_RECORD_BYTES: u64 = 64 << 10;

/// Indexed records in memory, bounded by bytes.
///
/// `V` is the validator of a cached record, from which the user of the cache decides whether the
/// record is still current: the version that was read from the database, or the time of a fetch.
/// The cache does not validate entries: [`get`](Self::get) returns outdated records, too, because
/// the index of the next state is updated from theirs.
///
/// A record's life in the cache:
/// 1. [`CachedRecord::new`] makes an entry of a newly read record.
/// 2. [`insert`](Self::insert) puts it into the cache.
/// 3. [`build_index`](Self::build_index) or
///    [`build_index_if_cached`](Self::build_index_if_cached) builds its index, and the entry
///    weighs more from then on.
///
/// An index must not be built by a search on a cached record that skips the third step, or its
/// bytes are not counted.
pub struct RecordCache<V> {
    cache: Cache<Scope, CachedRecord<V>, ByteWeighter>,
    /// Makes a lookup and the change that depends on it atomic: a removed record is not inserted
    /// again when its index is built.
    changes: Mutex<()>,
}

/// One state of a caller's record, with its validator.
#[derive(Clone)]
pub struct CachedRecord<V> {
    indexed: Arc<IndexedRecord>,
    validator: V,
    /// Fixed while the entry is in the cache, which requires a constant weight.
    bytes: u64,
}

impl<V: Clone> RecordCache<V> {
    #[must_use]
    pub fn new(max_bytes: u64) -> Self {
        let capacity = usize::try_from(max_bytes / TYPICAL_RECORD_BYTES)
            .unwrap_or(usize::MAX)
            .max(1);
        let options = OptionsBuilder::new()
            // The shards divide the bytes among them: with one per core, the largest records
            // would fit in none.
            .shards(1)
            .estimated_items_capacity(capacity)
            .weight_capacity(max_bytes)
            .build();
        let cache = match options {
            Ok(options) => Cache::with_options(
                options,
                ByteWeighter,
                DefaultHashBuilder::default(),
                DefaultLifecycle::default(),
            ),
            Err(_) => Cache::with_weighter(capacity, max_bytes, ByteWeighter),
        };
        Self {
            cache,
            changes: Mutex::default(),
        }
    }

    /// The cached state, which may be outdated: compare its validator.
    #[must_use]
    pub fn get(&self, scope: &Scope) -> Option<CachedRecord<V>> {
        self.cache.get(scope)
    }

    pub fn insert(&self, scope: Scope, entry: CachedRecord<V>) {
        let _changes = self.lock();
        self.cache.insert(scope, entry);
    }

    /// Builds the index of an entry, unless it is built, and updates the entry's weight if it
    /// is in the cache. Takes some milliseconds for thousands of memories.
    pub fn build_index(&self, scope: &Scope, entry: &CachedRecord<V>) {
        if entry.indexed.is_indexed() {
            return;
        }
        entry.indexed.build_index();
        let _changes = self.lock();
        if self.is_cached(scope, entry) {
            let resized = CachedRecord::weigh(Arc::clone(&entry.indexed), entry.validator.clone());
            self.cache.insert(scope.clone(), resized);
        }
    }

    /// Builds the index for searches that are expected soon. Does nothing if those would not
    /// find the entry in the cache.
    pub fn build_index_if_cached(&self, scope: &Scope, entry: &CachedRecord<V>) {
        if self.is_cached(scope, entry) {
            self.build_index(scope, entry);
        }
    }

    pub fn remove(&self, scope: &Scope) {
        let _changes = self.lock();
        self.cache.remove(scope);
    }

    /// Removes the entries for which `keep` returns `false`.
    pub fn retain(&self, keep: impl Fn(&Scope, &V) -> bool) {
        let _changes = self.lock();
        self.cache
            .retain(|scope, entry| keep(scope, &entry.validator));
    }

    /// The bytes of all entries.
    #[must_use]
    pub fn size_in_bytes(&self) -> u64 {
        self.cache.weight()
    }

    fn is_cached(&self, scope: &Scope, entry: &CachedRecord<V>) -> bool {
        let cached = self.cache.peek(scope);
        cached.is_some_and(|cached| Arc::ptr_eq(&cached.indexed, &entry.indexed))
    }

    fn lock(&self) -> MutexGuard<'_, ()> {
        self.changes.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<V: Clone> fmt::Debug for RecordCache<V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RecordCache")
            .field("records", &self.cache.len())
            .field("bytes", &self.cache.weight())
            .finish_non_exhaustive()
    }
}

impl<V> CachedRecord<V> {
    /// An entry of a newly read record. Its index will be updated from that of `previous`,
    /// another state of the same caller's record.
    #[must_use]
    pub fn new(
        record: Arc<CallerRecord>,
        embeddings: EmbeddingMap,
        validator: V,
        previous: Option<&Self>,
    ) -> Self {
        let indexed = match previous {
            Some(previous) => previous.indexed.update(record),
            None => IndexedRecord::new(record),
        };
        Self::weigh(Arc::new(indexed.with_embeddings(embeddings)), validator)
    }

    fn weigh(indexed: Arc<IndexedRecord>, validator: V) -> Self {
        let bytes = indexed.size_in_bytes() + mem::size_of::<(Scope, Self)>();
        Self {
            bytes: bytes as u64,
            indexed,
            validator,
        }
    }

    #[must_use]
    pub const fn indexed(&self) -> &Arc<IndexedRecord> {
        &self.indexed
    }

    #[must_use]
    pub const fn validator(&self) -> &V {
        &self.validator
    }
}

#[derive(Clone)]
struct ByteWeighter;

impl<V> Weighter<Scope, CachedRecord<V>> for ByteWeighter {
    fn weight(&self, _: &Scope, entry: &CachedRecord<V>) -> u64 {
        entry.bytes
    }
}

#[cfg(test)]
mod tests;
