//! The service with a store on a Mem0-compatible server.

mod ingesting;
mod outage;
mod reading;

use std::{sync::Arc, time::Duration};

use mem0_client::{AddRequest, Client, Entity, Message};
use mem0_server::{Mem0Server, ReceivedRequest};
use memories_index::{CacheConfig, CachedStore};
use memories_store_mem0::{CircuitBreakerConfig, Mem0Options, Mem0Store};
use serde_json::Value;

use crate::service::Service;

const CACHE_OFF: (&str, &str) = ("MEM0_CACHE", "false");

const KEY: &str = "m0-key-of-the-tests";
const ADD: &str = "/v3/memories/add/";
const LIST: &str = "/v3/memories/";
const SEARCH: &str = "/v3/memories/search/";

/// `MEMORY_TIMEOUT`, which is also the time limit of a request.
const TIMEOUT: &str = "0.5";

struct Mem0 {
    server: Mem0Server,
    service: Service,
}

impl Mem0 {
    async fn start() -> Self {
        Self::with(&[("MEMORY_TIMEOUT", TIMEOUT)], |options| options).await
    }

    /// With further variables and changed options. By default an added memory can be listed at once
    /// and the circuit breaker stays open only for a short time.
    async fn with(
        variables: &[(&str, &str)],
        change: impl FnOnce(Mem0Options) -> Mem0Options,
    ) -> Self {
        let server = Mem0Server::start(mem0_server::Options::default())
            .await
            .unwrap();
        let timeout = variables.iter().find(|(name, _)| *name == "MEMORY_TIMEOUT");
        let timeout = timeout.map_or(5.0, |(_, seconds)| seconds.parse().unwrap());
        let options = change(Mem0Options {
            base_url: Some(server.url()),
            timeout: Duration::from_secs_f64(timeout),
            consistency_window: Duration::ZERO,
            circuit_breaker: CircuitBreakerConfig {
                min_open: Duration::from_millis(200),
                ..CircuitBreakerConfig::default()
            },
            ..Mem0Options::new(KEY.into())
        });
        let service = Service::with_store(variables, |ledger| {
            let store = Mem0Store::new(options, Arc::new(ledger)).unwrap();
            if variables.contains(&CACHE_OFF) {
                return Arc::new(store);
            }
            Arc::new(CachedStore::new(store, CacheConfig::default()))
        })
        .await;
        Self { server, service }
    }

    /// Adds memories verbatim, without the service.
    async fn add(&self, caller: &str, texts: impl IntoIterator<Item = String>) {
        let client = Client::builder()
            .base_url(self.server.url())
            .build(&KEY.into())
            .unwrap();
        let messages = texts.into_iter().map(Message::user);
        let user = Entity::user(caller).unwrap();
        let request = AddRequest::new(&user, messages).unwrap().infer(false);
        client.add(&request).await.unwrap();
    }

    fn received(&self, path: &str) -> Vec<ReceivedRequest> {
        let mut received = self.server.received();
        received.retain(|request| request.path == path);
        received
    }

    /// The bodies of the adds so far.
    fn adds(&self) -> Vec<Value> {
        let adds = self.received(ADD).into_iter();
        adds.map(|request| request.body).collect()
    }
}
