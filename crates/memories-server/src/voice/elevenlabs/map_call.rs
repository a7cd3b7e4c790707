//! Maps a post-call event to the content of an event of the domain.

use bytes::Bytes;
use elevenlabs::post_call::{
    self, AnsweredBy, CallResult, Conversation, Direction, FailureCause, PostCallEvent, Role,
    Status,
};
use jiff::{SignedDuration, Timestamp, tz::TimeZone};
use memories_domain::{
    AgentId, Asked, Call, CallFailure, CallOutcome, CallerCandidates, CallerField, CallerKind,
    CollectedFact, ConversationId, Evaluation, IdentifiedCaller, InvalidCallerId, Misconfiguration,
    Mistake, PrivateText, ProfileKey, ProfileValue, SensitiveDataPolicy, SkipReason, Speaker, Turn,
    ports::{EventContent, ScopedCall, Unprocessable},
    without_placeholders,
};

use super::{collected_value::profile_value, ids::agent_id};
use crate::calls::CallerResolver;

/// Maximum length of a summary, in characters; real ones have a few hundred.
const MAX_SUMMARY_CHARS: usize = 2_000;

/// Maps one event.
pub(super) struct EventMapper<'e> {
    /// `None` if the event has no valid one.
    pub(super) conversation_id: Option<&'e ConversationId>,
    pub(super) callers: &'e CallerResolver,
    pub(super) body: &'e Bytes,
    pub(super) received_at: Timestamp,
    pub(super) sensitive_data: SensitiveDataPolicy,
}

impl EventMapper<'_> {
    pub(super) fn map(&self, event: &PostCallEvent) -> EventContent {
        match event {
            PostCallEvent::Transcription(conversation) => self
                .map_conversation(conversation)
                .map_or_else(|other| other, |call| EventContent::Call(Box::new(call))),
            PostCallEvent::InitiationFailure(failure) => {
                EventContent::Skipped(match failure.failure_cause() {
                    // Only outbound calls have such events.
                    Some(cause) => SkipReason::Misconfigured(misconfiguration(
                        failure.agent_id.as_deref(),
                        cause,
                        Asked::Starter,
                    )),
                    None => SkipReason::Unanswered,
                })
            }
            PostCallEvent::AnsweringMachineDetection(detection) => {
                EventContent::Skipped(match detection.answered_by {
                    AnsweredBy::Machine => SkipReason::Voicemail,
                    AnsweredBy::Human | AnsweredBy::Unknown => SkipReason::AnsweredByPerson,
                })
            }
            PostCallEvent::Audio { .. } => EventContent::Skipped(SkipReason::Recording),
            PostCallEvent::Malformed { problem, .. } => self.unreadable(*problem),
            PostCallEvent::Unknown { .. } => self.unreadable("unknown event type"),
        }
    }

    /// The error is the content of an event that is not a call.
    fn map_conversation(&self, conversation: &Conversation) -> Result<ScopedCall, EventContent> {
        // Whoever called: the operator must know of it.
        if let Some(failure) = failure(conversation)
            && !somebody_spoke(conversation)
        {
            return Err(EventContent::Skipped(match failure {
                CallFailure::Misconfigured(mistake) => SkipReason::Misconfigured(mistake),
                failure @ CallFailure::Error { .. } => SkipReason::FailedWith(failure),
            }));
        }
        let IdentifiedCaller {
            caller,
            called_from,
        } = self
            .callers
            .resolve(&caller_candidates(conversation))
            .map_err(|reason| match reason {
                InvalidCallerId::Withheld | InvalidCallerId::NotAnAddress => {
                    EventContent::Skipped(SkipReason::CallerWithheld)
                }
                InvalidCallerId::OwnNumber => EventContent::Skipped(SkipReason::OwnNumber),
                reason if conversation.direction.is_none() => {
                    self.unprocessable(Unprocessable::NoCaller(reason))
                }
                // A phone call has a caller: a later version may find the number.
                reason => self.unreadable(format!("no caller: {reason}")),
            })?;
        let conversation_id = self
            .conversation_id
            .ok_or_else(|| self.unreadable("the event has no valid conversation id"))?;
        let agent = agent_id(conversation.agent_id.as_deref());
        let scope = self
            .callers
            .scope(caller, agent.clone())
            .map_err(|error| self.unreadable(error.to_string()))?;
        let mut call = map_call(
            conversation_id.clone(),
            agent,
            conversation,
            self.received_at,
        );
        if call.outcome == CallOutcome::Voicemail {
            call.set_machine_answered();
        } else {
            call.leave_out_machine();
        }
        if let Some(reason) = call.skip_reason() {
            return Err(EventContent::Skipped(reason));
        }
        call.redact(&self.sensitive_data);
        Ok(ScopedCall {
            scope,
            // Of other addresses, the caller chooses the name.
            called_from: called_from.filter(|from| from.kind() == CallerKind::Number),
            call,
        })
    }

    fn unreadable(&self, reason: impl Into<String>) -> EventContent {
        self.unprocessable(Unprocessable::NotUnderstood {
            reason: reason.into(),
        })
    }

    fn unprocessable(&self, reason: Unprocessable) -> EventContent {
        EventContent::Unprocessable {
            body: self.body.clone(),
            reason,
        }
    }
}

