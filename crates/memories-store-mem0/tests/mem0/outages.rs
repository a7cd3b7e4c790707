use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use mem0_server::{Failure, Fault};
use memories_domain::ports::{MemoryReader, MemoryWriter, Recovery, StoreError};
use memories_store_mem0::{
    Account, AccountMismatch, CircuitBreakerConfig, CircuitState, Mem0Options, Mem0Reader,
    Mem0Store,
};
use rstest::rstest;
use store_conformance::fixtures::{boiler_call, extracted, robin};

use crate::{LIST, Mem0, crashing_ledger::CrashingLedger, mem0, mem0_with, options};

/// Opens the circuit by three loads that fail.
async fn open_circuit(mem0: &Mem0) {
    mem0.server.plan(Fault::new(Failure::Status(503)));
    for _ in 0..3 {
        assert!(mem0.store.load(&robin()).await.is_err());
    }
}

#[tokio::test]
async fn during_an_outage_reads_fail_at_once_and_are_not_sent() {
    let mem0 = mem0().await;
    open_circuit(&mem0).await;
    let sent = mem0.server.received().len();
    let started = Instant::now();
    for _ in 0..100 {
        let error = mem0.store.load(&robin()).await.unwrap_err();
        assert!(matches!(
            &error,
            StoreError::Upstream {
                recovery: Recovery::Later,
                ..
            }
        ));
        assert!(error.to_string().contains("was not sent"), "{error}");
        assert!(mem0.store.search(&robin(), "boiler", 3).await.is_err());
        assert!(mem0.store.ready().await.is_err());
    }
    assert_eq!(mem0.server.received().len(), sent);
    assert!(
        started.elapsed() < Duration::from_secs(1),
        "{:?}",
        started.elapsed()
    );
    assert!(matches!(
        mem0.store.reader().circuit_state(),
        CircuitState::Open { .. }
    ));
}

#[tokio::test]
async fn after_an_outage_the_first_probe_closes_the_circuit() {
    let mem0 = mem0_with(|options| Mem0Options {
        circuit_breaker: CircuitBreakerConfig {
            min_open: Duration::ZERO,
            ..options.circuit_breaker
        },
        ..options
    })
    .await;
    open_circuit(&mem0).await;
    assert_eq!(mem0.store.reader().circuit_state(), CircuitState::HalfOpen);
    mem0.server.clear_faults();
    mem0.store.ready().await.unwrap();
    assert_eq!(mem0.store.reader().circuit_state(), CircuitState::Closed);
    mem0.ingest(&robin(), &boiler_call()).await;
    assert!(!mem0.load(&robin()).await.memories.is_empty());
}

#[tokio::test]
async fn a_platform_that_does_not_respond_is_a_timeout() {
    let timeout = Duration::from_millis(200);
    let mem0 = mem0_with(|options| Mem0Options { timeout, ..options }).await;
    mem0.server
        .plan(Fault::new(Failure::Slow(Duration::from_mins(1))));
    let started = Instant::now();
    let error = mem0.store.load(&robin()).await.unwrap_err();
    assert!(matches!(error, StoreError::Timeout));
    assert!(started.elapsed() >= timeout && started.elapsed() < timeout * 10);
}

#[tokio::test]
async fn a_load_that_is_cancelled_at_its_deadline_counts_as_a_failure() {
    let timeout = Duration::from_secs(2);
    let mem0 = mem0_with(|options| Mem0Options {
        timeout,
        circuit_breaker: CircuitBreakerConfig {
            failure_threshold: 1,
            ..options.circuit_breaker
        },
        ..options
    })
    .await;
    let never = Duration::from_mins(1);
    mem0.server.plan(Fault::new(Failure::Slow(never)));
    let scope = robin();
    let cancelled = tokio::time::timeout(timeout.mul_f32(0.93), mem0.store.load(&scope));
    assert!(cancelled.await.is_err());
    assert!(matches!(
        mem0.store.reader().circuit_state(),
        CircuitState::Open { .. }
    ));
}

