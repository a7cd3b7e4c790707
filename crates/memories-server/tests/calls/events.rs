//! `POST /post-call`: acknowledged is kept, and kept is learned exactly once.

use futures::future::join_all;
use memories_domain::InboxState;
use serde_json::{Value, json};

use crate::running::{ROBIN, Service, call, ok, texts};

#[tokio::test]
async fn ten_deliveries_at_once_leave_one_set_of_memories() {
    let service = Service::start().await;
    let event = call(
        "conv_1",
        ROBIN,
        &[
            ("user", "My dog is called Biscuit."),
            ("user", "The heating is too loud."),
        ],
    );
    join_all((0..10).map(|_| service.hang_up(&event))).await;
    assert_eq!(service.settled().await.len(), 1);
    let reply = service.ring(ROBIN).await;
    let mut learned = texts(&reply["memories"]);
    learned.sort_unstable();
    assert_eq!(
        learned,
        [
            "My dog is called Biscuit.",
            "Summary of conv_1.",
            "The heating is too loud."
        ]
    );
    assert_eq!(reply["dynamic_variables"]["call_count"], 1);
}

#[tokio::test]
async fn a_call_told_in_two_formats_is_learned_once() {
    let service = Service::start().await;
    let event = call("conv_1", ROBIN, &[("user", "My dog is called Biscuit.")]);
    let mut again = event.clone();
    again["type"] = json!("post_call_transcription_otel");
    again["data"] = json!({"conversation_id": "conv_1", "agent_id": "a", "otlp_traces": {"resourceSpans": [{"scopeSpans": [{"spans": [
        {"name": "elevenlabs.conversation", "startTimeUnixNano": "1795392000000000000", "attributes": [
            {"key": "elevenlabs.telephony.external_number", "value": {"stringValue": ROBIN}}]},
        {"name": "turn", "startTimeUnixNano": "1795392001000000000", "attributes": [
            {"key": "elevenlabs.user.text", "value": {"stringValue": "My dog is called Biscuit."}}]},
    ]}]}]}});
    service.hang_up(&event).await;
    service.settled().await;
    service.hang_up(&again).await;
    assert_eq!(service.settled().await.len(), 2);
    assert_eq!(service.ring_variables(ROBIN).await["call_count"], 1);
}

#[tokio::test]
async fn a_statement_heard_again_is_not_remembered_twice() {
    let service = Service::start().await;
    for conversation in ["conv_1", "conv_2"] {
        service
            .hang_up(&call(
                conversation,
                ROBIN,
                &[("user", "My dog is called Biscuit.")],
            ))
            .await;
        service.settled().await;
    }
    let reply = service.ring(ROBIN).await;
    let dogs = texts(&reply["memories"])
        .into_iter()
        .filter(|text| text.contains("Biscuit"))
        .count();
    assert_eq!(dogs, 1);
    assert_eq!(reply["dynamic_variables"]["call_count"], 2);
}

#[tokio::test]
async fn calls_that_teach_nothing_are_acknowledged_and_not_kept() {
    let service = Service::start().await;
    let said = [("user", "My dog is called Biscuit.")];
    let mut failed = call("conv_failed", ROBIN, &said);
    failed["data"]["status"] = json!("failed");
    let mut voicemail = call("conv_voicemail", ROBIN, &said);
    voicemail["data"]["metadata"]["phone_call"]["call_result"] = json!("voicemail");
    let silent = call(
        "conv_silent",
        ROBIN,
        &[("agent", "Hello? Is anybody there?")],
    );
    let withheld = call("conv_withheld", "anonymous", &said);
    for event in [failed, voicemail, silent, withheld] {
        service.hang_up(&event).await;
    }
    for entry in service.settled().await {
        assert_eq!(entry.state, InboxState::Empty, "{:?}", entry.key);
        assert_eq!(entry.body_bytes, None);
    }
    assert_eq!(service.ring(ROBIN).await["memories"], json!([]));
    assert_eq!(service.ring_variables(ROBIN).await["call_count"], 0);
}

