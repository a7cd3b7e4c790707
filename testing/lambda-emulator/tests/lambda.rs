//! The emulator with a real function on AWS' own runtime.
#![cfg(target_os = "linux")]
#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a failed assumption fails the test"
)]

use std::{path::PathBuf, time::Duration};

use lambda_emulator::{Builder, Error, Freeze, Function, HttpEvent, Outcome, PAYLOAD_LIMIT, Phase};
use serde_json::{Value, json};

/// The example `sample`; Cargo builds it together with the tests.
fn sample() -> Builder {
    let test = std::env::current_exe().unwrap();
    let program: PathBuf = test.ancestors().nth(2).unwrap().join("examples/sample");
    assert!(
        program.exists(),
        "run the tests with `cargo test -p lambda-emulator`"
    );
    Function::builder(program).name("sample")
}

async fn start() -> Function {
    sample().start().await.unwrap()
}

async fn reply(function: &mut Function, event: Value) -> Value {
    function
        .invoke(&event)
        .await
        .unwrap()
        .reply()
        .unwrap()
        .clone()
}

#[tokio::test]
async fn events_are_handled_sequentially() {
    let mut function = start().await;
    for echo in [json!({"deep": [1, 2]}), json!("two"), Value::Null] {
        assert_eq!(
            reply(&mut function, json!({"echo": echo})).await["echo"],
            echo
        );
    }
}

#[tokio::test]
async fn an_event_has_an_id_a_deadline_a_trace_and_a_function_arn() {
    let mut function = sample()
        .timeout(Duration::from_mins(1))
        .start()
        .await
        .unwrap();
    let context = reply(&mut function, json!({"echo": 1})).await;
    let other = reply(&mut function, json!({"echo": 1})).await;
    assert_ne!(context["request_id"], other["request_id"]);
    let left = context["deadline"].as_i64().unwrap() - jiff::Timestamp::now().as_millisecond();
    assert!((1..=60_000).contains(&left), "{left}");
    assert!(context["trace_id"].as_str().unwrap().starts_with("Root=1-"));
    assert!(
        context["arn"]
            .as_str()
            .unwrap()
            .ends_with(":function:sample")
    );
}

