//! What calls show about who speaks, language by language.

mod introductions;
mod lines;
mod properties;

use super::*;
use crate::{
    AgentId, Call, CallOutcome, CollectedFact, ConversationId, Platform, ProfileKey, ProfileValue,
    Speaker, Turn,
};

/// A call from its turns, each with its speaker: "A: Hi." or "U: Hello."
pub(super) fn call(language: &str, turns: &[&str]) -> Call {
    let turns = turns.iter().map(|turn| {
        let (speaker, text) = turn.split_once(": ").unwrap();
        Turn {
            speaker: if speaker == "A" {
                Speaker::Agent
            } else {
                Speaker::Caller
            },
            text: text.into(),
        }
    });
    Call {
        conversation_id: ConversationId::new(Platform::ElevenLabs, "conv_1").unwrap(),
        agent_id: Some(AgentId::new(Platform::ElevenLabs, "agent_1").unwrap()),
        started_at: "2026-11-23T00:00:00Z".parse().unwrap(),
        duration_secs: 52,
        language: Some(language.to_owned()),
        time_zone: None,
        outcome: CallOutcome::Answered,
        caller_spoke: true,
        turns: turns.collect(),
        summary: None,
        title: None,
        evaluations: Vec::new(),
        collected: Vec::new(),
        injected_context: Vec::new(),
        machine_answered: false,
    }
}

pub(super) fn with_collected(mut call: Call, facts: &[(&str, &str)]) -> Call {
    call.collected = facts
        .iter()
        .map(|(key, value)| CollectedFact {
            key: ProfileKey::parse(key).unwrap(),
            value: ProfileValue::Text((*value).into()),
        })
        .collect();
    call
}

pub(super) fn speaker_name(call: &Call) -> Option<String> {
    let speaker = identify_speaker(call)?;
    assert_eq!(speaker.certainty, Certainty::Stated);
    speaker.name.map(|name| name.to_text())
}
