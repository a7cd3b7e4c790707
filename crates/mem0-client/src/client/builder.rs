use std::{sync::Arc, time::Duration};

use http::{HeaderMap, HeaderValue, header::AUTHORIZATION};
use reqwest::redirect;
use rustls::{ClientConfig, RootCertStore, crypto::ring};
use secrecy::{ExposeSecret, SecretString};
use url::Url;

use super::Client;
use crate::{BuildError, Timeouts, transport::Transport};

const DEFAULT_BASE_URL: &str = "https://api.mem0.ai";
const USER_AGENT: &str = concat!(env!("CARGO_PKG_NAME"), "-rust/", env!("CARGO_PKG_VERSION"));
const HTTP2_KEEP_ALIVE: Duration = Duration::from_secs(20);

/// The configuration of a [`Client`].
///
/// ```
/// use std::time::Duration;
/// use mem0_client::{Client, Timeouts};
///
/// let client = Client::builder()
///     .timeouts(Timeouts { search: Duration::from_secs(2), ..Timeouts::default() })
///     .retries(1)
///     .build(&"m0-example-key".into())?;
/// # Ok::<(), mem0_client::BuildError>(())
/// ```
#[derive(Debug, Clone)]
#[must_use]
pub struct ClientBuilder {
    base_url: String,
    user_agent: String,
    timeouts: Timeouts,
    connect_timeout: Duration,
    retries: usize,
    max_response_bytes: usize,
    tls: Option<ClientConfig>,
}

impl Default for ClientBuilder {
    fn default() -> Self {
        Self {
            base_url: DEFAULT_BASE_URL.to_owned(),
            user_agent: USER_AGENT.to_owned(),
            timeouts: Timeouts::default(),
            connect_timeout: Duration::from_secs(5),
            retries: 2,
            max_response_bytes: 16 * 1024 * 1024,
            tls: None,
        }
    }
}

impl Client {
    /// Starts the configuration of a client.
    pub fn builder() -> ClientBuilder {
        ClientBuilder::default()
    }
}

impl ClientBuilder {
    /// The URL of the platform or of a compatible server, with an optional path. The default is
    /// `https://api.mem0.ai`. With `http`, the key and all memories are sent unencrypted.
    pub fn base_url(mut self, url: impl Into<String>) -> Self {
        self.base_url = url.into();
        self
    }

    /// The `User-Agent` header. The default is this crate's name and version.
    pub fn user_agent(mut self, name: impl Into<String>) -> Self {
        self.user_agent = name.into();
        self
    }

    /// The timeouts of operations.
    pub const fn timeouts(mut self, timeouts: Timeouts) -> Self {
        self.timeouts = timeouts;
        self
    }

    /// The timeout for establishing a connection, within the timeout of the operation. The default
    /// is 5 seconds.
    pub const fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.connect_timeout = timeout;
        self
    }

    /// The maximum number of retries of an operation. Only failures that are safe to retry and may
    /// be temporary are retried, within the operation's timeout. The default is 2; 0 disables
    /// retries.
    pub const fn retries(mut self, retries: usize) -> Self {
        self.retries = retries;
        self
    }

    /// The maximum size of a response body, in bytes; a larger one fails with
    /// [`Error::TooLarge`](crate::Error::TooLarge). The default is 16 MiB.
    pub const fn max_response_bytes(mut self, bytes: usize) -> Self {
        self.max_response_bytes = bytes;
        self
    }

    /// The TLS configuration, for example with the certificate authority of a gateway. By default
    /// the client trusts Mozilla's root certificates and uses ring, without an installed
    /// `CryptoProvider`.
    ///
    /// The client replaces the ALPN protocols.
    pub fn tls(mut self, tls: ClientConfig) -> Self {
        self.tls = Some(tls);
        self
    }

    /// Creates a client that authenticates with `key`. Sends no request.
    pub fn build(self, key: &SecretString) -> Result<Client, BuildError> {
        let mut tls = self.tls.map_or_else(default_tls_config, Ok)?;
        tls.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
        let user_agent =
            HeaderValue::try_from(self.user_agent).map_err(|_| BuildError::InvalidUserAgent)?;
        let http = reqwest::Client::builder()
            .tls_backend_preconfigured(tls)
            .user_agent(user_agent)
            .connect_timeout(self.connect_timeout)
            // A redirected POST would lose its body or reach another server.
            .redirect(redirect::Policy::none())
            .http2_keep_alive_interval(HTTP2_KEEP_ALIVE)
            .build()
            .map_err(|error| BuildError::Http(error.into()))?;
        Ok(Client {
            transport: Arc::new(Transport {
                http,
                base: parse_base_url(&self.base_url)?,
                authorization: authorization_header(key)?,
                retries: self.retries,
                max_response_bytes: self.max_response_bytes,
            }),
            timeouts: self.timeouts,
        })
    }
}

