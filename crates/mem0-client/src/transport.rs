//! Carries calls to the server: deadline, attempts, bounded answers.

use std::{sync::Arc, time::Duration};

use backon::{BackoffBuilder, ExponentialBuilder, Retryable};
use bytes::{Bytes, BytesMut};
use http::{
    HeaderMap, HeaderValue,
    header::{ACCEPT, CONTENT_TYPE},
};
use jiff::Timestamp;
use serde::de::DeserializeOwned;
use tokio::time::{Instant, timeout_at};
use url::Url;

use crate::{Error, call::Call, decode::decode, error};

mod watched;

use watched::{Progress, Watched};

/// Enough of an answer that is not a success to find its message.
const MAX_ERROR_BYTES: usize = 64 * 1024;

const FIRST_PAUSE: Duration = Duration::from_millis(100);
const LONGEST_PAUSE: Duration = Duration::from_secs(5);
const JSON: HeaderValue = HeaderValue::from_static("application/json");

/// A server and the way to it.
pub(crate) struct Transport {
    pub(crate) http: reqwest::Client,
    pub(crate) base: Url,
    /// `Authorization`, marked as sensitive.
    pub(crate) authorization: HeaderMap,
    pub(crate) retries: usize,
    pub(crate) max_answer: usize,
}

impl Transport {
    /// Performs a call within a limit, and reads its answer.
    pub(crate) async fn perform<T: DeserializeOwned>(
        &self,
        call: &Call,
        limit: Duration,
    ) -> Result<T, Error> {
        let answer = self.persist(call, limit).await?;
        decode(&answer)
    }

    /// Repeats attempts while that is safe, can help and fits into the limit.
    async fn persist(&self, call: &Call, limit: Duration) -> Result<Bytes, Error> {
        let deadline = Instant::now() + limit;
        let pauses = ExponentialBuilder::default()
            .with_min_delay(FIRST_PAUSE)
            .with_max_delay(LONGEST_PAUSE)
            .with_max_times(self.retries)
            .with_jitter();
        (|| self.attempt_until(call, deadline, limit))
            .retry(pauses.build())
            .when(|error| call.effect.may_repeat_after(error))
            .adjust(|error, pause| {
                // Asked to wait for longer than there is time: the caller should know now.
                let pause = pause?.max(error.retry_after().unwrap_or_default());
                (pause < deadline.saturating_duration_since(Instant::now())).then_some(pause)
            })
            .notify(|error, pause| {
                // Not the error itself: the server may quote a memory in it.
                let status = error.status().map(|status| status.as_u16());
                tracing::debug!(operation = call.operation, status, ?pause, "trying again");
            })
            .await
    }

    async fn attempt_until(
        &self,
        call: &Call,
        deadline: Instant,
        limit: Duration,
    ) -> Result<Bytes, Error> {
        let progress = Progress::of(call);
        timeout_at(deadline, self.attempt(call, &progress))
            .await
            .unwrap_or_else(|_| {
                Err(Error::Timeout {
                    limit,
                    sent: progress.may_have_been_sent(),
                })
            })
    }

    async fn attempt(&self, call: &Call, progress: &Arc<Progress>) -> Result<Bytes, Error> {
        let failed = |error| failure(error, progress);
        let mut request = self
            .http
            .request(call.method.clone(), self.url(call))
            .headers(self.authorization.clone())
            .header(ACCEPT, JSON);
        if let Some(body) = &call.body {
            let watched = Watched::new(body.clone(), Arc::clone(progress));
            request = request
                .header(CONTENT_TYPE, JSON)
                .body(reqwest::Body::wrap(watched));
        }
        let mut response = request.send().await.map_err(failed)?;
        let status = response.status();
        if status.is_success() {
            return all_of(&mut response, self.max_answer, progress).await;
        }
        let said = beginning_of(&mut response).await;
        Err(Error::Status {
            status,
            message: error::message(&said),
            retry_after: error::retry_after(response.headers(), Timestamp::now()),
        })
    }

    fn url(&self, call: &Call) -> Url {
        let mut url = self.base.clone();
        url.set_path(&format!(
            "{}{}",
            url.path().trim_end_matches('/'),
            call.path
        ));
        if !call.query.is_empty() {
            url.query_pairs_mut().extend_pairs(&call.query);
        }
        url
    }
}

async fn all_of(
    response: &mut reqwest::Response,
    limit: usize,
    progress: &Progress,
) -> Result<Bytes, Error> {
    let announced = response
        .content_length()
        .and_then(|length| usize::try_from(length).ok());
    if announced.is_some_and(|length| length > limit) {
        return Err(Error::TooLarge { limit });
    }
    let mut body = BytesMut::with_capacity(announced.unwrap_or_default());
    while let Some(chunk) = response
        .chunk()
        .await
        .map_err(|error| failure(error, progress))?
    {
        if body.len() + chunk.len() > limit {
            return Err(Error::TooLarge { limit });
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body.freeze())
}

/// As much as can be had: the status says more than a body that breaks off.
async fn beginning_of(response: &mut reqwest::Response) -> Bytes {
    let mut body = BytesMut::new();
    while let Ok(Some(chunk)) = response.chunk().await {
        body.extend_from_slice(&chunk);
        if body.len() >= MAX_ERROR_BYTES {
            body.truncate(MAX_ERROR_BYTES);
            break;
        }
    }
    body.freeze()
}

fn failure(error: reqwest::Error, progress: &Progress) -> Error {
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