/// The error with which a call ended, if the platform names one.
pub(super) fn failure(conversation: &Conversation) -> Option<CallFailure> {
    if outcome(conversation) != CallOutcome::Failed {
        return None;
    }
    let agent = conversation.agent_id.as_deref();
    let asked = match conversation.direction {
        Some(Direction::Inbound) => Asked::Service,
        _ => Asked::Starter,
    };
    if let Some(cause) = conversation.failure_cause() {
        let mistake = misconfiguration(agent, cause, asked);
        return Some(CallFailure::Misconfigured(mistake));
    }
    let error = conversation.error.as_ref()?;
    let reason = error.reason.as_deref().unwrap_or_default();
    Some(CallFailure::error(agent_id(agent), error.code, reason))
}

/// Whether a call that failed got as far as words of the caller. Without a transcript and a count of
/// messages, a collected fact tells: it is found in words of the caller. A summary does not, because
/// the platform also summarises calls in which nobody spoke.
fn somebody_spoke(conversation: &Conversation) -> bool {
    let mut turns = conversation.turns.iter().filter_map(map_turn).peekable();
    if turns.peek().is_some() {
        return turns.any(|turn| turn.speaker == Speaker::Caller);
    }
    match conversation.user_message_count {
        Some(count) => count > 0,
        None => collected_facts(conversation).any(|fact| is_finding(&fact)),
    }
}

/// Whether data collection found something, rather than filled in a default.
fn is_finding(fact: &CollectedFact) -> bool {
    let is_default = match &fact.value {
        ProfileValue::Bool(value) => !value,
        ProfileValue::Number(number) => number.as_f64() == Some(0.0),
        ProfileValue::Text(_) => fact.is_empty_list(),
    };
    !is_default && !fact.is_null()
}

fn misconfiguration(agent: Option<&str>, cause: FailureCause, asked: Asked) -> Misconfiguration {
    Misconfiguration {
        agent: agent_id(agent),
        mistake: match cause {
            FailureCause::MissingVariables(names) => Mistake::MissingVariables { names, asked },
            FailureCause::OverrideNotAllowed(field) => Mistake::OverrideNotAllowed { field },
        },
    }
}

/// The fields that may identify the caller, most reliable first.
fn caller_candidates(conversation: &Conversation) -> CallerCandidates<'_> {
    use CallerField::{Messaging, Network, UserId};

    // Whose numbers these variables hold on outbound calls is not documented.
    let is_outbound = conversation.direction == Some(Direction::Outbound);
    let (caller_id, called_number) = if is_outbound {
        (None, None)
    } else {
        (
            conversation.system_caller_id.as_deref(),
            conversation.system_called_number.as_deref(),
        )
    };
    CallerCandidates::new()
        .with(UserId, conversation.user_id.as_deref())
        .with(Network, conversation.external_number.as_deref())
        .with(Network, conversation.metadata_caller_id.as_deref())
        .with(Network, caller_id)
        .with(Messaging, conversation.whatsapp_user_id.as_deref())
        .with(Network, conversation.sms_user_phone_number.as_deref())
        .without_own(conversation.agent_number.as_deref())
        .without_own(called_number)
}

fn map_call(
    conversation_id: ConversationId,
    agent_id: Option<AgentId>,
    conversation: &Conversation,
    received_at: Timestamp,
) -> Call {
    let turns: Vec<Turn> = conversation.turns.iter().filter_map(map_turn).collect();
    Call {
        conversation_id,
        agent_id,
        started_at: started_at(conversation, received_at),
        duration_secs: conversation.duration_secs.unwrap_or_default(),
        language: conversation.language.clone(),
        time_zone: conversation
            .timezone
            .as_deref()
            .and_then(|name| TimeZone::get(name).ok()),
        outcome: outcome(conversation),
        caller_spoke: caller_spoke(conversation, &turns),
        turns,
        summary: clean_summary(conversation.summary.as_deref()),
        title: clean_summary(conversation.title.as_deref()),
        evaluations: conversation
            .evaluations
            .iter()
            .filter_map(map_evaluation)
            .collect(),
        collected: collected_facts(conversation).collect(),
        injected_context: injected_context(conversation),
        machine_answered: false,
    }
}

