use std::{fmt, time::Duration};

use mem0_client::{BuildError, Client, SecretString, Timeouts, rustls::ClientConfig};

use crate::{Account, CircuitBreakerConfig};

/// A slower connection would most likely fail anyway, while the caller waits.
const MAX_CONNECT_TIMEOUT: Duration = Duration::from_secs(2);

/// The configuration of a [`Mem0Reader`](crate::Mem0Reader) or a
/// [`Mem0Store`](crate::Mem0Store).
#[derive(Clone)]
pub struct Mem0Options {
    /// `MEM0_API_KEY`.
    pub api_key: SecretString,
    /// The URL of the platform or of a compatible server (`MEM0_BASE_URL`); `None` for the platform
    /// itself.
    pub base_url: Option<String>,
    /// The account that the key should belong to (`MEM0_ORG_ID`, `MEM0_PROJECT_ID`).
    pub account: Account,
    /// The time limit of a load or a search, and of each request of a write (`MEMORY_TIMEOUT`).
    pub timeout: Duration,
    /// The minimum score of the platform's search results, 0 to 1.
    pub threshold: f64,
    pub circuit_breaker: CircuitBreakerConfig,
    /// How long the platform may take until added memories can be listed. An add with an unknown
    /// result is repeated only after that, if it left no memories.
    pub consistency_window: Duration,
    /// Replaces the default TLS configuration, for example to trust a gateway's certificate
    /// authority.
    pub tls: Option<ClientConfig>,
}

impl Mem0Options {
    /// The defaults: the platform itself, a timeout of 5 seconds, a threshold of 0.1, a consistency
    /// window of a minute.
    #[must_use]
    pub fn new(api_key: SecretString) -> Self {
        Self {
            api_key,
            base_url: None,
            account: Account::default(),
            timeout: Duration::from_secs(5),
            threshold: 0.1,
            circuit_breaker: CircuitBreakerConfig::default(),
            consistency_window: Duration::from_mins(1),
            tls: None,
        }
    }

    pub(crate) fn build_client(&self) -> Result<Client, BuildError> {
        let mut builder = Client::builder()
            .timeouts(Timeouts::all(self.timeout))
            .connect_timeout(self.timeout.min(MAX_CONNECT_TIMEOUT));
        if let Some(url) = &self.base_url {
            builder = builder.base_url(url);
        }
        if let Some(tls) = &self.tls {
            builder = builder.tls(tls.clone());
        }
        builder.build(&self.api_key)
    }
}

impl fmt::Debug for Mem0Options {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Mem0Options")
            .field("base_url", &self.base_url)
            .field("account", &self.account)
            .field("timeout", &self.timeout)
            .finish_non_exhaustive()
    }
}
