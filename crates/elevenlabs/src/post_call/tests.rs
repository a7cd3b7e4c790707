//! What each delivery is read as: the samples, then the shapes that no sample has.

mod samples;
mod tolerance;

use serde_json::Value;

use super::*;

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
