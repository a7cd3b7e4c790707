//! The memory ports on the Mem0 Platform.
//!
//! [`Mem0Reader`] loads and searches; [`Mem0Store`] also writes, with a ledger.
//!
//! * **User ids.** A caller's memories are stored under `user_id` alone, because the platform
//!   divides memories that are added under two ids between them. The `user_id` is the caller's
//!   id; where agents do not share memories, it is `agent:<agent id>:<caller id>`. Callers of
//!   other projects than the default one have `project:<project id>:` in front of that. `%`
//!   and `:` in the ids of agents and projects are percent-encoded.
//! * **Content.** One add per call with its summary and evaluations and one with its
//!   transcript, from which the platform extracts memories in the background. Profile facts
//!   are added verbatim, one memory per value, which lists the calls that stated it.
//! * **Idempotency.** The platform's add is not idempotent. The ledger records every add before it
//!   is sent; after a failure with an unknown result, the store checks whether the memories
//!   exist before it adds them again.
//! * **Completeness.** Each memory of a call carries the completeness of the event that it
//!   comes from. Before a more complete event adds its memories, those of the less complete one
//!   are deleted, because the platform does not add what it already has.
//! * **Erasure.** The ledger closes the conversations of a forgotten caller before the memories
//!   are deleted, so that no later event restores them.
//! * **Outages.** Reads, for which callers wait, go through a [circuit breaker](CircuitState):
//!   while the platform is down, they fail at once.

mod account;
mod admin;
mod circuit_breaker;
mod error;
mod expiry;
mod keyed_mutex;
mod metadata;
mod options;
mod read;
mod statements;
mod store;
mod user_id;
mod write;

pub use account::{Account, AccountMismatch};
pub use circuit_breaker::{CircuitBreakerConfig, CircuitState};
pub use mem0_client::BuildError;
pub use options::Mem0Options;
pub use read::Mem0Reader;
pub use store::Mem0Store;
