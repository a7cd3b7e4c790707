//! Several events of one call.

use std::time::Duration;

use mem0_server::{Failure, Fault};
use memories_domain::{
    Call, CallPart,
    ports::{IngestOutcome, MemoryAdmin},
};
use memories_store_mem0::Mem0Options;
use rstest::rstest;
use store_conformance::fixtures::{
    WHISTLING, agent_turn, boiler_call, call, caller_turn, day, fact, profile_value, robin, texts,
};

use crate::{ADD, LIST, Mem0, crashing_ledger::Crash, ingested, mem0, mem0_with};

const DOOR: &str = "Please ring the neighbour's bell beside the green door.";

/// An event before the end of the call, with a short summary and one fact.
fn less_complete() -> Call {
    Call {
        summary: Some("Robin reported a boiler.".into()),
        evaluations: Vec::new(),
        collected: vec![fact("city", "Lisbo")],
        turns: vec![caller_turn("The Brightflame boiler")],
        ..boiler_call()
    }
}

/// [`boiler_call`] with another turn.
fn more_complete() -> Call {
    let mut call = boiler_call();
    call.turns
        .extend([agent_turn("Anything else?"), caller_turn(DOOR)]);
    call
}

/// Asserts that the platform has what the more complete event alone would have left.
async fn assert_only_more_complete(mem0: &Mem0) {
    let record = mem0.load(&robin()).await;
    let mut texts = texts(&record);
    texts.sort_unstable();
    assert_eq!(
        texts,
        [
            "Anything else?",
            DOOR,
            "Robin reported a whistling boiler and booked an engineer.\n\
             An appointment with the engineer was confirmed.",
            WHISTLING,
            "What is wrong with the boiler?",
            "caller first name: Robin",
            "city: Lisbon",
        ]
    );
    assert_eq!(record.calls.count, 1);
    assert_eq!(mem0.ledger.unfinished(), []);
}

#[tokio::test]
async fn a_more_complete_event_replaces_the_memories_of_a_less_complete_one() {
    let mem0 = mem0().await;
    assert_eq!(
        mem0.ingest(&robin(), &less_complete()).await,
        ingested(1, 0, 0)
    );
    let outcome = mem0.ingest(&robin(), &more_complete()).await;
    assert_eq!(
        outcome,
        IngestOutcome::Ingested {
            added: 2,
            updated: 0,
            confirmed: 0,
            removed: 3
        }
    );
    assert_only_more_complete(&mem0).await;
    for event in [less_complete(), more_complete()] {
        let outcome = mem0.ingest(&robin(), &event).await;
        assert_eq!(outcome, IngestOutcome::AlreadyIngested);
    }
    assert_only_more_complete(&mem0).await;
}

#[tokio::test]
async fn memories_of_other_calls_and_manual_entries_are_not_replaced() {
    let mem0 = mem0().await;
    let other = Call {
        turns: vec![caller_turn("My daughter plays the violin.")],
        ..call("conv_other", day(1))
    };
    mem0.ingest(&robin(), &other).await;
    let manual = store_conformance::fixtures::note("Keeps bees");
    mem0.store.add(&robin(), manual).await.unwrap();
    let before = mem0.load(&robin()).await;
    for event in [less_complete(), more_complete()] {
        mem0.ingest(&robin(), &event).await;
    }
    let after = mem0.load(&robin()).await;
    for memory in &before.memories {
        assert!(after.memories.contains(memory));
    }
    assert_eq!(after.memories.len(), before.memories.len() + 7);
}

#[tokio::test]
async fn a_fact_that_only_a_less_complete_event_had_is_removed_and_its_former_value_stays() {
    let mem0 = mem0().await;
    let facts = |conversation, number, collected: &[(&str, &str)]| Call {
        collected: collected
            .iter()
            .map(|(key, value)| fact(key, value))
            .collect(),
        ..call(conversation, day(number))
    };
    let earlier = facts("conv_1", 1, &[("city", "Porto")]);
    mem0.ingest(&robin(), &earlier).await;
    let before = mem0.load(&robin()).await;
    let less_complete = facts("conv_2", 2, &[("city", "Lisbon"), ("pet", "cat")]);
    mem0.ingest(&robin(), &less_complete).await;
    let more_complete = facts(
        "conv_2",
        2,
        &[("name", "Robin"), ("plan", "Gold"), ("street", "Bay Road")],
    );
    let outcome = mem0.ingest(&robin(), &more_complete).await;
    assert_eq!(
        outcome,
        IngestOutcome::Ingested {
            added: 3,
            updated: 0,
            confirmed: 0,
            removed: 2
        }
    );
    let after = mem0.load(&robin()).await;
    assert_eq!(profile_value(&after, "city").as_deref(), Some("Porto"));
    assert_eq!(profile_value(&after, "pet"), None);
    let city = |memories: &[memories_domain::Memory]| {
        let memory = memories
            .iter()
            .find(|memory| memory.text.starts_with("city"));
        let memory = memory.unwrap();
        (
            memory.id.clone(),
            memory.source.clone(),
            memory.kind.clone(),
        )
    };
    assert_eq!(city(&after.memories), city(&before.memories));
}

