use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use mem0_server::{Failure, Fault};
use memories_domain::{MemoryStore, StoreError};
use memories_store_mem0::{
    Account, CircuitSettings, CircuitState, Mem0Options, Mem0Store, Mismatch,
};
use rstest::rstest;

use crate::{
    LIST, Mem0, mem0, mem0_with,
    notes::Notes,
    options,
    story::people::{boiler_call, robin},
};

/// Opens the circuit by three rings that fail.
async fn down(mem0: &Mem0) {
    mem0.server.plan(Fault::new(Failure::Status(503)));
    for _ in 0..3 {
        assert!(mem0.store.recall(&robin()).await.is_err());
    }
}

#[tokio::test]
async fn during_an_outage_callers_are_told_so_at_once_without_asking() {
    let mem0 = mem0().await;
    down(&mem0).await;
    let asked = mem0.server.received().len();
    let began = Instant::now();
    for _ in 0..100 {
        let error = mem0.store.recall(&robin()).await.unwrap_err();
        assert!(matches!(
            &error,
            StoreError::Upstream {
                transient: true,
                ..
            }
        ));
        assert!(
            error.to_string().contains("not asked at the moment"),
            "{error}"
        );
        assert!(mem0.store.search(&robin(), "boiler", 3).await.is_err());
        assert!(mem0.store.ready().await.is_err());
    }
    assert_eq!(mem0.server.received().len(), asked);
    assert!(
        began.elapsed() < Duration::from_secs(1),
        "{:?}",
        began.elapsed()
    );
    assert!(matches!(mem0.store.circuit(), CircuitState::Open { .. }));
}

#[tokio::test]
async fn after_an_outage_the_first_that_tries_closes_the_circuit() {
    let mem0 = mem0_with(|options| Mem0Options {
        circuit: CircuitSettings {
            first_pause: Duration::ZERO,
            ..options.circuit
        },
        ..options
    })
    .await;
    down(&mem0).await;
    assert_eq!(mem0.store.circuit(), CircuitState::HalfOpen);
    mem0.server.clear_faults();
    mem0.store.ready().await.unwrap();
    assert_eq!(mem0.store.circuit(), CircuitState::Closed);
    mem0.store
        .learn(&robin(), &boiler_call(), None)
        .await
        .unwrap();
    assert!(
        !mem0
            .store
            .recall(&robin())
            .await
            .unwrap()
            .memories
            .is_empty()
    );
}

#[tokio::test]
async fn a_platform_that_does_not_answer_is_a_timeout_in_time() {
    let limit = Duration::from_millis(200);
    let mem0 = mem0_with(|options| Mem0Options {
        timeout: limit,
        ..options
    })
    .await;
    mem0.server
        .plan(Fault::new(Failure::Slow(Duration::from_mins(1))));
    let began = Instant::now();
    let error = mem0.store.recall(&robin()).await.unwrap_err();
    assert!(matches!(error, StoreError::Timeout));
    assert!(began.elapsed() >= limit && began.elapsed() < limit * 10);
}

#[tokio::test]
async fn a_ring_that_was_given_up_at_the_deadline_counts_as_a_failure() {
    let limit = Duration::from_secs(2);
    let mem0 = mem0_with(|options| Mem0Options {
        timeout: limit,
        circuit: CircuitSettings {
            failures: 1,
            ..options.circuit
        },
        ..options
    })
    .await;
    let never = Duration::from_mins(1);
    mem0.server.plan(Fault::new(Failure::Slow(never)));
    let scope = robin();
    let given_up = tokio::time::timeout(limit.mul_f32(0.93), mem0.store.recall(&scope));
    assert!(given_up.await.is_err());
    assert!(matches!(mem0.store.circuit(), CircuitState::Open { .. }));
}

#[rstest]
#[case(Failure::Status(500), true)]
#[case(Failure::Status(502), true)]
#[case(Failure::Reset, true)]
#[case(Failure::Truncated, true)]
#[case(Failure::NotJson, true)]
#[case(Failure::TooManyRequests(60), true)]
#[case(Failure::Status(403), false)]
#[case(Failure::Status(400), false)]
#[tokio::test]
async fn every_failure_says_whether_trying_again_may_help(
    #[case] failure: Failure,
    #[case] transient: bool,
) {
    let mem0 = mem0().await;
    mem0.server.plan(Fault::new(failure).on(LIST));
    let error = mem0.store.recall(&robin()).await.unwrap_err();
    assert!(matches!(error, StoreError::Upstream { .. }), "{error}");
    assert_eq!(error.is_transient(), transient, "{error}");
}

#[tokio::test]
async fn too_many_requests_are_no_outage() {
    let mem0 = mem0().await;
    mem0.server.plan(Fault::new(Failure::TooManyRequests(60)));
    for _ in 0..5 {
        let error = mem0.store.recall(&robin()).await.unwrap_err();
        assert!(error.to_string().contains("429"), "{error}");
    }
    assert_eq!(mem0.store.circuit(), CircuitState::Closed);
}

#[tokio::test]
async fn one_failure_on_the_way_is_not_noticed() {
    let mem0 = mem0().await;
    mem0.server
        .plan(Fault::new(Failure::Status(503)).on(LIST).times(1));
    mem0.store.recall(&robin()).await.unwrap();
}

#[tokio::test]
async fn a_wrong_key_names_the_variable_to_check() {
    let mem0 = mem0().await;
    let wrong = Mem0Options {
        api_key: "m0-wrong-key".into(),
        ..options(&mem0.server)
    };
    let store = Mem0Store::new(wrong, Arc::new(Notes::default())).unwrap();
    for error in [
        store.recall(&robin()).await.map(drop).unwrap_err(),
        store.ready().await.unwrap_err(),
        store
            .learn(&robin(), &boiler_call(), None)
            .await
            .map(drop)
            .unwrap_err(),
    ] {
        assert!(error.to_string().contains("MEM0_API_KEY"), "{error}");
        assert!(!error.is_transient());
    }
}

#[tokio::test]
async fn where_nobody_listens_the_reason_is_told() {
    let mem0 = mem0().await;
    let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let nobody = format!("http://{}", free.local_addr().unwrap());
    drop(free);
    let options = Mem0Options {
        base_url: Some(nobody),
        ..options(&mem0.server)
    };
    let store = Mem0Store::new(options, Arc::new(Notes::default())).unwrap();
    let error = store.account().await.unwrap_err().to_string();
    assert!(error.contains("(Connection refused"), "{error}");
}

#[tokio::test]
async fn the_account_is_compared_with_what_the_key_belongs_to() {
    let mem0 = mem0().await;
    let actual = mem0.store.account().await.unwrap();
    let expected = Account {
        org_id: Some("org_example".to_owned()),
        project_id: Some("proj_of_somebody_else".to_owned()),
    };
    assert_eq!(expected.compared_with(&actual), [Mismatch::Project]);
}

#[tokio::test]
async fn a_success_vouches_for_the_platform_for_a_while() {
    let mem0 = mem0().await;
    for _ in 0..3 {
        mem0.store.ready().await.unwrap();
    }
    assert_eq!(mem0.received("/v1/ping/").len(), 1);
}
