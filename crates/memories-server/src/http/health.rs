use std::{sync::Arc, time::Duration};

use axum::{Json, extract::State};
use memories_domain::{MemoryStore, StoreError};
use serde::Serialize;
use tokio::time::timeout;
use utoipa::ToSchema;

use super::error::{ApiError, ErrorBody};

/// `GET /readyz`: whether the store answers in time.
#[derive(Clone)]
pub struct Readiness {
    /// Where memories are kept.
    pub store: Arc<dyn MemoryStore>,
    /// How long it may take to answer.
    pub deadline: Duration,
}

/// How the service is.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Health {
    /// Always `ok`.
    #[schema(example = "ok")]
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
        (status = 503, description = "The memory store does not answer.", body = ErrorBody),
    )
)]
pub(super) async fn readyz(State(readiness): State<Readiness>) -> Result<Json<Health>, ApiError> {
    timeout(readiness.deadline, readiness.store.ready())
        .await
        .unwrap_or(Err(StoreError::Timeout))
        .map_err(ApiError::NotReady)?;
    Ok(Json(Health { status: "ok" }))
}
