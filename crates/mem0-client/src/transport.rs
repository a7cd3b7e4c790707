//! Sends requests, with a deadline, retries and a limit for the response body.

use std::{sync::Arc, time::Duration};

use backon::{BackoffBuilder, ExponentialBuilder, Retryable};
use bytes::Bytes;
use http::{
    HeaderMap, HeaderValue,
    header::{ACCEPT, CONTENT_TYPE},
};
use http_body_util::{BodyExt, Limited};
use jiff::Timestamp;
use tokio::time::{Instant, timeout_at};
use url::Url;

use crate::{Error, error};

mod path;
mod request;
mod tracked_body;

pub(crate) use path::Path;
pub(crate) use request::{OperationKind, Request};
use tracked_body::{Progress, TrackedBody};

/// The largest error response from which the message is extracted.
const MAX_ERROR_BYTES: usize = 64 * 1024;

const MIN_BACKOFF: Duration = Duration::from_millis(100);
const MAX_BACKOFF: Duration = Duration::from_secs(5);
const JSON: HeaderValue = HeaderValue::from_static("application/json");

/// The HTTP client for one server, shared by all clones of a client.
pub(crate) struct Transport {
    pub(crate) http: reqwest::Client,
    pub(crate) base: Url,
    /// The `Authorization` header, marked as sensitive.
    pub(crate) authorization: HeaderMap,
    pub(crate) retries: usize,
    pub(crate) max_response_bytes: usize,
}

impl Transport {
    /// Sends a request and returns the body of the response; `timeout` includes all attempts.
    /// Retries while that is safe, may succeed, and the deadline allows it.
    pub(crate) async fn send(&self, request: &Request, timeout: Duration) -> Result<Bytes, Error> {
        let deadline = Instant::now() + timeout;
        let backoff = ExponentialBuilder::default()
            .with_min_delay(MIN_BACKOFF)
            .with_max_delay(MAX_BACKOFF)
            .with_max_times(self.retries)
            .with_jitter();
        (|| self.attempt_until(request, deadline, timeout))
            .retry(backoff.build())
            .when(|error| request.kind.may_retry_after(error))
            .adjust(|error, delay| {
                // A `Retry-After` beyond the deadline is reported to the caller immediately.
                let delay = delay?.max(error.retry_after().unwrap_or_default());
                (delay < deadline.saturating_duration_since(Instant::now())).then_some(delay)
            })
            .notify(|error, delay| {
                // The error itself is not logged: the server may quote a memory in its message.
                let status = error.status().map(|status| status.as_u16());
                tracing::debug!(operation = request.operation, status, ?delay, "retrying");
            })
            .await
    }

    async fn attempt_until(
        &self,
        request: &Request,
        deadline: Instant,
        timeout: Duration,
    ) -> Result<Bytes, Error> {
        let progress = Progress::for_request(request);
        timeout_at(deadline, self.attempt(request, &progress))
            .await
            .unwrap_or_else(|_| {
                Err(Error::Timeout {
                    limit: timeout,
                    sent: progress.may_have_been_sent(),
                })
            })
    }

    async fn attempt(&self, request: &Request, progress: &Arc<Progress>) -> Result<Bytes, Error> {
        let mut builder = self
            .http
            .request(request.method.clone(), self.url(request))
            .headers(self.authorization.clone())
            .header(ACCEPT, JSON);
        if let Some(body) = &request.body {
            let body = TrackedBody::new(body.clone(), Arc::clone(progress));
            builder = builder
                .header(CONTENT_TYPE, JSON)
                .body(reqwest::Body::wrap(body));
        }
        let response = builder
            .send()
            .await
            .map_err(|error| transport_error(error, progress))?;
        let status = response.status();
        if status.is_success() {
            return read_body(response, self.max_response_bytes, progress).await;
        }
        let retry_after = error::retry_after(response.headers(), Timestamp::now());
        // An error whose body is incomplete or too large still has its status.
        let body = read_body(response, MAX_ERROR_BYTES, progress)
            .await
            .unwrap_or_default();
        Err(Error::Status {
            status,
            message: error::message_from_body(&body),
            retry_after,
        })
    }

    fn url(&self, request: &Request) -> Url {
        let mut url = self.base.clone();
        url.set_path(&format!(
            "{}{}",
            url.path().trim_end_matches('/'),
            request.path
        ));
        if !request.query.is_empty() {
            url.query_pairs_mut().extend_pairs(&request.query);
        }
        url
    }
}

async fn read_body(
    response: reqwest::Response,
    limit: usize,
    progress: &Progress,
) -> Result<Bytes, Error> {
    match Limited::new(reqwest::Body::from(response), limit)
        .collect()
        .await
    {
        Ok(body) => Ok(body.to_bytes()),
        Err(error) => Err(match error.downcast::<reqwest::Error>() {
            Ok(error) => transport_error(*error, progress),
            Err(_) => Error::TooLarge { limit },
        }),
    }
}

fn transport_error(error: reqwest::Error, progress: &Progress) -> Error {
    // The URL contains ids.
    let error = error.without_url();
    if error.is_connect() {
        return Error::Connect(error.into());
    }
    Error::Interrupted {
        sent: progress.may_have_been_sent(),
        source: error.into(),
    }
}
