//! Ingesting calls.

use std::sync::Arc;

use futures::future::join_all;
use jiff::{Timestamp, ToSpan};
use memories_domain::{
    Call, MemoryKind, Speaker, Subject,
    ports::{ChangeKind, ExtractedCall, IngestOutcome, MemoryAdmin},
};

use super::{Difference, all_added, ingest, load};
use crate::fixtures::{
    WHISTLING, boiler_call, call, caller_turn, conversation, day, extracted, fact,
    memory_with_text, moving_call, note, profile_memory, profile_value, robin, sam, texts,
};

pub async fn memories_are_stored_word_for_word_with_their_source(
    store: &impl MemoryAdmin,
    differences: &[Difference],
) {
    if differences.contains(&Difference::ExtractsByItself) {
        return;
    }
    let call = boiler_call();
    let extracted = extracted(&call);
    let expected: Vec<_> = extracted
        .memories
        .iter()
        .map(|memory| (memory.text.clone(), memory.kind.clone()))
        .collect();
    let outcome = store.ingest(&robin(), extracted).await.unwrap();
    assert_eq!(outcome, all_added(expected.len()));

    let record = load(store, &robin()).await;
    assert_eq!(record.memories.len(), expected.len());
    for (text, kind) in expected {
        let stored = record
            .memories
            .iter()
            .find(|memory| (&memory.text, &memory.kind) == (&text, &kind));
        let stored = stored.unwrap_or_else(|| panic!("{} is stored", &*text));
        assert_eq!(stored.source, Some(call.source()));
        assert_eq!(stored.created_at, call.started_at);
        assert_eq!(stored.updated_at, call.started_at);
        assert_eq!(stored.expires_at, None);
        assert_eq!(stored.confirmations, 0);
    }
    let whistling = memory_with_text(&record, WHISTLING).unwrap();
    let MemoryKind::Semantic {
        speaker,
        neighbours,
    } = &whistling.kind
    else {
        panic!("a turn is a semantic memory");
    };
    assert_eq!(*speaker, Some(Speaker::Caller));
    assert_eq!(
        neighbours.prev.as_deref(),
        Some("What is wrong with the boiler?")
    );
}

pub async fn the_parts_of_a_call_can_be_loaded_and_found(
    store: &impl MemoryAdmin,
    differences: &[Difference],
) {
    let call = boiler_call();
    ingest(store, &robin(), &call).await;
    let record = load(store, &robin()).await;
    assert_eq!(profile_value(&record, "city").as_deref(), Some("Lisbon"));
    assert_eq!(
        profile_value(&record, "caller_first_name").as_deref(),
        Some("Robin")
    );
    let all = texts(&record).join("\n");
    for text in ["booked an engineer", "was confirmed", "whistles loudly"] {
        assert_eq!(all.matches(text).count(), 1, "{text} in {all}");
    }
    if !differences.contains(&Difference::ExtractsByItself) {
        let subject = Subject::Agent;
        let is_rationale = |kind: &MemoryKind| *kind == MemoryKind::Factual { subject };
        assert!(
            record
                .memories
                .iter()
                .any(|memory| is_rationale(&memory.kind))
        );
    }
    let last = record.calls.last.as_ref().unwrap();
    assert_eq!(last.started_at, call.started_at);
    assert_eq!(last.duration_secs, 120);
    assert!(last.summary.as_ref().unwrap().contains("whistling boiler"));
    let found = store.search(&robin(), "boiler whistles", 3).await.unwrap();
    assert!(found.first().unwrap().memory.text.contains("whistl"));
}

pub async fn concurrent_deliveries_of_an_event_are_ingested_once(
    store: &impl MemoryAdmin,
    _: &[Difference],
) {
    let (scope, call) = (robin(), boiler_call());
    let outcomes = join_all((0..10).map(|_| ingest(store, &scope, &call))).await;
    let ingested = outcomes
        .iter()
        .filter(|outcome| matches!(outcome, IngestOutcome::Ingested { .. }))
        .count();
    assert_eq!(ingested, 1);

    let record = load(store, &scope).await;
    assert_eq!(record.calls.count, 1);
    let all = texts(&record).join("\n");
    assert_eq!(all.matches(WHISTLING).count(), 1, "{all}");
}

