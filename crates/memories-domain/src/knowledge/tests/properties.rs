//! Properties of what is true after any sequence of calls.

use proptest::{collection::vec, prelude::*, sample::select};

use super::played::{Played, after, morning, told};
use crate::{CallerRecord, Fact, Knowledge, Memory, Standing};

/// What happens in one call of the grammar.
#[derive(Debug, Clone, Copy)]
enum Event {
    City(&'static str),
    Allergy(&'static str),
    NoAllergies,
    Stops(&'static str),
    /// On that day of November.
    Books(u8),
    Moves(u8),
    Cancels,
    Corrects,
    Names(&'static str),
    Speaks(&'static str),
}

impl Event {
    fn add_to(self, call: Played) -> Played {
        match self {
            Self::City(city) => call.collected("city", city),
            Self::Allergy(item) => call
                .collected("allergies", item)
                .caller(&format!("I am allergic to {item}, it makes me sneeze.")),
            Self::NoAllergies => call.collected("allergies", "no known allergies"),
            Self::Stops(item) => call.caller(&format!("I am no longer allergic to {item}.")),
            Self::Books(day) => call
                .caller("Can I come in for a cleaning?")
                .agent(&format!(
                    "I have booked your cleaning for November {day} at nine."
                ))
                .collected("appointment_date", &format!("2026-11-{day:02} 09:00")),
            Self::Moves(day) => call
                .caller(&format!("Please move it to November {day}."))
                .agent(&format!(
                    "I have moved your cleaning to November {day} at nine."
                )),
            Self::Cancels => call
                .caller("I need to cancel the cleaning.")
                .agent("I've cancelled your cleaning."),
            Self::Corrects => call
                .caller("My dog Biscuit has a sore paw.")
                .caller("It's not Biscuit, it's Brisket."),
            Self::Names(name) => call
                .collected("caller_first_name", name)
                .caller(&format!("Hi, this is {name}, good morning to you.")),
            Self::Speaks(text) => call.caller(text),
        }
    }
}

fn event() -> impl Strategy<Value = Event> {
    let item = || select(vec!["penicillin", "latex", "dust"]);
    prop_oneof![
        select(vec!["Lisbon", "Porto", "Oslo"]).prop_map(Event::City),
        item().prop_map(Event::Allergy),
        Just(Event::NoAllergies),
        item().prop_map(Event::Stops),
        (10..25_u8).prop_map(Event::Books),
        (10..25_u8).prop_map(Event::Moves),
        Just(Event::Cancels),
        Just(Event::Corrects),
        select(vec!["Helen", "Walt"]).prop_map(Event::Names),
        select(vec![
            "The gate code is 4419.",
            "The gate code is 5520 now.",
            "There's no gate here, we moved.",
            "I want to go back to Unlimited Plus.",
            "Please switch me to Basic 10.",
        ])
        .prop_map(Event::Speaks),
    ]
}

/// Calls on the days of October in order, the first on the 1st.
fn played(events: &[Vec<Event>]) -> Vec<Played> {
    let days = 1_u8..;
    days.zip(events)
        .map(|(day, events)| {
            let call = Played::on(&format!("2026-10-{day:02}"));
            events.iter().fold(call, |call, event| event.add_to(call))
        })
        .collect()
}

fn calls() -> impl Strategy<Value = Vec<Played>> {
    vec(vec(event(), 1..4), 1..8).prop_map(|events| played(&events))
}

/// What is known, by text instead of position.
#[derive(Debug, PartialEq)]
struct Known {
    facts: Vec<String>,
    standings: Vec<(String, String)>,
    people: Vec<String>,
}

impl Known {
    fn of(knowledge: &Knowledge, memories: &[Memory]) -> Self {
        let text = |position: usize| memories[position].text.to_string();
        let fact = |fact: &Fact| {
            let items: Vec<String> = fact
                .items
                .iter()
                .map(|item| format!("{} by {}", &*item.value.to_text(), text(item.memory)))
                .collect();
            format!(
                "{:?} {:?} {:?} {items:?}",
                fact.key, fact.nature, fact.person
            )
        };
        let standing = |position| match knowledge.standing(position) {
            Standing::Holds => "holds".to_owned(),
            Standing::Promised => "promised".to_owned(),
            Standing::Kept(by) => format!("kept by {} at {}", text(by.memory), by.at),
            Standing::Moved(by) => format!("moved by {} at {}", text(by.memory), by.at),
            Standing::Cancelled(by) => format!("cancelled by {} at {}", text(by.memory), by.at),
            Standing::Replaced(by) => format!("replaced by {} at {}", text(by.memory), by.at),
            Standing::Ended(by) => format!("ended by {} at {}", text(by.memory), by.at),
            Standing::Corrected(by) => format!("corrected by {} at {}", text(by.memory), by.at),
        };
        let mut standings: Vec<_> = (0..memories.len())
            .map(|position| (text(position), standing(position)))
            .collect();
        standings.sort();
        let people = knowledge.line().people().iter();
        Self {
            facts: knowledge.facts().iter().map(fact).collect(),
            standings,
            people: people.map(|person| format!("{person:?}")).collect(),
        }
    }

    fn after(record: &CallerRecord) -> Self {
        Self::of(record.knowledge(), &record.memories)
    }
}

/// Whether an appointment is booked after these events, and for which day.
fn booked_day(events: &[Event]) -> Option<u8> {
    events.iter().fold(None, |booked, event| match event {
        Event::Books(day) => Some(*day),
        Event::Moves(day) => booked.map(|_| *day),
        Event::Cancels => None,
        _ => booked,
    })
}

/// An appointment that is moved but was never booked would be another one, and so would one that is
/// booked for a day from which it was moved: a statement that is repeated is as if only the later
/// call had made it.
fn unambiguous(events: Vec<Event>) -> Vec<Event> {
    let mut possible: Vec<Event> = Vec::new();
    for event in events {
        let is_new = |day: u8| {
            !possible.iter().any(
                |event| matches!(event, Event::Books(other) | Event::Moves(other) if *other == day),
            )
        };
        match event {
            Event::Moves(day) if booked_day(&possible).is_none() => {
                if is_new(day) {
                    possible.push(Event::Books(day));
                }
            }
            Event::Books(day) if !is_new(day) => {}
            _ => possible.push(event),
        }
    }
    possible
}

fn appointment() -> impl Strategy<Value = Event> {
    prop_oneof![
        (10..25_u8).prop_map(Event::Books),
        (10..25_u8).prop_map(Event::Moves),
        Just(Event::Cancels),
    ]
}

proptest! {
    #[test]
    fn it_does_not_depend_on_the_order_of_the_memories(
        (calls, seed) in (calls(), any::<u64>()),
    ) {
        let record = after(calls);
        let known = Known::after(&record);
        prop_assert_eq!(&Known::of(&Knowledge::derive(&record.memories), &record.memories), &known);
        let mut shuffled = record.memories;
        shuffled.sort_by_key(|memory| {
            memory.id.as_str().bytes().fold(seed, |hash, byte| {
                (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3).rotate_left(29)
            })
        });
        prop_assert_eq!(Known::of(&Knowledge::derive(&shuffled), &shuffled), known);
    }

    #[test]
    fn it_does_not_depend_on_the_state_from_which_it_is_derived(
        calls in calls(),
        earlier in 0..8_usize,
    ) {
        let before = after(calls.iter().take(earlier).cloned());
        let record = after(calls);
        let derived = Knowledge::derive_from(
            &record.memories,
            &before.memories,
            before.knowledge(),
        );
        let expected = Known::of(&Knowledge::derive(&record.memories), &record.memories);
        prop_assert_eq!(Known::of(&derived, &record.memories), expected);
    }

    #[test]
    fn a_fact_holds_if_and_only_if_its_memory_does(calls in calls()) {
        let record = after(calls);
        let knowledge = record.knowledge();
        for fact in knowledge.facts() {
            for item in &fact.items {
                prop_assert!(knowledge.standing(item.memory).holds(), "{:?}", record.memories[item.memory]);
            }
        }
    }

    #[test]
    fn the_last_booking_move_or_cancellation_decides(
        events in vec(appointment(), 1..7),
        day in 1..30_u8,
    ) {
        let events = unambiguous(events);
        let calls: Vec<Vec<Event>> = events.iter().map(|event| vec![*event]).collect();
        let record = after(played(&calls));
        let booked = booked_day(&events);
        let fact = super::played::value(&record, "appointment_date");
        let expected = booked.map(|day| format!("2026-11-{day:02} 09:00"));
        prop_assert_eq!(&fact, &expected);

        let told = told(&record, &format!("2026-11-{day:02}"));
        let fact_lines = || told.lines().filter(|line| line.starts_with("appointment date"));
        // At ten, an appointment at nine is over.
        if let Some(booked) = booked.filter(|booked| day < *booked) {
            let value = format!("2026-11-{booked:02}");
            prop_assert!(fact_lines().all(|line| line.contains(&value)), "{}", &told);
            prop_assert_eq!(fact_lines().count(), 1);
        } else {
            prop_assert_eq!(fact_lines().count(), 0, "{}", &told);
        }
        for line in told.lines().filter(|line| line.starts_with("Agent promised")) {
            let is_current = booked.is_some_and(|booked| {
                day < booked && line.contains(&format!("November {booked} "))
            });
            prop_assert!(is_current, "{}", told);
        }
    }

    #[test]
    fn an_upcoming_appointment_has_not_passed(calls in calls(), day in 1..30_u8) {
        let record = after(calls);
        let now = morning(&format!("2026-11-{day:02}"));
        for position in record.knowledge().upcoming(&record.memories, &now) {
            prop_assert!(!record.knowledge().is_past(position, &now));
        }
        let told = told(&record, &format!("2026-11-{day:02}"));
        for line in told.lines().filter(|line| line.starts_with("appointment date")) {
            let date = line.split("2026-11-").nth(1).and_then(|rest| rest.get(..2));
            let booked: u8 = date.unwrap().parse().unwrap();
            prop_assert!(booked > day, "{}", told);
        }
    }
}