/// Between which requests and entries of the more complete event the process ends or a response is lost.
#[rstest]
#[tokio::test]
async fn a_crash_while_a_more_complete_event_is_ingested_leaves_it_alone_after_a_retry(
    #[values(CallPart::Profile, CallPart::Factual, CallPart::Semantic)] part: CallPart,
    #[values(Crash::BeforeAdding, Crash::BeforeCompleting)] crash: fn(CallPart) -> Crash,
    #[values(less_complete, more_complete)] next: fn() -> Call,
) {
    let mem0 = mem0().await;
    mem0.ingest(&robin(), &less_complete()).await;
    mem0.ledger.crash_at(crash(part));
    let crashed = mem0.try_ingest(&robin(), &more_complete()).await;
    crashed.unwrap_err();
    mem0.ingest(&robin(), &next()).await;
    mem0.ingest(&robin(), &more_complete()).await;
    assert_only_more_complete(&mem0).await;
}

#[rstest]
#[tokio::test]
async fn an_add_of_a_more_complete_event_whose_response_was_lost_is_not_repeated(
    #[values(0, 1, 2, 3)] earlier_adds: u32,
    #[values(Failure::Reset, Failure::Truncated, Failure::Status(504))] failure: Failure,
) {
    let mem0 = mem0().await;
    mem0.ingest(&robin(), &less_complete()).await;
    if earlier_adds > 0 {
        let success = Fault::new(Failure::Slow(Duration::ZERO));
        mem0.server.plan(success.on(ADD).times(earlier_adds));
    }
    let lost = Fault::new(failure).on(ADD).times(1).after_processing();
    mem0.server.plan(lost);
    mem0.try_ingest(&robin(), &more_complete())
        .await
        .unwrap_err();
    mem0.ingest(&robin(), &more_complete()).await;
    assert_only_more_complete(&mem0).await;
}

#[tokio::test]
async fn superseded_memories_are_deleted_before_others_are_added() {
    let mem0 = mem0().await;
    mem0.ingest(&robin(), &less_complete()).await;
    let before = mem0.server.received().len();
    mem0.ingest(&robin(), &more_complete()).await;
    let requests = mem0.server.received().split_off(before);
    // The adds of the facts, which come first, are left out.
    let operations = requests.iter().filter_map(|request| {
        let is_add = request.path == ADD && request.body["infer"] != false;
        match &*request.method {
            "DELETE" => Some("delete"),
            "POST" if is_add => Some("add"),
            _ => None,
        }
    });
    let operations: Vec<_> = operations.collect();
    assert_eq!(operations, ["delete", "delete", "add", "delete", "add"]);
}

/// The superseded memories have been deleted by then.
#[rstest]
#[tokio::test]
async fn an_add_of_a_more_complete_event_that_was_not_processed_is_repeated(
    #[values(0, 1, 2, 3)] earlier_adds: u32,
    #[values(Failure::Reset, Failure::Status(403), Failure::TooManyRequests(60))] failure: Failure,
    #[values(less_complete, more_complete)] next: fn() -> Call,
) {
    let mem0 = mem0().await;
    mem0.ingest(&robin(), &less_complete()).await;
    if earlier_adds > 0 {
        let success = Fault::new(Failure::Slow(Duration::ZERO));
        mem0.server.plan(success.on(ADD).times(earlier_adds));
    }
    mem0.server.plan(Fault::new(failure).on(ADD).times(1));
    mem0.try_ingest(&robin(), &more_complete())
        .await
        .unwrap_err();
    mem0.server.clear_faults();
    mem0.ingest(&robin(), &next()).await;
    mem0.ingest(&robin(), &more_complete()).await;
    assert_only_more_complete(&mem0).await;
}

