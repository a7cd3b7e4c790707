use std::sync::Arc;

use jiff::{Timestamp, tz::TimeZone};
use memories_domain::{
    Annotations, CallHistory, CallerRecord, ConversationId, Memory, MemoryId, MemoryKind,
    MemoryStatus, Neighbours, Platform, ProfileKey, ProfileValue, Source, Speaker, find_times,
};

use crate::{IndexedRecord, SearchQuery};

const NOW: &str = "2026-11-28T12:00:00Z";

fn at(day: &str) -> Timestamp {
    format!("2026-{day}T10:00:00Z").parse().unwrap()
}

fn memory(day: &str, text: &str, turn: Option<u32>, kind: MemoryKind) -> Memory {
    let at = at(day);
    let said_at = at.to_zoned(TimeZone::UTC);
    Memory {
        id: MemoryId::generate(),
        text: text.into(),
        kind,
        created_at: at,
        updated_at: at,
        expires_at: None,
        source: Some(Source {
            conversation_id: ConversationId::new(Platform::ElevenLabs, &format!("conv_{day}"))
                .unwrap(),
            agent_id: None,
            duration_secs: 60,
            started_at: at,
            language: None,
        }),
        confirmations: 0,
        annotations: Annotations {
            turn,
            times: find_times(text, &said_at, None),
            ..Annotations::default()
        },
    }
}

/// The turns of a call, beginning with the agent's.
fn call(day: &str, turns: &[&str]) -> Vec<Memory> {
    let mut previous: Option<&str> = None;
    turns
        .iter()
        .zip(0_u32..)
        .map(|(text, turn)| {
            let kind = MemoryKind::Semantic {
                speaker: Some(if turn % 2 == 0 {
                    Speaker::Agent
                } else {
                    Speaker::Caller
                }),
                neighbours: Neighbours {
                    prev: previous.map(Into::into),
                    ..Neighbours::default()
                },
            };
            previous = Some(text);
            memory(day, text, Some(turn), kind)
        })
        .collect()
}

fn fact(day: &str, key: &str, value: &str) -> Memory {
    let kind = MemoryKind::Profile {
        key: ProfileKey::parse(key).unwrap(),
        value: ProfileValue::Text(value.into()),
    };
    memory(
        day,
        &format!("{}: {value}", key.replace('_', " ")),
        None,
        kind,
    )
}

fn found(memories: Vec<Memory>, question: &str) -> Vec<String> {
    let record = CallerRecord::new(memories, CallHistory::default());
    let results = IndexedRecord::new(Arc::new(record)).search(question, NOW.parse().unwrap(), 3);
    let texts = results.iter().map(|result| result.memory.text.to_string());
    texts.collect()
}

fn best(memories: Vec<Memory>, question: &str) -> String {
    found(memories, question)
        .into_iter()
        .next()
        .unwrap_or_default()
}

#[test]
fn a_question_for_an_amount_prefers_what_has_one() {
    let calls = call(
        "09-01",
        &[
            "Bluepipe Plumbing, how can I help?",
            "I never got the quote for the new heater.",
            "I'm sorry. The quote for the heater is 1,640 dollars.",
        ],
    );
    assert_eq!(
        best(calls, "quote for the heater"),
        "I'm sorry. The quote for the heater is 1,640 dollars."
    );
}

#[test]
fn the_latest_address_is_found_without_a_word_of_the_question() {
    let mut calls = call("09-01", &["Where are you?", "At 12 Fenwick Road."]);
    calls.extend(call(
        "10-01",
        &["Anything else?", "We're at 90 Quarry Lane now."],
    ));
    assert_eq!(
        best(calls, "customer's current address"),
        "We're at 90 Quarry Lane now."
    );
}

#[test]
fn the_reply_comes_before_the_question() {
    let calls = call(
        "09-01",
        &["Is Moss vaccinated against kennel cough?", "Yes, he is."],
    );
    assert_eq!(
        best(calls, "is Moss vaccinated against kennel cough"),
        "Yes, he is."
    );
}

#[test]
fn an_answer_is_found_a_few_turns_after_what_it_is_about() {
    let calls = call(
        "09-01",
        &[
            "Harbour Garage, how can I help?",
            "I want to put on the winter tyres.",
            "Certainly.",
            "This week.",
            "That will be 420 dollars.",
        ],
    );
    let found = found(calls, "price of the winter tyres");
    assert!(
        found.contains(&"That will be 420 dollars.".to_owned()),
        "{found:?}"
    );
}

