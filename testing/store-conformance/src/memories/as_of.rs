//! The record as of an earlier time.

use jiff::{Timestamp, ToSpan};
use memories_domain::{
    Call, CallerRecord, Scope,
    ports::{ExtractedCall, MemoryAdmin, MemoryUpdate},
};

use super::{Difference, ingest, load};
use crate::fixtures::{
    WHISTLING, boiler_call, call, caller_turn, city_call, day, extracted, memory_with_text,
    moving_call, note, profile_value, robin, texts,
};

async fn load_as_of(store: &impl MemoryAdmin, scope: &Scope, at: Timestamp) -> CallerRecord {
    CallerRecord::clone(&*store.load_as_of(scope, at).await.unwrap())
}

pub async fn the_record_as_of_a_time_has_what_the_calls_until_then_left(
    store: &impl MemoryAdmin,
    _: &[Difference],
) {
    ingest(store, &robin(), &boiler_call()).await;
    let before = load(store, &robin()).await;
    ingest(store, &robin(), &moving_call()).await;

    assert_eq!(load_as_of(store, &robin(), day(5)).await, before);
    assert_eq!(load_as_of(store, &robin(), day(1)).await, before);
    let record = load_as_of(store, &robin(), day(6)).await;
    assert_eq!(profile_value(&record, "city").as_deref(), Some("Porto"));
    let empty = CallerRecord::default();
    let second_before = day(1) - 1.second();
    assert_eq!(load_as_of(store, &robin(), second_before).await, empty);
}

pub async fn the_record_as_of_now_is_the_record(store: &impl MemoryAdmin, _: &[Difference]) {
    assert_eq!(
        load_as_of(store, &robin(), Timestamp::now()).await,
        CallerRecord::default()
    );
    for call in [
        boiler_call(),
        moving_call(),
        city_call("conv_9", 9, "Lisbon"),
    ] {
        ingest(store, &robin(), &call).await;
    }
    store.add(&robin(), note("Keeps three bees")).await.unwrap();
    let record = load(store, &robin()).await;
    let now = Timestamp::now() + 1.second();
    assert_eq!(load_as_of(store, &robin(), now).await, record);
}

pub async fn a_confirmed_memory_as_of_a_time_is_as_the_calls_until_then_stated_it(
    store: &impl MemoryAdmin,
    differences: &[Difference],
) {
    let repeated = |conversation, number| Call {
        turns: vec![caller_turn(WHISTLING)],
        ..city_call(conversation, number, "Lisbon")
    };
    ingest(store, &robin(), &repeated("conv_1", 1)).await;
    ingest(store, &robin(), &repeated("conv_2", 4)).await;
    let before = load(store, &robin()).await;
    ingest(store, &robin(), &repeated("conv_3", 8)).await;
    let as_of = load_as_of(store, &robin(), day(7)).await;
    if differences.contains(&Difference::ExtractsByItself) {
        assert_eq!(texts(&as_of), texts(&before));
    } else {
        assert_eq!(as_of, before);
    }
}

pub async fn an_edited_memory_as_of_a_time_has_its_former_text(
    store: &impl MemoryAdmin,
    differences: &[Difference],
) {
    if differences.contains(&Difference::KeepsItsOwnHistory) {
        return;
    }
    ingest(store, &robin(), &boiler_call()).await;
    let before = load(store, &robin()).await;
    let whistling = memory_with_text(&before, WHISTLING).unwrap();
    for update in [
        MemoryUpdate {
            text: None,
            annotations: None,
            expires_at: Some(Some(Timestamp::now() + 48.hours())),
        },
        MemoryUpdate {
            text: Some("The boiler is quiet.".into()),
            annotations: None,
            expires_at: None,
        },
    ] {
        let update = store.update(&robin(), &whistling.id, update).await;
        update.unwrap();
        assert_same(load_as_of(store, &robin(), day(2)).await, before.clone());
    }
    let now = load_as_of(store, &robin(), Timestamp::now()).await;
    assert_eq!(memory_with_text(&now, WHISTLING), None);
    assert_eq!(now.memories.len(), before.memories.len());
}

pub async fn a_deleted_memory_is_in_the_record_as_of_a_time_before(
    store: &impl MemoryAdmin,
    differences: &[Difference],
) {
    if differences.contains(&Difference::KeepsItsOwnHistory) {
        return;
    }
    ingest(store, &robin(), &boiler_call()).await;
    let before = load(store, &robin()).await;
    for memory in &before.memories {
        store.delete(&robin(), &memory.id).await.unwrap();
    }
    assert_same(load_as_of(store, &robin(), day(2)).await, before);
    let now = load_as_of(store, &robin(), Timestamp::now()).await;
    assert_eq!(now.memories, []);
}

pub async fn a_manual_memory_is_not_in_the_record_as_of_a_time_before(
    store: &impl MemoryAdmin,
    _: &[Difference],
) {
    ingest(store, &robin(), &call("conv_1", day(1))).await;
    store.add(&robin(), note("Keeps three bees")).await.unwrap();
    let record = load_as_of(store, &robin(), day(2)).await;
    assert_eq!(record.memories, []);
}

/// Not even as of a time at which it had not expired.
pub async fn an_expired_memory_is_in_no_record(store: &impl MemoryAdmin, _: &[Difference]) {
    let expired = ExtractedCall {
        expires_at: Some(Timestamp::now() - 48.hours()),
        ..extracted(&boiler_call())
    };
    store.ingest(&robin(), expired).await.unwrap();
    let record = load_as_of(store, &robin(), day(2)).await;
    assert_eq!(record.memories, []);
    store.purge_expired().await.unwrap();
    let record = load_as_of(store, &robin(), day(2)).await;
    assert_eq!(record.memories, []);
}

/// Whatever the order of memories of one call.
fn assert_same(mut record: CallerRecord, mut expected: CallerRecord) {
    for record in [&mut record, &mut expected] {
        record.memories.sort_by_key(|memory| memory.id.clone());
    }
    assert_eq!(record, expected);
}
