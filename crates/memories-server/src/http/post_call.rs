use axum::{Json, body::Body, extract::State, http::HeaderMap};
use elevenlabs::signature::{SIGNATURE_HEADER, Verification, Verifier, X_SIGNATURE_HEADER};
use jiff::Timestamp;
use memories_domain::EnqueueOutcome;
use serde::Serialize;
use utoipa::ToSchema;

use super::{
    body::{Arrived, read_event},
    error::{ApiError, ErrorBody},
};
use crate::use_case::{HangUp, Intake};

/// `POST /post-call`: its use case, and whose events it takes.
#[derive(Clone)]
pub struct PostCall {
    /// What happens when a call is over.
    pub hang_up: HangUp,
    /// Checks who signed an event; `None` believes everybody.
    pub verifier: Option<Verifier>,
}

/// The event is kept.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Acknowledgement {
    /// Always `ok`.
    #[schema(example = "ok")]
    status: &'static str,
}

/// The call is over: takes in a post-call event.
///
/// ElevenLabs calls this as its post-call webhook. The reply comes once the
/// event is on disk; what it teaches is learned right after. Every authentic
/// event is acknowledged, understood or not.
#[utoipa::path(
    post, path = "/post-call", tag = "calls",
    request_body(content = serde_json::Value, description = "A post-call event, in any format ElevenLabs sends."),
    params(("elevenlabs-signature" = Option<String>, Header, description = "`t=<unix seconds>,v0=<HMAC-SHA256>`; required if a key is configured. `x-elevenlabs-signature` will do as well.")),
    responses(
        (status = 200, description = "Kept.", body = Acknowledgement),
        (status = 400, description = "Not JSON.", body = ErrorBody),
        (status = 401, description = "The signature is missing, wrong or too old.", body = ErrorBody),
        (status = 408, description = "The body did not arrive completely.", body = ErrorBody),
        (status = 413, description = "The body is too large.", body = ErrorBody),
        (status = 500, description = "A defect; send the event again.", body = ErrorBody),
        (status = 503, description = "The event could not be kept; send it again.", body = ErrorBody),
    )
)]
pub(super) async fn post_call(
    State(endpoint): State<PostCall>,
    headers: HeaderMap,
    body: Body,
) -> Result<Json<Acknowledgement>, ApiError> {
    let verification = verification(&endpoint, &headers)?;
    match read_event(body, verification).await? {
        Arrived::Audio => tracing::info!("recording discarded"),
        Arrived::Event(body) => match endpoint.hang_up.accept(body).await? {
            Intake::Kept(EnqueueOutcome::New) => {}
            Intake::Kept(EnqueueOutcome::Duplicate) => tracing::info!("event was delivered before"),
            Intake::Discarded => tracing::info!("recording discarded"),
        },
    }
    Ok(Json(Acknowledgement { status: "ok" }))
}

/// Checks the header before a byte of the body is read.
fn verification(
    endpoint: &PostCall,
    headers: &HeaderMap,
) -> Result<Option<Verification>, ApiError> {
    let Some(verifier) = &endpoint.verifier else {
        return Ok(None);
    };
    let header = [SIGNATURE_HEADER, X_SIGNATURE_HEADER]
        .iter()
        .find_map(|name| headers.get(*name))
        .and_then(|value| value.to_str().ok())
        .ok_or(ApiError::Unsigned)?;
    Ok(Some(verifier.begin(header, Timestamp::now().as_second())?))
}
