//! The parsed form of each sample, then of variants that no sample has.

mod analysis;
mod formats;
mod properties;
mod samples;
mod tolerance;

use serde_json::{Value, json};

use super::*;
use crate::fixtures;

const AGENT_ID: &str = "agent_0001testaaaaaaaaaaaaaaaaaaaa";

fn parse(event: &Value) -> PostCallEvent {
    PostCallEvent::from_json(event.to_string().as_bytes()).unwrap()
}

fn conversation_in(event: PostCallEvent) -> Conversation {
    match event {
        PostCallEvent::Transcription(conversation) => *conversation,
        other => panic!("not a finished call: {other:?}"),
    }
}

fn spoken(conversation: &Conversation) -> Vec<(Role, &str)> {
    conversation
        .turns
        .iter()
        .filter_map(|turn| Some((turn.role.clone(), turn.text.as_deref()?)))
        .collect()
}

fn event(sample: &str) -> PostCallEvent {
    PostCallEvent::from_json(&fixtures::bytes(&format!("{sample}.json"))).unwrap()
}

/// The finished call in a sample.
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

fn data_collection_result(id: &str, value: impl Into<Value>) -> DataCollectionResult {
    DataCollectionResult {
        id: id.to_owned(),
        value: value.into(),
    }
}

/// A finished call with `data` in its envelope.
fn enveloped(data: &Value) -> Conversation {
    conversation_in(parse(
        &json!({ "type": "post_call_transcription", "data": data }),
    ))
}
