//! Changes by an operator, history and transfer.

use std::slice;

use jiff::{Timestamp, ToSpan, Zoned, tz::TimeZone};
use memories_domain::{
    Annotations, FactRules, Memory, MemoryId, Nature, Scope,
    ports::{ChangeKind, MemoryAdmin, MemoryUpdate, NewMemory, StoreError},
};

use super::{Difference, ingest, load};
use crate::fixtures::{
    boiler_call, city_call, day, extracted, memory_with_text, moving_call, note, profile_fact,
    profile_value, robin, speaker, texts,
};

fn text(text: &str) -> MemoryUpdate {
    MemoryUpdate {
        text: Some(text.into()),
        ..MemoryUpdate::default()
    }
}

const fn expiry(expires_at: Option<Timestamp>) -> MemoryUpdate {
    MemoryUpdate {
        text: None,
        annotations: None,
        expires_at: Some(expires_at),
    }
}

pub async fn a_manual_entry_is_loaded_and_found(store: &impl MemoryAdmin, _: &[Difference]) {
    let added = store.add(&robin(), note("Keeps three bees")).await.unwrap();
    assert_eq!(added.source, None);
    assert_eq!(added.created_at, added.updated_at);
    assert_eq!(added.confirmations, 0);
    let record = load(store, &robin()).await;
    assert_eq!(record.memories, slice::from_ref(&added));
    assert_eq!(record.calls.count, 0);
    let found = store.search(&robin(), "bees", 3).await.unwrap();
    assert_eq!(found.first().unwrap().memory, added);
}

pub async fn a_manual_profile_fact_wins_over_older_calls(
    store: &impl MemoryAdmin,
    _: &[Difference],
) {
    ingest(store, &robin(), &boiler_call()).await;
    store
        .add(&robin(), profile_fact("city", "Faro"))
        .await
        .unwrap();
    // The call was in 2025, before the entry.
    ingest(store, &robin(), &moving_call()).await;
    let record = load(store, &robin()).await;
    assert_eq!(profile_value(&record, "city").as_deref(), Some("Faro"));
}

/// What an operator enters about an appointment on a day.
fn appointment(day: &str, caller: Option<&str>) -> NewMemory {
    let new = profile_fact("appointment_date", day);
    NewMemory {
        annotations: Annotations {
            caller: caller.map(speaker),
            nature: Some(Nature::Event),
            ..Annotations::of(
                &new.text,
                &new.kind,
                &said_at(),
                None,
                &FactRules::default(),
            )
        },
        ..new
    }
}

fn said_at() -> Zoned {
    day(1).to_zoned(TimeZone::UTC)
}

pub async fn a_manual_entry_keeps_its_times_nature_and_person(
    store: &impl MemoryAdmin,
    _: &[Difference],
) {
    let new = appointment("2025-12-05 10:00", Some("Robin"));
    assert_eq!(new.annotations.times.len(), 1);
    // Entered twice, it is confirmed, and says the same.
    for _ in 0..2 {
        store.add(&robin(), new.clone()).await.unwrap();
        let record = load(store, &robin()).await;
        let [memory] = record.memories.as_slice() else {
            panic!("one memory: {record:?}");
        };
        assert_eq!(memory.annotations, new.annotations);
        let now = day(40).to_zoned(TimeZone::UTC);
        assert!(record.knowledge().is_past(0, &now));
    }
}

pub async fn an_edit_replaces_the_times_and_keeps_the_person(
    store: &impl MemoryAdmin,
    _: &[Difference],
) {
    let new = appointment("2025-12-05 10:00", Some("Robin"));
    let added = store.add(&robin(), new).await.unwrap();
    let edited = appointment("2025-12-09 11:00", None).annotations;
    let update = MemoryUpdate {
        annotations: Some(edited.clone()),
        ..text("2025-12-09 11:00")
    };
    let updated = store.update(&robin(), &added.id, update).await.unwrap();
    assert_eq!(updated.annotations.times, edited.times);
    assert_eq!(updated.annotations.caller, added.annotations.caller);
    assert_eq!(updated.annotations.nature, Some(Nature::Event));
}

