use async_trait::async_trait;
use jiff::Timestamp;
use memories_domain::{BeginOutcome, CallPart, ConversationId, IdempotencyLedger, StoreError};

/// The ledger of a function that reads memories and adds none. It has no table,
/// and its role may not write one.
pub(crate) struct ReadsOnly;

#[async_trait]
impl IdempotencyLedger for ReadsOnly {
    async fn begin(
        &self,
        _: &ConversationId,
        _: CallPart,
        _: Timestamp,
    ) -> Result<BeginOutcome, StoreError> {
        Err(refused())
    }

    async fn done(&self, _: &ConversationId, _: CallPart) -> Result<(), StoreError> {
        Err(refused())
    }

    async fn withdraw(&self, _: &ConversationId, _: CallPart) -> Result<(), StoreError> {
        Err(refused())
    }
}

fn refused() -> StoreError {
    StoreError::internal("this function reads memories and adds none")
}
