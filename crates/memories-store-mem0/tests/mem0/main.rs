//! The store through its ports, in front of a server with the Mem0 Platform's API.

#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

mod administration;
mod completeness;
mod crashing_ledger;
mod ingestion;
mod outages;
mod reading;

use std::{sync::Arc, time::Duration};

use mem0_server::{Mem0Server, Options, ReceivedRequest};
use memories_domain::{
    Call, CallerRecord, Scope,
    ports::{IngestOutcome, MemoryReader, MemoryWriter, StoreError},
};
use memories_store_mem0::{CircuitBreakerConfig, Mem0Options, Mem0Store};
use store_conformance::fixtures::extracted;

use crashing_ledger::CrashingLedger;

const KEY: &str = "m0-test-key";

const LIST: &str = "/v3/memories/";
const SEARCH: &str = "/v3/memories/search/";
const ADD: &str = "/v3/memories/add/";

/// A platform with a store in front of it.
struct Mem0 {
    server: Mem0Server,
    store: Mem0Store,
    ledger: Arc<CrashingLedger>,
}

/// Options for a server whose memories are visible at once.
fn options(server: &Mem0Server) -> Mem0Options {
    Mem0Options {
        base_url: Some(server.url()),
        timeout: Duration::from_secs(5),
        consistency_window: Duration::ZERO,
        circuit_breaker: CircuitBreakerConfig {
            min_open: Duration::from_mins(5),
            max_open: Duration::from_mins(5),
            ..CircuitBreakerConfig::default()
        },
        ..Mem0Options::new(KEY.into())
    }
}

async fn mem0() -> Mem0 {
    mem0_with(|options| options).await
}

async fn mem0_with(change: impl FnOnce(Mem0Options) -> Mem0Options) -> Mem0 {
    Mem0::start(Options::default(), change).await
}

impl Mem0 {
    async fn start(server: Options, change: impl FnOnce(Mem0Options) -> Mem0Options) -> Self {
        let server = Mem0Server::start(Options {
            key: Some(KEY.to_owned()),
            ..server
        })
        .await
        .unwrap();
        let ledger = Arc::new(CrashingLedger::default());
        let store = Mem0Store::new(change(options(&server)), ledger.clone()).unwrap();
        Self {
            server,
            store,
            ledger,
        }
    }

    async fn try_ingest(&self, scope: &Scope, call: &Call) -> Result<IngestOutcome, StoreError> {
        self.store.ingest(scope, extracted(call)).await
    }

    async fn ingest(&self, scope: &Scope, call: &Call) -> IngestOutcome {
        self.try_ingest(scope, call).await.unwrap()
    }

    async fn load(&self, scope: &Scope) -> CallerRecord {
        CallerRecord::clone(&*self.store.load(scope).await.unwrap())
    }

    fn received(&self, path: &str) -> Vec<ReceivedRequest> {
        let mut received = self.server.received();
        received.retain(|request| request.path == path);
        received
    }

    /// The bodies of all adds.
    fn adds(&self) -> Vec<serde_json::Value> {
        let adds = self.received(ADD).into_iter();
        adds.map(|add| add.body).collect()
    }
}

/// What an ingestion changed, except for removed memories.
const fn ingested(added: usize, updated: usize, confirmed: usize) -> IngestOutcome {
    IngestOutcome::Ingested {
        added,
        updated,
        confirmed,
        removed: 0,
    }
}
