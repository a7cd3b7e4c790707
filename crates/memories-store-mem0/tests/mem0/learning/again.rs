//! What is begun and not known to be done.

use super::*;

#[rstest]
#[tokio::test]
async fn a_call_that_is_delivered_again_after_a_crash_is_learned_once(
    #[values(CallPart::Profile, CallPart::Factual, CallPart::Semantic)] part: CallPart,
    #[values(Crash::BeforeAdding, Crash::AfterAdding)] crash: fn(CallPart) -> Crash,
) {
    let mem0 = mem0().await;
    mem0.notes.crash(crash(part));
    let crashed = mem0.store.learn(&robin(), &boiler_call(), None).await;
    assert!(matches!(crashed, Err(StoreError::Internal(_))));
    let again = mem0
        .store
        .learn(&robin(), &boiler_call(), None)
        .await
        .unwrap();
    assert!(matches!(again, IngestOutcome::Call { .. }));
    is_known_once(&mem0).await;
    let once_more = mem0
        .store
        .learn(&robin(), &boiler_call(), None)
        .await
        .unwrap();
    assert_eq!(once_more, IngestOutcome::AlreadyIngested);
    is_known_once(&mem0).await;
}

/// Every add of the call in turn, and every way in which its answer is lost.
#[rstest]
#[tokio::test]
async fn an_add_that_arrived_although_its_answer_was_lost_is_not_repeated(
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
        let fine = Fault::new(Failure::Slow(Duration::ZERO));
        mem0.server.plan(fine.on(ADD).times(earlier_adds));
    }
    let lost = Fault::new(failure).on(ADD).times(1).after_processing();
    mem0.server.plan(lost);
    let error = mem0
        .store
        .learn(&robin(), &boiler_call(), None)
        .await
        .unwrap_err();
    assert!(error.is_transient(), "{error}");
    mem0.store
        .learn(&robin(), &boiler_call(), None)
        .await
        .unwrap();
    is_known_once(&mem0).await;
}

#[tokio::test]
async fn an_add_whose_outcome_is_open_is_not_repeated_before_it_could_be_seen() {
    let mem0 = mem0_with(|options| Mem0Options {
        settling: Duration::from_mins(1),
        ..options
    })
    .await;
    let facts_arrive = Fault::new(Failure::Slow(Duration::ZERO)).on(ADD).times(2);
    mem0.server.plan(facts_arrive);
    mem0.server.plan(
        Fault::new(Failure::Reset)
            .on(ADD)
            .times(1)
            .after_processing(),
    );
    mem0.store
        .learn(&robin(), &boiler_call(), None)
        .await
        .unwrap_err();
    let sent = adds(&mem0).len();
    let error = mem0
        .store
        .learn(&robin(), &boiler_call(), None)
        .await
        .unwrap_err();
    assert!(error.is_transient() && error.to_string().contains("cannot be seen yet"));
    let wait = error.retry_after().unwrap();
    assert!(wait > Duration::from_secs(30) && wait <= Duration::from_mins(1));
    assert_eq!(adds(&mem0).len(), sent);
}

#[tokio::test]
async fn an_add_that_was_certainly_refused_is_repeated_at_once() {
    let mem0 = mem0_with(|options| Mem0Options {
        settling: Duration::from_mins(1),
        ..options
    })
    .await;
    mem0.server
        .plan(Fault::new(Failure::TooManyRequests(60)).on(ADD).times(1));
    let error = mem0
        .store
        .learn(&robin(), &boiler_call(), None)
        .await
        .unwrap_err();
    assert!(
        error.is_transient() && error.to_string().contains("429"),
        "{error}"
    );
    assert_eq!(error.retry_after(), Some(Duration::from_mins(1)));
    mem0.store
        .learn(&robin(), &boiler_call(), None)
        .await
        .unwrap();
    is_known_once(&mem0).await;
}

#[tokio::test]
async fn facts_that_were_added_before_another_was_refused_are_not_added_before_they_could_be_seen()
{
    let mem0 = mem0_with(|options| Mem0Options {
        settling: Duration::from_mins(1),
        ..options
    })
    .await;
    let first = Fault::new(Failure::Slow(Duration::ZERO)).on(ADD).times(1);
    mem0.server.plan(first);
    mem0.server
        .plan(Fault::new(Failure::TooManyRequests(60)).on(ADD).times(1));
    for said in ["429", "cannot be seen yet"] {
        let error = mem0
            .store
            .learn(&robin(), &boiler_call(), None)
            .await
            .unwrap_err();
        assert!(error.to_string().contains(said), "{error}");
    }
    assert_eq!(adds(&mem0).len(), 2);
}

#[tokio::test]
async fn a_list_of_the_known_facts_that_fails_leaves_nothing_open() {
    let mem0 = mem0_with(|options| Mem0Options {
        settling: Duration::from_mins(1),
        timeout: Duration::from_millis(300),
        ..options
    })
    .await;
    let silent = Fault::new(Failure::Slow(Duration::from_mins(1)));
    mem0.server.plan(silent.on(LIST).times(1));
    mem0.store
        .learn(&robin(), &boiler_call(), None)
        .await
        .unwrap_err();
    mem0.store
        .learn(&robin(), &boiler_call(), None)
        .await
        .unwrap();
    is_known_once(&mem0).await;
}
