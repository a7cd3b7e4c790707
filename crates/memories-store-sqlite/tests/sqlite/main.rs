//! The store through its public ports, on a real file.

#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

mod a_callers_life;
mod durability;
mod fake_encoder;
mod forgetting;
mod inbox;
mod isolation;
mod ledger;
mod meaning;
mod story;

/// A new store in a directory that goes with it.
fn open() -> (memories_store_sqlite::SqliteStore, tempfile::TempDir) {
    let directory = tempfile::tempdir().unwrap();
    let options = memories_store_sqlite::Options::default();
    let store = memories_store_sqlite::SqliteStore::open(directory.path(), options).unwrap();
    (store, directory)
}
