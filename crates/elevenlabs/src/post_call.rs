//! The post-call webhook: the events that ElevenLabs delivers after a call.
//!
//! Every JSON body parses to some [`PostCallEvent`], however unusual. Rejecting a delivery would
//! lose it, because the platform retries only some failures, and too many failures disable the
//! webhook for every agent that uses it.

mod answering_machine;
mod audio;
mod conversation;
mod embedded_json;
mod failure_cause;
mod otel;
mod transcription;

use serde_json::Value;

pub use answering_machine::{AnsweredBy, AnsweringMachineDetection};
pub use audio::looks_like_audio;
pub use conversation::{
    AssignedVariable, CallError, CallResult, Conversation, DataCollectionResult, Direction,
    Evaluation, Format, Role, Status, Turn, Verdict,
};
pub use failure_cause::FailureCause;

use crate::json::{self, Object};

const TRANSCRIPTION: &str = "post_call_transcription";
const TRANSCRIPTION_OTEL: &str = "post_call_transcription_otel";
const AUDIO: &str = "post_call_audio";
const INITIATION_FAILURE: &str = "call_initiation_failure";
/// The type of an event that has none.
const UNKNOWN_TYPE: &str = "unknown";

/// One delivery of the webhook.
#[derive(Clone, Debug, PartialEq)]
pub enum PostCallEvent {
    /// A finished call, in any of its formats.
    Transcription(Box<Conversation>),
    /// The recording of a call; the audio itself is not parsed.
    Audio {
        /// The agent that took part.
        agent_id: Option<String>,
        /// The recorded conversation.
        conversation_id: Option<String>,
    },
    /// Who answered an outbound call.
    AnsweringMachineDetection(AnsweringMachineDetection),
    /// An outbound call that could not be established.
    InitiationFailure(InitiationFailure),
    /// An event of a type that this crate does not support.
    Unknown {
        /// The event's type, or `unknown` if it has none.
        event_type: String,
        /// The id of the conversation, if present.
        conversation_id: Option<String>,
    },
    /// A supported event without its required content.
    Malformed {
        /// The event's type.
        event_type: String,
        /// The id of the conversation, if present.
        conversation_id: Option<String>,
        /// A description of the problem, without values from the body.
        problem: &'static str,
    },
}

/// An outbound call that could not be established: it was not answered, or the carrier rejected it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InitiationFailure {
    /// The calling agent.
    pub agent_id: Option<String>,
    /// The id that was assigned to the conversation.
    pub conversation_id: Option<String>,
    /// The reason: `busy`, `no-answer` or `unknown`.
    pub reason: Option<String>,
    /// The reporting carrier: `twilio` or `sip`.
    pub carrier: Option<String>,
    /// The SIP status code of the last response, if the carrier reports one.
    pub sip_status: Option<u64>,
}

/// The delivery is not an event.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EventError {
    /// The body is not JSON; the message contains the position of the syntax error.
    #[error("the body is not JSON: {0}")]
    NotJson(String),
}

impl PostCallEvent {
    /// Parses the body of a delivery.
    ///
    /// A finished call may have ElevenLabs' envelope (`type`, `event_timestamp`, `data`), its
    /// OpenTelemetry variant, or be a flat object without an envelope. An event that was encoded a
    /// second time, or is the only one in a list, is read like the event itself.
    pub fn from_json(body: &[u8]) -> Result<Self, EventError> {
        let body = json::parse(body).map_err(|error| EventError::NotJson(error.to_string()))?;
        let mut event = embedded_json::unwrap(body);
        embedded_json::unfold(&mut event);
        Ok(Self::from_value(&event))
    }

