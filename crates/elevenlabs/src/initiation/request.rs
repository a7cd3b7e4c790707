use std::fmt;

use crate::request::{self, RequestError};

/// The request of the initiation webhook: the ringing call.
#[derive(Clone, PartialEq, Eq)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[non_exhaustive]
pub struct InitiationRequest {
    /// The caller's id as the carrier sends it: usually an E.164 number, but also a SIP user or
    /// `anonymous`. Empty if the caller withholds it.
    #[cfg_attr(feature = "openapi", schema(example = "+12025550143"))]
    pub caller_id: Option<String>,
    /// The operator's id of the caller. ElevenLabs does not send it; an operator's own backend does.
    pub user_id: Option<String>,
    /// The agent that will answer.
    pub agent_id: Option<String>,
    /// The agent's number.
    pub called_number: Option<String>,
    /// The carrier's id of the call (Twilio's call SID).
    pub call_sid: Option<String>,
    /// The SIP call id.
    pub call_id: Option<String>,
}

impl InitiationRequest {
    /// Parses the body.
    ///
    /// One of the keys `caller_id` and `user_id` is required, because it identifies this kind of
    /// request; its value may be null or empty if the number is withheld.
    pub fn from_json(body: &[u8]) -> Result<Self, RequestError> {
        let body = request::parse_object(body)?;
        let caller_id = request::text_field(&body, "caller_id")?;
        let user_id = request::text_field(&body, "user_id")?;
        if caller_id.is_none() && user_id.is_none() {
            return Err(RequestError::MissingField("caller_id"));
        }
        Ok(Self {
            caller_id,
            user_id: user_id.filter(|id| !id.is_empty()),
            agent_id: request::optional_text(&body, "agent_id"),
            called_number: request::optional_text(&body, "called_number"),
            call_sid: request::optional_text(&body, "call_sid"),
            call_id: request::optional_text(&body, "call_id"),
        })
    }
}

impl fmt::Debug for InitiationRequest {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("InitiationRequest")
            .field("agent_id", &self.agent_id)
            .field("call_sid", &self.call_sid)
            .field("call_id", &self.call_id)
            .finish_non_exhaustive()
    }
}
