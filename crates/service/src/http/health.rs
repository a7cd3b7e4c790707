use axum::{Json, extract::State, http::StatusCode};
use serde::Serialize;
use utoipa::ToSchema;

use super::router::Endpoints;

/// How a part of the service is.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Health {
    /// `ok` or `unavailable`.
    status: &'static str,
}

/// Whether the process lives.
#[utoipa::path(get, path = "/healthz", tag = "operation", responses((status = 200, description = "It lives.", body = Health)))]
pub(super) async fn healthz() -> Json<Health> {
    Json(Health { status: "ok" })
}

/// Whether the service can answer calls.
#[utoipa::path(
    get, path = "/readyz", tag = "operation",
    responses(
        (status = 200, description = "It can.", body = Health),
        (status = 503, description = "The memory store does not answer.", body = Health),
    )
)]
pub(super) async fn readyz(State(endpoints): State<Endpoints>) -> (StatusCode, Json<Health>) {
    let ready = tokio::time::timeout(endpoints.search.deadline, endpoints.search.store.ready());
    match ready.await {
        Ok(Ok(())) => (StatusCode::OK, Json(Health { status: "ok" })),
        failed => {
            tracing::error!(?failed, "memory store is not ready");
            (
                StatusCode::SERVICE_UNAVAILABLE,
                Json(Health {
                    status: "unavailable",
                }),
            )
        }
    }
}
