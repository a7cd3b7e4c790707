//! Several events of one call have the result of one event with the most complete parts, in any
//! order and among other calls and changes by an operator.

use std::{sync::Arc, time::Duration};

use jiff::{Timestamp, ToSpan};
use memories_domain::{
    Annotations, Call, CallCompleteness, CallHistory, CallOutcome, CallerRecord, ExtractedMemory,
    Memory, MemoryId, MemoryKind, Neighbours, ProfileKey, ProfileValue, Speaker, Subject,
    ports::{
        ChangeKind, ExtractedCall, IngestOutcome, MemoryAdmin, MemoryReader, MemoryUpdate,
        MemoryWriter,
    },
};
use memories_store_sqlite::SqliteStore;
use proptest::{collection::vec, option, prelude::*, sample::select};
use store_conformance::fixtures::{
    annotations, call, caller_turn, city_call, day, fact, memory_with_text, note, profile_value,
    robin, texts,
};

use crate::{forget, ingest, open};

/// Few texts, so that calls repeat each other. Two have the same dedup hash.
fn text() -> impl Strategy<Value = &'static str> {
    select(vec![
        "Has a boiler.",
        "has a boiler",
        "Has a goat.",
        "Plays the violin.",
    ])
}

fn neighbour() -> impl Strategy<Value = Option<&'static str>> {
    option::of(text())
}

fn profile() -> impl Strategy<Value = ExtractedMemory> {
    let values = select(vec!["Lisbon", "Porto", "Oslo"]);
    let person = option::of(select(vec!["Robin", "Priya"]));
    (select(vec!["city", "plan"]), values, person, 0..3_u32).prop_map(
        |(key, value, person, turn)| ExtractedMemory {
            text: format!("{key}: {value}").into(),
            kind: MemoryKind::Profile {
                key: ProfileKey::parse(key).unwrap(),
                value: ProfileValue::Text(value.into()),
            },
            annotations: person
                .map_or_else(Annotations::default, |person| annotations(person, turn)),
            expires_at: None,
        },
    )
}

fn factual() -> impl Strategy<Value = ExtractedMemory> {
    let subject = select(vec![Subject::Caller, Subject::Agent]);
    (subject, text()).prop_map(|(subject, text)| ExtractedMemory {
        text: text.into(),
        kind: MemoryKind::Factual { subject },
        annotations: Annotations::default(),
        expires_at: None,
    })
}

fn semantic() -> impl Strategy<Value = ExtractedMemory> {
    let speaker = select(vec![Speaker::Caller, Speaker::Agent]);
    (speaker, text(), neighbour(), neighbour()).prop_map(|(speaker, text, prev, next)| {
        ExtractedMemory {
            text: text.into(),
            kind: MemoryKind::Semantic {
                speaker: Some(speaker),
                neighbours: Neighbours {
                    prev: prev.map(Into::into),
                    prev2: None,
                    next: next.map(Into::into),
                },
            },
            annotations: Annotations::default(),
            expires_at: None,
        }
    })
}

/// How much of each part an event has, from 0.
type Levels = [usize; 3];

const MAX_LEVEL: usize = 3;

/// A conversation: what an event contains at each level of each part.
#[derive(Debug, Clone)]
struct Conversation {
    id: String,
    day: i64,
    memories: [Vec<Vec<ExtractedMemory>>; 3],
}

prop_compose! {
    fn conversation(id: &'static str, day: i64)(
        profile in vec(vec(profile(), 0..4), MAX_LEVEL),
        factual in vec(vec(factual(), 0..4), MAX_LEVEL),
        semantic in vec(vec(semantic(), 0..5), MAX_LEVEL),
    ) -> Conversation {
        Conversation { id: id.to_owned(), day, memories: [profile, factual, semantic] }
    }
}

impl Conversation {
    fn event(&self, [profile, factual, semantic]: Levels) -> ExtractedCall {
        let names = ["name", "street", "phone"];
        let call = Call {
            collected: names
                .iter()
                .take(profile)
                .map(|name| fact(name, "given"))
                .collect(),
            summary: (factual > 0).then(|| "s".repeat(factual).into()),
            turns: (0..semantic).map(|_| caller_turn("word")).collect(),
            duration_secs: 60 * (1 + semantic as u64),
            ..call(&self.id, day(self.day))
        };
        let memories = self
            .memories
            .iter()
            .zip([profile, factual, semantic])
            .filter_map(|(by_level, level)| by_level.get(level.checked_sub(1)?))
            .flatten()
            .cloned()
            .collect();
        let expires_at = call.started_at + Duration::from_hours(24 * 365 * 500);
        ExtractedCall {
            completeness: CallCompleteness::new(&call),
            call: Arc::new(call),
            memories,
            expires_at: Some(expires_at),
        }
    }

