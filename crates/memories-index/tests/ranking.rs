//! Search order after any sequence of calls: what does not hold is never above what does.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

use std::sync::Arc;

use jiff::{Timestamp, ToSpan};
use memories_domain::{
    Call, CallHistory, CallOutcome, CallerRecord, CollectedFact, ConversationId, ExtractionRules,
    Memory, MemoryId, MemoryKind, Platform, ProfileKey, ProfileValue, Speaker, Turn,
    extract_memories,
};
use memories_index::IndexedRecord;
use proptest::{collection::vec, prelude::*, sample::select};

const NOW: &str = "2026-11-01T09:00:00Z";

#[derive(Debug, Clone, Copy)]
enum Move {
    Plan(&'static str),
    Adds(&'static str),
    Gives(&'static str),
    Books(u8),
    Cancels,
    Promises,
    Keeps,
}

fn any_move() -> impl Strategy<Value = Move> {
    let pet = || select(vec!["canary", "hamster", "tortoise"]);
    prop_oneof![
        select(vec!["Breeze", "Storm", "Gale"]).prop_map(Move::Plan),
        pet().prop_map(Move::Adds),
        pet().prop_map(Move::Gives),
        (5..28_u8).prop_map(Move::Books),
        Just(Move::Cancels),
        Just(Move::Promises),
        Just(Move::Keeps),
    ]
}

/// The turns of a call, and what was collected in it.
type Said = (Vec<(Speaker, String)>, Option<(&'static str, String)>);

impl Move {
    fn call(self, number: i64) -> Call {
        let start: Timestamp = "2026-09-01T10:00:00Z".parse().unwrap();
        let started_at = start.checked_add((number * 24).hours()).unwrap();
        let (turns, fact): Said = match self {
            Self::Plan(plan) => (
                vec![(
                    Speaker::Caller,
                    format!("I'd like the {plan} plan from today."),
                )],
                Some(("plan", plan.to_owned())),
            ),
            Self::Adds(pet) => (
                vec![(
                    Speaker::Caller,
                    format!("We bought a {pet} for the children."),
                )],
                Some(("pets", pet.to_owned())),
            ),
            Self::Gives(pet) => (
                vec![(Speaker::Caller, format!("We no longer have the {pet}."))],
                None,
            ),
            Self::Books(day) => (
                vec![
                    (Speaker::Caller, "Can somebody look at my roof?".to_owned()),
                    (
                        Speaker::Agent,
                        format!("I have booked the roofer for November {day} at nine."),
                    ),
                ],
                Some(("visit_date", format!("2026-11-{day:02} 09:00"))),
            ),
            Self::Cancels => (
                vec![
                    (Speaker::Caller, "I need to cancel the roofer.".to_owned()),
                    (Speaker::Agent, "I've cancelled the roofer.".to_owned()),
                ],
                None,
            ),
            Self::Promises => (
                vec![
                    (
                        Speaker::Caller,
                        "Could I have the warranty on paper?".to_owned(),
                    ),
                    (Speaker::Agent, "We'll mail you the warranty.".to_owned()),
                ],
                None,
            ),
            Self::Keeps => (
                vec![(
                    Speaker::Caller,
                    "The warranty arrived, thank you.".to_owned(),
                )],
                None,
            ),
        };
        let turns = turns.into_iter().map(|(speaker, text)| Turn {
            speaker,
            text: text.into(),
        });
        let collected = fact.into_iter().map(|(key, value)| CollectedFact {
            key: ProfileKey::parse(key).unwrap(),
            value: ProfileValue::Text(value.into()),
        });
        Call {
            conversation_id: ConversationId::new(Platform::ElevenLabs, &format!("conv_{number}"))
                .unwrap(),
            agent_id: None,
            started_at,
            duration_secs: 60,
            language: Some("en".into()),
            time_zone: None,
            outcome: CallOutcome::Answered,
            caller_spoke: true,
            turns: turns.collect(),
            summary: None,
            title: None,
            evaluations: Vec::new(),
            collected: collected.collect(),
            injected_context: Vec::new(),
            machine_answered: false,
        }
    }
}

/// Like a store, with one memory of what is said again.
fn record_after(moves: &[Move]) -> CallerRecord {
    let mut memories: Vec<Memory> = Vec::new();
    for (number, next) in (0_i64..).zip(moves) {
        let call = next.call(number);
        for extracted in extract_memories(&call, &ExtractionRules::default()) {
            let key = extracted.dedup_key();
            memories.retain(|memory| memory.dedup_key() != key);
            memories.push(Memory {
                id: MemoryId::generate(),
                text: extracted.text,
                kind: extracted.kind,
                created_at: call.started_at,
                updated_at: call.started_at,
                expires_at: None,
                source: Some(call.source()),
                confirmations: 0,
                annotations: extracted.annotations,
            });
        }
    }
    CallerRecord::new(memories, CallHistory::default())
}

fn key_of(memory: &Memory) -> Option<&ProfileKey> {
    match &memory.kind {
        MemoryKind::Profile { key, .. } => Some(key),
        MemoryKind::Factual { .. } | MemoryKind::Semantic { .. } => None,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_value_that_ended_is_above_one_that_holds(moves in vec(any_move(), 1..10)) {
        let indexed = IndexedRecord::new(Arc::new(record_after(&moves)));
        let now: Timestamp = NOW.parse().unwrap();
        for question in ["which plan is the caller on", "pets", "visit date", "when does the roofer come"] {
            let results = indexed.search(question, now, 10);
            for (rank, result) in results.iter().enumerate() {
                if !result.standing.holds() {
                    continue;
                }
                let outdated_above = results.iter().take(rank).find(|above| {
                    !above.standing.holds()
                        && key_of(&above.memory).is_some()
                        && key_of(&above.memory) == key_of(&result.memory)
                });
                prop_assert!(outdated_above.is_none(), "{question}: {:?} is above {:?}", outdated_above.map(|above| &*above.memory.text), &*result.memory.text);
            }
        }
    }

    #[test]
    fn a_promise_that_was_kept_is_not_above_what_says_so(
        moves in vec(any_move(), 0..6),
        later in vec(any_move(), 0..3),
    ) {
        let moves: Vec<Move> = moves
            .into_iter()
            .chain([Move::Promises, Move::Keeps])
            .chain(later.into_iter().filter(|next| !matches!(next, Move::Promises)))
            .collect();
        let indexed = IndexedRecord::new(Arc::new(record_after(&moves)));
        let results = indexed.search("has the warranty been sent", NOW.parse().unwrap(), 10);
        let position = |text: &str| results.iter().position(|result| result.memory.text.starts_with(text));
        let (promised, kept) = (position("We'll mail"), position("The warranty arrived"));
        prop_assert!(kept.is_some());
        prop_assert!(promised.is_none_or(|promised| kept < Some(promised)), "{:?}", (promised, kept));
    }
}
