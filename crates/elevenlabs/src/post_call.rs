//! The post-call webhook: what ElevenLabs delivers when a call is over.
//!
//! A signed delivery that is JSON is always some [`PostCallEvent`], however odd: refusing one
//! would lose it, since only some failures are retried, and too many failures switch the webhook
//! off for every agent that uses it.

mod audio;
mod conversation;
mod otel;
mod reduce;
mod transcription;

use serde_json::Value;

pub use audio::looks_like_audio;
pub use conversation::{
    CallError, CallResult, Collected, Conversation, Direction, Evaluation, Format, Role, Status,
    Turn, Verdict,
};
pub use reduce::reduced;

use crate::json::{self, Object};

const TRANSCRIPTION: &str = "post_call_transcription";
const TRANSCRIPTION_OTEL: &str = "post_call_transcription_otel";
const AUDIO: &str = "post_call_audio";
const INITIATION_FAILURE: &str = "call_initiation_failure";
/// Stands for the type of an event that names none.
const UNNAMED: &str = "unknown";

/// One delivery.
#[derive(Clone, Debug, PartialEq)]
pub enum PostCallEvent {
    /// A finished call, in any of its formats.
    Transcription(Box<Conversation>),
    /// The recording of a call, which is not read.
    Audio {
        /// The agent that took part.
        agent_id: Option<String>,
        /// The conversation that was recorded.
        conversation_id: Option<String>,
    },
    /// An outbound call that never came about.
    InitiationFailure(InitiationFailure),
    /// An event of a type that this crate does not know.
    Unknown {
        /// The event's type, or `unknown` when it names none.
        event_type: String,
        /// The conversation it names.
        conversation_id: Option<String>,
    },
    /// An event of a known type without the content of that type, or JSON that cannot be read.
    Malformed {
        /// The event's type, or `unknown` when it cannot be read.
        event_type: String,
        /// The conversation it names.
        conversation_id: Option<String>,
        /// What is wrong.
        problem: &'static str,
    },
}

/// An outbound call that never came about: nobody answered, or the carrier refused it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InitiationFailure {
    /// The agent that should have called.
    pub agent_id: Option<String>,
    /// The id the conversation would have had.
    pub conversation_id: Option<String>,
    /// Why: `busy`, `no-answer` or `unknown`.
    pub reason: Option<String>,
    /// Who reports it: `twilio` or `sip`.
    pub carrier: Option<String>,
    /// The SIP status of the last answer, where the carrier gives one.
    pub sip_status: Option<u64>,
}

/// The delivery is not an event at all.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EventError {
    /// The body is not JSON; the text says where it stops being so.
    #[error("the body is not JSON: {0}")]
    NotJson(String),
}

impl PostCallEvent {
    /// Reads the body of a delivery.
    ///
    /// A finished call may come in the envelope ElevenLabs sends (`type`, `event_timestamp`,
    /// `data`), in its OpenTelemetry variant, or as a flat object without an envelope.
    pub fn from_json(body: &[u8]) -> Result<Self, EventError> {
        match json::parse(body) {
            Ok(value) => Ok(Self::from_value(&value)),
            Err(_) if json::is_json(body) => Ok(Self::Malformed {
                event_type: UNNAMED.to_owned(),
                conversation_id: None,
                problem: "it is nested too deeply, or holds a number that is too large",
            }),
            Err(error) => Err(EventError::NotJson(error.to_string())),
        }
    }

    fn from_value(body: &Value) -> Self {
        let event = Object::of(body);
        let Some(event_type) = event.value("type").and_then(Value::as_str) else {
            return if is_flat(event) {
                let conversation = transcription::read(event, event, Format::Flat);
                Self::Transcription(Box::new(conversation))
            } else {
                Self::unknown(UNNAMED, event)
            };
        };
        // A finished call may stand beside its type; everything else has its envelope.
        let data = match event.value("data") {
            None if event_type == TRANSCRIPTION && is_flat(event) => event,
            None => return Self::malformed(event_type, event, "`data` is missing"),
            Some(Value::Object(_)) => event.object("data"),
            Some(_) => return Self::malformed(event_type, event, "`data` is not an object"),
        };
        match event_type {
            TRANSCRIPTION => {
                let conversation = transcription::read(event, data, Format::Json);
                Self::Transcription(Box::new(conversation))
            }
            TRANSCRIPTION_OTEL => match otel::read(event, data) {
                Some(conversation) => Self::Transcription(Box::new(conversation)),
                None => Self::malformed(event_type, event, "`data.otlp_traces` holds no spans"),
            },
            AUDIO => Self::Audio {
                agent_id: data.text("agent_id"),
                conversation_id: data.text("conversation_id"),
            },
            INITIATION_FAILURE => Self::InitiationFailure(InitiationFailure::read(data)),
            _ => Self::unknown(event_type, event),
        }
    }

    /// The type of the event, as ElevenLabs names it. A flat finished call counts as
    /// `post_call_transcription`.
    #[must_use]
    pub fn event_type(&self) -> &str {
        match self {
            Self::Transcription(conversation) => match conversation.format {
                Format::Json | Format::Flat => TRANSCRIPTION,
                Format::OpenTelemetry => TRANSCRIPTION_OTEL,
            },
            Self::Audio { .. } => AUDIO,
            Self::InitiationFailure(_) => INITIATION_FAILURE,
            Self::Unknown { event_type, .. } | Self::Malformed { event_type, .. } => event_type,
        }
    }

    /// The conversation the event is about.
    #[must_use]
    pub fn conversation_id(&self) -> Option<&str> {
        match self {
            Self::Transcription(conversation) => conversation.conversation_id.as_deref(),
            Self::InitiationFailure(failure) => failure.conversation_id.as_deref(),
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
    fn read(data: Object<'_>) -> Self {
        let metadata = data.object("metadata");
        let body = metadata.object("body");
        Self {
            agent_id: data.text("agent_id"),
            conversation_id: data.text("conversation_id"),
            reason: data.text("failure_reason"),
            carrier: metadata.text("type"),
            sip_status: body
                .count("sip_status_code")
                .or_else(|| body.count("SipResponseCode")),
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
