use std::{error::Error as StdError, fmt, time::Duration};

use async_trait::async_trait;
use bytes::Bytes;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::IngestOutcome;
use crate::{
    Call, CallerId, CarrierCallId, ClaimId, EventId, InvalidCallerId, Misconfiguration, Platform,
    ProjectId, Scope, SkipReason, WorkerId,
};

/// Accepts events durably, so that an acknowledged one is never lost.
#[async_trait]
pub trait EventSink: Send + Sync + 'static {
    /// Returns when the event is on disk or in the queue; only then may it be acknowledged.
    async fn enqueue(&self, event: NewEvent) -> Result<EnqueueOutcome, InboxError>;
}

/// A sink whose events are processed by a worker of this program.
///
/// Several workers may share an inbox: an event is claimed under a lease, and only the holder of
/// the claim can complete it.
#[async_trait]
pub trait EventInbox: EventSink {
    /// Claims up to `limit` due events that are not claimed, oldest first. An event that is not
    /// completed by the end of its `lease` is due again.
    async fn claim_due(
        &self,
        worker: &WorkerId,
        lease: Duration,
        limit: usize,
    ) -> Result<Vec<ClaimedEvent>, InboxError>;

    /// Releases the claims of `worker`, so that these events are due at once. A worker calls this
    /// when it starts, for the claims it held before a crash. Returns how many.
    async fn release_claims(&self, worker: &WorkerId) -> Result<usize, InboxError>;

    /// When the next event is due or the next lease ends; `None` when nothing is pending.
    async fn next_due_at(&self) -> Result<Option<Timestamp>, InboxError>;

    /// Records the outcome of an event whose claim is still held.
    async fn complete(
        &self,
        claim: &Claim,
        outcome: &EventOutcome,
    ) -> Result<Completion, InboxError>;

    /// Whether a call of this caller has not been attempted yet.
    async fn has_unprocessed(
        &self,
        project: &ProjectId,
        caller: &CallerId,
    ) -> Result<bool, InboxError>;
}

/// The operations of an administrator.
#[async_trait]
pub trait InboxAdmin: EventInbox {
    /// Entries, newest first, at most `limit`, in one state or in any.
    async fn list(
        &self,
        state: Option<InboxState>,
        limit: usize,
    ) -> Result<Vec<InboxEntry>, InboxError>;

    /// One entry and, until that is dropped, its content.
    async fn show(
        &self,
        id: &EventId,
    ) -> Result<Option<(InboxEntry, Option<ClaimedContent>)>, InboxError>;

    /// Makes dead letters, unprocessable events and those that wait for another attempt due at
    /// once: one, or all of them. Returns how many.
    async fn retry(&self, id: Option<&EventId>) -> Result<usize, InboxError>;

    /// Erases a caller's events. No event of these conversations is ingested afterwards, neither
    /// one that is being processed nor one that arrives later, which is recorded without its
    /// content. Returns how many.
    async fn forget(&self, project: &ProjectId, caller: &CallerId) -> Result<usize, InboxError>;
}

/// Identifies an event: two deliveries with equal keys are one event.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct EventKey {
    pub project: ProjectId,
    pub platform: Platform,
    /// The platform's id of the conversation. If the event contains none, that of the carrier's call
    /// (see [`EventKey::of_carrier_call`]) or a digest of the body.
    pub conversation: String,
    /// The event's `type`.
    pub event_type: String,
    /// The SHA-256 of the body in hexadecimal: a more complete event of the same conversation is
    /// another event.
    pub body_sha256: String,
}

/// What the id of a carrier's call begins with in the place of a conversation.
const CARRIER_CALL: &str = "call:";

impl EventKey {
    /// In the place of the conversation, for an event that names only the carrier's call.
    #[must_use]
    pub fn of_carrier_call(call: &CarrierCallId) -> String {
        format!("{CARRIER_CALL}{call}")
    }

    /// The carrier's call, if the event names only that.
    #[must_use]
    pub fn carrier_call(&self) -> Option<&str> {
        self.conversation.strip_prefix(CARRIER_CALL)
    }
}

/// An authentic event.
#[derive(Debug, Clone, PartialEq)]
pub struct NewEvent {
    pub key: EventKey,
    /// The carrier's call that the conversation took place in, where the event names both: by it,
    /// an inbox finds the conversation of events that name only the call.
    pub carrier_call: Option<CarrierCallId>,
    pub received_at: Timestamp,
    pub content: EventContent,
}

/// The result of parsing an event.
#[derive(Clone, PartialEq)]
pub enum EventContent {
    /// A call, to be processed.
    Call(Box<ScopedCall>),
    /// It contains nothing to remember. Recorded without its body.
    Skipped(SkipReason),
    /// It cannot be processed. Recorded with its body, for inspection and for a retry by a later
    /// version.
    Unprocessable { body: Bytes, reason: Unprocessable },
}

/// A call and the scope of its memories.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ScopedCall {
    pub scope: Scope,
    /// The number from which somebody called whom the operator knows by another id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub called_from: Option<CallerId>,
    pub call: Call,
}

