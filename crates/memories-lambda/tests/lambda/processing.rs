//! From the queue to the memories.

use std::time::Duration;

use lambda_emulator::SqsEvent;
use mem0_server::{Failure, Fault};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::{
    fixtures::{fixture, post_call_events},
    stack::{ROBIN, SAM, Stack, batch, call, message, search},
};

const MIB: u64 = 1024 * 1024;

/// A call in which the caller says this many bytes, which can hardly be compressed.
fn incompressible_call(bytes: usize) -> String {
    let mut text = "The boiler whistles. ".to_owned();
    let mut block = Sha256::digest(b"start");
    while text.len() < bytes {
        for byte in block {
            // Long words of almost as much information as letters can carry.
            text.push(char::from(b'a' + byte % 26));
            text.push(char::from(b'A' + byte / 10));
        }
        text.push(' ');
        block = Sha256::digest(block);
    }
    call("conv_long", ROBIN, &text)
}

#[tokio::test]
async fn a_finished_call_is_remembered_at_the_next_call() {
    let stack = Stack::start().await;
    let text = "My dog is called Biscuit, and the boiler whistles in the mornings.";
    stack.ingest(&[call("conv_1", ROBIN, text)]).await;
    let memories = stack.memories(ROBIN).await;
    assert!(
        memories.iter().any(|memory| memory.contains("Biscuit")),
        "{memories:?}"
    );
    assert_eq!(stack.memories(SAM).await, [""; 0]);

    let response = stack
        .retrieve()
        .await
        .send(&search(ROBIN, "name of the dog"))
        .await;
    let found = response.body["memories"].to_string();
    assert!(found.contains("Biscuit"), "{found}");
}

#[tokio::test]
async fn every_fixture_is_ingested_or_skipped() {
    let stack = Stack::start().await;
    let events: Vec<String> = post_call_events()
        .into_iter()
        .map(|(_, event)| event)
        .collect();
    let messages = stack.enqueue(&events).await;
    let mut worker = stack.worker().await;
    for message in &messages {
        let message = batch(std::slice::from_ref(message));
        assert_eq!(worker.deliver(&message).await, [""; 0]);
    }
    for caller in [
        ROBIN,
        "+12025550155",
        "customer-8842",
        "+12025550109",
        "+12025550115",
    ] {
        assert!(!stack.memories(caller).await.is_empty(), "{caller}");
    }
}

#[tokio::test]
async fn a_redelivered_message_adds_nothing() {
    let stack = Stack::start().await;
    let event = fixture("01_twilio_inbound_transcription.json");
    let messages = stack.enqueue(&[event]).await;
    let mut worker = stack.worker().await;
    assert_eq!(worker.deliver(&batch(&messages)).await, [""; 0]);
    let (memories, adds) = (stack.memories(ROBIN).await, stack.adds());
    assert!(adds > 0);
    assert_eq!(worker.deliver(&batch(&messages)).await, [""; 0]);
    // Another process has only the ledger.
    let mut other = stack.worker().await;
    assert_eq!(other.deliver(&batch(&messages)).await, [""; 0]);
    assert_eq!(stack.adds(), adds);
    assert_eq!(stack.memories(ROBIN).await, memories);
}

#[tokio::test]
async fn a_less_complete_event_of_an_ingested_call_adds_nothing() {
    let stack = Stack::start().await;
    let full = "My dog is called Biscuit. I play the cello in an orchestra.";
    stack.ingest(&[call("conv_1", ROBIN, full)]).await;
    let (memories, adds) = (stack.memories(ROBIN).await, stack.adds());
    let poor = "My dog is called Biscuit.";
    stack.ingest(&[call("conv_1", ROBIN, poor)]).await;
    assert_eq!(stack.adds(), adds);
    assert_eq!(stack.memories(ROBIN).await, memories);
}

