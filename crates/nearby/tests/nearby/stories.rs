//! The stories that every store has to live up to: copies must not show.

use memories_store_sqlite::SqliteStore;
use nearby::{Limits, Nearby};
use tempfile::TempDir;

use crate::sqlite;

fn open() -> (Nearby<SqliteStore>, TempDir) {
    let (store, directory) = sqlite();
    (Nearby::new(store, Limits::default()), directory)
}

crate::memory_store_story!(super::open);
crate::memory_curation_story!(super::open);
