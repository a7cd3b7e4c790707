use std::sync::Arc;

use axum::{body::Body, extract::State, http::HeaderMap, response::Response};
use elevenlabs::initiation::{InitiationReply, InitiationRequest};
use memories_domain::{CallerCandidates, CallerField};
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{
    calls::GetClientData,
    http::{ApiError, ErrorBody, MemoryView, read_body},
    voice::{
        elevenlabs::{ids::agent_id, platform::ElevenLabs},
        handlers,
    },
};

#[derive(Clone)]
struct Endpoint {
    platform: Arc<ElevenLabs>,
    get_client_data: GetClientData,
}

/// `POST /client-data`.
pub(in crate::voice::elevenlabs) fn routes(
    platform: Arc<ElevenLabs>,
    get_client_data: GetClientData,
) -> OpenApiRouter {
    OpenApiRouter::new()
        .routes(routes!(client_data))
        .with_state(Endpoint {
            platform,
            get_client_data,
        })
}

/// While the phone rings: returns the caller's memories.
///
/// ElevenLabs calls this as its conversation initiation webhook, and your own backend for a call
/// that has no such webhook, with your id of the caller. For a withheld number the reply is complete,
/// without memories.
#[utoipa::path(
    post, path = "/client-data", tag = "calls",
    request_body = InitiationRequest,
    params(("x-workspace-key" = Option<String>, Header, description = "The workspace key, if one is configured. May also be sent as `Authorization: Bearer`.")),
    responses(
        (status = 200, description = "The caller's memories and the values of the dynamic variables.", body = InitiationReply<Vec<MemoryView<'static>>>),
        (status = 400, description = "The body is not JSON, or `caller_id` and `user_id` are missing.", body = ErrorBody),
        (status = 401, description = "The workspace key is missing or wrong.", body = ErrorBody),
        (status = 408, description = "The body did not arrive completely.", body = ErrorBody),
        (status = 413, description = "The body is too large.", body = ErrorBody),
        (status = 500, description = "The memory store failed.", body = ErrorBody),
        (status = 502, description = "The memory platform failed.", body = ErrorBody),
        (status = 503, description = "The memory store is overloaded.", body = ErrorBody),
        (status = 504, description = "The memory store did not answer in time.", body = ErrorBody),
    )
)]
async fn client_data(
    State(endpoint): State<Endpoint>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, ApiError> {
    if let Some(auth) = &endpoint.platform.workspace_auth {
        auth.check(&headers)?;
    }
    let request = InitiationRequest::from_json(&read_body(body).await?)?;
    let candidates = CallerCandidates::new()
        .with(CallerField::UserId, request.user_id.as_deref())
        .with(CallerField::Network, request.caller_id.as_deref())
        .without_own(request.called_number.as_deref());
    handlers::client_data(
        &*endpoint.platform,
        &endpoint.get_client_data,
        &candidates,
        agent_id(request.agent_id.as_deref()),
    )
    .await
}
