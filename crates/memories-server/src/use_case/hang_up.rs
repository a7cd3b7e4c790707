use std::sync::Arc;

use bytes::Bytes;
use elevenlabs::post_call::{EventError, PostCallEvent};
use jiff::Timestamp;
use memories_domain::{
    ConversationId, EnqueueOutcome, EventKey, EventSink, InboxError, IncomingEvent,
};
use sha2::{Digest, Sha256};
use tokio::{sync::Notify, task::spawn_blocking};

use super::{Callers, known_caller::log_caller};
use crate::learning::candidates;

/// The longest type of an event that is kept, in characters; real ones have
/// about 25.
const TYPE_CHARS: usize = 64;

/// The call is over: keeps the event durably, so that it can be acknowledged.
#[derive(Clone)]
pub struct HangUp {
    /// Where events wait.
    pub intake: Arc<dyn EventSink>,
    /// Whose call it was.
    pub callers: Callers,
    /// Wakes the worker that learns from events.
    pub arrived: Arc<Notify>,
}

/// What became of an authentic event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Intake {
    /// It is kept and will be learned from.
    Kept(EnqueueOutcome),
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
    /// A defect stopped it. The panic is in the log and not here, because its
    /// message could repeat what was said.
    #[error("a defect stopped taking in the event")]
    Defect,
}

impl HangUp {
    /// Keeps an authentic event.
    pub async fn accept(&self, body: Bytes) -> Result<Intake, HangUpError> {
        let callers = self.callers;
        // Megabytes are read where they keep no call waiting.
        let read = spawn_blocking(move || read(body, callers)).await;
        let Some(event) = read.map_err(|_| HangUpError::Defect)?? else {
            return Ok(Intake::Discarded);
        };
        tracing::Span::current().record("conversation_id", &event.key.conversation);
        if let Some(caller) = &event.caller {
            log_caller(caller);
        }
        let (intake, arrived) = (Arc::clone(&self.intake), Arc::clone(&self.arrived));
        // A task of its own: what the inbox keeps is learned at once, also when
        // the client does not wait for the answer.
        let kept = tokio::spawn(async move {
            let accepted = intake.accept(event).await;
            arrived.notify_one();
            accepted
        });
        let accepted = kept.await.map_err(|_| HangUpError::Defect)??;
        Ok(Intake::Kept(accepted))
    }
}

/// The event in `body`; `None` for audio, which teaches nothing.
fn read(body: Bytes, callers: Callers) -> Result<Option<IncomingEvent>, EventError> {
    let event = PostCallEvent::from_json(&body)?;
    let caller = match &event {
        PostCallEvent::Audio { .. } => return Ok(None),
        PostCallEvent::Transcription(conversation) => {
            callers.identify(&candidates(conversation)).ok()
        }
        _ => None,
    };
    Ok(Some(IncomingEvent {
        key: key(&event, &body),
        caller,
        received_at: Timestamp::now(),
        body,
    }))
}

/// Deliveries of one event have one key; an event that names no conversation,
/// or none that could be one, is known by its bytes.
fn key(event: &PostCallEvent, body: &[u8]) -> EventKey {
    let conversation = event
        .conversation_id()
        .and_then(|id| ConversationId::parse(id).ok())
        .map_or_else(
            || format!("sha256:{}", hex::encode(Sha256::digest(body))),
            |id| id.as_str().to_owned(),
        );
    EventKey {
        conversation,
        event_type: event.event_type().chars().take(TYPE_CHARS).collect(),
    }
}

#[cfg(test)]
mod tests {
    use async_trait::async_trait;
    use tokio::sync::Semaphore;

    use super::*;
    use crate::config::ScopeKind;

    /// An intake that keeps an event when it is allowed to.
    struct Slow {
        asked: Notify,
        allowed: Semaphore,
    }

    #[async_trait]
    impl EventSink for Slow {
        async fn accept(&self, _: IncomingEvent) -> Result<EnqueueOutcome, InboxError> {
            self.asked.notify_one();
            let _allowed = self.allowed.acquire().await.unwrap();
            Ok(EnqueueOutcome::New)
        }
    }

    const EVENT: &[u8] = br#"{"type":"new","data":{"conversation_id":"conv_1"}}"#;

    fn callers() -> Callers {
        Callers {
            region: None,
            scope: ScopeKind::Caller,
        }
    }

    #[tokio::test]
    async fn the_worker_is_woken_also_when_the_client_did_not_wait() {
        let intake = Arc::new(Slow {
            asked: Notify::new(),
            allowed: Semaphore::new(0),
        });
        let hang_up = HangUp {
            intake: Arc::clone(&intake) as Arc<dyn EventSink>,
            callers: callers(),
            arrived: Arc::new(Notify::new()),
        };
        let arrived = Arc::clone(&hang_up.arrived);
        let request = tokio::spawn(async move { hang_up.accept(EVENT.into()).await });
        intake.asked.notified().await;
        request.abort();
        assert!(request.await.unwrap_err().is_cancelled());
        intake.allowed.add_permits(1);
        arrived.notified().await;
    }

    #[test]
    fn deliveries_of_one_event_have_one_key() {
        let read = |body: &[u8]| read(Bytes::copy_from_slice(body), callers());
        let key = |body: &[u8]| read(body).unwrap().unwrap().key;
        let expected = EventKey {
            conversation: "conv_1".to_owned(),
            event_type: "new".to_owned(),
        };
        assert_eq!(key(EVENT), expected);
        assert_eq!(key(b"[1]"), key(b"[1]"));
        assert_ne!(key(b"[1]"), key(b"[2]"));
    }

    #[test]
    fn an_event_is_known_by_its_bytes_where_its_names_are_no_names() {
        let long = "x".repeat(10_000);
        let body = format!(r#"{{"type":"{long}","data":{{"conversation_id":"{long}"}}}}"#);
        let event = read(Bytes::from(body), callers()).unwrap().unwrap();
        assert!(event.key.conversation.starts_with("sha256:"));
        assert!(event.key.event_type.len() < 256);
    }
}
