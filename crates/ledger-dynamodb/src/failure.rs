//! AWS' failures in the words of the port.

use memories_domain::StoreError;

#[expect(clippy::needless_pass_by_value, reason = "what `map_err` gives away")]
pub(crate) fn explained(error: aws::Error) -> StoreError {
    StoreError::Upstream {
        reason: format!("the ledger on DynamoDB: {error}"),
        transient: error.is_transient(),
        retry_after: None,
    }
}

/// The table holds something under a part's key that this crate did not write.
pub(crate) fn not_an_entry() -> StoreError {
    StoreError::Upstream {
        reason: "the ledger on DynamoDB: an item in the table is no entry".to_owned(),
        transient: false,
        retry_after: None,
    }
}
