//! Simulates ElevenLabs: sends the three requests of a call.

use std::{
    error::Error,
    io, iter,
    str::FromStr,
    time::{Duration, Instant},
};

use anyhow::{Context, anyhow};
use bytes::Bytes;
use elevenlabs::signature::{SIGNATURE_HEADER, SigningSecret, sign};
use jiff::Timestamp;
use reqwest::{
    Client, RequestBuilder, StatusCode, Url,
    header::{CONTENT_TYPE, HeaderName, HeaderValue},
};
use secrecy::{ExposeSecret, SecretString};
use serde_json::Value;

use crate::tls;

const WORKSPACE_KEY: HeaderName = HeaderName::from_static("x-workspace-key");
const RETRIEVE_KEY: HeaderName = HeaderName::from_static("x-api-key");
const MEMORY_TOKEN: HeaderName = HeaderName::from_static("x-memory-token");

/// Longer than any proxy or API gateway waits.
const REQUEST_TIMEOUT: Duration = Duration::from_mins(1);

/// The base URL that a service's three endpoints share, or the full URL of one of
/// them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct BaseUrl(Url);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Endpoint {
    ClientData,
    Retrieve,
    PostCall,
}

impl Endpoint {
    const fn path(self) -> &'static str {
        match self {
            Self::ClientData => "client-data",
            Self::Retrieve => "retrieve",
            Self::PostCall => "post-call",
        }
    }
}

impl FromStr for BaseUrl {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Url::parse(text)
            .ok()
            .filter(|url| matches!(url.scheme(), "http" | "https"))
            .map(Self)
            .ok_or_else(|| "expected an address such as https://memory.example.com".to_owned())
    }
}

impl BaseUrl {
    pub(crate) fn local(address: std::net::SocketAddr) -> anyhow::Result<Self> {
        format!("http://{address}")
            .parse()
            .map_err(|problem: String| anyhow!(problem))
    }

    pub(crate) fn endpoint(&self, endpoint: Endpoint) -> Url {
        let mut url = self.0.clone();
        let base = url.path().trim_end_matches('/').to_owned();
        if base.rsplit('/').next() != Some(endpoint.path()) {
            url.set_path(&format!("{base}/{}", endpoint.path()));
        }
        url
    }
}

#[derive(Debug)]
pub(crate) struct Response {
    pub(crate) status: StatusCode,
    /// From the first byte sent to the last byte received.
    pub(crate) elapsed: Duration,
    body: Bytes,
}

