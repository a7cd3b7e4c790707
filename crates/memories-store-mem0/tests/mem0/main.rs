//! The store through its public ports, on a server that is compatible with the
//! Mem0 Platform.

#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

mod failing;
mod learning;
mod notes;
mod recalling;
mod stories;
#[allow(dead_code, reason = "not every story can be told of the platform")]
#[path = "../../../memories-store-sqlite/tests/sqlite/story/mod.rs"]
mod story;

use std::{sync::Arc, time::Duration};

use mem0_server::{Mem0Server, Options, Received};
use memories_store_mem0::{CircuitSettings, Mem0Options, Mem0Store};

use notes::Notes;

const KEY: &str = "m0-test-key";

const LIST: &str = "/v3/memories/";
const SEARCH: &str = "/v3/memories/search/";
const ADD: &str = "/v3/memories/add/";

/// A platform and a store on it.
struct Mem0 {
    server: Mem0Server,
    store: Mem0Store,
    notes: Arc<Notes>,
}

/// What the tests expect of a platform: it answers soon, and nothing lags.
fn options(server: &Mem0Server) -> Mem0Options {
    Mem0Options {
        base_url: Some(server.url()),
        timeout: Duration::from_secs(5),
        settling: Duration::ZERO,
        circuit: CircuitSettings {
            first_pause: Duration::from_mins(5),
            longest_pause: Duration::from_mins(5),
            ..CircuitSettings::default()
        },
        ..Mem0Options::new(KEY.into())
    }
}

async fn mem0() -> Mem0 {
    mem0_with(|options| options).await
}

async fn mem0_with(change: impl FnOnce(Mem0Options) -> Mem0Options) -> Mem0 {
    let server = Mem0Server::start(Options {
        key: Some(KEY.to_owned()),
        ..Options::default()
    })
    .await
    .unwrap();
    let notes = Arc::new(Notes::default());
    let store = Mem0Store::new(change(options(&server)), notes.clone()).unwrap();
    Mem0 {
        server,
        store,
        notes,
    }
}

impl Mem0 {
    fn received(&self, path: &str) -> Vec<Received> {
        let mut received = self.server.received();
        received.retain(|request| request.path == path);
        received
    }
}
