//! The emulator as a real function, on AWS' own runtime, finds it.
#![cfg(target_os = "linux")]
#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

use std::{path::PathBuf, time::Duration};

use lambda_emulator::{Builder, Error, Freeze, Function, HttpEvent, Outcome, PAYLOAD_LIMIT, Phase};
use serde_json::{Value, json};

/// The example `sample`, which Cargo builds with the tests.
fn sample() -> Builder {
    let test = std::env::current_exe().unwrap();
    let built: PathBuf = test.ancestors().nth(2).unwrap().join("examples/sample");
    assert!(
        built.exists(),
        "run the tests with `cargo test -p lambda-emulator`"
    );
    Function::at(built).name("sample")
}

async fn started() -> Function {
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
async fn events_are_answered_one_after_another() {
    let mut function = started().await;
    for echo in [json!({"deep": [1, 2]}), json!("two"), Value::Null] {
        assert_eq!(
            reply(&mut function, json!({"echo": echo})).await["echo"],
            echo
        );
    }
}

#[tokio::test]
async fn an_event_comes_with_its_id_deadline_trace_and_function() {
    let mut function = sample()
        .timeout(Duration::from_mins(1))
        .start()
        .await
        .unwrap();
    let told = reply(&mut function, json!({"echo": 1})).await;
    let other = reply(&mut function, json!({"echo": 1})).await;
    assert_ne!(told["request_id"], other["request_id"]);
    let left = told["deadline"].as_i64().unwrap() - jiff::Timestamp::now().as_millisecond();
    assert!((1..=60_000).contains(&left), "{left}");
    assert!(told["trace_id"].as_str().unwrap().starts_with("Root=1-"));
    assert!(told["arn"].as_str().unwrap().ends_with(":function:sample"));
}

#[tokio::test]
async fn the_environment_is_that_of_lambda_and_what_was_added() {
    let mut function = sample()
        .memory_mib(512)
        .env("ADDED", "yes")
        .env("TZ", "over")
        .start()
        .await
        .unwrap();
    let told = reply(&mut function, json!({"echo": 1})).await;
    let environment = &told["environment"];
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
async fn an_error_or_a_panic_of_a_function_is_reported_and_the_next_event_is_answered() {
    let mut function = started().await;
    for event in ["fail", "panic"] {
        let invocation = function.invoke(&event).await.unwrap();
        let Outcome::FunctionError(error) = &invocation.outcome else {
            panic!("{invocation:?}");
        };
        assert!(
            error["errorMessage"]
                .as_str()
                .unwrap()
                .contains("as it was told to")
        );
    }
    assert_eq!(reply(&mut function, json!({"echo": 1})).await["echo"], 1);
}

#[tokio::test]
async fn a_function_that_reports_that_it_cannot_start_is_told_with_its_log() {
    let mut function = sample()
        .env("SAMPLE", "cannot start")
        .start()
        .await
        .unwrap();
    let invocation = function.invoke(&json!({"echo": 1})).await.unwrap();
    let Outcome::InitError(error) = &invocation.outcome else {
        panic!("{invocation:?}");
    };
    assert_eq!(error["errorType"], "Sample.CannotStart");
    assert_eq!(invocation.log, ["sample starts", "sample cannot start"]);
    let told = invocation.reply().unwrap_err().to_string();
    assert!(
        told.contains("SAMPLE says so") && told.ends_with("sample cannot start"),
        "{told}"
    );
}

#[tokio::test]
async fn a_function_that_ends_before_it_asks_for_an_event_died_while_it_started() {
    let mut function = sample().env("SAMPLE", "ends").start().await.unwrap();
    let Err(Error::NotStarted { outcome, log }) = function.ready().await else {
        panic!("it started");
    };
    let Outcome::Died(Phase::Init, status) = outcome else {
        panic!("{outcome}");
    };
    assert_eq!((status.code(), log.as_str()), (Some(7), "sample starts"));
}

#[tokio::test]
async fn a_function_that_does_not_start_in_time_is_killed() {
    let function = sample()
        .env("SAMPLE", "hangs")
        .timeout(Duration::from_millis(100));
    let mut function = function.start().await.unwrap();
    let invocation = function.invoke(&json!({"echo": 1})).await.unwrap();
    assert_eq!(invocation.outcome, Outcome::TimedOut(Phase::Init));
}

#[tokio::test]
async fn a_function_that_ends_instead_of_replying_died_and_answers_nothing_after() {
    let mut function = started().await;
    for _ in 0..2 {
        let invocation = function.invoke(&json!({"die": 3})).await.unwrap();
        let Outcome::Died(Phase::Invoke, status) = invocation.outcome else {
            panic!("{invocation:?}");
        };
        assert_eq!(status.code(), Some(3));
    }
}

#[tokio::test]
async fn a_function_that_takes_longer_than_it_may_is_killed() {
    let mut function = sample()
        .timeout(Duration::from_secs(1))
        .start()
        .await
        .unwrap();
    reply(&mut function, json!({"echo": 1})).await;
    let invocation = function.invoke(&"hang").await.unwrap();
    assert_eq!(invocation.outcome, Outcome::TimedOut(Phase::Invoke));
    assert!(invocation.took >= Duration::from_secs(1));
    let after = function.invoke(&json!({"echo": 1})).await.unwrap();
    assert!(matches!(after.outcome, Outcome::Died(..)), "{after:?}");
}

#[tokio::test]
async fn what_is_too_large_for_lambda_is_refused_in_both_directions() {
    let mut function = started().await;
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
    let most = PAYLOAD_LIMIT - r#""""#.len();
    let whole = reply(&mut function, json!({"large": most})).await;
    assert_eq!(whole.as_str().unwrap().len(), most);
}

#[tokio::test]
async fn nothing_happens_between_events_and_goes_on_with_the_next() {
    let mut frozen = started().await;
    let mut running = sample().freeze(Freeze::Never).start().await.unwrap();
    reply(&mut frozen, json!("count_after_reply")).await;
    reply(&mut running, json!("count_after_reply")).await;
    assert!(frozen.is_frozen().unwrap());
    assert!(!running.is_frozen().unwrap());

    let before = frozen.log();
    // As long as this takes, the other function counts.
    running.logged(|line| line == "counted 100").await;
    assert_eq!(frozen.log(), before);
    assert!(before.len() < 100);

    reply(&mut frozen, json!({"counted": 3})).await;
    assert!(frozen.log().len() >= before.len() + 3);
    assert!(frozen.is_frozen().unwrap());
}

#[tokio::test]
async fn a_function_that_is_started_ahead_waits_frozen() {
    let mut function = started().await;
    let started = function.ready().await.unwrap();
    assert!(function.is_frozen().unwrap());
    let invocation = function.invoke(&json!({"echo": 1})).await.unwrap();
    assert!(invocation.reply().is_ok() && invocation.since_start > started);
}

#[tokio::test]
async fn a_frozen_function_can_be_killed() {
    let mut function = started().await;
    reply(&mut function, json!({"echo": 1})).await;
    assert!(function.is_frozen().unwrap());
    let status = function.kill().await.unwrap();
    assert_eq!(status.code(), None);
}

#[tokio::test]
async fn a_function_is_not_frozen_before_its_extension_is_done() {
    let mut function = sample().env("SAMPLE", "extension").start().await.unwrap();
    for _ in 0..2 {
        let invocation = function.invoke(&"leave_to_extension").await.unwrap();
        assert_eq!(invocation.reply().unwrap(), "not done yet");
        let last = invocation.log.last().unwrap();
        assert_eq!(last, "the extension did what was left to it");
        assert!(invocation.billed >= invocation.took + Duration::from_millis(10));
        assert!(function.is_frozen().unwrap());
    }
}

#[tokio::test]
async fn a_function_with_an_extension_is_asked_to_end_and_another_is_killed() {
    let mut asked = sample().env("SAMPLE", "extension").start().await.unwrap();
    asked.ready().await.unwrap();
    let ended = asked.shutdown().await.unwrap();
    assert_eq!(ended.status.code(), Some(0));
    assert_eq!(ended.log.last().unwrap(), "sample ends");

    let mut killed = started().await;
    killed.ready().await.unwrap();
    let ended = killed.shutdown().await.unwrap();
    assert_eq!(ended.status.code(), None);
    assert_eq!(ended.log, ["sample starts"]);
}

#[tokio::test]
async fn what_a_function_takes_is_counted() {
    let mut function = started().await;
    let first = function.invoke(&json!({"echo": 1})).await.unwrap();
    assert!(first.since_start > first.took);
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
async fn the_log_of_an_event_is_what_was_written_during_it() {
    let mut function = started().await;
    let first = function.invoke(&json!({"echo": 1})).await.unwrap();
    assert_eq!(first.log, ["sample starts"]);
    let second = function.invoke(&json!({"echo": 1})).await.unwrap();
    assert!(second.log.is_empty());
}

#[tokio::test]
async fn a_program_that_is_not_there_cannot_be_started() {
    let error = Function::at("/nowhere/bootstrap")
        .start()
        .await
        .unwrap_err();
    assert_eq!(error.to_string(), "/nowhere/bootstrap cannot be started");
}

#[tokio::test]
async fn a_reply_to_something_else_is_no_reply_of_an_http_api() {
    let mut function = started().await;
    let event = json!({"echo": HttpEvent::new("GET", "/retrieve").build()});
    let invocation = function.invoke(&event).await.unwrap();
    assert!(matches!(invocation.http(), Err(Error::Malformed { .. })));
    assert!(matches!(
        invocation.failed_messages(),
        Err(Error::Malformed { .. })
    ));
}
