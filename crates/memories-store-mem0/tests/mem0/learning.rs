mod again;

use std::time::Duration;

use jiff::{Timestamp, ToSpan};
use mem0_server::{Failure, Fault};
use memories_domain::{Call, CallPart, IngestOutcome, MemoryStore, StoreError};
use memories_store_mem0::Mem0Options;
use rstest::rstest;
use serde_json::{Value, json};

use crate::{
    ADD, LIST, Mem0, mem0, mem0_with,
    notes::Crash,
    story::people::{boiler_call, call, day, fact, robin, texts, under, value},
};

const KNOWN_OF_THE_CALL: [&str; 5] = [
    "An appointment with the engineer was confirmed.",
    "Robin reported a whistling boiler and booked an engineer.",
    "The Brightflame boiler whistles loudly every morning.",
    "What is wrong with the boiler?",
    "caller first name: Robin",
];

fn adds(mem0: &Mem0) -> Vec<Value> {
    let adds = mem0.received(ADD);
    adds.into_iter().map(|add| add.body).collect()
}

/// Asserts that the platform has everything of the call once.
async fn is_known_once(mem0: &Mem0) {
    let record = mem0.store.recall(&robin()).await.unwrap();
    let all = texts(&record).join("\n");
    for text in KNOWN_OF_THE_CALL {
        assert_eq!(all.matches(text).count(), 1, "{text} in\n{all}");
    }
    assert_eq!(
        record.memories.len(),
        5,
        "two facts, one add of facts, two turns"
    );
    assert_eq!(record.calls.count, 1);
    assert_eq!(value(&record, "city").as_deref(), Some("Lisbon"));
}

#[tokio::test]
async fn a_call_is_sent_as_the_specification_says_with_the_user_alone() {
    let mem0 = mem0().await;
    let learned = mem0
        .store
        .learn(&robin(), &boiler_call(), None)
        .await
        .unwrap();
    assert_eq!(
        learned,
        IngestOutcome::Call {
            added: 2,
            updated: 0,
            reinforced: 0
        },
        "what the platform extracts is not known yet"
    );
    let metadata = |part: &str| {
        json!({
            "type": part, "agent_id": "agent_heating", "conversation_id": "conv_boiler",
            "call_duration": 120, "timestamp": "2025-11-01T12:00:00Z",
        })
    };
    let sent = adds(&mem0);
    assert_eq!(sent.len(), 4);
    assert_eq!(
        sent[2],
        json!({
            "messages": [{
                "role": "assistant",
                "content": "Robin reported a whistling boiler and booked an engineer.\n\
                            An appointment with the engineer was confirmed.",
            }],
            "user_id": "+12025550143", "metadata": metadata("factual"),
        })
    );
    assert_eq!(
        sent[3],
        json!({
            "messages": [
                {"role": "assistant", "content": "What is wrong with the boiler?"},
                {"role": "user", "content": "The Brightflame boiler whistles loudly every morning."},
            ],
            "user_id": "+12025550143", "metadata": metadata("semantic"),
        })
    );
    for fact in &sent[..2] {
        assert_eq!(fact["infer"], false);
        assert_eq!(fact["metadata"]["type"], "profile");
        assert_eq!(fact.get("agent_id"), None);
    }
    is_known_once(&mem0).await;
}

#[tokio::test]
async fn under_an_agent_the_user_is_agent_and_caller() {
    let mem0 = mem0().await;
    let scope = under(&robin(), "agent_heating");
    mem0.store
        .learn(&scope, &boiler_call(), None)
        .await
        .unwrap();
    for add in adds(&mem0) {
        assert_eq!(add["user_id"], "agent:agent_heating:+12025550143");
    }
}

#[tokio::test]
async fn a_part_with_nothing_in_it_is_not_sent() {
    let mem0 = mem0().await;
    let redacted = Call {
        summary: Some("<REDACTED>".into()),
        evaluations: Vec::new(),
        collected: Vec::new(),
        ..boiler_call()
    };
    mem0.store.learn(&robin(), &redacted, None).await.unwrap();
    let sent = adds(&mem0);
    assert_eq!(sent.len(), 1);
    assert_eq!(sent[0]["metadata"]["type"], "semantic");
}

#[tokio::test]
async fn two_calls_that_are_learned_at_the_same_time_leave_one_value_of_a_fact() {
    let mem0 = mem0().await;
    let moved = |conversation, number, city| Call {
        collected: vec![fact("city", city)],
        ..call(conversation, day(number))
    };
    let (porto, lisbon) = (moved("conv_1", 1, "Porto"), moved("conv_2", 2, "Lisbon"));
    let scope = robin();
    let (one, other) = tokio::join!(
        mem0.store.learn(&scope, &lisbon, None),
        mem0.store.learn(&scope, &porto, None),
    );
    one.and(other).unwrap();
    let record = mem0.store.recall(&scope).await.unwrap();
    let cities = texts(&record);
    assert_eq!(
        cities.iter().filter(|text| text.contains("city")).count(),
        1
    );
    assert_eq!(value(&record, "city").as_deref(), Some("Lisbon"));
}

#[tokio::test]
async fn a_short_wait_that_the_platform_asks_for_is_waited() {
    let mem0 = mem0().await;
    mem0.server
        .plan(Fault::new(Failure::TooManyRequests(0)).on(ADD).times(1));
    mem0.store
        .learn(&robin(), &boiler_call(), None)
        .await
        .unwrap();
    is_known_once(&mem0).await;
}

#[tokio::test]
async fn a_call_without_a_word_from_the_caller_sends_nothing() {
    let mem0 = mem0().await;
    let silent = Call {
        caller_spoke: false,
        ..boiler_call()
    };
    for _ in 0..2 {
        let learned = mem0.store.learn(&robin(), &silent, None).await.unwrap();
        let nothing = IngestOutcome::Call {
            added: 0,
            updated: 0,
            reinforced: 0,
        };
        assert_eq!(learned, nothing);
    }
    assert_eq!(mem0.server.received(), []);
}

#[tokio::test]
async fn a_fact_that_is_heard_again_ends_with_the_later_end() {
    let mem0 = mem0().await;
    let soon = Timestamp::now() + 24.hours();
    let name = |conversation, number| Call {
        collected: vec![fact("first_name", "Robin")],
        ..call(conversation, day(number))
    };
    let ends = async || {
        let record = mem0.store.recall(&robin()).await.unwrap();
        assert_eq!(record.memories.len(), 1);
        record.memories[0].expires_at
    };
    for (conversation, number, end) in [
        ("conv_1", 1, Some(soon)),
        ("conv_2", 2, Some(soon + 48.hours())),
        ("conv_3", 3, Some(soon)),
    ] {
        let call = name(conversation, number);
        mem0.store.learn(&robin(), &call, end).await.unwrap();
    }
    assert!(ends().await.unwrap() >= soon + 48.hours());
    mem0.store
        .learn(&robin(), &name("conv_4", 4), None)
        .await
        .unwrap();
    assert_eq!(ends().await, None);
}
