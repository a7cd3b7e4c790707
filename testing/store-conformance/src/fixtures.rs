//! Callers, calls and memories for tests of the storage ports.

use std::sync::Arc;

use jiff::{Timestamp, ToSpan};
use memories_domain::{
    AgentId, Annotations, Call, CallCompleteness, CallOutcome, CallSpeaker, CallerId, CallerRecord,
    Certainty, CollectedFact, ConversationId, Evaluation, ExtractionRules, Memory, MemoryKind,
    Neighbours, PersonName, Platform, ProfileKey, ProfileValue, ProjectId, Scope, Speaker, Turn,
    extract_memories,
    ports::{ExtractedCall, NewMemory},
};

/// A sentence of the caller in [`boiler_call`].
pub const WHISTLING: &str = "The Brightflame boiler whistles loudly every morning.";

pub fn robin() -> Scope {
    scope("+12025550143")
}

pub fn sam() -> Scope {
    scope("+12025550144")
}

/// The memories of a caller that all agents of the default project share.
pub fn scope(number: &str) -> Scope {
    Scope::for_caller(CallerId::parse(number, None).unwrap())
}

pub fn with_agent(scope: &Scope, agent: &str) -> Scope {
    Scope {
        agent: Some(AgentId::new(Platform::ElevenLabs, agent).unwrap()),
        ..scope.clone()
    }
}

pub fn in_project(scope: &Scope, project: &str) -> Scope {
    Scope {
        project: ProjectId::parse(project).unwrap(),
        ..scope.clone()
    }
}

pub fn conversation(id: &str) -> ConversationId {
    ConversationId::new(Platform::ElevenLabs, id).unwrap()
}

/// Noon of a day in November 2025.
pub fn day(number: i64) -> Timestamp {
    "2025-11-01T12:00:00Z".parse::<Timestamp>().unwrap() + (24 * (number - 1)).hours()
}

/// Day 1: Robin reports a whistling boiler.
pub fn boiler_call() -> Call {
    Call {
        summary: Some("Robin reported a whistling boiler and booked an engineer.".into()),
        title: Some("Whistling boiler".into()),
        evaluations: vec![Evaluation {
            criterion: "booked".into(),
            rationale: "An appointment with the engineer was confirmed.".into(),
        }],
        collected: vec![fact("caller_first_name", "Robin"), fact("city", "Lisbon")],
        turns: vec![
            agent_turn("What is wrong with the boiler?"),
            caller_turn(WHISTLING),
        ],
        ..call("conv_boiler", day(1))
    }
}

/// Day 6: Robin has moved.
pub fn moving_call() -> Call {
    Call {
        summary: Some("Robin moved house and gave the new city.".into()),
        collected: vec![fact("caller_first_name", "Robin"), fact("city", "Porto")],
        turns: vec![caller_turn(
            "My daughter Alex plays the violin in the orchestra.",
        )],
        ..call("conv_moving", day(6))
    }
}

/// An answered call of two minutes without any content.
pub fn call(conversation_id: &str, started_at: Timestamp) -> Call {
    Call {
        conversation_id: conversation(conversation_id),
        agent_id: Some(AgentId::new(Platform::ElevenLabs, "agent_heating").unwrap()),
        started_at,
        duration_secs: 120,
        language: Some("en".into()),
        time_zone: None,
        outcome: CallOutcome::Answered,
        caller_spoke: true,
        turns: Vec::new(),
        summary: None,
        title: None,
        evaluations: Vec::new(),
        collected: Vec::new(),
        injected_context: Vec::new(),
        machine_answered: false,
    }
}

pub fn caller_turn(text: &str) -> Turn {
    Turn {
        speaker: Speaker::Caller,
        text: text.into(),
    }
}

pub fn agent_turn(text: &str) -> Turn {
    Turn {
        speaker: Speaker::Agent,
        text: text.into(),
    }
}

pub fn fact(key: &str, value: &str) -> CollectedFact {
    CollectedFact {
        key: ProfileKey::parse(key).unwrap(),
        value: ProfileValue::Text(value.into()),
    }
}

/// A call in which the caller states one city.
pub fn city_call(conversation_id: &str, number: i64, city: &str) -> Call {
    Call {
        collected: vec![fact("city", city)],
        ..call(conversation_id, day(number))
    }
}

/// A caller who said who they are.
pub fn speaker(name: &str) -> CallSpeaker {
    CallSpeaker {
        name: Some(PersonName::parse(name).unwrap()),
        certainty: Certainty::Stated,
        other_spellings: Vec::new(),
        relation: None,
        on_behalf_of: None,
    }
}

/// What extraction notes about a memory of this caller.
pub fn annotations(caller: &str, turn: u32) -> Annotations {
    Annotations {
        turn: Some(turn),
        caller: Some(speaker(caller)),
        ..Annotations::default()
    }
}

/// A call with the memories that the rules find in it, without an expiry.
pub fn extracted(call: &Call) -> ExtractedCall {
    ExtractedCall {
        completeness: CallCompleteness::new(call),
        memories: extract_memories(call, &ExtractionRules::default()),
        call: Arc::new(call.clone()),
        expires_at: None,
    }
}

/// A manual entry of something that the caller said.
pub fn note(text: &str) -> NewMemory {
    NewMemory {
        text: text.into(),
        kind: MemoryKind::Semantic {
            speaker: Some(Speaker::Caller),
            neighbours: Neighbours::default(),
        },
        annotations: Annotations::default(),
        expires_at: None,
    }
}

/// A manual entry of a profile fact.
pub fn profile_fact(key: &str, value: &str) -> NewMemory {
    let CollectedFact { key, value } = fact(key, value);
    NewMemory {
        text: format!("{}: {}", key.to_text(), &*value.to_text()).into(),
        kind: MemoryKind::Profile { key, value },
        annotations: Annotations::default(),
        expires_at: None,
    }
}

pub fn texts(record: &CallerRecord) -> Vec<&str> {
    record.memories.iter().map(|memory| &*memory.text).collect()
}

pub fn memory_with_text<'r>(record: &'r CallerRecord, text: &str) -> Option<&'r Memory> {
    record.memories.iter().find(|memory| &*memory.text == text)
}

/// The values of a profile fact, latest last.
pub fn profile_memories<'r>(record: &'r CallerRecord, name: &str) -> Vec<&'r Memory> {
    let memories = record.memories.iter();
    let mut values: Vec<_> = memories
        .filter(|memory| {
            matches!(&memory.kind, MemoryKind::Profile { key, .. } if key.as_str() == name)
        })
        .collect();
    values.sort_by_key(|memory| memory.updated_at);
    values
}

/// The latest value of a profile fact.
pub fn profile_memory<'r>(record: &'r CallerRecord, name: &str) -> Option<&'r Memory> {
    profile_memories(record, name).pop()
}

pub fn profile_value(record: &CallerRecord, name: &str) -> Option<String> {
    match &profile_memory(record, name)?.kind {
        MemoryKind::Profile { value, .. } => Some(value.to_text().into_string()),
        _ => None,
    }
}