#[test]
fn a_fact_that_two_calls_found_is_one_answer() {
    let facts = || {
        vec![
            fact("09-01", "plan", "Basic"),
            fact("09-01", "old_plan", "Basic"),
        ]
    };
    let mut twice = facts();
    twice.extend(facts());
    assert_eq!(found(twice, "plan").len(), 2);
}

#[test]
fn the_name_of_the_dog_is_not_the_callers() {
    let mut memories = call("09-01", &["Do you have pets?", "Yes, my dog, Brisket."]);
    memories.push(fact("09-01", "caller_name", "Robin"));
    assert_eq!(best(memories, "name of the dog"), "Yes, my dog, Brisket.");
}

#[test]
fn a_booked_appointment_comes_before_a_promise_for_an_earlier_day() {
    let calls = call(
        "11-20",
        &[
            "I've booked you for December 16th at 9 AM.",
            "Great.",
            "I will email you the papers by December 4th.",
        ],
    );
    assert_eq!(
        best(calls, "next appointment"),
        "I've booked you for December 16th at 9 AM."
    );
}

#[test]
fn a_promise_is_found_by_what_it_is() {
    let calls = call(
        "11-20",
        &["I will email you the papers tomorrow.", "Thanks, bye."],
    );
    assert_eq!(
        best(calls, "what did we promise the caller"),
        "I will email you the papers tomorrow."
    );
}

#[test]
fn what_the_agent_only_asks_answers_nothing() {
    let mut calls = call(
        "09-01",
        &[
            "Do you still live at 8 Alder Court?",
            "Where do you live now?",
        ],
    );
    calls.extend(call(
        "10-01",
        &["Anything else?", "We moved to 61 Birch Lane."],
    ));
    assert_eq!(best(calls, "address"), "We moved to 61 Birch Lane.");
}

#[test]
fn of_a_list_that_was_told_twice_the_later_comes_first() {
    let memories = || {
        vec![
            fact("09-01", "pets", "Milo (cat), Nala (rabbit)"),
            fact("11-01", "pets", "Nala (rabbit)"),
        ]
    };
    assert_eq!(best(memories(), "pets"), "pets: Nala (rabbit)");
    let mut reversed = memories();
    reversed.reverse();
    assert_eq!(best(reversed, "pets"), "pets: Nala (rabbit)");
}

#[test]
fn whether_something_is_so_is_answered_by_the_later_statement() {
    let mut calls = call(
        "09-01",
        &[
            "Anything else?",
            "Put the roof rack on the order, the roof rack is nice.",
        ],
    );
    calls.extend(call(
        "11-01",
        &[
            "Anything else?",
            "We thought again about the roof rack, it costs too much for us.",
        ],
    ));
    assert!(best(calls, "is the roof rack still wanted").starts_with("We thought again"));
}

#[test]
fn somebody_who_must_not_have_something_is_found_without_a_word_of_the_question() {
    let calls = call(
        "09-01",
        &[
            "Any wishes?",
            "It's a cake for my son Oskar.",
            "Which one?",
            "Chocolate. Oskar can't have hazelnuts.",
        ],
    );
    assert_eq!(
        best(calls, "the child's allergies"),
        "Chocolate. Oskar can't have hazelnuts."
    );
}

#[test]
fn a_relative_is_found_by_name() {
    let mut calls = call("09-01", &["Who is it for?", "My mother is called Ottilie."]);
    calls.extend(call(
        "10-01",
        &["Anything else?", "My mother moves to Bremen with Anton."],
    ));
    calls.push(fact("10-01", "client_name", "Anton Weiler"));
    assert_eq!(
        best(calls, "name of the mother"),
        "My mother is called Ottilie."
    );
}

/// A call in a language.
fn call_in(language: &str, day: &str, turns: &[&str]) -> Vec<Memory> {
    let mut memories = call(day, turns);
    for memory in &mut memories {
        if let Some(source) = &mut memory.source {
            source.language = Some(language.into());
        }
    }
    memories
}

#[test]
fn a_question_in_english_finds_what_was_said_in_another_language() {
    for (language, said, question) in [
        (
            "it",
            "Siamo in quattro e abbiamo un gatto, Pepe.",
            "do they have a pet",
        ),
        (
            "nl",
            "Mijn vrouw is zwanger, dus liever zonder trap.",
            "is the wife pregnant",
        ),
        (
            "de",
            "Wir haben eine Geige und ein Cello.",
            "which instruments does the client own",
        ),
        (
            "pt",
            "A minha filha usa óculos desde maio.",
            "does the daughter wear glasses",
        ),
        (
            "fr",
            "On a deux vélos dans la cave.",
            "what vehicles does the customer have",
        ),
        (
            "es",
            "Tengo el suelo de madera en el salón.",
            "what material is the floor",
        ),
    ] {
        let mut calls = call_in(
            language,
            "09-01",
            &["Hallo, Centro.", "Otto Tullio, hallo."],
        );
        calls.extend(call_in(language, "10-01", &["Hallo, Centro.", said]));
        let found = found(calls, question);
        assert_eq!(found.first().map(String::as_str), Some(said), "{question}");
    }
}

