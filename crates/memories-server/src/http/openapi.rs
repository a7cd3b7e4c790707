use std::sync::Arc;

use axum::{Extension, Json};
use utoipa::OpenApi;

#[derive(OpenApi)]
#[openapi(
    info(
        title = "AgenticMemories",
        description = "Long-term memory for voice agents. \
            An unknown path returns 404 and a wrong method 405, in the same format as every error.",
        license(name = "Apache-2.0", identifier = "Apache-2.0")
    ),
    tags(
        (name = "calls", description = "The endpoints that a voice platform calls: while the phone rings, during the call and after it."),
        (name = "operation", description = "Health probes."),
    )
)]
struct Description;

/// The description without paths; the handlers contribute those.
pub(super) fn base() -> utoipa::openapi::OpenApi {
    Description::openapi()
}

pub(super) async fn openapi(
    Extension(description): Extension<Arc<utoipa::openapi::OpenApi>>,
) -> Json<Arc<utoipa::openapi::OpenApi>> {
    Json(description)
}
