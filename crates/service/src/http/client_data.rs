use axum::{
    body::Body,
    extract::State,
    http::{HeaderMap, header},
    response::{IntoResponse, Response},
};
use elevenlabs::initiation::{
    ConversationConfigOverride, InitiationReply, InitiationRequest, ReplyKind, VariableText,
};

use super::{
    authentication::HeaderKey,
    body::read_request,
    error::{ApiError, ErrorBody},
    view::MemoryView,
};
use crate::use_case::Ring;

/// `POST /client-data`: its use case, and who may call it.
#[derive(Clone)]
pub struct ClientData {
    /// What happens when the phone rings.
    pub ring: Ring,
    /// Required, if set.
    pub workspace_key: Option<HeaderKey>,
}

/// The longest first message, in characters.
const FIRST_MESSAGE_CHARS: usize = 300;

/// The phone rings: everything known about the caller.
///
/// ElevenLabs calls this as its conversation initiation webhook. A withheld
/// number gets a complete, empty answer.
#[utoipa::path(
    post, path = "/client-data", tag = "calls",
    request_body = InitiationRequest,
    params(("x-workspace-key" = Option<String>, Header, description = "The workspace key, if one is configured. `Authorization: Bearer` will do as well.")),
    responses(
        (status = 200, description = "What is known.", body = InitiationReply<Vec<MemoryView<'static>>>),
        (status = 400, description = "Not JSON, or `caller_id` is missing.", body = ErrorBody),
        (status = 401, description = "The workspace key is missing or wrong.", body = ErrorBody),
        (status = 408, description = "The body did not arrive completely.", body = ErrorBody),
        (status = 413, description = "The body is too large.", body = ErrorBody),
        (status = 500, description = "The memory store failed.", body = ErrorBody),
        (status = 502, description = "The memory platform failed.", body = ErrorBody),
        (status = 503, description = "The memory store is overloaded.", body = ErrorBody),
        (status = 504, description = "The memory store did not answer in time.", body = ErrorBody),
    )
)]
pub(super) async fn client_data(
    State(endpoint): State<ClientData>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, ApiError> {
    if let Some(key) = &endpoint.workspace_key {
        key.check(&headers)?;
    }
    let request = InitiationRequest::from_json(&read_request(body).await?)?;
    let reply = endpoint.ring.answer(&request).await?;
    let memories: Vec<MemoryView<'_>> =
        reply.record.memories.iter().map(MemoryView::from).collect();
    let body = serde_json::to_vec(&InitiationReply {
        kind: ReplyKind::ConversationInitiationClientData,
        user_id: reply.caller.map(|caller| caller.as_str().to_owned()),
        memories,
        dynamic_variables: reply.variables,
        conversation_config_override: reply.first_message.and_then(|text| {
            ConversationConfigOverride::greeting(VariableText::new(&text, FIRST_MESSAGE_CHARS))
        }),
    })
    .map_err(|_| ApiError::Internal)?;
    Ok(([(header::CONTENT_TYPE, "application/json")], body).into_response())
}
