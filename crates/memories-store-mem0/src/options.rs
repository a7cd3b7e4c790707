use std::{fmt, time::Duration};

use mem0_client::{BuildError, Client, SecretString, Timeouts, rustls::ClientConfig};

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
    /// When to stop asking a platform that is down.
    pub circuit: CircuitSettings,
    /// How long the platform may take until what was added can be seen. As long
    /// after an add whose outcome is not known, it is not repeated.
    pub settling: Duration,
    /// Another TLS configuration, for example with the certificate authority of
    /// a gateway.
    pub tls: Option<ClientConfig>,
}

impl Mem0Options {
    /// The defaults with a key: the platform itself, 5 seconds, a threshold of
    /// 0.1, a minute until what was added is seen.
    #[must_use]
    pub fn new(api_key: SecretString) -> Self {
        Self {
            api_key,
            base_url: None,
            account: Account::default(),
            timeout: Duration::from_secs(5),
            threshold: 0.1,
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
            .finish_non_exhaustive()
    }
}
