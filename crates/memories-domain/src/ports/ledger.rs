use async_trait::async_trait;
use jiff::Timestamp;

use super::StoreError;
use crate::{CallPart, Completeness, ConversationId, ProjectId};

/// Records which parts of which calls were added to a platform whose add is not idempotent.
///
/// A store calls [`begin`](Self::begin) before it adds a part and [`complete`](Self::complete) or
/// [`abort`](Self::abort) afterwards. A part that was begun and neither completed nor aborted may
/// have been applied: the store checks the platform before it adds it again.
#[async_trait]
pub trait IdempotencyLedger: Send + Sync + 'static {
    /// Records that a part is about to be added, unless one at least as complete was added or
    /// another attempt is unfinished. Durable when it returns.
    async fn begin(
        &self,
        part: &PartKey,
        completeness: Completeness,
        at: Timestamp,
    ) -> Result<BeginOutcome, StoreError>;

    /// Records that the part that was begun has been applied.
    async fn complete(&self, part: &PartKey) -> Result<(), StoreError>;

    /// Removes the record of an attempt that certainly was not applied.
    async fn abort(&self, part: &PartKey) -> Result<(), StoreError>;

    /// Marks every part of a conversation as done, because its caller is being erased: no later
    /// event of it is added.
    async fn close(
        &self,
        project: &ProjectId,
        conversation: &ConversationId,
    ) -> Result<(), StoreError>;
}

/// The key of a ledger entry.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct PartKey {
    pub project: ProjectId,
    pub conversation: ConversationId,
    pub part: CallPart,
}

/// The state in which [`IdempotencyLedger::begin`] found a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BeginOutcome {
    /// It is new; the attempt is recorded.
    New,
    /// A less complete event was applied before; the attempt to replace it is recorded.
    Supersedes,
    /// An earlier attempt was neither completed nor aborted. Nothing is recorded.
    Unfinished {
        since: Timestamp,
        completeness: Completeness,
    },
    /// An event at least as complete has been applied, even if another attempt is unfinished.
    /// Nothing is recorded.
    Done,
}
