//! The part of the handlers that is the same for every platform.

use std::time::Duration;

use axum::{
    body::Body,
    http::{HeaderMap, header},
    response::{IntoResponse, Response},
};
use jiff::Timestamp;
use memories_domain::{AgentId, CallerCandidates, ports::EnqueueOutcome};

use super::voice_platform::{ReceivedBody, VoicePlatform};
use crate::{
    calls::{AcceptPostCall, GetClientData, PostCallOutcome},
    http::{ApiError, read_chunks},
};

const EVENT_TIMEOUT: Duration = Duration::from_mins(1);

/// Loads the caller's record and encodes it as the platform expects it.
pub(super) async fn client_data(
    platform: &impl VoicePlatform,
    get_client_data: &GetClientData,
    candidates: &CallerCandidates<'_>,
    agent: Option<AgentId>,
) -> Result<Response, ApiError> {
    let data = get_client_data.load(candidates, agent).await?;
    let reply = platform
        .encode_reply(&data, Timestamp::now())
        .map_err(|_| ApiError::Internal)?;
    if let Some(cause) = reply.warning {
        get_client_data.warn(&data, cause);
    }
    Ok(([(header::CONTENT_TYPE, "application/json")], reply.body).into_response())
}

/// Verifies an event and stores it durably.
pub(super) async fn post_call(
    platform: &impl VoicePlatform,
    accept_post_call: &AcceptPostCall,
    headers: &HeaderMap,
    body: Body,
) -> Result<(), ApiError> {
    let mut received = platform.verify(headers)?;
    read_chunks(body, EVENT_TIMEOUT, |chunk| received.push(chunk)).await?;
    let outcome = match received.finish()? {
        ReceivedBody::Audio => PostCallOutcome::Discarded,
        ReceivedBody::Event(body) => accept_post_call.accept(body).await?,
    };
    match outcome {
        PostCallOutcome::Accepted(EnqueueOutcome::Enqueued) => {}
        PostCallOutcome::Accepted(EnqueueOutcome::Duplicate) => {
            tracing::info!("event was delivered before");
        }
        PostCallOutcome::Discarded => tracing::info!("recording discarded"),
    }
    Ok(())
}
