//! What the operator's commands need of any store.

use std::slice;

use jiff::{Timestamp, ToSpan};
use memories_domain::{
    CallerRecord, Change, ErasureReport, IngestOutcome, MemoryAdmin, MemoryId, MemoryUpdate,
    NewMemory, StoreError,
};

use super::people::{boiler_call, moving_call, note, profile, robin, sam, texts, under, value};

fn words(text: &str) -> MemoryUpdate {
    MemoryUpdate {
        text: Some(text.into()),
        expires_at: None,
    }
}

pub(crate) async fn a_memory_entered_by_hand_is_recalled_and_found(store: &impl MemoryAdmin) {
    let added = store.add(&robin(), note("Keeps three bees")).await.unwrap();
    assert_eq!(added.source, None);
    assert_eq!(added.created_at, added.updated_at);
    assert_eq!(
        store.recall(&robin()).await.unwrap().memories,
        slice::from_ref(&added)
    );
    let found = store.search(&robin(), "bees", 3).await.unwrap();
    assert_eq!(found.first().unwrap().memory, added);
}

pub(crate) async fn a_profile_fact_entered_by_hand_replaces_what_a_call_said(
    store: &impl MemoryAdmin,
) {
    store.learn(&robin(), &boiler_call(), None).await.unwrap();
    store.add(&robin(), profile("city", "Faro")).await.unwrap();
    // The call of day 6 is older than the person's word.
    store.learn(&robin(), &moving_call(), None).await.unwrap();
    let record = store.recall(&robin()).await.unwrap();
    assert_eq!(value(&record, "city").as_deref(), Some("Faro"));
}

pub(crate) async fn a_corrected_memory_keeps_its_former_words_in_its_history(
    store: &impl MemoryAdmin,
) {
    let added = store.add(&robin(), note("Keeps three bees")).await.unwrap();
    let updated = store
        .update(&robin(), &added.id, words("Keeps three hives"))
        .await
        .unwrap();
    assert_eq!(&*updated.text, "Keeps three hives");
    assert_eq!(updated.id, added.id);
    assert!(updated.updated_at >= added.updated_at);
    assert_eq!(store.recall(&robin()).await.unwrap().memories, [updated]);
    assert_eq!(store.search(&robin(), "bees", 3).await.unwrap(), []);

    let history = store.history(&robin(), Some(&added.id)).await.unwrap();
    let last = history.last().unwrap();
    assert_eq!(last.change, Change::Updated);
    assert_eq!(last.old_text.as_deref(), Some("Keeps three bees"));
    assert_eq!(last.new_text.as_deref(), Some("Keeps three hives"));
}

pub(crate) async fn a_corrected_profile_fact_changes_its_value(store: &impl MemoryAdmin) {
    let city = store.add(&robin(), profile("city", "Faro")).await.unwrap();
    store
        .update(&robin(), &city.id, words("Evora"))
        .await
        .unwrap();
    let record = store.recall(&robin()).await.unwrap();
    assert_eq!(value(&record, "city").as_deref(), Some("Evora"));
    assert_eq!(texts(&record), ["city: Evora"]);
}

pub(crate) async fn an_end_can_be_set_and_taken_away(store: &impl MemoryAdmin) {
    let (scope, end) = (robin(), Timestamp::now() + 1.hour());
    let added = store.add(&scope, note("Is on holiday")).await.unwrap();
    let until = |expires_at| MemoryUpdate {
        text: None,
        expires_at: Some(expires_at),
    };
    let ends = store
        .update(&scope, &added.id, until(Some(end)))
        .await
        .unwrap();
    assert_eq!(
        ends.expires_at.unwrap().as_microsecond(),
        end.as_microsecond()
    );
    assert_eq!(ends.text, added.text);
    let stays = store.update(&scope, &added.id, until(None)).await.unwrap();
    assert_eq!(stays, added);
    let past = Some(end - 2.hours());
    store.update(&scope, &added.id, until(past)).await.unwrap();
    assert_eq!(texts(&store.recall(&scope).await.unwrap()), [""; 0]);
    let gone = store.update(&scope, &added.id, until(None)).await;
    assert!(matches!(gone, Err(StoreError::NotFound(_))));
}

pub(crate) async fn a_deleted_memory_is_gone_and_its_history_is_not(store: &impl MemoryAdmin) {
    let added = store.add(&robin(), note("Keeps three bees")).await.unwrap();
    store.delete(&robin(), &added.id).await.unwrap();
    assert_eq!(store.recall(&robin()).await.unwrap().memories, []);
    assert_eq!(store.search(&robin(), "bees", 3).await.unwrap(), []);
    let again = store.delete(&robin(), &added.id).await;
    assert!(matches!(again, Err(StoreError::NotFound(id)) if id == added.id));

    let history = store.history(&robin(), Some(&added.id)).await.unwrap();
    let last = history.last().unwrap();
    assert_eq!(last.change, Change::Deleted);
    assert_eq!(last.old_text.as_deref(), Some("Keeps three bees"));
    assert_eq!(last.new_text, None);
}

