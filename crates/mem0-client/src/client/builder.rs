//! Setting up a client.

use std::{sync::Arc, time::Duration};

use http::{HeaderMap, HeaderValue, header::AUTHORIZATION};
use reqwest::redirect;
use rustls::{ClientConfig, RootCertStore, crypto::ring};
use secrecy::{ExposeSecret, SecretString};
use url::Url;

use super::Client;
use crate::{BuildError, Timeouts, transport::Transport};

const PLATFORM: &str = "https://api.mem0.ai";
const USER_AGENT: &str = concat!(env!("CARGO_PKG_NAME"), "-rust/", env!("CARGO_PKG_VERSION"));
const HTTP2_PING: Duration = Duration::from_secs(20);

/// What a [`Client`] is to be like.
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
    max_answer: usize,
    tls: Option<ClientConfig>,
}

impl Default for ClientBuilder {
    fn default() -> Self {
        Self {
            base_url: PLATFORM.to_owned(),
            user_agent: USER_AGENT.to_owned(),
            timeouts: Timeouts::default(),
            connect_timeout: Duration::from_secs(5),
            retries: 2,
            max_answer: 16 * 1024 * 1024,
            tls: None,
        }
    }
}

impl ClientBuilder {
    /// Where the platform, or something compatible with it, is; it may have a path. By default
    /// `https://api.mem0.ai`. With `http` the key and all memories travel in the open.
    pub fn base_url(mut self, url: impl Into<String>) -> Self {
        self.base_url = url.into();
        self
    }

    /// How the client names itself to the server.
    pub fn user_agent(mut self, name: impl Into<String>) -> Self {
        self.user_agent = name.into();
        self
    }

    /// How long operations may take.
    pub const fn timeouts(mut self, timeouts: Timeouts) -> Self {
        self.timeouts = timeouts;
        self
    }

    /// How long making a connection may take, within the time of the operation that needs it.
    /// By default 5 seconds.
    pub const fn connect_timeout(mut self, limit: Duration) -> Self {
        self.connect_timeout = limit;
        self
    }

    /// How often a failed attempt is followed by another, where that is safe, can help and fits
    /// into the operation's time. By default 2; 0 never repeats anything.
    pub const fn retries(mut self, retries: usize) -> Self {
        self.retries = retries;
        self
    }

    /// The largest answer to accept, in bytes. By default 16 MiB.
    pub const fn max_answer(mut self, bytes: usize) -> Self {
        self.max_answer = bytes;
        self
    }

    /// Another TLS configuration, for example with the certificate authority of a gateway. By
    /// default the client trusts Mozilla's list of authorities, needs no provider to be
    /// installed, and uses ring.
    ///
    /// What is negotiated by ALPN is set by the client.
    pub fn tls(mut self, tls: ClientConfig) -> Self {
        self.tls = Some(tls);
        self
    }

    /// The client with a key. Nothing is sent yet.
    pub fn build(self, key: &SecretString) -> Result<Client, BuildError> {
        let mut tls = self.tls.map_or_else(trusting_the_web, Ok)?;
        tls.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
        let user_agent =
            HeaderValue::try_from(self.user_agent).map_err(|_| BuildError::UnusableUserAgent)?;
        let http = reqwest::Client::builder()
            .tls_backend_preconfigured(tls)
            .user_agent(user_agent)
            .connect_timeout(self.connect_timeout)
            // A redirected POST would lose its body or do something elsewhere.
            .redirect(redirect::Policy::none())
            .http2_keep_alive_interval(HTTP2_PING)
            .build()
            .map_err(|error| BuildError::Http(error.into()))?;
        Ok(Client {
            transport: Arc::new(Transport {
                http,
                base: base(&self.base_url)?,
                authorization: authorization(key)?,
                retries: self.retries,
                max_answer: self.max_answer,
            }),
            timeouts: self.timeouts,
        })
    }
}

fn trusting_the_web() -> Result<ClientConfig, rustls::Error> {
    let roots: RootCertStore = webpki_roots::TLS_SERVER_ROOTS.iter().cloned().collect();
    Ok(
        ClientConfig::builder_with_provider(ring::default_provider().into())
            .with_safe_default_protocol_versions()?
            .with_root_certificates(roots)
            .with_no_client_auth(),
    )
}

fn base(url: &str) -> Result<Url, BuildError> {
    let url = Url::parse(url)?;
    let usable = matches!(url.scheme(), "http" | "https")
        && url.has_host()
        && url.username().is_empty()
        && url.password().is_none()
        && url.query().is_none()
        && url.fragment().is_none();
    usable.then_some(url).ok_or(BuildError::UnusableUrl)
}

fn authorization(key: &SecretString) -> Result<HeaderMap, BuildError> {
    let key = key.expose_secret();
    if key.is_empty() || !key.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err(BuildError::UnusableKey);
    }
    let mut value =
        HeaderValue::try_from(format!("Token {key}")).map_err(|_| BuildError::UnusableKey)?;
    value.set_sensitive(true);
    Ok(HeaderMap::from_iter([(AUTHORIZATION, value)]))
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    fn built(url: &str, key: &str) -> Result<Client, BuildError> {
        Client::builder().base_url(url).build(&key.into())
    }

    #[rstest]
    #[case("https://api.mem0.ai")]
    #[case("http://127.0.0.1:8888/")]
    #[case("https://gateway.example/mem0")]
    fn a_server_may_be_anywhere(#[case] url: &str) {
        assert!(built(url, "m0-key").is_ok());
    }

    #[rstest]
    #[case("api.mem0.ai")]
    #[case("ftp://api.mem0.ai")]
    #[case("https://me:secret@api.mem0.ai")]
    #[case("https://api.mem0.ai?key=1")]
    #[case("https://api.mem0.ai#top")]
    #[case("mailto:a@example.com")]
    #[case("")]
    fn what_is_no_base_url_is_refused(#[case] url: &str) {
        assert!(matches!(
            built(url, "m0-key"),
            Err(BuildError::NotAUrl(_) | BuildError::UnusableUrl)
        ));
    }

    #[rstest]
    #[case("")]
    #[case("m0 key")]
    #[case("m0-key\n")]
    #[case("m0-clé")]
    fn a_key_that_no_header_can_carry_is_refused(#[case] key: &str) {
        assert!(matches!(built(PLATFORM, key), Err(BuildError::UnusableKey)));
    }

    #[test]
    fn debug_does_not_show_the_key() {
        let client = built(PLATFORM, "m0-very-secret").unwrap();
        assert!(!format!("{client:?} {client:#?}").contains("very-secret"));
    }
}
