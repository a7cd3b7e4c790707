//! Attempts whose result is unknown.

use std::time::Duration;

use mem0_server::{Failure, Fault};
use memories_domain::{
    CallPart,
    ports::{IngestOutcome, StoreError},
};
use memories_store_mem0::Mem0Options;
use rstest::rstest;
use store_conformance::fixtures::{boiler_call, city_call, day, robin};

use super::assert_ingested_once;
use crate::{ADD, LIST, crashing_ledger::Crash, mem0, mem0_with};

#[rstest]
#[tokio::test]
async fn a_call_that_is_delivered_again_after_a_crash_is_ingested_once(
    #[values(CallPart::Profile, CallPart::Factual, CallPart::Semantic)] part: CallPart,
    #[values(Crash::BeforeAdding, Crash::BeforeCompleting)] crash: fn(CallPart) -> Crash,
) {
    let mem0 = mem0().await;
    mem0.ledger.crash_at(crash(part));
    let crashed = mem0.try_ingest(&robin(), &boiler_call()).await;
    assert!(matches!(crashed, Err(StoreError::Internal(_))));
    let retried = mem0.ingest(&robin(), &boiler_call()).await;
    assert!(matches!(retried, IngestOutcome::Ingested { .. }));
    assert_ingested_once(&mem0).await;
    let redelivered = mem0.ingest(&robin(), &boiler_call()).await;
    assert_eq!(redelivered, IngestOutcome::AlreadyIngested);
    assert_ingested_once(&mem0).await;
}

/// For each add of the call and each way in which its response can be lost.
#[rstest]
#[tokio::test]
async fn an_add_that_was_applied_although_its_response_was_lost_is_not_repeated(
    #[values(0, 1, 2, 3)] earlier_adds: u32,
    #[values(
        Failure::Slow(Duration::from_mins(1)),
        Failure::Reset,
        Failure::Truncated,
        Failure::NotJson,
        Failure::Status(504)
    )]
    failure: Failure,
) {
    let mem0 = mem0_with(|options| Mem0Options {
        timeout: Duration::from_millis(1500),
        ..options
    })
    .await;
    if earlier_adds > 0 {
        let success = Fault::new(Failure::Slow(Duration::ZERO));
        mem0.server.plan(success.on(ADD).times(earlier_adds));
    }
    let lost = Fault::new(failure).on(ADD).times(1).after_processing();
    mem0.server.plan(lost);
    let error = mem0.try_ingest(&robin(), &boiler_call()).await.unwrap_err();
    assert!(error.is_transient(), "{error}");
    mem0.ingest(&robin(), &boiler_call()).await;
    assert_ingested_once(&mem0).await;
}

#[tokio::test]
async fn an_add_with_an_unknown_result_is_not_repeated_within_the_consistency_window() {
    let mem0 = mem0_with(|options| Mem0Options {
        consistency_window: Duration::from_mins(1),
        ..options
    })
    .await;
    let facts = Fault::new(Failure::Slow(Duration::ZERO)).on(ADD).times(2);
    mem0.server.plan(facts);
    mem0.server.plan(
        Fault::new(Failure::Reset)
            .on(ADD)
            .times(1)
            .after_processing(),
    );
    mem0.try_ingest(&robin(), &boiler_call()).await.unwrap_err();
    let sent = mem0.adds().len();
    let error = mem0.try_ingest(&robin(), &boiler_call()).await.unwrap_err();
    assert!(error.is_transient() && error.to_string().contains("not visible yet"));
    let wait = error.retry_after().unwrap();
    assert!(wait > Duration::from_secs(30) && wait <= Duration::from_mins(1));
    assert_eq!(mem0.adds().len(), sent);
}

#[tokio::test]
async fn an_add_that_was_rejected_is_repeated_at_once() {
    let mem0 = mem0_with(|options| Mem0Options {
        consistency_window: Duration::from_mins(1),
        ..options
    })
    .await;
    mem0.server
        .plan(Fault::new(Failure::TooManyRequests(60)).on(ADD).times(1));
    let error = mem0.try_ingest(&robin(), &boiler_call()).await.unwrap_err();
    assert!(
        error.is_transient() && error.to_string().contains("429"),
        "{error}"
    );
    assert_eq!(error.retry_after(), Some(Duration::from_mins(1)));
    mem0.ingest(&robin(), &boiler_call()).await;
    assert_ingested_once(&mem0).await;
}

#[tokio::test]
async fn after_a_fact_that_was_rejected_those_before_it_are_not_repeated_within_the_window() {
    let mem0 = mem0_with(|options| Mem0Options {
        consistency_window: Duration::from_mins(1),
        ..options
    })
    .await;
    let first = Fault::new(Failure::Slow(Duration::ZERO)).on(ADD).times(1);
    mem0.server.plan(first);
    mem0.server
        .plan(Fault::new(Failure::TooManyRequests(60)).on(ADD).times(1));
    for reason in ["429", "not visible yet"] {
        let error = mem0.try_ingest(&robin(), &boiler_call()).await.unwrap_err();
        assert!(error.to_string().contains(reason), "{error}");
    }
    assert_eq!(mem0.adds().len(), 2);
}

#[tokio::test]
async fn a_failed_list_of_the_stored_facts_leaves_no_unfinished_attempt() {
    let mem0 = mem0_with(|options| Mem0Options {
        consistency_window: Duration::from_mins(1),
        timeout: Duration::from_millis(300),
        ..options
    })
    .await;
    let silent = Fault::new(Failure::Slow(Duration::from_mins(1)));
    mem0.server.plan(silent.on(LIST).times(1));
    mem0.try_ingest(&robin(), &boiler_call()).await.unwrap_err();
    assert_eq!(mem0.ledger.unfinished(), []);
    mem0.ingest(&robin(), &boiler_call()).await;
    assert_ingested_once(&mem0).await;
}

/// The value is stored, so that the later call updates its memory.
#[rstest]
#[tokio::test]
async fn a_confirmation_whose_response_was_lost_is_counted_once(
    #[values(Failure::Reset, Failure::Truncated, Failure::Status(504))] failure: Failure,
    #[values(true, false)] is_processed: bool,
) {
    let mem0 = mem0().await;
    mem0.ingest(&robin(), &city_call("conv_1", 1, "Lisbon"))
        .await;
    let id = &mem0.load(&robin()).await.memories[0].id;
    let fault = Fault::new(failure)
        .on(format!("/v1/memories/{id}/"))
        .times(1);
    mem0.server.plan(if is_processed {
        fault.after_processing()
    } else {
        fault
    });
    let later = city_call("conv_2", 6, "Lisbon");
    mem0.try_ingest(&robin(), &later).await.unwrap_err();
    mem0.ingest(&robin(), &later).await;
    let record = mem0.load(&robin()).await;
    let [lisbon] = record.memories.as_slice() else {
        panic!("one memory: {record:?}");
    };
    assert_eq!((&lisbon.id, lisbon.confirmations), (id, 1));
    assert_eq!((lisbon.created_at, lisbon.updated_at), (day(1), day(6)));
    assert_eq!(mem0.ledger.unfinished(), []);
}
