use std::time::Duration;

use axum::body::Body;
use bytes::{Bytes, BytesMut};
use elevenlabs::{post_call::looks_like_audio, signature::Verification};
use futures::StreamExt;
use tokio::time::timeout;

use super::error::ApiError;

/// The largest body of a request that is not an event; real ones have some
/// hundred bytes.
pub(super) const REQUEST_LIMIT: usize = 64 * 1024;
/// The largest event that is kept: transcripts were seen up to 300 kB, and
/// 10 MB is what the platform's documentation asks receivers to allow for.
pub(super) const EVENT_LIMIT: usize = 10 * 1024 * 1024;
/// The largest audio event that is streamed away: about two hours of speech.
pub(super) const AUDIO_LIMIT: usize = 160 * 1024 * 1024;
/// How long the body of a request may take to arrive.
const REQUEST_DEADLINE: Duration = Duration::from_secs(10);
/// How long the body of an event may take to arrive.
const EVENT_DEADLINE: Duration = Duration::from_mins(1);
/// How much of a body is looked at to tell that it is audio.
const HEAD_BYTES: usize = 16 * 1024;

/// A body that has arrived.
#[derive(Debug)]
pub(super) enum Arrived {
    /// All of it.
    Event(Bytes),
    /// A recording, which was streamed away.
    Audio,
}

/// Reads a small body.
pub(super) async fn read_request(body: Body) -> Result<Bytes, ApiError> {
    timeout(REQUEST_DEADLINE, async {
        let mut read = BytesMut::new();
        let mut chunks = body.into_data_stream();
        while let Some(chunk) = chunks.next().await {
            let chunk = chunk.map_err(|_| ApiError::BodyIncomplete)?;
            if read.len() + chunk.len() > REQUEST_LIMIT {
                return Err(ApiError::BodyTooLarge {
                    limit: REQUEST_LIMIT,
                });
            }
            read.extend_from_slice(&chunk);
        }
        Ok(read.freeze())
    })
    .await
    .unwrap_or(Err(ApiError::BodyIncomplete))
}

/// Reads a post-call event and checks its signature over the bytes as they
/// come. A recording is never held in memory, whatever its size and whether or
/// not its length was announced.
pub(super) async fn read_event(
    body: Body,
    verification: Option<Verification>,
) -> Result<Arrived, ApiError> {
    timeout(
        EVENT_DEADLINE,
        EventReader {
            verification,
            held: BytesMut::new(),
            looked_at: 0,
            audio: false,
            total: 0,
        }
        .read(body),
    )
    .await
    .unwrap_or(Err(ApiError::BodyIncomplete))
}

struct EventReader {
    verification: Option<Verification>,
    held: BytesMut,
    /// How much of the head was looked at for signs of audio.
    looked_at: usize,
    audio: bool,
    total: usize,
}

impl EventReader {
    async fn read(mut self, body: Body) -> Result<Arrived, ApiError> {
        let mut chunks = body.into_data_stream();
        while let Some(chunk) = chunks.next().await {
            self.take(&chunk.map_err(|_| ApiError::BodyIncomplete)?)?;
        }
        if let Some(verification) = self.verification {
            verification.finish()?;
        }
        Ok(if self.audio {
            Arrived::Audio
        } else {
            Arrived::Event(self.held.freeze())
        })
    }

    fn take(&mut self, chunk: &[u8]) -> Result<(), ApiError> {
        if let Some(verification) = &mut self.verification {
            verification.update(chunk);
        }
        self.total += chunk.len();
        if !self.audio {
            self.held.extend_from_slice(chunk);
            self.look();
        }
        if self.audio {
            self.held = BytesMut::new();
        }
        let limit = if self.audio { AUDIO_LIMIT } else { EVENT_LIMIT };
        if self.total > limit {
            Err(ApiError::BodyTooLarge { limit })
        } else {
            Ok(())
        }
    }

    /// Looks for signs of audio when the head has doubled or is complete: not at
    /// every chunk, because a chunk may be one byte.
    fn look(&mut self) {
        let head = self.held.get(..HEAD_BYTES).unwrap_or(&self.held);
        let complete = head.len() == HEAD_BYTES;
        if self.looked_at < head.len() && (complete || head.len() >= 2 * self.looked_at) {
            self.looked_at = head.len();
            self.audio = looks_like_audio(head);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arriving(chunk_bytes: usize, body: &str) -> Body {
        let chunks: Vec<Result<Bytes, std::convert::Infallible>> = body
            .as_bytes()
            .chunks(chunk_bytes)
            .map(|chunk| Ok(Bytes::copy_from_slice(chunk)))
            .collect();
        Body::from_stream(futures::stream::iter(chunks))
    }

    #[tokio::test]
    async fn a_recording_is_recognised_whatever_pieces_it_comes_in() {
        let body = format!(
            r#"{{"type":"post_call_audio","data":{{"full_audio":"{}"}}}}"#,
            "A".repeat(EVENT_LIMIT)
        );
        for chunk_bytes in [997, 1 << 20] {
            let arrived = read_event(arriving(chunk_bytes, &body), None).await;
            assert!(matches!(arrived, Ok(Arrived::Audio)), "{chunk_bytes}");
        }
    }

    #[tokio::test]
    async fn an_event_arrives_whole_whatever_pieces_it_comes_in() {
        let body = format!(r#"{{"type":"new","data":"{}"}}"#, "x".repeat(40_000));
        for chunk_bytes in [1, 997, 1 << 20] {
            let arrived = read_event(arriving(chunk_bytes, &body), None).await;
            let Ok(Arrived::Event(bytes)) = arrived else {
                panic!("no recording");
            };
            assert_eq!(bytes, body.as_bytes());
        }
    }

    #[tokio::test]
    async fn an_event_beyond_the_limit_is_refused() {
        let body = format!(r#"{{"type":"new","data":"{}"}}"#, "x".repeat(EVENT_LIMIT));
        let refused = read_event(arriving(1 << 20, &body), None).await;
        assert!(matches!(
            refused,
            Err(ApiError::BodyTooLarge { limit: EVENT_LIMIT })
        ));
    }
}
