//! Invented events.

use bytes::Bytes;
use jiff::Timestamp;
use memories_domain::{
    Call, CallOutcome, CallerId, ConversationId, Platform, ProjectId, Scope, Speaker, Turn,
    ports::{ClaimedContent, EventContent, EventKey, NewEvent, ScopedCall, Unprocessable},
};

use crate::digest::sha256_hex;

pub(super) const ROBIN: &str = "+12025550143";
pub(super) const SAM: &str = "+12025550144";

fn received_at() -> Timestamp {
    "2025-11-01T12:00:00.25Z".parse().unwrap()
}

pub(super) fn project(name: &str) -> ProjectId {
    ProjectId::parse(name).unwrap()
}

pub(super) fn event(content: EventContent) -> NewEvent {
    NewEvent {
        key: EventKey {
            project: ProjectId::default(),
            platform: Platform::ElevenLabs,
            conversation: "conv_1".to_owned(),
            event_type: "post_call_transcription".to_owned(),
            body_sha256: "00".repeat(32),
        },
        carrier_call: None,
        received_at: received_at(),
        content,
    }
}

pub(super) fn call_event(text: &str) -> NewEvent {
    event_from(ROBIN, text)
}

/// A call in which `caller` says one thing.
pub(super) fn event_from(caller: &str, text: &str) -> NewEvent {
    let call = Call {
        conversation_id: ConversationId::new(Platform::ElevenLabs, "conv_1").unwrap(),
        agent_id: None,
        started_at: received_at(),
        duration_secs: 52,
        language: Some("en".to_owned()),
        time_zone: None,
        outcome: CallOutcome::Answered,
        caller_spoke: true,
        turns: vec![Turn {
            speaker: Speaker::Caller,
            text: text.into(),
        }],
        summary: Some("A short call.".into()),
        title: None,
        evaluations: Vec::new(),
        collected: Vec::new(),
        injected_context: Vec::new(),
        machine_answered: false,
    };
    let scope = Scope::for_caller(CallerId::parse(caller, None).unwrap());
    event(EventContent::Call(Box::new(ScopedCall {
        scope,
        called_from: None,
        call,
    })))
}

/// An event that could not be read as a call.
pub(super) fn raw_event(body: impl Into<Bytes>) -> NewEvent {
    let body = body.into();
    let body_sha256 = sha256_hex(&body);
    let mut event = event(EventContent::Unprocessable {
        body,
        reason: Unprocessable::NotUnderstood {
            reason: "an unknown type".to_owned(),
        },
    });
    event.key.body_sha256 = body_sha256;
    event
}

/// The content that a worker should receive.
pub(super) fn content(event: &NewEvent) -> ClaimedContent {
    match event.content.clone() {
        EventContent::Call(call) => ClaimedContent::Call(call),
        EventContent::Unprocessable { body, .. } => ClaimedContent::Raw(body),
        EventContent::Skipped(reason) => panic!("{reason}"),
    }
}

/// Bytes that cannot be compressed, the same every time.
pub(super) fn noise(length: usize) -> Vec<u8> {
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state.to_be_bytes()[0]
    };
    (0..length).map(|_| next()).collect()
}
