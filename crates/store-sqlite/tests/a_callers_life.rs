//! The stories that any store has to fulfil, on SQLite.

mod story;

/// A new store in a directory that goes with it.
fn open() -> (store_sqlite::SqliteStore, tempfile::TempDir) {
    let directory = tempfile::tempdir().unwrap();
    let options = store_sqlite::Options::default();
    let store = store_sqlite::SqliteStore::open(directory.path(), options).unwrap();
    (store, directory)
}

memory_store_story!(crate::open);
memory_curation_story!(crate::open);
