//! Forgetting a caller.

use memories_domain::{
    CallerRecord,
    ports::{ErasureReport, IngestOutcome, MemoryAdmin},
};

use super::{Difference, ingest, load};
use crate::fixtures::{
    agent_turn, boiler_call, caller_turn, in_project, moving_call, profile_value, robin, sam,
    with_agent,
};

async fn forget_robin(store: &impl MemoryAdmin) -> ErasureReport {
    let robin = robin();
    store.forget(&robin.project, &robin.caller).await.unwrap()
}

pub async fn a_forgotten_caller_is_erased_under_every_agent(
    store: &impl MemoryAdmin,
    _: &[Difference],
) {
    let scopes = [robin(), with_agent(&robin(), "agent_heating")];
    for (scope, call) in scopes.iter().zip([boiler_call(), moving_call()]) {
        ingest(store, scope, &call).await;
        // A cache has this record and must drop it.
        assert_ne!(load(store, scope).await, CallerRecord::default());
    }
    forget_robin(store).await;
    for scope in &scopes {
        assert_eq!(load(store, scope).await, CallerRecord::default());
        assert_eq!(store.search(scope, "boiler", 3).await.unwrap(), []);
        assert_eq!(store.history(scope, None).await.unwrap(), []);
    }
}

pub async fn erasing_a_caller_reports_what_was_removed(
    store: &impl MemoryAdmin,
    differences: &[Difference],
) {
    let agent = with_agent(&robin(), "agent_heating");
    ingest(store, &robin(), &boiler_call()).await;
    ingest(store, &agent, &moving_call()).await;
    let memories =
        load(store, &robin()).await.memories.len() + load(store, &agent).await.memories.len();

    let report = forget_robin(store).await;
    assert_eq!((report.memories, report.calls), (memories, 2));
    if !differences.contains(&Difference::DoesNotCountErasedHistory) {
        assert_eq!(report.history_entries, memories, "each was added once");
    }
    assert_eq!(forget_robin(store).await, ErasureReport::default());
}

pub async fn a_redelivery_after_erasure_is_not_ingested(
    store: &impl MemoryAdmin,
    _: &[Difference],
) {
    ingest(store, &robin(), &boiler_call()).await;
    forget_robin(store).await;
    let outcome = ingest(store, &robin(), &boiler_call()).await;
    assert_eq!(outcome, IngestOutcome::AlreadyIngested);
    assert_eq!(load(store, &robin()).await, CallerRecord::default());
}

pub async fn a_more_complete_redelivery_after_erasure_is_not_ingested(
    store: &impl MemoryAdmin,
    _: &[Difference],
) {
    let mut less_complete = boiler_call();
    less_complete.collected.clear();
    less_complete.summary = None;
    ingest(store, &robin(), &less_complete).await;
    forget_robin(store).await;
    let mut more_complete = boiler_call();
    more_complete.turns.extend([
        agent_turn("An engineer will visit on Thursday the 26th at nine."),
        caller_turn("Please ring the neighbour's bell beside the green door."),
    ]);
    let outcome = ingest(store, &robin(), &more_complete).await;
    assert_eq!(outcome, IngestOutcome::AlreadyIngested);
    assert_eq!(load(store, &robin()).await, CallerRecord::default());
}

pub async fn a_new_call_after_erasure_is_ingested(store: &impl MemoryAdmin, _: &[Difference]) {
    ingest(store, &robin(), &boiler_call()).await;
    forget_robin(store).await;
    ingest(store, &robin(), &moving_call()).await;
    let record = load(store, &robin()).await;
    assert_eq!(profile_value(&record, "city").as_deref(), Some("Porto"));
    assert_eq!(record.calls.count, 1);
}

pub async fn erasing_a_caller_leaves_other_callers_alone(
    store: &impl MemoryAdmin,
    _: &[Difference],
) {
    ingest(store, &robin(), &boiler_call()).await;
    ingest(store, &sam(), &moving_call()).await;
    let before = load(store, &sam()).await;
    forget_robin(store).await;
    assert_eq!(load(store, &sam()).await, before);
}

pub async fn erasing_a_caller_leaves_other_projects_alone(
    store: &impl MemoryAdmin,
    _: &[Difference],
) {
    let other = in_project(&robin(), "other");
    ingest(store, &robin(), &boiler_call()).await;
    ingest(store, &other, &boiler_call()).await;
    let before = load(store, &other).await;
    forget_robin(store).await;
    assert_eq!(load(store, &other).await, before);
    let redelivered = ingest(store, &other, &boiler_call()).await;
    assert_eq!(redelivered, IngestOutcome::AlreadyIngested);
    assert_eq!(load(store, &robin()).await, CallerRecord::default());
}
