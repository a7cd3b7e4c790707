use std::sync::Arc;

use axum::{Extension, Router, http::Method, middleware, response::IntoResponse, routing::get};
use tokio::sync::Semaphore;
use tower::limit::GlobalConcurrencyLimitLayer;
use tower_http::{
    catch_panic::CatchPanicLayer,
    cors::{Any, CorsLayer},
};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    client_data::{self, ClientData},
    error::ApiError,
    health::{self, Readiness},
    openapi,
    post_call::{self, PostCall},
    request_log::log_request,
    retrieve::{self, Retrieve},
};

/// Rings and searches answered at the same time; further ones wait in their
/// connections.
const MAX_CONCURRENT_CALLS: usize = 1_024;
/// Events taken in at the same time: each may hold a transcript of 10 MB. They
/// have places of their own, so that no crowd of them keeps a caller waiting.
const MAX_CONCURRENT_EVENTS: usize = 64;

/// The endpoints that a front door has: all of them for the service of its own,
/// one for a function.
pub struct FrontDoor {
    routes: OpenApiRouter,
    calls: GlobalConcurrencyLimitLayer,
}

impl Default for FrontDoor {
    fn default() -> Self {
        let places = Arc::new(Semaphore::new(MAX_CONCURRENT_CALLS));
        Self {
            routes: OpenApiRouter::with_openapi(openapi::head()),
            calls: GlobalConcurrencyLimitLayer::with_semaphore(places),
        }
    }
}

impl FrontDoor {
    /// Answers `POST /client-data`.
    #[must_use]
    pub fn client_data(self, endpoint: ClientData) -> Self {
        let routes = OpenApiRouter::new()
            .routes(routes!(client_data::client_data))
            .layer(self.calls.clone());
        self.and(routes, endpoint)
    }

    /// Answers `/retrieve`.
    #[must_use]
    pub fn retrieve(self, endpoint: Retrieve) -> Self {
        let routes = OpenApiRouter::new()
            .routes(routes!(retrieve::retrieve, retrieve::retrieve_by_url))
            .layer(self.calls.clone());
        self.and(routes, endpoint)
    }

    /// Answers `POST /post-call`.
    #[must_use]
    pub fn post_call(self, endpoint: PostCall) -> Self {
        let routes = OpenApiRouter::new()
            .routes(routes!(post_call::post_call))
            .layer(GlobalConcurrencyLimitLayer::new(MAX_CONCURRENT_EVENTS));
        self.and(routes, endpoint)
    }

    /// Answers `GET /healthz` and `GET /readyz`.
    #[must_use]
    pub fn health(self, readiness: Readiness) -> Self {
        let routes = OpenApiRouter::new()
            .routes(routes!(health::healthz))
            .routes(routes!(health::readyz));
        self.and(routes, readiness)
    }

    fn and<State>(self, routes: OpenApiRouter<State>, state: State) -> Self
    where
        State: Clone + Send + Sync + 'static,
    {
        Self {
            routes: self.routes.merge(routes.with_state(state)),
            calls: self.calls,
        }
    }

    /// The router, which also describes its endpoints at `GET /openapi.json`.
    pub fn open(self) -> Router {
        let (router, description) = self.routes.split_for_parts();
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
    }
}