#[tokio::test]
async fn the_environment_consists_of_lambdas_and_the_added_variables() {
    let mut function = sample()
        .memory_mib(512)
        .env("ADDED", "yes")
        .env("TZ", "over")
        .start()
        .await
        .unwrap();
    let context = reply(&mut function, json!({"echo": 1})).await;
    let environment = &context["environment"];
    for (name, value) in [
        ("ADDED", "yes"),
        ("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "512"),
        ("AWS_LAMBDA_FUNCTION_NAME", "sample"),
        ("AWS_LAMBDA_LOG_FORMAT", "JSON"),
        ("HOME", "/tmp"),
        ("TZ", "over"),
    ] {
        assert_eq!(environment[name], value, "{name}");
    }
    assert_eq!(environment.get("CARGO_MANIFEST_DIR"), None);
}

#[tokio::test]
async fn an_error_or_a_panic_is_reported_and_the_next_event_is_handled() {
    let mut function = start().await;
    for event in ["fail", "panic"] {
        let invocation = function.invoke(&event).await.unwrap();
        let Outcome::FunctionError(error) = &invocation.outcome else {
            panic!("{invocation:?}");
        };
        assert!(
            error["errorMessage"]
                .as_str()
                .unwrap()
                .contains("on request")
        );
    }
    assert_eq!(reply(&mut function, json!({"echo": 1})).await["echo"], 1);
}

#[tokio::test]
async fn an_initialisation_error_is_reported_with_the_log() {
    let mut function = sample().env("SAMPLE", "init error").start().await.unwrap();
    let invocation = function.invoke(&json!({"echo": 1})).await.unwrap();
    let Outcome::InitError(error) = &invocation.outcome else {
        panic!("{invocation:?}");
    };
    assert_eq!(error["errorType"], "Sample.InitError");
    assert_eq!(
        invocation.log,
        ["sample starting", "sample failed to initialise"]
    );
    let message = invocation.reply().unwrap_err().to_string();
    assert!(
        message.contains("requested by SAMPLE") && message.ends_with("sample failed to initialise"),
        "{message}"
    );
}

#[tokio::test]
async fn a_function_that_exits_before_its_first_event_exited_during_initialisation() {
    let mut function = sample().env("SAMPLE", "exits").start().await.unwrap();
    let Err(Error::NotStarted { outcome, log }) = function.ready().await else {
        panic!("it started");
    };
    let Outcome::Exited(Phase::Init, status) = outcome else {
        panic!("{outcome}");
    };
    assert_eq!((status.code(), log.as_str()), (Some(7), "sample starting"));
}

#[tokio::test]
async fn a_function_that_exceeds_the_timeout_during_initialisation_is_killed() {
    let function = sample()
        .env("SAMPLE", "hangs")
        .timeout(Duration::from_millis(100));
    let mut function = function.start().await.unwrap();
    let invocation = function.invoke(&json!({"echo": 1})).await.unwrap();
    assert_eq!(invocation.outcome, Outcome::TimedOut(Phase::Init));
}

#[tokio::test]
async fn a_function_that_exits_instead_of_replying_handles_no_more_events() {
    let mut function = start().await;
    for _ in 0..2 {
        let invocation = function.invoke(&json!({"exit": 3})).await.unwrap();
        let Outcome::Exited(Phase::Invoke, status) = invocation.outcome else {
            panic!("{invocation:?}");
        };
        assert_eq!(status.code(), Some(3));
    }
}

#[tokio::test]
async fn a_function_that_exceeds_its_timeout_is_killed() {
    let mut function = sample()
        .timeout(Duration::from_secs(1))
        .start()
        .await
        .unwrap();
    reply(&mut function, json!({"echo": 1})).await;
    let invocation = function.invoke(&"hang").await.unwrap();
    assert_eq!(invocation.outcome, Outcome::TimedOut(Phase::Invoke));
    assert!(invocation.duration >= Duration::from_secs(1));
    let after = function.invoke(&json!({"echo": 1})).await.unwrap();
    assert!(matches!(after.outcome, Outcome::Exited(..)), "{after:?}");
}

#[tokio::test]
async fn payloads_beyond_the_limit_are_rejected_in_both_directions() {
    let mut function = start().await;
    let event = json!({"echo": "x".repeat(PAYLOAD_LIMIT)});
    assert!(matches!(
        function.invoke(&event).await,
        Err(Error::EventTooLarge(bytes)) if bytes > PAYLOAD_LIMIT
    ));
    let invocation = function
        .invoke(&json!({"large": PAYLOAD_LIMIT}))
        .await
        .unwrap();
    let Outcome::FunctionError(error) = &invocation.outcome else {
        panic!("{}", invocation.outcome);
    };
    assert_eq!(error["errorType"], "Function.ResponseSizeTooLarge");
    let max = PAYLOAD_LIMIT - r#""""#.len();
    let largest = reply(&mut function, json!({"large": max})).await;
    assert_eq!(largest.as_str().unwrap().len(), max);
}

#[tokio::test]
async fn background_work_stops_between_events_and_continues_with_the_next() {
    let mut frozen = start().await;
    let mut running = sample().freeze(Freeze::Never).start().await.unwrap();
    reply(&mut frozen, json!("count_after_reply")).await;
    reply(&mut running, json!("count_after_reply")).await;
    assert!(frozen.is_frozen().unwrap());
    assert!(!running.is_frozen().unwrap());

    let before = frozen.log();
    // Meanwhile a function that is not frozen counts to 100.
    running
        .wait_for_log_line(|line| line == "counted 100")
        .await;
    assert_eq!(frozen.log(), before);
    assert!(before.len() < 100);

    reply(&mut frozen, json!({"wait_for_count": 3})).await;
    assert!(frozen.log().len() >= before.len() + 3);
    assert!(frozen.is_frozen().unwrap());
}

#[tokio::test]
async fn an_initialised_function_is_frozen() {
    let mut function = start().await;
    let started = function.ready().await.unwrap();
    assert!(function.is_frozen().unwrap());
    let invocation = function.invoke(&json!({"echo": 1})).await.unwrap();
    assert!(invocation.reply().is_ok() && invocation.since_start > started);
}

#[tokio::test]
async fn a_frozen_function_can_be_killed() {
    let mut function = start().await;
    reply(&mut function, json!({"echo": 1})).await;
    assert!(function.is_frozen().unwrap());
    let status = function.kill().await.unwrap();
    assert_eq!(status.code(), None);
}

#[tokio::test]
async fn a_function_is_not_frozen_before_its_extension_is_idle() {
    let mut function = sample().env("SAMPLE", "extension").start().await.unwrap();
    for _ in 0..2 {
        let invocation = function.invoke(&"defer_to_extension").await.unwrap();
        assert_eq!(invocation.reply().unwrap(), "deferred");
        let last = invocation.log.last().unwrap();
        assert_eq!(last, "extension finished the deferred work");
        assert!(invocation.billed >= invocation.duration + Duration::from_millis(10));
        assert!(function.is_frozen().unwrap());
    }
}

#[tokio::test]
async fn a_function_with_an_extension_is_terminated_and_another_is_killed() {
    let mut terminated = sample().env("SAMPLE", "extension").start().await.unwrap();
    terminated.ready().await.unwrap();
    let report = terminated.shutdown().await.unwrap();
    assert_eq!(report.status.code(), Some(0));
    assert_eq!(report.log.last().unwrap(), "sample exiting");

    let mut killed = start().await;
    killed.ready().await.unwrap();
    let report = killed.shutdown().await.unwrap();
    assert_eq!(report.status.code(), None);
    assert_eq!(report.log, ["sample starting"]);
}

#[tokio::test]
async fn resource_usage_is_measured() {
    let mut function = start().await;
    let first = function.invoke(&json!({"echo": 1})).await.unwrap();
    assert!(first.since_start > first.duration);
    let before = function.usage().unwrap();
    reply(&mut function, json!({"large": 1_000_000})).await;
    let after = function.usage().unwrap();
    assert!(Duration::ZERO < before.cpu && before.cpu < after.cpu);
    assert!(after.peak >= before.peak + 1_000_000);
    assert!(after.peak >= after.resident);
    function.kill().await.unwrap();
    assert!(function.usage().is_err());
}

#[tokio::test]
async fn the_log_of_an_event_contains_the_lines_written_during_it() {
    let mut function = start().await;
    let first = function.invoke(&json!({"echo": 1})).await.unwrap();
    assert_eq!(first.log, ["sample starting"]);
    let second = function.invoke(&json!({"echo": 1})).await.unwrap();
    assert!(second.log.is_empty());
}

#[tokio::test]
async fn a_missing_program_cannot_be_started() {
    let error = Function::builder("/nowhere/bootstrap")
        .start()
        .await
        .unwrap_err();
    assert_eq!(error.to_string(), "/nowhere/bootstrap could not be started");
}

#[tokio::test]
async fn a_reply_in_another_format_is_malformed() {
    let mut function = start().await;
    let event = json!({"echo": HttpEvent::new("GET", "/retrieve").build()});
    let invocation = function.invoke(&event).await.unwrap();
    assert!(matches!(invocation.http(), Err(Error::Malformed { .. })));
    assert!(matches!(
        invocation.failed_messages(),
        Err(Error::Malformed { .. })
    ));
}
