use std::sync::Arc;

use bytes::Bytes;
use elevenlabs::post_call::{EventError, PostCallEvent};
use jiff::Timestamp;
use memory::{Accepted, CallInbox, EventKey, InboxError, IncomingEvent};
use sha2::{Digest, Sha256};
use tokio::sync::Notify;

use super::Callers;
use crate::learning::candidates;

/// The call is over: keeps the event durably, so that it can be acknowledged.
#[derive(Clone)]
pub struct HangUp {
    /// Where events wait.
    pub inbox: Arc<dyn CallInbox>,
    /// Whose call it was.
    pub callers: Callers,
    /// Wakes the worker that learns from events.
    pub arrived: Arc<Notify>,
}

/// What became of an authentic event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Intake {
    /// It is kept and will be learned from.
    Kept(Accepted),
    /// It is audio, which teaches nothing.
    Discarded,
}

/// Why an event cannot be acknowledged.
#[derive(Debug, thiserror::Error)]
pub enum HangUpError {
    /// No event at all.
    #[error(transparent)]
    Event(#[from] EventError),
    /// It could not be kept.
    #[error(transparent)]
    Inbox(#[from] InboxError),
}

impl HangUp {
    /// Keeps an authentic event.
    pub async fn accept(&self, body: Bytes) -> Result<Intake, HangUpError> {
        let event = PostCallEvent::from_json(&body)?;
        if matches!(event, PostCallEvent::Audio { .. }) {
            return Ok(Intake::Discarded);
        }
        let incoming = IncomingEvent {
            key: key(&event, &body),
            caller: match &event {
                PostCallEvent::Transcription(conversation) => {
                    self.callers.identify(&candidates(conversation)).ok()
                }
                _ => None,
            },
            received_at: Timestamp::now(),
            body,
        };
        let accepted = self.inbox.accept(incoming).await?;
        self.arrived.notify_one();
        Ok(Intake::Kept(accepted))
    }
}

/// Deliveries of one event have one key; an event that names no conversation is
/// known by its bytes.
fn key(event: &PostCallEvent, body: &[u8]) -> EventKey {
    EventKey {
        conversation: event.conversation_id().map_or_else(
            || format!("sha256:{}", hex::encode(Sha256::digest(body))),
            str::to_owned,
        ),
        event_type: event.event_type().to_owned(),
    }
}
