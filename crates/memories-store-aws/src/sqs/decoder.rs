use std::fmt;

use base64::{Engine, engine::general_purpose::STANDARD};
use bytes::Bytes;
use jiff::Timestamp;
use memories_domain::ports::{ClaimedContent, EventKey, ScopedCall};
use tokio::task::spawn_blocking;

use super::{
    envelope::{Content, Encoding, Envelope, Gzip, PayloadRef},
    error::DecodeError,
    gzip::{self, DecompressError},
};
use crate::{
    client::{self, AwsClient},
    digest::sha256_hex,
};

/// API Gateway accepts bodies of up to 10 MiB.
pub(super) const MAX_CONTENT_BYTES: usize = 11 * 1024 * 1024;

/// A received message, whose content is still encoded.
#[derive(Debug)]
pub struct Message {
    pub key: EventKey,
    pub received_at: Timestamp,
    pub content: EncodedContent,
}

/// The content of a message, before it is decompressed or read from the bucket.
pub struct EncodedContent {
    content: Content,
    bytes: usize,
}

/// Decodes the content of messages that an [`SqsSink`](super::SqsSink) has sent.
#[derive(Debug, Clone)]
pub struct MessageDecoder {
    client: AwsClient,
    bucket: String,
}

impl Message {
    pub fn parse(body: &str) -> Result<Self, DecodeError> {
        let envelope = Envelope::parse(body)?;
        let bytes = match &envelope.content {
            Content::Call(encoding) => encoding.content_bytes(),
            Content::Raw(encoding) => encoding.content_bytes(),
        };
        let bytes = bytes.unwrap_or(body.len());
        if bytes > MAX_CONTENT_BYTES {
            return Err(DecodeError::TooLarge {
                max_bytes: MAX_CONTENT_BYTES,
            });
        }
        Ok(Self {
            key: envelope.key,
            received_at: envelope.received_at,
            content: EncodedContent {
                content: envelope.content,
                bytes,
            },
        })
    }
}

impl EncodedContent {
    /// The size of the decoded content, which the decoder enforces.
    #[must_use]
    pub const fn bytes(&self) -> usize {
        self.bytes
    }

    /// The content in the bucket, to be [deleted](MessageDecoder::delete_payload) once the event
    /// is processed.
    #[must_use]
    pub const fn payload(&self) -> Option<&PayloadRef> {
        match &self.content {
            Content::Call(Encoding::Payload(payload))
            | Content::Raw(Encoding::Payload(payload)) => Some(payload),
            _ => None,
        }
    }
}

impl fmt::Debug for EncodedContent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "EncodedContent(<{} bytes>)", self.bytes)
    }
}

impl<T> Encoding<T> {
    fn content_bytes(&self) -> Option<usize> {
        match self {
            Self::Plain(_) => None,
            Self::Gzip(gzip) => Some(gzip.bytes),
            Self::Payload(payload) => Some(payload.bytes),
        }
    }
}

impl MessageDecoder {
    #[must_use]
    pub fn new(client: AwsClient, bucket: impl Into<String>) -> Self {
        Self {
            client,
            bucket: bucket.into(),
        }
    }

    /// Decodes content, which is fetched from the bucket if it is there.
    ///
    /// Without permission to list the bucket, S3 answers `AccessDenied` for an object that does
    /// not exist, which is [`DecodeError::Bucket`] instead of [`DecodeError::PayloadNotFound`].
    pub async fn decode(&self, content: EncodedContent) -> Result<ClaimedContent, DecodeError> {
        match content.content {
            Content::Call(encoding) => {
                let call = self.decode_as(encoding, parse_call).await?;
                Ok(ClaimedContent::Call(call))
            }
            Content::Raw(encoding) => {
                let encoding = encoding.map_plain(Bytes::from);
                let body = self.decode_as(encoding, |body| Ok(body.clone())).await?;
                Ok(ClaimedContent::Raw(body))
            }
        }
    }

    /// Deletes content from the bucket. A failure is logged: the object expires some weeks later.
    pub async fn delete_payload(&self, payload: &PayloadRef) {
        let object_key = &payload.object_key;
        let deleted = self.client.delete_object(&self.bucket, object_key).await;
        if let Err(error) = deleted {
            tracing::warn!(%error, object_key, "the payload of a processed event was not deleted");
        }
    }

    async fn decode_as<T: Send + 'static>(
        &self,
        encoding: Encoding<T>,
        parse: fn(&Bytes) -> Result<T, DecodeError>,
    ) -> Result<T, DecodeError> {
        match encoding {
            Encoding::Plain(value) => Ok(value),
            Encoding::Gzip(gzip) => blocking(move || parse(&decompress_base64(&gzip)?)).await,
            Encoding::Payload(payload) => {
                let gzip = self.fetch(&payload).await?;
                blocking(move || parse(&decompress_payload(&payload, &gzip)?)).await
            }
        }
    }

    async fn fetch(&self, payload: &PayloadRef) -> Result<Bytes, DecodeError> {
        let object = self
            .client
            .get_object(&self.bucket, &payload.object_key, MAX_CONTENT_BYTES)
            .await;
        object.map_err(|error| match error {
            // `NoSuchBucket` is an error of the stack.
            client::Error::NotFound { code } if code == "NoSuchKey" => DecodeError::PayloadNotFound,
            client::Error::ResponseTooLarge { .. } => DecodeError::PayloadMismatch,
            other => DecodeError::Bucket(other),
        })
    }
}

fn parse_call(json: &Bytes) -> Result<Box<ScopedCall>, DecodeError> {
    serde_json::from_slice(json).map_err(|_| DecodeError::Invalid {
        reason: "its content is not a call",
    })
}

fn decompress_base64(content: &Gzip) -> Result<Bytes, DecodeError> {
    let invalid = |reason| DecodeError::Invalid { reason };
    let gzip = STANDARD
        .decode(&content.base64)
        .map_err(|_| invalid("its content is not Base64"))?;
    match gzip::decompress(&gzip, content.bytes) {
        Ok(content) => Ok(content.into()),
        Err(DecompressError::NotGzip) => Err(invalid("its content is not gzip data")),
        Err(DecompressError::TooLarge) => Err(invalid("its content is larger than declared")),
    }
}

fn decompress_payload(payload: &PayloadRef, gzip: &[u8]) -> Result<Bytes, DecodeError> {
    let content =
        gzip::decompress(gzip, payload.bytes).map_err(|_| DecodeError::PayloadMismatch)?;
    if sha256_hex(&content) == payload.sha256 {
        Ok(content.into())
    } else {
        Err(DecodeError::PayloadMismatch)
    }
}

/// Runs work on megabytes on a thread of its own, so that it does not delay other tasks.
async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, DecodeError> + Send + 'static,
) -> Result<T, DecodeError> {
    spawn_blocking(work)
        .await
        .unwrap_or(Err(DecodeError::Panicked))
}
