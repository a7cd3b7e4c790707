//! From the queue to what is known.

use std::{fmt::Write as _, time::Duration};

use lambda_emulator::SqsEvent;
use mem0_server::{Failure, Fault};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::{
    fixtures::{events, fixture},
    stack::{ROBIN, SAM, Stack, batch, call, message, search},
};

/// A call in which the caller reads out so many bytes that cannot be compressed.
fn long_call(bytes: usize) -> String {
    let mut said = "The boiler whistles. ".to_owned();
    let mut block = Sha256::digest(b"start");
    while said.len() < bytes {
        for byte in block {
            // Close to what eight bits can say in printable characters.
            said.push(char::from(b'0' + byte % 75));
            write!(said, "{}", char::from(b'A' + byte / 4 % 57)).unwrap();
        }
        block = Sha256::digest(block);
    }
    call("conv_long", ROBIN, &said)
}

#[tokio::test]
async fn a_finished_call_is_known_at_the_next_ring_and_to_the_search() {
    let stack = Stack::start().await;
    let said = "My dog is called Biscuit, and the boiler whistles in the mornings.";
    stack.learn(&[call("conv_1", ROBIN, said)]).await;
    let known = stack.known(ROBIN).await;
    assert!(
        known.iter().any(|memory| memory.contains("Biscuit")),
        "{known:?}"
    );
    assert_eq!(stack.known(SAM).await, [""; 0]);

    let answer = stack
        .retrieve()
        .await
        .answer(&search(ROBIN, "name of the dog"))
        .await;
    let found = answer.body["memories"].to_string();
    assert!(found.contains("Biscuit"), "{found}");
}

#[tokio::test]
async fn every_event_of_the_wire_is_learned_or_teaches_nothing() {
    let stack = Stack::start().await;
    let events: Vec<String> = events().into_iter().map(|(_, event)| event).collect();
    let messages = stack.queued(&events).await;
    let mut worker = stack.worker().await;
    for message in &messages {
        assert_eq!(
            worker.failed(&batch(std::slice::from_ref(message))).await,
            [""; 0]
        );
    }
    for caller in [
        ROBIN,
        "+12025550155",
        "customer-8842",
        "+12025550109",
        "+12025550115",
    ] {
        assert!(!stack.known(caller).await.is_empty(), "{caller}");
    }
}

#[tokio::test]
async fn a_message_that_is_delivered_again_teaches_nothing_twice() {
    let stack = Stack::start().await;
    let event = fixture("01_twilio_inbound_transcription.json");
    let messages = stack.queued(&[event]).await;
    let mut worker = stack.worker().await;
    assert_eq!(worker.failed(&batch(&messages)).await, [""; 0]);
    let (known, adds) = (stack.known(ROBIN).await, stack.adds());
    assert!(adds > 0);
    assert_eq!(worker.failed(&batch(&messages)).await, [""; 0]);
    // Another environment knows from the ledger alone.
    assert_eq!(
        stack.worker().await.failed(&batch(&messages)).await,
        [""; 0]
    );
    assert_eq!(stack.adds(), adds);
    assert_eq!(stack.known(ROBIN).await, known);
}

#[tokio::test]
async fn an_event_that_is_large_travels_compressed_and_is_learned() {
    let stack = Stack::start().await;
    let mut event: Value =
        serde_json::from_str(&call("conv_1", ROBIN, "My dog is called Biscuit.")).unwrap();
    event["data"]["full_log"] = json!("the same again ".repeat(100_000));
    let messages = stack.queued(&[event.to_string()]).await;
    let body = messages[0]["MessageBody"].as_str().unwrap();
    assert!(
        body.len() < 64 * 1024 && !body.contains("Biscuit"),
        "{}",
        body.len()
    );
    assert_eq!(
        stack.worker().await.failed(&batch(&messages)).await,
        [""; 0]
    );
    assert!(!stack.known(ROBIN).await.is_empty());
}

#[tokio::test]
async fn an_event_that_fits_no_message_goes_by_way_of_the_bucket_and_is_learned() {
    let stack = Stack::start().await;
    let messages = stack.queued(&[long_call(2_000_000)]).await;
    let body = messages[0]["MessageBody"].as_str().unwrap();
    assert!(
        body.contains("claim") && body.len() < 1_000,
        "{}",
        body.len()
    );
    assert_eq!(stack.aws.held(|held| held.objects.len()), 1);

    let mut worker = stack.worker().await;
    let again = batch(&messages);
    assert_eq!(worker.failed(&again).await, [""; 0]);
    assert!(!stack.known(ROBIN).await.is_empty());
    // What was learned is not left lying about, and a redelivery does not mind.
    assert_eq!(stack.aws.held(|held| held.objects.len()), 0);
    let adds = stack.adds();
    assert_eq!(worker.failed(&again).await, [""; 0]);
    assert_eq!(stack.adds(), adds);
}

#[tokio::test]
async fn a_batch_of_many_callers_is_learned_side_by_side() {
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
    let messages = stack.queued(&events).await;
    // One after another these would take five times as long as they may.
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
async fn a_batch_of_large_events_fits_in_the_memory_of_a_function() {
    const MIB: u64 = 1024 * 1024;
    let stack = Stack::start().await;
    let said = "The boiler whistles in the mornings. ".repeat(25_000);
    let events: Vec<String> = (1..=5)
        .map(|number| {
            call(
                &format!("conv_{number}"),
                &format!("+1202555010{number}"),
                &said,
            )
        })
        .collect();
    let messages = stack.queued(&events).await;
    let mut worker = stack.worker().await;
    assert_eq!(worker.failed(&batch(&messages)).await, [""; 0]);
    let peak = worker.0.usage().unwrap().peak;
    assert!(peak < 100 * MIB, "{} MiB", peak / MIB);
}
