//! Several events of one call: each of its parts comes from the most complete event.

use futures::future::join_all;
use memories_domain::{
    Call, Memory, MemoryKind,
    ports::{ChangeKind, IngestOutcome, MemoryAdmin},
};

use super::{Difference, all_added, ingest, load};
use crate::fixtures::{
    WHISTLING, agent_turn, boiler_call, call, caller_turn, day, extracted, fact, in_project,
    memory_with_text, profile_memory, profile_value, robin, texts,
};

const CUT_OFF: &str = "An engineer will visit on";
const VISIT: &str = "An engineer will visit on Thursday the 26th at nine.";
const DOOR: &str = "Please ring the neighbour's bell beside the green door.";
const DAUGHTER: &str = "My daughter Alex plays the violin in the orchestra.";

/// An event that was sent before the call had ended.
pub(super) fn partial_transcript() -> Call {
    Call {
        turns: vec![
            agent_turn("What is wrong with the boiler?"),
            caller_turn(WHISTLING),
            agent_turn(CUT_OFF),
        ],
        ..call("conv_1", day(6))
    }
}

pub(super) fn whole_transcript() -> Call {
    Call {
        turns: vec![
            agent_turn("What is wrong with the boiler?"),
            caller_turn(WHISTLING),
            agent_turn(VISIT),
            caller_turn(DOOR),
        ],
        ..call("conv_1", day(6))
    }
}

/// [`boiler_call`] without its turns, in the conversation of the transcripts.
pub(super) fn analysis() -> Call {
    Call {
        turns: Vec::new(),
        conversation_id: whole_transcript().conversation_id,
        started_at: whole_transcript().started_at,
        ..boiler_call()
    }
}

fn whole_event() -> Call {
    Call {
        turns: whole_transcript().turns,
        ..analysis()
    }
}

pub async fn a_redelivered_event_changes_nothing(store: &impl MemoryAdmin, _: &[Difference]) {
    ingest(store, &robin(), &whole_event()).await;
    let before = load(store, &robin()).await;
    let outcome = ingest(store, &robin(), &whole_event()).await;
    assert_eq!(outcome, IngestOutcome::AlreadyIngested);
    assert_eq!(load(store, &robin()).await, before);
}

pub async fn a_more_complete_transcript_replaces_a_less_complete_one(
    store: &impl MemoryAdmin,
    differences: &[Difference],
) {
    if differences.contains(&Difference::ExtractsByItself) {
        return;
    }
    ingest(store, &robin(), &partial_transcript()).await;
    let before = load(store, &robin()).await;
    assert_eq!(sorted_texts(&before.memories), [CUT_OFF, WHISTLING]);

    let outcome = ingest(store, &robin(), &whole_transcript()).await;
    assert_eq!(
        outcome,
        IngestOutcome::Ingested {
            added: 2,
            updated: 0,
            confirmed: 0,
            removed: 1
        }
    );
    let after = load(store, &robin()).await;
    assert_eq!(sorted_texts(&after.memories), [VISIT, DOOR, WHISTLING]);
    let kept = memory_with_text(&after, WHISTLING).unwrap();
    assert_eq!(kept.id, memory_with_text(&before, WHISTLING).unwrap().id);
    assert_eq!(kept.confirmations, 0);
    assert_eq!((kept.created_at, kept.updated_at), (day(6), day(6)));
    let MemoryKind::Semantic { neighbours, .. } = &kept.kind else {
        panic!("a turn is a semantic memory");
    };
    assert_eq!(neighbours.next.as_deref(), Some(VISIT));
    let found = store.search(&robin(), "green door", 3).await.unwrap();
    assert_eq!(&*found.first().unwrap().memory.text, DOOR);
}

pub async fn a_replaced_memory_is_deleted_in_the_history(
    store: &impl MemoryAdmin,
    differences: &[Difference],
) {
    if differences.contains(&Difference::KeepsItsOwnHistory) {
        return;
    }
    ingest(store, &robin(), &partial_transcript()).await;
    let before = load(store, &robin()).await;
    ingest(store, &robin(), &whole_transcript()).await;

    let removed = &memory_with_text(&before, CUT_OFF).unwrap().id;
    let history = store.history(&robin(), Some(removed)).await.unwrap();
    let last = history.last().unwrap();
    assert_eq!(last.change, ChangeKind::Deleted);
    assert_eq!(
        last.conversation_id,
        Some(whole_transcript().conversation_id)
    );
    assert_eq!(last.old_text.as_deref(), Some(CUT_OFF));
    assert_eq!(last.new_text, None);

    let kept = &memory_with_text(&before, WHISTLING).unwrap().id;
    let history = store.history(&robin(), Some(kept)).await.unwrap();
    let changes: Vec<_> = history.iter().map(|entry| entry.change).collect();
    assert_eq!(changes, [ChangeKind::Added]);
}

