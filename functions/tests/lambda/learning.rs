//! From the queue to what is known.

use std::{fmt::Write as _, time::Duration};

use lambda_emulator::{SqsEvent, SqsMessage};
use mem0_server::{Failure, Fault};
use rstest::rstest;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::{
    fixtures::{events, fixture},
    log,
    running::Running,
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
async fn a_message_that_fails_comes_back_with_the_callers_later_ones_and_no_others() {
    let stack = Stack::start().await;
    let mut messages = stack
        .queued(&[
            call("conv_1", ROBIN, "My dog is called Biscuit."),
            call("conv_2", ROBIN, "The boiler whistles in the mornings."),
            call("conv_3", SAM, "I play the cello in an orchestra."),
        ])
        .await;
    let whole = messages.clone();
    messages[0]["MessageBody"] = json!("no envelope");
    let mut worker = stack.worker().await;
    assert_eq!(
        worker.failed(&batch(&messages)).await,
        ["message-0", "message-1"]
    );
    assert_eq!(stack.known(ROBIN).await, [""; 0]);
    assert!(!stack.known(SAM).await.is_empty());

    assert_eq!(worker.failed(&batch(&whole[..2])).await, [""; 0]);
    let known = stack.known(ROBIN).await;
    assert!(
        known.iter().any(|memory| memory.contains("boiler")),
        "{known:?}"
    );
}

#[tokio::test]
async fn a_message_that_keeps_failing_does_not_take_the_callers_later_ones_along() {
    let stack = Stack::start().await;
    let messages = stack
        .queued(&[
            call("conv_1", ROBIN, "My dog is called Biscuit."),
            call("conv_2", ROBIN, "The boiler whistles in the mornings."),
        ])
        .await;
    let delivered = |times| {
        let poison = SqsMessage::new("no envelope").id("poison");
        let group = messages[1]["MessageGroupId"].as_str().unwrap();
        SqsEvent::new()
            .message(poison.group(group).received(times))
            .message(message(&messages[1]).id("later").received(times))
    };
    let mut worker = stack.worker().await;
    for times in [1, 2] {
        assert_eq!(worker.failed(&delivered(times)).await, ["poison", "later"]);
    }
    assert_eq!(worker.failed(&delivered(3)).await, ["poison"]);
    let known = stack.known(ROBIN).await;
    assert!(
        known.iter().any(|memory| memory.contains("boiler")),
        "{known:?}"
    );
}

#[tokio::test]
async fn a_call_that_names_nobody_is_let_go_because_no_attempt_will_find_out_whose_it_was() {
    let stack = Stack::start().await;
    let mut on_the_web: Value = serde_json::from_str(&call("conv_1", ROBIN, "Hello.")).unwrap();
    on_the_web["data"]["metadata"]["phone_call"] = Value::Null;
    let messages = stack.queued(&[on_the_web.to_string()]).await;
    let mut worker = stack.worker().await;
    let invocation = worker.invoke(&batch(&messages).build()).await;
    assert_eq!(invocation.failed_messages().unwrap(), [""; 0]);
    let lines = log::read(&invocation.log);
    let line = lines.last().unwrap();
    assert_eq!(
        (&line["level"], &line["conversation_id"]),
        (&"WARN".into(), &"conv_1".into())
    );
    assert_eq!(stack.adds(), 0);
}

#[tokio::test]
async fn a_call_on_the_phone_that_names_nobody_is_kept_because_somebody_may_learn_to_read_it() {
    let stack = Stack::start().await;
    let nameless = call("conv_1", ROBIN, "Hello.").replace("external_number", "number_elsewhere");
    let messages = stack.queued(&[nameless]).await;
    let mut worker = stack.worker().await;
    assert_eq!(worker.failed(&batch(&messages)).await, ["message-0"]);
}

#[rstest]
#[case::no_envelope("My dog is called Biscuit.")]
#[case::a_future_version(r#"{"version":2}"#)]
#[case::no_body("")]
#[tokio::test]
async fn poison_comes_back_every_time_and_the_function_lives(#[case] body: &str) {
    let stack = Stack::start().await;
    let mut worker = stack.worker().await;
    for time in 1..=3 {
        let poison = SqsMessage::new(body).id("poison").received(time);
        let event = SqsEvent::new().message(poison);
        assert_eq!(worker.failed(&event).await, ["poison"]);
    }
    assert_eq!(stack.adds(), 0);
}

#[rstest]
#[case::status(Failure::Status(503))]
#[case::reset(Failure::Reset)]
#[case::truncated(Failure::Truncated)]
#[case::not_json(Failure::NotJson)]
#[tokio::test]
async fn a_platform_that_is_down_gets_the_call_later(#[case] failure: Failure) {
    let stack = Stack::start().await;
    let messages = stack
        .queued(&[call("conv_1", ROBIN, "My dog is called Biscuit.")])
        .await;
    stack.mem0.plan(Fault::new(failure));
    let mut worker = stack.worker().await;
    assert_eq!(worker.failed(&batch(&messages)).await, ["message-0"]);
}

#[tokio::test]
async fn a_call_is_learned_when_the_platform_is_back() {
    let stack = Stack::start().await;
    let messages = stack
        .queued(&[call("conv_1", ROBIN, "My dog is called Biscuit.")])
        .await;
    stack.mem0.plan(Fault::new(Failure::TooManyRequests(60)));
    let mut worker = stack.worker().await;
    assert_eq!(worker.failed(&batch(&messages)).await, ["message-0"]);
    stack.mem0.heal();
    assert_eq!(worker.failed(&batch(&messages)).await, [""; 0]);
    assert!(!stack.known(ROBIN).await.is_empty());
}

#[tokio::test]
async fn nothing_is_added_that_the_ledger_did_not_note_before() {
    let stack = Stack::start().await;
    let messages = stack
        .queued(&[call("conv_1", ROBIN, "My dog is called Biscuit.")])
        .await;
    stack.aws.held(|held| held.ledger_is_down = true);
    let mut worker = stack.worker().await;
    assert_eq!(worker.failed(&batch(&messages)).await, ["message-0"]);
    assert_eq!(stack.adds(), 0);

    stack.aws.held(|held| held.ledger_is_down = false);
    assert_eq!(worker.failed(&batch(&messages)).await, [""; 0]);
    assert!(!stack.known(ROBIN).await.is_empty());
}

#[tokio::test]
async fn a_worker_hands_messages_back_before_its_time_is_over() {
    let stack = Stack::start().await;
    let messages = stack
        .queued(&[call("conv_1", ROBIN, "My dog is called Biscuit.")])
        .await;
    stack
        .mem0
        .plan(Fault::new(Failure::Slow(Duration::from_mins(1))));
    let function = stack.function(env!("CARGO_BIN_EXE_post-call-worker"));
    let mut worker = Running::start(function.timeout(Duration::from_secs(4))).await;
    let invocation = worker.invoke(&batch(&messages).build()).await;
    assert_eq!(invocation.failed_messages().unwrap(), ["message-0"]);
    assert!(
        invocation.log.last().unwrap().contains("time was over"),
        "{:?}",
        invocation.log
    );
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
    let one = worker.invoke(&batch(&messages[..1]).build()).await.took;
    let all = worker.invoke(&event.build()).await;
    assert_eq!(all.failed_messages().unwrap(), [""; 0]);
    assert!(
        all.took < one * 3,
        "{:?} for all, {one:?} for one",
        all.took
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
    assert!(peak < 140 * MIB, "{} MiB", peak / MIB);
}
