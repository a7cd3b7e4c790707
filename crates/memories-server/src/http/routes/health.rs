use std::{sync::Arc, time::Duration};

use axum::{Json, extract::State};
use memories_domain::ports::{MemoryReader, StoreError};
use serde::Serialize;
use tokio::time::timeout;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::http::error::{ApiError, ErrorBody};

/// `GET /healthz` and `GET /readyz`.
#[derive(Clone)]
pub(crate) struct HealthEndpoint {
    pub(crate) reader: Arc<dyn MemoryReader>,
    pub(crate) timeout: Duration,
}

impl HealthEndpoint {
    pub(crate) fn routes(self) -> OpenApiRouter {
        OpenApiRouter::new()
            .routes(routes!(healthz))
            .routes(routes!(readyz))
            .with_state(self)
    }
}

#[derive(Debug, Serialize, ToSchema)]
struct Health {
    /// Always `ok`.
    #[schema(example = "ok")]
    status: &'static str,
}

const OK: Json<Health> = Json(Health { status: "ok" });

/// Liveness: the process answers.
#[utoipa::path(
    get, path = "/healthz", tag = "operation",
    responses((status = 200, description = "The process is alive.", body = Health))
)]
async fn healthz() -> Json<Health> {
    OK
}

/// Readiness: the memory store answers.
#[utoipa::path(
    get, path = "/readyz", tag = "operation",
    responses(
        (status = 200, description = "The memory store answers.", body = Health),
        (status = 503, description = "The memory store does not answer.", body = ErrorBody),
    )
)]
async fn readyz(State(endpoint): State<HealthEndpoint>) -> Result<Json<Health>, ApiError> {
    timeout(endpoint.timeout, endpoint.reader.ready())
        .await
        .unwrap_or(Err(StoreError::Timeout))
        .map_err(ApiError::NotReady)?;
    Ok(OK)
}
