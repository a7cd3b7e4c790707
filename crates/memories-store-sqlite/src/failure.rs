use std::sync::Arc;

use memories_domain::{InboxError, MemoryId, StoreError};

/// Why a job failed, before it is told in the words of a port.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    #[error("there is no memory {0} for this caller")]
    NotFound(MemoryId),
    #[error("too many jobs are waiting")]
    Overloaded,
    #[error("the store is shut down")]
    ShutDown,
    #[error("the job panicked")]
    Panicked,
    #[error("column {0} holds what cannot be read")]
    Unreadable(&'static str),
    #[error("the caller has as many rows as there are keys for one caller")]
    OwnerFull,
    #[error(transparent)]
    Sqlite(#[from] rusqlite::Error),
    #[error("the transaction failed")]
    Transaction(#[source] Arc<rusqlite::Error>),
}

impl From<Failure> for StoreError {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::NotFound(id) => Self::NotFound(id),
            Failure::Overloaded => Self::Overloaded,
            other => Self::internal(other),
        }
    }
}

impl From<Failure> for InboxError {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Overloaded => Self::Overloaded,
            other => Self::internal(other),
        }
    }
}
