//! The memory ports on the Mem0 Platform.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::{sync::Arc, time::Duration};

use mem0_server::Mem0Server;
use memories_store_mem0::{Mem0Options, Mem0Store};
use store_conformance::{InMemoryLedger, memory_store_conformance};

memory_store_conformance!(crate::open, differences: [
    ExtractsByItself,
    DoesNotConfirm,
    ExpiresByDay,
    ImportsAsNew,
    KeepsItsOwnHistory,
    DoesNotCountErasedHistory,
    DoesNotMoveCalls,
    CannotExplain,
]);

async fn open() -> (Mem0Store, Mem0Server) {
    let server = Mem0Server::start(mem0_server::Options::default())
        .await
        .unwrap();
    let options = Mem0Options {
        base_url: Some(server.url()),
        consistency_window: Duration::ZERO,
        ..Mem0Options::new("m0-test-key".into())
    };
    let store = Mem0Store::new(options, Arc::new(InMemoryLedger::default())).unwrap();
    (store, server)
}
