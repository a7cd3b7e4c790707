use std::{error::Error as StdError, sync::Arc, time::Duration};

use async_trait::async_trait;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{
    AgentId, Call, CallerId, CallerRecord, Memory, MemoryId, MemoryKind, PrivateText, ScoredMemory,
};

/// Whose memories a request may see. There is no way to ask a store for
/// memories without naming a caller.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Scope {
    /// The person on the line.
    pub caller: CallerId,
    /// The agent that may know, where agents do not share what they know.
    pub agent: Option<AgentId>,
}

/// Keeps memories: what the three calls need of a store.
#[async_trait]
pub trait MemoryStore: Send + Sync + 'static {
    /// Everything known within `scope`; a stranger's record is empty.
    async fn recall(&self, scope: &Scope) -> Result<Arc<CallerRecord>, StoreError>;

    /// The `limit` memories within `scope` that answer `query` best, best
    /// first. Nothing found is an empty list.
    async fn search(
        &self,
        scope: &Scope,
        query: &str,
        limit: usize,
    ) -> Result<Vec<ScoredMemory>, StoreError>;

    /// Learns what a call teaches, to be remembered until `expires_at`. Learning
    /// the same call again changes nothing.
    async fn learn(
        &self,
        scope: &Scope,
        call: &Call,
        expires_at: Option<Timestamp>,
    ) -> Result<IngestOutcome, StoreError>;

    /// Whether the store can answer now.
    async fn ready(&self) -> Result<(), StoreError>;
}

/// Looks after memories by hand: what the operator's commands need of a store.
#[async_trait]
pub trait MemoryAdmin: MemoryStore {
    /// Adds one memory that a person entered.
    async fn add(&self, scope: &Scope, new: NewMemory) -> Result<Memory, StoreError>;

    /// Changes one memory; the former version goes to its history.
    async fn update(
        &self,
        scope: &Scope,
        id: &MemoryId,
        update: MemoryUpdate,
    ) -> Result<Memory, StoreError>;

    /// Deletes one memory; its last version goes to its history.
    async fn delete(&self, scope: &Scope, id: &MemoryId) -> Result<(), StoreError>;

    /// Every change of one memory, or of all memories in scope, oldest first.
    async fn history(
        &self,
        scope: &Scope,
        id: Option<&MemoryId>,
    ) -> Result<Vec<HistoryEntry>, StoreError>;

    /// Removes every trace of a caller under every agent: memories, history,
    /// calls, and events that wait in the inbox.
    async fn forget(&self, caller: &CallerId) -> Result<ErasureReport, StoreError>;

    /// Puts back memories that were exported, under the ids they had. One that
    /// is there already is left as it is. Returns how many were new.
    async fn import(&self, scope: &Scope, memories: Vec<Memory>) -> Result<usize, StoreError>;
}

/// What learning a call did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IngestOutcome {
    /// The call was new.
    Call {
        /// Memories that were not there before.
        added: usize,
        /// Memories whose content the call changed.
        updated: usize,
        /// Memories that the call only confirmed.
        reinforced: usize,
    },
    /// The call had been learned before; nothing changed.
    AlreadyIngested,
}

/// A memory to add.
#[derive(Debug, Clone, PartialEq)]
pub struct NewMemory {
    /// What is known, in words.
    pub text: PrivateText,
    /// What sort of knowledge it is.
    pub kind: MemoryKind,
    /// After this moment it is no longer remembered.
    pub expires_at: Option<Timestamp>,
}

/// What to change in a memory; `None` leaves it as it is.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct MemoryUpdate {
    /// The new wording.
    pub text: Option<PrivateText>,
    /// The new expiry; `Some(None)` removes it.
    pub expires_at: Option<Option<Timestamp>>,
}

/// One change of one memory.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct HistoryEntry {
    /// The memory that changed.
    pub memory_id: MemoryId,
    /// When.
    pub at: Timestamp,
    /// How.
    pub change: Change,
    /// Its words before; `None` for a new one.
    pub old_text: Option<PrivateText>,
    /// Its words after; `None` for a deleted one.
    pub new_text: Option<PrivateText>,
}

/// How a memory changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// It was learned or entered.
    Added,
    /// Its content changed.
    Updated,
    /// It was heard again.
    Reinforced,
    /// It was deleted.
    Deleted,
    /// Its time was over.
    Expired,
}

/// What forgetting a caller removed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct ErasureReport {
    /// Memories.
    pub memories: usize,
    /// Versions of memories.
    pub history_entries: usize,
    /// Records of calls.
    pub calls: usize,
    /// Events that waited to be learned or were kept.
    pub inbox_events: usize,
}

/// Why a store could not answer.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// No such memory within the scope.
    #[error("there is no memory {0} for this caller")]
    NotFound(MemoryId),
    /// The store did not answer in time.
    #[error("the memory store did not answer in time")]
    Timeout,
    /// A store elsewhere refused or failed.
    #[error("the memory platform failed: {reason}")]
    Upstream {
        /// What it said, free of secrets and memories.
        reason: String,
        /// Whether trying again may help.
        transient: bool,
        /// How long to wait before trying again, if that is known.
        retry_after: Option<Duration>,
    },
    /// Too much is waiting already; trying again later will help.
    #[error("the memory store is overloaded")]
    Overloaded,
    /// Our own store failed.
    #[error("the memory store failed")]
    Internal(#[source] Box<dyn StdError + Send + Sync>),
}

impl StoreError {
    /// Whether trying again later may help.
    #[must_use]
    pub const fn is_transient(&self) -> bool {
        match self {
            Self::Timeout | Self::Overloaded | Self::Internal(_) => true,
            Self::Upstream { transient, .. } => *transient,
            Self::NotFound(_) => false,
        }
    }

    /// How long to wait before trying again, if the store says so.
    #[must_use]
    pub const fn retry_after(&self) -> Option<Duration> {
        match self {
            Self::Upstream { retry_after, .. } => *retry_after,
            _ => None,
        }
    }

    /// Wraps a failure of our own store.
    pub fn internal(error: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self::Internal(error.into())
    }
}
