//! Requests as API Gateway hands them on.

use lambda_emulator::{HttpEvent, Outcome};
use rstest::rstest;
use serde_json::{Value, json};

use crate::{
    fixtures::{fixture, named},
    stack::{HMAC_KEY, ROBIN, Stack, WORKSPACE_KEY, call, ring, ring_with, search},
};

/// Says who rings, and no more.
const WHO: &str = r#"{"caller_id":"+12025550143"}"#;

fn plain(path: &str) -> HttpEvent {
    HttpEvent::new("POST", path).header("x-workspace-key", WORKSPACE_KEY)
}

#[tokio::test]
async fn a_stranger_who_rings_gets_a_complete_answer() {
    let stack = Stack::start().await;
    let mut function = stack.client_data().await;
    let reply = function.invoke(&ring(ROBIN)).await.http().unwrap();
    let body: Value = reply.json().unwrap();
    assert_eq!(reply.status, 200, "{body}");
    assert_eq!(reply.header("content-type"), Some("application/json"));
    assert_eq!(body["type"], "conversation_initiation_client_data");
    assert_eq!(body["user_id"], ROBIN);
    assert_eq!(body["dynamic_variables"]["is_returning_caller"], false);
}

#[tokio::test]
async fn every_ring_of_the_wire_is_answered() {
    let stack = Stack::start().await;
    let mut function = stack.client_data().await;
    for name in named(&["init_request"]) {
        let answer = function.answer(&ring_with(fixture(&name))).await;
        assert_eq!(answer.status, 200, "{name}: {}", answer.body);
        assert_eq!(answer.body["memories"], json!([]), "{name}");
    }
}

#[rstest]
#[case::stage(plain("/client-data").text(WHO).stage("prod"))]
#[case::trailing_slash(plain("/client-data/").text(WHO))]
#[case::stage_and_slash(plain("/client-data/").text(WHO).stage("prod"))]
#[case::base64(plain("/client-data").base64(WHO))]
#[case::other_letters(plain("/client-data").header("x-agent-name", "Zoë 🐕").text(WHO))]
#[case::header_case(HttpEvent::new("POST", "/client-data").header_as_is("X-Workspace-KEY", WORKSPACE_KEY).text(WHO))]
#[tokio::test]
async fn what_api_gateway_does_to_a_request_changes_nothing(#[case] event: HttpEvent) {
    let stack = Stack::start().await;
    let answer = stack.client_data().await.answer(&event).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    assert_eq!(answer.body["user_id"], ROBIN);
}

#[rstest]
#[case::wrong_path(plain("/elsewhere"), 404, "not_found")]
#[case::wrong_method(HttpEvent::new("GET", "/client-data"), 405, "method_not_allowed")]
#[case::no_key(HttpEvent::new("POST", "/client-data").text(WHO), 401, "unauthorized")]
#[case::no_json(plain("/client-data").text("{"), 400, "invalid_json")]
#[case::no_body(plain("/client-data"), 400, "invalid_json")]
#[case::too_large(plain("/client-data").text(" ".repeat(70_000)), 413, "body_too_large")]
#[case::another_function(plain("/retrieve").text("{}"), 404, "not_found")]
#[tokio::test]
async fn a_request_that_cannot_be_answered_gets_the_error_of_every_front_door(
    #[case] event: HttpEvent,
    #[case] status: u16,
    #[case] code: &str,
) {
    let stack = Stack::start().await;
    let mut function = stack.client_data().await;
    let event = event.build();
    let reply = function.invoke(&event).await.http().unwrap();
    let body: Value = reply.json().unwrap();
    assert_eq!(reply.status, status, "{body}");
    assert_eq!(body["code"], code);
    assert!(body["error"].is_string());
    assert_eq!(body["request_id"], event["requestContext"]["requestId"]);
}