#[tokio::test]
async fn a_signed_event_that_is_not_understood_is_acknowledged_and_kept() {
    let service = Service::start().await;
    let mut nobody = call("conv_nobody", ROBIN, &[("user", "Hello from the website.")]);
    nobody["data"]["metadata"]["phone_call"] = Value::Null;
    let events = [
        json!({"type": "a_type_of_next_year", "data": {"conversation_id": "conv_1"}}),
        json!({"type": "post_call_transcription", "data": "surprise"}),
        json!([1, 2, 3]),
        json!("text"),
        nobody,
    ];
    for event in &events {
        service.hang_up(event).await;
    }
    let entries = service.settled().await;
    assert_eq!(entries.len(), events.len());
    for entry in entries {
        assert_eq!(entry.state, InboxState::Kept, "{entry:?}");
        assert!(entry.body_bytes.unwrap() > 0 && entry.reason.is_some());
    }
}

#[tokio::test]
async fn a_signed_event_with_half_a_character_is_learned_and_one_beyond_reading_is_kept() {
    let service = Service::start().await;
    let cut = call(
        "conv_1",
        ROBIN,
        &[("user", "My dog is called Biscuit. HALF")],
    );
    let cut = cut.to_string().replace("HALF", r"\ud83d");
    let deep = format!(
        r#"{{"type":"new","data":{}{}}}"#,
        "[".repeat(500),
        "]".repeat(500)
    );
    for body in [cut, deep] {
        ok(service.signed(body).send().await.unwrap()).await;
    }
    let states: Vec<InboxState> = service
        .settled()
        .await
        .iter()
        .map(|entry| entry.state)
        .collect();
    assert_eq!(states, [InboxState::Kept, InboxState::Ingested]);
    assert_eq!(service.ring_variables(ROBIN).await["call_count"], 1);
}

#[tokio::test]
async fn the_caller_is_the_operators_user_id_where_there_is_one() {
    let service = Service::start().await;
    let mut event = call("conv_1", ROBIN, &[("user", "My dog is called Biscuit.")]);
    event["data"]["user_id"] = json!("customer-8842");
    service.hang_up(&event).await;
    assert_eq!(
        service.ring_variables("customer-8842").await["call_count"],
        1
    );
    assert_eq!(service.ring_variables(ROBIN).await["call_count"], 0);
}

#[tokio::test]
async fn on_an_outbound_call_the_caller_is_the_one_who_was_called() {
    let service = Service::start().await;
    let mut event = call("conv_1", ROBIN, &[("user", "My dog is called Biscuit.")]);
    event["data"]["metadata"]["phone_call"]["direction"] = json!("outbound");
    event["data"]["conversation_initiation_client_data"] =
        json!({"dynamic_variables": {"system__caller_id": "+12025550199"}});
    service.hang_up(&event).await;
    assert_eq!(service.ring_variables(ROBIN).await["call_count"], 1);
    assert_eq!(
        service.ring_variables("+12025550199").await["call_count"],
        0
    );
}

#[tokio::test]
async fn everything_acknowledged_before_a_shutdown_is_learned_when_it_ends() {
    let service = Service::start().await;
    join_all((0..100).map(|n| {
        let event = call(
            &format!("conv_{n}"),
            ROBIN,
            &[("user", "My dog is called Biscuit.")],
        );
        let service = &service;
        async move { ok(service.signed(event.to_string()).send().await.unwrap()).await }
    }))
    .await;
    let store = service.stop().await;
    let entries = memories_domain::EventInbox::list(&store, None, 1_000)
        .await
        .unwrap();
    assert_eq!(entries.len(), 100);
    assert!(
        entries
            .iter()
            .all(|entry| entry.state == InboxState::Ingested)
    );
}