fn collected_facts(conversation: &Conversation) -> impl Iterator<Item = CollectedFact> {
    let results = conversation.data_collection_results.iter();
    results.filter_map(|item| {
        Some(CollectedFact {
            key: ProfileKey::parse(&item.id)?,
            value: profile_value(&item.value)?,
        })
    })
}

fn map_turn(turn: &post_call::Turn) -> Option<Turn> {
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

fn map_evaluation(evaluation: &post_call::Evaluation) -> Option<Evaluation> {
    let rationale = evaluation.rationale.as_deref()?;
    Some(Evaluation {
        criterion: evaluation.criterion_id.clone().unwrap_or_default(),
        rationale: rationale.into(),
    })
}

/// The call's start; if the event does not contain it, the latest possible one.
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
        (_, Some(CallResult::Voicemail)) => CallOutcome::Voicemail,
        (_, Some(CallResult::NoAnswer | CallResult::Busy)) => CallOutcome::Unanswered,
        _ if conversation.voicemail_detected => CallOutcome::Voicemail,
        (Some(Status::Failed), _) | (_, Some(CallResult::Failed)) => CallOutcome::Failed,
        _ if conversation.is_provisional() => CallOutcome::InProgress,
        _ => CallOutcome::Answered,
    }
}

/// A summary or title without redacted sentences.
fn clean_summary(text: Option<&str>) -> Option<PrivateText> {
    let text = without_placeholders(text?)?;
    let truncated: String = text.chars().take(MAX_SUMMARY_CHARS).collect();
    Some(truncated.into())
}

/// Without a transcript (operators can exclude it) the event's message count decides, and without
/// a count the presence of a summary, unless the call failed.
fn caller_spoke(conversation: &Conversation, turns: &[Turn]) -> bool {
    if outcome(conversation) == CallOutcome::Failed {
        return somebody_spoke(conversation);
    }
    if !turns.is_empty() {
        return turns.iter().any(|turn| turn.speaker == Speaker::Caller);
    }
    match conversation.user_message_count {
        Some(count) => count > 0,
        None => clean_summary(conversation.summary.as_deref()).is_some(),
    }
}

/// What was known before the call: the agent's variables, its first message and the results of its
/// memory searches. Agent turns that repeat it are not novel. What the call itself found is news:
/// the results of other tools, and the variables that a tool assigned.
fn injected_context(conversation: &Conversation) -> Vec<PrivateText> {
    let assigned = &conversation.assigned_variables;
    let is_assigned = |name: &str| assigned.iter().any(|variable| variable.name == name);
    let former_values = assigned
        .iter()
        .filter_map(|variable| Some((&variable.name, variable.former_value.as_ref()?)));
    let variables = conversation
        .dynamic_variables
        .iter()
        .filter(|(name, _)| !name.starts_with("system__") && !is_assigned(name))
        .chain(former_values)
        .filter_map(|(name, value)| Some(with_name(name, value.as_str()?)));
    let search_results = conversation
        .turns
        .iter()
        .flat_map(|turn| &turn.tool_results)
        .map(String::as_str)
        .filter(|result| result.contains("\"memories\""));
    let others = conversation
        .first_message_override
        .as_deref()
        .into_iter()
        .chain(search_results)
        .map(str::to_owned);
    variables
        .chain(others)
        .filter(|text| !text.trim().is_empty())
        .map(PrivateText::from)
        .collect()
}

/// The beginnings of words in the names of variables that hold an appointment.
const ARRANGED: [&str; 19] = [
    "appoint", "book", "reserv", "visit", "callback", "promis", "termin", "buchung", "besuch",
    "cita", "rdv", "rendez", "agend", "marca", "consult", "appunt", "prenot", "afspra", "boek",
];

/// The name tells an appointment from a slot that is free.
fn with_name(name: &str, value: &str) -> String {
    let name = name.to_lowercase();
    let is_arranged = name
        .split(['_', '-', '.'])
        .any(|word| ARRANGED.iter().any(|stem| word.starts_with(stem)));
    if value.trim().is_empty() || !is_arranged {
        return value.to_owned();
    }
    // Whatever the name says of it.
    format!("appointment: {value}")
}