/// Whether an event is new.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EnqueueOutcome {
    Enqueued,
    /// The same event was enqueued before; this delivery changes nothing.
    Duplicate,
}

/// An event that a worker has claimed.
#[derive(Debug, Clone, PartialEq)]
pub struct ClaimedEvent {
    pub claim: Claim,
    pub key: EventKey,
    pub received_at: Timestamp,
    /// How many attempts failed.
    pub attempts: u32,
    pub content: ClaimedContent,
}

/// A worker's claim on an event. Each claim has an id of its own, so that a worker whose lease has
/// ended cannot complete an event that was claimed again since, even under the same [`WorkerId`].
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Claim {
    pub event: EventId,
    pub id: ClaimId,
}

/// The content of a pending event.
#[derive(Clone, PartialEq)]
pub enum ClaimedContent {
    Call(Box<ScopedCall>),
    /// The body of an event that could not be parsed as a call, to be parsed again.
    Raw(Bytes),
}

impl fmt::Debug for EventContent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Call(call) => f.debug_tuple("Call").field(call).finish(),
            Self::Skipped(reason) => f.debug_tuple("Skipped").field(reason).finish(),
            Self::Unprocessable { body, reason } => f
                .debug_struct("Unprocessable")
                .field("body_bytes", &body.len())
                .field("reason", reason)
                .finish(),
        }
    }
}

impl fmt::Debug for ClaimedContent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Call(call) => f.debug_tuple("Call").field(call).finish(),
            Self::Raw(body) => write!(f, "Raw(<{} bytes>)", body.len()),
        }
    }
}

/// The outcome of processing an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EventOutcome {
    /// Its memories are stored. Its content is dropped.
    Ingested(IngestOutcome),
    /// There is nothing to remember. Its content is dropped.
    Skipped(SkipReason),
    /// It cannot be processed. Its content stays.
    Unprocessable(Unprocessable),
    /// It failed and is due again.
    Retry { after: Duration, reason: String },
    /// It failed too often. Its content stays, for a manual retry.
    DeadLetter { reason: String },
}

/// Why an event cannot be processed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unprocessable {
    /// Nothing in it identifies a caller: no later attempt will.
    #[error("no caller: {0}")]
    NoCaller(InvalidCallerId),
    /// The reason contains nothing from the transcript.
    #[error("{reason}")]
    NotUnderstood { reason: String },
}

/// Whether an outcome was recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Completion {
    Recorded,
    /// The claim is no longer held: its lease ended, or the caller was erased.
    ClaimLost,
}

/// The state of an event in the inbox.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum InboxState {
    Pending,
    Ingested,
    Skipped,
    Unprocessable,
    DeadLetter,
}

impl InboxState {
    pub const ALL: [Self; 5] = [
        Self::Pending,
        Self::Ingested,
        Self::Skipped,
        Self::Unprocessable,
        Self::DeadLetter,
    ];

    /// The name in tables and in the output of commands.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Ingested => "ingested",
            Self::Skipped => "skipped",
            Self::Unprocessable => "unprocessable",
            Self::DeadLetter => "dead_letter",
        }
    }
}

/// An event in the inbox, without its content.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct InboxEntry {
    pub id: EventId,
    #[serde(flatten)]
    pub key: EventKey,
    pub state: InboxState,
    pub received_at: Timestamp,
    /// How many attempts failed.
    pub attempts: u32,
    /// Set while it is pending.
    pub next_attempt_at: Option<Timestamp>,
    pub reason: Option<String>,
    /// The size of its content, until that is dropped.
    pub content_bytes: Option<u64>,
}

impl InboxEntry {
    /// The setting that made the call fail, if it was one.
    #[must_use]
    pub fn misconfiguration(&self) -> Option<Misconfiguration> {
        match self.state {
            InboxState::Skipped => self.reason.as_deref()?.parse().ok(),
            _ => None,
        }
    }
}

/// The failure of an inbox operation.
#[derive(Debug, thiserror::Error)]
pub enum InboxError {
    /// A queue is full; a retry will succeed.
    #[error("the inbox is overloaded")]
    Overloaded,
    #[error("the inbox failed")]
    Internal(#[source] Box<dyn StdError + Send + Sync>),
}

impl InboxError {
    pub fn internal(error: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self::Internal(error.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_output_hides_the_body_of_an_event() {
        let body = Bytes::from_static(b"my pin is 4111");
        let content = EventContent::Unprocessable {
            body: body.clone(),
            reason: Unprocessable::NotUnderstood {
                reason: "an unknown type".to_owned(),
            },
        };
        for shown in [
            format!("{content:?}"),
            format!("{:?}", ClaimedContent::Raw(body)),
        ] {
            assert!(!shown.contains("pin") && shown.contains("14"), "{shown}");
        }
    }

    #[test]
    fn a_states_name_is_its_serialized_form() {
        for state in InboxState::ALL {
            let json = serde_json::to_value(state).unwrap();
            assert_eq!(json, state.name());
        }
    }
}
