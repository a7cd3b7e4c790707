use std::time::Duration;

use http::StatusCode;

mod invalid_request;
mod message;
mod retry_after;

pub use invalid_request::InvalidRequest;
pub(crate) use message::message_from_body;
pub(crate) use retry_after::retry_after;

type Cause = Box<dyn std::error::Error + Send + Sync>;

/// An operation failed.
///
/// No variant contains the key or a URL, because paths and queries contain ids. The message of
/// [`Status`](Self::Status) comes from the server and may quote the request.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The request is invalid and was not sent.
    #[error("the request was not sent: {0}")]
    InvalidRequest(#[from] InvalidRequest),

    /// The server responded with an error status.
    #[error("the server responded with {status}: {message}")]
    Status {
        /// The response's status.
        status: StatusCode,
        /// The server's error message, at most 300 characters.
        message: String,
        /// The delay requested by `Retry-After`.
        retry_after: Option<Duration>,
    },

    /// No connection to the server could be established.
    #[error("cannot connect to the server")]
    Connect(#[source] Cause),

    /// The operation timed out before the response was complete.
    #[error("no response within {} ms", limit.as_millis())]
    Timeout {
        /// The operation's timeout, which includes all attempts.
        limit: Duration,
        /// Whether the server may have received the complete request.
        sent: bool,
    },

    /// The connection was lost before the response was complete.
    #[error("the connection to the server was lost")]
    Interrupted {
        /// Whether the server may have received the complete request.
        sent: bool,
        /// The underlying I/O or protocol error.
        source: Cause,
    },

    /// The body of a successful response could not be deserialised.
    #[error("the server's response is invalid: {reason}")]
    Decode {
        /// The problem and its position, without a quotation from the body.
        reason: String,
    },

    /// The response body exceeds the limit.
    #[error("the server's response is larger than {limit} bytes")]
    TooLarge {
        /// The limit, in bytes.
        limit: usize,
    },
}

impl Error {
    /// The status of the server's error response, if there was one.
    #[must_use]
    pub const fn status(&self) -> Option<StatusCode> {
        match self {
            Self::Status { status, .. } => Some(*status),
            _ => None,
        }
    }

    /// The delay that the server requested by `Retry-After`.
    #[must_use]
    pub const fn retry_after(&self) -> Option<Duration> {
        match self {
            Self::Status { retry_after, .. } => *retry_after,
            _ => None,
        }
    }

    /// Whether the server responded with 404.
    #[must_use]
    pub fn is_not_found(&self) -> bool {
        self.status() == Some(StatusCode::NOT_FOUND)
    }

    /// Whether the same request may succeed later.
    ///
    /// Whether it is *safe* to send it again is a separate question:
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

    /// Whether the server may have processed the request although the operation failed.
    ///
    /// If so, retrying [`add`](crate::Client::add) may store everything twice: first check whether
    /// the memories exist.
    #[must_use]
    pub fn may_have_been_processed(&self) -> bool {
        match self {
            Self::InvalidRequest(_) | Self::Connect(_) => false,
            Self::Timeout { sent, .. } | Self::Interrupted { sent, .. } => *sent,
            // A gateway also returns 408 or 5xx if it times out while the server is still working.
            Self::Status { status, .. } => status.as_u16() == 408 || status.is_server_error(),
            Self::Decode { .. } | Self::TooLarge { .. } => true,
        }
    }
}

/// The configuration of a client is invalid.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum BuildError {
    /// The base URL is not a valid URL.
    #[error("the base URL is not a valid URL: {0}")]
    InvalidUrl(#[from] url::ParseError),
    /// The base URL has an unsupported scheme or component.
    #[error("the base URL must be http or https, with a host and without user, query or fragment")]
    UnsupportedUrl,
    /// The key is empty or not a valid header value.
    #[error("the API key must be printable ASCII and not empty")]
    InvalidKey,
    /// The user agent is not a valid header value.
    #[error("the user agent must be printable ASCII")]
    InvalidUserAgent,
    /// TLS could not be configured.
    #[error("TLS could not be configured")]
    Tls(#[from] rustls::Error),
    /// The HTTP client could not be created.
    #[error("the HTTP client could not be created")]
    Http(#[source] Cause),
}