    fn whole(&self) -> ExtractedCall {
        self.event([MAX_LEVEL; 3])
    }
}

fn levels() -> impl Strategy<Value = Levels> {
    let level = || 0..=MAX_LEVEL;
    [level(), level(), level()].prop_filter("it has a part", |levels| *levels != [0; 3])
}

fn most_complete(events: &[Levels]) -> Levels {
    let max = |part: usize| events.iter().map(|levels| levels[part]).max().unwrap_or(0);
    [max(0), max(1), max(2)]
}

/// A record without ids, sorted by text.
#[derive(Debug, PartialEq)]
struct State {
    memories: Vec<Memory>,
    calls: CallHistory,
}

async fn state(store: &SqliteStore) -> State {
    state_of(&store.load(&robin()).await.unwrap())
}

fn state_of(record: &CallerRecord) -> State {
    let mut memories = record.memories.clone();
    for memory in &mut memories {
        memory.id = MemoryId::parse("any").unwrap();
    }
    memories.sort_by_key(|memory| {
        let caller = memory.annotations.caller.clone();
        (memory.text.clone(), caller, format!("{:?}", memory.kind))
    });
    State {
        memories,
        calls: record.calls.clone(),
    }
}

async fn state_after(events: impl IntoIterator<Item = ExtractedCall>) -> State {
    let (store, _directory) = open();
    for event in events {
        store.ingest(&robin(), event).await.unwrap();
    }
    let state = state(&store).await;
    store.shutdown().await;
    state
}