#[rstest]
#[case(Failure::Status(500), Recovery::Later)]
#[case(Failure::Status(502), Recovery::Later)]
#[case(Failure::Reset, Recovery::Later)]
#[case(Failure::Truncated, Recovery::Later)]
#[case(Failure::NotJson, Recovery::Later)]
#[case(Failure::TooManyRequests(60), Recovery::Later)]
#[case(Failure::Status(401), Recovery::AfterChange)]
#[case(Failure::Status(403), Recovery::AfterChange)]
#[case(Failure::Status(413), Recovery::AfterChange)]
#[case(Failure::Status(400), Recovery::Never)]
#[tokio::test]
async fn every_failure_has_its_recovery(#[case] failure: Failure, #[case] recovery: Recovery) {
    let mem0 = mem0().await;
    mem0.server.plan(Fault::new(failure).on(LIST));
    let error = mem0.store.load(&robin()).await.unwrap_err();
    assert!(matches!(error, StoreError::Upstream { .. }), "{error}");
    assert_eq!(error.recovery(), recovery, "{error}");
}

#[tokio::test]
async fn rate_limited_requests_are_no_outage() {
    let mem0 = mem0().await;
    mem0.server.plan(Fault::new(Failure::TooManyRequests(60)));
    for _ in 0..5 {
        let error = mem0.store.load(&robin()).await.unwrap_err();
        assert!(error.to_string().contains("429"), "{error}");
    }
    assert_eq!(mem0.store.reader().circuit_state(), CircuitState::Closed);
}

#[tokio::test]
async fn a_single_failed_request_is_retried() {
    let mem0 = mem0().await;
    mem0.server
        .plan(Fault::new(Failure::Status(503)).on(LIST).times(1));
    mem0.store.load(&robin()).await.unwrap();
}

#[tokio::test]
async fn a_rejected_key_names_the_variable_to_check() {
    let mem0 = mem0().await;
    let wrong = Mem0Options {
        api_key: "m0-wrong-key".into(),
        ..options(&mem0.server)
    };
    let store = Mem0Store::new(wrong, Arc::new(CrashingLedger::default())).unwrap();
    let scope = robin();
    let ingest = store.ingest(&scope, extracted(&boiler_call()));
    for error in [
        store.load(&scope).await.map(drop).unwrap_err(),
        store.ready().await.unwrap_err(),
        ingest.await.map(drop).unwrap_err(),
    ] {
        assert!(error.to_string().contains("MEM0_API_KEY"), "{error}");
        assert_eq!(error.recovery(), Recovery::AfterChange);
    }
}

#[tokio::test]
async fn a_refused_connection_is_the_reason_of_the_error() {
    let mem0 = mem0().await;
    let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let unused = format!("http://{}", free.local_addr().unwrap());
    drop(free);
    let options = Mem0Options {
        base_url: Some(unused),
        ..options(&mem0.server)
    };
    let reader = Mem0Reader::new(options).unwrap();
    let error = reader.account().await.unwrap_err().to_string();
    assert!(error.contains("(Connection refused"), "{error}");
}

#[tokio::test]
async fn the_configured_account_is_compared_with_the_keys() {
    let mem0 = mem0().await;
    let actual = mem0.store.reader().account().await.unwrap();
    let configured = Account {
        org_id: Some("org_example".to_owned()),
        project_id: Some("proj_other".to_owned()),
    };
    assert_eq!(configured.mismatches(&actual), [AccountMismatch::Project]);
}

#[tokio::test]
async fn after_a_success_the_platform_is_ready_for_a_while_without_a_ping() {
    let mem0 = mem0().await;
    for _ in 0..3 {
        mem0.store.ready().await.unwrap();
    }
    assert_eq!(mem0.received("/v1/ping/").len(), 1);
}
