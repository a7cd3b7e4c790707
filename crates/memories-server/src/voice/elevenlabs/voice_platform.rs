use std::sync::Arc;

use axum::http::HeaderMap;
use bytes::Bytes;
use jiff::Timestamp;
use memories_domain::Platform;
use utoipa_axum::router::OpenApiRouter;

use super::{
    event, event_body::EventBuffer, platform::ElevenLabs, routes, signature::begin_verification,
};
use crate::{
    calls::{
        AcceptPostCall, CallerResolver, ClientData, EventReader, GetClientData, InvalidEvent,
        PlatformEvent, Retrieve,
    },
    http::ApiError,
    voice::{EncodedReply, EventBody, VoicePlatform},
};

impl EventReader for ElevenLabs {
    fn platform(&self) -> Platform {
        Platform::ElevenLabs
    }

    fn read_event(
        &self,
        body: &Bytes,
        received_at: Timestamp,
        callers: &CallerResolver,
    ) -> Result<PlatformEvent, InvalidEvent> {
        event::read(body, received_at, callers, self.sensitive_data)
    }
}

impl VoicePlatform for ElevenLabs {
    fn client_data_routes(self: Arc<Self>, get_client_data: GetClientData) -> OpenApiRouter {
        routes::client_data(self, get_client_data)
    }

    fn retrieve_routes(self: Arc<Self>, retrieve: Retrieve) -> OpenApiRouter {
        routes::retrieve(self, retrieve)
    }

    fn post_call_routes(self: Arc<Self>, accept_post_call: AcceptPostCall) -> OpenApiRouter {
        routes::post_call(self, accept_post_call)
    }

    fn verify(&self, headers: &HeaderMap) -> Result<Box<dyn EventBody>, ApiError> {
        let verification = match &self.verifier {
            Some(verifier) => Some(begin_verification(verifier, headers)?),
            None => None,
        };
        Ok(Box::new(EventBuffer::new(verification)))
    }

    fn encode_reply(
        &self,
        data: &ClientData,
        now: Timestamp,
    ) -> Result<EncodedReply, serde_json::Error> {
        self.encoder.encode(data, now)
    }
}