pub async fn a_more_complete_transcript_replaces_the_text_of_a_less_complete_one(
    store: &impl MemoryAdmin,
    _: &[Difference],
) {
    ingest(store, &robin(), &partial_transcript()).await;
    ingest(store, &robin(), &whole_transcript()).await;
    let all = texts(&load(store, &robin()).await).join("\n");
    for text in [WHISTLING, CUT_OFF, VISIT, DOOR] {
        assert_eq!(all.matches(text).count(), 1, "{text} in {all}");
    }
}

pub async fn a_less_complete_event_after_a_more_complete_one_changes_nothing(
    store: &impl MemoryAdmin,
    _: &[Difference],
) {
    ingest(store, &robin(), &whole_event()).await;
    let before = load(store, &robin()).await;
    for less_complete in [partial_transcript(), whole_transcript(), analysis()] {
        let outcome = ingest(store, &robin(), &less_complete).await;
        assert_eq!(outcome, IngestOutcome::AlreadyIngested);
    }
    assert_eq!(load(store, &robin()).await, before);
}

pub async fn of_different_transcripts_of_equal_length_the_same_wins_in_either_order(
    store: &impl MemoryAdmin,
    _: &[Difference],
) {
    let green = whole_transcript();
    let mut brown = whole_transcript();
    brown.turns.pop();
    let door = DOOR.replace("green", "brown");
    brown.turns.push(caller_turn(&door));
    let mut winners = Vec::new();
    for (project, events) in [("one", [&green, &brown]), ("two", [&brown, &green])] {
        let scope = in_project(&robin(), project);
        for event in events {
            ingest(store, &scope, event).await;
        }
        let all = texts(&load(store, &scope).await).join("\n");
        winners.push([DOOR, &*door].map(|text| all.matches(text).count()));
    }
    let [first, second] = winners.try_into().unwrap();
    assert_eq!(first, second);
    assert!([[1, 0], [0, 1]].contains(&first), "{first:?}");
}

pub async fn an_analysis_that_follows_the_transcript_adds_its_parts(
    store: &impl MemoryAdmin,
    differences: &[Difference],
) {
    ingest(store, &robin(), &whole_transcript()).await;
    let before = load(store, &robin()).await;
    let outcome = ingest(store, &robin(), &whole_event()).await;
    let after = load(store, &robin()).await;
    assert_eq!(profile_value(&after, "city").as_deref(), Some("Lisbon"));
    for memory in &before.memories {
        assert!(after.memories.contains(memory), "{memory:?} is unchanged");
    }
    if !differences.contains(&Difference::ExtractsByItself) {
        let analysis = extracted(&analysis()).memories.len();
        assert_eq!(outcome, all_added(analysis));
        assert_eq!(after.memories.len(), before.memories.len() + analysis);
    }
}

pub async fn a_transcript_that_follows_the_analysis_adds_its_part(
    store: &impl MemoryAdmin,
    differences: &[Difference],
) {
    ingest(store, &robin(), &analysis()).await;
    let before = load(store, &robin()).await;
    let outcome = ingest(store, &robin(), &whole_event()).await;
    let after = load(store, &robin()).await;
    let all = texts(&after).join("\n");
    assert_eq!(all.matches(WHISTLING).count(), 1, "{all}");
    for memory in &before.memories {
        assert!(after.memories.contains(memory), "{memory:?} is unchanged");
    }
    if !differences.contains(&Difference::ExtractsByItself) {
        let turns = extracted(&whole_transcript()).memories.len();
        assert_eq!(outcome, all_added(turns));
    }
}

pub async fn more_complete_profile_facts_replace_less_complete_ones(
    store: &impl MemoryAdmin,
    differences: &[Difference],
) {
    let less_complete = Call {
        collected: vec![
            fact("city", "Lisbo"),
            fact("pet", "cat"),
            fact("plan", "Gold"),
        ],
        ..call("conv_1", day(6))
    };
    let more_complete = Call {
        collected: vec![
            fact("city", "Lisbon"),
            fact("job", "pilot"),
            fact("plan", "Gold"),
            fact("street", "Harbour Road"),
        ],
        ..call("conv_1", day(6))
    };
    ingest(store, &robin(), &less_complete).await;
    let before = load(store, &robin()).await;
    let outcome = ingest(store, &robin(), &more_complete).await;
    let after = load(store, &robin()).await;
    assert_eq!(
        sorted_texts(&after.memories),
        [
            "city: Lisbon",
            "job: pilot",
            "plan: Gold",
            "street: Harbour Road",
        ]
    );
    assert_eq!(
        profile_memory(&after, "plan"),
        profile_memory(&before, "plan")
    );
    if !differences.contains(&Difference::ExtractsByItself) {
        assert_eq!(
            outcome,
            IngestOutcome::Ingested {
                added: 3,
                updated: 0,
                confirmed: 0,
                removed: 2
            }
        );
    }
}

