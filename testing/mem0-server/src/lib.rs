//! A server that speaks the Mem0 Platform's wire format and keeps everything in
//! memory: for tests, demonstrations and trying things out without an account.
//!
//! It answers the core operations as the platform documents them: ping, add,
//! search, list by pages, get, update, delete, history, entities, batches and
//! events. In place of a language model, every message becomes one memory, word
//! for word; in place of semantic search, words are compared. It keeps the
//! platform's traps: adding is not idempotent, extraction can lag, deleting an
//! entity is asynchronous, an expired memory is hidden and not deleted.
//!
//! [`Mem0Server::plan`] makes it fail: slow, with any status, cut off, reset or
//! talking nonsense, before or after the work was done.
//!
//! ```
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> std::io::Result<()> {
//! use mem0_server::{Failure, Fault, Mem0Server, Options};
//!
//! let server = Mem0Server::start(Options::default()).await?;
//! server.plan(Fault::new(Failure::Reset).on("/v3/memories/search/").times(1));
//! println!("MEM0_BASE_URL={}", server.url());
//! # Ok(())
//! # }
//! ```

mod connection;
mod fault;
mod filter;
mod memories;
mod reply;
mod routes;

use std::{
    io,
    net::{Ipv4Addr, SocketAddr},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use serde_json::Value;
use tokio::{net::TcpListener, task::JoinHandle};

pub use crate::fault::{Failure, Fault};
use crate::{fault::Faults, memories::Memories};

/// How the server is.
#[derive(Debug, Clone)]
pub struct Options {
    /// Where it listens; port 0 is a free one. By default on the loopback
    /// address, where nobody else can reach it.
    pub address: SocketAddr,
    /// The key it asks for; by default any will do.
    pub key: Option<String>,
    /// The organisation it says the key belongs to.
    pub org_id: String,
    /// The project it says the key belongs to.
    pub project_id: String,
    /// How long what was added takes to be seen, unless it was added with
    /// `"infer": false`, and what was deleted by its entity to be gone.
    pub lag: Duration,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            address: (Ipv4Addr::LOCALHOST, 0).into(),
            key: None,
            org_id: "org_example".to_owned(),
            project_id: "proj_example".to_owned(),
            lag: Duration::ZERO,
        }
    }
}

/// A request as it arrived.
#[derive(Debug, Clone, PartialEq)]
pub struct Received {
    /// `GET`, `POST` and so on.
    pub method: String,
    /// The path, as it was encoded.
    pub path: String,
    /// The query, as it was encoded; empty if there was none.
    pub query: String,
    /// The JSON body; `null` if there was none.
    pub body: Value,
}

/// A running server. It stops when this is dropped.
#[derive(Debug)]
pub struct Mem0Server {
    address: SocketAddr,
    shared: Arc<Shared>,
    accepting: JoinHandle<()>,
}

impl Mem0Server {
    /// Starts a server that remembers nothing yet.
    pub async fn start(options: Options) -> io::Result<Self> {
        let listener = TcpListener::bind(options.address).await?;
        let address = listener.local_addr()?;
        let shared = Arc::new(Shared {
            options,
            memories: Mutex::default(),
            faults: Mutex::default(),
            received: Mutex::default(),
        });
        let accepting = tokio::spawn(connection::accept(listener, Arc::clone(&shared)));
        Ok(Self {
            address,
            shared,
            accepting,
        })
    }

    /// The base URL for clients.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Where it listens.
    #[must_use]
    pub const fn address(&self) -> SocketAddr {
        self.address
    }

    /// Plans a failure, after those planned before.
    pub fn plan(&self, fault: Fault) {
        locked(&self.shared.faults).plan(fault);
    }

    /// Drops every failure that is still planned.
    pub fn heal(&self) {
        locked(&self.shared.faults).heal();
    }

    /// Every request so far, in the order of arrival; failures included.
    #[must_use]
    pub fn received(&self) -> Vec<Received> {
        locked(&self.shared.received).clone()
    }

    /// Returns when the server stops, which it does not do by itself.
    pub async fn stopped(mut self) {
        let _ = (&mut self.accepting).await;
    }
}

impl Drop for Mem0Server {
    fn drop(&mut self) {
        self.accepting.abort();
    }
}

#[derive(Debug)]
struct Shared {
    options: Options,
    memories: Mutex<Memories>,
    faults: Mutex<Faults>,
    received: Mutex<Vec<Received>>,
}

/// What a panicking request left is still a set of memories.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