#[tokio::test]
async fn a_large_event_with_a_short_call_is_a_small_message() {
    let stack = Stack::start().await;
    let mut event: Value =
        serde_json::from_str(&call("conv_1", ROBIN, "My dog is called Biscuit.")).unwrap();
    event["data"]["full_log"] = json!("the same again ".repeat(100_000));
    let messages = stack.enqueue(&[event.to_string()]).await;
    let body = messages[0]["MessageBody"].as_str().unwrap();
    assert!(body.len() < 2_000, "{}", body.len());
    let mut worker = stack.worker().await;
    assert_eq!(worker.deliver(&batch(&messages)).await, [""; 0]);
    assert!(!stack.memories(ROBIN).await.is_empty());
}

#[tokio::test]
async fn a_long_call_is_compressed_and_ingested() {
    let stack = Stack::start().await;
    let text = "My dog is called Biscuit. ".repeat(10_000);
    let messages = stack.enqueue(&[call("conv_1", ROBIN, &text)]).await;
    let body = messages[0]["MessageBody"].as_str().unwrap();
    assert!(
        body.len() < 64 * 1024 && !body.contains("Biscuit"),
        "{}",
        body.len()
    );
    let mut worker = stack.worker().await;
    assert_eq!(worker.deliver(&batch(&messages)).await, [""; 0]);
    assert!(!stack.memories(ROBIN).await.is_empty());
}

#[tokio::test]
async fn a_call_that_is_too_large_for_a_message_is_read_from_the_bucket() {
    let stack = Stack::start().await;
    let messages = stack.enqueue(&[incompressible_call(2_000_000)]).await;
    let body = messages[0]["MessageBody"].as_str().unwrap();
    assert!(
        body.contains(r#""payload""#) && body.len() < 1_000,
        "{}",
        body.len()
    );
    assert_eq!(stack.aws.with_state(|aws| aws.objects.len()), 1);

    let mut worker = stack.worker().await;
    let delivery = batch(&messages);
    assert_eq!(worker.deliver(&delivery).await, [""; 0]);
    assert!(!stack.memories(ROBIN).await.is_empty());
    // The payload is deleted; a redelivery is acknowledged without it.
    assert_eq!(stack.aws.with_state(|aws| aws.objects.len()), 0);
    let adds = stack.adds();
    assert_eq!(worker.deliver(&delivery).await, [""; 0]);
    assert_eq!(stack.adds(), adds);
}

#[tokio::test]
async fn the_calls_of_different_callers_are_processed_concurrently() {
    let stack = Stack::start().await;
    let callers = [
        "+12025550101",
        "+12025550102",
        "+12025550103",
        "+12025550104",
        "+12025550105",
    ];
    let events: Vec<String> = callers
        .iter()
        .enumerate()
        .map(|(number, caller)| call(&format!("conv_{number}"), caller, "I play the cello."))
        .collect();
    let messages = stack.enqueue(&events).await;
    // One after another, these would take five times as long.
    let slow = Duration::from_millis(300);
    stack.mem0.plan(Fault::new(Failure::Slow(slow)));
    let event = messages
        .iter()
        .map(message)
        .fold(SqsEvent::new(), SqsEvent::message);
    let mut worker = stack.worker().await;
    let one = worker.invoke(&batch(&messages[..1]).build()).await.duration;
    let all = worker.invoke(&event.build()).await;
    assert_eq!(all.failed_messages().unwrap(), [""; 0]);
    assert!(
        all.duration < one * 3,
        "{:?} for all, {one:?} for one",
        all.duration
    );
}

#[tokio::test]
async fn a_batch_of_large_calls_fits_in_the_memory_of_a_function() {
    let stack = Stack::start().await;
    let text = "The boiler whistles in the mornings. ".repeat(25_000);
    let events: Vec<String> = (1..=5)
        .map(|number| {
            call(
                &format!("conv_{number}"),
                &format!("+1202555010{number}"),
                &text,
            )
        })
        .collect();
    let messages = stack.enqueue(&events).await;
    let mut worker = stack.worker().await;
    assert_eq!(worker.deliver(&batch(&messages)).await, [""; 0]);
    let peak = worker.0.usage().unwrap().peak;
    assert!(peak < 100 * MIB, "{} MiB", peak / MIB);
}
