//! Sends requests to AWS: signature, timeout, retries, bounded responses.

use std::time::{Duration, SystemTime};

use backon::{BackoffBuilder, ExponentialBuilder, Retryable};
use bytes::Bytes;
use http::{HeaderMap, Method, Uri};
use http_body_util::{BodyExt, Limited};
use sha2::{Digest, Sha256};
use tokio::time::{Instant, timeout_at};

use super::{error::Error, service::Service, service_error::ServiceError, signer::Signer};

const INITIAL_BACKOFF: Duration = Duration::from_millis(50);
const MAX_BACKOFF: Duration = Duration::from_secs(1);
const MAX_RETRIES: usize = 4;

/// An attempt gets this fraction of the timeout, so that a hanging attempt leaves time for
/// others.
const ATTEMPTS_PER_TIMEOUT: u32 = 3;

/// Enough for an error response with its code, and for the item that failed a condition.
const MAX_ERROR_BYTES: usize = 64 * 1024;

/// A request before it is signed.
pub(super) struct Request {
    pub(super) service: Service,
    pub(super) method: Method,
    pub(super) uri: Uri,
    pub(super) headers: HeaderMap,
    pub(super) body: Bytes,
    pub(super) max_response_bytes: usize,
}

pub(super) enum Response {
    Ok(Bytes),
    /// The error with the body that described it.
    ServiceError(ServiceError, Bytes),
}

pub(super) struct Transport {
    pub(super) http: reqwest::Client,
    pub(super) signer: Signer,
}

impl Transport {
    /// Sends a request, again if it fails transiently, until `timeout` is over. A permanent
    /// service error is a response.
    pub(super) async fn send(
        &self,
        request: &Request,
        timeout: Duration,
    ) -> Result<Response, Error> {
        let deadline = Instant::now() + timeout;
        let body_sha256 = hex::encode(Sha256::digest(&request.body));
        let backoff = ExponentialBuilder::default()
            .with_min_delay(INITIAL_BACKOFF)
            .with_max_delay(MAX_BACKOFF)
            .with_max_times(MAX_RETRIES)
            .with_jitter();
        (|| self.attempt_in_time(request, &body_sha256, deadline, timeout))
            .retry(backoff.build())
            .when(Error::is_transient)
            .adjust(|_, pause| {
                let remaining = deadline.saturating_duration_since(Instant::now());
                pause.filter(|pause| *pause < remaining)
            })
            .notify(|error, pause| {
                let service = request.service.name();
                tracing::debug!(service, %error, ?pause, "retrying a request to AWS");
            })
            .await
    }

    async fn attempt_in_time(
        &self,
        request: &Request,
        body_sha256: &str,
        deadline: Instant,
        timeout: Duration,
    ) -> Result<Response, Error> {
        let now = Instant::now();
        if deadline <= now {
            return Err(Error::Timeout { timeout });
        }
        let attempt_deadline = deadline.min(now + timeout / ATTEMPTS_PER_TIMEOUT);
        let response = timeout_at(attempt_deadline, self.attempt(request, body_sha256))
            .await
            .unwrap_or(Err(Error::Timeout { timeout }))?;
        // Only an `Err` is retried.
        if let Response::ServiceError(service_error, _) = &response {
            let error = Error::from(service_error.clone());
            if error.is_transient() {
                return Err(error);
            }
        }
        Ok(response)
    }

    async fn attempt(&self, request: &Request, body_sha256: &str) -> Result<Response, Error> {
        let mut signed = http::Request::new(request.body.clone());
        *signed.method_mut() = request.method.clone();
        *signed.uri_mut() = request.uri.clone();
        signed.headers_mut().clone_from(&request.headers);
        // Per attempt, because a signature expires after minutes.
        let now = SystemTime::now();
        self.signer
            .sign(&mut signed, body_sha256, request.service, now)?;
        let signed = reqwest::Request::try_from(signed)
            .map_err(|error| Error::invalid_request(error.without_url()))?;
        let response = self.http.execute(signed).await.map_err(http_error)?;
        let (status, headers) = (response.status(), response.headers().clone());
        if status.is_success() {
            let body = read_body(response, request.max_response_bytes).await?;
            return Ok(Response::Ok(body));
        }
        // An error whose body is incomplete or too large still has its status.
        let body = read_body(response, MAX_ERROR_BYTES)
            .await
            .unwrap_or_default();
        let error = ServiceError::parse(status, &headers, &body);
        Ok(Response::ServiceError(error, body))
    }
}

impl Response {
    /// The body of a successful response; a service error becomes an [`Error`].
    pub(super) fn ok(self) -> Result<Bytes, Error> {
        match self {
            Self::Ok(body) => Ok(body),
            Self::ServiceError(error, _) => Err(error.into()),
        }
    }
}

async fn read_body(response: reqwest::Response, max_bytes: usize) -> Result<Bytes, Error> {
    match Limited::new(reqwest::Body::from(response), max_bytes)
        .collect()
        .await
    {
        Ok(body) => Ok(body.to_bytes()),
        Err(error) => Err(match error.downcast::<reqwest::Error>() {
            Ok(error) => http_error(*error),
            Err(_) => Error::ResponseTooLarge { max_bytes },
        }),
    }
}

fn http_error(error: reqwest::Error) -> Error {
    // The URL contains the names of a bucket and an object.
    let error = error.without_url();
    if error.is_connect() {
        Error::Connect(error.into())
    } else {
        Error::Interrupted(error.into())
    }
}
