use axum::{Json, Router, http::Method, middleware, response::IntoResponse, routing::get};
use elevenlabs::signature::Verifier;
use tower::limit::GlobalConcurrencyLimitLayer;
use tower_http::{
    catch_panic::CatchPanicLayer,
    cors::{Any, CorsLayer},
};
use utoipa::OpenApi;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    authentication::HeaderKey, client_data, error::ApiError, health, post_call,
    request_log::log_request, retrieve,
};
use crate::{
    caller_token::CallerTokens,
    rate_limit::RateLimit,
    use_case::{Callers, HangUp, Ring, Search},
};

/// Requests worked on at the same time; further ones wait in their connections.
const MAX_CONCURRENT_REQUESTS: usize = 1_024;
/// Events taken in at the same time: each may hold a transcript of 10 MB.
const MAX_CONCURRENT_EVENTS: usize = 64;

/// What the endpoints need: the use cases, and who may call them.
#[derive(Clone)]
pub struct Endpoints {
    /// `POST /client-data`.
    pub ring: Ring,
    /// `POST /retrieve`.
    pub search: Search,
    /// Whose memories a search may see.
    pub search_callers: Callers,
    /// `POST /post-call`.
    pub hang_up: HangUp,
    /// Required by `/client-data`, if set.
    pub workspace_key: Option<HeaderKey>,
    /// Required by `/retrieve`, if set.
    pub retrieve_key: Option<HeaderKey>,
    /// Required by `/retrieve`, if set.
    pub tokens: Option<CallerTokens>,
    /// Limits `/retrieve`, if set.
    pub rate_limit: Option<RateLimit>,
    /// Required by `/post-call`, if set.
    pub verifier: Option<Verifier>,
}

#[derive(OpenApi)]
#[openapi(
    info(
        title = "AgenticMemories",
        description = "Long-term memory for ElevenLabs voice agents.",
        license(name = "Apache-2.0", identifier = "Apache-2.0")
    ),
    tags(
        (name = "calls", description = "The three moments of a call."),
        (name = "operation", description = "For those who run the service."),
    )
)]
struct Description;

/// The router that both front doors serve.
pub fn router(endpoints: Endpoints) -> Router {
    let (router, description) = OpenApiRouter::with_openapi(Description::openapi())
        .merge(events())
        .routes(routes!(client_data::client_data))
        .routes(routes!(retrieve::retrieve))
        .routes(routes!(health::healthz))
        .routes(routes!(health::readyz))
        .split_for_parts();
    router
        .route("/retrieve", get(retrieve::retrieve))
        .route("/openapi.json", get(async move || Json(description)))
        .method_not_allowed_fallback(async || ApiError::MethodNotAllowed)
        .fallback(async || ApiError::NotFound)
        .layer(CatchPanicLayer::custom(|_| {
            ApiError::Internal.into_response()
        }))
        .layer(GlobalConcurrencyLimitLayer::new(MAX_CONCURRENT_REQUESTS))
        .layer(middleware::from_fn(log_request))
        .layer(
            CorsLayer::new()
                .allow_origin(Any)
                .allow_headers(Any)
                .allow_methods([Method::GET, Method::POST, Method::OPTIONS]),
        )
        .with_state(endpoints)
}

fn events() -> OpenApiRouter<Endpoints> {
    OpenApiRouter::new()
        .routes(routes!(post_call::post_call))
        .layer(GlobalConcurrencyLimitLayer::new(MAX_CONCURRENT_EVENTS))
}
