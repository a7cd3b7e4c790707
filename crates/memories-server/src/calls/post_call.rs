use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::Arc,
};

use bytes::Bytes;
use jiff::Timestamp;
use memories_domain::{
    AgentId, CallFailure, Misconfiguration, SkipReason,
    ports::{
        EnqueueOutcome, EventContent, EventKey, EventSink, InboxError, NewEvent, Unprocessable,
    },
};
use sha2::{Digest, Sha256};
use tokio::task::spawn_blocking;
use tracing::Span;

use super::{
    caller_resolver::{CallerResolver, record_caller},
    event_reader::{EventReader, InvalidEvent, PlatformEvent},
};

/// Maximum length of an event's type in its key, in characters; real ones have about 25.
const MAX_TYPE_CHARS: usize = 64;
/// The type of an event that could not be read.
const UNKNOWN_TYPE: &str = "unknown";

/// After the call: reads the event and enqueues it durably, so that it can be acknowledged.
#[derive(Clone)]
pub struct AcceptPostCall {
    pub reader: Arc<dyn EventReader>,
    pub callers: CallerResolver,
    pub sink: Arc<dyn EventSink>,
}

/// The result of accepting an authentic event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PostCallOutcome {
    Accepted(EnqueueOutcome),
    /// A recording, which is not stored.
    Discarded,
}

