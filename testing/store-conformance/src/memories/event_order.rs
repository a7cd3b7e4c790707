//! The order in which the events of a call arrive does not matter.

use std::collections::{BTreeMap, btree_map::Entry};

use jiff::Timestamp;
use memories_domain::{
    Call, CallHistory, CallerRecord, Memory, MemoryId, PersonIndex, Scope, Standing,
    ports::MemoryAdmin,
};

use self::Level::{Missing, Partial, Whole};
use super::{
    Difference,
    completeness::{analysis, partial_transcript, whole_transcript},
    ingest, load,
};
use crate::fixtures::{WHISTLING, boiler_call, call, caller_turn, day, fact, in_project, robin};

/// How much of a part an event has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Level {
    Missing,
    Partial,
    Whole,
}

/// The content of an event. All events with the same levels are equal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Levels {
    turns: Level,
    facts: Level,
    /// Missing or whole.
    summary: Level,
}

impl Levels {
    fn all() -> Vec<Self> {
        let mut all = Vec::new();
        for turns in [Missing, Partial, Whole] {
            for facts in [Missing, Partial, Whole] {
                for summary in [Missing, Whole] {
                    all.push(Self {
                        turns,
                        facts,
                        summary,
                    });
                }
            }
        }
        // An event without any content is not a call.
        all.split_off(1)
    }

    fn union(self, other: Self) -> Self {
        Self {
            turns: self.turns.max(other.turns),
            facts: self.facts.max(other.facts),
            summary: self.summary.max(other.summary),
        }
    }

    fn event(self) -> Call {
        let mut event = call("conv_1", day(6));
        (event.turns, event.duration_secs) = match self.turns {
            Missing => (Vec::new(), 30),
            Partial => (partial_transcript().turns, 60),
            Whole => (whole_transcript().turns, 120),
        };
        match self.facts {
            Missing => {}
            Partial => event.collected = vec![fact("city", "Lisbo")],
            Whole => {
                event.collected = vec![fact("caller_first_name", "Robin"), fact("city", "Lisbon")];
            }
        }
        if self.summary == Whole {
            event.summary = analysis().summary;
            event.evaluations = analysis().evaluations;
        }
        event
    }
}

/// A record without ids, sorted by text. An event without the name of the caller does not have to
/// be ingested again when another one has it: whose a memory is follows from the whole record.
#[derive(Debug, PartialEq)]
struct State {
    memories: Vec<Memory>,
    calls: CallHistory,
    knowledge: KnownState,
}

/// What is true, by text.
#[derive(Debug, PartialEq)]
struct KnownState {
    facts: BTreeMap<(String, Option<String>), String>,
    standings: BTreeMap<String, (String, Option<String>)>,
}

impl KnownState {
    fn of(record: &CallerRecord) -> Self {
        let knowledge = record.knowledge();
        let line = knowledge.line();
        let name =
            |person: Option<PersonIndex>| Some(line.person(person?)?.name.as_ref()?.to_text());
        let text = |position: usize| record.memories.get(position).unwrap().text.to_string();
        let facts = knowledge.facts().iter().map(|fact| {
            let key = (fact.key.as_str().to_owned(), name(fact.person));
            (key, fact.value().to_text().into_string())
        });
        let standings = (0..record.memories.len()).map(|position| {
            let (standing, person) = (knowledge.standing(position), knowledge.person(position));
            let evidence = standing.evidence().map(|evidence| text(evidence.memory));
            // The position of the evidence is that of this record.
            let standing = match standing {
                Standing::Holds => "holds",
                Standing::Promised => "promised",
                Standing::Kept(_) => "kept",
                Standing::Moved(_) => "moved",
                Standing::Cancelled(_) => "cancelled",
                Standing::Replaced(_) => "replaced",
                Standing::Ended(_) => "ended",
                Standing::Corrected(_) => "corrected",
            };
            let standing = evidence.map_or(standing.to_owned(), |by| format!("{standing} by {by}"));
            (text(position), (standing, name(person)))
        });
        Self {
            facts: facts.collect(),
            standings: standings.collect(),
        }
    }
}

impl State {
    fn texts(&self) -> Vec<&str> {
        self.memories.iter().map(|memory| &*memory.text).collect()
    }

