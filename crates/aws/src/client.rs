//! The way to AWS.

use std::{env, fmt, sync::Arc, time::Duration};

use rustls::{ClientConfig, RootCertStore, crypto::ring};

use crate::{
    EnvironmentError, Region, endpoint::Endpoints, environment::Environment, sign::Signer,
    transport::Transport,
};

/// The time an operation has by default.
const LIMIT: Duration = Duration::from_secs(10);
const CONNECT_LIMIT: Duration = Duration::from_secs(2);

/// AWS in one region, spoken to under one role. Cloning it is cheap, and clones share their
/// connections.
///
/// `Debug` shows the region and no key.
#[derive(Clone)]
pub struct Aws {
    pub(crate) shared: Arc<Shared>,
    pub(crate) limit: Duration,
}

pub(crate) struct Shared {
    pub(crate) endpoints: Endpoints,
    pub(crate) transport: Transport,
}

impl Aws {
    /// AWS as the process' environment describes it: `AWS_REGION` (or `AWS_DEFAULT_REGION`),
    /// `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY` and, for a role, `AWS_SESSION_TOKEN`.
    ///
    /// `AWS_ENDPOINT_URL`, or `AWS_ENDPOINT_URL_<SERVICE>` for one service, puts an emulator in
    /// the place of AWS; only there `http` is spoken.
    pub fn from_environment() -> Result<Self, EnvironmentError> {
        Self::from_variables(|name| env::var(name).ok())
    }

    /// AWS as the variables describe it that `lookup` knows; see
    /// [`from_environment`](Self::from_environment).
    pub fn from_variables(
        lookup: impl Fn(&str) -> Option<String>,
    ) -> Result<Self, EnvironmentError> {
        let Environment {
            endpoints,
            credentials,
        } = Environment::read(lookup)?;
        let signer = Signer::new(credentials, endpoints.region.clone());
        let transport = Transport {
            http: http_client().ok_or(EnvironmentError::Client)?,
            signer,
        };
        Ok(Self {
            shared: Arc::new(Shared {
                endpoints,
                transport,
            }),
            limit: LIMIT,
        })
    }

    /// The same with another limit for every operation, all attempts and pauses included. By
    /// default 10 seconds.
    #[must_use]
    pub fn within(&self, limit: Duration) -> Self {
        Self {
            shared: Arc::clone(&self.shared),
            limit,
        }
    }

    /// The region that is spoken to.
    #[must_use]
    pub fn region(&self) -> &Region {
        &self.shared.endpoints.region
    }
}

impl fmt::Debug for Aws {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Aws")
            .field("region", &self.region().as_str())
            .field("limit", &self.limit)
            .finish_non_exhaustive()
    }
}

fn http_client() -> Option<reqwest::Client> {
    let roots: RootCertStore = webpki_roots::TLS_SERVER_ROOTS.iter().cloned().collect();
    let tls = ClientConfig::builder_with_provider(ring::default_provider().into())
        .with_safe_default_protocol_versions()
        .ok()?
        .with_root_certificates(roots)
        .with_no_client_auth();
    reqwest::Client::builder()
        .tls_backend_preconfigured(tls)
        .http1_only()
        .connect_timeout(CONNECT_LIMIT)
        // A redirected request would no longer match its signature.
        .redirect(reqwest::redirect::Policy::none())
        .build()
        .ok()
}
