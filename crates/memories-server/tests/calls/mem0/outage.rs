//! The platform is down.

use std::time::{Duration, Instant};

use mem0_server::{Failure, Fault};
use rstest::rstest;
use serde_json::{Value, json};
use tokio::time::timeout;

use super::{LIST, Mem0, TIMEOUT};
use crate::service::{AGENT, ROBIN, WORKSPACE_KEY, error_reply, texts};

const LONG: Duration = Duration::from_mins(1);

/// Requests `/client-data`; returns status, code and message of the error.
async fn failed_ring(mem0: &Mem0) -> (u16, String, String) {
    let request = json!({"caller_id": ROBIN, "agent_id": AGENT});
    let ring = mem0.service.client_data(&request).send();
    error_reply(ring.await.unwrap()).await
}

async fn readiness(mem0: &Mem0) -> (u16, Value) {
    let response = mem0.service.get("/readyz").send().await.unwrap();
    (response.status().as_u16(), response.json().await.unwrap())
}

/// The circuit breaker stays open for longer than a test takes.
async fn with_long_open_interval(failure: Failure) -> Mem0 {
    // A short timeout is needed only where it elapses; elsewhere a busy machine must not reach it.
    let timeout = match failure {
        Failure::Slow(_) => TIMEOUT,
        _ => "5",
    };
    let mem0 = Mem0::with(&[("MEMORY_TIMEOUT", timeout)], |mut options| {
        options.circuit_breaker.min_open = Duration::from_mins(5);
        options.circuit_breaker.max_open = Duration::from_mins(5);
        options
    })
    .await;
    mem0.server.plan(Fault::new(failure));
    mem0
}

#[rstest]
#[case::hangs(Failure::Slow(LONG), 504, "memory_timeout")]
#[case::unavailable(Failure::Status(503), 502, "memory_upstream_error")]
#[case::reset(Failure::Reset, 502, "memory_upstream_error")]
#[case::truncated(Failure::Truncated, 502, "memory_upstream_error")]
#[case::not_json(Failure::NotJson, 502, "memory_upstream_error")]
#[case::wrong_key(Failure::Status(401), 502, "memory_upstream_error")]
#[tokio::test]
async fn a_platform_that_is_down_is_an_error_by_default(
    #[case] failure: Failure,
    #[case] status: u16,
    #[case] code: &str,
) {
    let mem0 = with_long_open_interval(failure).await;
    let (actual_status, actual_code, _) = failed_ring(&mem0).await;
    assert_eq!((actual_status, actual_code.as_str()), (status, code));
}

#[tokio::test]
async fn with_degrade_a_call_goes_on_without_memories() {
    let variables = [
        ("MEMORY_TIMEOUT", TIMEOUT),
        ("ON_MEMORY_FAILURE", "degrade"),
        ("DYNAMIC_VARIABLES", r#"{"plan": "none"}"#),
    ];
    let mem0 = Mem0::with(&variables, |options| options).await;
    mem0.add(ROBIN, ["Robin plays chess.".to_owned()]).await;
    mem0.server.plan(Fault::new(Failure::Status(503)));
    let reply = mem0.service.ring(ROBIN).await;
    assert_eq!(reply["memories"], json!([]));
    assert_eq!(reply["dynamic_variables"]["plan"], "none");
    assert_eq!(reply["dynamic_variables"]["is_returning_caller"], false);
    let found = mem0.service.search(ROBIN, "chess").await;
    assert_eq!(found["memories"], json!([]));
}

#[tokio::test]
async fn after_several_timeouts_the_platform_is_not_asked_and_the_reply_is_immediate() {
    let mem0 = with_long_open_interval(Failure::Slow(LONG)).await;
    for _ in 0..3 {
        assert_eq!(failed_ring(&mem0).await.0, 504);
    }
    let requests = mem0.server.received().len();
    let started = Instant::now();
    let (status, _, message) = failed_ring(&mem0).await;
    let elapsed = started.elapsed();
    assert_eq!(status, 502, "{message}");
    assert!(elapsed < Duration::from_millis(100), "{elapsed:?}");
    assert_eq!(mem0.server.received().len(), requests);
}

#[tokio::test]
async fn readiness_reports_when_the_platform_will_be_asked_again() {
    let mem0 = with_long_open_interval(Failure::Reset).await;
    for _ in 0..3 {
        failed_ring(&mem0).await;
    }
    let (status, body) = readiness(&mem0).await;
    assert_eq!((status, &body["code"]), (503, &json!("not_ready")));
    let message = body["error"].as_str().unwrap();
    assert!(
        message.contains("the request was not sent; the next attempt is in"),
        "{message}"
    );
}

#[tokio::test]
async fn a_platform_that_recovers_is_detected_without_a_restart() {
    let mem0 = Mem0::start().await;
    mem0.add(ROBIN, ["Robin plays chess.".to_owned()]).await;
    mem0.server.plan(Fault::new(Failure::Reset));
    for _ in 0..3 {
        failed_ring(&mem0).await;
    }
    assert_eq!(readiness(&mem0).await.0, 503);
    mem0.server.clear_faults();
    let ready = async { while readiness(&mem0).await.0 != 200 {} };
    timeout(Duration::from_secs(10), ready)
        .await
        .expect("the platform is never asked again");
    let reply = mem0.service.ring(ROBIN).await;
    assert_eq!(texts(&reply["memories"]), ["Robin plays chess."]);
}

#[tokio::test]
async fn a_short_retry_after_is_honoured_within_the_request() {
    let mem0 = Mem0::with(&[], |options| options).await;
    mem0.add(ROBIN, ["Robin plays chess.".to_owned()]).await;
    let busy = Fault::new(Failure::TooManyRequests(1)).on(LIST).times(1);
    mem0.server.plan(busy);
    let started = Instant::now();
    let reply = mem0.service.ring(ROBIN).await;
    assert_eq!(texts(&reply["memories"]), ["Robin plays chess."]);
    assert!(started.elapsed() >= Duration::from_secs(1));
}

#[tokio::test]
async fn a_long_retry_after_fails_at_once_and_does_not_open_the_circuit() {
    let mem0 = Mem0::with(&[("MEMORY_TIMEOUT", "5")], |options| options).await;
    mem0.server.plan(Fault::new(Failure::TooManyRequests(60)));
    for _ in 0..4 {
        let started = Instant::now();
        let (status, code, message) = failed_ring(&mem0).await;
        assert_eq!((status, code.as_str()), (502, "memory_upstream_error"));
        assert!(message.contains("429"), "{message}");
        assert!(started.elapsed() < Duration::from_secs(2));
    }
    mem0.server.clear_faults();
    mem0.service.ring(ROBIN).await;
}

#[tokio::test]
async fn an_error_reply_contains_neither_the_key_nor_the_caller() {
    let mem0 = with_long_open_interval(Failure::Status(401)).await;
    let (_, _, message) = failed_ring(&mem0).await;
    assert!(message.contains("MEM0_API_KEY"), "{message}");
    for secret in [super::KEY, ROBIN, WORKSPACE_KEY] {
        assert!(!message.contains(secret), "{message}");
    }
}
