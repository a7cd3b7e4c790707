//! Whole calls against the real service, and against deployments that fail.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

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

/// What a deployment was asked: each path, and the headers beside it.
type Asked = Arc<Mutex<Vec<(&'static str, HeaderMap)>>>;

/// A deployment that answers every request in form and remembers nothing; its
/// searches have a status.
async fn forgetful(searches: StatusCode) -> (String, Asked) {
    let asked = Asked::default();
    let note = |path: &'static str, status: StatusCode, answer: Value| {
        post(
            async move |State(asked): State<Asked>, headers: HeaderMap| {
                asked.lock().unwrap().push((path, headers));
                (status, Json(answer))
            },
        )
    };
    let variables = json!({ "secret__memory_token": "v4.local.token" });
    let ring = json!({ "memories": [], "dynamic_variables": variables });
    let router = Router::new()
        .route("/client-data", note("ring", StatusCode::OK, ring))
        .route(
            "/retrieve",
            note("search", searches, json!({ "memories": [] })),
        )
        .route(
            "/post-call",
            note("hang-up", StatusCode::OK, json!({ "status": "ok" })),
        )
        .with_state(Arc::clone(&asked));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async { axum::serve(listener, router).await });
    (url, asked)
}

async fn against(url: String, more: &[&'static str]) -> Output {
    let more = more.to_vec();
    spawn_blocking(move || load_test(&[&["--url", &url], &more[..]].concat()))
        .await
        .unwrap()
}

#[test]
fn every_call_the_real_service_acknowledges_is_remembered() {
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
        "Searches that found something: 60 of 60.",
        "Acknowledged and remembered: 30 of 30 calls.",
    ] {
        assert!(table.contains(line), "{line} is not in\n{table}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_call_is_played_as_the_platform_plays_it() {
    let (url, asked) = forgetful(StatusCode::OK).await;
    let more = &[
        "--calls=1",
        "--callers=1",
        "--concurrency=1",
        "--searches=2",
        "--rate=1000",
    ];
    let output = against(url, more).await;
    assert!(output.status.success(), "{output:#?}");
    let asked = asked.lock().unwrap();
    let one_call = ["ring", "search", "search", "hang-up"];
    let paths: Vec<&str> = asked.iter().map(|(path, _)| *path).collect();
    assert_eq!(paths, [one_call, one_call].concat());
    for (path, headers) in asked.iter() {
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
async fn a_call_that_was_acknowledged_and_not_remembered_is_a_failure() {
    let (url, _) = forgetful(StatusCode::OK).await;
    let output = against(
        url,
        &["--calls=20", "--callers=10", "--verify", "--patience=0"],
    )
    .await;
    assert_eq!(output.status.code(), Some(1));
    let told = text(&output.stdout);
    assert!(
        told.contains("Acknowledged and remembered: 0 of 30 calls."),
        "{told}"
    );
    assert!(
        told.contains("30 acknowledged calls are not remembered"),
        "{told}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_failed_request_before_measuring_ends_the_test() {
    let (url, asked) = forgetful(StatusCode::SERVICE_UNAVAILABLE).await;
    let output = against(url, &SMALL).await;
    assert_eq!(output.status.code(), Some(1));
    assert!(
        text(&output.stderr).contains("30 status 503"),
        "{output:#?}"
    );
    let asked = asked.lock().unwrap();
    let rings = asked.iter().filter(|(path, _)| *path == "ring").count();
    assert_eq!(rings, 10, "the callers' first calls, and no other");
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_listening_is_a_failure() {
    let output = against("http://127.0.0.1:1".to_owned(), &SMALL).await;
    assert_eq!(output.status.code(), Some(1));
    assert!(
        text(&output.stderr).contains("10 not connected"),
        "{output:#?}"
    );
}

#[test]
fn a_host_that_is_not_this_machine_is_not_loaded_by_a_typing_error() {
    for host in ["memory.invalid", "memory.example.com"] {
        let output = load_test(&[
            &format!("--url=https://{host}"),
            "--yes-load-host=other.example.com",
        ]);
        assert_eq!(output.status.code(), Some(1));
        let refusal = text(&output.stderr);
        assert!(
            refusal.contains(&format!("--yes-load-host {host}")),
            "{refusal}"
        );
        assert!(output.stdout.is_empty());
    }
}
