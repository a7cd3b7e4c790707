use std::{fmt, sync::Arc, time::Duration};

use mem0_client::{BuildError, Client, Error};
use memories_domain::ports::{Recovery, StoreError};
use tokio::time::timeout;

use crate::{
    Account, CircuitState, Mem0Options,
    circuit_breaker::CircuitBreaker,
    error::{is_outage, store_error},
};

/// A store on the Mem0 Platform that only reads, and so needs no ledger. Clones are handles to
/// the same store.
#[derive(Clone)]
pub struct Mem0Reader(Arc<Inner>);

struct Inner {
    client: Client,
    circuit_breaker: CircuitBreaker,
    timeout: Duration,
    threshold: f64,
    expected_account: Account,
}

impl Mem0Reader {
    /// Does not connect yet.
    pub fn new(options: Mem0Options) -> Result<Self, BuildError> {
        Ok(Self(Arc::new(Inner {
            client: options.build_client()?,
            circuit_breaker: CircuitBreaker::new(options.circuit_breaker),
            timeout: options.timeout,
            threshold: options.threshold,
            expected_account: options.account,
        })))
    }

    #[must_use]
    pub fn circuit_state(&self) -> CircuitState {
        self.0.circuit_breaker.state()
    }

    /// The account that the key belongs to.
    pub async fn account(&self) -> Result<Account, StoreError> {
        let ping = self.0.client.ping().await.map_err(store_error)?;
        Ok(Account {
            org_id: ping.org_id,
            project_id: ping.project_id,
        })
    }

    /// Compares the account with the configured one and logs a warning for each mismatch. Must be
    /// called within a runtime; returns at once. The connection that it makes serves the first
    /// caller.
    pub fn check_account_in_background(&self) {
        let reader = self.clone();
        tokio::spawn(async move {
            match reader.account().await {
                Ok(actual) => {
                    for mismatch in reader.0.expected_account.mismatches(&actual) {
                        tracing::warn!(%mismatch, "check the configuration");
                    }
                }
                Err(error) => tracing::warn!(%error, "the Mem0 account could not be checked"),
            }
        });
    }

    /// The client, for writes, which bypass the circuit breaker.
    pub(crate) fn client(&self) -> &Client {
        &self.0.client
    }

    pub(super) fn threshold(&self) -> f64 {
        self.0.threshold
    }

    /// Whether a read succeeded within the last `age`, and none failed since.
    pub(super) fn succeeded_within(&self, age: Duration) -> bool {
        self.0.circuit_breaker.succeeded_within(age)
    }

    /// Performs a read that a caller waits for: within the timeout, and not at all while the
    /// platform is down.
    pub(super) async fn read<T, R>(
        &self,
        request: impl FnOnce(Client) -> R,
    ) -> Result<T, StoreError>
    where
        R: Future<Output = Result<T, Error>>,
    {
        let permit = self
            .0
            .circuit_breaker
            .acquire(self.0.timeout)
            .map_err(|_| self.circuit_open_error())?;
        let limit = permit.timeout();
        match timeout(limit, request(self.0.client.with_timeout(limit))).await {
            Ok(Ok(response)) => {
                permit.succeeded();
                Ok(response)
            }
            Ok(Err(error)) if is_outage(&error) => {
                permit.failed();
                Err(store_error(error))
            }
            Ok(Err(error)) => {
                permit.rejected();
                Err(store_error(error))
            }
            Err(_) => {
                permit.failed();
                Err(StoreError::Timeout)
            }
        }
    }

    fn circuit_open_error(&self) -> StoreError {
        let (next_attempt, retry_after) = match self.circuit_state() {
            CircuitState::Open { retry_in } => (
                format!("the next attempt is in {} s", retry_in.as_secs() + 1),
                Some(retry_in),
            ),
            CircuitState::HalfOpen | CircuitState::Closed => {
                ("an attempt is in progress".to_owned(), None)
            }
        };
        StoreError::Upstream {
            reason: format!("it failed repeatedly, and the request was not sent; {next_attempt}"),
            recovery: Recovery::Later,
            retry_after,
        }
    }
}

impl fmt::Debug for Mem0Reader {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Mem0Reader")
            .field("client", &self.0.client)
            .field("circuit_state", &self.circuit_state())
            .finish_non_exhaustive()
    }
}
