//! The service with memories on a server that is compatible with the Mem0
//! Platform.

mod learning;
mod outage;
mod remembering;

use std::{sync::Arc, time::Duration};

use mem0_client::{AddRequest, Client, Entity, Message};
use mem0_server::{Mem0Server, Received};
use memories_store_mem0::{CircuitSettings, Mem0Options, Mem0Store};
use nearby::{CacheConfig, CachedStore};
use serde_json::Value;

use crate::running::Service;

const LOCAL_SEARCH_OFF: (&str, &str) = ("MEM0_LOCAL_SEARCH", "false");

const KEY: &str = "m0-key-of-the-tests";
const ADD: &str = "/v3/memories/add/";
const LIST: &str = "/v3/memories/";
const SEARCH: &str = "/v3/memories/search/";

/// How long the platform may take, in seconds as the variable wants it.
const TIMEOUT: &str = "0.5";

struct Mem0 {
    server: Mem0Server,
    service: Service,
}

impl Mem0 {
    async fn start() -> Self {
        Self::with(&[("MEM0_TIMEOUT", TIMEOUT)], |options| options).await
    }

    /// With further variables, and another store than one for which what was
    /// added can be seen at once and a pause of the circuit is short.
    async fn with(
        variables: &[(&str, &str)],
        change: impl FnOnce(Mem0Options) -> Mem0Options,
    ) -> Self {
        let server = Mem0Server::start(mem0_server::Options::default())
            .await
            .unwrap();
        let timeout = variables.iter().find(|(name, _)| *name == "MEM0_TIMEOUT");
        let timeout = timeout.map_or(5.0, |(_, seconds)| seconds.parse().unwrap());
        let options = change(Mem0Options {
            base_url: Some(server.url()),
            timeout: Duration::from_secs_f64(timeout),
            settling: Duration::ZERO,
            circuit: CircuitSettings {
                first_pause: Duration::from_millis(200),
                ..CircuitSettings::default()
            },
            ..Mem0Options::new(KEY.into())
        });
        let service = Service::with_store(variables, |ledger| {
            let store = Mem0Store::new(options, Arc::new(ledger)).unwrap();
            if variables.contains(&LOCAL_SEARCH_OFF) {
                return Arc::new(store);
            }
            Arc::new(CachedStore::new(store, CacheConfig::default()))
        })
        .await;
        Self { server, service }
    }

    /// Puts memories there, word for word, without the service.
    async fn knows(&self, caller: &str, texts: impl IntoIterator<Item = String>) {
        let client = Client::builder()
            .base_url(self.server.url())
            .build(&KEY.into())
            .unwrap();
        let messages = texts.into_iter().map(Message::user);
        let user = Entity::user(caller).unwrap();
        let request = AddRequest::new(&user, messages).unwrap().infer(false);
        client.add(&request).await.unwrap();
    }

    fn received(&self, path: &str) -> Vec<Received> {
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
