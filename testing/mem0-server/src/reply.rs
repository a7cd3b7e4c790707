//! Answers that are not a success, in the platform's shapes.

use axum::{
    Json,
    response::{IntoResponse, Response},
};
use http::StatusCode;
use serde_json::json;

/// Why something was not done.
#[derive(Debug)]
pub(crate) enum Refusal {
    /// 400.
    Invalid(&'static str),
    /// 401.
    Unauthorized,
    /// 404.
    NoMemory,
    /// 404, past the last page.
    NoPage,
    /// 501.
    NotHere,
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let (status, body) = match self {
            Self::Invalid(why) => (StatusCode::BAD_REQUEST, json!({"error": why})),
            Self::Unauthorized => (
                StatusCode::UNAUTHORIZED,
                json!({"detail": "Invalid API key."}),
            ),
            Self::NoMemory => (StatusCode::NOT_FOUND, json!({"error": "Memory not found!"})),
            Self::NoPage => (StatusCode::NOT_FOUND, json!({"detail": "Invalid page."})),
            Self::NotHere => (
                StatusCode::NOT_IMPLEMENTED,
                json!({"detail": "This server does not have that."}),
            ),
        };
        (status, Json(body)).into_response()
    }
}
