//! From the webhook to the queue.

use lambda_emulator::HttpEvent;
use rstest::rstest;
use serde_json::{Value, json};
use tokio::net::TcpListener;

use crate::{
    fixtures::post_call_events,
    running_function::RunningFunction,
    stack::{ROBIN, SAM, Stack, call, post_call, signature},
};

/// Fixtures with nothing to remember.
const SKIPPED: [&str; 5] = ["04_", "05_", "06_", "07_", "14_"];

/// The content in the last message on the queue.
fn last_content(stack: &Stack) -> Value {
    let messages = stack.messages();
    let body = messages.last().unwrap()["MessageBody"].as_str().unwrap();
    let mut message: Value = serde_json::from_str(body).unwrap();
    message["content"].take()
}

#[tokio::test]
async fn every_call_is_on_the_queue_before_it_is_acknowledged() {
    let stack = Stack::start().await;
    let mut function = stack.post_call().await;
    let mut expected = 0;
    for (name, body) in post_call_events() {
        let encoded = HttpEvent::new("POST", "/post-call")
            .header("elevenlabs-signature", signature(body.as_bytes()))
            .base64(&body);
        for request in [post_call(&body), encoded] {
            let response = function.send(&request).await;
            assert_eq!(response.status, 200, "{name}");
            if SKIPPED.iter().any(|prefix| name.starts_with(prefix)) {
                assert_eq!(stack.messages().len(), expected, "{name}");
                continue;
            }
            expected += 1;
            assert_eq!(stack.messages().len(), expected, "{name}");
            let call = &last_content(&stack)["call"]["plain"]["call"];
            assert!(call["conversation_id"].is_string(), "{name}: {call}");
        }
    }
    assert!(expected >= 20);
}

#[rstest]
#[case::of_an_unknown_type(r#"{"type":"new_event","data":{"conversation_id":"conv_1"}}"#)]
#[case::malformed(r#"{"type":"post_call_transcription","data":[]}"#)]
#[tokio::test]
async fn an_event_that_cannot_be_read_as_a_call_is_enqueued_with_its_body(#[case] body: &str) {
    let stack = Stack::start().await;
    let mut function = stack.post_call().await;
    assert_eq!(function.send(&post_call(body)).await.status, 200);
    assert_eq!(last_content(&stack)["raw"]["plain"], body);
}

#[tokio::test]
async fn a_phone_call_without_a_number_is_enqueued_with_its_body() {
    let stack = Stack::start().await;
    let body = call("conv_1", ROBIN, "It leaks.").replace("external_number", "number_elsewhere");
    let mut function = stack.post_call().await;
    assert_eq!(function.send(&post_call(&body)).await.status, 200);
    assert_eq!(last_content(&stack)["raw"]["plain"], body);
}

#[tokio::test]
async fn a_web_call_without_a_caller_is_acknowledged_and_dropped() {
    let stack = Stack::start().await;
    let mut event: Value = serde_json::from_str(&call("conv_1", ROBIN, "It leaks.")).unwrap();
    event["data"]["metadata"]["phone_call"] = Value::Null;
    let mut function = stack.post_call().await;
    let response = function.send(&post_call(&event.to_string())).await;
    assert_eq!(response.status, 200);
    let warning = &response.log[0];
    assert_eq!(
        (&warning["level"], &warning["conversation_id"]),
        (&"WARN".into(), &"conv_1".into())
    );
    assert_eq!(stack.messages(), [Value::Null; 0]);
}

#[tokio::test]
async fn the_ids_of_a_message_are_digests_and_the_same_for_a_redelivery() {
    let stack = Stack::start().await;
    let messages = stack
        .enqueue(&[
            call("conv_1", ROBIN, "My dog is called Biscuit."),
            call("conv_1", ROBIN, "My dog is called Biscuit."),
            call("conv_1", ROBIN, "My dog is called Biscuit. He is three."),
            call("conv_2", ROBIN, "The boiler whistles."),
            call("conv_3", SAM, "I play the cello."),
        ])
        .await;
    let ids = |name: &str| -> Vec<&str> {
        messages
            .iter()
            .map(|message| message[name].as_str().unwrap())
            .collect()
    };
    let (events, groups) = (ids("MessageDeduplicationId"), ids("MessageGroupId"));
    assert_eq!(events[0], events[1]);
    assert_ne!(events[1], events[2], "a fuller event is another event");
    assert_ne!(events[2], events[3]);
    assert!(groups[..4].iter().all(|group| *group == groups[0]));
    assert_ne!(groups[3], groups[4]);
    for id in events.iter().chain(&groups) {
        assert!(!id.contains("2025550") && !id.contains("conv_"), "{id}");
    }
}

#[tokio::test]
async fn an_event_that_the_queue_rejects_is_not_acknowledged() {
    let stack = Stack::start().await;
    stack.aws.with_state(|aws| aws.queue_fails = true);
    let mut function = stack.post_call().await;
    let event = post_call(&call("conv_1", ROBIN, "My dog is called Biscuit."));
    let response = function.send(&event).await;
    assert_eq!(
        (response.status.as_u16(), &response.body["code"]),
        (503, &json!("inbox_unavailable"))
    );
    assert_eq!(response.log.last().unwrap()["level"], "ERROR");

    stack.aws.with_state(|aws| aws.queue_fails = false);
    assert_eq!(function.send(&event).await.status, 200);
    assert_eq!(stack.messages().len(), 1);
}

#[tokio::test]
async fn an_event_is_not_acknowledged_while_the_queue_is_unreachable() {
    let stack = Stack::start().await;
    // Nothing listens on a port that was just closed.
    let closed = TcpListener::bind("127.0.0.1:0")
        .await
        .unwrap()
        .local_addr()
        .unwrap();
    let function = stack
        .function(env!("CARGO_BIN_EXE_post-call"))
        .env("AWS_ENDPOINT_URL", format!("http://{closed}"));
    let event = post_call(&call("conv_1", ROBIN, "My dog is called Biscuit."));
    let response = RunningFunction::start(function).await.send(&event).await;
    assert_eq!(
        (response.status.as_u16(), &response.body["code"]),
        (503, &json!("inbox_unavailable"))
    );
}

#[tokio::test]
async fn reading_a_large_event_fits_in_the_memory_of_a_function() {
    const MIB: u64 = 1024 * 1024;
    let stack = Stack::start().await;
    let text = "The boiler whistles in the mornings. ".repeat(70_000);
    let mut function = stack.post_call().await;
    let event = post_call(&call("conv_1", ROBIN, &text));
    assert_eq!(function.send(&event).await.status, 200);
    let peak = function.0.usage().unwrap().peak;
    assert!(peak < 128 * MIB, "{} MiB", peak / MIB);
}
