//! Requests as API Gateway hands them on.

use lambda_emulator::{HttpEvent, Outcome};
use rstest::rstest;
use serde_json::{Value, json};

use crate::stack::{Stack, WORKSPACE_KEY, ask, invoke, ring};

const ROBIN: &str = "+12025550143";

#[tokio::test]
async fn a_stranger_who_rings_gets_a_complete_answer() {
    let stack = Stack::start().await;
    let mut function = stack.client_data().await;
    let (status, body) = ask(&mut function, &ring(ROBIN)).await;
    assert_eq!(status, 200, "{body}");
    assert_eq!(body["user_id"], ROBIN);
    assert_eq!(body["dynamic_variables"]["is_returning_caller"], false);
}

#[rstest]
#[case::stage(ring(ROBIN).stage("prod"))]
#[case::trailing_slash(HttpEvent::new("POST", "/client-data/").header("x-workspace-key", WORKSPACE_KEY).text(r#"{"caller_id":"+12025550143"}"#))]
#[case::base64(HttpEvent::new("POST", "/client-data").header("x-workspace-key", WORKSPACE_KEY).base64(br#"{"caller_id":"+12025550143"}"#))]
#[case::header_case(HttpEvent::new("POST", "/client-data").header_as_is("X-Workspace-KEY", WORKSPACE_KEY).text(r#"{"caller_id":"+12025550143"}"#))]
#[tokio::test]
async fn what_api_gateway_does_to_a_request_changes_nothing(#[case] event: HttpEvent) {
    let stack = Stack::start().await;
    let mut function = stack.client_data().await;
    let (status, body) = ask(&mut function, &event).await;
    assert_eq!((status, &body["user_id"]), (200, &json!(ROBIN)), "{body}");
}

#[rstest]
#[case::wrong_path(HttpEvent::new("POST", "/elsewhere"), 404, "not_found")]
#[case::wrong_method(HttpEvent::new("GET", "/client-data"), 405, "method_not_allowed")]
#[case::no_key(HttpEvent::new("POST", "/client-data").text("{}"), 401, "unauthorized")]
#[case::no_json(HttpEvent::new("POST", "/client-data").header("x-workspace-key", WORKSPACE_KEY).text("{"), 400, "invalid_json")]
#[case::another_function(HttpEvent::new("POST", "/retrieve").text("{}"), 404, "not_found")]
#[tokio::test]
async fn a_request_that_cannot_be_answered_gets_the_error_of_every_front_door(
    #[case] event: HttpEvent,
    #[case] status: u16,
    #[case] code: &str,
) {
    let stack = Stack::start().await;
    let mut function = stack.client_data().await;
    let event = event.build();
    let answer = invoke(&mut function, &event).await.http().unwrap();
    assert_eq!(answer.status, status);
    let body: Value = answer.json().unwrap();
    assert_eq!(body["code"], code, "{body}");
    assert_eq!(body["request_id"], event["requestContext"]["requestId"]);
}

#[rstest]
#[case::malformed_base64(HttpEvent::new("POST", "/client-data").claimed_base64("!not base64!").build())]
#[case::no_request(json!({"Records": []}))]
#[tokio::test]
async fn what_no_api_gateway_sends_is_an_error_and_the_function_lives(#[case] event: Value) {
    let stack = Stack::start().await;
    let mut function = stack.client_data().await;
    let outcome = invoke(&mut function, &event).await.outcome;
    assert!(matches!(outcome, Outcome::FunctionError(_)), "{outcome}");
    let (status, _) = ask(&mut function, &ring(ROBIN)).await;
    assert_eq!(status, 200);
}

#[tokio::test]
async fn a_search_is_answered_by_either_method() {
    let stack = Stack::start().await;
    let mut function = stack.retrieve().await;
    let by_url = HttpEvent::new("GET", "/retrieve").query("query=dog&user_id=%2B12025550143");
    let by_body =
        HttpEvent::new("POST", "/retrieve").text(r#"{"query":"dog","user_id":"+12025550143"}"#);
    for event in [by_url, by_body] {
        let (status, body) = ask(&mut function, &event).await;
        assert_eq!((status, &body["memories"]), (200, &json!([])), "{body}");
    }
}

#[tokio::test]
async fn a_function_is_frozen_after_its_reply_and_answers_the_next_request() {
    let stack = Stack::start().await;
    let mut function = stack.client_data().await;
    for _ in 0..3 {
        ask(&mut function, &ring(ROBIN)).await;
        assert!(function.is_frozen().unwrap());
    }
}

#[tokio::test]
async fn a_request_is_one_line_of_the_log_which_is_a_metric_and_names_nobody() {
    let stack = Stack::start().await;
    let mut function = stack.client_data().await;
    ask(&mut function, &ring(ROBIN)).await;
    ask(&mut function, &ring(ROBIN)).await;
    let log = function.log();
    assert!(!log.join("\n").contains(ROBIN), "{log:#?}");
    let lines: Vec<Value> = log
        .iter()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(lines.len(), 2, "{log:#?}");
    for line in lines {
        assert_eq!(line["message"], "request answered");
        assert_eq!(line["level"], "INFO");
        assert_eq!(line["function"], "AgenticMemoriesTest");
        assert_eq!(line["user_id"], "+1202•••0143");
        assert!(line["request_id"].is_string());
        assert!(line["duration_ms"].is_number());
        let directive = &line["_aws"]["CloudWatchMetrics"][0];
        assert_eq!(directive["Namespace"], "AgenticMemories");
    }
}
