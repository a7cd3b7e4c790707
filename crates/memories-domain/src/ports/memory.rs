use std::{error::Error as StdError, fmt, sync::Arc, time::Duration};

use async_trait::async_trait;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{
    AgentId, Annotations, Call, CallCompleteness, CallerId, CallerRecord, ConversationId,
    ExtractedMemory, Memory, MemoryId, MemoryKind, PrivateText, ProjectId, Scope, ScoredMemory,
};

/// The operations of `/client-data` and `/retrieve`.
#[async_trait]
pub trait MemoryReader: Send + Sync + 'static {
    /// All memories within `scope`; the record of a new caller is empty.
    async fn load(&self, scope: &Scope) -> Result<Arc<CallerRecord>, StoreError>;

    /// The `limit` memories within `scope` that answer `query` best, best first.
    async fn search(
        &self,
        scope: &Scope,
        query: &str,
        limit: usize,
    ) -> Result<Vec<ScoredMemory>, StoreError>;

    /// Whether the store can answer now.
    async fn ready(&self) -> Result<(), StoreError>;
}

/// The operations of the worker.
#[async_trait]
pub trait MemoryWriter: MemoryReader {
    /// Stores the memories of a call.
    ///
    /// Each part of a call is ingested from the most complete event of its conversation (see
    /// [`Completeness`](crate::Completeness)): a more complete event replaces the memories of a
    /// less complete one; any other changes nothing.
    async fn ingest(
        &self,
        scope: &Scope,
        extracted: ExtractedCall,
    ) -> Result<IngestOutcome, StoreError>;

    /// Removes expired memories. Returns how many; 0 where the store expires them by itself.
    async fn purge_expired(&self) -> Result<usize, StoreError> {
        Ok(0)
    }
}

/// The operations of an administrator.
#[async_trait]
pub trait MemoryAdmin: MemoryWriter {
    /// The record as it would be if nothing after `at` had been ingested: without the calls that
    /// began later, with each memory as the calls up to `at` stated it, and with what an operator
    /// changed or deleted since. Memories that have expired in the meantime are left out. A store
    /// documents what it cannot restore.
    async fn load_as_of(
        &self,
        scope: &Scope,
        at: Timestamp,
    ) -> Result<Arc<CallerRecord>, StoreError>;

    /// Adds one memory that an operator entered. A profile fact is the latest value of its name;
    /// the former ones stay.
    async fn add(&self, scope: &Scope, new: NewMemory) -> Result<Memory, StoreError>;

    /// Edits one memory; the former version goes to its history.
    async fn update(
        &self,
        scope: &Scope,
        id: &MemoryId,
        update: MemoryUpdate,
    ) -> Result<Memory, StoreError>;

    /// Deletes one memory; its last version goes to its history. With a profile fact, its former
    /// values are deleted, those of the same name and person that were stated earlier, so that none
    /// of them takes its place.
    async fn delete(&self, scope: &Scope, id: &MemoryId) -> Result<(), StoreError>;

    /// The changes of one memory, or of all memories in scope, oldest first.
    async fn history(
        &self,
        scope: &Scope,
        id: Option<&MemoryId>,
    ) -> Result<Vec<HistoryEntry>, StoreError>;

    /// Erases a caller under every agent: memories, history and calls. Events in the inbox are
    /// erased by [`InboxAdmin::forget`](super::InboxAdmin::forget), which must come first, so
    /// that none of them is ingested afterwards.
    async fn forget(
        &self,
        project: &ProjectId,
        caller: &CallerId,
    ) -> Result<ErasureReport, StoreError>;

    /// Restores exported memories under their former ids, except existing ones.
    /// Returns how many were new.
    async fn import(&self, scope: &Scope, memories: Vec<Memory>) -> Result<usize, StoreError>;

    /// Searches and returns the parts of each score. [`StoreError::Unsupported`] if the store does
    /// not rank by itself.
    async fn explain(
        &self,
        scope: &Scope,
        query: &str,
        limit: usize,
    ) -> Result<Vec<ExplainedMemory>, StoreError>;
}

/// A call with the memories extracted from it.
#[derive(Debug, Clone, PartialEq)]
pub struct ExtractedCall {
    pub call: Arc<Call>,
    pub completeness: CallCompleteness,
    pub memories: Vec<ExtractedMemory>,
    /// When these memories are to be deleted.
    pub expires_at: Option<Timestamp>,
}

/// The changes made by ingesting a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IngestOutcome {
    Ingested {
        /// New memories, except for new values of profile facts.
        added: usize,
        /// New values of profile facts that had another one.
        updated: usize,
        /// Memories that the call repeated.
        confirmed: usize,
        /// Memories of a less complete event that this one replaced.
        removed: usize,
    },
    /// Events at least as complete were ingested before; nothing changed.
    AlreadyIngested,
    /// A machine was reported to have answered, which the call does not take into account yet (see
    /// [`Call::set_machine_answered`]); nothing changed. Only from a store that shares a
    /// transaction with the inbox.
    MachineAnswered,
}

