//! What each delivery is read as: the samples, then the shapes that no sample has.

mod analysis;
mod formats;
mod properties;
mod samples;
mod tolerance;

use serde_json::{Value, json};

use super::*;
use crate::fixtures;

const AGENT_ID: &str = "agent_0001testaaaaaaaaaaaaaaaaaaaa";

fn read(event: &Value) -> PostCallEvent {
    PostCallEvent::from_json(event.to_string().as_bytes()).unwrap()
}

fn conversation_in(event: PostCallEvent) -> Conversation {
    match event {
        PostCallEvent::Transcription(conversation) => *conversation,
        other => panic!("not a finished call: {other:?}"),
    }
}

fn said(conversation: &Conversation) -> Vec<(Role, &str)> {
    conversation
        .turns
        .iter()
        .filter_map(|turn| Some((turn.role.clone(), turn.text.as_deref()?)))
        .collect()
}

/// A sample, which must be an event.
fn event(sample: &str) -> PostCallEvent {
    PostCallEvent::from_json(&fixtures::bytes(&format!("{sample}.json"))).unwrap()
}

/// A sample that is a finished call of our agent.
fn conversation(sample: &str) -> Conversation {
    let event = event(sample);
    let conversation = conversation_in(event.clone());
    assert_eq!(
        event.conversation_id(),
        conversation.conversation_id.as_deref()
    );
    assert_eq!(conversation.agent_id.as_deref(), Some(AGENT_ID));
    conversation
}

fn collected(id: &str, value: impl Into<Value>) -> Collected {
    Collected {
        id: id.to_owned(),
        value: value.into(),
    }
}

/// A finished call with `data` in its envelope.
fn enveloped(data: &Value) -> Conversation {
    conversation_in(read(
        &json!({ "type": "post_call_transcription", "data": data }),
    ))
}