fn default_tls_config() -> Result<ClientConfig, rustls::Error> {
    let roots: RootCertStore = webpki_roots::TLS_SERVER_ROOTS.iter().cloned().collect();
    Ok(
        ClientConfig::builder_with_provider(ring::default_provider().into())
            .with_safe_default_protocol_versions()?
            .with_root_certificates(roots)
            .with_no_client_auth(),
    )
}

fn parse_base_url(url: &str) -> Result<Url, BuildError> {
    let url = Url::parse(url)?;
    let is_supported = matches!(url.scheme(), "http" | "https")
        && url.has_host()
        && url.username().is_empty()
        && url.password().is_none()
        && url.query().is_none()
        && url.fragment().is_none();
    is_supported
        .then_some(url)
        .ok_or(BuildError::UnsupportedUrl)
}

fn authorization_header(key: &SecretString) -> Result<HeaderMap, BuildError> {
    let key = key.expose_secret();
    if key.is_empty() || !key.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err(BuildError::InvalidKey);
    }
    let mut value =
        HeaderValue::try_from(format!("Token {key}")).map_err(|_| BuildError::InvalidKey)?;
    value.set_sensitive(true);
    Ok(HeaderMap::from_iter([(AUTHORIZATION, value)]))
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    fn build(url: &str, key: &str) -> Result<Client, BuildError> {
        Client::builder().base_url(url).build(&key.into())
    }

    #[rstest]
    #[case("https://api.mem0.ai")]
    #[case("http://127.0.0.1:8888/")]
    #[case("https://gateway.example/mem0")]
    fn a_base_url_may_have_a_port_and_a_path(#[case] url: &str) {
        assert!(build(url, "m0-key").is_ok());
    }

    #[rstest]
    #[case("api.mem0.ai")]
    #[case("ftp://api.mem0.ai")]
    #[case("https://me:secret@api.mem0.ai")]
    #[case("https://api.mem0.ai?key=1")]
    #[case("https://api.mem0.ai#top")]
    #[case("mailto:a@example.com")]
    #[case("")]
    fn other_base_urls_are_rejected(#[case] url: &str) {
        assert!(matches!(
            build(url, "m0-key"),
            Err(BuildError::InvalidUrl(_) | BuildError::UnsupportedUrl)
        ));
    }

    #[rstest]
    #[case("")]
    #[case("m0 key")]
    #[case("m0-key\n")]
    #[case("m0-clé")]
    fn a_key_that_is_not_a_valid_header_value_is_rejected(#[case] key: &str) {
        assert!(matches!(
            build(DEFAULT_BASE_URL, key),
            Err(BuildError::InvalidKey)
        ));
    }

    #[test]
    fn debug_does_not_show_the_key() {
        let client = build(DEFAULT_BASE_URL, "m0-very-secret").unwrap();
        assert!(!format!("{client:?} {client:#?}").contains("very-secret"));
    }
}
