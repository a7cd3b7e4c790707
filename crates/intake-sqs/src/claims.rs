//! The way out of the queue.

use aws::Aws;
use base64::{Engine, engine::general_purpose::STANDARD};
use memories_domain::IncomingEvent;
use tokio::task::spawn_blocking;

use crate::{
    OpenError,
    envelope::{Claim, Content, Envelope},
    gzip, names,
};

/// The largest event that is opened, in bytes: the 10 MiB that the front door takes, and some.
pub(crate) const EVENT_LIMIT: usize = 11 * 1024 * 1024;

/// Opens messages, and has the bucket of events that were too large for theirs.
#[derive(Debug, Clone)]
pub struct Claims {
    aws: Aws,
    bucket: String,
}

/// What a message held.
#[derive(Debug)]
pub struct Delivered {
    /// The event, without its caller, whom the message does not name. Its body may be reduced
    /// to what teaches.
    pub event: IncomingEvent,
    /// What is in the bucket of it, to be [discarded](Claims::discard) when it is learned.
    pub claim: Option<Claim>,
}

impl Claims {
    /// The claims in the bucket of this name.
    #[must_use]
    pub fn new(aws: Aws, bucket: impl Into<String>) -> Self {
        Self {
            aws,
            bucket: bucket.into(),
        }
    }

    /// The event in the body of a message, fetched from the bucket if it is there.
    ///
    /// To a role that may not list the bucket, S3 says `AccessDenied` of an object that is gone:
    /// the answer is then [`OpenError::Bucket`] instead of [`OpenError::ClaimGone`].
    pub async fn open(&self, message: &str) -> Result<Delivered, OpenError> {
        let envelope = Envelope::read(message)?;
        let (key, received_at, content) = envelope.into_parts();
        let (body, claim) = match content {
            Content::Body(body) => (body.into_bytes(), None),
            Content::Gzip(text) | Content::Reduced(text) => {
                (off_the_runtime(move || decoded(&text)).await?, None)
            }
            Content::Claim(claim) => (self.fetch(&claim).await?, Some(claim)),
        };
        let event = IncomingEvent {
            key,
            caller: None,
            received_at,
            body: body.into(),
        };
        Ok(Delivered { event, claim })
    }

    /// Removes from the bucket what is no longer needed. Should that fail, the bucket does it
    /// some weeks later.
    pub async fn discard(&self, claim: Claim) {
        let deleted = self.aws.delete_object(&self.bucket, &claim.object).await;
        if let Err(error) = deleted {
            tracing::warn!(%error, object = claim.object, "a learned event stays in the bucket");
        }
    }

    async fn fetch(&self, claim: &Claim) -> Result<Vec<u8>, OpenError> {
        let got = self
            .aws
            .get_object(&self.bucket, &claim.object, EVENT_LIMIT)
            .await;
        let gzip = got.map_err(|error| match error {
            // A bucket that is gone is another matter.
            aws::Error::NotFound { code } if code == "NoSuchKey" => OpenError::ClaimGone,
            aws::Error::TooLarge { limit } => OpenError::TooLarge { limit },
            other => OpenError::Bucket(other),
        })?;
        let expected = claim.sha256.clone();
        off_the_runtime(move || {
            let body = gzip::decompressed(&gzip, EVENT_LIMIT).map_err(|failed| match failed {
                gzip::Failed::NotGzip => OpenError::ClaimDiffers,
                gzip::Failed::TooLarge => OpenError::TooLarge { limit: EVENT_LIMIT },
            })?;
            if names::sha256(&body) == expected {
                Ok(body)
            } else {
                Err(OpenError::ClaimDiffers)
            }
        })
        .await
    }
}

fn decoded(text: &str) -> Result<Vec<u8>, OpenError> {
    let gzip = STANDARD.decode(text).map_err(|_| OpenError::Unreadable {
        reason: "its content is not in Base64",
    })?;
    gzip::decompressed(&gzip, EVENT_LIMIT).map_err(|failed| match failed {
        gzip::Failed::NotGzip => OpenError::Unreadable {
            reason: "its content is not compressed by gzip",
        },
        gzip::Failed::TooLarge => OpenError::TooLarge { limit: EVENT_LIMIT },
    })
}

/// Megabytes are read where they keep nothing else waiting.
async fn off_the_runtime(
    work: impl FnOnce() -> Result<Vec<u8>, OpenError> + Send + 'static,
) -> Result<Vec<u8>, OpenError> {
    spawn_blocking(work).await.unwrap_or(Err(OpenError::Defect))
}
