use elevenlabs::post_call::{
    self, CallResult, Conversation, Direction, PostCallEvent, Role, Status,
};
use jiff::{SignedDuration, Timestamp};
use memories_domain::{
    AgentId, Call, CallOutcome, CollectedFact, ConversationId, Evaluation, EventKey,
    InvalidCallerId, PrivateText, ProfileKey, ProfileValue, Scope, SkipReason, Speaker, Turn,
};
use serde_json::Value;

use crate::use_case::Callers;

/// The longest summary that is kept, in characters; real ones have some hundred.
const SUMMARY_CHARS: usize = 2_000;

/// Reads events as calls.
#[derive(Debug, Clone, Copy)]
pub struct Interpreter {
    /// Whose call it was.
    pub callers: Callers,
}

/// What an event means to memory.
#[derive(Debug)]
pub enum Interpretation {
    /// A call of a known caller.
    Call(Scope, Box<Call>),
    /// Understood, and nothing to learn from it.
    Nothing(SkipReason),
    /// A call of nobody: nothing in it names a caller, now or later.
    Nobody(InvalidCallerId),
    /// Not understood.
    Unknown(String),
}

impl Interpreter {
    /// Interprets an event that arrived at `received_at` and is known by `key`.
    #[must_use]
    pub fn interpret(
        self,
        event: &PostCallEvent,
        key: &EventKey,
        received_at: Timestamp,
    ) -> Interpretation {
        match event {
            PostCallEvent::Transcription(conversation) => {
                self.conversation(conversation, key, received_at)
            }
            PostCallEvent::InitiationFailure(_) => Interpretation::Nothing(SkipReason::Unanswered),
            PostCallEvent::Audio { .. } => Interpretation::Nothing(SkipReason::CallerSilent),
            PostCallEvent::Malformed { problem, .. } => {
                Interpretation::Unknown((*problem).to_owned())
            }
            PostCallEvent::Unknown { .. } => Interpretation::Unknown(format!(
                "events of type `{}` are not known",
                key.event_type
            )),
        }
    }

    fn conversation(
        self,
        conversation: &Conversation,
        key: &EventKey,
        received_at: Timestamp,
    ) -> Interpretation {
        let caller = match self.callers.identify(&candidates(conversation)) {
            Ok(caller) => caller,
            Err(InvalidCallerId::Withheld) => {
                return Interpretation::Nothing(SkipReason::CallerWithheld);
            }
            Err(nobody) if conversation.direction.is_none() => {
                return Interpretation::Nobody(nobody);
            }
            // Who calls or is called has a number: it is we who do not find it.
            Err(nobody) => return Interpretation::Unknown(format!("no caller: {nobody}")),
        };
        let Ok(conversation_id) = ConversationId::parse(&key.conversation) else {
            return Interpretation::Unknown("the event has no usable conversation id".to_owned());
        };
        let scope = match self.callers.scope(caller, conversation.agent_id.as_deref()) {
            Ok(scope) => scope,
            Err(error) => return Interpretation::Unknown(error.to_string()),
        };
        let call = call(conversation_id, conversation, received_at);
        match call.skip_reason() {
            Some(reason) => Interpretation::Nothing(reason),
            None => Interpretation::Call(scope, Box::new(call)),
        }
    }
}

/// Who the caller may be, most trustworthy first.
#[must_use]
pub fn candidates(conversation: &Conversation) -> [Option<&str>; 6] {
    // What `system__caller_id` holds on outbound calls is not documented.
    let system_caller_id = conversation
        .system_caller_id
        .as_deref()
        .filter(|_| conversation.direction != Some(Direction::Outbound));
    [
        conversation.user_id.as_deref(),
        conversation.external_number.as_deref(),
        conversation.metadata_caller_id.as_deref(),
        system_caller_id,
        conversation.whatsapp_user_id.as_deref(),
        conversation.sms_user_phone_number.as_deref(),
    ]
}

fn call(
    conversation_id: ConversationId,
    conversation: &Conversation,
    received_at: Timestamp,
) -> Call {
    let turns: Vec<Turn> = conversation.turns.iter().filter_map(turn).collect();
    Call {
        conversation_id,
        agent_id: conversation
            .agent_id
            .as_deref()
            .and_then(|id| AgentId::parse(id).ok()),
        started_at: started_at(conversation, received_at),
        duration_secs: conversation.duration_secs.unwrap_or_default(),
        language: conversation.language.clone(),
        outcome: outcome(conversation),
        caller_spoke: caller_spoke(conversation, &turns),
        turns,
        summary: told(conversation.summary.as_deref()),
        title: told(conversation.title.as_deref()),
        evaluations: conversation
            .evaluations
            .iter()
            .filter_map(evaluation)
            .collect(),
        collected: conversation
            .data_collection_results
            .iter()
            .filter_map(|item| {
                Some(CollectedFact {
                    key: ProfileKey::parse(&item.id)?,
                    value: profile_value(&item.value)?,
                })
            })
            .collect(),
        injected_context: injected_context(conversation),
    }
}

