//! What can go wrong.

use std::time::Duration;

use http::StatusCode;

/// What happened further down.
type Cause = Box<dyn std::error::Error + Send + Sync>;

/// Codes by which services ask for fewer requests.
const THROTTLING: [&str; 12] = [
    "BandwidthLimitExceeded",
    "LimitExceededException",
    "OverLimit",
    "PriorRequestNotComplete",
    "ProvisionedThroughputExceededException",
    "RequestLimitExceeded",
    "RequestThrottled",
    "RequestThrottledException",
    "SlowDown",
    "Throttling",
    "ThrottlingException",
    "TooManyRequestsException",
];

/// Codes that come with a status of 4xx and pass.
const PASSING: [&str; 3] = [
    "RequestTimeout",
    "RequestTimeoutException",
    "TransactionInProgressException",
];

/// Why an operation gave no result.
///
/// No variant shows a key, an address, or what was sent and received.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// There is no such object, queue, table or secret.
    #[error("AWS has no such thing: {code}")]
    NotFound {
        /// The service's code for it.
        code: String,
    },

    /// The service did not do what was asked.
    #[error("AWS answered {status}: {code}")]
    Refused {
        /// The status of the answer.
        status: StatusCode,
        /// The service's code, such as `AccessDenied`; `unknown` where it gives none.
        code: String,
    },

    /// No connection could be made.
    #[error("AWS cannot be reached")]
    Unreachable(#[source] Cause),

    /// The connection broke before the answer was complete.
    #[error("the connection to AWS broke")]
    Interrupted(#[source] Cause),

    /// There was no complete answer in time.
    #[error("AWS did not answer within {} ms", limit.as_millis())]
    Timeout {
        /// The time that the operation had, with all its attempts.
        limit: Duration,
    },

    /// The answer is larger than was asked for.
    #[error("the answer of AWS has more than {limit} bytes")]
    TooLarge {
        /// The number of bytes that were accepted.
        limit: usize,
    },

    /// The service reported success with an answer that cannot be read.
    #[error("the answer of AWS is not as expected: {reason}")]
    Unreadable {
        /// What is wrong, without quoting the answer.
        reason: &'static str,
    },

    /// The request cannot be made of what was given; it was not sent.
    #[error("the request to AWS cannot be made")]
    Unusable(#[source] Cause),
}

impl Error {
    /// Whether the service asks for fewer requests.
    #[must_use]
    pub fn is_throttled(&self) -> bool {
        match self {
            Self::Refused { status, code } => {
                *status == StatusCode::TOO_MANY_REQUESTS || THROTTLING.contains(&code.as_str())
            }
            _ => false,
        }
    }

    /// Whether the same request may succeed later.
    #[must_use]
    pub fn is_transient(&self) -> bool {
        match self {
            Self::Unreachable(_) | Self::Interrupted(_) | Self::Timeout { .. } => true,
            Self::Refused { status, code } => {
                status.is_server_error() || self.is_throttled() || PASSING.contains(&code.as_str())
            }
            Self::NotFound { .. }
            | Self::TooLarge { .. }
            | Self::Unreadable { .. }
            | Self::Unusable(_) => false,
        }
    }

    pub(crate) fn unusable(cause: impl Into<Cause>) -> Self {
        Self::Unusable(cause.into())
    }
}
