use async_trait::async_trait;
use jiff::Timestamp;

use crate::{ConversationId, StoreError};

/// Remembers which parts of which calls were given to a platform that cannot
/// tell a repeated request from a new one.
///
/// A store notes a part before it sends it, and notes the outcome afterwards. A
/// part that was begun and not settled may have arrived or not: the store looks
/// there before it sends it again.
#[async_trait]
pub trait IdempotencyLedger: Send + Sync + 'static {
    /// Notes that a part is about to be sent, unless it was noted before.
    /// Durable when it returns.
    async fn begin(
        &self,
        conversation: &ConversationId,
        part: CallPart,
        at: Timestamp,
    ) -> Result<BeginOutcome, StoreError>;

    /// Notes that a part has arrived.
    async fn done(&self, conversation: &ConversationId, part: CallPart) -> Result<(), StoreError>;

    /// Takes back that a part was begun: it has certainly not arrived.
    async fn withdraw(
        &self,
        conversation: &ConversationId,
        part: CallPart,
    ) -> Result<(), StoreError>;
}

/// What is sent of a call in one go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CallPart {
    /// The facts about the caller.
    Profile,
    /// The summary and the judgements.
    Factual,
    /// The transcript.
    Semantic,
}

impl CallPart {
    /// Its name, as in [`MemoryKind::name`](crate::MemoryKind::name).
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Profile => "profile",
            Self::Factual => "factual",
            Self::Semantic => "semantic",
        }
    }
}

/// How far a part had come before it was begun.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BeginOutcome {
    /// It had not been begun.
    New,
    /// It had been begun, and nobody knows what became of it.
    Unfinished {
        /// When it was begun.
        since: Timestamp,
    },
    /// It has arrived.
    Done,
}
