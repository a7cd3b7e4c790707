//! What the functions write.

use std::{collections::BTreeSet, sync::LazyLock};

use jiff::Timestamp;
use lambda_emulator::{HttpEvent, SqsEvent, SqsMessage};
use serde_json::Value;

use crate::{
    fixtures,
    running::Running,
    stack::{
        HMAC_KEY, MEM0_KEY, ROBIN, Stack, WORKSPACE_KEY, batch, call, hang_up, message, ring,
        search,
    },
};

/// A text of the fixtures that is shorter could be in a log for other reasons.
const TELLING: usize = 16;

/// What nobody may find in a log.
static SECRETS: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
    let keys = [
        HMAC_KEY,
        MEM0_KEY,
        WORKSPACE_KEY,
        "wJalrXUtnFEMI",
        "example-session",
    ];
    let said_in_tests = ["Biscuit", "whistles", "cello", "+1202555", "2025550"];
    let mut secrets: BTreeSet<String> = keys
        .into_iter()
        .chain(said_in_tests)
        .map(str::to_owned)
        .collect();
    for (_, event) in fixtures::events() {
        let event: Value = serde_json::from_str(&event).unwrap();
        let data = event.get("data").unwrap_or(&event);
        words_of(&data["transcript"], &mut secrets);
        words_of(&data["analysis"], &mut secrets);
    }
    assert!(secrets.len() > 100);
    secrets
});

/// Every text in something that was said, and in what was made of it.
fn words_of(value: &Value, words: &mut BTreeSet<String>) {
    match value {
        Value::String(text) if text.contains(' ') && text.len() >= TELLING => {
            words.insert(text.clone());
        }
        Value::Array(values) => values.iter().for_each(|value| words_of(value, words)),
        Value::Object(fields) => fields.values().for_each(|value| words_of(value, words)),
        _ => {}
    }
}

/// Reads lines of a log, each of which has to be JSON that Lambda and `CloudWatch`
/// understand, and to keep its secrets.
pub(crate) fn read(lines: &[String]) -> Vec<Value> {
    lines.iter().map(|line| proper(line)).collect()
}

fn proper(line: &str) -> Value {
    for secret in &*SECRETS {
        assert!(!line.contains(secret.as_str()), "{secret} is in {line}");
    }
    let read: Value = serde_json::from_str(line).unwrap_or_else(|_| panic!("no JSON: {line}"));
    let text = |name: &str| {
        read[name]
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
        read["duration_ms"].is_number(),
        read["_aws"].is_object(),
        "{line}"
    );
    if read["_aws"].is_object() {
        assert_is_metric(&read);
    }
    read
}