/// A memory that an operator enters.
#[derive(Debug, Clone, PartialEq)]
pub struct NewMemory {
    pub text: PrivateText,
    pub kind: MemoryKind,
    /// See [`Annotations::of`].
    pub annotations: Annotations,
    pub expires_at: Option<Timestamp>,
}

/// Changes to a memory; `None` leaves a field as it is.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct MemoryUpdate {
    pub text: Option<PrivateText>,
    /// The times and the nature of the new text, where it has other ones: see [`Annotations::of`].
    /// The turn and the caller stay. Without it, a new text has no times.
    pub annotations: Option<Annotations>,
    /// `Some(None)` removes the expiry.
    pub expires_at: Option<Option<Timestamp>>,
}

/// One change of one memory.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct HistoryEntry {
    pub memory_id: MemoryId,
    pub at: Timestamp,
    pub change: ChangeKind,
    /// `None` for a manual change.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub conversation_id: Option<ConversationId>,
    /// The agent of that conversation, if it is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agent_id: Option<AgentId>,
    /// `None` for a new memory. For a new value of a profile fact, the text of the former value,
    /// which is a memory of its own.
    pub old_text: Option<PrivateText>,
    /// `None` for a deleted memory.
    pub new_text: Option<PrivateText>,
}

/// How a memory changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChangeKind {
    Added,
    Updated,
    /// A later call repeated it.
    Confirmed,
    Deleted,
    Expired,
}

/// The number of entries removed by erasing a caller.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct ErasureReport {
    pub memories: usize,
    pub history_entries: usize,
    pub calls: usize,
}

/// A search result with the parts of its score.
#[derive(Debug, Clone, PartialEq)]
pub struct ExplainedMemory {
    pub memory: Memory,
    pub explanation: ScoreExplanation,
}

/// The parts of a score. `intercept` and the contributions of the features add up to the log-odds
/// ln(score / (1 − score)).
#[derive(Debug, Clone, PartialEq)]
pub struct ScoreExplanation {
    pub score: f32,
    /// The log-odds of a memory without any evidence.
    pub intercept: f32,
    pub features: Vec<FeatureContribution>,
    /// How the query's terms divide the contribution of the feature `bm25f`.
    pub terms: Vec<TermContribution>,
}

/// The contribution of one feature of the ranking model to a score.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FeatureContribution {
    /// The feature's name, such as `bm25f`.
    pub feature: &'static str,
    pub log_odds: f32,
}

/// The contribution of one term of the query to a score. `Debug` hides the term.
#[derive(Clone, PartialEq)]
pub struct TermContribution {
    pub term: String,
    pub log_odds: f32,
}

impl fmt::Debug for TermContribution {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TermContribution")
            .field("log_odds", &self.log_odds)
            .finish_non_exhaustive()
    }
}

/// When an operation that failed may succeed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Recovery {
    /// Later, by itself.
    Later,
    /// Once the operator has changed something: a key, an address, a plan, a limit.
    AfterChange,
    /// Never: the request itself is at fault.
    Never,
}

/// The failure of a store operation.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    #[error("there is no memory {0} for this caller")]
    NotFound(MemoryId),
    #[error("the memory store did not answer in time")]
    Timeout,
    /// A remote store returned an error or failed to respond.
    #[error("the memory platform failed: {reason}")]
    Upstream {
        /// Contains no secrets and no memories.
        reason: String,
        recovery: Recovery,
        retry_after: Option<Duration>,
    },
    /// A queue is full; a retry will succeed.
    #[error("the memory store is overloaded")]
    Overloaded,
    #[error("this memory store does not support {operation}")]
    Unsupported { operation: &'static str },
    /// Our own store failed.
    #[error("the memory store failed")]
    Internal(#[source] Box<dyn StdError + Send + Sync>),
}

impl StoreError {
    /// When the same operation may succeed.
    #[must_use]
    pub const fn recovery(&self) -> Recovery {
        match self {
            Self::Timeout | Self::Overloaded | Self::Internal(_) => Recovery::Later,
            Self::Upstream { recovery, .. } => *recovery,
            Self::NotFound(_) | Self::Unsupported { .. } => Recovery::Never,
        }
    }

    /// Whether a later retry may succeed by itself.
    #[must_use]
    pub const fn is_transient(&self) -> bool {
        matches!(self.recovery(), Recovery::Later)
    }

    /// How long the store asked to wait before a retry.
    #[must_use]
    pub const fn retry_after(&self) -> Option<Duration> {
        match self {
            Self::Upstream { retry_after, .. } => *retry_after,
            _ => None,
        }
    }

    pub fn internal(error: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self::Internal(error.into())
    }
}
