use std::sync::Arc;

use axum::{Extension, Router, http::Method, middleware, response::IntoResponse, routing::get};
use elevenlabs::signature::Verifier;
use tower::limit::GlobalConcurrencyLimitLayer;
use tower_http::{
    catch_panic::CatchPanicLayer,
    cors::{Any, CorsLayer},
};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    authentication::HeaderKey, client_data, error::ApiError, health, openapi, post_call,
    request_log::log_request, retrieve,
};
use crate::{
    caller_token::CallerTokens,
    rate_limit::RateLimit,
    use_case::{Callers, HangUp, Ring, Search},
};

/// Rings and searches answered at the same time; further ones wait in their
/// connections.
const MAX_CONCURRENT_CALLS: usize = 1_024;
/// Events taken in at the same time: each may hold a transcript of 10 MB. They
/// have places of their own, so that no crowd of them keeps a caller waiting.
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

/// The router that both front doors serve.
pub fn router(endpoints: Endpoints) -> Router {
    let (router, description) = OpenApiRouter::with_openapi(openapi::head())
        .merge(calls())
        .merge(events())
        .routes(routes!(health::healthz))
        .routes(routes!(health::readyz))
        .split_for_parts();
    router
        .route("/openapi.json", get(openapi::openapi))
        .layer(Extension(Arc::new(description)))
        .method_not_allowed_fallback(async || ApiError::MethodNotAllowed)
        .fallback(async || ApiError::NotFound)
        .layer(CatchPanicLayer::custom(|_| {
            ApiError::Internal.into_response()
        }))
        .layer(middleware::from_fn(log_request))
        .layer(
            CorsLayer::new()
                .allow_origin(Any)
                .allow_headers(Any)
                .allow_methods([Method::GET, Method::POST, Method::OPTIONS]),
        )
        .with_state(endpoints)
}

fn calls() -> OpenApiRouter<Endpoints> {
    OpenApiRouter::new()
        .routes(routes!(client_data::client_data))
        .routes(routes!(retrieve::retrieve, retrieve::retrieve_by_url))
        .layer(GlobalConcurrencyLimitLayer::new(MAX_CONCURRENT_CALLS))
}

fn events() -> OpenApiRouter<Endpoints> {
    OpenApiRouter::new()
        .routes(routes!(post_call::post_call))
        .layer(GlobalConcurrencyLimitLayer::new(MAX_CONCURRENT_EVENTS))
}
