//! Why a message cannot be opened.

/// Why a message gave no event.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// It is no message of an [`SqsIntake`](crate::SqsIntake), or was damaged.
    #[error("the message cannot be read: {reason}")]
    Unreadable {
        /// What is wrong, without quoting the message.
        reason: &'static str,
    },
    /// A newer version of this program wrote it.
    #[error("the message has version {version}, which a newer version of this program wrote")]
    FutureVersion {
        /// The message's version.
        version: u64,
    },
    /// The event was in the bucket and is not there any more.
    #[error("the event is no longer in the bucket")]
    ClaimGone,
    /// What is in the bucket is not the event that was put there.
    #[error("what is in the bucket is not the event that was put there")]
    ClaimDiffers,
    /// The event is larger than any that is accepted.
    #[error("the event has more than {limit} bytes")]
    TooLarge {
        /// The number of bytes that are accepted.
        limit: usize,
    },
    /// The bucket did not give the event.
    #[error("the bucket did not give the event")]
    Bucket(#[source] aws::Error),
    /// A defect stopped it.
    #[error("a defect stopped opening the message")]
    Defect,
}

impl OpenError {
    /// Whether opening the same message may succeed later.
    #[must_use]
    pub fn is_transient(&self) -> bool {
        match self {
            Self::Bucket(error) => error.is_transient(),
            _ => false,
        }
    }
}
