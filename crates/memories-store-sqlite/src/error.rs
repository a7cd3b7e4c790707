use std::sync::Arc;

use memories_domain::{
    MemoryId,
    ports::{InboxError, StoreError},
};

/// Why a job failed. The ports have errors of their own.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    #[error("there is no memory {0} for this caller")]
    NotFound(MemoryId),
    #[error("the queue is full")]
    Overloaded,
    #[error("the store is shut down")]
    ShutDown,
    #[error("the job panicked")]
    Panicked,
    #[error("column {0} holds an invalid value")]
    CorruptColumn(&'static str),
    #[error("a value for column {0} cannot be encoded")]
    Encode(&'static str, #[source] serde_json::Error),
    #[error("the partition has no free key left")]
    PartitionFull,
    #[error(transparent)]
    Sqlite(#[from] rusqlite::Error),
    #[error("the transaction failed")]
    Transaction(#[source] Arc<rusqlite::Error>),
}

impl From<Error> for StoreError {
    fn from(error: Error) -> Self {
        match error {
            Error::NotFound(id) => Self::NotFound(id),
            Error::Overloaded => Self::Overloaded,
            error => Self::internal(error),
        }
    }
}

impl From<Error> for InboxError {
    fn from(error: Error) -> Self {
        match error {
            Error::Overloaded => Self::Overloaded,
            error => Self::internal(error),
        }
    }
}
