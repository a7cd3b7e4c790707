//! The log of the functions.

use std::{collections::BTreeSet, sync::LazyLock};

use jiff::Timestamp;
use lambda_emulator::{HttpEvent, SqsEvent, SqsMessage};
use serde_json::Value;

use crate::{
    fixtures,
    running_function::RunningFunction,
    stack::{
        HMAC_KEY, MEM0_KEY, ROBIN, Stack, WORKSPACE_KEY, batch, call, message, post_call, ring,
        search,
    },
};

/// A shorter text of the fixtures could be in the log for another reason.
const MIN_SECRET_CHARS: usize = 16;

/// Texts that must not be in the log.
static SECRETS: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
    let keys = [
        HMAC_KEY,
        MEM0_KEY,
        WORKSPACE_KEY,
        "wJalrXUtnFEMI",
        "example-session",
    ];
    let texts_of_tests = ["Biscuit", "whistles", "cello", "+1202555", "2025550"];
    let mut secrets: BTreeSet<String> = keys
        .into_iter()
        .chain(texts_of_tests)
        .map(str::to_owned)
        .collect();
    for (_, event) in fixtures::post_call_events() {
        let event: Value = serde_json::from_str(&event).unwrap();
        let data = event.get("data").unwrap_or(&event);
        collect_texts(&data["transcript"], &mut secrets);
        collect_texts(&data["analysis"], &mut secrets);
    }
    assert!(secrets.len() > 100);
    secrets
});

/// Collects the texts in a transcript or an analysis.
fn collect_texts(value: &Value, texts: &mut BTreeSet<String>) {
    match value {
        Value::String(text) if text.contains(' ') && text.len() >= MIN_SECRET_CHARS => {
            texts.insert(text.clone());
        }
        Value::Array(values) => values.iter().for_each(|value| collect_texts(value, texts)),
        Value::Object(fields) => fields
            .values()
            .for_each(|value| collect_texts(value, texts)),
        _ => {}
    }
}

/// Parses lines of the log. Each must be JSON that Lambda and `CloudWatch` understand, without
/// secrets and private texts.
pub(crate) fn parse(lines: &[String]) -> Vec<Value> {
    lines.iter().map(|line| parse_line(line)).collect()
}

fn parse_line(line: &str) -> Value {
    for secret in &*SECRETS {
        assert!(!line.contains(secret.as_str()), "{secret} is in {line}");
    }
    let parsed: Value = serde_json::from_str(line).unwrap_or_else(|_| panic!("no JSON: {line}"));
    let text = |name: &str| {
        parsed[name]
            .as_str()
            .unwrap_or_else(|| panic!("no {name}: {line}"))
    };
    assert!(
        ["TRACE", "DEBUG", "INFO", "WARN", "ERROR"].contains(&text("level")),
        "{line}"
    );
    assert_eq!(text("function"), "AgenticMemoriesTest");
    text("timestamp").parse::<Timestamp>().unwrap();
    assert_eq!(
        parsed["duration_ms"].is_number(),
        parsed["_aws"].is_object(),
        "{line}"
    );
    if parsed["_aws"].is_object() {
        assert_is_metric(&parsed);
    }
    parsed
}

/// Checks the requirements of the embedded metric format.
fn assert_is_metric(line: &Value) {
    let directives = line["_aws"]["CloudWatchMetrics"].as_array().unwrap();
    assert!(line["_aws"]["Timestamp"].is_i64() && !directives.is_empty());
    for directive in directives {
        assert!(directive["Namespace"].is_string());
        for set in directive["Dimensions"].as_array().unwrap() {
            for name in set.as_array().unwrap() {
                assert!(line[name.as_str().unwrap()].is_string(), "{name}");
            }
        }
        for metric in directive["Metrics"].as_array().unwrap() {
            assert!(
                line[metric["Name"].as_str().unwrap()].is_number(),
                "{metric}"
            );
        }
    }
}

#[tokio::test]
async fn a_request_is_one_line_with_its_id_and_the_masked_caller() {
    let stack = Stack::start().await;
    let mut function = stack.client_data().await;
    for _ in 0..2 {
        let event = ring(ROBIN);
        let invocation = function.invoke(&event).await;
        let lines = parse(&invocation.log);
        assert_eq!(lines.len(), 1, "{lines:#?}");
        let line = &lines[0];
        assert_eq!(line["message"], "request answered");
        assert_eq!(line["level"], "INFO");
        assert_eq!(line["user_id"], "+1202•••0143");
        assert_eq!(line["status"], 200);
        assert_eq!(line["request_id"], event["requestContext"]["requestId"]);
        assert_eq!(
            line["_aws"]["CloudWatchMetrics"][0]["Namespace"],
            "AgenticMemories"
        );
    }
}

#[tokio::test]
async fn the_request_id_is_that_of_api_gateway_and_not_of_the_client() {
    let stack = Stack::start().await;
    let event = HttpEvent::new("POST", "/client-data")
        .header("x-request-id", "of-a-client")
        .text("{}")
        .build();
    let mut function = stack.client_data().await;
    let invocation = function.invoke(&event).await;
    let line = &parse(&invocation.log)[0];
    assert_eq!(line["request_id"], event["requestContext"]["requestId"]);
}

