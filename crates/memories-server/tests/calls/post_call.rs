//! `POST /post-call`: an acknowledged event is stored, and a call is ingested exactly once.

use futures::future::join_all;
use memories_domain::ports::{InboxAdmin, InboxState};
use serde_json::{Value, json};

use crate::service::{ROBIN, Service, call, ok, texts};

#[tokio::test]
async fn ten_concurrent_deliveries_of_an_event_are_ingested_once() {
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
    assert_eq!(service.processed().await.len(), 1);
    let reply = service.ring(ROBIN).await;
    let mut ingested = texts(&reply["memories"]);
    ingested.sort_unstable();
    assert_eq!(
        ingested,
        [
            "My dog is called Biscuit.",
            "Summary of conv_1.",
            "The heating is too loud."
        ]
    );
    assert_eq!(reply["dynamic_variables"]["call_count"], 1);
}

#[tokio::test]
async fn a_statement_of_two_calls_is_one_memory() {
    let service = Service::start().await;
    for conversation in ["conv_1", "conv_2"] {
        service
            .hang_up(&call(
                conversation,
                ROBIN,
                &[("user", "My dog is called Biscuit.")],
            ))
            .await;
        service.processed().await;
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
async fn calls_with_nothing_to_remember_are_skipped_without_their_body() {
    let service = Service::start().await;
    let said = [("user", "My dog is called Biscuit.")];
    let mut failed = call("conv_failed", ROBIN, &[("agent", "Hello?")]);
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
    for entry in service.processed().await {
        assert_eq!(entry.state, InboxState::Skipped, "{:?}", entry.key);
        assert_eq!(entry.content_bytes, None);
    }
    assert_eq!(service.ring(ROBIN).await["memories"], json!([]));
    assert_eq!(service.ring_variables(ROBIN).await["call_count"], 0);
}

#[tokio::test]
async fn a_call_that_failed_after_talk_is_learned() {
    let service = Service::start().await;
    let mut failed = call(
        "conv_failed",
        ROBIN,
        &[("user", "My dog is called Biscuit."), ("agent", "And the")],
    );
    failed["data"]["status"] = json!("failed");
    failed["data"]["metadata"]["error"] = json!({"code": 1002, "reason": "Out of credits."});
    service.hang_up(&failed).await;
    service.processed().await;
    let reply = service.ring(ROBIN).await;
    assert_eq!(
        texts(&reply["memories"]),
        ["Summary of conv_failed.", "My dog is called Biscuit."]
    );
    assert_eq!(reply["dynamic_variables"]["is_returning_caller"], true);
}

#[tokio::test]
async fn a_provisional_event_is_replaced_by_the_final_one_in_any_order() {
    for is_final_first in [false, true] {
        let service = Service::start().await;
        let mut early = call(
            "conv_1",
            ROBIN,
            &[
                ("user", "My dog is called Brisket."),
                ("user", "And the cat is Tabitha."),
            ],
        );
        early["data"]["status"] = json!("in-progress");
        let finished = call("conv_1", ROBIN, &[("user", "My dog is called Biscuit.")]);
        let mut empty = call("conv_1", ROBIN, &[]);
        empty["data"]["status"] = json!("initiated");
        let mut events = [empty, early, finished];
        if is_final_first {
            events.reverse();
        }
        for event in &events {
            service.hang_up(event).await;
            service.processed().await;
        }
        let reply = service.ring(ROBIN).await;
        assert_eq!(
            texts(&reply["memories"]),
            ["Summary of conv_1.", "My dog is called Biscuit."]
        );
        assert_eq!(reply["dynamic_variables"]["call_count"], 1);
    }
}

#[tokio::test]
async fn an_unreadable_event_is_acknowledged_and_stored_with_its_body() {
    let service = Service::start().await;
    let mut without_caller = call("conv_web", ROBIN, &[("user", "Hello from the website.")]);
    without_caller["data"]["metadata"]["phone_call"] = Value::Null;
    let events = [
        json!({"type": "a_type_of_next_year", "data": {"conversation_id": "conv_1"}}),
        json!({"type": "post_call_transcription", "data": "surprise"}),
        json!([1, 2, 3]),
        json!("text"),
        without_caller,
    ];
    for event in &events {
        service.hang_up(event).await;
    }
    let entries = service.processed().await;
    assert_eq!(entries.len(), events.len());
    for entry in entries {
        assert_eq!(entry.state, InboxState::Unprocessable, "{entry:?}");
        assert!(entry.content_bytes.unwrap() > 0 && entry.reason.is_some());
    }
}

#[tokio::test]
async fn an_unprocessable_event_that_is_retried_is_read_again() {
    let service = Service::start().await;
    let event = json!({"type": "a_type_of_next_year", "data": {"conversation_id": "conv_1"}});
    service.hang_up(&event).await;
    service.processed().await;
    assert_eq!(service.store.retry(None).await.unwrap(), 1);
    let entry = service.processed().await.remove(0);
    assert_eq!(entry.state, InboxState::Unprocessable);
    assert!(entry.content_bytes.unwrap() > 0 && entry.reason.is_some());
}

#[tokio::test]
async fn an_event_with_a_lone_surrogate_is_ingested_and_one_nested_too_deeply_is_stored() {
    let service = Service::start().await;
    let truncated = call(
        "conv_1",
        ROBIN,
        &[("user", "My dog is called Biscuit. HALF")],
    );
    let truncated = truncated.to_string().replace("HALF", r"\ud83d");
    let deep = format!(
        r#"{{"type":"new","data":{}{}}}"#,
        "[".repeat(500),
        "]".repeat(500)
    );
    for body in [truncated, deep] {
        ok(service.signed(body).send().await.unwrap()).await;
    }
    let states: Vec<InboxState> = service
        .processed()
        .await
        .iter()
        .map(|entry| entry.state)
        .collect();
    assert_eq!(states, [InboxState::Unprocessable, InboxState::Ingested]);
    assert_eq!(service.ring_variables(ROBIN).await["call_count"], 1);
}

#[tokio::test]
async fn the_operators_user_id_takes_precedence_over_the_number() {
    let service = Service::start().await;
    let mut event = call("conv_1", ROBIN, &[("user", "My dog is called Biscuit.")]);
    event["data"]["user_id"] = json!("customer-8842");
    service.hang_up(&event).await;
    let reply = service.ask_for("customer-8842").await;
    assert_eq!(reply["dynamic_variables"]["call_count"], 1);
    assert_eq!(service.ring_variables(ROBIN).await["call_count"], 1);
    // A caller who chooses this name on the telephone network is somebody else.
    for address in ["customer-8842", "sip:customer-8842@evil.example"] {
        assert_eq!(service.ring_variables(address).await["call_count"], 0);
    }
}

#[tokio::test]
async fn on_an_outbound_call_the_caller_is_the_person_who_was_called() {
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
async fn every_call_acknowledged_before_a_shutdown_is_ingested_when_it_ends() {
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
    let entries = store.list(None, 1_000).await.unwrap();
    assert_eq!(entries.len(), 100);
    assert!(
        entries
            .iter()
            .all(|entry| entry.state == InboxState::Ingested)
    );
}
