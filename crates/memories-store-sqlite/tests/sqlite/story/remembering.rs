//! What the three calls need of any store.

use futures::future::join_all;
use jiff::{Timestamp, ToSpan};
use memories_domain::{
    Call, CallOutcome, CallerRecord, IngestOutcome, MemoryKind, MemoryStore, Speaker, Subject,
};

use super::people::{boiler_call, call, day, fact, moving_call, robin, sam, texts, under, value};

const WHISTLES: &str = "The Brightflame boiler whistles loudly every morning.";

pub(crate) async fn a_stranger_has_an_empty_record_and_nothing_to_find(store: &impl MemoryStore) {
    assert_eq!(
        *store.recall(&robin()).await.unwrap(),
        CallerRecord::default()
    );
    assert_eq!(store.search(&robin(), "boiler", 3).await.unwrap(), []);
}

pub(crate) async fn a_call_is_remembered_word_for_word_with_its_source(store: &impl MemoryStore) {
    let call = boiler_call();
    let learned = store.learn(&robin(), &call, None).await.unwrap();
    let record = store.recall(&robin()).await.unwrap();

    assert_eq!(
        learned,
        IngestOutcome::Call {
            added: record.memories.len(),
            updated: 0,
            reinforced: 0
        }
    );
    let said = record
        .memories
        .iter()
        .find(|memory| &*memory.text == WHISTLES)
        .unwrap();
    let MemoryKind::Semantic { speaker, context } = &said.kind else {
        panic!("a turn is a semantic memory");
    };
    assert_eq!(*speaker, Some(Speaker::Caller));
    assert_eq!(
        context.before.as_deref(),
        Some("What is wrong with the boiler?")
    );
    for memory in &record.memories {
        assert_eq!(memory.source, Some(call.source()));
        assert_eq!(memory.created_at, call.started_at);
        assert_eq!(memory.updated_at, call.started_at);
        assert_eq!(memory.reinforced, 0);
    }
    assert_eq!(value(&record, "city").as_deref(), Some("Lisbon"));
    assert!(record.memories.iter().any(|memory| memory.kind
        == MemoryKind::Factual {
            subject: Subject::Agent
        }));
    let last = record.calls.last.as_ref().unwrap();
    assert_eq!(last.summary, call.summary);
    assert_eq!(last.duration_secs, 120);
}

pub(crate) async fn learning_the_same_call_ten_times_at_once_leaves_one_set(
    store: &impl MemoryStore,
) {
    let (scope, call) = (robin(), boiler_call());
    let learned = join_all((0..10).map(|_| store.learn(&scope, &call, None))).await;
    let new = learned
        .iter()
        .filter(|learned| matches!(learned, Ok(IngestOutcome::Call { .. })))
        .count();
    let known = learned
        .iter()
        .filter(|learned| matches!(learned, Ok(IngestOutcome::AlreadyIngested)))
        .count();
    assert_eq!((new, known), (1, 9));

    let record = store.recall(&scope).await.unwrap();
    assert_eq!(record.calls.count, 1);
    assert_eq!(
        texts(&record)
            .iter()
            .filter(|text| **text == WHISTLES)
            .count(),
        1
    );
}

pub(crate) async fn a_later_call_changes_a_profile_fact_and_reinforces_the_rest(
    store: &impl MemoryStore,
) {
    store.learn(&robin(), &boiler_call(), None).await.unwrap();
    let learned = store.learn(&robin(), &moving_call(), None).await.unwrap();
    let IngestOutcome::Call {
        updated,
        reinforced,
        ..
    } = learned
    else {
        panic!("a new call is learned");
    };
    assert_eq!((updated, reinforced), (1, 1));

    let record = store.recall(&robin()).await.unwrap();
    assert_eq!(value(&record, "city").as_deref(), Some("Porto"));
    let name = record
        .memories
        .iter()
        .find(|memory| memory.text.contains("Robin") && memory.kind.name() == "profile")
        .unwrap();
    assert_eq!(name.reinforced, 1);
    assert_eq!((name.created_at, name.updated_at), (day(1), day(6)));
}

pub(crate) async fn a_call_that_arrives_late_does_not_bring_back_an_old_value(
    store: &impl MemoryStore,
) {
    store.learn(&robin(), &moving_call(), None).await.unwrap();
    let late = Call {
        collected: vec![fact("city", "Lisbon")],
        ..call("conv_late", day(1))
    };
    let learned = store.learn(&robin(), &late, None).await.unwrap();
    assert_eq!(
        learned,
        IngestOutcome::Call {
            added: 0,
            updated: 0,
            reinforced: 0
        }
    );
    let record = store.recall(&robin()).await.unwrap();
    assert_eq!(value(&record, "city").as_deref(), Some("Porto"));
}

