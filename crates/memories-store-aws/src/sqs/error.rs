use crate::client;

/// Why a message could not be decoded.
#[derive(Debug, thiserror::Error)]
pub enum DecodeError {
    /// [`SqsSink`](super::SqsSink) did not write it, or it was damaged. The reason does not quote
    /// it.
    #[error("the message is invalid: {reason}")]
    Invalid { reason: &'static str },
    #[error("the message has version {version}, which this program does not support")]
    UnsupportedVersion { version: u64 },
    /// The content was deleted, because its event was processed.
    #[error("the content of the message is no longer in the bucket")]
    PayloadNotFound,
    /// The object is not the one that the sink wrote.
    #[error("the object in the bucket is not the content of the message")]
    PayloadMismatch,
    #[error("the content of the message has more than {max_bytes} bytes")]
    TooLarge { max_bytes: usize },
    #[error("the content of the message cannot be read from the bucket")]
    Bucket(#[source] client::Error),
    #[error("the task that decoded the message panicked")]
    Panicked,
}

impl DecodeError {
    /// Whether decoding the same message may succeed later.
    #[must_use]
    pub fn is_transient(&self) -> bool {
        match self {
            Self::Bucket(error) => error.is_transient(),
            _ => false,
        }
    }
}
