use std::sync::Arc;

use axum::{Extension, Json};
use utoipa::OpenApi;

#[derive(OpenApi)]
#[openapi(
    info(
        title = "AgenticMemories",
        description = "Long-term memory for ElevenLabs voice agents. \
            A wrong method is answered with 405 and an unknown path with 404, in the shape of every error.",
        license(name = "Apache-2.0", identifier = "Apache-2.0")
    ),
    tags(
        (name = "calls", description = "The three moments of a call."),
        (name = "operation", description = "For those who run the service."),
    )
)]
struct Description;

/// The description without the paths, which come from the handlers.
pub(super) fn head() -> utoipa::openapi::OpenApi {
    Description::openapi()
}

/// Shows the description.
pub(super) async fn openapi(
    Extension(description): Extension<Arc<utoipa::openapi::OpenApi>>,
) -> Json<Arc<utoipa::openapi::OpenApi>> {
    Json(description)
}
