//! Memories stay within their scope.

use jiff::ToSpan;
use memories_domain::{
    Call, CallerRecord, MemoryId, Scope,
    ports::{IngestOutcome, MemoryAdmin, MemoryUpdate, StoreError},
};

use super::{Difference, ingest, load};
use crate::fixtures::{
    WHISTLING, boiler_call, call, caller_turn, day, fact, in_project, moving_call, note,
    profile_value, robin, sam, texts, with_agent,
};

pub async fn callers_are_isolated(store: &impl MemoryAdmin, _: &[Difference]) {
    ingest(store, &robin(), &boiler_call()).await;
    ingest(store, &sam(), &moving_call()).await;
    let found = store.search(&sam(), "boiler whistles", 10).await.unwrap();
    assert!(found.iter().all(|hit| !hit.memory.text.contains("whistl")));
    let record = load(store, &sam()).await;
    assert!(!texts(&record).join("\n").contains(WHISTLING));
    assert_eq!(record.calls.count, 1);
}

pub async fn agents_that_do_not_share_memories_are_isolated(
    store: &impl MemoryAdmin,
    _: &[Difference],
) {
    let heating = with_agent(&robin(), "agent_heating");
    ingest(store, &heating, &boiler_call()).await;
    for other in [with_agent(&robin(), "agent_garden"), robin()] {
        assert_eq!(load(store, &other).await, CallerRecord::default());
        assert_eq!(store.search(&other, "boiler", 3).await.unwrap(), []);
    }
    let all = texts(&load(store, &heating).await).join("\n");
    assert!(all.contains(WHISTLING));
}

pub async fn projects_are_isolated(store: &impl MemoryAdmin, _: &[Difference]) {
    let other = in_project(&robin(), "other");
    ingest(store, &robin(), &boiler_call()).await;
    store.add(&robin(), note("Keeps three bees")).await.unwrap();
    assert_eq!(load(store, &other).await, CallerRecord::default());
    assert_eq!(store.search(&other, "boiler bees", 3).await.unwrap(), []);
    assert_eq!(store.history(&other, None).await.unwrap(), []);
}

pub async fn the_same_conversation_id_is_ingested_in_every_project(
    store: &impl MemoryAdmin,
    _: &[Difference],
) {
    let other = in_project(&robin(), "other");
    ingest(store, &robin(), &boiler_call()).await;
    let mut same_id = moving_call();
    same_id.conversation_id = boiler_call().conversation_id;
    let outcome = ingest(store, &other, &same_id).await;
    assert!(matches!(outcome, IngestOutcome::Ingested { .. }));

    for (scope, city) in [(robin(), "Lisbon"), (other, "Porto")] {
        let record = load(store, &scope).await;
        assert_eq!(profile_value(&record, "city").as_deref(), Some(city));
        assert_eq!(record.calls.count, 1);
    }
}

pub async fn a_memory_cannot_be_changed_from_another_scope(
    store: &impl MemoryAdmin,
    _: &[Difference],
) {
    let added = store.add(&robin(), note("Keeps three bees")).await.unwrap();
    store.add(&sam(), note("Keeps a goat")).await.unwrap();
    for other in [
        sam(),
        with_agent(&robin(), "agent_garden"),
        in_project(&robin(), "other"),
    ] {
        let update = MemoryUpdate {
            text: Some("Keeps none".into()),
            annotations: None,
            expires_at: None,
        };
        let updated = store.update(&other, &added.id, update).await;
        assert!(matches!(updated, Err(StoreError::NotFound(_))));
        let deleted = store.delete(&other, &added.id).await;
        assert!(matches!(deleted, Err(StoreError::NotFound(_))));
        let history = store.history(&other, Some(&added.id)).await.unwrap();
        assert_eq!(history, []);
    }
    assert_eq!(load(store, &robin()).await.memories, [added]);
}

pub async fn a_call_whose_caller_is_corrected_moves_to_that_caller(
    store: &impl MemoryAdmin,
    differences: &[Difference],
) {
    if !differences.contains(&Difference::DoesNotMoveCalls) {
        assert_moved(store, &robin(), &sam()).await;
        assert_moved(store, &sam(), &robin()).await;
    }
}

pub async fn a_call_whose_agent_is_corrected_moves_to_that_agent(
    store: &impl MemoryAdmin,
    differences: &[Difference],
) {
    if !differences.contains(&Difference::DoesNotMoveCalls) {
        let [heating, garden] =
            ["agent_heating", "agent_garden"].map(|id| with_agent(&robin(), id));
        assert_moved(store, &heating, &garden).await;
        assert_moved(store, &garden, &heating).await;
    }
}

/// Two events of a call are ingested in both orders: a less complete one for `wrong`, whose earlier
/// call it partly repeats, and the whole one for `right`.
async fn assert_moved(store: &impl MemoryAdmin, wrong: &Scope, right: &Scope) {
    let whole = boiler_call();
    let earlier = Call {
        collected: vec![fact("city", "Faro")],
        turns: vec![caller_turn(WHISTLING)],
        ..call("conv_earlier", day(1) - 24.hours())
    };
    let mut less_complete = boiler_call();
    less_complete.collected = vec![fact("city", "Porto")];
    less_complete.summary = Some("Robin called.".into());
    less_complete.turns.remove(0);
    for (order, whole_is_first) in [("first", true), ("last", false)] {
        let direction = if wrong.caller < right.caller || wrong.agent < right.agent {
            "up"
        } else {
            "down"
        };
        let project = |name| format!("{name}_{order}_{direction}");
        let wrong = in_project(wrong, &project("events"));
        let right = in_project(right, &project("events"));
        ingest(store, &wrong, &earlier).await;
        if whole_is_first {
            ingest(store, &right, &whole).await;
            let outcome = ingest(store, &wrong, &less_complete).await;
            assert_eq!(outcome, IngestOutcome::AlreadyIngested);
        } else {
            ingest(store, &wrong, &less_complete).await;
            ingest(store, &right, &whole).await;
        }

        let alone = in_project(&wrong, &project("alone"));
        ingest(store, &alone, &earlier).await;
        assert_eq!(
            without_ids(load(store, &wrong).await),
            without_ids(load(store, &alone).await)
        );
        ingest(store, &in_project(&right, &project("whole")), &whole).await;
        let expected = load(store, &in_project(&right, &project("whole"))).await;
        assert_eq!(
            without_ids(load(store, &right).await),
            without_ids(expected)
        );
        let history = store.history(&wrong, None).await.unwrap();
        assert!(
            history
                .iter()
                .all(|entry| entry.conversation_id.as_ref() != Some(&whole.conversation_id)),
            "{history:?}"
        );
    }
}

fn without_ids(mut record: CallerRecord) -> CallerRecord {
    for memory in &mut record.memories {
        memory.id = MemoryId::parse("any").unwrap();
    }
    record
        .memories
        .sort_by_key(|memory| (memory.text.clone(), memory.kind.name()));
    record
}