    /// The calls without their durations.
    fn starts(&self) -> (u64, Option<Timestamp>, Option<Timestamp>) {
        let calls = &self.calls;
        let last_at = calls.last.as_ref().map(|call| call.started_at);
        (calls.count, calls.first_at, last_at)
    }
}

/// Ingests an earlier call and then `events`, as a caller of `project`.
async fn state_after(store: &impl MemoryAdmin, project: &str, events: &[Call]) -> State {
    let scope: Scope = in_project(&robin(), project);
    let earlier = Call {
        collected: vec![fact("caller_first_name", "Robin"), fact("city", "Faro")],
        ..boiler_call()
    };
    ingest(store, &scope, &earlier).await;
    for event in events {
        ingest(store, &scope, event).await;
    }
    let record = load(store, &scope).await;
    let knowledge = KnownState::of(&record);
    let mut memories = record.memories;
    for memory in &mut memories {
        memory.id = MemoryId::parse("any").unwrap();
        memory.annotations.caller = None;
    }
    memories.sort_by_key(|memory| (memory.text.clone(), memory.kind.name()));
    State {
        memories,
        calls: record.calls,
        knowledge,
    }
}

async fn assert_order_does_not_matter(
    store: &impl MemoryAdmin,
    differences: &[Difference],
    orders: &[Vec<Levels>],
) {
    let mut expected = BTreeMap::new();
    for (index, events) in orders.iter().enumerate() {
        let most_complete = events.iter().copied().reduce(Levels::union).unwrap();
        let expected = match expected.entry(most_complete) {
            Entry::Occupied(entry) => entry.into_mut(),
            Entry::Vacant(entry) => {
                let project = format!("expected_{index}");
                entry.insert(state_after(store, &project, &[most_complete.event()]).await)
            }
        };
        let project = format!("order_{index}");
        let calls: Vec<_> = events.iter().map(|levels| levels.event()).collect();
        let state = state_after(store, &project, &calls).await;
        assert_same(&state, expected, differences, &format!("{events:?}"));
    }
}

fn assert_same(state: &State, expected: &State, differences: &[Difference], context: &str) {
    if differences.contains(&Difference::ExtractsByItself) {
        assert_eq!(state.texts(), expected.texts(), "{context}");
        assert_eq!(state.knowledge.facts, expected.knowledge.facts, "{context}");
        assert_eq!(state.calls, expected.calls, "{context}");
    } else {
        assert_eq!(state, expected, "{context}");
    }
}

/// Whatever the order, the state is that of one event with the most complete parts.
pub async fn the_order_of_two_events_does_not_matter(
    store: &impl MemoryAdmin,
    differences: &[Difference],
) {
    let all = Levels::all();
    let pairs = all
        .iter()
        .flat_map(|&first| all.iter().map(move |&second| vec![first, second]));
    let orders: Vec<_> = pairs.collect();
    assert_order_does_not_matter(store, differences, &orders).await;
}

pub async fn the_order_of_three_events_does_not_matter(
    store: &impl MemoryAdmin,
    differences: &[Difference],
) {
    let levels = |turns, facts, summary| Levels {
        turns,
        facts,
        summary,
    };
    let mut orders = Vec::new();
    for [a, b, c] in [
        [
            levels(Partial, Missing, Missing),
            levels(Whole, Missing, Missing),
            levels(Partial, Whole, Whole),
        ],
        [
            levels(Missing, Partial, Whole),
            levels(Whole, Missing, Missing),
            levels(Partial, Whole, Missing),
        ],
    ] {
        for order in [
            [a, b, c],
            [a, c, b],
            [b, a, c],
            [b, c, a],
            [c, a, b],
            [c, b, a],
        ] {
            orders.push(order.to_vec());
        }
    }
    assert_order_does_not_matter(store, differences, &orders).await;
}

