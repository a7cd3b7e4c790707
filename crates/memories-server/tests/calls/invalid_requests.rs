//! An invalid request gets a status, a stable code and a helpful message.

use reqwest::Method;
use rstest::rstest;
use serde_json::json;

use crate::service::{ROBIN, Service, WORKSPACE_KEY, error_reply};

#[rstest]
#[case::empty("", 400, "invalid_json", "JSON")]
#[case::not_json("{caller", 400, "invalid_json", "JSON")]
#[case::no_object("[1]", 400, "invalid_field", "object")]
#[case::no_caller(r#"{"agent_id": "a"}"#, 400, "missing_field", "caller_id")]
#[case::caller_of_wrong_type(r#"{"caller_id": {"a": 1}}"#, 400, "invalid_field", "caller_id")]
#[tokio::test]
async fn an_invalid_client_data_request_is_rejected(
    #[case] body: &'static str,
    #[case] status: u16,
    #[case] code: &str,
    #[case] names: &str,
) {
    let service = Service::start().await;
    let request = service
        .post("/client-data")
        .header("X-Workspace-Key", WORKSPACE_KEY)
        .body(body);
    let rejected = error_reply(request.send().await.unwrap()).await;
    assert_eq!((rejected.0, rejected.1.as_str()), (status, code));
    assert!(rejected.2.contains(names), "{}", rejected.2);
}

#[rstest]
#[case::not_json("query=dog", 400, "invalid_json", "JSON")]
#[case::no_query(r#"{"user_id": "+12025550143"}"#, 400, "missing_field", "query")]
#[case::blank_query(
    r#"{"query": " ", "user_id": "+12025550143"}"#,
    400,
    "missing_field",
    "query"
)]
#[case::no_caller(r#"{"query": "dog"}"#, 400, "missing_field", "user_id")]
#[tokio::test]
async fn an_invalid_search_is_rejected(
    #[case] body: &'static str,
    #[case] status: u16,
    #[case] code: &str,
    #[case] names: &str,
) {
    let service = Service::start().await;
    let request = service
        .post("/retrieve")
        .header("Content-Type", "application/json")
        .body(body);
    let rejected = error_reply(request.send().await.unwrap()).await;
    assert_eq!((rejected.0, rejected.1.as_str()), (status, code));
    assert!(rejected.2.contains(names), "{}", rejected.2);
}

#[tokio::test]
async fn a_signed_event_that_is_not_json_is_rejected() {
    let service = Service::start().await;
    for body in ["", "hello", "{\"type\":"] {
        let rejected = error_reply(service.signed(body).send().await.unwrap()).await;
        assert_eq!((rejected.0, rejected.1.as_str()), (400, "invalid_json"));
    }
}

#[tokio::test]
async fn a_body_that_is_too_large_is_rejected() {
    let service = Service::start().await;
    let large = json!({"caller_id": ROBIN, "padding": "x".repeat(100_000)});
    let (status, code, _) = error_reply(service.client_data(&large).send().await.unwrap()).await;
    assert_eq!((status, code.as_str()), (413, "body_too_large"));
}

#[rstest]
#[case(Method::GET, "/client-data")]
#[case(Method::DELETE, "/retrieve")]
#[case(Method::GET, "/post-call")]
#[case(Method::POST, "/healthz")]
#[tokio::test]
async fn a_wrong_method_is_rejected(#[case] method: Method, #[case] path: &str) {
    let service = Service::start().await;
    let response = service
        .client
        .request(method, format!("{}{path}", service.url))
        .send()
        .await
        .unwrap();
    assert!(response.headers().contains_key("allow"));
    let (status, code, _) = error_reply(response).await;
    assert_eq!((status, code.as_str()), (405, "method_not_allowed"));
}

#[tokio::test]
async fn an_unknown_path_is_an_error_in_the_same_format() {
    let service = Service::start().await;
    let (status, code, error) = error_reply(service.get("/nowhere").send().await.unwrap()).await;
    assert_eq!((status, code.as_str()), (404, "not_found"));
    assert!(error.contains("/openapi.json"));
}

