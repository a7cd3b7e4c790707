use std::fmt;

use serde::Deserialize;
use serde_json::{Map, Value};

/// A finished call. Whatever the event does not say is `None` or empty.
#[derive(Clone, Default, PartialEq)]
pub struct Conversation {
    /// How the event was written.
    pub format: Format,
    /// The conversation's id, the same in every event and every delivery about it.
    pub conversation_id: Option<String>,
    /// The agent that answered or called.
    pub agent_id: Option<String>,
    /// How the conversation ended.
    pub status: Option<Status>,
    /// The operator's id of the caller, as given when the conversation began.
    pub user_id: Option<String>,
    /// When the event was made, in seconds since 1970.
    pub event_timestamp: Option<i64>,
    /// When the call began, in seconds since 1970.
    pub start_time_unix_secs: Option<i64>,
    /// How long the call took, in whole seconds.
    pub duration_secs: Option<u64>,
    /// The main language, such as `en`.
    pub language: Option<String>,
    /// The caller's IANA time zone.
    pub timezone: Option<String>,
    /// Why the call ended, in words.
    pub termination_reason: Option<String>,
    /// What went wrong, if anything did.
    pub error: Option<CallError>,
    /// Who called whom.
    pub direction: Option<Direction>,
    /// What became of the attempt to call.
    pub call_result: Option<CallResult>,
    /// The human's number, in both directions.
    pub external_number: Option<String>,
    /// The platform's variable `system__caller_id`. Whose number it holds on an outbound call is
    /// not documented.
    pub system_caller_id: Option<String>,
    /// `metadata.caller_id`, where a flat event names the caller.
    pub metadata_caller_id: Option<String>,
    /// The caller's WhatsApp id.
    pub whatsapp_user_id: Option<String>,
    /// The caller's number in a conversation by text messages.
    pub sms_user_phone_number: Option<String>,
    /// Whether the event has a transcript at all; it can be configured away, and is then not
    /// the same as a call in which nobody spoke.
    pub transcript_present: bool,
    /// What was said, in order.
    pub turns: Vec<Turn>,
    /// How many messages the caller sent, counted by the platform.
    pub user_message_count: Option<u64>,
    /// The platform's summary of the call.
    pub summary: Option<String>,
    /// The platform's title for the call.
    pub title: Option<String>,
    /// Whether the call reached its goal.
    pub call_successful: Option<Verdict>,
    /// How the agent did by the operator's criteria.
    pub evaluations: Vec<Evaluation>,
    /// What the operator had collected from the call; values that were not found are left out.
    pub collected: Vec<Collected>,
    /// The variables of the call, the platform's own and those given at its start. They come
    /// back here, so that the agent repeating one is not news.
    pub dynamic_variables: Map<String, Value>,
    /// The greeting that was given for this call.
    pub first_message_override: Option<String>,
}

/// The ways a finished call is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// An envelope around the conversation.
    #[default]
    Json,
    /// The conversation without an envelope.
    Flat,
    /// An envelope around OpenTelemetry spans.
    OpenTelemetry,
}

/// How a conversation ended.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// It took place.
    Done,
    /// It broke down, often before the first word.
    Failed,
    /// Any other status.
    #[serde(untagged)]
    Other(String),
}

/// Who called whom.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// The human called the agent.
    Inbound,
    /// The agent called the human.
    Outbound,
    /// Any other direction.
    #[serde(untagged)]
    Other(String),
}

/// What became of the attempt to call.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CallResult {
    /// Somebody answered.
    Answered,
    /// A machine answered.
    Voicemail,
    /// Nobody answered.
    #[serde(alias = "no-answer")]
    NoAnswer,
    /// The line was busy.
    Busy,
    /// The call could not be put through.
    Failed,
    /// Any other result.
    #[serde(untagged)]
    Other(String),
}

/// A judgement of the platform about a call.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// The goal was reached.
    Success,
    /// It was not.
    Failure,
    /// It cannot be told.
    Unknown,
    /// Any other judgement.
    #[serde(untagged)]
    Other(String),
}

/// Who speaks.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// The human.
    User,
    /// The agent.
    #[serde(alias = "assistant")]
    Agent,
    /// Anybody else; empty when the turn does not say.
    #[serde(untagged)]
    Other(String),
}

/// One turn of a conversation.
#[derive(Clone, PartialEq, Eq)]
pub struct Turn {
    /// Who speaks.
    pub role: Role,
    /// What was said, up to an interruption; none when the turn only calls a tool.
    pub text: Option<String>,
    /// When the turn began, in whole seconds from the start of the call.
    pub time_in_call_secs: Option<u64>,
    /// What tools returned in this turn, as text.
    pub tool_results: Vec<String>,
}

/// What went wrong in a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallError {
    /// The platform's code, which is that of a closed WebSocket (1008).
    pub code: Option<u64>,
    /// The reason, in words.
    pub reason: Option<String>,
}

/// How the agent did by one criterion of the operator.
#[derive(Clone, PartialEq, Eq)]
pub struct Evaluation {
    /// The criterion; none when the event gives one judgement of the whole.
    pub criterion_id: Option<String>,
    /// The judgement.
    pub result: Option<Verdict>,
    /// Why it was judged so.
    pub rationale: Option<String>,
}

/// A value that the operator had collected from the call.
#[derive(Clone, PartialEq)]
pub struct Collected {
    /// The name of the field.
    pub id: String,
    /// Its value, never null.
    pub value: Value,
}

// What people said and who they are must not reach a log, so that these list what may be shown.

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

impl fmt::Debug for Evaluation {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Evaluation")
            .field("criterion_id", &self.criterion_id)
            .field("result", &self.result)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for Collected {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Collected")
            .field("id", &self.id)
            .finish_non_exhaustive()
    }
}
