//! Requests as API Gateway forwards them.

use lambda_emulator::{HttpEvent, Outcome};
use rstest::rstest;
use serde_json::{Value, json};

use crate::{
    fixtures::{fixture, names},
    stack::{HMAC_KEY, ROBIN, Stack, WORKSPACE_KEY, call, ring, ring_with, search},
};

/// The smallest request body.
const CALLER: &str = r#"{"caller_id":"+12025550143"}"#;

fn plain(path: &str) -> HttpEvent {
    HttpEvent::new("POST", path).header("x-workspace-key", WORKSPACE_KEY)
}

#[tokio::test]
async fn an_unknown_caller_gets_a_complete_response() {
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
async fn every_initiation_fixture_is_answered() {
    let stack = Stack::start().await;
    let mut function = stack.client_data().await;
    for name in names(&["init_request"]) {
        let response = function.send(&ring_with(fixture(&name))).await;
        assert_eq!(response.status, 200, "{name}: {}", response.body);
        assert_eq!(response.body["memories"], json!([]), "{name}");
    }
}

#[rstest]
#[case::stage(plain("/client-data").text(CALLER).stage("prod"))]
#[case::trailing_slash(plain("/client-data/").text(CALLER))]
#[case::stage_and_slash(plain("/client-data/").text(CALLER).stage("prod"))]
#[case::base64(plain("/client-data").base64(CALLER))]
#[case::other_letters(plain("/client-data").header("x-agent-name", "Zoë 🐕").text(CALLER))]
#[case::header_case(HttpEvent::new("POST", "/client-data").header_as_is("X-Workspace-KEY", WORKSPACE_KEY).text(CALLER))]
#[tokio::test]
async fn what_api_gateway_does_to_a_request_has_no_effect(#[case] event: HttpEvent) {
    let stack = Stack::start().await;
    let response = stack.client_data().await.send(&event).await;
    assert_eq!(response.status, 200, "{}", response.body);
    assert_eq!(response.body["user_id"], ROBIN);
}

#[rstest]
#[case::wrong_path(plain("/elsewhere"), 404, "not_found")]
#[case::wrong_method(HttpEvent::new("GET", "/client-data"), 405, "method_not_allowed")]
#[case::no_key(HttpEvent::new("POST", "/client-data").text(CALLER), 401, "unauthorized")]
#[case::no_json(plain("/client-data").text("{"), 400, "invalid_json")]
#[case::no_body(plain("/client-data"), 400, "invalid_json")]
#[case::too_large(plain("/client-data").text(" ".repeat(70_000)), 413, "body_too_large")]
#[case::another_function(plain("/retrieve").text("{}"), 404, "not_found")]
#[tokio::test]
async fn an_invalid_request_gets_the_error_of_the_server(
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
async fn an_invalid_event_is_an_error_and_the_function_survives(#[case] event: Value) {
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
async fn a_preflight_request_is_answered() {
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
async fn a_search_may_be_sent_by_get_and_by_post() {
    let stack = Stack::start().await;
    stack
        .ingest(&[call("conv_1", ROBIN, "My dog is called Biscuit.")])
        .await;
    let mut function = stack.retrieve().await;
    let by_url =
        HttpEvent::new("GET", "/retrieve").query("query=name+of+the+dog&user_id=%2B12025550143");
    for event in [
        by_url.clone(),
        by_url.stage("prod"),
        search(ROBIN, "name of the dog"),
    ] {
        let response = function.send(&event).await;
        assert_eq!(response.status, 200, "{}", response.body);
        let found = response.body["memories"].as_array().unwrap();
        assert!((1..=3).contains(&found.len()), "{found:?}");
        assert!(
            found[0]["memory"].as_str().unwrap().contains("Biscuit"),
            "{found:?}"
        );
    }
}

#[tokio::test]
async fn the_search_fixture_finds_a_memory_of_the_call_fixture() {
    let stack = Stack::start().await;
    stack
        .ingest(&[fixture("01_twilio_inbound_transcription.json")])
        .await;
    let event =
        HttpEvent::new("POST", "/retrieve").text(fixture("tool_request_search_memory.json"));
    let response = stack.retrieve().await.send(&event).await;
    let found = response.body["memories"].to_string();
    assert!(found.contains("boiler"), "{found}");
}

#[tokio::test]
async fn each_endpoint_has_its_own_key() {
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
async fn an_outage_of_the_platform_is_a_bad_gateway() {
    let stack = Stack::start().await;
    let down = mem0_server::Fault::new(mem0_server::Failure::Status(503));
    stack.mem0.plan(down);
    let response = stack
        .client_data()
        .await
        .send(&ring_with(CALLER.to_owned()))
        .await;
    assert_eq!(
        (response.status.as_u16(), &response.body["code"]),
        (502, &json!("memory_upstream_error"))
    );
    // The failed check of the account is another line.
    assert!(response.log.iter().any(|line| line["level"] == "ERROR"));
}