pub async fn a_later_call_updates_a_profile_fact_and_confirms_the_others(
    store: &impl MemoryAdmin,
    differences: &[Difference],
) {
    ingest(store, &robin(), &boiler_call()).await;
    let outcome = ingest(store, &robin(), &moving_call()).await;
    let record = load(store, &robin()).await;
    assert_eq!(profile_value(&record, "city").as_deref(), Some("Porto"));
    assert_eq!(
        profile_value(&record, "caller_first_name").as_deref(),
        Some("Robin")
    );
    if differences.contains(&Difference::DoesNotConfirm) {
        return;
    }
    let IngestOutcome::Ingested {
        updated, confirmed, ..
    } = outcome
    else {
        panic!("a new call is ingested");
    };
    assert_eq!((updated, confirmed), (1, 1));
    let name = profile_memory(&record, "caller_first_name").unwrap();
    assert_eq!(name.confirmations, 1);
    assert_eq!((name.created_at, name.updated_at), (day(1), day(6)));
    let city = profile_memory(&record, "city").unwrap();
    assert_eq!((city.created_at, city.updated_at), (day(6), day(6)));
}

/// [`WHISTLING`] in another spelling.
const AGAIN: &str = "the brightflame boiler whistles loudly, EVERY morning!";

pub async fn a_statement_that_a_later_call_repeats_is_confirmed(
    store: &impl MemoryAdmin,
    differences: &[Difference],
) {
    if differences.contains(&Difference::DoesNotConfirm) {
        return;
    }
    ingest(store, &robin(), &boiler_call()).await;
    let before = load(store, &robin()).await;
    let again = Call {
        turns: vec![caller_turn(AGAIN)],
        ..call("conv_again", day(3))
    };
    let outcome = ingest(store, &robin(), &again).await;
    assert_eq!(
        outcome,
        IngestOutcome::Ingested {
            added: 0,
            updated: 0,
            confirmed: 1,
            removed: 0
        }
    );
    let record = load(store, &robin()).await;
    let whistling = memory_with_text(&record, AGAIN).unwrap();
    assert_eq!(whistling.confirmations, 1);
    assert_eq!(
        (whistling.created_at, whistling.updated_at),
        (day(1), day(3))
    );
    assert_eq!(whistling.source, Some(again.source()));
    let MemoryKind::Semantic { neighbours, .. } = &whistling.kind else {
        panic!("a turn is a semantic memory");
    };
    assert!(neighbours.is_empty(), "those of the later call");
    assert_eq!(
        whistling.id,
        memory_with_text(&before, WHISTLING).unwrap().id
    );
}

pub async fn a_call_without_memories_is_counted(
    store: &impl MemoryAdmin,
    differences: &[Difference],
) {
    if differences.contains(&Difference::ExtractsByItself) {
        return;
    }
    let courtesies = Call {
        turns: vec![caller_turn("Hello? Thank you, goodbye.")],
        ..call("conv_courtesies", day(1))
    };
    let outcome = ingest(store, &robin(), &courtesies).await;
    assert_eq!(outcome, all_added(0));
    let record = load(store, &robin()).await;
    assert_eq!(record.memories, []);
    assert_eq!(record.calls.count, 1);
    assert_eq!(record.calls.last.unwrap().started_at, day(1));
    let again = ingest(store, &robin(), &courtesies).await;
    assert_eq!(again, IngestOutcome::AlreadyIngested);
}

pub async fn calls_are_counted_in_any_order(store: &impl MemoryAdmin, _: &[Difference]) {
    ingest(store, &robin(), &moving_call()).await;
    ingest(store, &robin(), &boiler_call()).await;
    let record = load(store, &robin()).await;
    assert_eq!(record.calls.count, 2);
    assert_eq!(record.calls.first_at, Some(day(1)));
    let last = record.calls.last.unwrap();
    assert_eq!(last.started_at, day(6));
    assert_eq!(last.summary, moving_call().summary);
    let created: Vec<_> = record
        .memories
        .iter()
        .map(|memory| memory.created_at)
        .collect();
    assert!(created.is_sorted(), "{created:?}");
}

