mod config;
mod fetched;
mod ports;

use std::{fmt, sync::Arc};

pub use config::CacheConfig;
use fetched::FetchedRecords;

/// A cache in front of a remote store.
///
/// It implements [`MemoryReader`](memories_domain::ports::MemoryReader),
/// [`MemoryWriter`](memories_domain::ports::MemoryWriter) and
/// [`MemoryAdmin`](memories_domain::ports::MemoryAdmin) as far as `S` does, by delegation.
///
/// A load caches the caller's record for the rest of the call. Searches of that call are then
/// answered from an index in memory: at once, exactly, and also while the remote store is down.
/// Without a cached record, or with one that is too old, the remote store searches.
///
/// The cost is memory, and that memories which another process adds during the call are not found
/// before the next load: several processes in front of one store do not invalidate each other's
/// caches.
///
/// Every write through this store invalidates the records that it affects when it begins, and
/// again when it ends or is cancelled. The result of a fetch that was in flight meanwhile is
/// returned, but not cached.
///
/// Clones share the cache.
#[derive(Clone)]
pub struct CachedStore<S> {
    inner: S,
    records: Arc<FetchedRecords>,
}

impl<S> CachedStore<S> {
    pub fn new(inner: S, config: CacheConfig) -> Self {
        Self {
            inner,
            records: Arc::new(FetchedRecords::new(config)),
        }
    }
}

impl<S: fmt::Debug> fmt::Debug for CachedStore<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CachedStore")
            .field("inner", &self.inner)
            .field("config", &self.records.config())
            .finish_non_exhaustive()
    }
}
