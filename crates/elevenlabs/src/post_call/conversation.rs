use std::fmt;

use serde::Deserialize;
use serde_json::{Map, Value};

/// A finished call. Fields that the event lacks are `None` or empty.
#[derive(Clone, Default, PartialEq)]
pub struct Conversation {
    /// The format of the event.
    pub format: Format,
    /// The conversation's id, the same in all its events and deliveries.
    pub conversation_id: Option<String>,
    /// The agent that took part in the call.
    pub agent_id: Option<String>,
    /// The status of the conversation when the event was sent.
    pub status: Option<Status>,
    /// The operator's id of the caller, as set in the reply to the initiation webhook.
    pub user_id: Option<String>,
    /// The time of the event, in seconds since 1970.
    pub event_timestamp: Option<i64>,
    /// The start of the call, in seconds since 1970.
    pub start_time_unix_secs: Option<i64>,
    /// The duration of the call, in whole seconds.
    pub duration_secs: Option<u64>,
    /// The main language as an ISO 639-1 code, such as `en`.
    pub language: Option<String>,
    /// The caller's IANA time zone.
    pub timezone: Option<String>,
    /// The reason for the end of the call, as free text.
    pub termination_reason: Option<String>,
    /// Whether the platform or the carrier detected an answering machine: by the agent's tool
    /// (`features_usage`, or its call in the transcript), by `phone_call.answered_by`, or in the
    /// reason for the end of the call.
    pub voicemail_detected: bool,
    /// The error that ended the call, if any.
    pub error: Option<CallError>,
    /// Whether the human or the agent placed the call.
    pub direction: Option<Direction>,
    /// The result of dialling.
    pub call_result: Option<CallResult>,
    /// The carrier's id of the telephone call.
    pub carrier_call_id: Option<String>,
    /// The human's number, for inbound and outbound calls.
    pub external_number: Option<String>,
    /// The agent's own number.
    pub agent_number: Option<String>,
    /// The platform's variable `system__called_number`: the agent's own number in an inbound call.
    pub system_called_number: Option<String>,
    /// The platform's variable `system__caller_id`. The documentation does not define whose number
    /// it is in an outbound call.
    pub system_caller_id: Option<String>,
    /// `metadata.caller_id`: the caller's number in a flat event.
    pub metadata_caller_id: Option<String>,
    /// The caller's WhatsApp id.
    pub whatsapp_user_id: Option<String>,
    /// The caller's number in an SMS conversation.
    pub sms_user_phone_number: Option<String>,
    /// Whether the event has a transcript. The operator can exclude it, which is different from a
    /// call without any speech.
    pub transcript_present: bool,
    /// The transcript, in order.
    pub turns: Vec<Turn>,
    /// The number of messages by the caller, as counted by the platform.
    pub user_message_count: Option<u64>,
    /// The platform's summary of the call.
    pub summary: Option<String>,
    /// The platform's title for the call.
    pub title: Option<String>,
    /// Whether the call reached its goal.
    pub call_successful: Option<Verdict>,
    /// The results of the operator's evaluation criteria.
    pub evaluations: Vec<Evaluation>,
    /// The results of the operator's data collection; null values are omitted.
    pub data_collection_results: Vec<DataCollectionResult>,
    /// The dynamic variables of the call: the platform's own and those set by the reply to the
    /// initiation webhook.
    pub dynamic_variables: Map<String, Value>,
    /// The dynamic variables that tools assigned during the call, each once.
    pub assigned_variables: Vec<AssignedVariable>,
    /// The agent's first message, if the initiation webhook overrode it.
    pub first_message_override: Option<String>,
}

impl Conversation {
    /// Whether a more complete event of the conversation is to come: it is still going on, or its
    /// analysis is.
    #[must_use]
    pub const fn is_provisional(&self) -> bool {
        matches!(
            self.status,
            Some(Status::Initiated | Status::InProgress | Status::Processing)
        )
    }
}

/// The format of a finished call.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// JSON with an envelope.
    #[default]
    Json,
    /// JSON without an envelope.
    Flat,
    /// OpenTelemetry spans in an envelope.
    OpenTelemetry,
}

