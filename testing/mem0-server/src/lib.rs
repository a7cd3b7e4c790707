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
mod options;
mod received_request;
mod routes;
mod server;
mod state;

pub use crate::{
    fault::{Failure, Fault},
    options::Options,
    received_request::ReceivedRequest,
    server::Mem0Server,
};
