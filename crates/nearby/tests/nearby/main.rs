//! Copies through the public ports, in front of a Mem0-compatible server and of
//! SQLite.

#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

mod copies;
mod stories;
#[path = "../../../memories-store-sqlite/tests/sqlite/story/mod.rs"]
mod story;

use memories_store_sqlite::SqliteStore;
use tempfile::TempDir;

/// A new store in a directory that goes with it.
fn sqlite() -> (SqliteStore, TempDir) {
    let directory = tempfile::tempdir().unwrap();
    let store =
        SqliteStore::open(directory.path(), memories_store_sqlite::Options::default()).unwrap();
    (store, directory)
}
