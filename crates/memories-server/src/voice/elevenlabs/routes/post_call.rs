use std::sync::Arc;

use axum::{Json, body::Body, extract::State, http::HeaderMap};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{
    calls::AcceptPostCall,
    http::{ApiError, ErrorBody},
    voice::{elevenlabs::platform::ElevenLabs, handlers},
};

#[derive(Clone)]
struct Endpoint {
    platform: Arc<ElevenLabs>,
    accept_post_call: AcceptPostCall,
}

/// `POST /post-call`.
pub(in crate::voice::elevenlabs) fn routes(
    platform: Arc<ElevenLabs>,
    accept_post_call: AcceptPostCall,
) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(post_call))
        .with_state(Endpoint {
            platform,
            accept_post_call,
        })
}

/// The event is stored durably.
#[derive(Debug, Serialize, ToSchema)]
struct Acknowledgement {
    /// Always `ok`.
    #[schema(example = "ok")]
    status: &'static str,
}

/// After the call: accepts a post-call event.
///
/// ElevenLabs calls this as its post-call webhook. The reply is sent once the event is stored
/// durably; its memories are extracted afterwards. Every authentic event is acknowledged, even one
/// that cannot be processed.
#[utoipa::path(
    post, path = "/post-call", tag = "calls",
    request_body(content = serde_json::Value, description = "A post-call event in any of ElevenLabs' formats."),
    params(("elevenlabs-signature" = Option<String>, Header, description = "`t=<unix seconds>,v0=<HMAC-SHA256>`; required if a key is configured. May also be sent as `x-elevenlabs-signature`.")),
    responses(
        (status = 200, description = "The event is stored.", body = Acknowledgement),
        (status = 400, description = "The body is not JSON.", body = ErrorBody),
        (status = 401, description = "The signature is missing, wrong or too old.", body = ErrorBody),
        (status = 408, description = "The body did not arrive completely.", body = ErrorBody),
        (status = 413, description = "The body is too large.", body = ErrorBody),
        (status = 500, description = "An internal error; send the event again.", body = ErrorBody),
        (status = 503, description = "The event could not be stored; send it again.", body = ErrorBody),
    )
)]
async fn post_call(
    State(endpoint): State<Endpoint>,
    headers: HeaderMap,
    body: Body,
) -> Result<Json<Acknowledgement>, ApiError> {
    handlers::post_call(
        &*endpoint.platform,
        &endpoint.accept_post_call,
        &headers,
        body,
    )
    .await?;
    Ok(Json(Acknowledgement { status: "ok" }))
}
