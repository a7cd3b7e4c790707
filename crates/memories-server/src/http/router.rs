use std::sync::Arc;

use axum::{Extension, Router, http::Method, middleware, response::IntoResponse, routing::get};
use tokio::sync::Semaphore;
use tower::limit::GlobalConcurrencyLimitLayer;
use tower_http::{
    catch_panic::CatchPanicLayer,
    cors::{Any, CorsLayer},
    normalize_path::NormalizePath,
};
use utoipa_axum::router::OpenApiRouter;

use super::{error::ApiError, openapi, request_log::log_request};

/// Limit of concurrent `/client-data` and `/retrieve` requests; further ones wait.
const MAX_CONCURRENT_CALLS: usize = 1_024;
/// Limit of concurrent `/post-call` requests, each of up to 10 MB. It is separate, so that a burst of
/// them cannot delay live calls.
const MAX_CONCURRENT_POST_CALL_REQUESTS: usize = 64;

/// Collects the routes of endpoints into a router: of all of them in a server, of one in a Lambda
/// function.
pub struct ApiRouter {
    routes: OpenApiRouter,
    call_limit: GlobalConcurrencyLimitLayer,
}

impl Default for ApiRouter {
    fn default() -> Self {
        let permits = Arc::new(Semaphore::new(MAX_CONCURRENT_CALLS));
        Self {
            routes: OpenApiRouter::with_openapi(openapi::base()),
            call_limit: GlobalConcurrencyLimitLayer::with_semaphore(permits),
        }
    }
}

impl ApiRouter {
    /// Adds `/client-data`.
    #[must_use]
    pub fn client_data(self, routes: OpenApiRouter) -> Self {
        let routes = routes.layer(self.call_limit.clone());
        self.merge(routes)
    }

    /// Adds `/retrieve`.
    #[must_use]
    pub fn retrieve(self, routes: OpenApiRouter) -> Self {
        let routes = routes.layer(self.call_limit.clone());
        self.merge(routes)
    }

    /// Adds `/post-call`.
    #[must_use]
    pub fn post_call(self, routes: OpenApiRouter) -> Self {
        let limit = GlobalConcurrencyLimitLayer::new(MAX_CONCURRENT_POST_CALL_REQUESTS);
        self.merge(routes.layer(limit))
    }

    /// Adds `/healthz` and `/readyz`.
    #[must_use]
    pub fn health(self, routes: OpenApiRouter) -> Self {
        self.merge(routes)
    }

    fn merge(self, routes: OpenApiRouter) -> Self {
        Self {
            routes: self.routes.merge(routes),
            call_limit: self.call_limit,
        }
    }

    /// The router, with a description of its endpoints at `/openapi.json`. Slashes at the end of a
    /// path are ignored: people copy addresses with them.
    pub fn build(self) -> Router {
        let (router, description) = self.routes.split_for_parts();
        let router = router
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
            );
        // Around the router: a layer of it would run after the route has been chosen.
        Router::new().fallback_service(NormalizePath::trim_trailing_slash(router))
    }
}
