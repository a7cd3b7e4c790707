use std::fmt;

use crate::request::{self, RequestError};

/// What ElevenLabs tells about the call that is ringing.
#[derive(Clone, PartialEq, Eq)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[non_exhaustive]
pub struct InitiationRequest {
    /// Who is calling, as the carrier gives it: an E.164 number as a rule, also a SIP user, or
    /// `anonymous`. Empty when the caller withholds it.
    #[cfg_attr(feature = "openapi", schema(example = "+12025550143"))]
    pub caller_id: String,
    /// The agent that answers.
    pub agent_id: Option<String>,
    /// The number that was called, which is the agent's.
    pub called_number: Option<String>,
    /// The carrier's id of the call.
    pub call_sid: Option<String>,
    /// The SIP call id.
    pub call_id: Option<String>,
}

impl InitiationRequest {
    /// Reads the request's body.
    ///
    /// The key `caller_id` must be there, since without it the body is not this request; its
    /// value may be null or empty, which is a withheld number.
    pub fn from_json(body: &[u8]) -> Result<Self, RequestError> {
        let body = request::object(body)?;
        Ok(Self {
            caller_id: request::field(&body, "caller_id")?
                .ok_or(RequestError::MissingField("caller_id"))?,
            agent_id: request::optional(&body, "agent_id"),
            called_number: request::optional(&body, "called_number"),
            call_sid: request::optional(&body, "call_sid"),
            call_id: request::optional(&body, "call_id"),
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
