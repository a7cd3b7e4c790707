//! What is sent of a call.

use mem0_client::Message;
use memories_domain::{Call, CallPart, ExtractedMemory, MemoryKind, Speaker, lessons, meaningful};

/// One part of a call, ready to be sent.
pub(crate) enum Teaching {
    /// Facts about the caller, to be kept word for word.
    Profile(Vec<ExtractedMemory>),
    /// What the agent could have said about the call: its summary and the
    /// judgements.
    Factual(String),
    /// What was said.
    Semantic(Vec<Message>),
}

impl Teaching {
    pub(crate) const fn part(&self) -> CallPart {
        match self {
            Self::Profile(_) => CallPart::Profile,
            Self::Factual(_) => CallPart::Factual,
            Self::Semantic(_) => CallPart::Semantic,
        }
    }
}

/// Every part that has something in it. What was redacted is left out.
pub(crate) fn of(call: &Call) -> Vec<Teaching> {
    if call.skip_reason().is_some() {
        return Vec::new();
    }
    // The platform finds out itself what in the transcript is worth remembering.
    let without_turns = Call {
        turns: Vec::new(),
        ..call.clone()
    };
    let (profile, factual): (Vec<ExtractedMemory>, Vec<ExtractedMemory>) = lessons(&without_turns)
        .into_iter()
        .partition(|lesson| matches!(lesson.kind, MemoryKind::Profile { .. }));
    let statements: Vec<&str> = factual.iter().map(|lesson| &*lesson.text).collect();
    let said: Vec<Message> = call
        .turns
        .iter()
        .filter_map(|turn| {
            let words = meaningful(&turn.text)?;
            Some(match turn.speaker {
                Speaker::Caller => Message::user(words),
                Speaker::Agent => Message::assistant(words),
            })
        })
        .collect();
    let mut teachings = Vec::new();
    if !profile.is_empty() {
        teachings.push(Teaching::Profile(profile));
    }
    if !statements.is_empty() {
        teachings.push(Teaching::Factual(statements.join("\n")));
    }
    if !said.is_empty() {
        teachings.push(Teaching::Semantic(said));
    }
    teachings
}
