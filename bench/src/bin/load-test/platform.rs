use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use bytes::Bytes;
use elevenlabs::signature::{SIGNATURE_HEADER, SigningSecret, sign};
use jiff::Timestamp;
use reqwest::{
    Client, RequestBuilder, StatusCode,
    header::{CONTENT_TYPE, HeaderName, HeaderValue},
    redirect,
};
use rustls::{ClientConfig, RootCertStore, crypto::ring};
use secrecy::{ExposeSecret, SecretString};
use serde_json::Value;

use crate::target::Target;

const WORKSPACE_KEY: HeaderName = HeaderName::from_static("x-workspace-key");
const RETRIEVE_KEY: HeaderName = HeaderName::from_static("x-api-key");
const MEMORY_TOKEN: HeaderName = HeaderName::from_static("x-memory-token");

/// How long an answer may take before it counts as a failure.
const PATIENCE: Duration = Duration::from_secs(30);

/// What a deployment asks for.
#[derive(Debug, Clone)]
pub(crate) struct Keys {
    pub(crate) workspace: Option<SecretString>,
    pub(crate) retrieve: Option<SecretString>,
    pub(crate) hmac: Option<SecretString>,
}

/// The platform's side of the three requests.
#[derive(Debug)]
pub(crate) struct Platform {
    client: Client,
    target: Target,
    workspace: Option<HeaderValue>,
    retrieve: Option<HeaderValue>,
    signing: Option<SigningSecret>,
}

/// A complete answer with a status of success.
#[derive(Debug)]
pub(crate) struct Answer {
    /// From sending the request to the last byte of the answer.
    pub(crate) took: Duration,
    pub(crate) body: Bytes,
}

/// Why a request has no useful answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
pub(crate) enum Failure {
    /// The answer has a status other than 2xx.
    #[error("status {}", .0.as_u16())]
    Status(StatusCode),
    #[error("timed out")]
    TimedOut,
    #[error("not connected")]
    NotConnected,
    #[error("broken off")]
    BrokenOff,
}

impl Platform {
    pub(crate) fn new(target: Target, keys: &Keys) -> Result<Self> {
        let mut client = Client::builder()
            .tls_backend_preconfigured(tls()?)
            .timeout(PATIENCE)
            // Whoever is loaded is whom the operator named.
            .redirect(redirect::Policy::none())
            .user_agent(concat!(
                "agentic-memories-load-test/",
                env!("CARGO_PKG_VERSION")
            ));
        if target.is_here() {
            client = client.no_proxy();
        }
        Ok(Self {
            client: client.build().context("the HTTP client cannot be set up")?,
            target,
            workspace: keys.workspace.as_ref().and_then(header).transpose()?,
            retrieve: keys.retrieve.as_ref().and_then(header).transpose()?,
            signing: keys.hmac.as_ref().and_then(signing).transpose()?,
        })
    }

    /// The phone rings.
    pub(crate) async fn ring(&self, body: &Value) -> Result<Answer, Failure> {
        let request = self.client.post(self.target.client_data.clone());
        let request = with(request, WORKSPACE_KEY, self.workspace.as_ref());
        send(request, body.to_string().into()).await
    }

    /// The agent searches, with the token that the ring's answer held.
    pub(crate) async fn search(
        &self,
        token: Option<&HeaderValue>,
        body: &Value,
    ) -> Result<Answer, Failure> {
        let request = self.client.post(self.target.retrieve.clone());
        let request = with(request, RETRIEVE_KEY, self.retrieve.as_ref());
        send(with(request, MEMORY_TOKEN, token), body.to_string().into()).await
    }

    /// The call is over.
    pub(crate) async fn hang_up(&self, body: Vec<u8>) -> Result<Answer, Failure> {
        let mut request = self.client.post(self.target.post_call.clone());
        if let Some(key) = &self.signing {
            let signature = sign(key, Timestamp::now().as_second(), &body);
            request = request.header(SIGNATURE_HEADER, signature);
        }
        send(request, body.into()).await
    }
}

async fn send(request: RequestBuilder, body: Bytes) -> Result<Answer, Failure> {
    let request = request.header(CONTENT_TYPE, "application/json").body(body);
    let began = Instant::now();
    let response = request.send().await?;
    let status = response.status();
    let body = response.bytes().await?;
    if status.is_success() {
        let took = began.elapsed();
        Ok(Answer { took, body })
    } else {
        Err(Failure::Status(status))
    }
}

impl From<reqwest::Error> for Failure {
    fn from(error: reqwest::Error) -> Self {
        if error.is_timeout() {
            Self::TimedOut
        } else if error.is_connect() {
            Self::NotConnected
        } else {
            Self::BrokenOff
        }
    }
}

fn with(request: RequestBuilder, name: HeaderName, value: Option<&HeaderValue>) -> RequestBuilder {
    match value {
        Some(value) => request.header(name, value),
        None => request,
    }
}

/// A secret as the value of a header; a blank one is none.
fn header(secret: &SecretString) -> Option<Result<HeaderValue>> {
    let secret = Some(secret.expose_secret().trim()).filter(|secret| !secret.is_empty())?;
    let value = HeaderValue::from_str(secret).map(|mut value| {
        value.set_sensitive(true);
        value
    });
    Some(value.context("a key holds characters that no header can carry"))
}

/// The secret that signs, of several in the middle of a rotation.
fn signing(secrets: &SecretString) -> Option<Result<SigningSecret>> {
    let mut secrets = secrets.expose_secret().split(',').map(str::trim);
    let secret = secrets.find(|secret| !secret.is_empty())?;
    Some(SigningSecret::new(secret).context("the key to sign with cannot be used"))
}

/// Trusts the certificate authorities of the web, and those of this machine.
fn tls() -> Result<ClientConfig> {
    let mut roots: RootCertStore = webpki_roots::TLS_SERVER_ROOTS.iter().cloned().collect();
    // What cannot be read there is only missing here.
    roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    Ok(
        ClientConfig::builder_with_provider(ring::default_provider().into())
            .with_safe_default_protocol_versions()
            .context("TLS cannot be set up")?
            .with_root_certificates(roots)
            .with_no_client_auth(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_blank_key_is_no_key() {
        assert!(header(&"  ".into()).is_none());
        assert!(signing(&" , ".into()).is_none());
    }

    #[test]
    fn a_key_that_no_header_can_carry_is_refused_without_showing_it() {
        let error = header(&"hu\nsh".into()).unwrap().unwrap_err();
        assert!(!format!("{error:?}").contains("hu"));
    }
}
