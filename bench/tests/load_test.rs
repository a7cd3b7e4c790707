//! The load test against the real service and against faulty deployments.
#![allow(clippy::unwrap_used, reason = "a failed assumption fails the test")]

use std::{
    path::Path,
    process::{Command, Output},
    sync::{Arc, Mutex},
};

use axum::{
    Json, Router,
    extract::State,
    http::{HeaderMap, StatusCode},
    routing::post,
};
use serde_json::{Value, json};
use tokio::{net::TcpListener, task::spawn_blocking};

const LOAD_TEST: &str = env!("CARGO_BIN_EXE_load-test");

fn load_test(arguments: &[&str]) -> Output {
    Command::new(LOAD_TEST)
        .env_clear()
        .env("ELEVENLABS_WORKSPACE_KEY", "workspace-key")
        .env("RETRIEVE_API_KEY", "retrieve-key")
        .env("ELEVENLABS_HMAC_KEY", "wsec_new, wsec_old")
        .args(arguments)
        .output()
        .unwrap()
}

const SMALL: [&str; 3] = ["--calls=20", "--callers=10", "--concurrency=4"];

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// The received requests: endpoint and headers.
type Received = Arc<Mutex<Vec<(&'static str, HeaderMap)>>>;

/// A deployment that sends valid responses but stores nothing. Searches respond with
/// `search_status`.
async fn start_forgetful(search_status: StatusCode) -> (String, Received) {
    let received = Received::default();
    let record = |path: &'static str, status: StatusCode, reply: Value| {
        post(
            async move |State(received): State<Received>, headers: HeaderMap| {
                received.lock().unwrap().push((path, headers));
                (status, Json(reply))
            },
        )
    };
    let variables = json!({ "secret__memory_token": "v4.local.token" });
    let client_data = json!({ "memories": [], "dynamic_variables": variables });
    let router = Router::new()
        .route("/client-data", record("ring", StatusCode::OK, client_data))
        .route(
            "/retrieve",
            record("search", search_status, json!({ "memories": [] })),
        )
        .route(
            "/post-call",
            record("hang-up", StatusCode::OK, json!({ "status": "ok" })),
        )
        .with_state(Arc::clone(&received));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async { axum::serve(listener, router).await });
    (url, received)
}

async fn run_against(url: String, options: &[&'static str]) -> Output {
    let options = options.to_vec();
    spawn_blocking(move || load_test(&[&["--url", &url], &options[..]].concat()))
        .await
        .unwrap()
}

#[test]
fn the_real_service_stores_every_acknowledged_call() {
    let service = Path::new(LOAD_TEST).with_file_name("agentic-memories");
    assert!(
        service.is_file(),
        "`cargo build -p agentic-memories` first, or test the whole workspace, which builds it"
    );
    let output = load_test(&SMALL);
    let table = text(&output.stdout);
    assert!(output.status.success(), "{output:#?}");
    for line in [
        "| ring: `/client-data` | 20 | 0 |",
        "| search: `/retrieve` | 60 | 0 |",
        "| hang-up: `/post-call` | 20 | 0 |",
        "| whole call | 20 | 0 |",
        "Searches with results: 60 of 60.",
        "Acknowledged and stored: 30 of 30 calls.",
    ] {
        assert!(table.contains(line), "{line} is not in\n{table}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_call_sends_the_requests_of_elevenlabs() {
    let (url, received) = start_forgetful(StatusCode::OK).await;
    let options = &[
        "--calls=1",
        "--callers=1",
        "--concurrency=1",
        "--searches=2",
        "--rate=1000",
    ];
    let output = run_against(url, options).await;
    assert!(output.status.success(), "{output:#?}");
    let received = received.lock().unwrap();
    let one_call = ["ring", "search", "search", "hang-up"];
    let paths: Vec<&str> = received.iter().map(|(path, _)| *path).collect();
    assert_eq!(paths, [one_call, one_call].concat());
    for (path, headers) in received.iter() {
        let has = |name: &str, value: &str| headers.get(name).is_some_and(|got| got == value);
        match *path {
            "ring" => assert!(has("x-workspace-key", "workspace-key")),
            "search" => {
                assert!(has("x-api-key", "retrieve-key"));
                assert!(has("x-memory-token", "v4.local.token"));
            }
            _ => assert!(headers.contains_key("elevenlabs-signature")),
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_acknowledged_call_that_was_not_stored_is_a_failure() {
    let (url, _) = start_forgetful(StatusCode::OK).await;
    let output = run_against(
        url,
        &[
            "--calls=20",
            "--callers=10",
            "--verify",
            "--verify-timeout=0",
        ],
    )
    .await;
    assert_eq!(output.status.code(), Some(1));
    let stdout = text(&output.stdout);
    assert!(
        stdout.contains("Acknowledged and stored: 0 of 30 calls."),
        "{stdout}"
    );
    assert!(
        stdout.contains("30 acknowledged calls were not stored"),
        "{stdout}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_failed_request_during_the_warm_up_stops_the_test() {
    let (url, received) = start_forgetful(StatusCode::SERVICE_UNAVAILABLE).await;
    let output = run_against(url, &SMALL).await;
    assert_eq!(output.status.code(), Some(1));
    assert!(
        text(&output.stderr).contains("30 status 503"),
        "{output:#?}"
    );
    let received = received.lock().unwrap();
    let rings = received.iter().filter(|(path, _)| *path == "ring").count();
    assert_eq!(rings, 10, "only the warm-up calls");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unreachable_deployment_is_a_failure() {
    let output = run_against("http://127.0.0.1:1".to_owned(), &SMALL).await;
    assert_eq!(output.status.code(), Some(1));
    assert!(
        text(&output.stderr).contains("10 not connected"),
        "{output:#?}"
    );
}

#[test]
fn a_remote_host_must_be_confirmed() {
    for host in ["memory.invalid", "memory.example.com"] {
        let output = load_test(&[
            &format!("--url=https://{host}"),
            "--yes-load-host=other.example.com",
        ]);
        assert_eq!(output.status.code(), Some(1));
        let error = text(&output.stderr);
        assert!(
            error.contains(&format!("--yes-load-host {host}")),
            "{error}"
        );
        assert!(output.stdout.is_empty());
    }
}
