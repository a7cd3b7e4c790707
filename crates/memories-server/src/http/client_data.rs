use axum::{
    body::Body,
    extract::State,
    http::{HeaderMap, header},
    response::{IntoResponse, Response},
};
use elevenlabs::initiation::{
    ConversationConfigOverride, InitiationReply, InitiationRequest, ReplyKind, VariableText,
};

use memories_domain::Memory;

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
/// The most that memories may take of a reply, in bytes: a Lambda function's
/// reply may have 6 MB.
const MEMORIES_BYTES: usize = 4 << 20;
/// What a memory takes beside its words.
const METADATA_BYTES: usize = 512;

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
    let memories: Vec<MemoryView<'_>> = newest(&reply.record.memories)
        .iter()
        .map(MemoryView::from)
        .collect();
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

/// The newest memories that a reply has room for, oldest first.
fn newest(memories: &[Memory]) -> &[Memory] {
    let mut room = MEMORIES_BYTES;
    let has_no_room = |memory: &Memory| match room.checked_sub(memory.text.len() + METADATA_BYTES) {
        Some(left) => {
            room = left;
            false
        }
        None => true,
    };
    let first = memories
        .iter()
        .rposition(has_no_room)
        .map_or(0, |old| old + 1);
    memories.get(first..).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use memories_domain::{MemoryId, MemoryKind, Subject};

    use super::*;

    fn memories(count: usize) -> Vec<Memory> {
        let memory = |_| Memory {
            id: MemoryId::generate(),
            text: "x".repeat(1_000).as_str().into(),
            kind: MemoryKind::Factual {
                subject: Subject::Caller,
            },
            created_at: Timestamp::UNIX_EPOCH,
            updated_at: Timestamp::UNIX_EPOCH,
            expires_at: None,
            source: None,
            reinforced: 0,
        };
        (0..count).map(memory).collect()
    }

    #[test]
    fn every_memory_of_an_ordinary_caller_is_in_the_reply() {
        assert_eq!(newest(&memories(1_000)).len(), 1_000);
        assert_eq!(newest(&[]).len(), 0);
    }

    #[test]
    fn a_reply_that_would_be_too_large_leaves_out_the_oldest() {
        let all = memories(5_000);
        let shown = newest(&all);
        assert!(shown.len() < all.len());
        assert_eq!(
            shown.last().map(|memory| &memory.id),
            all.last().map(|memory| &memory.id)
        );
        let bytes: usize = shown.iter().map(|memory| memory.text.len()).sum();
        assert!((2 << 20..MEMORIES_BYTES).contains(&bytes), "{bytes}");
    }
}