pub(crate) async fn a_call_without_a_word_from_the_caller_teaches_nothing(
    store: &impl MemoryStore,
) {
    let silent = Call {
        caller_spoke: false,
        ..boiler_call()
    };
    let voicemail = Call {
        outcome: CallOutcome::Voicemail,
        ..moving_call()
    };
    for call in [silent, voicemail] {
        let learned = store.learn(&robin(), &call, None).await.unwrap();
        assert_eq!(
            learned,
            IngestOutcome::Call {
                added: 0,
                updated: 0,
                reinforced: 0
            }
        );
        let again = store.learn(&robin(), &call, None).await.unwrap();
        assert_eq!(again, IngestOutcome::AlreadyIngested);
    }
    assert_eq!(
        *store.recall(&robin()).await.unwrap(),
        CallerRecord::default()
    );
}

pub(crate) async fn a_search_finds_what_was_said_best_first(store: &impl MemoryStore) {
    store.learn(&robin(), &boiler_call(), None).await.unwrap();
    store.learn(&robin(), &moving_call(), None).await.unwrap();
    let found = store
        .search(&robin(), "daughter violin orchestra", 3)
        .await
        .unwrap();
    assert!(found.first().unwrap().memory.text.contains("violin"));
    assert!(found.is_sorted_by(|a, b| a.score >= b.score));
    assert!(found.iter().all(|hit| (0.0..=1.0).contains(&hit.score)));
}

pub(crate) async fn a_search_keeps_to_its_limit_and_finds_nothing_in_nothing(
    store: &impl MemoryStore,
) {
    store.learn(&robin(), &boiler_call(), None).await.unwrap();
    let scope = robin();
    assert_eq!(store.search(&scope, "boiler", 1).await.unwrap().len(), 1);
    assert_eq!(store.search(&scope, "boiler", 0).await.unwrap(), []);
    assert_eq!(store.search(&scope, "zeppelin", 3).await.unwrap(), []);
    assert_eq!(store.search(&scope, "", 3).await.unwrap(), []);
}

pub(crate) async fn callers_never_see_each_other(store: &impl MemoryStore) {
    store.learn(&robin(), &boiler_call(), None).await.unwrap();
    store.learn(&sam(), &moving_call(), None).await.unwrap();
    let found = store.search(&sam(), "boiler whistles", 10).await.unwrap();
    assert!(found.iter().all(|hit| !hit.memory.text.contains("whistl")));
    let record = store.recall(&sam()).await.unwrap();
    assert!(!texts(&record).contains(&WHISTLES));
    assert_eq!(record.calls.count, 1);
}

pub(crate) async fn agents_that_do_not_share_never_see_each_other(store: &impl MemoryStore) {
    let (heating, garden) = (
        under(&robin(), "agent_heating"),
        under(&robin(), "agent_garden"),
    );
    store.learn(&heating, &boiler_call(), None).await.unwrap();
    for stranger in [&garden, &robin()] {
        assert_eq!(
            *store.recall(stranger).await.unwrap(),
            CallerRecord::default()
        );
        assert_eq!(store.search(stranger, "boiler", 3).await.unwrap(), []);
    }
    assert!(texts(&store.recall(&heating).await.unwrap()).contains(&WHISTLES));
}

pub(crate) async fn what_is_over_is_not_remembered(store: &impl MemoryStore) {
    let past = Timestamp::now() - 1.hour();
    store
        .learn(&robin(), &boiler_call(), Some(past))
        .await
        .unwrap();
    let record = store.recall(&robin()).await.unwrap();
    assert!(record.memories.is_empty());
    assert_eq!(record.calls.last.as_ref().unwrap().summary, None);
    assert_eq!(store.search(&robin(), "boiler", 3).await.unwrap(), []);
}

pub(crate) async fn calls_are_counted_with_the_latest_one_last_whatever_their_order(
    store: &impl MemoryStore,
) {
    store.learn(&robin(), &moving_call(), None).await.unwrap();
    store.learn(&robin(), &boiler_call(), None).await.unwrap();
    let record = store.recall(&robin()).await.unwrap();
    assert_eq!(record.calls.count, 2);
    assert_eq!(record.calls.first_at, Some(day(1)));
    let last = record.calls.last.as_ref().unwrap();
    assert_eq!(last.started_at, day(6));
    assert_eq!(last.summary, moving_call().summary);
    assert!(record.memories.is_sorted_by_key(|memory| memory.created_at));
}

pub(crate) async fn the_store_is_ready(store: &impl MemoryStore) {
    store.ready().await.unwrap();
}
