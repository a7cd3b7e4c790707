use std::{fmt, time::Duration};

use mem0_platform::{BuildError, Client, SecretString, Timeouts, rustls::ClientConfig};

use crate::{Account, CircuitSettings};

/// A caller should not wait for a connection that is not coming.
const LONGEST_CONNECT: Duration = Duration::from_secs(2);

/// How a [`Mem0Store`](crate::Mem0Store) is to be.
#[derive(Clone)]
pub struct Mem0Options {
    /// The platform's key (`MEM0_API_KEY`).
    pub api_key: SecretString,
    /// Where the platform, or something compatible with it, is
    /// (`MEM0_BASE_URL`); `None` for the platform itself.
    pub base_url: Option<String>,
    /// To whom the key should belong (`MEM0_ORG_ID`, `MEM0_PROJECT_ID`).
    pub account: Account,
    /// How long a recall or a search may take, and each request that learning or
    /// looking after memories needs (`MEM0_TIMEOUT`).
    pub timeout: Duration,
    /// The least score of what a search on the platform finds, from 0 to 1.
    pub threshold: f64,
    /// Copies for the length of a call (`MEM0_LOCAL_SEARCH`); `None` searches on
    /// the platform only.
    pub local_search: Option<LocalCopies>,
    /// When to stop asking a platform that is down.
    pub circuit: CircuitSettings,
    /// How long the platform may take until what was added can be seen. As long
    /// after an add whose outcome is not known, it is not repeated.
    pub settling: Duration,
    /// Another TLS configuration, for example with the certificate authority of
    /// a gateway.
    pub tls: Option<ClientConfig>,
}

/// How much is kept of what was fetched when the phone rang.
///
/// A search of a caller of whom there is a copy is answered from it at once,
/// with the project's own exact search. What it costs: memory of the process;
/// words have to match or to be related where the platform compares meanings;
/// and what becomes known elsewhere during the call is not found before the
/// next ring. The copy is dropped when the caller's call is learned. Without a
/// copy, or with one that is too old, the platform searches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LocalCopies {
    /// Memory for all of them, in bytes.
    pub max_bytes: u64,
    /// How long one is used.
    pub max_age: Duration,
}

impl Default for LocalCopies {
    /// 64 MiB, 15 minutes.
    fn default() -> Self {
        Self {
            max_bytes: 64 << 20,
            max_age: Duration::from_mins(15),
        }
    }
}

impl Mem0Options {
    /// The defaults with a key: the platform itself, 5 seconds, a threshold of
    /// 0.1, local search, a minute until what was added is seen.
    #[must_use]
    pub fn new(api_key: SecretString) -> Self {
        Self {
            api_key,
            base_url: None,
            account: Account::default(),
            timeout: Duration::from_secs(5),
            threshold: 0.1,
            local_search: Some(LocalCopies::default()),
            circuit: CircuitSettings::default(),
            settling: Duration::from_mins(1),
            tls: None,
        }
    }

    pub(crate) fn client(&self) -> Result<Client, BuildError> {
        let mut builder = Client::builder()
            .timeouts(Timeouts::all(self.timeout))
            .connect_timeout(self.timeout.min(LONGEST_CONNECT));
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
            .field("local_search", &self.local_search)
            .finish_non_exhaustive()
    }
}
