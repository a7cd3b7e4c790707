//! Each value of a profile fact is a memory of its own.

use memories_domain::{
    Call, MemoryId, Scope,
    ports::{ExtractedCall, IngestOutcome, MemoryAdmin},
};

use super::{Difference, all_added, ingest, load};
use crate::fixtures::{
    annotations, call, city_call, day, extracted, fact, in_project, note, profile_fact,
    profile_memories, profile_memory, profile_value, robin, texts,
};

fn updated(updated: usize) -> IngestOutcome {
    IngestOutcome::Ingested {
        added: 0,
        updated,
        confirmed: 0,
        removed: 0,
    }
}

fn confirmed(confirmed: usize) -> IngestOutcome {
    IngestOutcome::Ingested {
        added: 0,
        updated: 0,
        confirmed,
        removed: 0,
    }
}

/// A call whose memories all have annotations.
fn annotated(call: &Call, caller: &str, turn: u32) -> ExtractedCall {
    let mut extracted = extracted(call);
    for memory in &mut extracted.memories {
        memory.annotations = annotations(caller, turn);
    }
    extracted
}

pub async fn two_values_of_a_fact_are_two_memories(store: &impl MemoryAdmin, _: &[Difference]) {
    ingest(store, &robin(), &city_call("conv_1", 1, "Lisbon")).await;
    let before = load(store, &robin()).await;
    let later = city_call("conv_2", 6, "Porto");
    assert_eq!(ingest(store, &robin(), &later).await, updated(1));

    let record = load(store, &robin()).await;
    let [lisbon, porto] = profile_memories(&record, "city").try_into().unwrap();
    assert_eq!(Some(lisbon), before.memories.first());
    assert_eq!(&*porto.text, "city: Porto");
    assert_eq!((porto.created_at, porto.updated_at), (day(6), day(6)));
    assert_eq!(porto.source, Some(later.source()));
    assert_eq!(porto.confirmations, 0);
}

pub async fn the_same_value_in_a_later_call_confirms_it(
    store: &impl MemoryAdmin,
    _: &[Difference],
) {
    ingest(store, &robin(), &city_call("conv_1", 1, "Lisbon")).await;
    let before = load(store, &robin()).await;
    let later = city_call("conv_2", 6, "lisbon");
    assert_eq!(ingest(store, &robin(), &later).await, confirmed(1));

    let record = load(store, &robin()).await;
    let [lisbon] = record.memories.as_slice() else {
        panic!("one memory: {record:?}");
    };
    assert_eq!(lisbon.id, before.memories.first().unwrap().id);
    assert_eq!(&*lisbon.text, "city: lisbon");
    assert_eq!((lisbon.created_at, lisbon.updated_at), (day(1), day(6)));
    assert_eq!(lisbon.source, Some(later.source()));
    assert_eq!(lisbon.confirmations, 1);
}

pub async fn a_value_that_was_replaced_can_be_stated_again(
    store: &impl MemoryAdmin,
    _: &[Difference],
) {
    for (conversation, number, city) in [
        ("conv_1", 1, "Lisbon"),
        ("conv_2", 4, "Porto"),
        ("conv_3", 6, "Lisbon"),
    ] {
        ingest(store, &robin(), &city_call(conversation, number, city)).await;
    }
    let record = load(store, &robin()).await;
    assert_eq!(profile_memories(&record, "city").len(), 2);
    assert_eq!(profile_value(&record, "city").as_deref(), Some("Lisbon"));
}

pub async fn a_call_that_arrives_late_does_not_restore_an_old_value(
    store: &impl MemoryAdmin,
    _: &[Difference],
) {
    ingest(store, &robin(), &city_call("conv_2", 6, "Porto")).await;
    let late = city_call("conv_1", 1, "Lisbon");
    let outcome = ingest(store, &robin(), &late).await;
    assert_eq!(outcome, all_added(1), "it had no value before");
    let record = load(store, &robin()).await;
    assert_eq!(profile_memories(&record, "city").len(), 2);
    assert_eq!(profile_value(&record, "city").as_deref(), Some("Porto"));
}

pub async fn the_order_in_which_values_arrive_does_not_matter(
    store: &impl MemoryAdmin,
    _: &[Difference],
) {
    let calls = [
        city_call("conv_1", 1, "Lisbon"),
        city_call("conv_2", 4, "Porto"),
        city_call("conv_3", 6, "Lisbon"),
    ];
    let mut records = Vec::new();
    for order in [
        [0, 1, 2],
        [0, 2, 1],
        [1, 0, 2],
        [1, 2, 0],
        [2, 0, 1],
        [2, 1, 0],
    ] {
        let scope: Scope = in_project(&robin(), &format!("order_{order:?}"));
        for index in order {
            ingest(store, &scope, calls.get::<usize>(index).unwrap()).await;
        }
        let mut record = load(store, &scope).await;
        for memory in &mut record.memories {
            memory.id = MemoryId::parse("any").unwrap();
        }
        records.push(record);
    }
    for record in &records {
        assert_eq!(Some(record), records.first());
    }
}