#[rstest]
#[case::malformed_base64(plain("/client-data").claimed_base64("!not base64!").build())]
#[case::no_uri(plain("/client-data").query("a=<b>").build())]
#[case::no_request(json!({"Records": []}))]
#[case::no_object(json!("hello"))]
#[tokio::test]
async fn what_no_api_gateway_sends_is_an_error_and_the_function_lives(#[case] event: Value) {
    let stack = Stack::start().await;
    let mut function = stack.client_data().await;
    let invocation = function.invoke(&event).await;
    let Outcome::FunctionError(_) = invocation.outcome else {
        panic!("{invocation:?}");
    };
    let reply = function.invoke(&ring(ROBIN)).await.http().unwrap();
    assert_eq!(reply.status, 200);
}

#[tokio::test]
async fn a_browser_may_ask_what_it_may_do() {
    let stack = Stack::start().await;
    let event = HttpEvent::new("OPTIONS", "/retrieve")
        .header("origin", "https://example.com")
        .header("access-control-request-method", "POST")
        .header("access-control-request-headers", "content-type");
    let mut function = stack.retrieve().await;
    let reply = function.invoke(&event.build()).await.http().unwrap();
    assert_eq!(reply.status, 200);
    assert_eq!(reply.header("access-control-allow-origin"), Some("*"));
    let methods = reply.header("access-control-allow-methods").unwrap();
    assert!(methods.contains("POST"), "{methods}");
}

#[tokio::test]
async fn a_search_is_answered_by_either_method() {
    let stack = Stack::start().await;
    stack
        .learn(&[call("conv_1", ROBIN, "My dog is called Biscuit.")])
        .await;
    let mut function = stack.retrieve().await;
    let by_url =
        HttpEvent::new("GET", "/retrieve").query("query=name+of+the+dog&user_id=%2B12025550143");
    for event in [
        by_url.clone(),
        by_url.stage("prod"),
        search(ROBIN, "name of the dog"),
    ] {
        let answer = function.answer(&event).await;
        assert_eq!(answer.status, 200, "{}", answer.body);
        let found = answer.body["memories"].as_array().unwrap();
        assert!((1..=3).contains(&found.len()), "{found:?}");
        assert!(
            found[0]["memory"].as_str().unwrap().contains("Biscuit"),
            "{found:?}"
        );
    }
}

#[tokio::test]
async fn the_search_of_the_wire_finds_what_the_call_of_the_wire_taught() {
    let stack = Stack::start().await;
    stack
        .learn(&[fixture("01_twilio_inbound_transcription.json")])
        .await;
    let event =
        HttpEvent::new("POST", "/retrieve").text(fixture("tool_request_search_memory.json"));
    let answer = stack.retrieve().await.answer(&event).await;
    let found = answer.body["memories"].to_string();
    assert!(found.contains("boiler"), "{found}");
}

#[tokio::test]
async fn each_function_wants_the_key_of_its_own_door() {
    let stack = Stack::start().await;
    let function = stack.function(env!("CARGO_BIN_EXE_retrieve"));
    let mut function = function
        .env("RETRIEVE_API_KEY", HMAC_KEY)
        .start()
        .await
        .unwrap();
    for (event, status) in [
        (search(ROBIN, "dog"), 401),
        (search(ROBIN, "dog").header("x-api-key", WORKSPACE_KEY), 401),
        (search(ROBIN, "dog").header("x-api-key", HMAC_KEY), 200),
    ] {
        let reply = function
            .invoke(&event.build())
            .await
            .unwrap()
            .http()
            .unwrap();
        assert_eq!(reply.status, status);
    }
}

#[tokio::test]
async fn a_platform_that_is_down_fails_a_ring_with_a_status_of_its_own() {
    let stack = Stack::start().await;
    let down = mem0_server::Fault::new(mem0_server::Failure::Status(503));
    stack.mem0.plan(down);
    let answer = stack
        .client_data()
        .await
        .answer(&ring_with(WHO.to_owned()))
        .await;
    assert_eq!(
        (answer.status.as_u16(), &answer.body["code"]),
        (502, &json!("memory_upstream_error"))
    );
    // That the account cannot be checked either is another line.
    assert!(answer.log.iter().any(|line| line["level"] == "ERROR"));
}
