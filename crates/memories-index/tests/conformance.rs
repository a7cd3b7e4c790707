//! The memory ports behind a cache.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::{sync::Arc, time::Duration};

use mem0_server::Mem0Server;
use memories_index::{CacheConfig, CachedStore};
use memories_store_mem0::{Mem0Options, Mem0Store};
use memories_store_sqlite::SqliteStore;
use store_conformance::InMemoryLedger;
use tempfile::TempDir;

mod sqlite {
    store_conformance::memory_store_conformance!(crate::open_sqlite);
}

mod mem0 {
    store_conformance::memory_store_conformance!(crate::open_mem0, differences: [
        ExtractsByItself,
        DoesNotConfirm,
        ExpiresByDay,
        ImportsAsNew,
        KeepsItsOwnHistory,
        DoesNotCountErasedHistory,
        DoesNotMoveCalls,
    ]);
}

#[allow(
    clippy::unused_async,
    reason = "the conformance tests open stores asynchronously"
)]
async fn open_sqlite() -> (CachedStore<SqliteStore>, TempDir) {
    let directory = tempfile::tempdir().unwrap();
    let options = memories_store_sqlite::Options::default();
    let store = SqliteStore::open(directory.path(), options).unwrap();
    (CachedStore::new(store, CacheConfig::default()), directory)
}

async fn open_mem0() -> (CachedStore<Mem0Store>, Mem0Server) {
    let server = Mem0Server::start(mem0_server::Options::default())
        .await
        .unwrap();
    let options = Mem0Options {
        base_url: Some(server.url()),
        consistency_window: Duration::ZERO,
        ..Mem0Options::new("m0-test-key".into())
    };
    let store = Mem0Store::new(options, Arc::new(InMemoryLedger::default())).unwrap();
    (CachedStore::new(store, CacheConfig::default()), server)
}