fn turn(turn: &post_call::Turn) -> Option<Turn> {
    let speaker = match turn.role {
        Role::User => Speaker::Caller,
        Role::Agent => Speaker::Agent,
        Role::Other(_) => return None,
    };
    let text = turn.text.as_deref()?.trim();
    (!text.is_empty()).then(|| Turn {
        speaker,
        text: text.into(),
    })
}

fn evaluation(evaluation: &post_call::Evaluation) -> Option<Evaluation> {
    let rationale = evaluation.rationale.as_deref()?;
    Some(Evaluation {
        criterion: evaluation.criterion_id.clone().unwrap_or_default(),
        rationale: rationale.into(),
    })
}

/// The call's own start; where an event does not tell, the latest it can have been.
fn started_at(conversation: &Conversation, received_at: Timestamp) -> Timestamp {
    let duration = SignedDuration::try_from(std::time::Duration::from_secs(
        conversation.duration_secs.unwrap_or_default(),
    ))
    .unwrap_or_default();
    let from_unix = |secs: Option<i64>| {
        secs.filter(|&secs| secs > 0)
            .and_then(|secs| Timestamp::from_second(secs).ok())
    };
    from_unix(conversation.start_time_unix_secs)
        .or_else(|| {
            from_unix(conversation.event_timestamp)?
                .checked_sub(duration)
                .ok()
        })
        .or_else(|| received_at.checked_sub(duration).ok())
        .unwrap_or(received_at)
}

fn outcome(conversation: &Conversation) -> CallOutcome {
    match (&conversation.status, &conversation.call_result) {
        (Some(Status::Failed), _) | (_, Some(CallResult::Failed)) => CallOutcome::Failed,
        (_, Some(CallResult::Voicemail)) => CallOutcome::Voicemail,
        (_, Some(CallResult::NoAnswer | CallResult::Busy)) => CallOutcome::Unanswered,
        _ => CallOutcome::Answered,
    }
}

/// What the platform tells of the call, without what it redacted.
fn told(text: Option<&str>) -> Option<PrivateText> {
    let told = memories_domain::meaningful(text?)?;
    Some(told.chars().take(SUMMARY_CHARS).collect::<String>().into())
}

/// Without a transcript (the operator may exclude it) the event's own count
/// decides, and without a count the summary.
fn caller_spoke(conversation: &Conversation, turns: &[Turn]) -> bool {
    if !turns.is_empty() {
        return turns.iter().any(|turn| turn.speaker == Speaker::Caller);
    }
    match conversation.user_message_count {
        Some(count) => count > 0,
        None => told(conversation.summary.as_deref()).is_some(),
    }
}

fn profile_value(value: &Value) -> Option<ProfileValue> {
    match value {
        Value::Null => None,
        Value::Bool(value) => Some(ProfileValue::Bool(*value)),
        Value::Number(number) => Some(ProfileValue::Number(number.clone())),
        Value::String(text) => Some(ProfileValue::Text(text.trim().into())),
        Value::Array(items) => {
            let words: Vec<String> = items
                .iter()
                .filter_map(profile_value)
                .map(|item| item.to_text().into_string())
                .collect();
            Some(ProfileValue::Text(words.join(", ").into()))
        }
        Value::Object(_) => Some(ProfileValue::Text(value.to_string().into())),
    }
}

/// What the agent repeats from here is not news: its variables, its first
/// message, and what its memory searches answered. Answers of other tools are
/// news.
fn injected_context(conversation: &Conversation) -> Vec<PrivateText> {
    let variables = conversation
        .dynamic_variables
        .iter()
        .filter(|(name, _)| !name.starts_with("system__"))
        .filter_map(|(_, value)| value.as_str());
    let answers = conversation
        .turns
        .iter()
        .flat_map(|turn| &turn.tool_results)
        .map(String::as_str)
        .filter(|result| result.contains("\"memories\""));
    variables
        .chain(conversation.first_message_override.as_deref())
        .chain(answers)
        .filter(|text| !text.trim().is_empty())
        .map(PrivateText::from)
        .collect()
}