/// The less complete event adds a wrong fact, and then its response is lost or the next fact is
/// rejected.
#[rstest]
#[case::added(&[], Fault::new(Failure::Reset).after_processing())]
#[case::added_before_a_rejection(&[], Fault::new(Failure::Status(403)))]
#[case::added_to_another_value(&[("city", "Porto")], Fault::new(Failure::Status(403)))]
#[tokio::test]
async fn facts_of_an_unfinished_attempt_are_superseded(
    #[case] earlier: &[(&str, &str)],
    #[case] fault: Fault,
) {
    let mem0 = mem0().await;
    let facts = |conversation, number, collected: &[(&str, &str)]| Call {
        collected: collected
            .iter()
            .map(|(key, value)| fact(key, value))
            .collect(),
        ..call(conversation, day(number))
    };
    mem0.ingest(&robin(), &facts("conv_1", 1, earlier)).await;
    let success = Fault::new(Failure::Slow(Duration::ZERO));
    mem0.server.plan(success.on(ADD).times(1));
    mem0.server.plan(fault.on(ADD).times(1));
    let unfinished = facts("conv_2", 2, &[("city", "Lisbo"), ("pet", "cat")]);
    mem0.try_ingest(&robin(), &unfinished).await.unwrap_err();
    mem0.server.clear_faults();
    let more_complete = facts(
        "conv_2",
        2,
        &[("name", "Robin"), ("plan", "Gold"), ("street", "Bay Road")],
    );
    mem0.ingest(&robin(), &more_complete).await;
    let record = mem0.load(&robin()).await;
    let city = earlier.first().map(|(_, city)| *city);
    assert_eq!(profile_value(&record, "city").as_deref(), city);
    assert_eq!(profile_value(&record, "pet"), None);
    assert_eq!(record.memories.len(), 3 + earlier.len());
    assert_eq!(mem0.ledger.unfinished(), []);
}

/// The list that finds the superseded memories fails, or the deletion of one of them does,
/// before or after the platform has processed it.
#[rstest]
#[tokio::test]
async fn superseded_memories_that_could_not_be_deleted_are_deleted_by_the_retry(
    #[values("summary", "transcript")] part: &str,
    #[values(true, false)] is_processed: bool,
) {
    let mem0 = mem0().await;
    mem0.ingest(&robin(), &less_complete()).await;
    let record = mem0.load(&robin()).await;
    let text = match part {
        "summary" => "Robin reported a boiler.",
        _ => "The Brightflame boiler",
    };
    let memory = record.memories.iter().find(|memory| *memory.text == *text);
    let path = format!("/v1/memories/{}/", memory.unwrap().id);
    let fault = Fault::new(Failure::Status(403)).on(path).times(1);
    mem0.server.plan(if is_processed {
        fault.after_processing()
    } else {
        fault
    });
    mem0.try_ingest(&robin(), &more_complete())
        .await
        .unwrap_err();
    assert_eq!(mem0.ledger.unfinished().len(), 1);
    mem0.ingest(&robin(), &more_complete()).await;
    assert_only_more_complete(&mem0).await;
}

#[tokio::test]
async fn a_failed_list_of_the_superseded_memories_is_repeated_by_the_retry() {
    let mem0 = mem0().await;
    mem0.ingest(&robin(), &less_complete()).await;
    // The first list is that of the facts.
    let success = Fault::new(Failure::Slow(Duration::ZERO));
    mem0.server.plan(success.on(LIST).times(1));
    mem0.server
        .plan(Fault::new(Failure::Status(403)).on(LIST).times(1));
    mem0.try_ingest(&robin(), &more_complete())
        .await
        .unwrap_err();
    assert_eq!(mem0.ledger.unfinished(), [CallPart::Factual]);
    mem0.ingest(&robin(), &more_complete()).await;
    assert_only_more_complete(&mem0).await;
}

/// The platform is still extracting from the less complete event.
#[tokio::test]
async fn superseded_memories_that_become_visible_later_are_deleted_by_the_retry() {
    let lag = Duration::from_millis(400);
    let window = lag * 2;
    let mem0 = Mem0::start(
        mem0_server::Options {
            lag,
            ..mem0_server::Options::default()
        },
        |options| Mem0Options {
            consistency_window: window,
            ..options
        },
    )
    .await;
    mem0.ingest(&robin(), &less_complete()).await;
    let mut rejections = 0;
    let ingested = async {
        while let Err(error) = mem0.try_ingest(&robin(), &more_complete()).await {
            assert!(error.to_string().contains("visible yet"), "{error}");
            assert!(error.retry_after().unwrap() <= window, "{error}");
            rejections += 1;
        }
    };
    tokio::time::timeout(Duration::from_secs(10), ingested)
        .await
        .expect("the superseded transcript never becomes visible");
    assert!(
        rejections > 0,
        "the superseded transcript is not visible at first"
    );
    let visible = async { while mem0.load(&robin()).await.memories.len() < 7 {} };
    tokio::time::timeout(Duration::from_secs(10), visible)
        .await
        .expect("the added memories never become visible");
    assert_only_more_complete(&mem0).await;
}

#[tokio::test]
async fn superseded_memories_that_were_added_long_ago_are_deleted_at_once() {
    let mem0 = mem0_with(|options| Mem0Options {
        consistency_window: Duration::from_nanos(1),
        ..options
    })
    .await;
    mem0.ingest(&robin(), &less_complete()).await;
    mem0.ingest(&robin(), &more_complete()).await;
    assert_only_more_complete(&mem0).await;
}