fn block_on<T>(future: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread().build();
    runtime.unwrap().block_on(future)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn the_order_of_the_events_of_a_call_does_not_matter(
        conversation in conversation("conv_1", 6),
        events in vec(levels(), 1..4),
        before in option::of(conversation("conv_2", 3)),
        arrived_before_but_later in option::of(conversation("conv_3", 9)),
        after in option::of(conversation("conv_4", 12)),
        arrived_after_but_earlier in option::of(conversation("conv_5", 2)),
    ) {
        let earlier: Vec<_> = before.iter().chain(&arrived_before_but_later).collect();
        let later: Vec<_> = after.iter().chain(&arrived_after_but_earlier).collect();
        let around = |events: &[Levels]| {
            let earlier = earlier.iter().map(|conversation| conversation.whole());
            let events = events.iter().map(|levels| conversation.event(*levels));
            let later = later.iter().map(|conversation| conversation.whole());
            state_after(earlier.chain(events).chain(later).collect::<Vec<_>>())
        };
        let expected = block_on(around(&[most_complete(&events)]));
        prop_assert_eq!(block_on(around(&events)), expected);
    }

    #[test]
    fn a_final_event_replaces_provisional_ones_of_any_length_in_any_order(
        conversation in conversation("conv_1", 6),
        events in vec((any::<bool>(), levels()), 1..5),
    ) {
        let event = |is_final: bool, levels: Levels| {
            let mut event = conversation.event(levels);
            let call = Arc::make_mut(&mut event.call);
            call.duration_secs = 60;
            if !is_final {
                call.outcome = CallOutcome::InProgress;
            }
            event.completeness = CallCompleteness::new(call);
            event
        };
        let best = |part: usize| {
            let of_part = events.iter().map(|(is_final, levels)| (*is_final, levels[part]));
            of_part.filter(|(_, level)| *level > 0).max().map_or(0, |(_, level)| level)
        };
        let expected = event(true, [best(0), best(1), best(2)]);
        let delivered = events.iter().map(|(is_final, levels)| event(*is_final, *levels));
        let delivered: Vec<_> = delivered.collect();
        prop_assert_eq!(
            block_on(state_after(delivered)),
            block_on(state_after([expected]))
        );
    }

    #[test]
    fn the_order_of_the_events_of_interleaved_calls_does_not_matter(
        calls in (conversation("conv_1", 6), conversation("conv_2", 9)),
        events in vec((any::<bool>(), levels()), 2..6),
        later in option::of(conversation("conv_3", 12)),
    ) {
        let of_call = |second: bool| -> Vec<Levels> {
            let of_call = events.iter().filter(|(is_second, _)| *is_second == second);
            of_call.map(|(_, levels)| *levels).collect()
        };
        let (of_first, of_second) = (of_call(false), of_call(true));
        prop_assume!(!of_first.is_empty() && !of_second.is_empty());
        let later = || later.iter().map(Conversation::whole);
        let interleaved = events.iter().map(|(is_second, levels)| {
            let conversation = if *is_second { &calls.1 } else { &calls.0 };
            conversation.event(*levels)
        });
        let interleaved: Vec<_> = interleaved.chain(later()).collect();
        let alone = [
            calls.0.event(most_complete(&of_first)),
            calls.1.event(most_complete(&of_second)),
        ];
        let expected = block_on(state_after(alone.into_iter().chain(later())));
        prop_assert_eq!(block_on(state_after(interleaved)), expected);
    }

    #[test]
    fn the_record_as_of_a_time_is_that_of_the_calls_until_then(
        calls in (
            conversation("conv_1", 2),
            conversation("conv_2", 5),
            conversation("conv_3", 8),
        ),
        order in Just([0, 1, 2]).prop_shuffle(),
        day_of_record in 1..10_i64,
        deleted in vec(any::<bool>(), 20),
    ) {
        block_on(async {
            let calls = [&calls.0, &calls.1, &calls.2];
            let until = calls.iter().filter(|call| call.day <= day_of_record);
            let expected = state_after(until.map(|call| call.whole())).await;
            let (store, _directory) = open();
            for index in order {
                store.ingest(&robin(), calls[index].whole()).await.unwrap();
            }
            let as_of = store.load_as_of(&robin(), day(day_of_record)).await.unwrap();
            prop_assert_eq!(&state_of(&as_of), &expected);

            // What an operator does later changes nothing.
            let record = store.load(&robin()).await.unwrap();
            for (memory, is_deleted) in record.memories.iter().zip(deleted) {
                if is_deleted {
                    drop(store.delete(&robin(), &memory.id).await);
                } else {
                    let update = MemoryUpdate {
                        text: Some("Edited.".into()),
                        annotations: None,
                        expires_at: None,
                    };
                    drop(store.update(&robin(), &memory.id, update).await);
                }
            }
            let as_of = store.load_as_of(&robin(), day(day_of_record)).await.unwrap();
            prop_assert_eq!(&state_of(&as_of), &expected);
            store.shutdown().await;
            Ok(())
        })?;
    }

    #[test]
    fn ingestion_is_idempotent(
        conversation in conversation("conv_1", 6),
        events in vec(levels(), 1..4),
        other in conversation("conv_2", 3),
    ) {
        block_on(async {
            let (store, _directory) = open();
            let mut ingested = vec![other.whole()];
            ingested.extend(events.iter().map(|levels| conversation.event(*levels)));
            for event in &ingested {
                store.ingest(&robin(), event.clone()).await.unwrap();
            }
            let record = store.load(&robin()).await.unwrap();
            let history = store.history(&robin(), None).await.unwrap();
            for event in ingested {
                let outcome = store.ingest(&robin(), event).await.unwrap();
                prop_assert_eq!(outcome, IngestOutcome::AlreadyIngested);
            }
            prop_assert_eq!(store.load(&robin()).await.unwrap(), record);
            prop_assert_eq!(store.history(&robin(), None).await.unwrap(), history);
            store.shutdown().await;
            Ok(())
        })?;
    }
}

const BOILER: &str = "The boiler in the basement whistles loudly.";
const VIOLIN: &str = "My daughter plays the violin in the orchestra.";
const GOAT: &str = "The neighbours' goat escaped on Thursday evening.";

fn transcript(turns: &[&str]) -> Call {
    Call {
        turns: turns.iter().copied().map(caller_turn).collect(),
        ..call("conv_1", day(6))
    }
}

#[tokio::test]
async fn turns_that_a_more_complete_transcript_inserts_are_in_the_order_of_the_call() {
    let (store, _directory) = open();
    ingest(&store, &robin(), &transcript(&[BOILER, GOAT])).await;
    ingest(&store, &robin(), &transcript(&[BOILER, VIOLIN, GOAT])).await;
    let record = store.load(&robin()).await.unwrap();
    assert_eq!(texts(&record), [BOILER, VIOLIN, GOAT]);
}

