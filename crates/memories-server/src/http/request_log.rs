use std::time::Instant;

use axum::{
    extract::{MatchedPath, Request},
    http::{HeaderValue, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use tracing::{Instrument, field};
use uuid::Uuid;

use super::error::ErrorResponse;

const REQUEST_ID: &str = "x-request-id";
const MAX_REQUEST_ID_BYTES: usize = 64;

/// Assigns an id to every request, adds the body to every error reply, and logs one line per
/// request.
pub(super) async fn log_request(request: Request, next: Next) -> Response {
    let started = Instant::now();
    let id = request_id(&request);
    let method = request.method().clone();
    let route = request
        .extensions()
        .get::<MatchedPath>()
        .map_or_else(|| "unmatched".to_owned(), |path| path.as_str().to_owned());
    // At the highest level, so that no filter hides its fields.
    let span = tracing::error_span!(
        "request",
        request_id = id,
        user_id = field::Empty,
        conversation_id = field::Empty
    );
    let mut response = next.run(request).instrument(span.clone()).await;

    let _entered = span.enter();
    let error = response.extensions_mut().remove::<ErrorResponse>();
    let status = response.status().as_u16();
    let duration_ms = started.elapsed().as_secs_f64() * 1_000.0;
    match &error {
        Some(ErrorResponse {
            code,
            message,
            sources,
        }) if status >= 500 => {
            let cause = sources.as_deref();
            tracing::error!(%method, route, status, duration_ms, code, error = message, cause, "request failed");
        }
        Some(ErrorResponse { code, message, .. }) => {
            tracing::warn!(%method, route, status, duration_ms, code, error = message, "request rejected");
        }
        None => tracing::info!(%method, route, status, duration_ms, "request answered"),
    }
    if let Some(error) = error {
        response = with_body(response, &error, &id);
    }
    if let Ok(value) = HeaderValue::from_str(&id) {
        response.headers_mut().insert(REQUEST_ID, value);
    }
    response
}

/// The client's id if it is safe to log, otherwise a new one.
fn request_id(request: &Request) -> String {
    request
        .headers()
        .get(REQUEST_ID)
        .and_then(|value| value.to_str().ok())
        .filter(|id| {
            !id.is_empty()
                && id.len() <= MAX_REQUEST_ID_BYTES
                && id.bytes().all(|b| b.is_ascii_graphic())
        })
        .map_or_else(|| Uuid::now_v7().to_string(), str::to_owned)
}

fn with_body(bare: Response, error: &ErrorResponse, id: &str) -> Response {
    let (parts, _) = bare.into_parts();
    let mut response = error.body(id).into_response();
    *response.status_mut() = parts.status;
    for (name, value) in &parts.headers {
        if name != header::CONTENT_LENGTH && name != header::CONTENT_TYPE {
            response.headers_mut().insert(name.clone(), value.clone());
        }
    }
    response
}
