use std::time::Duration;

use http::StatusCode;

type Cause = Box<dyn std::error::Error + Send + Sync>;

/// Codes by which services ask for fewer requests.
const THROTTLING_CODES: [&str; 12] = [
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

/// Codes of other transient errors with a status of 4xx.
const TRANSIENT_CODES: [&str; 3] = [
    "RequestTimeout",
    "RequestTimeoutException",
    "TransactionInProgressException",
];

/// Why an operation failed.
///
/// No variant contains a key, a URL, or any part of a request's or response's content.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The object, queue, table or secret does not exist.
    #[error("the AWS resource does not exist: {code}")]
    NotFound { code: String },

    #[error("AWS answered {status}: {code}")]
    Service {
        status: StatusCode,
        /// Such as `AccessDenied`; `unknown` if the response has none.
        code: String,
    },

    #[error("no connection to AWS could be made")]
    Connect(#[source] Cause),

    #[error("the connection to AWS broke")]
    Interrupted(#[source] Cause),

    #[error("AWS did not answer within {} ms", timeout.as_millis())]
    Timeout {
        /// The timeout of the operation with all its attempts.
        timeout: Duration,
    },

    #[error("the response of AWS has more than {max_bytes} bytes")]
    ResponseTooLarge { max_bytes: usize },

    /// A response with a status of success that has not the expected form.
    #[error("the response of AWS is invalid: {reason}")]
    InvalidResponse { reason: &'static str },

    /// The request could not be built, so it was not sent.
    #[error("the request to AWS cannot be built")]
    InvalidRequest(#[source] Cause),
}

impl Error {
    /// Whether the service asks for fewer requests.
    #[must_use]
    pub fn is_throttled(&self) -> bool {
        match self {
            Self::Service { status, code } => {
                *status == StatusCode::TOO_MANY_REQUESTS
                    || THROTTLING_CODES.contains(&code.as_str())
            }
            _ => false,
        }
    }

    /// Whether a retry may succeed.
    #[must_use]
    pub fn is_transient(&self) -> bool {
        match self {
            Self::Connect(_) | Self::Interrupted(_) | Self::Timeout { .. } => true,
            Self::Service { status, code } => {
                status.is_server_error()
                    || self.is_throttled()
                    || TRANSIENT_CODES.contains(&code.as_str())
            }
            Self::NotFound { .. }
            | Self::ResponseTooLarge { .. }
            | Self::InvalidResponse { .. }
            | Self::InvalidRequest(_) => false,
        }
    }

    pub(super) fn invalid_request(cause: impl Into<Cause>) -> Self {
        Self::InvalidRequest(cause.into())
    }
}
