//! Memories on the Mem0 Platform.
//!
//! [`Mem0Store`] implements the ports [`memories_domain::MemoryStore`] and
//! [`memories_domain::MemoryAdmin`].
//!
//! * **Whose.** A caller's memories are kept under `user_id` alone, because the
//!   platform divides what is added under two ids between them. It is the
//!   caller's id; where agents do not share what they know, it is
//!   `agent:<agent id>:<caller's id>`, with `%` and `:` in the agent's id
//!   percent-encoded.
//! * **What.** Of each call one add with its summary and judgements and one with
//!   its transcript; the platform extracts what is worth remembering, in the
//!   background. Profile facts are kept word for word, one per name.
//! * **Once.** Adding is not idempotent there. A ledger is written before each
//!   add; after a failure that leaves its outcome open, the store looks for what
//!   it may have added before it adds again.
//! * **In time.** Callers wait for reading only. Reading goes through a
//!   [circuit breaker](CircuitState): while the platform is down, a caller is
//!   told so at once.

mod account;
mod circuit;
mod curate;
mod expiry;
mod failure;
mod forget;
mod identity;
mod import;
mod learn;
mod metadata;
mod options;
mod profile;
mod record;
mod remembered;
mod store;
mod teaching;
mod turnstile;

use std::{fmt, sync::Arc, time::Duration};

use mem0_client::Client;
use memories_domain::IdempotencyLedger;

pub use crate::{
    account::{Account, Mismatch},
    circuit::{CircuitSettings, CircuitState},
    options::Mem0Options,
};
use crate::{circuit::Circuit, turnstile::Turnstile};
pub use mem0_client::BuildError;

/// A store on the Mem0 Platform. Clones are handles to the same store.
#[derive(Clone)]
pub struct Mem0Store(Arc<Inner>);

struct Inner {
    client: Client,
    ledger: Arc<dyn IdempotencyLedger>,
    circuit: Circuit,
    learning: Turnstile,
    timeout: Duration,
    threshold: f64,
    settling: Duration,
    expected: Account,
}

impl Mem0Store {
    /// A store that notes in `ledger` what it adds. Nothing is sent yet.
    pub fn new(
        options: Mem0Options,
        ledger: Arc<dyn IdempotencyLedger>,
    ) -> Result<Self, BuildError> {
        let client = options.client()?;
        Ok(Self(Arc::new(Inner {
            client,
            ledger,
            circuit: Circuit::new(options.circuit),
            learning: Turnstile::default(),
            timeout: options.timeout,
            threshold: options.threshold,
            settling: options.settling,
            expected: options.account,
        })))
    }

    /// Whether callers' requests reach the platform at the moment.
    #[must_use]
    pub fn circuit(&self) -> CircuitState {
        self.0.circuit.state()
    }
}

impl fmt::Debug for Mem0Store {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Mem0Store")
            .field("client", &self.0.client)
            .field("circuit", &self.circuit())
            .finish_non_exhaustive()
    }
}
