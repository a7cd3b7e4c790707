//! Messages that the worker returns to the queue.

use std::time::Duration;

use lambda_emulator::{SqsEvent, SqsMessage};
use mem0_server::{Failure, Fault};
use rstest::rstest;
use serde_json::json;

use crate::{
    running_function::RunningFunction,
    stack::{ROBIN, SAM, Stack, batch, call, message},
};

#[tokio::test]
async fn a_failed_message_is_returned_with_the_callers_later_ones_and_no_others() {
    let stack = Stack::start().await;
    let mut messages = stack
        .enqueue(&[
            call("conv_1", ROBIN, "My dog is called Biscuit."),
            call("conv_2", ROBIN, "The boiler whistles in the mornings."),
            call("conv_3", SAM, "I play the cello in an orchestra."),
        ])
        .await;
    let whole = messages.clone();
    messages[0]["MessageBody"] = json!("no envelope");
    let mut worker = stack.worker().await;
    assert_eq!(
        worker.deliver(&batch(&messages)).await,
        ["message-0", "message-1"]
    );
    assert_eq!(stack.memories(ROBIN).await, [""; 0]);
    assert!(!stack.memories(SAM).await.is_empty());

    assert_eq!(worker.deliver(&batch(&whole[..2])).await, [""; 0]);
    let memories = stack.memories(ROBIN).await;
    assert!(
        memories.iter().any(|memory| memory.contains("boiler")),
        "{memories:?}"
    );
}

#[tokio::test]
async fn a_message_that_keeps_failing_stops_blocking_the_callers_later_ones() {
    let stack = Stack::start().await;
    let messages = stack
        .enqueue(&[
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
        assert_eq!(worker.deliver(&delivered(times)).await, ["poison", "later"]);
    }
    assert_eq!(worker.deliver(&delivered(3)).await, ["poison"]);
    let memories = stack.memories(ROBIN).await;
    assert!(
        memories.iter().any(|memory| memory.contains("boiler")),
        "{memories:?}"
    );
}

#[tokio::test]
async fn an_event_that_cannot_be_read_as_a_call_is_returned_every_time() {
    let stack = Stack::start().await;
    let nameless =
        call("conv_1", ROBIN, "It leaks.").replace("external_number", "number_elsewhere");
    let messages = stack.enqueue(&[nameless]).await;
    let mut worker = stack.worker().await;
    for _ in 0..3 {
        assert_eq!(worker.deliver(&batch(&messages)).await, ["message-0"]);
    }
    assert_eq!(stack.adds(), 0);
}

#[rstest]
#[case::no_envelope("My dog is called Biscuit.")]
#[case::another_version(r#"{"version":3}"#)]
#[case::no_body("")]
#[tokio::test]
async fn a_poison_message_is_returned_every_time_and_the_function_survives(#[case] body: &str) {
    let stack = Stack::start().await;
    let mut worker = stack.worker().await;
    for time in 1..=3 {
        let poison = SqsMessage::new(body).id("poison").received(time);
        let event = SqsEvent::new().message(poison);
        assert_eq!(worker.deliver(&event).await, ["poison"]);
    }
    assert_eq!(stack.adds(), 0);
}

#[rstest]
#[case::status(Failure::Status(503))]
#[case::reset(Failure::Reset)]
#[case::truncated(Failure::Truncated)]
#[case::not_json(Failure::NotJson)]
#[tokio::test]
async fn a_call_is_returned_during_an_outage_of_the_platform(#[case] failure: Failure) {
    let stack = Stack::start().await;
    let messages = stack
        .enqueue(&[call("conv_1", ROBIN, "My dog is called Biscuit.")])
        .await;
    stack.mem0.plan(Fault::new(failure));
    let mut worker = stack.worker().await;
    assert_eq!(worker.deliver(&batch(&messages)).await, ["message-0"]);
}

#[tokio::test]
async fn a_call_is_ingested_after_an_outage_of_the_platform() {
    let stack = Stack::start().await;
    let messages = stack
        .enqueue(&[call("conv_1", ROBIN, "My dog is called Biscuit.")])
        .await;
    stack.mem0.plan(Fault::new(Failure::TooManyRequests(60)));
    let mut worker = stack.worker().await;
    assert_eq!(worker.deliver(&batch(&messages)).await, ["message-0"]);
    stack.mem0.clear_faults();
    assert_eq!(worker.deliver(&batch(&messages)).await, [""; 0]);
    assert!(!stack.memories(ROBIN).await.is_empty());
}

#[tokio::test]
async fn nothing_is_added_while_the_ledger_cannot_be_written() {
    let stack = Stack::start().await;
    let messages = stack
        .enqueue(&[call("conv_1", ROBIN, "My dog is called Biscuit.")])
        .await;
    stack.aws.with_state(|aws| aws.ledger_fails = true);
    let mut worker = stack.worker().await;
    assert_eq!(worker.deliver(&batch(&messages)).await, ["message-0"]);
    assert_eq!(stack.adds(), 0);

    stack.aws.with_state(|aws| aws.ledger_fails = false);
    assert_eq!(worker.deliver(&batch(&messages)).await, [""; 0]);
    assert!(!stack.memories(ROBIN).await.is_empty());
}

#[tokio::test]
async fn messages_are_returned_before_the_function_times_out() {
    let stack = Stack::start().await;
    let messages = stack
        .enqueue(&[call("conv_1", ROBIN, "My dog is called Biscuit.")])
        .await;
    stack
        .mem0
        .plan(Fault::new(Failure::Slow(Duration::from_mins(1))));
    let function = stack.function(env!("CARGO_BIN_EXE_post-call-worker"));
    let mut worker = RunningFunction::start(function.timeout(Duration::from_secs(4))).await;
    let invocation = worker.invoke(&batch(&messages).build()).await;
    assert_eq!(invocation.failed_messages().unwrap(), ["message-0"]);
    assert!(
        invocation.log.last().unwrap().contains("about to time out"),
        "{:?}",
        invocation.log
    );
}