pub async fn each_person_has_values_of_their_own(store: &impl MemoryAdmin, _: &[Difference]) {
    for (conversation, number, caller, born) in [
        ("conv_1", 1, "Robin", "1961"),
        ("conv_2", 4, "Priya", "1958"),
        ("conv_3", 6, "Robin", "1963"),
    ] {
        let call = Call {
            collected: vec![fact("birth_year", born)],
            ..call(conversation, day(number))
        };
        let outcome = store.ingest(&robin(), annotated(&call, caller, 0)).await;
        let is_second_of_robin = number == 6;
        let expected = if is_second_of_robin {
            updated(1)
        } else {
            all_added(1)
        };
        assert_eq!(outcome.unwrap(), expected, "{conversation}");
    }
    let record = load(store, &robin()).await;
    let latest = profile_memory(&record, "birth_year").unwrap();
    store.delete(&robin(), &latest.id).await.unwrap();
    assert_eq!(texts(&load(store, &robin()).await), ["birth year: 1958"]);
}

pub async fn annotations_are_stored(store: &impl MemoryAdmin, _: &[Difference]) {
    let (earlier, later) = (
        city_call("conv_1", 1, "Lisbon"),
        city_call("conv_2", 6, "Lisbon"),
    );
    for (call, turn) in [(&earlier, 3), (&later, 5)] {
        let extracted = annotated(call, "Robin", turn);
        store.ingest(&robin(), extracted).await.unwrap();
        let record = load(store, &robin()).await;
        let [memory] = record.memories.as_slice() else {
            panic!("one memory: {record:?}");
        };
        assert_eq!(memory.annotations, annotations("Robin", turn));
    }
}

pub async fn a_retracted_confirmation_leaves_the_earlier_call(
    store: &impl MemoryAdmin,
    _: &[Difference],
) {
    let earlier = city_call("conv_1", 1, "Lisbon");
    let more_complete = Call {
        collected: vec![fact("plan", "Gold"), fact("pet", "cat")],
        ..call("conv_2", day(6))
    };
    for (project, reversed) in [("in_order", false), ("reversed", true)] {
        let scope = in_project(&robin(), project);
        let mut calls = vec![earlier.clone(), city_call("conv_2", 6, "Lisbon")];
        if reversed {
            calls.reverse();
        }
        for call in calls {
            ingest(store, &scope, &call).await;
        }
        ingest(store, &scope, &more_complete).await;
        let record = load(store, &scope).await;
        let lisbon = profile_memory(&record, "city").unwrap();
        assert_eq!((lisbon.created_at, lisbon.updated_at), (day(1), day(1)));
        assert_eq!(lisbon.source, Some(earlier.source()));
        assert_eq!(lisbon.confirmations, 0);
    }
}

pub async fn a_deleted_fact_does_not_give_way_to_a_former_value(
    store: &impl MemoryAdmin,
    _: &[Difference],
) {
    ingest(store, &robin(), &city_call("conv_1", 1, "Lisbon")).await;
    ingest(store, &robin(), &city_call("conv_2", 6, "Porto")).await;
    store.add(&robin(), note("Keeps three bees")).await.unwrap();
    store
        .add(&robin(), profile_fact("plan", "Gold"))
        .await
        .unwrap();
    let record = load(store, &robin()).await;
    let porto = profile_memory(&record, "city").unwrap();
    store.delete(&robin(), &porto.id).await.unwrap();
    let after = load(store, &robin()).await;
    assert_eq!(texts(&after), ["Keeps three bees", "plan: Gold"]);
}

pub async fn a_deleted_former_value_leaves_the_latest(store: &impl MemoryAdmin, _: &[Difference]) {
    ingest(store, &robin(), &city_call("conv_1", 1, "Lisbon")).await;
    ingest(store, &robin(), &city_call("conv_2", 6, "Porto")).await;
    let record = load(store, &robin()).await;
    let lisbon = profile_memories(&record, "city").first().copied().unwrap();
    store.delete(&robin(), &lisbon.id).await.unwrap();
    assert_eq!(texts(&load(store, &robin()).await), ["city: Porto"]);
}

pub async fn a_manual_value_is_the_latest(store: &impl MemoryAdmin, _: &[Difference]) {
    ingest(store, &robin(), &city_call("conv_1", 1, "Lisbon")).await;
    ingest(store, &robin(), &city_call("conv_2", 6, "Porto")).await;
    for (city, count) in [("Faro", 3), ("Lisbon", 3)] {
        let added = store.add(&robin(), profile_fact("city", city)).await;
        let added = added.unwrap();
        assert_eq!(added.source, None);
        let record = load(store, &robin()).await;
        assert_eq!(profile_memory(&record, "city"), Some(&added));
        assert_eq!(record.memories.len(), count);
    }
}
