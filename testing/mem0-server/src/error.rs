//! Error responses in the platform's formats.

use axum::{
    Json,
    response::{IntoResponse, Response},
};
use http::StatusCode;
use serde_json::json;

#[derive(Debug)]
pub(crate) enum ApiError {
    /// 400.
    Invalid(&'static str),
    /// 401.
    Unauthorized,
    /// 404.
    MemoryNotFound,
    /// 404, past the last page.
    PageNotFound,
    /// 501.
    NotImplemented,
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let (status, body) = match self {
            Self::Invalid(message) => (StatusCode::BAD_REQUEST, json!({"error": message})),
            Self::Unauthorized => (
                StatusCode::UNAUTHORIZED,
                json!({"detail": "Invalid API key."}),
            ),
            Self::MemoryNotFound => (StatusCode::NOT_FOUND, json!({"error": "Memory not found!"})),
            Self::PageNotFound => (StatusCode::NOT_FOUND, json!({"detail": "Invalid page."})),
            Self::NotImplemented => (
                StatusCode::NOT_IMPLEMENTED,
                json!({"detail": "This server does not implement this operation."}),
            ),
        };
        (status, Json(body)).into_response()
    }
}
