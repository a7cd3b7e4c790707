use std::io;

use base64::{Engine, engine::general_purpose::STANDARD};
use bytes::Bytes;
use jiff::Timestamp;
use memories_domain::ports::{ClaimedContent, EventKey};

use super::{
    digests,
    envelope::{Content, Encoding, Envelope, Gzip, PayloadRef},
    gzip,
};
use crate::digest::sha256_hex;

/// The largest message that is not compressed. SQS bills each 64 KiB as one request, so
/// compressing a smaller message would save nothing, and plain messages can be read in the console.
pub(super) const MAX_PLAIN_BYTES: usize = 64 * 1024;

/// SQS accepts 1 MiB; the rest is a margin.
pub(super) const MAX_MESSAGE_BYTES: usize = 1024 * 1024 - 16 * 1024;

pub(super) struct OutgoingMessage {
    pub(super) body: String,
    /// Must be in the bucket before the message is sent.
    pub(super) payload: Option<S3Payload>,
}

pub(super) struct S3Payload {
    pub(super) object_key: String,
    pub(super) gzip: Bytes,
}

impl OutgoingMessage {
    /// Encodes an event in the first of three ways that fits: plain, compressed, in the bucket.
    pub(super) fn encode(
        key: &EventKey,
        received_at: Timestamp,
        content: ClaimedContent,
    ) -> io::Result<Self> {
        match content {
            ClaimedContent::Call(call) => {
                let json = serde_json::to_vec(&call)?;
                Encoder {
                    key,
                    received_at,
                    bytes: &json,
                    wrap: Content::Call,
                }
                .encode(Some(call))
            }
            ClaimedContent::Raw(body) => Encoder {
                key,
                received_at,
                bytes: &body,
                wrap: Content::Raw,
            }
            .encode(str::from_utf8(&body).ok().map(str::to_owned)),
        }
    }
}

struct Encoder<'a, T> {
    key: &'a EventKey,
    received_at: Timestamp,
    bytes: &'a [u8],
    wrap: fn(Encoding<T>) -> Content,
}

impl<T> Encoder<'_, T> {
    /// `plain` is `None` if the content cannot be part of JSON.
    fn encode(&self, plain: Option<T>) -> io::Result<OutgoingMessage> {
        if let Some(plain) = plain
            && self.bytes.len() <= MAX_PLAIN_BYTES
        {
            let body = self.message(Encoding::Plain(plain))?;
            if body.len() <= MAX_PLAIN_BYTES {
                return Ok(OutgoingMessage {
                    body,
                    payload: None,
                });
            }
        }
        let gzip = gzip::compress(self.bytes)?;
        // Base64 is longer than the data.
        if gzip.len() <= MAX_MESSAGE_BYTES {
            let body = self.message(Encoding::Gzip(Gzip {
                base64: STANDARD.encode(&gzip),
                bytes: self.bytes.len(),
            }))?;
            if body.len() <= MAX_MESSAGE_BYTES {
                return Ok(OutgoingMessage {
                    body,
                    payload: None,
                });
            }
        }
        let sha256 = sha256_hex(self.bytes);
        let object_key = digests::object_key(self.key, &sha256);
        let body = self.message(Encoding::Payload(PayloadRef {
            object_key: object_key.clone(),
            sha256,
            bytes: self.bytes.len(),
        }))?;
        Ok(OutgoingMessage {
            body,
            payload: Some(S3Payload {
                object_key,
                gzip: gzip.into(),
            }),
        })
    }

    fn message(&self, encoding: Encoding<T>) -> io::Result<String> {
        let content = (self.wrap)(encoding);
        let envelope = Envelope::new(self.key.clone(), self.received_at, content);
        Ok(envelope.to_message()?)
    }
}
