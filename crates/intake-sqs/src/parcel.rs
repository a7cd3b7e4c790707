//! How an event is packed into a message.

use std::io;

use base64::{Engine, engine::general_purpose::STANDARD};
use bytes::Bytes;
use elevenlabs::post_call;
use memories_domain::IncomingEvent;

use crate::{
    envelope::{Claim, Content, Envelope},
    gzip, names,
};

/// The largest message that is not compressed, in bytes. SQS bills every 64 KiB as one request,
/// so that up to there compression would save nothing, and who looks into the queue can read.
pub(crate) const PLAIN_LIMIT: usize = 64 * 1024;

/// The largest message that is sent, in bytes: the 1 MiB that SQS takes, less a margin.
pub(crate) const MESSAGE_LIMIT: usize = 1024 * 1024 - 16 * 1024;

/// An event as it leaves.
pub(crate) struct Parcel {
    /// The message.
    pub(crate) message: String,
    /// What has to be in the bucket before the message is sent.
    pub(crate) load: Option<Load>,
}

/// An object for the bucket.
pub(crate) struct Load {
    pub(crate) object: String,
    pub(crate) gzip: Bytes,
}

/// Packs an event in the first way that fits: as it came, compressed, reduced and compressed,
/// into the bucket.
pub(crate) fn packed(event: &IncomingEvent) -> io::Result<Parcel> {
    if let Some(message) = plain(event)? {
        return Ok(Parcel::of(message));
    }
    let whole = gzip::compressed(&event.body)?;
    if let Some(message) = encoded(event, &whole, Content::Gzip)? {
        return Ok(Parcel::of(message));
    }
    if let Some(reduced) = post_call::reduced(&event.body) {
        let reduced = gzip::compressed(&reduced)?;
        if let Some(message) = encoded(event, &reduced, Content::Reduced)? {
            return Ok(Parcel::of(message));
        }
    }
    claimed(event, whole)
}

impl Parcel {
    const fn of(message: String) -> Self {
        Self {
            message,
            load: None,
        }
    }
}

fn plain(event: &IncomingEvent) -> io::Result<Option<String>> {
    if event.body.len() > PLAIN_LIMIT {
        return Ok(None);
    }
    let Ok(body) = str::from_utf8(&event.body) else {
        return Ok(None);
    };
    let message = message(event, Content::Body(body.to_owned()))?;
    Ok((message.len() <= PLAIN_LIMIT).then_some(message))
}

fn encoded(
    event: &IncomingEvent,
    gzip: &[u8],
    content: impl FnOnce(String) -> Content,
) -> io::Result<Option<String>> {
    // Base64 is longer than what it stands for.
    if gzip.len() > MESSAGE_LIMIT {
        return Ok(None);
    }
    let message = message(event, content(STANDARD.encode(gzip)))?;
    Ok((message.len() <= MESSAGE_LIMIT).then_some(message))
}

fn claimed(event: &IncomingEvent, gzip: Vec<u8>) -> io::Result<Parcel> {
    let sha256 = names::sha256(&event.body);
    let object = names::object(&event.key, &sha256);
    let claim = Claim {
        object: object.clone(),
        sha256,
    };
    Ok(Parcel {
        message: message(event, Content::Claim(claim))?,
        load: Some(Load {
            object,
            gzip: gzip.into(),
        }),
    })
}

fn message(event: &IncomingEvent, content: Content) -> io::Result<String> {
    let envelope = Envelope::new(&event.key, event.received_at, content);
    Ok(envelope.to_message()?)
}
