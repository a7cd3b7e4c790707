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

const REQUEST_TIMEOUT: Duration = Duration::from_secs(30);

/// The keys of a deployment.
#[derive(Debug, Clone)]
pub(crate) struct Keys {
    pub(crate) workspace: Option<SecretString>,
    pub(crate) retrieve: Option<SecretString>,
    pub(crate) hmac: Option<SecretString>,
}

/// Sends the three requests of a call as ElevenLabs does.
#[derive(Debug)]
pub(crate) struct ElevenLabsClient {
    client: Client,
    target: Target,
    workspace: Option<HeaderValue>,
    retrieve: Option<HeaderValue>,
    signing: Option<SigningSecret>,
}

/// A successful response.
#[derive(Debug)]
pub(crate) struct Response {
    /// From sending the request to the last byte of the response.
    pub(crate) latency: Duration,
    pub(crate) body: Bytes,
}

/// A request failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
pub(crate) enum RequestError {
    #[error("status {}", .0.as_u16())]
    Status(StatusCode),
    #[error("timed out")]
    TimedOut,
    #[error("not connected")]
    NotConnected,
    #[error("connection lost")]
    ConnectionLost,
}

impl ElevenLabsClient {
    pub(crate) fn new(target: Target, keys: &Keys) -> Result<Self> {
        let mut client = Client::builder()
            .tls_backend_preconfigured(tls_config()?)
            .timeout(REQUEST_TIMEOUT)
            // Only the confirmed host receives load.
            .redirect(redirect::Policy::none())
            .user_agent(concat!(
                "agentic-memories-load-test/",
                env!("CARGO_PKG_VERSION")
            ));
        if target.is_local() {
            client = client.no_proxy();
        }
        Ok(Self {
            client: client
                .build()
                .context("the HTTP client could not be created")?,
            target,
            workspace: keys
                .workspace
                .as_ref()
                .and_then(secret_header)
                .transpose()?,
            retrieve: keys.retrieve.as_ref().and_then(secret_header).transpose()?,
            signing: keys.hmac.as_ref().and_then(signing_secret).transpose()?,
        })
    }

    pub(crate) async fn client_data(&self, body: &Value) -> Result<Response, RequestError> {
        let request = self.client.post(self.target.client_data.clone());
        let request = with_header(request, WORKSPACE_KEY, self.workspace.as_ref());
        send(request, body.to_string().into()).await
    }

    /// `token` is the caller token from the reply to `/client-data`.
    pub(crate) async fn retrieve(
        &self,
        token: Option<&HeaderValue>,
        body: &Value,
    ) -> Result<Response, RequestError> {
        let request = self.client.post(self.target.retrieve.clone());
        let request = with_header(request, RETRIEVE_KEY, self.retrieve.as_ref());
        send(
            with_header(request, MEMORY_TOKEN, token),
            body.to_string().into(),
        )
        .await
    }

    pub(crate) async fn post_call(&self, body: Vec<u8>) -> Result<Response, RequestError> {
        let mut request = self.client.post(self.target.post_call.clone());
        if let Some(key) = &self.signing {
            let signature = sign(key, Timestamp::now().as_second(), &body);
            request = request.header(SIGNATURE_HEADER, signature);
        }
        send(request, body.into()).await
    }
}

async fn send(request: RequestBuilder, body: Bytes) -> Result<Response, RequestError> {
    let request = request.header(CONTENT_TYPE, "application/json").body(body);
    let start = Instant::now();
    let response = request.send().await?;
    let status = response.status();
    let body = response.bytes().await?;
    if status.is_success() {
        let latency = start.elapsed();
        Ok(Response { latency, body })
    } else {
        Err(RequestError::Status(status))
    }
}

impl From<reqwest::Error> for RequestError {
    fn from(error: reqwest::Error) -> Self {
        if error.is_timeout() {
            Self::TimedOut
        } else if error.is_connect() {
            Self::NotConnected
        } else {
            Self::ConnectionLost
        }
    }
}

fn with_header(
    request: RequestBuilder,
    name: HeaderName,
    value: Option<&HeaderValue>,
) -> RequestBuilder {
    match value {
        Some(value) => request.header(name, value),
        None => request,
    }
}

/// The value of a header with a secret; `None` if the secret is blank.
fn secret_header(secret: &SecretString) -> Option<Result<HeaderValue>> {
    let secret = Some(secret.expose_secret().trim()).filter(|secret| !secret.is_empty())?;
    let value = HeaderValue::from_str(secret).map(|mut value| {
        value.set_sensitive(true);
        value
    });
    Some(value.context("a key is not a valid header value"))
}

/// The first of several secrets, which are configured during rotation.
fn signing_secret(secrets: &SecretString) -> Option<Result<SigningSecret>> {
    let mut secrets = secrets.expose_secret().split(',').map(str::trim);
    let secret = secrets.find(|secret| !secret.is_empty())?;
    Some(SigningSecret::new(secret).context("the signing secret is invalid"))
}

/// Trusts Mozilla's root certificates and those of this machine.
fn tls_config() -> Result<ClientConfig> {
    let mut roots: RootCertStore = webpki_roots::TLS_SERVER_ROOTS.iter().cloned().collect();
    // Unreadable system certificates are skipped.
    roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    Ok(
        ClientConfig::builder_with_provider(ring::default_provider().into())
            .with_safe_default_protocol_versions()
            .context("TLS could not be configured")?
            .with_root_certificates(roots)
            .with_no_client_auth(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_blank_key_is_ignored() {
        assert!(secret_header(&"  ".into()).is_none());
        assert!(signing_secret(&" , ".into()).is_none());
    }

    #[test]
    fn the_error_for_an_invalid_key_does_not_show_it() {
        let error = secret_header(&"hu\nsh".into()).unwrap().unwrap_err();
        assert!(!format!("{error:?}").contains("hu"));
    }
}