impl Response {
    /// The body, if it is JSON.
    pub(crate) fn json(&self) -> Option<Value> {
        serde_json::from_slice(&self.body).ok()
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

#[derive(Debug, Clone)]
pub(crate) struct ElevenLabsSimulator(Client);

impl ElevenLabsSimulator {
    pub(crate) fn new() -> anyhow::Result<Self> {
        let client = Client::builder()
            .tls_backend_preconfigured(tls::client()?)
            .timeout(REQUEST_TIMEOUT)
            .user_agent(concat!("agentic-memories/", env!("CARGO_PKG_VERSION")))
            .build()
            .context("the HTTP client cannot be set up")?;
        Ok(Self(client))
    }

    /// The phone rings.
    pub(crate) async fn client_data(
        &self,
        url: &BaseUrl,
        key: Option<&SecretString>,
        body: Vec<u8>,
    ) -> anyhow::Result<Response> {
        let request = self.request(url, Endpoint::ClientData);
        send(with_secret(request, WORKSPACE_KEY, key)?, body).await
    }

    /// The agent searches the caller's memories.
    pub(crate) async fn retrieve(
        &self,
        url: &BaseUrl,
        key: Option<&SecretString>,
        token: Option<&SecretString>,
        body: Vec<u8>,
    ) -> anyhow::Result<Response> {
        let request = self.request(url, Endpoint::Retrieve);
        let request = with_secret(request, RETRIEVE_KEY, key)?;
        send(with_secret(request, MEMORY_TOKEN, token)?, body).await
    }

    /// The call is over. With a key, the event is signed with the current time.
    pub(crate) async fn post_call(
        &self,
        url: &BaseUrl,
        key: Option<&SigningSecret>,
        body: Vec<u8>,
    ) -> anyhow::Result<Response> {
        let mut request = self.request(url, Endpoint::PostCall);
        if let Some(key) = key {
            request = request.header(
                SIGNATURE_HEADER,
                sign(key, Timestamp::now().as_second(), &body),
            );
        }
        send(request, body).await
    }

    fn request(&self, url: &BaseUrl, endpoint: Endpoint) -> RequestBuilder {
        self.0
            .post(url.endpoint(endpoint))
            .header(CONTENT_TYPE, "application/json")
    }
}

fn with_secret(
    request: RequestBuilder,
    header: HeaderName,
    secret: Option<&SecretString>,
) -> anyhow::Result<RequestBuilder> {
    let Some(secret) = secret.filter(|secret| !secret.expose_secret().trim().is_empty()) else {
        return Ok(request);
    };
    let mut value = HeaderValue::from_str(secret.expose_secret()).with_context(|| {
        format!("the value for the header {header} contains characters that a header cannot carry")
    })?;
    value.set_sensitive(true);
    Ok(request.header(header, value))
}

async fn send(request: RequestBuilder, body: Vec<u8>) -> anyhow::Result<Response> {
    let started = Instant::now();
    let (client, request) = request.body(body).build_split();
    let request = request.context("the request is invalid")?;
    let target = origin(request.url());
    let exchange = async {
        let response = client.execute(request).await?;
        Ok((response.status(), response.bytes().await?))
    };
    let (status, body) = exchange
        .await
        .map_err(|error: reqwest::Error| connection_error(error, &target))?;
    Ok(Response {
        status,
        elapsed: started.elapsed(),
        body,
    })
}

fn origin(url: &Url) -> String {
    url.origin().ascii_serialization()
}

fn connection_error(error: reqwest::Error, target: &str) -> anyhow::Error {
    let problem = if error.is_timeout() {
        format!(
            "{target} did not answer within {} s",
            REQUEST_TIMEOUT.as_secs()
        )
    } else if is_connection_refused(&error) {
        format!("nothing listens at {target}; is the service running there?")
    } else if error.is_connect() {
        format!("cannot connect to {target}")
    } else {
        format!("{target} closed the connection before its reply was complete")
    };
    anyhow::Error::from(error.without_url()).context(problem)
}

fn is_connection_refused(error: &reqwest::Error) -> bool {
    iter::successors(error.source(), |&cause| cause.source())
        .filter_map(|cause| cause.downcast_ref::<io::Error>())
        .any(|cause| cause.kind() == io::ErrorKind::ConnectionRefused)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn endpoint(deployment: &str) -> String {
        deployment
            .parse::<BaseUrl>()
            .unwrap()
            .endpoint(Endpoint::ClientData)
            .to_string()
    }

    #[test]
    fn the_endpoint_follows_the_base_address() {
        assert_eq!(
            endpoint("http://127.0.0.1:8080"),
            "http://127.0.0.1:8080/client-data"
        );
        assert_eq!(
            endpoint("https://memory.example.com/"),
            "https://memory.example.com/client-data"
        );
        assert_eq!(
            endpoint("https://memory.example.com/live/"),
            "https://memory.example.com/live/client-data"
        );
    }

    #[test]
    fn the_full_address_of_the_endpoint_is_taken_as_it_is() {
        assert_eq!(
            endpoint("https://memory.example.com/client-data"),
            "https://memory.example.com/client-data"
        );
    }

    #[test]
    fn a_text_that_is_not_a_web_address_is_rejected() {
        for text in [
            "",
            "memory.example.com",
            "ftp://memory.example.com",
            "/client-data",
        ] {
            assert!(text.parse::<BaseUrl>().is_err(), "{text}");
        }
    }

    #[test]
    fn a_key_that_no_header_can_carry_is_rejected_without_showing_it() {
        let simulator = ElevenLabsSimulator::new().unwrap();
        let at = "http://127.0.0.1:1".parse().unwrap();
        let request = simulator.request(&at, Endpoint::ClientData);
        let error = with_secret(request, WORKSPACE_KEY, Some(&"hush\n".into())).unwrap_err();
        assert!(!format!("{error:?}").contains("hush"));
    }
}