pub async fn changes_by_a_call_are_recorded_with_its_conversation(
    store: &impl MemoryAdmin,
    differences: &[Difference],
) {
    if differences.contains(&Difference::KeepsItsOwnHistory) {
        return;
    }
    let scope = robin();
    ingest(store, &scope, &boiler_call()).await;
    ingest(store, &scope, &moving_call()).await;
    let record = load(store, &scope).await;
    let added = (ChangeKind::Added, boiler_call());
    let updated = (ChangeKind::Updated, moving_call());
    let confirmed = (ChangeKind::Confirmed, moving_call());
    for (key, expected, texts) in [
        (
            "city",
            vec![updated],
            [Some("city: Lisbon"), Some("city: Porto")],
        ),
        (
            "caller_first_name",
            vec![added, confirmed],
            [Some("caller first name: Robin"); 2],
        ),
    ] {
        let memory = profile_memory(&record, key).unwrap();
        let history = store.history(&scope, Some(&memory.id)).await.unwrap();
        let changes: Vec<_> = history
            .iter()
            .map(|entry| {
                (
                    entry.change,
                    entry.conversation_id.clone(),
                    entry.agent_id.clone(),
                )
            })
            .collect();
        let expected: Vec<_> = expected
            .into_iter()
            .map(|(change, call)| (change, Some(call.conversation_id), call.agent_id))
            .collect();
        assert_eq!(changes, expected, "{key}");
        let last = history.last().unwrap();
        assert_eq!([last.old_text.as_deref(), last.new_text.as_deref()], texts);
    }
}

/// Two days in the past, which is over wherever memories expire by day.
fn expired() -> ExtractedCall {
    ExtractedCall {
        expires_at: Some(Timestamp::now() - 48.hours()),
        ..extracted(&boiler_call())
    }
}

pub async fn expired_memories_are_neither_loaded_nor_found(
    store: &impl MemoryAdmin,
    _: &[Difference],
) {
    store.ingest(&robin(), expired()).await.unwrap();
    let record = load(store, &robin()).await;
    assert_eq!(record.memories, []);
    let last_summary = record.calls.last.and_then(|call| call.summary);
    assert_eq!(last_summary, None);
    assert_eq!(store.search(&robin(), "boiler", 3).await.unwrap(), []);
}

pub async fn expired_memories_are_purged(store: &impl MemoryAdmin, differences: &[Difference]) {
    let expired = expired();
    let (call, count) = (Arc::clone(&expired.call), expired.memories.len());
    store.ingest(&robin(), expired).await.unwrap();
    let lasting = store.add(&robin(), note("Keeps three bees")).await.unwrap();
    let purged = store.purge_expired().await.unwrap();
    if differences.contains(&Difference::ExpiresByDay) {
        assert_eq!(purged, 0, "the platform expires memories by itself");
    } else {
        assert_eq!(purged, count);
    }
    assert_eq!(store.purge_expired().await.unwrap(), 0);
    assert_eq!(load(store, &robin()).await.memories, [lasting]);
    let again = ingest(store, &robin(), &call).await;
    assert_eq!(again, IngestOutcome::AlreadyIngested);
}

/// The operator declares per fact how long it is kept.
pub async fn a_memory_expires_with_its_call_or_earlier(
    store: &impl MemoryAdmin,
    differences: &[Difference],
) {
    let days = |days: i64| Timestamp::now() + (24 * days).hours();
    let (soon, later) = (days(30), days(60));
    let mut extracted = extracted(&Call {
        collected: vec![
            fact("city", "Lisbon"),
            fact("pet", "cat"),
            fact("plan", "Gold"),
        ],
        ..call("conv_1", day(1))
    });
    extracted.expires_at = Some(later);
    for (memory, expires_at) in extracted.memories.iter_mut().zip([soon, days(90)]) {
        memory.expires_at = Some(expires_at);
    }
    let other_call = Call {
        conversation_id: conversation("conv_2"),
        ..Call::clone(&extracted.call)
    };
    let mut without_expiry = ExtractedCall {
        call: Arc::new(other_call),
        expires_at: None,
        ..extracted.clone()
    };
    without_expiry
        .memories
        .retain(|memory| memory.expires_at == Some(soon));

    store.ingest(&robin(), extracted).await.unwrap();
    store.ingest(&sam(), without_expiry).await.unwrap();
    let (robin, sam) = (load(store, &robin()).await, load(store, &sam()).await);
    for (record, name, expected) in [
        (&robin, "city", soon),
        (&robin, "pet", later),
        (&robin, "plan", later),
        (&sam, "city", soon),
    ] {
        let expires_at = profile_memory(record, name).unwrap().expires_at.unwrap();
        if differences.contains(&Difference::ExpiresByDay) {
            let end_of_day = expected + 24.hours();
            assert!((expected..=end_of_day).contains(&expires_at), "{name}");
        } else {
            assert_eq!(
                expires_at.as_microsecond(),
                expected.as_microsecond(),
                "{name}"
            );
        }
    }
}
