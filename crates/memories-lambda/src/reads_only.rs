use async_trait::async_trait;
use jiff::Timestamp;
use memories_domain::{AddLedger, Begun, CallPart, ConversationId, StoreError};

/// The ledger of a function that reads memories and adds none. It has no table,
/// and its role may not write one.
pub(crate) struct ReadsOnly;

#[async_trait]
impl AddLedger for ReadsOnly {
    async fn begin(
        &self,
        _: &ConversationId,
        _: CallPart,
        _: Timestamp,
    ) -> Result<Begun, StoreError> {
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