#[tokio::test]
async fn a_rejected_request_is_a_warning_with_its_code() {
    let stack = Stack::start().await;
    let mut function = stack.client_data().await;
    let response = function
        .send(&HttpEvent::new("POST", "/client-data").text("{}"))
        .await;
    let line = &response.log[0];
    assert_eq!(
        (&line["level"], &line["code"]),
        (&"WARN".into(), &"unauthorized".into())
    );
}

#[tokio::test]
async fn an_error_is_logged_with_its_ids_at_every_level() {
    let stack = Stack::start().await;
    let quiet = |binary| {
        let function = stack.function(binary).env("AWS_LAMBDA_LOG_LEVEL", "ERROR");
        RunningFunction::start(function)
    };
    let event = post_call(&call("conv_1", ROBIN, "My dog is called Biscuit."));
    let mut function = quiet(env!("CARGO_BIN_EXE_post-call")).await;
    function.invoke(&event.build()).await;
    stack.aws.with_state(|aws| {
        aws.queue_fails = true;
        aws.ledger_fails = true;
    });
    let failed = function.send(&event).await;
    assert_eq!(failed.log[0]["conversation_id"], "conv_1");
    assert_eq!(failed.log[0]["request_id"], failed.body["request_id"]);

    let mut worker = quiet(env!("CARGO_BIN_EXE_post-call-worker")).await;
    let invocation = worker.invoke(&batch(&stack.messages()).build()).await;
    let line = &parse(&invocation.log)[0];
    assert_eq!(line["conversation_id"], "conv_1");
    assert_eq!(line["message_id"], "message-0");
}

#[tokio::test]
async fn the_configured_level_is_respected() {
    let stack = Stack::start().await;
    let function = stack.function(env!("CARGO_BIN_EXE_client-data"));
    let mut quiet = function
        .env("AWS_LAMBDA_LOG_LEVEL", "WARN")
        .start()
        .await
        .unwrap();
    let invocation = quiet.invoke(&ring(ROBIN)).await.unwrap();
    assert_eq!(invocation.http().unwrap().status, 200);
    assert!(invocation.log.is_empty(), "{:#?}", invocation.log);
}

#[tokio::test]
async fn the_line_of_a_finished_call_has_its_conversation() {
    let stack = Stack::start().await;
    let mut function = stack.post_call().await;
    let response = function
        .send(&post_call(&call("conv_1", ROBIN, "It leaks.")))
        .await;
    assert_eq!(response.log[0]["conversation_id"], "conv_1");
}

#[tokio::test]
async fn the_level_trace_reveals_no_secret_either() {
    let stack = Stack::start().await;
    let tracing = |binary| {
        let function = stack.function(binary).env("AWS_LAMBDA_LOG_LEVEL", "TRACE");
        RunningFunction::start(function)
    };
    let event = call("conv_1", ROBIN, "My dog is called Biscuit.");
    // `invoke` checks the log.
    let mut accept = tracing(env!("CARGO_BIN_EXE_post-call")).await;
    accept.invoke(&post_call(&event).build()).await;
    let mut worker = tracing(env!("CARGO_BIN_EXE_post-call-worker")).await;
    worker.invoke(&batch(&stack.messages()).build()).await;
    let mut client_data = tracing(env!("CARGO_BIN_EXE_client-data")).await;
    client_data.invoke(&ring(ROBIN)).await;
    let mut retrieve = tracing(env!("CARGO_BIN_EXE_retrieve")).await;
    retrieve.invoke(&search(ROBIN, "dog").build()).await;
}

#[tokio::test]
async fn a_processed_message_and_a_returned_message_are_a_line_each() {
    let stack = Stack::start().await;
    let sent = stack
        .enqueue(&[call("conv_1", ROBIN, "My dog is called Biscuit.")])
        .await
        .remove(0);
    let mut worker = stack.worker().await;
    let event = SqsEvent::new()
        .message(message(&sent).id("fine"))
        .message(SqsMessage::new("no envelope").id("poison").received(3));
    let invocation = worker.invoke(&event.build()).await;
    let lines = parse(&invocation.log);
    let of = |id: &str| {
        let mut of = lines.iter().filter(|line| line["message_id"] == id);
        let line = of.next().unwrap();
        assert!(of.next().is_none(), "{lines:#?}");
        line
    };
    assert_eq!(
        (&of("fine")["level"], &of("fine")["message"]),
        (&"INFO".into(), &"message processed".into())
    );
    assert_eq!(of("fine")["conversation_id"], "conv_1");
    let poison = of("poison");
    assert_eq!(
        (&poison["level"], &poison["received"]),
        (&"ERROR".into(), &3.into())
    );
    assert!(
        poison["error"].as_str().unwrap().contains("is invalid"),
        "{poison}"
    );
}

#[tokio::test]
async fn an_error_of_the_runtime_is_logged_without_the_event() {
    let stack = Stack::start().await;
    let mut function = stack.post_call().await;
    let event = HttpEvent::new("POST", "/post-call").claimed_base64("My dog is called Biscuit.");
    let invocation = function.invoke(&event.build()).await;
    assert!(invocation.reply().is_err());
    // `invoke` has checked the log; the function survives.
    let response = function
        .send(&post_call(&call("conv_1", ROBIN, "It leaks.")))
        .await;
    assert_eq!(response.status, 200);
}
