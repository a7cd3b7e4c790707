//! What can go wrong.

use std::time::Duration;

use http::StatusCode;

use crate::InvalidRequest;

mod body;
mod retry_after;

pub(crate) use body::message;
pub(crate) use retry_after::retry_after;

/// What happened further down.
type Cause = Box<dyn std::error::Error + Send + Sync>;

/// Why an operation gave no result.
///
/// No variant shows the key or an address, whose path and query contain ids. A
/// [`Status`](Self::Status) repeats what the server said, which may quote the request.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The request makes no sense, and was not sent.
    #[error("the request was not sent: {0}")]
    InvalidRequest(#[from] InvalidRequest),

    /// The server answered that it did not do what was asked.
    #[error("the server answered {status}: {message}")]
    Status {
        /// The status of the answer.
        status: StatusCode,
        /// What the server says about it, at most 300 characters.
        message: String,
        /// How long the server asks to wait before another attempt.
        retry_after: Option<Duration>,
    },

    /// No connection to the server could be made.
    #[error("the server cannot be reached")]
    Connect(#[source] Cause),

    /// There was no complete answer in time.
    #[error("no answer within {} ms", limit.as_millis())]
    Timeout {
        /// The time that the operation had, with all its attempts.
        limit: Duration,
        /// Whether the server may have seen the whole request.
        sent: bool,
    },

    /// The connection broke before the answer was complete.
    #[error("the connection to the server broke")]
    Interrupted {
        /// Whether the server may have seen the whole request.
        sent: bool,
        /// What happened to the connection.
        source: Cause,
    },

    /// The server reported success with an answer that cannot be read.
    #[error("the server's answer to a successful request is not as expected: {reason}")]
    Decode {
        /// What is wrong and where, without quoting the answer.
        reason: String,
    },

    /// The answer is larger than the client accepts.
    #[error("the server's answer has more than {limit} bytes")]
    TooLarge {
        /// The number of bytes that the client accepts.
        limit: usize,
    },
}

impl Error {
    /// The status of the server's answer, if that is what went wrong.
    #[must_use]
    pub const fn status(&self) -> Option<StatusCode> {
        match self {
            Self::Status { status, .. } => Some(*status),
            _ => None,
        }
    }

    /// How long the server asks to wait before another attempt.
    #[must_use]
    pub const fn retry_after(&self) -> Option<Duration> {
        match self {
            Self::Status { retry_after, .. } => *retry_after,
            _ => None,
        }
    }

    /// Whether there is no such thing.
    #[must_use]
    pub fn is_not_found(&self) -> bool {
        self.status() == Some(StatusCode::NOT_FOUND)
    }

    /// Whether the same request may succeed later.
    ///
    /// That it *may be sent* again is another question:
    /// see [`may_have_been_processed`](Self::may_have_been_processed).
    #[must_use]
    pub fn is_transient(&self) -> bool {
        match self {
            Self::Connect(_) | Self::Timeout { .. } | Self::Interrupted { .. } => true,
            Self::Status { status, .. } => {
                matches!(status.as_u16(), 408 | 425 | 429) || status.is_server_error()
            }
            Self::InvalidRequest(_) | Self::Decode { .. } | Self::TooLarge { .. } => false,
        }
    }

    /// Whether the server may have done what was asked, although there is no result.
    ///
    /// If so, repeating [`add`](crate::Client::add) may store everything twice: look first
    /// whether it is there.
    #[must_use]
    pub fn may_have_been_processed(&self) -> bool {
        match self {
            Self::InvalidRequest(_) | Self::Connect(_) => false,
            Self::Timeout { sent, .. } | Self::Interrupted { sent, .. } => *sent,
            // A gateway says 408 or 5xx also when it lost patience with a server that works on.
            Self::Status { status, .. } => status.as_u16() == 408 || status.is_server_error(),
            Self::Decode { .. } | Self::TooLarge { .. } => true,
        }
    }
}

/// Why a client cannot be built.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum BuildError {
    /// The base URL is not one.
    #[error("the base URL is not a URL: {0}")]
    NotAUrl(#[from] url::ParseError),
    /// The base URL cannot be extended by the paths of the platform.
    #[error("the base URL must be http or https, with a host and without user, query or fragment")]
    UnusableUrl,
    /// The key is empty or has characters that no header can carry.
    #[error("the API key must be printable ASCII and not empty")]
    UnusableKey,
    /// The user agent has characters that no header can carry.
    #[error("the user agent must be printable ASCII")]
    UnusableUserAgent,
    /// TLS cannot be set up.
    #[error("TLS cannot be set up")]
    Tls(#[from] rustls::Error),
    /// The HTTP client cannot be set up.
    #[error("the HTTP client cannot be set up")]
    Http(#[source] Cause),
}
