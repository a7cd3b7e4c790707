use mem0_server::{Failure, Fault};
use memories_domain::{
    Call, CallerRecord,
    ports::{ChangeKind, IngestOutcome, MemoryAdmin, MemoryReader, StoreError},
};
use store_conformance::fixtures::{
    boiler_call, call, conversation, day, fact, in_project, note, robin, with_agent,
};

use crate::{LIST, mem0, reading::memories};

#[tokio::test]
async fn exported_memories_are_imported_once() {
    let mem0 = mem0().await;
    let exported = memories(3);
    for expected in [3, 0] {
        let imported = mem0.store.import(&robin(), exported.clone()).await.unwrap();
        assert_eq!(imported, expected);
    }
    let reexported = mem0.load(&robin()).await.memories;
    assert_eq!(mem0.store.import(&robin(), reexported).await.unwrap(), 0);
}

#[tokio::test]
async fn forgetting_deletes_a_caller_under_every_agent_and_waits_for_the_deletion() {
    let mem0 = mem0().await;
    let scopes = [
        robin(),
        with_agent(&robin(), "agent_1"),
        with_agent(&robin(), "a:b"),
    ];
    for (scope, memory) in scopes.iter().zip(memories(3)) {
        mem0.store.import(scope, vec![memory]).await.unwrap();
    }
    let (project, caller) = (robin().project, robin().caller);
    let report = mem0.store.forget(&project, &caller).await.unwrap();
    assert_eq!(report.memories, 3);
    for scope in scopes {
        assert_eq!(mem0.load(&scope).await, CallerRecord::default());
    }
}

#[tokio::test]
async fn a_call_whose_fact_was_corrected_later_is_not_ingested_after_erasure() {
    let mem0 = mem0().await;
    let stated = |conversation, number, facts: &[(&str, &str)]| Call {
        collected: facts.iter().map(|(key, value)| fact(key, value)).collect(),
        ..call(conversation, day(number))
    };
    let (earlier, later) = (
        stated("conv_1", 1, &[("city", "Lisbon")]),
        stated("conv_2", 2, &[("city", "Porto")]),
    );
    mem0.ingest(&robin(), &earlier).await;
    mem0.ingest(&robin(), &later).await;
    let (project, caller) = (robin().project, robin().caller);
    mem0.store.forget(&project, &caller).await.unwrap();
    let more_complete = stated("conv_1", 1, &[("city", "Lisbon"), ("pet", "cat")]);
    let outcome = mem0.ingest(&robin(), &more_complete).await;
    assert_eq!(outcome, IngestOutcome::AlreadyIngested);
    assert_eq!(mem0.load(&robin()).await, CallerRecord::default());
}

#[tokio::test]
async fn conversations_are_closed_before_their_memories_are_deleted() {
    let mem0 = mem0().await;
    mem0.ingest(&robin(), &boiler_call()).await;
    let path = "/v2/entities/user/%2B12025550143/";
    let lost = Fault::new(Failure::Status(403)).on(path).times(1);
    mem0.server.plan(lost.after_processing());
    let (project, caller) = (robin().project, robin().caller);
    let forgotten = mem0.store.forget(&project, &caller).await;
    forgotten.unwrap_err();
    let mut more_complete = boiler_call();
    more_complete.collected.push(fact("pet", "cat"));
    let outcome = mem0.ingest(&robin(), &more_complete).await;
    assert_eq!(outcome, IngestOutcome::AlreadyIngested);
    mem0.store.forget(&project, &caller).await.unwrap();
    assert_eq!(mem0.load(&robin()).await, CallerRecord::default());
}

#[tokio::test]
async fn forgetting_a_caller_leaves_the_same_number_in_other_projects_alone() {
    let mem0 = mem0().await;
    let hotel = in_project(&robin(), "hotel");
    let scopes = [
        robin(),
        hotel.clone(),
        with_agent(&hotel, "agent_1"),
        in_project(&robin(), "hotel: north"),
    ];
    for (scope, memory) in scopes.iter().zip(memories(4)) {
        mem0.store.import(scope, vec![memory]).await.unwrap();
    }
    let report = mem0.store.forget(&hotel.project, &hotel.caller).await;
    assert_eq!(report.unwrap().memories, 2);
    for (scope, remaining) in scopes.iter().zip([1, 0, 0, 1]) {
        assert_eq!(mem0.load(scope).await.memories.len(), remaining);
    }
}

#[tokio::test]
async fn the_history_names_the_conversation_of_each_change_and_none_for_a_manual_one() {
    let mem0 = mem0().await;
    let mut moved = call("conv_2", day(2));
    moved.collected = vec![fact("city", "Porto")];
    mem0.ingest(&robin(), &boiler_call()).await;
    mem0.ingest(&robin(), &moved).await;
    let added = mem0.store.add(&robin(), note("Keeps bees")).await.unwrap();
    let history = mem0.store.history(&robin(), None).await.unwrap();
    let of_city = history.iter().filter(|entry| {
        let text = entry.new_text.as_deref();
        text.is_some_and(|text| text.starts_with("city"))
    });
    let of_city: Vec<_> = of_city
        .map(|entry| (entry.change, entry.conversation_id.clone()))
        .collect();
    assert_eq!(
        of_city,
        [
            (ChangeKind::Added, Some(conversation("conv_boiler"))),
            (ChangeKind::Added, Some(conversation("conv_2"))),
        ]
    );
    let manual = history.iter().find(|entry| entry.memory_id == added.id);
    assert_eq!(manual.unwrap().conversation_id, None);
}

#[tokio::test]
async fn a_search_is_not_explained() {
    let mem0 = mem0().await;
    let error = mem0.store.explain(&robin(), "boiler", 3).await.unwrap_err();
    assert!(matches!(error, StoreError::Unsupported { .. }));
    assert!(!error.is_transient());
    mem0.store.load(&robin()).await.unwrap();
    assert_eq!(mem0.server.received().len(), mem0.received(LIST).len());
}
