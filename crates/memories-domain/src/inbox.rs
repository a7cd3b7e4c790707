use std::{error::Error as StdError, fmt};

use async_trait::async_trait;
use bytes::Bytes;
use jiff::Timestamp;
use serde::Serialize;

use crate::{CallerId, SkipReason};

/// Takes in finished calls durably, so that what was acknowledged is never lost.
#[async_trait]
pub trait EventSink: Send + Sync + 'static {
    /// Keeps an event. When this returns, the event is on disk (or in the
    /// queue), and only then may it be acknowledged.
    async fn accept(&self, event: IncomingEvent) -> Result<EnqueueOutcome, InboxError>;
}

/// An intake whose events wait in the same place for the worker, and can be
/// looked at.
#[async_trait]
pub trait EventInbox: EventSink {
    /// Up to `limit` pending events whose time has come, oldest first. An event
    /// stays pending until it is settled.
    async fn due(&self, now: Timestamp, limit: usize) -> Result<Vec<PendingEvent>, InboxError>;

    /// When the next pending event is due; `None` when nothing is pending.
    async fn next_due_at(&self) -> Result<Option<Timestamp>, InboxError>;

    /// Notes what became of a pending event.
    async fn settle(&self, id: i64, settlement: Settlement) -> Result<(), InboxError>;

    /// Whether a call of this caller still waits for its first attempt to be learned.
    async fn awaits_learning(&self, caller: &CallerId) -> Result<bool, InboxError>;

    /// All entries, newest first, at most `limit`, in one state or in any.
    async fn list(
        &self,
        state: Option<InboxState>,
        limit: usize,
    ) -> Result<Vec<InboxEntry>, InboxError>;

    /// One entry and, as long as it is kept, its body.
    async fn show(&self, id: i64) -> Result<Option<(InboxEntry, Option<Bytes>)>, InboxError>;

    /// Makes dead and kept events pending again; all of them, or one. Returns how many.
    async fn retry(&self, id: Option<i64>) -> Result<usize, InboxError>;
}

/// What makes two deliveries the same event.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct EventKey {
    /// The conversation's id; a digest of the body where an event names none.
    pub conversation: String,
    /// The event's `type`.
    pub event_type: String,
}

/// An event that arrived and is authentic.
///
/// `Debug` shows the size of its body alone.
#[derive(Clone)]
pub struct IncomingEvent {
    /// What makes it unique.
    pub key: EventKey,
    /// Whom it is about, where that is known already.
    pub caller: Option<CallerId>,
    /// When it arrived.
    pub received_at: Timestamp,
    /// The bytes that were signed.
    pub body: Bytes,
}

/// Whether an event is new.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EnqueueOutcome {
    /// Kept now.
    New,
    /// Kept earlier; this delivery changes nothing.
    Duplicate,
}

/// An event that waits to be learned.
///
/// `Debug` shows the size of its body alone.
#[derive(Clone)]
pub struct PendingEvent {
    /// Its number in the inbox.
    pub id: i64,
    /// What makes it unique.
    pub key: EventKey,
    /// When it arrived.
    pub received_at: Timestamp,
    /// How often it was tried without success.
    pub attempts: u32,
    /// The bytes that were signed.
    pub body: Bytes,
}

impl fmt::Debug for IncomingEvent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("IncomingEvent")
            .field("key", &self.key)
            .field("caller", &self.caller)
            .field("received_at", &self.received_at)
            .field("body_bytes", &self.body.len())
            .finish()
    }
}

impl fmt::Debug for PendingEvent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PendingEvent")
            .field("id", &self.id)
            .field("key", &self.key)
            .field("received_at", &self.received_at)
            .field("attempts", &self.attempts)
            .field("body_bytes", &self.body.len())
            .finish()
    }
}

/// What became of an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Settlement {
    /// IngestOutcome; its body is dropped.
    Ingested,
    /// It teaches nothing; its body is dropped.
    Skipped(SkipReason),
    /// Nobody here understands it; it is kept as it came.
    NotUnderstood {
        /// What is wrong with it, free of what was said.
        reason: String,
    },
    /// It failed and is to be tried again.
    RetryAt {
        /// When.
        at: Timestamp,
        /// What went wrong.
        reason: String,
    },
    /// It failed too often; it is kept, and can be retried by hand.
    Dead {
        /// What went wrong.
        reason: String,
    },
}

/// Where an event stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum InboxState {
    /// Waits to be learned.
    Pending,
    /// IngestOutcome.
    Ingested,
    /// Taught nothing.
    Empty,
    /// Not understood, kept as it came.
    Kept,
    /// Given up after the last attempt, kept as it came.
    Dead,
}

/// An event in the inbox, without its body.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct InboxEntry {
    /// Its number in the inbox.
    pub id: i64,
    /// What makes it unique.
    #[serde(flatten)]
    pub key: EventKey,
    /// Where it stands.
    pub state: InboxState,
    /// When it arrived.
    pub received_at: Timestamp,
    /// How often it was tried without success.
    pub attempts: u32,
    /// When it is tried next, while it is pending.
    pub next_attempt_at: Option<Timestamp>,
    /// Why it stands where it stands.
    pub reason: Option<String>,
    /// The size of its body in bytes, as long as it is kept.
    pub body_bytes: Option<u64>,
}

/// Why the inbox could not do it.
#[derive(Debug, thiserror::Error)]
pub enum InboxError {
    /// Too much is waiting already; trying again later will help.
    #[error("the inbox is overloaded")]
    Overloaded,
    /// The inbox itself failed.
    #[error("the inbox failed")]
    Internal(#[source] Box<dyn StdError + Send + Sync>),
}

impl InboxError {
    /// Wraps a failure of the inbox itself.
    pub fn internal(error: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self::Internal(error.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_output_hides_what_an_event_says() {
        let key = EventKey {
            conversation: "conv_1".to_owned(),
            event_type: "post_call_transcription".to_owned(),
        };
        let body = Bytes::from_static(b"my pin");
        let incoming = IncomingEvent {
            key: key.clone(),
            caller: None,
            received_at: Timestamp::UNIX_EPOCH,
            body: body.clone(),
        };
        let pending = PendingEvent {
            id: 1,
            key,
            received_at: Timestamp::UNIX_EPOCH,
            attempts: 0,
            body,
        };
        for shown in [format!("{incoming:?}"), format!("{pending:?}")] {
            assert!(shown.contains("body_bytes: 6"), "{shown}");
            assert!(!shown.contains("pin"), "{shown}");
        }
    }
}
