//! Behaviours of an [`InboxAdmin`].

pub mod administration;
pub mod claiming;
pub mod completion;
pub mod enqueueing;

use std::time::Duration;

use bytes::Bytes;
use jiff::Timestamp;
use memories_domain::{
    EventId, Platform, ProjectId, Scope, SkipReason, WorkerId,
    ports::{
        ClaimedEvent, Completion, EnqueueOutcome, EventContent, EventKey, EventOutcome, InboxAdmin,
        InboxEntry, IngestOutcome, NewEvent, ScopedCall, Unprocessable,
    },
};

use crate::fixtures::{call, conversation, day, robin};

pub(crate) const BODY: &[u8] = b"{\"type\":\"call_summary_v9\"}";

/// A lease that does not end during a test.
pub(crate) const LONG: Duration = Duration::from_hours(1);
/// A lease that ends at once.
pub(crate) const OVER: Duration = Duration::ZERO;

pub(crate) const INGESTED: EventOutcome = EventOutcome::Ingested(IngestOutcome::AlreadyIngested);
pub(crate) const SKIPPED: EventOutcome = EventOutcome::Skipped(SkipReason::CallerSilent);

pub(crate) fn worker() -> WorkerId {
    named_worker("worker_1")
}

pub(crate) fn other_worker() -> WorkerId {
    named_worker("worker_2")
}

pub(crate) fn named_worker(name: &str) -> WorkerId {
    WorkerId::parse(name).unwrap()
}

/// A call of Robin's, received on day 10.
pub(crate) fn call_event(conversation_id: &str) -> NewEvent {
    scoped_call_event(&robin(), conversation_id)
}

pub(crate) fn scoped_call_event(scope: &Scope, conversation_id: &str) -> NewEvent {
    let scoped = ScopedCall {
        scope: scope.clone(),
        called_from: None,
        call: call(conversation_id, day(9)),
    };
    NewEvent {
        content: EventContent::Call(Box::new(scoped)),
        ..event(&scope.project, conversation_id)
    }
}

pub(crate) fn received_at(event: NewEvent, received_at: Timestamp) -> NewEvent {
    NewEvent {
        received_at,
        ..event
    }
}

pub(crate) fn skipped_event(conversation_id: &str) -> NewEvent {
    event(&ProjectId::default(), conversation_id)
}

pub(crate) fn unprocessable_event(conversation_id: &str) -> NewEvent {
    NewEvent {
        content: EventContent::Unprocessable {
            body: Bytes::from_static(BODY),
            reason: unreadable(),
        },
        ..skipped_event(conversation_id)
    }
}

pub(crate) fn unreadable() -> Unprocessable {
    Unprocessable::NotUnderstood {
        reason: "unknown event type".to_owned(),
    }
}

fn event(project: &ProjectId, conversation_id: &str) -> NewEvent {
    NewEvent {
        key: EventKey {
            project: project.clone(),
            platform: Platform::ElevenLabs,
            conversation: conversation(conversation_id).as_str().to_owned(),
            event_type: "post_call_transcription".to_owned(),
            body_sha256: "0".repeat(64),
        },
        carrier_call: None,
        received_at: day(10),
        content: EventContent::Skipped(SkipReason::CallerSilent),
    }
}

pub(crate) async fn enqueue(inbox: &impl InboxAdmin, event: NewEvent) -> EnqueueOutcome {
    inbox.enqueue(event).await.unwrap()
}

pub(crate) async fn claim(
    inbox: &impl InboxAdmin,
    worker: &WorkerId,
    lease: Duration,
) -> Vec<ClaimedEvent> {
    inbox.claim_due(worker, lease, 10).await.unwrap()
}

/// Claims the only due event for [`worker`].
pub(crate) async fn claim_one(inbox: &impl InboxAdmin) -> ClaimedEvent {
    let mut due = claim(inbox, &worker(), LONG).await;
    assert_eq!(due.len(), 1, "one event is due: {due:?}");
    due.remove(0)
}

pub(crate) async fn complete(
    inbox: &impl InboxAdmin,
    event: &ClaimedEvent,
    outcome: &EventOutcome,
) -> Completion {
    inbox.complete(&event.claim, outcome).await.unwrap()
}

/// The events of claims, without the claims.
pub(crate) fn event_ids(claimed: &[ClaimedEvent]) -> Vec<&EventId> {
    claimed.iter().map(|event| &event.claim.event).collect()
}

/// Enqueues an event, claims it and completes it.
pub(crate) async fn process(
    inbox: &impl InboxAdmin,
    event: NewEvent,
    outcome: &EventOutcome,
) -> ClaimedEvent {
    enqueue(inbox, event).await;
    let claimed = claim_one(inbox).await;
    let completion = complete(inbox, &claimed, outcome).await;
    assert_eq!(completion, Completion::Recorded);
    claimed
}

/// The only entry.
pub(crate) async fn only_entry(inbox: &impl InboxAdmin) -> InboxEntry {
    let mut entries = inbox.list(None, 10).await.unwrap();
    assert_eq!(entries.len(), 1, "the inbox has one entry: {entries:?}");
    entries.remove(0)
}