#[tokio::test]
async fn a_request_id_that_is_safe_to_log_is_kept_and_any_other_replaced() {
    let service = Service::start().await;
    for (given, is_kept) in [
        ("call-42", true),
        ("with space", false),
        (&"x".repeat(65), false),
    ] {
        let response = service
            .get("/healthz")
            .header("X-Request-Id", given)
            .send()
            .await
            .unwrap();
        assert_eq!(response.headers()["x-request-id"] == given, is_kept);
    }
}

#[tokio::test]
async fn browsers_may_call_from_any_origin() {
    let service = Service::start().await;
    let preflight = service
        .client
        .request(Method::OPTIONS, format!("{}/retrieve", service.url))
        .header("Origin", "https://operator.example")
        .header("Access-Control-Request-Method", "POST")
        .header("Access-Control-Request-Headers", "content-type,x-api-key")
        .send()
        .await
        .unwrap();
    assert_eq!(preflight.status(), 200);
    assert_eq!(preflight.headers()["access-control-allow-origin"], "*");
    assert!(
        preflight.headers()["access-control-allow-methods"]
            .to_str()
            .unwrap()
            .contains("POST")
    );
}

#[tokio::test]
async fn the_service_has_health_probes_and_a_description() {
    let service = Service::start().await;
    for path in ["/healthz", "/readyz"] {
        let health: serde_json::Value = service
            .get(path)
            .send()
            .await
            .unwrap()
            .json()
            .await
            .unwrap();
        assert_eq!(health, json!({"status": "ok"}));
    }
    let description: serde_json::Value = service
        .get("/openapi.json")
        .send()
        .await
        .unwrap()
        .json()
        .await
        .unwrap();
    let paths: Vec<&String> = description["paths"].as_object().unwrap().keys().collect();
    assert_eq!(
        paths,
        [
            "/client-data",
            "/healthz",
            "/post-call",
            "/readyz",
            "/retrieve"
        ]
    );
    let statuses = |path: &str, method: &str| -> Vec<String> {
        let responses = &description["paths"][path][method]["responses"];
        responses.as_object().unwrap().keys().cloned().collect()
    };
    let of_calls = [
        "200", "400", "401", "408", "413", "500", "502", "503", "504",
    ];
    assert_eq!(statuses("/client-data", "post"), of_calls);
    for method in ["get", "post"] {
        let described = statuses("/retrieve", method);
        for status in ["200", "400", "401", "429", "500", "502", "503", "504"] {
            assert!(
                described.iter().any(|code| code == status),
                "{method} {status}"
            );
        }
    }
    let of_events = ["200", "400", "401", "408", "413", "500", "503"];
    assert_eq!(statuses("/post-call", "post"), of_events);
}

#[rstest]
#[case::client_data("/client-data")]
#[case::retrieve("/retrieve")]
#[case::post_call("/post-call")]
#[case::healthz("/healthz")]
#[tokio::test]
async fn slashes_at_the_end_of_a_path_reach_the_same_route(#[case] path: &str) {
    let service = Service::start().await;
    let reply = async |path: String| {
        let url = format!("{}{path}", service.url);
        let body = json!({"caller_id": ROBIN, "query": "dog", "user_id": ROBIN});
        let request = service.client.post(url).json(&body);
        let reply = request
            .header("X-Workspace-Key", WORKSPACE_KEY)
            .send()
            .await
            .unwrap();
        let status = reply.status().as_u16();
        let reply: serde_json::Value = reply.json().await.unwrap();
        (status, reply["code"].clone(), reply["memories"].clone())
    };
    let expected = reply(path.to_owned()).await;
    assert_ne!(expected.0, 404);
    for slashes in ["/", "//", "/?a=b"] {
        assert_eq!(
            reply(format!("{path}{slashes}")).await,
            expected,
            "{slashes}"
        );
    }
}

#[tokio::test]
async fn another_path_is_not_found_with_or_without_slashes() {
    let service = Service::start().await;
    for path in ["/", "/calls", "/calls/", "/post-call/1"] {
        let (status, code, _) = error_reply(service.post(path).send().await.unwrap()).await;
        assert_eq!((status, code.as_str()), (404, "not_found"), "{path}");
    }
}
