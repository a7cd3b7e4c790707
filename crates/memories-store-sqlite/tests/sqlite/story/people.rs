//! Who is in the stories, and what they say.

use jiff::{Timestamp, ToSpan};
use memories_domain::{
    AgentId, Call, CallOutcome, CallerId, CallerRecord, CollectedFact, ConversationId, Evaluation,
    MemoryKind, Neighbours, NewMemory, ProfileKey, ProfileValue, Scope, Speaker, Turn,
};

pub(crate) fn robin() -> Scope {
    shared("+12025550143")
}

pub(crate) fn sam() -> Scope {
    shared("+12025550144")
}

pub(crate) fn shared(number: &str) -> Scope {
    Scope {
        caller: CallerId::parse(number, None).unwrap(),
        agent: None,
    }
}

pub(crate) fn under(scope: &Scope, agent: &str) -> Scope {
    Scope {
        caller: scope.caller.clone(),
        agent: Some(AgentId::parse(agent).unwrap()),
    }
}

/// Noon of a day in November 2025.
pub(crate) fn day(number: i64) -> Timestamp {
    "2025-11-01T12:00:00Z".parse::<Timestamp>().unwrap() + (24 * (number - 1)).hours()
}

/// The first call: a boiler whistles.
pub(crate) fn boiler_call() -> Call {
    Call {
        summary: Some("Robin reported a whistling boiler and booked an engineer.".into()),
        title: Some("Whistling boiler".into()),
        evaluations: vec![Evaluation {
            criterion: "booked".into(),
            rationale: "An appointment with the engineer was confirmed.".into(),
        }],
        collected: vec![fact("caller_first_name", "Robin"), fact("city", "Lisbon")],
        turns: vec![
            turn(Speaker::Agent, "What is wrong with the boiler?"),
            turn(
                Speaker::Caller,
                "The Brightflame boiler whistles loudly every morning.",
            ),
        ],
        ..call("conv_boiler", day(1))
    }
}

/// The second call, five days later: Robin has moved.
pub(crate) fn moving_call() -> Call {
    Call {
        summary: Some("Robin moved house and gave the new city.".into()),
        collected: vec![fact("caller_first_name", "Robin"), fact("city", "Porto")],
        turns: vec![turn(
            Speaker::Caller,
            "My daughter Alex plays the violin in the orchestra.",
        )],
        ..call("conv_moving", day(6))
    }
}

/// A call of two minutes with nothing in it yet.
pub(crate) fn call(conversation: &str, started_at: Timestamp) -> Call {
    Call {
        conversation_id: ConversationId::parse(conversation).unwrap(),
        agent_id: Some(AgentId::parse("agent_heating").unwrap()),
        started_at,
        duration_secs: 120,
        language: Some("en".into()),
        outcome: CallOutcome::Answered,
        caller_spoke: true,
        turns: Vec::new(),
        summary: None,
        title: None,
        evaluations: Vec::new(),
        collected: Vec::new(),
        injected_context: Vec::new(),
    }
}

pub(crate) fn turn(speaker: Speaker, text: &str) -> Turn {
    Turn {
        speaker,
        text: text.into(),
    }
}

pub(crate) fn fact(key: &str, value: &str) -> CollectedFact {
    CollectedFact {
        key: ProfileKey::parse(key).unwrap(),
        value: ProfileValue::Text(value.into()),
    }
}

/// Something the caller said, as a person enters it.
pub(crate) fn note(text: &str) -> NewMemory {
    NewMemory {
        text: text.into(),
        kind: MemoryKind::Semantic {
            speaker: Some(Speaker::Caller),
            context: Neighbours::default(),
        },
        expires_at: None,
    }
}

pub(crate) fn profile(key: &str, value: &str) -> NewMemory {
    let CollectedFact { key, value } = fact(key, value);
    NewMemory {
        text: format!("{}: {}", key.to_text(), &*value.to_text()).into(),
        kind: MemoryKind::Profile { key, value },
        expires_at: None,
    }
}

/// The words of every memory.
pub(crate) fn texts(record: &CallerRecord) -> Vec<&str> {
    record.memories.iter().map(|memory| &*memory.text).collect()
}

/// The current value of a profile fact.
pub(crate) fn value(record: &CallerRecord, name: &str) -> Option<String> {
    record
        .memories
        .iter()
        .find_map(|memory| match &memory.kind {
            MemoryKind::Profile { key, value } if key.as_str() == name => {
                Some(value.to_text().into_string())
            }
            _ => None,
        })
}
