use bytes::BytesMut;
use elevenlabs::{post_call::looks_like_audio, signature::Verification};

use crate::{
    http::ApiError,
    voice::{EventBody, ReceivedBody},
};

/// Maximum size of an event that is stored: transcripts of up to 300 kB were seen, and ElevenLabs'
/// documentation asks receivers to allow for 10 MB.
const MAX_EVENT_BYTES: usize = 10 * 1024 * 1024;
/// Maximum size of an audio event: about two hours of speech.
const MAX_AUDIO_BYTES: usize = 160 * 1024 * 1024;
/// Size of the prefix of a body that is checked for audio.
const SNIFF_BYTES: usize = 16 * 1024;

/// The body of a post-call event. Its signature is verified as the bytes arrive, and audio is
/// discarded chunk by chunk, whatever its size and whether or not its length was announced.
pub(super) struct EventBuffer {
    /// `None` if unsigned events are accepted.
    verification: Option<Verification>,
    buffer: BytesMut,
    /// How many bytes were checked for audio.
    sniffed: usize,
    is_audio: bool,
    total: usize,
}

impl EventBuffer {
    pub(super) fn new(verification: Option<Verification>) -> Self {
        Self {
            verification,
            buffer: BytesMut::new(),
            sniffed: 0,
            is_audio: false,
            total: 0,
        }
    }

    /// Checks the prefix for audio whenever it has doubled or is complete: not at every chunk,
    /// because a chunk may be one byte.
    fn sniff_audio(&mut self) {
        let prefix = self.buffer.get(..SNIFF_BYTES).unwrap_or(&self.buffer);
        let is_complete = prefix.len() == SNIFF_BYTES;
        if self.sniffed < prefix.len() && (is_complete || prefix.len() >= 2 * self.sniffed) {
            self.sniffed = prefix.len();
            self.is_audio = looks_like_audio(prefix);
        }
    }
}

impl EventBody for EventBuffer {
    fn push(&mut self, chunk: &[u8]) -> Result<(), ApiError> {
        if let Some(verification) = &mut self.verification {
            verification.update(chunk);
        }
        self.total += chunk.len();
        if !self.is_audio {
            self.buffer.extend_from_slice(chunk);
            self.sniff_audio();
        }
        if self.is_audio {
            self.buffer = BytesMut::new();
        }
        let limit = if self.is_audio {
            MAX_AUDIO_BYTES
        } else {
            MAX_EVENT_BYTES
        };
        if self.total > limit {
            Err(ApiError::BodyTooLarge { limit })
        } else {
            Ok(())
        }
    }

    fn finish(self: Box<Self>) -> Result<ReceivedBody, ApiError> {
        if let Some(verification) = self.verification {
            verification.finish()?;
        }
        Ok(if self.is_audio {
            ReceivedBody::Audio
        } else {
            ReceivedBody::Event(self.buffer.freeze())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn receive(chunk_bytes: usize, body: &str) -> Result<ReceivedBody, ApiError> {
        let mut buffer = EventBuffer::new(None);
        for chunk in body.as_bytes().chunks(chunk_bytes) {
            buffer.push(chunk)?;
        }
        Box::new(buffer).finish()
    }

    #[test]
    fn a_recording_is_recognised_in_chunks_of_any_size() {
        let body = format!(
            r#"{{"type":"post_call_audio","data":{{"full_audio":"{}"}}}}"#,
            "A".repeat(MAX_EVENT_BYTES)
        );
        for chunk_bytes in [997, 1 << 20] {
            let received = receive(chunk_bytes, &body);
            assert!(matches!(received, Ok(ReceivedBody::Audio)), "{chunk_bytes}");
        }
    }

    #[test]
    fn an_event_is_read_whole_in_chunks_of_any_size() {
        let body = format!(r#"{{"type":"new","data":"{}"}}"#, "x".repeat(40_000));
        for chunk_bytes in [1, 997, 1 << 20] {
            let received = receive(chunk_bytes, &body);
            let Ok(ReceivedBody::Event(bytes)) = received else {
                panic!("{received:?}");
            };
            assert_eq!(bytes, body.as_bytes());
        }
    }

    #[test]
    fn an_event_beyond_the_limit_is_rejected() {
        let body = format!(
            r#"{{"type":"new","data":"{}"}}"#,
            "x".repeat(MAX_EVENT_BYTES)
        );
        let rejected = receive(1 << 20, &body);
        assert!(matches!(
            rejected,
            Err(ApiError::BodyTooLarge {
                limit: MAX_EVENT_BYTES
            })
        ));
    }
}
