//! Behaviours of a [`MemoryAdmin`].

pub mod administration;
pub mod as_of;
pub mod completeness;
pub mod erasure;
pub mod event_order;
pub mod facts;
pub mod ingestion;
pub mod isolation;
pub mod reading;

use memories_domain::{
    Call, CallerRecord, Scope,
    ports::{IngestOutcome, MemoryAdmin, MemoryReader},
};

use crate::fixtures::extracted;

/// A legitimate difference of a store.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Difference {
    /// The platform behind the store extracts memories from the summary and the
    /// transcript by itself, so that their texts, kinds and number are its own.
    ExtractsByItself,
    /// The platform does not count how many calls repeated a memory other than a profile fact.
    DoesNotConfirm,
    /// Memories expire at the end of a day.
    ExpiresByDay,
    /// The platform chooses the ids and timestamps of imported memories.
    ImportsAsNew,
    /// The history has only the platform's own entries, which lack conversations,
    /// confirmations and the entries of deleted memories.
    KeepsItsOwnHistory,
    /// The erasure report does not count history entries.
    DoesNotCountErasedHistory,
    /// The memories of a less complete event stay with the caller or agent that it named.
    DoesNotMoveCalls,
    /// Scores have no parts.
    CannotExplain,
}

pub(crate) async fn ingest(store: &impl MemoryAdmin, scope: &Scope, call: &Call) -> IngestOutcome {
    store.ingest(scope, extracted(call)).await.unwrap()
}

pub(crate) async fn load(store: &impl MemoryReader, scope: &Scope) -> CallerRecord {
    CallerRecord::clone(&*store.load(scope).await.unwrap())
}

/// The outcome of a call with new memories only.
pub(crate) const fn all_added(added: usize) -> IngestOutcome {
    IngestOutcome::Ingested {
        added,
        updated: 0,
        confirmed: 0,
        removed: 0,
    }
}
