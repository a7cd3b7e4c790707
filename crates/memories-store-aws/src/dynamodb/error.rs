use memories_domain::ports::StoreError;

use crate::client;

#[derive(Debug, thiserror::Error)]
pub(super) enum LedgerError {
    #[error("the ledger in DynamoDB: {0}")]
    Aws(#[from] client::Error),
    /// Another program wrote the item.
    #[error("the ledger in DynamoDB: the item in the table is not a ledger entry")]
    InvalidEntry,
}

impl From<LedgerError> for StoreError {
    fn from(error: LedgerError) -> Self {
        let transient = match &error {
            LedgerError::Aws(error) => error.is_transient(),
            LedgerError::InvalidEntry => false,
        };
        Self::Upstream {
            reason: error.to_string(),
            transient,
            retry_after: None,
        }
    }
}
