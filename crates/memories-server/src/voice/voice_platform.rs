use std::sync::Arc;

use axum::http::HeaderMap;
use bytes::Bytes;
use jiff::Timestamp;
use memories_domain::WarningCause;
use utoipa_axum::router::OpenApiRouter;

use crate::{
    calls::{AcceptPostCall, ClientData, EventReader, GetClientData, Retrieve},
    http::ApiError,
};

/// Everything that differs between voice platforms: the routes with their paths, bodies and
/// authentication, the verification of events, the format of events, and the format of the reply
/// to a ringing call.
pub trait VoicePlatform: EventReader {
    /// The endpoint that the platform calls while the phone rings.
    fn client_data_routes(self: Arc<Self>, get_client_data: GetClientData) -> OpenApiRouter;

    /// The endpoint that the agent calls as a tool during the call.
    fn retrieve_routes(self: Arc<Self>, retrieve: Retrieve) -> OpenApiRouter;

    /// The endpoint that the platform calls after the call.
    fn post_call_routes(self: Arc<Self>, accept_post_call: AcceptPostCall) -> OpenApiRouter;

    /// Checks the headers of an event before its body is read. The result receives the body and
    /// verifies it.
    fn verify(&self, headers: &HeaderMap) -> Result<Box<dyn EventBody>, ApiError>;

    /// Encodes the reply to a ringing call.
    fn encode_reply(
        &self,
        data: &ClientData,
        now: Timestamp,
    ) -> Result<EncodedReply, serde_json::Error>;
}

/// The reply to a ringing call.
pub struct EncodedReply {
    /// In JSON.
    pub body: Vec<u8>,
    /// What the operator must know about it.
    pub warning: Option<WarningCause>,
}

/// Receives the body of an event as it arrives, so that it is hashed on the way and a recording is
/// never held in memory.
pub trait EventBody: Send {
    fn push(&mut self, chunk: &[u8]) -> Result<(), ApiError>;

    /// Finishes the verification once the body is complete.
    fn finish(self: Box<Self>) -> Result<ReceivedBody, ApiError>;
}

/// The body of an authentic event.
#[derive(Debug, PartialEq, Eq)]
pub enum ReceivedBody {
    Event(Bytes),
    /// A recording, which was discarded.
    Audio,
}