#[tokio::test]
async fn a_memory_that_an_operator_edited_is_left_alone_by_a_more_complete_event() {
    let (store, _directory) = open();
    ingest(&store, &robin(), &transcript(&[BOILER, GOAT])).await;
    let record = store.load(&robin()).await.unwrap();
    let memory = memory_with_text(&record, BOILER).unwrap();
    let update = MemoryUpdate {
        text: Some("The boiler is quiet.".into()),
        annotations: None,
        expires_at: None,
    };
    let edited = store.update(&robin(), &memory.id, update).await.unwrap();

    ingest(&store, &robin(), &transcript(&[BOILER, VIOLIN, GOAT])).await;
    let record = store.load(&robin()).await.unwrap();
    assert_eq!(memory_with_text(&record, BOILER), None);
    assert!(record.memories.contains(&edited));
    assert!(memory_with_text(&record, VIOLIN).is_some());
    assert_eq!(record.memories.len(), 3);
}

#[tokio::test]
async fn a_memory_that_an_operator_deleted_is_not_restored_by_a_more_complete_event() {
    let (store, _directory) = open();
    ingest(&store, &robin(), &transcript(&[BOILER, GOAT])).await;
    let record = store.load(&robin()).await.unwrap();
    let memory = memory_with_text(&record, BOILER).unwrap();
    store.delete(&robin(), &memory.id).await.unwrap();

    ingest(&store, &robin(), &transcript(&[BOILER, VIOLIN, GOAT])).await;
    let record = store.load(&robin()).await.unwrap();
    assert_eq!(texts(&record), [VIOLIN, GOAT]);
}

#[tokio::test]
async fn a_memory_that_an_operator_confirmed_survives_an_event_without_it() {
    let (store, _directory) = open();
    ingest(&store, &robin(), &transcript(&[BOILER])).await;
    let confirmed = store.add(&robin(), note(BOILER)).await.unwrap();
    assert_eq!(confirmed.confirmations, 1);
    ingest(&store, &robin(), &transcript(&[VIOLIN, GOAT])).await;
    let record = store.load(&robin()).await.unwrap();
    let memory = memory_with_text(&record, BOILER).unwrap();
    assert_eq!(memory.id, confirmed.id);
    assert_eq!(
        (&memory.source, memory.confirmations),
        (&None, 0),
        "it is the operator's alone"
    );
}

#[tokio::test]
async fn a_value_that_a_more_complete_event_lacks_is_deleted_and_the_history_shows_it() {
    let (store, _directory) = open();
    ingest(&store, &robin(), &city_call("conv_0", 1, "Lisbon")).await;
    let before = store.load(&robin()).await.unwrap().memories.clone();
    ingest(&store, &robin(), &city_call("conv_1", 6, "Porto")).await;
    let more_complete = Call {
        collected: vec![fact("plan", "Gold"), fact("pet", "goat")],
        ..call("conv_1", day(6))
    };
    ingest(&store, &robin(), &more_complete).await;

    let record = store.load(&robin()).await.unwrap();
    assert!(record.memories.contains(&before[0]));
    assert_eq!(profile_value(&record, "city").as_deref(), Some("Lisbon"));
    let history = store.history(&robin(), None).await.unwrap();
    let of_city = history.iter().filter(|entry| {
        let text = entry.old_text.as_ref().or(entry.new_text.as_ref());
        text.is_some_and(|text| text.starts_with("city"))
    });
    let of_city: Vec<_> = of_city
        .map(|entry| {
            (
                entry.change,
                entry.old_text.as_deref(),
                entry.new_text.as_deref(),
            )
        })
        .collect();
    let (lisbon, porto) = (Some("city: Lisbon"), Some("city: Porto"));
    assert_eq!(
        of_city,
        [
            (ChangeKind::Added, None, lisbon),
            (ChangeKind::Updated, lisbon, porto),
            (ChangeKind::Deleted, porto, None),
        ]
    );
}

#[tokio::test]
async fn a_deleted_fact_and_its_former_values_are_not_restored_by_more_complete_events() {
    let (store, _directory) = open();
    ingest(&store, &robin(), &city_call("conv_0", 1, "Lisbon")).await;
    ingest(&store, &robin(), &city_call("conv_1", 6, "Porto")).await;
    let record = store.load(&robin()).await.unwrap();
    let porto = memory_with_text(&record, "city: Porto").unwrap();
    store.delete(&robin(), &porto.id).await.unwrap();
    for (conversation, number, city) in [("conv_0", 1, "Lisbon"), ("conv_1", 6, "Porto")] {
        let mut more_complete = city_call(conversation, number, city);
        more_complete.collected.push(fact("plan", "Gold"));
        ingest(&store, &robin(), &more_complete).await;
    }
    let record = store.load(&robin()).await.unwrap();
    assert_eq!(texts(&record), ["plan: Gold"]);
}

