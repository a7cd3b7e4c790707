use memories_domain::ports::{Recovery, StoreError};

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
        let recovery = match &error {
            LedgerError::Aws(error) if error.is_transient() => Recovery::Later,
            LedgerError::Aws(_) | LedgerError::InvalidEntry => Recovery::Never,
        };
        Self::Upstream {
            reason: error.to_string(),
            recovery,
            retry_after: None,
        }
    }
}