/// Why an event cannot be acknowledged.
#[derive(Debug, thiserror::Error)]
pub enum PostCallError {
    #[error(transparent)]
    InvalidEvent(#[from] InvalidEvent),
    #[error(transparent)]
    Inbox(#[from] InboxError),
    /// The runtime is shutting down.
    #[error("reading the event was cancelled")]
    Cancelled,
}

impl AcceptPostCall {
    pub async fn accept(&self, body: Bytes) -> Result<PostCallOutcome, PostCallError> {
        let (reader, callers) = (Arc::clone(&self.reader), self.callers.clone());
        let received_at = Timestamp::now();
        // Reading megabytes would block the requests of live calls.
        let read = spawn_blocking(move || read_event(&*reader, &callers, body, received_at));
        let (event, failure) = read.await.map_err(|_| PostCallError::Cancelled)??;
        Span::current().record("conversation_id", &event.key.conversation);
        match &event.content {
            EventContent::Skipped(SkipReason::Recording) => return Ok(PostCallOutcome::Discarded),
            EventContent::Call(call) => record_caller(&call.scope.caller),
            EventContent::Skipped(_) | EventContent::Unprocessable { .. } => {}
        }
        let misconfiguration = match &event.content {
            EventContent::Skipped(SkipReason::Misconfigured(mistake)) => Some(mistake.clone()),
            _ => None,
        };
        let outcome = self.sink.enqueue(event).await?;
        if outcome == EnqueueOutcome::Enqueued {
            match (misconfiguration, failure) {
                (Some(mistake), _) | (None, Some(CallFailure::Misconfigured(mistake))) => {
                    warn_of(&mistake);
                }
                (None, Some(failure @ CallFailure::Error { .. })) => warn_of_error(&failure),
                (None, None) => {}
            }
        }
        Ok(PostCallOutcome::Accepted(outcome))
    }
}

/// Tells the operator which setting made a call fail.
pub(super) fn warn_of(mistake: &Misconfiguration) {
    let agent_id = mistake.agent.as_ref().map(AgentId::as_str);
    tracing::warn!(agent_id, reason = %mistake, "a call failed because of the settings; see `doctor`");
}

/// Tells the operator that the platform ended a call with an error.
fn warn_of_error(failure: &CallFailure) {
    let agent_id = failure.agent().map(AgentId::as_str);
    tracing::warn!(agent_id, reason = %failure, "a call failed");
}

/// The event, and the error with which its call ended.
fn read_event(
    reader: &dyn EventReader,
    callers: &CallerResolver,
    body: Bytes,
    received_at: Timestamp,
) -> Result<(NewEvent, Option<CallFailure>), InvalidEvent> {
    let body_sha256 = hex::encode(Sha256::digest(&body));
    let read = catch_unwind(AssertUnwindSafe(|| {
        reader.read_event(&body, received_at, callers)
    }));
    // A defect here must not lose the event: a later version can read its body.
    let event = read.unwrap_or_else(|_| Ok(panicked(body)))?;
    let (conversation, carrier_call) = match (event.conversation, event.carrier_call) {
        (Some(id), carrier_call) => (id.as_str().to_owned(), carrier_call),
        (None, Some(call)) => (EventKey::of_carrier_call(&call), None),
        (None, None) => (format!("sha256:{body_sha256}"), None),
    };
    let new_event = NewEvent {
        key: EventKey {
            project: callers.project.clone(),
            platform: reader.platform(),
            conversation,
            event_type: event.event_type.chars().take(MAX_TYPE_CHARS).collect(),
            body_sha256,
        },
        carrier_call,
        received_at,
        content: event.content,
    };
    Ok((new_event, event.failure))
}

fn panicked(body: Bytes) -> PlatformEvent {
    PlatformEvent {
        conversation: None,
        carrier_call: None,
        event_type: UNKNOWN_TYPE.to_owned(),
        content: EventContent::Unprocessable {
            body,
            reason: Unprocessable::NotUnderstood {
                reason: "reading the event panicked; the log has the location".to_owned(),
            },
        },
        failure: None,
    }
}

#[cfg(test)]
mod tests {
    use memories_domain::{ConversationId, Platform, ProjectId};

    use super::*;
    use crate::calls::ScopeKind;

    /// Reads a body as the id of a conversation.
    struct FakeReader;

    impl EventReader for FakeReader {
        fn platform(&self) -> Platform {
            Platform::ElevenLabs
        }

        fn read_event(
            &self,
            body: &Bytes,
            _: Timestamp,
            _: &CallerResolver,
        ) -> Result<PlatformEvent, InvalidEvent> {
            let id = std::str::from_utf8(body).unwrap();
            Ok(PlatformEvent {
                conversation: ConversationId::new(Platform::ElevenLabs, id).ok(),
                carrier_call: None,
                event_type: "x".repeat(10_000),
                content: EventContent::Skipped(SkipReason::Failed),
                failure: None,
            })
        }
    }

    fn read(body: &'static [u8]) -> NewEvent {
        let callers = CallerResolver {
            project: ProjectId::default(),
            region: None,
            scope_kind: ScopeKind::Caller,
        };
        let read = read_event(&FakeReader, &callers, body.into(), Timestamp::UNIX_EPOCH);
        read.unwrap().0
    }

    #[test]
    fn identical_bodies_have_one_key_and_different_bodies_of_a_conversation_have_two() {
        assert_eq!(read(b"conv_1").key, read(b"conv_1").key);
        let (one, other) = (read(b"conv_1").key, read(b"conv_1 ").key);
        assert_eq!(one.conversation, other.conversation);
        assert_ne!(one, other);
    }

    #[test]
    fn an_event_without_a_conversation_is_identified_by_its_digest() {
        let key = read(b"").key;
        assert_eq!(key.conversation, format!("sha256:{}", key.body_sha256));
    }

    #[test]
    fn a_long_type_is_truncated_in_the_key() {
        assert_eq!(read(b"conv_1").key.event_type.len(), MAX_TYPE_CHARS);
    }

    #[test]
    fn an_event_whose_reading_panics_is_enqueued_with_its_body() {
        let event = read(b"\xff");
        assert_eq!(event.key.event_type, UNKNOWN_TYPE);
        let EventContent::Unprocessable { body, reason } = event.content else {
            panic!("{event:?}");
        };
        assert_eq!(body, &b"\xff"[..]);
        assert!(reason.to_string().contains("panicked"), "{reason}");
    }
}