/// The status of a conversation.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// Nobody has spoken yet.
    #[serde(alias = "initiating", alias = "queued", alias = "ringing")]
    Initiated,
    /// The conversation goes on.
    #[serde(alias = "in_progress", alias = "ongoing", alias = "partial")]
    InProgress,
    /// The conversation took place; its analysis is to come.
    #[serde(alias = "analyzing")]
    Processing,
    /// The conversation took place.
    Done,
    /// The conversation failed, often before anyone spoke.
    Failed,
    /// A status that this crate does not support.
    #[serde(untagged)]
    Other(String),
}

/// The direction of a call.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// The human called the agent.
    Inbound,
    /// The agent called the human.
    Outbound,
    /// A direction that this crate does not support.
    #[serde(untagged)]
    Other(String),
}

/// The result of dialling.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CallResult {
    /// The call was answered.
    Answered,
    /// An answering machine answered.
    Voicemail,
    /// The call was not answered.
    NoAnswer,
    /// The line was busy.
    Busy,
    /// The call could not be connected.
    Failed,
    /// A result that this crate does not support.
    #[serde(untagged)]
    Other(String),
}

/// The platform's evaluation of a call or of one criterion.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// The goal was achieved.
    Success,
    /// The goal was not achieved.
    Failure,
    /// The transcript is insufficient to decide.
    Unknown,
    /// A verdict that this crate does not support.
    #[serde(untagged)]
    Other(String),
}

/// The speaker of a turn.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// The human.
    User,
    /// The agent.
    #[serde(alias = "assistant")]
    Agent,
    /// Any other speaker; empty if the turn has no role.
    #[serde(untagged)]
    Other(String),
}

/// One turn of a conversation.
#[derive(Clone, PartialEq, Eq)]
pub struct Turn {
    /// The speaker.
    pub role: Role,
    /// The spoken text, up to an interruption; `None` if the turn only calls a tool.
    pub text: Option<String>,
    /// The start of the turn, in whole seconds from the start of the call.
    pub time_in_call_secs: Option<u64>,
    /// The results of tool calls in this turn, as text.
    pub tool_results: Vec<String>,
}

/// A dynamic variable that a tool assigned during the call.
#[derive(Clone, PartialEq)]
pub struct AssignedVariable {
    /// The variable.
    pub name: String,
    /// Its value before the first assignment; `None` if it had none.
    pub former_value: Option<Value>,
}

/// The error that ended a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallError {
    /// The platform's code, a WebSocket close code such as 1008.
    pub code: Option<u64>,
    /// The reason, as free text.
    pub reason: Option<String>,
}

/// The result of one of the operator's evaluation criteria.
#[derive(Clone, PartialEq, Eq)]
pub struct Evaluation {
    /// The criterion; `None` if the event has one evaluation of the whole call.
    pub criterion_id: Option<String>,
    /// The verdict.
    pub result: Option<Verdict>,
    /// The platform's explanation of the verdict.
    pub rationale: Option<String>,
}

/// One result of the operator's data collection.
#[derive(Clone, PartialEq)]
pub struct DataCollectionResult {
    /// The identifier of the data item.
    pub id: String,
    /// Its value, neither null nor an empty object or list.
    pub value: Value,
}

// Speech and identities must not reach a log, so `Debug` lists only fields that may be shown.

impl fmt::Debug for Conversation {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Conversation")
            .field("format", &self.format)
            .field("conversation_id", &self.conversation_id)
            .field("agent_id", &self.agent_id)
            .field("status", &self.status)
            .field("direction", &self.direction)
            .field("call_result", &self.call_result)
            .field("duration_secs", &self.duration_secs)
            .field("turns", &self.turns.len())
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for Turn {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Turn")
            .field("role", &self.role)
            .field("time_in_call_secs", &self.time_in_call_secs)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for AssignedVariable {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("AssignedVariable")
            .field("name", &self.name)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for Evaluation {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Evaluation")
            .field("criterion_id", &self.criterion_id)
            .field("result", &self.result)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for DataCollectionResult {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("DataCollectionResult")
            .field("id", &self.id)
            .finish_non_exhaustive()
    }
}