pub(crate) async fn a_memory_of_somebody_else_cannot_be_touched(store: &impl MemoryAdmin) {
    let added = store.add(&robin(), note("Keeps three bees")).await.unwrap();
    store.add(&sam(), note("Keeps a goat")).await.unwrap();
    for other in [sam(), under(&robin(), "agent_garden")] {
        let updated = store.update(&other, &added.id, words("Keeps none")).await;
        assert!(matches!(updated, Err(StoreError::NotFound(_))));
        let deleted = store.delete(&other, &added.id).await;
        assert!(matches!(deleted, Err(StoreError::NotFound(_))));
        let history = store.history(&other, Some(&added.id)).await.unwrap();
        assert_eq!(history, []);
    }
    assert_eq!(store.recall(&robin()).await.unwrap().memories, [added]);
}

pub(crate) async fn every_change_is_in_the_history_oldest_first(store: &impl MemoryAdmin) {
    let scope = robin();
    let city = store.add(&scope, profile("city", "Lisbon")).await.unwrap();
    store.add(&scope, profile("city", "Lisbon")).await.unwrap();
    store.add(&scope, profile("city", "Porto")).await.unwrap();
    let bees = store.add(&scope, note("Keeps three bees")).await.unwrap();
    store.delete(&scope, &city.id).await.unwrap();

    let all = store.history(&scope, None).await.unwrap();
    let told: Vec<_> = all
        .iter()
        .map(|entry| (&entry.memory_id, entry.change))
        .collect();
    assert_eq!(
        told,
        [
            (&city.id, Change::Added),
            (&city.id, Change::Reinforced),
            (&city.id, Change::Updated),
            (&bees.id, Change::Added),
            (&city.id, Change::Deleted),
        ]
    );
    assert!(all.is_sorted_by_key(|entry| entry.at));
    let reinforced = all.get(1).unwrap();
    assert_eq!(reinforced.old_text.as_deref(), Some("city: Lisbon"));
    assert_eq!(reinforced.new_text.as_deref(), Some("city: Lisbon"));
    let only_bees = store.history(&scope, Some(&bees.id)).await.unwrap();
    assert_eq!(only_bees.len(), 1);
}

pub(crate) async fn a_forgotten_caller_is_a_stranger_again_under_every_agent(
    store: &impl MemoryAdmin,
) {
    let (scope, agent) = (robin(), under(&robin(), "agent_heating"));
    store.learn(&scope, &boiler_call(), None).await.unwrap();
    store.learn(&agent, &moving_call(), None).await.unwrap();
    let memories = store.recall(&scope).await.unwrap().memories.len()
        + store.recall(&agent).await.unwrap().memories.len();

    let forgotten = store.forget(&scope.caller).await.unwrap();
    assert_eq!(
        forgotten,
        ErasureReport {
            memories,
            history_entries: memories,
            calls: 2,
            inbox_events: 0
        }
    );
    for scope in [&scope, &agent] {
        assert_eq!(*store.recall(scope).await.unwrap(), CallerRecord::default());
        assert_eq!(store.search(scope, "boiler", 3).await.unwrap(), []);
        assert_eq!(store.history(scope, None).await.unwrap(), []);
    }
    let again = store.forget(&scope.caller).await.unwrap();
    assert_eq!(again, ErasureReport::default());
}

pub(crate) async fn a_call_that_is_delivered_again_after_forgetting_teaches_nothing(
    store: &impl MemoryAdmin,
) {
    store.learn(&robin(), &boiler_call(), None).await.unwrap();
    store.forget(&robin().caller).await.unwrap();
    let learned = store.learn(&robin(), &boiler_call(), None).await.unwrap();
    assert_eq!(learned, IngestOutcome::AlreadyIngested);
    assert_eq!(
        *store.recall(&robin()).await.unwrap(),
        CallerRecord::default()
    );
}

pub(crate) async fn forgetting_one_caller_leaves_the_others_alone(store: &impl MemoryAdmin) {
    store.learn(&robin(), &boiler_call(), None).await.unwrap();
    store.learn(&sam(), &moving_call(), None).await.unwrap();
    let before = store.recall(&sam()).await.unwrap();
    store.forget(&robin().caller).await.unwrap();
    assert_eq!(store.recall(&sam()).await.unwrap(), before);
}

pub(crate) async fn what_was_exported_can_be_imported_once(store: &impl MemoryAdmin) {
    store.learn(&robin(), &boiler_call(), None).await.unwrap();
    store.add(&robin(), note("Keeps three bees")).await.unwrap();
    let exported = store.recall(&robin()).await.unwrap().memories.clone();
    store.forget(&robin().caller).await.unwrap();

    let imported = store.import(&robin(), exported.clone()).await.unwrap();
    assert_eq!(imported, exported.len());
    assert_eq!(store.recall(&robin()).await.unwrap().memories, exported);
    assert_eq!(store.import(&robin(), exported).await.unwrap(), 0);
    assert_eq!(
        store.import(&robin(), vec![over()]).await.unwrap(),
        0,
        "what is over is not put back"
    );
}

/// A memory whose time is over.
fn over() -> memories_domain::Memory {
    let NewMemory { text, kind, .. } = note("Is on holiday");
    let then = Timestamp::now() - 2.hours();
    memories_domain::Memory {
        id: MemoryId::generate(),
        text,
        kind,
        created_at: then,
        updated_at: then,
        expires_at: Some(then + 1.hour()),
        source: None,
        reinforced: 0,
    }
}
