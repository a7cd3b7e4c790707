//! The stories that every store has to live up to: copies must not show.

use memories_store_sqlite::SqliteStore;
use nearby::{CacheConfig, CachedStore};
use tempfile::TempDir;

use crate::sqlite;

fn open() -> (CachedStore<SqliteStore>, TempDir) {
    let (store, directory) = sqlite();
    (CachedStore::new(store, CacheConfig::default()), directory)
}

crate::memory_store_story!(super::open);
crate::memory_curation_story!(super::open);