pub async fn deleting_a_fact_deletes_the_values_of_calls_without_a_name(
    store: &impl MemoryAdmin,
    _: &[Difference],
) {
    for (conversation, number, city, caller) in [
        ("conv_1", 1, "Lisbon", None),
        ("conv_2", 2, "Faro", Some("Robin")),
        ("conv_3", 3, "Porto", Some("Robin Okafor")),
    ] {
        let mut extracted = extracted(&city_call(conversation, number, city));
        for memory in &mut extracted.memories {
            memory.annotations.caller = caller.map(speaker);
        }
        store.ingest(&robin(), extracted).await.unwrap();
    }
    let record = load(store, &robin()).await;
    assert_eq!(record.memories.len(), 3);
    let porto = memory_with_text(&record, "city: Porto").unwrap();
    store.delete(&robin(), &porto.id).await.unwrap();
    assert_eq!(texts(&load(store, &robin()).await), [] as [&str; 0]);
}

pub async fn an_edit_keeps_the_former_text_in_the_history(
    store: &impl MemoryAdmin,
    _: &[Difference],
) {
    let added = store.add(&robin(), note("Keeps three bees")).await.unwrap();
    let updated = store
        .update(&robin(), &added.id, text("Keeps three hives"))
        .await
        .unwrap();
    assert_eq!(&*updated.text, "Keeps three hives");
    assert_eq!(updated.id, added.id);
    assert!(updated.updated_at >= added.updated_at);
    assert_eq!(load(store, &robin()).await.memories, [updated]);
    assert_eq!(store.search(&robin(), "bees", 3).await.unwrap(), []);

    let history = store.history(&robin(), Some(&added.id)).await.unwrap();
    let last = history.last().unwrap();
    assert_eq!(last.change, ChangeKind::Updated);
    assert_eq!(last.conversation_id, None);
    assert_eq!(last.old_text.as_deref(), Some("Keeps three bees"));
    assert_eq!(last.new_text.as_deref(), Some("Keeps three hives"));
}

pub async fn an_edited_profile_fact_changes_its_value(store: &impl MemoryAdmin, _: &[Difference]) {
    let city = store
        .add(&robin(), profile_fact("city", "Faro"))
        .await
        .unwrap();
    store
        .update(&robin(), &city.id, text("Evora"))
        .await
        .unwrap();
    let record = load(store, &robin()).await;
    assert_eq!(profile_value(&record, "city").as_deref(), Some("Evora"));
    assert_eq!(texts(&record), ["city: Evora"]);
}

pub async fn an_expiry_can_be_set_and_removed(
    store: &impl MemoryAdmin,
    differences: &[Difference],
) {
    let scope = robin();
    let update =
        async |id: &MemoryId, expires_at| store.update(&scope, id, expiry(expires_at)).await;
    let added = store.add(&scope, note("Is on holiday")).await.unwrap();
    let end = Timestamp::now() + 48.hours();
    let expiring = update(&added.id, Some(end)).await.unwrap();
    assert_eq!(expiring.text, added.text);
    if differences.contains(&Difference::ExpiresByDay) {
        assert!(expiring.expires_at.is_some());
    } else {
        let expires_at = expiring.expires_at.unwrap();
        assert_eq!(expires_at.as_microsecond(), end.as_microsecond());
    }
    let lasting = update(&added.id, None).await.unwrap();
    assert_eq!((lasting.expires_at, &lasting.text), (None, &added.text));

    update(&added.id, Some(end - 96.hours())).await.unwrap();
    assert_eq!(load(store, &scope).await.memories, []);
    let expired = update(&added.id, None).await;
    assert!(matches!(expired, Err(StoreError::NotFound(_))));
}

