//! Plays ElevenLabs: sends the three requests of a call as the platform sends
//! them.

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

/// How long an answer may take; no front door takes longer.
const PATIENCE: Duration = Duration::from_mins(1);

/// Where a service answers: the address that its three endpoints share, or the
/// full address of one of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Deployment(Url);

/// One of the three requests of a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Moment {
    Ring,
    Search,
    HangUp,
}

impl Moment {
    const fn path(self) -> &'static str {
        match self {
            Self::Ring => "client-data",
            Self::Search => "retrieve",
            Self::HangUp => "post-call",
        }
    }
}

impl FromStr for Deployment {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Url::parse(text)
            .ok()
            .filter(|url| matches!(url.scheme(), "http" | "https"))
            .map(Self)
            .ok_or_else(|| "expected an address such as https://memory.example.com".to_owned())
    }
}

impl Deployment {
    /// The service on this machine.
    pub(crate) fn local(address: std::net::SocketAddr) -> anyhow::Result<Self> {
        format!("http://{address}")
            .parse()
            .map_err(|problem: String| anyhow!(problem))
    }

    /// The address of an endpoint.
    pub(crate) fn endpoint(&self, moment: Moment) -> Url {
        let mut url = self.0.clone();
        let base = url.path().trim_end_matches('/').to_owned();
        if base.rsplit('/').next() != Some(moment.path()) {
            url.set_path(&format!("{base}/{}", moment.path()));
        }
        url
    }
}

/// What a service answered.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    /// From the first byte sent to the last byte received.
    pub(crate) took: Duration,
    body: Bytes,
}

impl Answer {
    /// The body, if it is JSON.
    pub(crate) fn json(&self) -> Option<Value> {
        serde_json::from_slice(&self.body).ok()
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

/// The platform's side of the three requests.
#[derive(Debug, Clone)]
pub(crate) struct Platform(Client);

impl Platform {
    pub(crate) fn new() -> anyhow::Result<Self> {
        let client = Client::builder()
            .tls_backend_preconfigured(tls::client()?)
            .timeout(PATIENCE)
            .user_agent(concat!("agentic-memories/", env!("CARGO_PKG_VERSION")))
            .build()
            .context("the HTTP client cannot be set up")?;
        Ok(Self(client))
    }

    /// The phone rings.
    pub(crate) async fn ring(
        &self,
        at: &Deployment,
        key: Option<&SecretString>,
        body: Vec<u8>,
    ) -> anyhow::Result<Answer> {
        let request = self.request(at, Moment::Ring);
        send(with_secret(request, WORKSPACE_KEY, key)?, body).await
    }

    /// The agent searches what it knows.
    pub(crate) async fn search(
        &self,
        at: &Deployment,
        key: Option<&SecretString>,
        token: Option<&SecretString>,
        body: Vec<u8>,
    ) -> anyhow::Result<Answer> {
        let request = self.request(at, Moment::Search);
        let request = with_secret(request, RETRIEVE_KEY, key)?;
        send(with_secret(request, MEMORY_TOKEN, token)?, body).await
    }

    /// The call is over. The event is signed at the current time, if there is a
    /// key to sign with.
    pub(crate) async fn hang_up(
        &self,
        at: &Deployment,
        key: Option<&SigningSecret>,
        body: Vec<u8>,
    ) -> anyhow::Result<Answer> {
        let mut request = self.request(at, Moment::HangUp);
        if let Some(key) = key {
            request = request.header(
                SIGNATURE_HEADER,
                sign(key, Timestamp::now().as_second(), &body),
            );
        }
        send(request, body).await
    }

    fn request(&self, at: &Deployment, moment: Moment) -> RequestBuilder {
        self.0
            .post(at.endpoint(moment))
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
        format!("the value for the header {header} holds characters that no header can carry")
    })?;
    value.set_sensitive(true);
    Ok(request.header(header, value))
}

async fn send(request: RequestBuilder, body: Vec<u8>) -> anyhow::Result<Answer> {
    let started = Instant::now();
    let (client, request) = request.body(body).build_split();
    let request = request.context("the request cannot be made")?;
    let target = origin(request.url());
    let answered = async {
        let response = client.execute(request).await?;
        Ok((response.status(), response.bytes().await?))
    };
    let (status, body) = answered
        .await
        .map_err(|error: reqwest::Error| unanswered(error, &target))?;
    Ok(Answer {
        status,
        took: started.elapsed(),
        body,
    })
}

fn origin(url: &Url) -> String {
    url.origin().ascii_serialization()
}

/// A failed request in words that help.
fn unanswered(error: reqwest::Error, target: &str) -> anyhow::Error {
    let problem = if error.is_timeout() {
        format!("{target} did not answer within {} s", PATIENCE.as_secs())
    } else if is_refused(&error) {
        format!("nobody listens at {target}; is the service running there?")
    } else if error.is_connect() {
        format!("cannot connect to {target}")
    } else {
        format!("{target} broke off the exchange")
    };
    anyhow::Error::from(error.without_url()).context(problem)
}

fn is_refused(error: &reqwest::Error) -> bool {
    iter::successors(error.source(), |&cause| cause.source())
        .filter_map(|cause| cause.downcast_ref::<io::Error>())
        .any(|cause| cause.kind() == io::ErrorKind::ConnectionRefused)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn endpoint(deployment: &str) -> String {
        deployment
            .parse::<Deployment>()
            .unwrap()
            .endpoint(Moment::Ring)
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
    fn what_is_no_web_address_is_refused() {
        for text in [
            "",
            "memory.example.com",
            "ftp://memory.example.com",
            "/client-data",
        ] {
            assert!(text.parse::<Deployment>().is_err(), "{text}");
        }
    }

    #[test]
    fn a_key_that_no_header_can_carry_is_refused_without_showing_it() {
        let platform = Platform::new().unwrap();
        let at = "http://127.0.0.1:1".parse().unwrap();
        let request = platform.request(&at, Moment::Ring);
        let error = with_secret(request, WORKSPACE_KEY, Some(&"hush\n".into())).unwrap_err();
        assert!(!format!("{error:?}").contains("hush"));
    }
}
