//! A platform that is down.

use std::time::{Duration, Instant};

use mem0_server::{Failure, Fault};
use rstest::rstest;
use serde_json::{Value, json};
use tokio::time::{sleep, timeout};

use super::{LIST, Mem0, TIMEOUT};
use crate::running::{AGENT, ROBIN, WORKSPACE_KEY, refusal, texts};

const LONG: Duration = Duration::from_mins(1);

/// Rings, and tells status, code and sentence of the refusal.
async fn refused_ring(mem0: &Mem0) -> (u16, String, String) {
    let request = json!({"caller_id": ROBIN, "agent_id": AGENT});
    let ring = mem0.service.client_data(&request).send();
    refusal(ring.await.unwrap()).await
}

async fn readiness(mem0: &Mem0) -> (u16, Value) {
    let response = mem0.service.get("/readyz").send().await.unwrap();
    (response.status().as_u16(), response.json().await.unwrap())
}

/// The circuit stays open for longer than a test takes.
async fn with_long_pauses(failure: Failure) -> Mem0 {
    let mem0 = Mem0::with(&[("MEM0_TIMEOUT", TIMEOUT)], |mut options| {
        options.circuit.first_pause = Duration::from_mins(5);
        options.circuit.longest_pause = Duration::from_mins(5);
        options
    })
    .await;
    mem0.server.plan(Fault::new(failure));
    mem0
}

#[rstest]
#[case::silent(Failure::Slow(LONG), 504, "memory_timeout")]
#[case::unavailable(Failure::Status(503), 502, "memory_upstream_error")]
#[case::reset(Failure::Reset, 502, "memory_upstream_error")]
#[case::cut_off(Failure::Truncated, 502, "memory_upstream_error")]
#[case::a_gateways_page(Failure::NotJson, 502, "memory_upstream_error")]
#[case::wrong_key(Failure::Status(401), 502, "memory_upstream_error")]
#[tokio::test]
async fn a_platform_that_is_down_is_an_error_by_default(
    #[case] failure: Failure,
    #[case] status: u16,
    #[case] code: &str,
) {
    let mem0 = with_long_pauses(failure).await;
    let (told_status, told_code, _) = refused_ring(&mem0).await;
    assert_eq!((told_status, told_code.as_str()), (status, code));
}

#[tokio::test]
async fn a_call_goes_on_without_memories_where_that_is_wanted() {
    let variables = [
        ("MEM0_TIMEOUT", TIMEOUT),
        ("ON_MEMORY_FAILURE", "degrade"),
        ("DYNAMIC_VARIABLES", r#"{"plan": "none"}"#),
    ];
    let mem0 = Mem0::with(&variables, |options| options).await;
    mem0.knows(ROBIN, ["Robin plays chess.".to_owned()]).await;
    mem0.server.plan(Fault::new(Failure::Status(503)));
    let reply = mem0.service.ring(ROBIN).await;
    assert_eq!(reply["memories"], json!([]));
    assert_eq!(reply["dynamic_variables"]["plan"], "none");
    assert_eq!(reply["dynamic_variables"]["is_returning_caller"], false);
    let found = mem0.service.search(ROBIN, "chess").await;
    assert_eq!(found["memories"], json!([]));
}

#[tokio::test]
async fn after_a_few_silent_answers_a_ring_costs_milliseconds_and_asks_nobody() {
    let mem0 = with_long_pauses(Failure::Slow(LONG)).await;
    for _ in 0..3 {
        assert_eq!(refused_ring(&mem0).await.0, 504);
    }
    let asked = mem0.server.received().len();
    let started = Instant::now();
    let (status, _, sentence) = refused_ring(&mem0).await;
    let took = started.elapsed();
    assert_eq!(status, 502, "{sentence}");
    assert!(took < Duration::from_millis(100), "{took:?}");
    assert_eq!(mem0.server.received().len(), asked);
}

#[tokio::test]
async fn readiness_tells_that_the_platform_is_not_asked_and_when_it_will_be() {
    let mem0 = with_long_pauses(Failure::Reset).await;
    for _ in 0..3 {
        refused_ring(&mem0).await;
    }
    let (status, body) = readiness(&mem0).await;
    assert_eq!((status, &body["code"]), (503, &json!("not_ready")));
    let told = body["error"].as_str().unwrap();
    assert!(
        told.contains("is not asked at the moment; the next attempt is in"),
        "{told}"
    );
}

#[tokio::test]
async fn a_platform_that_is_back_is_found_without_a_restart() {
    let mem0 = Mem0::start().await;
    mem0.knows(ROBIN, ["Robin plays chess.".to_owned()]).await;
    mem0.server.plan(Fault::new(Failure::Reset));
    for _ in 0..3 {
        refused_ring(&mem0).await;
    }
    assert_eq!(readiness(&mem0).await.0, 503);
    mem0.server.clear_faults();
    let ready = async {
        while readiness(&mem0).await.0 != 200 {
            sleep(Duration::from_millis(5)).await;
        }
    };
    timeout(Duration::from_secs(10), ready)
        .await
        .expect("the platform is never asked again");
    let reply = mem0.service.ring(ROBIN).await;
    assert_eq!(texts(&reply["memories"]), ["Robin plays chess."]);
}

#[tokio::test]
async fn a_short_wait_that_the_platform_asks_for_is_waited_and_the_caller_is_known() {
    let mem0 = Mem0::with(&[], |options| options).await;
    mem0.knows(ROBIN, ["Robin plays chess.".to_owned()]).await;
    let busy = Fault::new(Failure::TooManyRequests(1)).on(LIST).times(1);
    mem0.server.plan(busy);
    let started = Instant::now();
    let reply = mem0.service.ring(ROBIN).await;
    assert_eq!(texts(&reply["memories"]), ["Robin plays chess."]);
    assert!(started.elapsed() >= Duration::from_secs(1));
}

#[tokio::test]
async fn nobody_waits_for_longer_than_there_is_time_and_an_overload_is_no_outage() {
    let mem0 = Mem0::with(&[("MEM0_TIMEOUT", "5")], |options| options).await;
    mem0.server.plan(Fault::new(Failure::TooManyRequests(60)));
    for _ in 0..4 {
        let started = Instant::now();
        let (status, code, sentence) = refused_ring(&mem0).await;
        assert_eq!((status, code.as_str()), (502, "memory_upstream_error"));
        assert!(sentence.contains("429"), "{sentence}");
        assert!(started.elapsed() < Duration::from_secs(2));
    }
    mem0.server.clear_faults();
    mem0.service.ring(ROBIN).await;
}

#[tokio::test]
async fn a_refusal_tells_nothing_of_the_key_or_the_caller() {
    let mem0 = with_long_pauses(Failure::Status(401)).await;
    let (_, _, sentence) = refused_ring(&mem0).await;
    assert!(sentence.contains("MEM0_API_KEY"), "{sentence}");
    for secret in [super::KEY, ROBIN, WORKSPACE_KEY] {
        assert!(!sentence.contains(secret), "{sentence}");
    }
}
