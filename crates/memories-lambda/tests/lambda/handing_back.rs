//! What a worker hands back to the queue, and what it does not.

use std::time::Duration;

use lambda_emulator::{SqsEvent, SqsMessage};
use mem0_server::{Failure, Fault};
use rstest::rstest;
use serde_json::{Value, json};

use crate::{
    log,
    running::Running,
    stack::{ROBIN, SAM, Stack, batch, call, message},
};

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
    stack.mem0.clear_faults();
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
