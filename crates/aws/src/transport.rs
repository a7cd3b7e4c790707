//! Carries requests to AWS: signatures, deadline, attempts, bounded answers.

use std::time::{Duration, SystemTime};

use backon::{BackoffBuilder, ExponentialBuilder, Retryable};
use bytes::{Bytes, BytesMut};
use http::{HeaderMap, Method, Uri};
use sha2::{Digest, Sha256};
use tokio::time::{Instant, timeout_at};

use crate::{Error, refusal::Refusal, service::Service, sign::Signer};

const FIRST_PAUSE: Duration = Duration::from_millis(50);
const LONGEST_PAUSE: Duration = Duration::from_secs(1);
const RETRIES: usize = 4;

/// An attempt has this part of the time that the operation has, so that one that hangs leaves
/// time for others.
const ATTEMPTS_IN_TIME: u32 = 3;

/// Enough of an answer that is no success to find its code, and the item that a condition met.
const MAX_REFUSAL: usize = 64 * 1024;

/// A request before it is signed.
pub(crate) struct Call {
    pub(crate) service: Service,
    pub(crate) method: Method,
    pub(crate) uri: Uri,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
    /// The largest answer that is accepted, in bytes.
    pub(crate) max_answer: usize,
}

/// What the service said.
pub(crate) enum Answer {
    Success(Bytes),
    /// What went wrong, and the words for it.
    Refusal(Refusal, Bytes),
}

/// The connections to AWS, and the keys.
pub(crate) struct Transport {
    pub(crate) http: reqwest::Client,
    pub(crate) signer: Signer,
}

impl Transport {
    /// Performs a call within a limit. What a service refuses for good is an answer.
    pub(crate) async fn perform(&self, call: &Call, limit: Duration) -> Result<Answer, Error> {
        let deadline = Instant::now() + limit;
        let body_sha256 = hex::encode(Sha256::digest(&call.body));
        let pauses = ExponentialBuilder::default()
            .with_min_delay(FIRST_PAUSE)
            .with_max_delay(LONGEST_PAUSE)
            .with_max_times(RETRIES)
            .with_jitter();
        (|| self.attempt_in_time(call, &body_sha256, deadline, limit))
            .retry(pauses.build())
            .when(Error::is_transient)
            .adjust(|_, pause| {
                let left = deadline.saturating_duration_since(Instant::now());
                pause.filter(|pause| *pause < left)
            })
            .notify(|error, pause| {
                let service = call.service.name();
                tracing::debug!(service, %error, ?pause, "trying again");
            })
            .await
    }

    async fn attempt_in_time(
        &self,
        call: &Call,
        body_sha256: &str,
        deadline: Instant,
        limit: Duration,
    ) -> Result<Answer, Error> {
        let now = Instant::now();
        if deadline <= now {
            return Err(Error::Timeout { limit });
        }
        let end = deadline.min(now + limit / ATTEMPTS_IN_TIME);
        let answer = timeout_at(end, self.attempt(call, body_sha256))
            .await
            .unwrap_or(Err(Error::Timeout { limit }))?;
        // Told apart here, where it can be tried again.
        if let Answer::Refusal(refusal, _) = &answer {
            let error = Error::from(refusal.clone());
            if error.is_transient() {
                return Err(error);
            }
        }
        Ok(answer)
    }

    async fn attempt(&self, call: &Call, body_sha256: &str) -> Result<Answer, Error> {
        let mut request = http::Request::new(call.body.clone());
        *request.method_mut() = call.method.clone();
        *request.uri_mut() = call.uri.clone();
        request.headers_mut().clone_from(&call.headers);
        // Anew for each attempt: a signature holds for minutes.
        self.signer
            .sign(&mut request, body_sha256, call.service, SystemTime::now())?;
        let request = reqwest::Request::try_from(request)
            .map_err(|error| Error::unusable(error.without_url()))?;
        let mut response = self.http.execute(request).await.map_err(failure)?;
        let (status, headers) = (response.status(), response.headers().clone());
        if status.is_success() {
            return Ok(Answer::Success(
                all_of(&mut response, call.max_answer).await?,
            ));
        }
        let said = beginning_of(&mut response).await;
        let refusal = Refusal::read(status, &headers, &said);
        Ok(Answer::Refusal(refusal, said))
    }
}

impl Answer {
    /// The answer where every refusal is an error.
    pub(crate) fn success(self) -> Result<Bytes, Error> {
        match self {
            Self::Success(body) => Ok(body),
            Self::Refusal(refusal, _) => Err(refusal.into()),
        }
    }
}

async fn all_of(response: &mut reqwest::Response, limit: usize) -> Result<Bytes, Error> {
    let announced = response.content_length().unwrap_or_default();
    if usize::try_from(announced).map_or(true, |announced| announced > limit) {
        return Err(Error::TooLarge { limit });
    }
    let mut body = BytesMut::new();
    while let Some(chunk) = response.chunk().await.map_err(failure)? {
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
        if body.len() >= MAX_REFUSAL {
            body.truncate(MAX_REFUSAL);
            break;
        }
    }
    body.freeze()
}

fn failure(error: reqwest::Error) -> Error {
    // The address names a bucket and an object.
    let error = error.without_url();
    if error.is_connect() {
        Error::Unreachable(error.into())
    } else {
        Error::Interrupted(error.into())
    }
}
