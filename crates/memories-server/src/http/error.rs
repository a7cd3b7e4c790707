use std::time::Duration;

use axum::{
    Json,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use memories_domain::ports::{InboxError, StoreError};
use serde::Serialize;
use utoipa::ToSchema;

use crate::{
    calls::{ClientDataError, InvalidEvent, PostCallError, RetrieveError, ScopeError},
    error_chain::format_sources,
};

/// Every error of a request. Only this module maps errors to HTTP.
#[derive(Debug, thiserror::Error)]
pub enum ApiError {
    #[error("the header `{header}` is missing or does not contain the right key")]
    WrongKey { header: &'static str },
    #[error(
        "the header `x-memory-token` is missing, damaged or expired; bind it to the dynamic variable `secret__memory_token`"
    )]
    InvalidCallerToken,
    #[error("the header `{header}` is missing: only signed events are accepted")]
    MissingSignature { header: &'static str },
    #[error("the signature is not valid: {reason}")]
    InvalidSignature { reason: String },
    #[error("{reason}")]
    InvalidJson { reason: String },
    #[error("{reason}")]
    MissingField { reason: String },
    #[error("{reason}")]
    InvalidField { reason: String },
    #[error("the body is larger than {limit} bytes")]
    BodyTooLarge { limit: usize },
    /// The body broke off or arrived too slowly.
    #[error("the body did not arrive completely")]
    BodyIncomplete,
    #[error("too many requests for this caller; try again in {} s", whole_secs(*.retry_after))]
    RateLimited { retry_after: Duration },
    #[error("{0}")]
    Store(#[from] StoreError),
    #[error("the service is not ready: {0}")]
    NotReady(#[source] StoreError),
    #[error("the event could not be stored, so it is not acknowledged: {0}")]
    Inbox(#[from] InboxError),
    #[error("not found; the endpoints are described at /openapi.json")]
    NotFound,
    #[error("this path does not support that method; see /openapi.json")]
    MethodNotAllowed,
    /// A defect.
    #[error("an internal error occurred; the service's log has details under this request id")]
    Internal,
}

impl ApiError {
    const fn status_and_code(&self) -> (StatusCode, &'static str) {
        match self {
            Self::WrongKey { .. } => (StatusCode::UNAUTHORIZED, "unauthorized"),
            Self::InvalidCallerToken => (StatusCode::UNAUTHORIZED, "invalid_caller_token"),
            Self::MissingSignature { .. } => (StatusCode::UNAUTHORIZED, "missing_signature"),
            Self::InvalidSignature { .. } => (StatusCode::UNAUTHORIZED, "invalid_signature"),
            Self::InvalidJson { .. } => (StatusCode::BAD_REQUEST, "invalid_json"),
            Self::MissingField { .. } => (StatusCode::BAD_REQUEST, "missing_field"),
            Self::InvalidField { .. } => (StatusCode::BAD_REQUEST, "invalid_field"),
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
            Self::Store(StoreError::Internal(_) | StoreError::Unsupported { .. }) => {
                (StatusCode::INTERNAL_SERVER_ERROR, "memory_error")
            }
            Self::NotReady(_) => (StatusCode::SERVICE_UNAVAILABLE, "not_ready"),
            Self::Inbox(_) => (StatusCode::SERVICE_UNAVAILABLE, "inbox_unavailable"),
            Self::MethodNotAllowed => (StatusCode::METHOD_NOT_ALLOWED, "method_not_allowed"),
            Self::Internal => (StatusCode::INTERNAL_SERVER_ERROR, "internal_error"),
        }
    }

    /// The sources of the error, for the log alone.
    fn sources(&self) -> Option<String> {
        match self {
            Self::Store(error) | Self::NotReady(error) => format_sources(error),
            Self::Inbox(error) => format_sources(error),
            _ => None,
        }
    }
}

/// Rounded up, so that a client that waits this long is not too early.
const fn whole_secs(duration: Duration) -> u64 {
    duration.as_secs() + (duration.subsec_nanos() > 0) as u64
}

impl From<ScopeError> for ApiError {
    fn from(error: ScopeError) -> Self {
        Self::MissingField {
            reason: error.to_string(),
        }
    }
}

impl From<RetrieveError> for ApiError {
    fn from(error: RetrieveError) -> Self {
        match error {
            RetrieveError::Scope(error) => error.into(),
            RetrieveError::Store(error) => error.into(),
        }
    }
}

impl From<ClientDataError> for ApiError {
    fn from(error: ClientDataError) -> Self {
        match error {
            ClientDataError::Scope(error) => error.into(),
            ClientDataError::Store(error) => error.into(),
        }
    }
}

impl From<PostCallError> for ApiError {
    fn from(error: PostCallError) -> Self {
        match error {
            PostCallError::InvalidEvent(InvalidEvent { reason }) => Self::InvalidJson { reason },
            PostCallError::Inbox(error) => error.into(),
            PostCallError::Cancelled => Self::Internal,
        }
    }
}

/// The body of every error reply.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Error)]
pub struct ErrorBody {
    /// The error message for the client.
    pub error: String,
    /// A stable code for programs.
    #[schema(example = "missing_field")]
    pub code: &'static str,
    /// The id of this request in the service's log.
    pub request_id: String,
}

/// An error reply without its body. The request log adds the body, which contains the request's
/// id.
#[derive(Debug, Clone)]
pub(super) struct ErrorResponse {
    pub(super) code: &'static str,
    pub(super) message: String,
    pub(super) sources: Option<String>,
}

impl ErrorResponse {
    pub(super) fn body(&self, request_id: &str) -> Json<ErrorBody> {
        Json(ErrorBody {
            error: self.message.clone(),
            code: self.code,
            request_id: request_id.to_owned(),
        })
    }
}

/// Whether a request with this status is rejected before its body is read.
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
            // The connection is closed with the body unread; without this header the client would
            // lose its next request on it.
            let close = HeaderValue::from_static("close");
            response.headers_mut().insert(header::CONNECTION, close);
        }
        response.extensions_mut().insert(ErrorResponse {
            code,
            message: self.to_string(),
            sources: self.sources(),
        });
        response
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_time_to_wait_is_rounded_up_to_seconds() {
        let secs = |millis| whole_secs(Duration::from_millis(millis));
        assert_eq!([secs(1), secs(1_000), secs(29_700)], [1, 1, 30]);
    }
}