/// Everything that the embedded metric format asks of a line.
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
async fn a_request_is_one_line_which_names_the_request_and_masks_the_caller() {
    let stack = Stack::start().await;
    let mut function = stack.client_data().await;
    for _ in 0..2 {
        let event = ring(ROBIN);
        let invocation = function.invoke(&event).await;
        let lines = read(&invocation.log);
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
async fn a_request_is_known_by_the_id_of_api_gateway_whatever_a_client_calls_it() {
    let stack = Stack::start().await;
    let event = HttpEvent::new("POST", "/client-data")
        .header("x-request-id", "of-a-client")
        .text("{}")
        .build();
    let mut function = stack.client_data().await;
    let invocation = function.invoke(&event).await;
    let line = &read(&invocation.log)[0];
    assert_eq!(line["request_id"], event["requestContext"]["requestId"]);
}

#[tokio::test]
async fn a_refused_request_is_a_warning_with_its_code() {
    let stack = Stack::start().await;
    let mut function = stack.client_data().await;
    let answer = function
        .answer(&HttpEvent::new("POST", "/client-data").text("{}"))
        .await;
    let line = &answer.log[0];
    assert_eq!(
        (&line["level"], &line["code"]),
        (&"WARN".into(), &"unauthorized".into())
    );
}

#[tokio::test]
async fn what_fails_is_told_with_its_ids_at_every_level() {
    let stack = Stack::start().await;
    let quiet = |binary| {
        let function = stack.function(binary).env("AWS_LAMBDA_LOG_LEVEL", "ERROR");
        Running::start(function)
    };
    let event = hang_up(&call("conv_1", ROBIN, "My dog is called Biscuit."));
    let mut post_call = quiet(env!("CARGO_BIN_EXE_post-call")).await;
    post_call.invoke(&event.build()).await;
    stack.aws.held(|held| {
        held.queue_is_down = true;
        held.ledger_is_down = true;
    });
    let refused = post_call.answer(&event).await;
    assert_eq!(refused.log[0]["conversation_id"], "conv_1");
    assert_eq!(refused.log[0]["request_id"], refused.body["request_id"]);

    let mut worker = quiet(env!("CARGO_BIN_EXE_post-call-worker")).await;
    let invocation = worker.invoke(&batch(&stack.messages()).build()).await;
    let line = &read(&invocation.log)[0];
    assert_eq!(line["conversation_id"], "conv_1");
    assert_eq!(line["message_id"], "message-0");
}

#[tokio::test]
async fn a_level_that_is_asked_for_is_kept_to() {
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
async fn a_finished_call_can_be_followed_by_its_conversation() {
    let stack = Stack::start().await;
    let mut function = stack.post_call().await;
    let answer = function
        .answer(&hang_up(&call("conv_1", ROBIN, "Hello.")))
        .await;
    assert_eq!(answer.log[0]["conversation_id"], "conv_1");
}

#[tokio::test]
async fn the_most_talkative_level_tells_no_secret_either() {
    let stack = Stack::start().await;
    let talkative = |binary| {
        let function = stack.function(binary).env("AWS_LAMBDA_LOG_LEVEL", "TRACE");
        Running::start(function)
    };
    let event = call("conv_1", ROBIN, "My dog is called Biscuit.");
    // The log is looked through after each.
    let mut post_call = talkative(env!("CARGO_BIN_EXE_post-call")).await;
    post_call.invoke(&hang_up(&event).build()).await;
    let mut worker = talkative(env!("CARGO_BIN_EXE_post-call-worker")).await;
    worker.invoke(&batch(&stack.messages()).build()).await;
    let mut client_data = talkative(env!("CARGO_BIN_EXE_client-data")).await;
    client_data.invoke(&ring(ROBIN)).await;
    let mut retrieve = talkative(env!("CARGO_BIN_EXE_retrieve")).await;
    retrieve.invoke(&search(ROBIN, "dog").build()).await;
}

#[tokio::test]
async fn a_learned_call_and_a_message_that_comes_back_are_a_line_each() {
    let stack = Stack::start().await;
    let learned = stack
        .queued(&[call("conv_1", ROBIN, "My dog is called Biscuit.")])
        .await
        .remove(0);
    let mut worker = stack.worker().await;
    let event = SqsEvent::new()
        .message(message(&learned).id("fine"))
        .message(SqsMessage::new("no envelope").id("poison").received(3));
    let invocation = worker.invoke(&event.build()).await;
    let lines = read(&invocation.log);
    let of = |id: &str| {
        let mut of = lines.iter().filter(|line| line["message_id"] == id);
        let line = of.next().unwrap();
        assert!(of.next().is_none(), "{lines:#?}");
        line
    };
    assert_eq!(
        (&of("fine")["level"], &of("fine")["message"]),
        (&"INFO".into(), &"message learned".into())
    );
    assert_eq!(of("fine")["conversation_id"], "conv_1");
    let poison = of("poison");
    assert_eq!(
        (&poison["level"], &poison["received"]),
        (&"ERROR".into(), &3.into())
    );
    assert!(
        poison["error"].as_str().unwrap().contains("cannot be read"),
        "{poison}"
    );
}

#[tokio::test]
async fn a_defect_in_the_runtime_is_a_line_without_what_was_sent() {
    let stack = Stack::start().await;
    let mut function = stack.post_call().await;
    let event = HttpEvent::new("POST", "/post-call").claimed_base64("My dog is called Biscuit.");
    let invocation = function.invoke(&event.build()).await;
    assert!(invocation.reply().is_err());
    // The log was read by `invoke`; the next request finds everything in order.
    let answer = function
        .answer(&hang_up(&call("conv_1", ROBIN, "Hello.")))
        .await;
    assert_eq!(answer.status, 200);
}
