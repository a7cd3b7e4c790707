//! Adding memories.

use mem0_client::{AddRequest, Entity, EventId, EventStatus, InvalidRequest, Message};
use serde_json::json;

use super::{json_response, sent_request};
use crate::server::{respond_with, user};

#[tokio::test]
async fn add_sends_messages_and_ids_at_the_top_level() {
    let response = json!({"event_id": "e1", "status": "PENDING", "message": "queued"});
    let (server, client) = respond_with(json_response(response)).await;
    let request = AddRequest::new(
        &user(),
        [
            Message::user("Text me, don't call.").name("Robin"),
            Message::assistant("Noted."),
        ],
    );
    let request = request
        .unwrap()
        .with_entity(&Entity::run("call-9").unwrap())
        .metadata("channel", "voice")
        .metadata("seconds", 91)
        .infer(true)
        .expiration_date("2027-01-31".parse().unwrap())
        .timestamp("2026-11-20T10:10:11.5Z".parse().unwrap())
        .custom_instructions("Only preferences.")
        .agent_custom_instructions("Only promises.")
        .custom_category("health", "Illness and care")
        .custom_category("food", "Eating")
        .structured_data_schema(json!({"type": "object"}));
    let added = client.add(&request).await.unwrap();
    assert_eq!(added.status, Some(EventStatus::Pending));
    assert_eq!(added.event_id, Some(EventId::new("e1").unwrap()));
    assert!(added.results.is_empty());
    let sent = sent_request(&server).await;
    assert_eq!(sent.line, "POST /v3/memories/add/");
    assert_eq!(
        sent.body,
        json!({
            "messages": [
                {"role": "user", "content": "Text me, don't call.", "name": "Robin"},
                {"role": "assistant", "content": "Noted."},
            ],
            "user_id": "tenant7:+12025550143",
            "run_id": "call-9",
            "metadata": {"channel": "voice", "seconds": 91},
            "infer": true,
            "expiration_date": "2027-01-31",
            "timestamp": 1_795_169_411,
            "custom_instructions": "Only preferences.",
            "agent_custom_instructions": "Only promises.",
            "custom_categories": [{"health": "Illness and care"}, {"food": "Eating"}],
            "structured_data_schema": {"type": "object"},
        })
    );
}

#[tokio::test]
async fn add_without_inference_returns_the_stored_memories() {
    let response = json!({
        "message": "done", "status": "SUCCEEDED", "event_id": "e1", "mem0_notice": "!",
        "results": [{"id": "m1", "data": {"memory": "Likes tea"}, "event": "ADD"}],
    });
    let (server, client) = respond_with(json_response(response)).await;
    let request = AddRequest::new(&user(), [Message::user("Likes tea")]).unwrap();
    let added = client.add(&request.infer(false)).await.unwrap();
    assert_eq!(added.status, Some(EventStatus::Succeeded));
    assert_eq!(added.results[0].memory.as_deref(), Some("Likes tea"));
    assert_eq!(added.results[0].event.as_deref(), Some("ADD"));
    assert_eq!(sent_request(&server).await.body["infer"], false);
}

#[tokio::test]
async fn add_reads_the_bare_array_of_older_versions() {
    let response = json!([{"id": "m1", "memory": "Likes tea", "event": "ADD"}]);
    let (_server, client) = respond_with(json_response(response)).await;
    let request = AddRequest::new(&user(), [Message::user("Likes tea")]).unwrap();
    let added = client.add(&request).await.unwrap();
    assert_eq!(added.results[0].memory.as_deref(), Some("Likes tea"));
}

#[test]
fn blank_or_missing_messages_are_rejected() {
    let request = |messages: Vec<Message>| AddRequest::new(&user(), messages).unwrap_err();
    assert_eq!(request(vec![]), InvalidRequest::NoMessages);
    let blank = vec![Message::user("Hello"), Message::assistant(" \n")];
    assert_eq!(request(blank), InvalidRequest::BlankMessage);
}
