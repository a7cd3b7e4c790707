//! What travels teaches the same as what was sent.

use bytes::Bytes;
use elevenlabs::post_call::{PostCallEvent, reduced};
use memories_domain::IncomingEvent;
use memories_server::{
    config::ScopeKind,
    learning::{Interpretation, Interpreter},
    use_case::Callers,
};

use super::{cloud::Cloud, event, there_and_back};

/// All samples of post-call events in the repository.
fn samples() -> Vec<(String, Bytes)> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../fixtures/elevenlabs");
    let mut samples: Vec<(String, Bytes)> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap())
        .map(|entry| {
            let name = entry.file_name().into_string().unwrap();
            (name, std::fs::read(entry.path()).unwrap().into())
        })
        .filter(|(name, _)| {
            name.starts_with(|first: char| first.is_ascii_digit()) || name.starts_with("spec_")
        })
        .collect();
    samples.sort();
    samples
}

/// What is learned of an event, in words.
fn taught(event: &IncomingEvent) -> String {
    let interpreter = Interpreter {
        callers: Callers {
            region: None,
            scope: ScopeKind::Caller,
        },
    };
    let parsed = PostCallEvent::from_json(&event.body).unwrap();
    match interpreter.interpret(&parsed, &event.key, event.received_at) {
        // As JSON, because `Debug` hides what was said.
        Interpretation::Call(scope, call) => {
            format!("{scope:?} {}", serde_json::to_string(&call).unwrap())
        }
        other => format!("{other:?}"),
    }
}

#[test]
fn a_reduced_event_teaches_the_same_as_the_whole_one() {
    let mut calls = 0;
    for (name, body) in samples() {
        let Some(reduced) = reduced(&body) else {
            continue;
        };
        let whole = taught(&event(body));
        assert_eq!(taught(&event(reduced)), whole, "{name}");
        calls += usize::from(whole.contains("\"turns\":"));
    }
    assert!(calls >= 8, "only {calls} samples teach anything");
}

#[tokio::test]
async fn every_sample_arrives_as_it_was_sent() {
    let cloud = Cloud::start().await;
    let samples = samples();
    assert!(samples.len() >= 15);
    for (name, body) in samples {
        let (_, delivered) = there_and_back(&cloud, event(body.clone())).await;
        assert_eq!(delivered.event.body, body, "{name}");
    }
}
