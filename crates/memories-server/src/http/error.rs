use std::time::Duration;

use axum::{
    Json,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use elevenlabs::{post_call::EventError, request::RequestError, signature::SignatureError};
use memories_domain::{InboxError, StoreError};
use serde::Serialize;
use utoipa::ToSchema;

use crate::{
    cause::causes,
    use_case::{HangUpError, RingError, ScopeError},
};

/// Everything that can go wrong with a request. This module alone knows what it
/// means in HTTP.
#[derive(Debug, thiserror::Error)]
pub enum ApiError {
    /// A shared secret is missing or wrong.
    #[error("the header `{header}` is missing or does not hold the right key")]
    WrongKey {
        /// The header that carries it.
        header: &'static str,
    },
    /// The caller token is missing or not valid.
    #[error(
        "the header `x-memory-token` is missing, damaged or expired; bind it to the dynamic variable `secret__memory_token`"
    )]
    WrongToken,
    /// The event has no signature header.
    #[error(
        "the header `ElevenLabs-Signature` is missing: only events signed by ElevenLabs are accepted"
    )]
    Unsigned,
    /// The signature does not fit.
    #[error("the signature is not valid: {0}")]
    Signature(#[from] SignatureError),
    /// The request's body or query cannot be used.
    #[error("{0}")]
    Request(#[from] RequestError),
    /// The body is no event.
    #[error("{0}")]
    Event(#[from] EventError),
    /// The request does not say whose memories it wants.
    #[error("{0}")]
    Scope(#[from] ScopeError),
    /// The body is too large.
    #[error("the body is larger than {limit} bytes")]
    BodyTooLarge {
        /// What is accepted, in bytes.
        limit: usize,
    },
    /// The body broke off or came too slowly.
    #[error("the body did not arrive completely")]
    BodyIncomplete,
    /// One caller asks too often.
    #[error("too many requests for this caller; try again in {} s", whole_secs(*.retry_after))]
    RateLimited {
        /// When to ask again.
        retry_after: Duration,
    },
    /// The memory store failed.
    #[error("{0}")]
    Store(#[from] StoreError),
    /// The memory store cannot answer calls.
    #[error("the service cannot answer calls now: {0}")]
    NotReady(#[source] StoreError),
    /// The event could not be kept.
    #[error("the event could not be kept, so it is not acknowledged: {0}")]
    Inbox(#[from] InboxError),
    /// No such path.
    #[error("there is nothing here; the endpoints are described at /openapi.json")]
    NotFound,
    /// The path exists, the method does not.
    #[error("this path does not answer that method; see /openapi.json")]
    MethodNotAllowed,
    /// A defect.
    #[error("an internal error occurred; the log of the service says more under this request id")]
    Internal,
}

impl ApiError {
    const fn status_and_code(&self) -> (StatusCode, &'static str) {
        match self {
            Self::WrongKey { .. } => (StatusCode::UNAUTHORIZED, "unauthorized"),
            Self::WrongToken => (StatusCode::UNAUTHORIZED, "invalid_caller_token"),
            Self::Unsigned => (StatusCode::UNAUTHORIZED, "missing_signature"),
            Self::Signature(_) => (StatusCode::UNAUTHORIZED, "invalid_signature"),
            Self::Request(RequestError::NotJson(_)) | Self::Event(_) => {
                (StatusCode::BAD_REQUEST, "invalid_json")
            }
            Self::Request(RequestError::MissingField(_)) | Self::Scope(_) => {
                (StatusCode::BAD_REQUEST, "missing_field")
            }
            Self::Request(_) => (StatusCode::BAD_REQUEST, "invalid_field"),
            Self::BodyTooLarge { .. } => (StatusCode::PAYLOAD_TOO_LARGE, "body_too_large"),
            Self::BodyIncomplete => (StatusCode::REQUEST_TIMEOUT, "body_incomplete"),
            Self::RateLimited { .. } => (StatusCode::TOO_MANY_REQUESTS, "rate_limited"),
            Self::Store(StoreError::Timeout) => (StatusCode::GATEWAY_TIMEOUT, "memory_timeout"),
            Self::Store(StoreError::Upstream { .. }) => {
                (StatusCode::BAD_GATEWAY, "memory_upstream_error")
            }
            Self::Store(StoreError::Overloaded) => {
                (StatusCode::SERVICE_UNAVAILABLE, "memory_overloaded")
            }
            Self::Store(StoreError::NotFound(_)) | Self::NotFound => {
                (StatusCode::NOT_FOUND, "not_found")
            }
            Self::Store(StoreError::Internal(_)) => {
                (StatusCode::INTERNAL_SERVER_ERROR, "memory_error")
            }
            Self::NotReady(_) => (StatusCode::SERVICE_UNAVAILABLE, "not_ready"),
            Self::Inbox(_) => (StatusCode::SERVICE_UNAVAILABLE, "inbox_unavailable"),
            Self::MethodNotAllowed => (StatusCode::METHOD_NOT_ALLOWED, "method_not_allowed"),
            Self::Internal => (StatusCode::INTERNAL_SERVER_ERROR, "internal_error"),
        }
    }

    /// For the log alone: what the reply does not tell.
    fn cause(&self) -> Option<String> {
        match self {
            Self::Store(error) | Self::NotReady(error) => causes(error),
            Self::Inbox(error) => causes(error),
            _ => None,
        }
    }
}

/// Rounded up: a client that comes back after so many seconds is served.
const fn whole_secs(duration: Duration) -> u64 {
    duration.as_secs() + (duration.subsec_nanos() > 0) as u64
}

impl From<RingError> for ApiError {
    fn from(error: RingError) -> Self {
        match error {
            RingError::Scope(error) => error.into(),
            RingError::Store(error) => error.into(),
        }
    }
}

impl From<HangUpError> for ApiError {
    fn from(error: HangUpError) -> Self {
        match error {
            HangUpError::Event(error) => error.into(),
            HangUpError::Inbox(error) => error.into(),
            HangUpError::Defect => Self::Internal,
        }
    }
}

/// What every error reply looks like.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Error)]
pub struct ErrorBody {
    /// What went wrong, and what to do about it.
    pub error: String,
    /// A stable code for programs.
    #[schema(example = "missing_field")]
    pub code: &'static str,
    /// Names this request in the log of the service.
    pub request_id: String,
}

/// An error on its way out. It gets its body, with the request's id, where the
/// request is logged.
#[derive(Debug, Clone)]
pub(super) struct Failure {
    pub(super) code: &'static str,
    pub(super) message: String,
    pub(super) cause: Option<String>,
}

impl Failure {
    /// The reply's body.
    pub(super) fn body(&self, request_id: &str) -> Json<ErrorBody> {
        Json(ErrorBody {
            error: self.message.clone(),
            code: self.code,
            request_id: request_id.to_owned(),
        })
    }
}

/// Whether a request is refused this way before its body is read.
fn leaves_body_unread(status: StatusCode) -> bool {
    matches!(
        status,
        StatusCode::UNAUTHORIZED
            | StatusCode::NOT_FOUND
            | StatusCode::METHOD_NOT_ALLOWED
            | StatusCode::REQUEST_TIMEOUT
            | StatusCode::PAYLOAD_TOO_LARGE
    )
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let (status, code) = self.status_and_code();
        let mut response = status.into_response();
        if let Self::RateLimited { retry_after } = self {
            let secs = HeaderValue::from(whole_secs(retry_after));
            response.headers_mut().insert(header::RETRY_AFTER, secs);
        }
        if leaves_body_unread(status) {
            // The connection ends with an unread body; a client that is not told
            // would lose its next request on it.
            let close = HeaderValue::from_static("close");
            response.headers_mut().insert(header::CONNECTION, close);
        }
        let failure = Failure {
            code,
            message: self.to_string(),
            cause: self.cause(),
        };
        response.extensions_mut().insert(failure);
        response
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_comes_back_after_the_seconds_told_is_not_too_early() {
        let told = |millis| whole_secs(Duration::from_millis(millis));
        assert_eq!([told(1), told(1_000), told(29_700)], [1, 1, 30]);
    }
}
