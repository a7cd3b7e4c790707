use std::{env, fmt, sync::Arc, time::Duration};

use rustls::{ClientConfig, RootCertStore, crypto::ring};

use super::{
    endpoints::Endpoints,
    environment::{Environment, EnvironmentError},
    signer::Signer,
    transport::Transport,
};

const DEFAULT_TIMEOUT: Duration = Duration::from_secs(10);
const CONNECT_TIMEOUT: Duration = Duration::from_secs(2);

/// A client of one AWS region under one role. Cloning it is cheap, and clones share their
/// connections.
///
/// `Debug` shows the region and no key.
#[derive(Clone)]
pub struct AwsClient {
    pub(super) shared: Arc<Shared>,
    pub(super) timeout: Duration,
}

pub(super) struct Shared {
    pub(super) endpoints: Endpoints,
    pub(super) transport: Transport,
}

impl AwsClient {
    /// Reads `AWS_REGION` (or `AWS_DEFAULT_REGION`), `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY`
    /// and, for a role, `AWS_SESSION_TOKEN` from the environment of the process.
    ///
    /// `AWS_ENDPOINT_URL`, or `AWS_ENDPOINT_URL_<SERVICE>` for one service, replaces the public
    /// endpoints by those of an emulator, which may use `http`.
    pub fn from_environment() -> Result<Self, EnvironmentError> {
        Self::from_variables(|name| env::var(name).ok())
    }

    /// Like [`from_environment`](Self::from_environment), with the variables that `lookup`
    /// returns.
    pub(crate) fn from_variables(
        lookup: impl Fn(&str) -> Option<String>,
    ) -> Result<Self, EnvironmentError> {
        let Environment {
            endpoints,
            credentials,
        } = Environment::read(lookup)?;
        let signer = Signer::new(credentials, endpoints.region.clone());
        let transport = Transport {
            http: http_client().ok_or(EnvironmentError::HttpClient)?,
            signer,
        };
        Ok(Self {
            shared: Arc::new(Shared {
                endpoints,
                transport,
            }),
            timeout: DEFAULT_TIMEOUT,
        })
    }

    /// Sets the timeout of every operation, which includes all attempts and the pauses between
    /// them: 10 seconds unless set.
    #[must_use]
    pub(crate) fn with_timeout(&self, timeout: Duration) -> Self {
        Self {
            shared: Arc::clone(&self.shared),
            timeout,
        }
    }
}

impl fmt::Debug for AwsClient {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("AwsClient")
            .field("region", &self.shared.endpoints.region.as_str())
            .field("timeout", &self.timeout)
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
        .connect_timeout(CONNECT_TIMEOUT)
        // A redirected request would no longer match its signature.
        .redirect(reqwest::redirect::Policy::none())
        .build()
        .ok()
}
