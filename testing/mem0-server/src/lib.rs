//! An in-memory server with the Mem0 Platform's API, for tests and for
//! demonstrations without an account.
//!
//! It implements the core operations as the platform documents them: ping, add,
//! search, paginated list, get, update, delete, history, entities, batches and
//! events. There is no language model: every message becomes one memory,
//! verbatim. There is no semantic search: scores are the overlap of words. It
//! reproduces the platform's pitfalls: adding is not idempotent, extraction can
//! lag, deleting an entity is asynchronous, and expired memories are hidden, not
//! deleted.
//!
//! [`Mem0Server::plan`] injects faults: delays, error statuses, truncated or
//! invalid responses and closed connections, before or after the request was
//! processed.
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
mod error;
mod fault;
mod filter;
mod memories;
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

/// Configuration of the server.
#[derive(Debug, Clone)]
pub struct Options {
    /// The address to listen on; port 0 selects a free port. The default is a
    /// free port on the loopback interface.
    pub address: SocketAddr,
    /// The required API key; any key is accepted by default.
    pub key: Option<String>,
    /// The organisation id in the response to a ping.
    pub org_id: String,
    /// The project id in the response to a ping.
    pub project_id: String,
    /// The delay until added memories are visible, unless they were added with
    /// `"infer": false`, and until memories deleted by entity disappear.
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

/// A recorded request.
#[derive(Debug, Clone, PartialEq)]
pub struct Received {
    pub method: String,
    /// The path, percent-encoded.
    pub path: String,
    /// The query string, percent-encoded; empty if there was none.
    pub query: String,
    /// The JSON body; `null` if there was none.
    pub body: Value,
}

/// A running server, which stops on drop.
#[derive(Debug)]
pub struct Mem0Server {
    address: SocketAddr,
    shared: Arc<Shared>,
    accepting: JoinHandle<()>,
}

impl Mem0Server {
    /// Starts a server without memories.
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

    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The address it listens on.
    #[must_use]
    pub const fn address(&self) -> SocketAddr {
        self.address
    }

    /// Plans a fault; faults are applied in the order of planning.
    pub fn plan(&self, fault: Fault) {
        lock(&self.shared.faults).plan(fault);
    }

    /// Removes all planned faults.
    pub fn clear_faults(&self) {
        lock(&self.shared.faults).clear();
    }

    /// All requests so far, in order of arrival, including failed ones.
    #[must_use]
    pub fn received(&self) -> Vec<Received> {
        lock(&self.shared.received).clone()
    }

    /// Waits until the server stops, which happens only if its task fails.
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

/// A panic in a request leaves the data usable.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