    fn from_value(body: &Value) -> Self {
        if body.as_array().is_some_and(|events| events.len() > 1) {
            return Self::Malformed {
                event_type: UNKNOWN_TYPE.to_owned(),
                conversation_id: None,
                problem: "the body is a list of several events",
            };
        }
        let event = Object::new(body);
        let Some(event_type) = event.value("type").and_then(Value::as_str) else {
            return if answering_machine::is_bare(event) {
                let detection = AnsweringMachineDetection::parse(answering_machine::TYPE, event);
                Self::AnsweringMachineDetection(detection)
            } else if is_flat(event) {
                let conversation = transcription::parse(event, event, Format::Flat);
                Self::Transcription(Box::new(conversation))
            } else {
                Self::unknown(UNKNOWN_TYPE, event)
            };
        };
        // The fields may be next to `type`; all other events have an envelope.
        let data = match event.value("data") {
            None if event_type == TRANSCRIPTION && is_flat(event) => event,
            None if answering_machine::is_type(event_type) => event,
            None => return Self::malformed(event_type, event, "`data` is missing"),
            Some(Value::Object(_)) => event.object("data"),
            Some(_) => return Self::malformed(event_type, event, "`data` is not an object"),
        };
        match event_type {
            TRANSCRIPTION => {
                let conversation = transcription::parse(event, data, Format::Json);
                Self::Transcription(Box::new(conversation))
            }
            TRANSCRIPTION_OTEL => match otel::parse(event, data) {
                Some(conversation) => Self::Transcription(Box::new(conversation)),
                None => Self::malformed(event_type, event, "`data.otlp_traces` contains no spans"),
            },
            AUDIO => Self::Audio {
                agent_id: data.text("agent_id"),
                conversation_id: data.text("conversation_id"),
            },
            INITIATION_FAILURE => Self::InitiationFailure(InitiationFailure::parse(data)),
            _ if answering_machine::is_type(event_type) => {
                Self::AnsweringMachineDetection(AnsweringMachineDetection::parse(event_type, data))
            }
            _ => Self::unknown(event_type, event),
        }
    }

    /// The event's type on the wire. A flat finished call has the type `post_call_transcription`.
    #[must_use]
    pub fn event_type(&self) -> &str {
        match self {
            Self::Transcription(conversation) => match conversation.format {
                Format::Json | Format::Flat => TRANSCRIPTION,
                Format::OpenTelemetry => TRANSCRIPTION_OTEL,
            },
            Self::Audio { .. } => AUDIO,
            Self::InitiationFailure(_) => INITIATION_FAILURE,
            Self::AnsweringMachineDetection(detection) => &detection.event_type,
            Self::Unknown { event_type, .. } | Self::Malformed { event_type, .. } => event_type,
        }
    }

    /// The carrier's id of the telephone call, if the event has one: Twilio's Call SID, or the id
    /// of a SIP trunk.
    #[must_use]
    pub fn carrier_call_id(&self) -> Option<&str> {
        match self {
            Self::Transcription(conversation) => conversation.carrier_call_id.as_deref(),
            Self::AnsweringMachineDetection(detection) => detection.carrier_call_id.as_deref(),
            Self::Audio { .. }
            | Self::InitiationFailure(_)
            | Self::Unknown { .. }
            | Self::Malformed { .. } => None,
        }
    }

    /// The id of the conversation, if the event has one.
    #[must_use]
    pub fn conversation_id(&self) -> Option<&str> {
        match self {
            Self::Transcription(conversation) => conversation.conversation_id.as_deref(),
            Self::InitiationFailure(failure) => failure.conversation_id.as_deref(),
            Self::AnsweringMachineDetection(detection) => detection.conversation_id.as_deref(),
            Self::Audio {
                conversation_id, ..
            }
            | Self::Unknown {
                conversation_id, ..
            }
            | Self::Malformed {
                conversation_id, ..
            } => conversation_id.as_deref(),
        }
    }

    fn unknown(event_type: &str, event: Object<'_>) -> Self {
        Self::Unknown {
            event_type: event_type.to_owned(),
            conversation_id: conversation_id(event),
        }
    }

    fn malformed(event_type: &str, event: Object<'_>, problem: &'static str) -> Self {
        if ![TRANSCRIPTION, TRANSCRIPTION_OTEL, AUDIO, INITIATION_FAILURE].contains(&event_type) {
            return Self::unknown(event_type, event);
        }
        Self::Malformed {
            event_type: event_type.to_owned(),
            conversation_id: conversation_id(event),
            problem,
        }
    }
}

impl InitiationFailure {
    fn parse(data: Object<'_>) -> Self {
        let metadata = data.object("metadata");
        let body = metadata.object("body");
        Self {
            agent_id: data.text("agent_id"),
            conversation_id: data.text("conversation_id"),
            reason: data.text("failure_reason"),
            carrier: metadata.text("type"),
            sip_status: body
                .integer("sip_status_code")
                .or_else(|| body.integer("SipResponseCode")),
        }
    }
}

/// Whether an object without an envelope is a finished call.
fn is_flat(event: Object<'_>) -> bool {
    ["transcript", "analysis", "metadata"]
        .iter()
        .any(|key| event.value(key).is_some())
}

fn conversation_id(event: Object<'_>) -> Option<String> {
    event
        .object("data")
        .text("conversation_id")
        .or_else(|| event.text("conversation_id"))
}

#[cfg(test)]
mod tests;