pub async fn a_deleted_memory_is_gone_but_its_history_remains(
    store: &impl MemoryAdmin,
    _: &[Difference],
) {
    let added = store.add(&robin(), note("Keeps three bees")).await.unwrap();
    store.delete(&robin(), &added.id).await.unwrap();
    assert_eq!(load(store, &robin()).await.memories, []);
    assert_eq!(store.search(&robin(), "bees", 3).await.unwrap(), []);
    let again = store.delete(&robin(), &added.id).await;
    assert!(matches!(again, Err(StoreError::NotFound(id)) if id == added.id));

    let history = store.history(&robin(), Some(&added.id)).await.unwrap();
    let last = history.last().unwrap();
    assert_eq!(last.change, ChangeKind::Deleted);
    assert_eq!(last.conversation_id, None);
    assert_eq!(last.old_text.as_deref(), Some("Keeps three bees"));
    assert_eq!(last.new_text, None);
}

pub async fn the_history_lists_every_change_oldest_first(
    store: &impl MemoryAdmin,
    differences: &[Difference],
) {
    if differences.contains(&Difference::KeepsItsOwnHistory) {
        return;
    }
    let scope = robin();
    let city = add_fact(store, &scope, "Lisbon").await;
    add_fact(store, &scope, "Lisbon").await;
    let porto = add_fact(store, &scope, "Porto").await;
    let bees = store.add(&scope, note("Keeps three bees")).await.unwrap();
    store.delete(&scope, &city.id).await.unwrap();

    let all = store.history(&scope, None).await.unwrap();
    let changes: Vec<_> = all
        .iter()
        .map(|entry| (&entry.memory_id, entry.change))
        .collect();
    assert_eq!(
        changes,
        [
            (&city.id, ChangeKind::Added),
            (&city.id, ChangeKind::Confirmed),
            (&porto.id, ChangeKind::Updated),
            (&bees.id, ChangeKind::Added),
            (&city.id, ChangeKind::Deleted),
        ]
    );
    assert!(all.is_sorted_by_key(|entry| entry.at));
    let updated = all.get(2).unwrap();
    assert_eq!(updated.old_text.as_deref(), Some("city: Lisbon"));
    assert_eq!(updated.new_text.as_deref(), Some("city: Porto"));
    let confirmed = all.get(1).unwrap();
    assert_eq!(confirmed.old_text.as_deref(), Some("city: Lisbon"));
    assert_eq!(confirmed.new_text.as_deref(), Some("city: Lisbon"));
    let only_bees = store.history(&scope, Some(&bees.id)).await.unwrap();
    assert_eq!(only_bees.len(), 1);
}

async fn add_fact(store: &impl MemoryAdmin, scope: &Scope, city: &str) -> Memory {
    store.add(scope, profile_fact("city", city)).await.unwrap()
}

pub async fn exported_memories_can_be_imported_once(
    store: &impl MemoryAdmin,
    differences: &[Difference],
) {
    if differences.contains(&Difference::ImportsAsNew) {
        return;
    }
    let scope = robin();
    ingest(store, &scope, &boiler_call()).await;
    store.add(&scope, note("Keeps three bees")).await.unwrap();
    let exported = load(store, &scope).await.memories;
    store.forget(&scope.project, &scope.caller).await.unwrap();

    let imported = store.import(&scope, exported.clone()).await.unwrap();
    assert_eq!(imported, exported.len());
    assert_eq!(load(store, &scope).await.memories, exported);
    assert_eq!(store.import(&scope, exported).await.unwrap(), 0);
}

pub async fn expired_memories_are_not_imported(store: &impl MemoryAdmin, _: &[Difference]) {
    let NewMemory { text, kind, .. } = note("Is on holiday");
    let then = Timestamp::now() - 96.hours();
    let expired = Memory {
        id: MemoryId::generate(),
        text,
        kind,
        created_at: then,
        updated_at: then,
        expires_at: Some(then + 24.hours()),
        source: None,
        confirmations: 0,
        annotations: Annotations::default(),
    };
    assert_eq!(store.import(&robin(), vec![expired]).await.unwrap(), 0);
    assert_eq!(load(store, &robin()).await.memories, []);
}