/// Two calls with two events each: of each call, the second event is more complete.
fn interleaved_calls() -> Vec<[Call; 4]> {
    let facts = |conversation: &str, number, duration_secs, facts: &[(&str, &str)]| Call {
        collected: facts.iter().map(|(key, value)| fact(key, value)).collect(),
        duration_secs,
        ..call(conversation, day(number))
    };
    let turns = |conversation: &str, number, turns: &[&str]| Call {
        turns: turns.iter().map(|text| caller_turn(text)).collect(),
        ..call(conversation, day(number))
    };
    let with_turns = |event: Call, turns: &[&str]| Call {
        turns: turns.iter().map(|text| caller_turn(text)).collect(),
        ..event
    };
    let daughter = "My daughter Alex plays the violin in the orchestra.";
    let door = "Please ring the neighbour's bell beside the green door.";
    vec![
        // The later call lacks the value in the end, and the earlier one has corrected its own.
        [
            facts("conv_a", 6, 30, &[("city", "Rom")]),
            facts("conv_a", 6, 60, &[("city", "Rome"), ("pet", "Biscuit")]),
            facts("conv_b", 8, 90, &[("city", "Oslo")]),
            facts("conv_b", 8, 70, &[("pet", "Biscuit"), ("job", "pilot")]),
        ],
        // The less complete event estimates a later start.
        [
            facts("conv_a", 9, 30, &[("city", "Lisbon")]),
            facts("conv_a", 6, 60, &[("city", "Lisbon"), ("pet", "Biscuit")]),
            facts("conv_b", 8, 50, &[("city", "Lisbon")]),
            facts("conv_b", 8, 70, &[("pet", "Rex"), ("city", "Porto")]),
        ],
        [
            turns("conv_a", 6, &[WHISTLING]),
            turns("conv_a", 6, &[daughter, door]),
            turns("conv_b", 8, &[WHISTLING, daughter]),
            turns("conv_b", 8, &[WHISTLING, daughter, "The boiler is new."]),
        ],
        // An allergy that adds up, and an appointment that is moved and then cancelled.
        [
            with_turns(
                facts("conv_a", 6, 30, &[("allergies", "penicillin")]),
                &["I am allergic to penicillin."],
            ),
            with_turns(
                facts(
                    "conv_a",
                    6,
                    60,
                    &[
                        ("allergies", "penicillin"),
                        ("appointment", "20 November 2025"),
                    ],
                ),
                &[
                    "I am allergic to penicillin.",
                    "The 20th of November at nine suits me.",
                ],
            ),
            with_turns(
                facts("conv_b", 8, 30, &[("allergies", "latex")]),
                &["Please cancel the appointment on the 20th of November."],
            ),
            with_turns(
                facts("conv_b", 8, 60, &[("allergies", "latex"), ("pet", "Rex")]),
                &[
                    "Please cancel the appointment on the 20th of November.",
                    "My dog is called Rex, not Biscuit.",
                ],
            ),
        ],
    ]
}

/// All orders of four elements.
fn permutations() -> Vec<[usize; 4]> {
    let mut permutations = Vec::new();
    for a in 0..4 {
        for b in 0..4 {
            for c in 0..4 {
                for d in 0..4 {
                    let order = [a, b, c, d];
                    if (0..4).all(|index| order.contains(&index)) {
                        permutations.push(order);
                    }
                }
            }
        }
    }
    permutations
}

pub async fn the_order_of_events_of_interleaved_calls_does_not_matter(
    store: &impl MemoryAdmin,
    differences: &[Difference],
) {
    for (index, events) in interleaved_calls().into_iter().enumerate() {
        let [first_a, a, first_b, b] = events.clone();
        let most_complete = [(&first_a, a), (&first_b, b)].map(|(first, most_complete)| Call {
            duration_secs: most_complete.duration_secs.max(first.duration_secs),
            ..most_complete
        });
        let expected = state_after(store, &format!("expected_{index}"), &most_complete).await;
        for order in permutations() {
            let project = format!("calls_{index}_{order:?}");
            let ordered = order.map(|event| events.get(event).unwrap().clone());
            let state = state_after(store, &project, &ordered).await;
            if differences.contains(&Difference::ExtractsByItself) {
                assert_eq!(state.texts(), expected.texts(), "{project}");
                assert_eq!(state.knowledge.facts, expected.knowledge.facts, "{project}");
                assert_eq!(state.starts(), expected.starts(), "{project}");
            } else {
                assert_eq!(state, expected, "{project}");
            }
        }
    }
}