#[test]
fn what_the_words_say_comes_before_what_they_only_mean() {
    let mut calls = call(
        "09-01",
        &["Anything else?", "My vehicle is parked outside."],
    );
    calls.extend(call(
        "10-01",
        &["Anything else?", "The bike is mine, not rented."],
    ));
    assert_eq!(
        best(calls, "where is the bike"),
        "The bike is mine, not rented."
    );
}

#[test]
fn the_latest_answer_to_how_often_comes_first() {
    let mut calls = call(
        "09-01",
        &[
            "How often should we mow?",
            "Mow the lawn every week, please.",
        ],
    );
    calls.extend(call(
        "10-01",
        &[
            "Anything else?",
            "Mow the lawn every three weeks from now on.",
        ],
    ));
    assert_eq!(
        best(calls, "how often do they mow the lawn"),
        "Mow the lawn every three weeks from now on."
    );
}

#[test]
fn how_and_when_somebody_can_be_reached_is_found_without_a_word_of_the_question() {
    let mut calls = call(
        "09-01",
        &["Anything else?", "I work nights, so never before eleven."],
    );
    calls.extend(call(
        "10-01",
        &["Anything else?", "Just send a text message, please."],
    ));
    assert_eq!(
        best(calls.clone(), "best time to get hold of her"),
        "I work nights, so never before eleven."
    );
    assert_eq!(
        best(calls, "preferred contact method"),
        "Just send a text message, please."
    );
}

#[test]
fn the_number_of_something_is_the_fact_of_that_name() {
    let mut memories = call("10-01", &["What happened?", "Three crates are broken."]);
    memories.push(fact("09-01", "number_of_crates", "48"));
    assert_eq!(
        best(memories, "how many crates did he rent"),
        "number of crates: 48"
    );
}

#[test]
fn whether_today_s_appointment_has_passed_is_judged_in_the_time_zone_of_the_operator() {
    // The words are those of a caller whose 17:00 is yet to come where they live.
    let record = || {
        let memories = vec![
            fact("11-20", "appointment_date", "2026-11-28 17:00"),
            fact("11-21", "checkup_date", "2026-12-20 09:00"),
        ];
        Arc::new(CallerRecord::new(memories, CallHistory::default()))
    };
    let at_ten_in_los_angeles = "2026-11-28T18:00:00Z".parse().unwrap();
    let best = |zone: TimeZone| {
        let query = SearchQuery::new("when is the next appointment").in_time_zone(zone.clone());
        let results = IndexedRecord::new(record()).search(query, at_ten_in_los_angeles, 3);
        let best = results.into_iter().next().unwrap();
        let status = best.status(&at_ten_in_los_angeles.to_zoned(zone));
        (best.memory.text.to_string(), status)
    };
    let los_angeles = TimeZone::get("America/Los_Angeles").unwrap();
    assert_eq!(
        best(los_angeles),
        (
            "appointment date: 2026-11-28 17:00".to_owned(),
            MemoryStatus::Upcoming
        )
    );
    assert_eq!(
        best(TimeZone::UTC),
        (
            "checkup date: 2026-12-20 09:00".to_owned(),
            MemoryStatus::Upcoming
        )
    );
}

#[test]
fn what_has_passed_yields_to_a_day_that_was_only_proposed() {
    let mut calls = call(
        "09-01",
        &[
            "Anything else?",
            "No.",
            "Your delivery is booked for September 9 at 8:00.",
        ],
    );
    calls.extend(call(
        "11-20",
        &[
            "Hello.",
            "I need more pellets.",
            "I could come on December 9 or December 10.",
        ],
    ));
    assert_eq!(
        best(calls, "next delivery date"),
        "I could come on December 9 or December 10."
    );
}

#[test]
fn a_name_is_not_how_often_somebody_comes() {
    let mut calls = call(
        "09-01",
        &["How often?", "The gardener comes every six weeks."],
    );
    calls.push(fact("10-01", "gardener", "Wilma"));
    assert_eq!(
        best(calls, "how often does the gardener come"),
        "The gardener comes every six weeks."
    );
}