pub async fn a_more_complete_event_with_another_start_corrects_a_profile_fact(
    store: &impl MemoryAdmin,
    differences: &[Difference],
) {
    for (conversation, number) in [("conv_1", 2), ("conv_2", 9)] {
        let scope = in_project(&robin(), conversation);
        let less_complete = Call {
            collected: vec![fact("city", "Lisbo")],
            ..call(conversation, day(6))
        };
        let more_complete = Call {
            collected: vec![fact("city", "Lisbon"), fact("pet", "cat")],
            ..call(conversation, day(number))
        };
        ingest(store, &scope, &less_complete).await;
        ingest(store, &scope, &more_complete).await;
        let record = load(store, &scope).await;
        let city = profile_memory(&record, "city").unwrap();
        assert_eq!(&*city.text, "city: Lisbon");
        if !differences.contains(&Difference::ExtractsByItself) {
            assert_eq!(city.created_at, day(number));
            assert_eq!(city.updated_at, day(number));
        }
    }
}

pub async fn a_memory_of_an_earlier_call_survives_the_replacement_of_its_confirmation(
    store: &impl MemoryAdmin,
    differences: &[Difference],
) {
    ingest(store, &robin(), &boiler_call()).await;
    let before = load(store, &robin()).await;
    let less_complete = Call {
        turns: vec![caller_turn(WHISTLING)],
        ..call("conv_2", day(6))
    };
    let more_complete = Call {
        turns: vec![caller_turn(DAUGHTER), caller_turn(DOOR)],
        ..call("conv_2", day(6))
    };
    ingest(store, &robin(), &less_complete).await;
    let outcome = ingest(store, &robin(), &more_complete).await;
    let after = load(store, &robin()).await;
    let all = texts(&after).join("\n");
    for text in [WHISTLING, DAUGHTER, DOOR] {
        assert_eq!(all.matches(text).count(), 1, "{text} in {all}");
    }
    if differences.contains(&Difference::ExtractsByItself) {
        return;
    }
    assert_eq!(outcome, all_added(2));
    let whistling = memory_with_text(&after, WHISTLING).unwrap();
    assert_eq!(
        whistling.id,
        memory_with_text(&before, WHISTLING).unwrap().id
    );
    assert_eq!(whistling.source, Some(boiler_call().source()));
}

pub async fn a_memory_of_an_earlier_call_is_confirmed_once_by_two_events(
    store: &impl MemoryAdmin,
    differences: &[Difference],
) {
    if differences.contains(&Difference::DoesNotConfirm) {
        return;
    }
    ingest(store, &robin(), &boiler_call()).await;
    let less_complete = Call {
        turns: vec![caller_turn(WHISTLING)],
        ..call("conv_2", day(6))
    };
    let more_complete = Call {
        turns: vec![caller_turn(WHISTLING), caller_turn(DAUGHTER)],
        ..call("conv_2", day(6))
    };
    for (event, added, confirmed) in [(less_complete, 0, 1), (more_complete, 1, 0)] {
        let outcome = ingest(store, &robin(), &event).await;
        assert_eq!(
            outcome,
            IngestOutcome::Ingested {
                added,
                updated: 0,
                confirmed,
                removed: 0
            }
        );
        let record = load(store, &robin()).await;
        let whistling = memory_with_text(&record, WHISTLING).unwrap();
        assert_eq!(whistling.confirmations, 1);
        assert_eq!(whistling.updated_at, day(6));
    }
}

pub async fn a_call_is_counted_once_with_the_details_of_its_most_complete_event(
    store: &impl MemoryAdmin,
    _: &[Difference],
) {
    let less_complete = Call {
        duration_secs: 60,
        ..partial_transcript()
    };
    let more_complete = whole_event();
    for (project, events) in [
        ("less_complete_first", [&less_complete, &more_complete]),
        ("more_complete_first", [&more_complete, &less_complete]),
    ] {
        let scope = in_project(&robin(), project);
        for event in events {
            ingest(store, &scope, event).await;
        }
        let calls = load(store, &scope).await.calls;
        assert_eq!(calls.count, 1, "{project}");
        let last = calls.last.unwrap();
        assert_eq!(last.started_at, day(6), "{project}");
        assert_eq!(last.duration_secs, 120, "{project}");
        let summary = last.summary.unwrap();
        assert!(summary.contains("whistling boiler"), "{project}");
    }
}

pub async fn concurrent_events_of_a_call_leave_the_most_complete(
    store: &impl MemoryAdmin,
    _: &[Difference],
) {
    let events = [
        partial_transcript(),
        whole_transcript(),
        analysis(),
        whole_event(),
    ];
    let scope = robin();
    join_all(events.iter().map(|event| ingest(store, &scope, event))).await;
    let record = load(store, &scope).await;
    assert_eq!(record.calls.count, 1);
    let all = texts(&record).join("\n");
    for text in [WHISTLING, CUT_OFF, VISIT, DOOR, "booked an engineer"] {
        assert_eq!(all.matches(text).count(), 1, "{text} in {all}");
    }
}

fn sorted_texts(memories: &[Memory]) -> Vec<&str> {
    let mut texts: Vec<_> = memories.iter().map(|memory| &*memory.text).collect();
    texts.sort_unstable();
    texts
}