#[tokio::test]
async fn entries_of_an_operator_are_known_each_as_of_its_time() {
    let (store, _directory) = open();
    let mut states = Vec::new();
    for text in ["Keeps bees.", "keeps bees", "Keeps BEES"] {
        store.add(&robin(), note(text)).await.unwrap();
        states.push((Timestamp::now(), store.load(&robin()).await.unwrap()));
    }
    let id = states[0].1.memories[0].id.clone();
    for expires_at in [Some(Timestamp::now() + 48.hours()), None] {
        let update = MemoryUpdate {
            text: None,
            annotations: None,
            expires_at: Some(expires_at),
        };
        store.update(&robin(), &id, update).await.unwrap();
        states.push((Timestamp::now(), store.load(&robin()).await.unwrap()));
    }
    let confirmations = |record: &CallerRecord| record.memories[0].confirmations;
    assert_eq!(confirmations(&states[2].1), 2);
    for (at, expected) in &states {
        let as_of = store.load_as_of(&robin(), *at).await.unwrap();
        assert_eq!(&as_of, expected);
    }
}

#[tokio::test]
async fn a_value_that_a_later_call_confirmed_is_not_reverted() {
    let (store, _directory) = open();
    for (conversation, number, city) in [
        ("conv_0", 1, "Lisbon"),
        ("conv_1", 6, "Porto"),
        ("conv_2", 9, "Porto"),
    ] {
        ingest(&store, &robin(), &city_call(conversation, number, city)).await;
    }
    let more_complete = Call {
        collected: vec![fact("plan", "Gold"), fact("pet", "goat")],
        ..call("conv_1", day(6))
    };
    ingest(&store, &robin(), &more_complete).await;
    let record = store.load(&robin()).await.unwrap();
    assert_eq!(profile_value(&record, "city").as_deref(), Some("Porto"));
}

#[tokio::test]
async fn a_confirmation_that_a_more_complete_event_lacks_is_reverted() {
    let (store, _directory) = open();
    let earlier = Call {
        conversation_id: call("conv_0", day(1)).conversation_id,
        started_at: day(1),
        ..transcript(&[BOILER])
    };
    ingest(&store, &robin(), &earlier).await;
    let before = store.load(&robin()).await.unwrap().memories.clone();
    ingest(&store, &robin(), &transcript(&[BOILER])).await;
    ingest(&store, &robin(), &transcript(&[VIOLIN, GOAT])).await;
    let record = store.load(&robin()).await.unwrap();
    assert!(record.memories.contains(&before[0]));
    let history = store.history(&robin(), Some(&before[0].id)).await.unwrap();
    assert_eq!(history.len(), 1);
}

#[tokio::test]
async fn a_call_that_imported_memories_come_from_does_not_confirm_them() {
    let (store, _directory) = open();
    ingest(&store, &robin(), &transcript(&[BOILER])).await;
    let exported = store.load(&robin()).await.unwrap().memories.clone();
    let (restored, _directory) = open();
    restored.import(&robin(), exported.clone()).await.unwrap();
    ingest(&restored, &robin(), &transcript(&[BOILER])).await;
    let record = restored.load(&robin()).await.unwrap();
    assert_eq!(record.memories, exported);
}

#[tokio::test]
async fn a_call_without_content_is_counted_once() {
    let (store, _directory) = open();
    let (empty, transcript) = (call("conv_1", day(6)), transcript(&[BOILER]));
    for (event, changes_something) in [
        (&empty, true),
        (&empty, false),
        (&transcript, true),
        (&empty, false),
    ] {
        let outcome = ingest(&store, &robin(), event).await;
        assert_eq!(outcome != IngestOutcome::AlreadyIngested, changes_something);
        assert_eq!(store.load(&robin()).await.unwrap().calls.count, 1);
    }
}

#[tokio::test]
async fn the_call_of_an_imported_memory_is_not_ingested_after_an_erasure() {
    let (store, _directory) = open();
    ingest(&store, &robin(), &transcript(&[BOILER])).await;
    let exported = store.load(&robin()).await.unwrap().memories.clone();
    let (restored, _directory) = open();
    restored.import(&robin(), exported).await.unwrap();
    forget(&restored, &robin()).await;
    let outcome = ingest(&restored, &robin(), &transcript(&[BOILER])).await;
    assert_eq!(outcome, IngestOutcome::AlreadyIngested);
}
