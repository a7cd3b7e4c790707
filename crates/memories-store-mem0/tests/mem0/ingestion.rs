mod recovery;

use jiff::{Timestamp, ToSpan};
use mem0_server::{Failure, Fault};
use memories_domain::{
    Call, CallPart,
    ports::{ExtractedCall, IngestOutcome, MemoryAdmin, MemoryUpdate, MemoryWriter},
};
use serde_json::json;
use store_conformance::fixtures::{
    boiler_call, call, city_call, day, extracted, fact, in_project, profile_value, robin, texts,
    with_agent,
};

use crate::{ADD, Mem0, ingested, mem0};

/// What the test server makes of [`boiler_call`], except for the city.
const BOILER_CALL_TEXTS: [&str; 5] = [
    "An appointment with the engineer was confirmed.",
    "Robin reported a whistling boiler and booked an engineer.",
    "The Brightflame boiler whistles loudly every morning.",
    "What is wrong with the boiler?",
    "caller first name: Robin",
];

/// Asserts that the platform has everything of [`boiler_call`] once.
async fn assert_ingested_once(mem0: &Mem0) {
    let record = mem0.load(&robin()).await;
    let all = texts(&record).join("\n");
    for text in BOILER_CALL_TEXTS {
        assert_eq!(all.matches(text).count(), 1, "{text} in\n{all}");
    }
    assert_eq!(
        record.memories.len(),
        5,
        "two facts, two statements in one, two turns"
    );
    assert_eq!(record.calls.count, 1);
    assert_eq!(profile_value(&record, "city").as_deref(), Some("Lisbon"));
    assert_eq!(mem0.ledger.unfinished(), []);
}

#[tokio::test]
async fn a_call_is_sent_as_specified_under_the_user_alone() {
    let mem0 = mem0().await;
    let call = boiler_call();
    assert_eq!(
        mem0.ingest(&robin(), &call).await,
        ingested(2, 0, 0),
        "the platform extracts the rest later"
    );
    let metadata = |part: CallPart| {
        json!({
            "type": part.name(), "agent_id": "agent_heating", "conversation_id": "conv_boiler",
            "call_duration": 120, "timestamp": "2025-11-01T12:00:00Z", "platform": "elevenlabs",
            "completeness": call.completeness(part).to_u64(),
        })
    };
    let sent = mem0.adds();
    assert_eq!(sent.len(), 4);
    assert_eq!(
        sent[2],
        json!({
            "messages": [{
                "role": "assistant",
                "content": "Robin reported a whistling boiler and booked an engineer.\n\
                            An appointment with the engineer was confirmed.",
            }],
            "user_id": "+12025550143", "metadata": metadata(CallPart::Factual),
        })
    );
    assert_eq!(
        sent[3],
        json!({
            "messages": [
                {"role": "assistant", "content": "What is wrong with the boiler?"},
                {"role": "user", "content": "The Brightflame boiler whistles loudly every morning."},
            ],
            "user_id": "+12025550143", "metadata": metadata(CallPart::Semantic),
        })
    );
    for (sent, (key, value)) in sent
        .iter()
        .zip([("caller_first_name", "Robin"), ("city", "Lisbon")])
    {
        let mut metadata = metadata(CallPart::Profile);
        metadata["key"] = key.into();
        metadata["value"] = value.into();
        metadata["language"] = "en".into();
        metadata["annotations"] =
            json!({"caller": {"name": {"given": "Robin"}, "certainty": "collected"}});
        assert_eq!(sent["infer"], false);
        assert_eq!(sent["metadata"], metadata);
        assert_eq!(sent.get("agent_id"), None);
    }
    assert_ingested_once(&mem0).await;
}

#[tokio::test]
async fn the_user_names_the_agent_and_the_project_that_the_memories_belong_to() {
    let mem0 = mem0().await;
    let hotel = in_project(&robin(), "hotel");
    for (scope, user_id) in [
        (
            with_agent(&robin(), "agent_heating"),
            "agent:agent_heating:+12025550143",
        ),
        (hotel.clone(), "project:hotel:+12025550143"),
        (
            with_agent(&hotel, "agent_heating"),
            "project:hotel:agent:agent_heating:+12025550143",
        ),
    ] {
        let mut event = boiler_call();
        event.conversation_id = call(user_id, day(1)).conversation_id;
        let before = mem0.adds().len();
        mem0.ingest(&scope, &event).await;
        let sent = mem0.adds().split_off(before);
        assert_eq!(sent.len(), 4);
        assert!(sent.iter().all(|add| add["user_id"] == user_id));
    }
}

#[tokio::test]
async fn a_part_without_content_is_not_sent() {
    let mem0 = mem0().await;
    let redacted = Call {
        summary: Some("<REDACTED>".into()),
        evaluations: Vec::new(),
        collected: Vec::new(),
        ..boiler_call()
    };
    mem0.ingest(&robin(), &redacted).await;
    let sent = mem0.adds();
    assert_eq!(sent.len(), 1);
    assert_eq!(sent[0]["metadata"]["type"], "semantic");
    let again = mem0.ingest(&robin(), &redacted).await;
    assert_eq!(again, IngestOutcome::AlreadyIngested);
}

#[tokio::test]
async fn two_calls_that_are_ingested_at_the_same_time_leave_both_values_of_a_fact() {
    let mem0 = mem0().await;
    let porto = city_call("conv_1", 1, "Porto");
    let lisbon = city_call("conv_2", 2, "Lisbon");
    let scope = robin();
    tokio::join!(mem0.ingest(&scope, &lisbon), mem0.ingest(&scope, &porto));
    let record = mem0.load(&scope).await;
    assert_eq!(texts(&record), ["city: Porto", "city: Lisbon"]);
    assert_eq!(profile_value(&record, "city").as_deref(), Some("Lisbon"));
}

#[tokio::test]
async fn a_short_retry_after_of_the_platform_is_honoured() {
    let mem0 = mem0().await;
    mem0.server
        .plan(Fault::new(Failure::TooManyRequests(0)).on(ADD).times(1));
    mem0.ingest(&robin(), &boiler_call()).await;
    assert_ingested_once(&mem0).await;
}

#[tokio::test]
async fn a_call_in_which_the_caller_was_silent_sends_nothing() {
    let mem0 = mem0().await;
    let silent = Call {
        caller_spoke: false,
        ..boiler_call()
    };
    for _ in 0..2 {
        assert_eq!(mem0.ingest(&robin(), &silent).await, ingested(0, 0, 0));
    }
    assert_eq!(mem0.server.received(), []);
}

#[tokio::test]
async fn a_fact_that_is_stated_again_expires_at_the_later_time() {
    let mem0 = mem0().await;
    let soon = Timestamp::now() + 24.hours();
    for (number, expires_at, expected) in [
        (1, Some(soon), Some(soon)),
        (2, Some(soon + 48.hours()), Some(soon + 48.hours())),
        (3, Some(soon), Some(soon + 48.hours())),
        (4, None, None),
    ] {
        let stated = Call {
            collected: vec![fact("first_name", "Robin")],
            ..call(&format!("conv_{number}"), day(number))
        };
        let extracted = ExtractedCall {
            expires_at,
            ..extracted(&stated)
        };
        let outcome = mem0.store.ingest(&robin(), extracted).await.unwrap();
        let is_first = number == 1;
        assert_eq!(
            outcome,
            ingested(usize::from(is_first), 0, usize::from(!is_first))
        );
        let record = mem0.load(&robin()).await;
        assert_eq!(record.memories.len(), 1);
        let actual = record.memories[0].expires_at;
        assert_eq!(actual.is_none(), expected.is_none());
        assert!(
            actual >= expected
                && actual < expected.map(|at| at + 24.hours()).or(Some(Timestamp::MAX))
        );
    }
}

#[tokio::test]
async fn a_value_that_several_calls_state_is_one_memory_that_lists_them() {
    let mem0 = mem0().await;
    for (number, conversation) in [(4, "conv_4"), (1, "conv_1"), (6, "conv_6")] {
        let call = city_call(conversation, number, "Lisbon");
        mem0.ingest(&robin(), &call).await;
    }
    assert_eq!(mem0.adds().len(), 1);
    let record = mem0.load(&robin()).await;
    let [lisbon] = record.memories.as_slice() else {
        panic!("one memory: {record:?}");
    };
    assert_eq!((lisbon.created_at, lisbon.updated_at), (day(1), day(6)));
    assert_eq!(lisbon.confirmations, 2);
    assert_eq!(record.calls.count, 3);
    let as_of = mem0.store.load_as_of(&robin(), day(5)).await.unwrap();
    let lisbon = &as_of.memories[0];
    assert_eq!((lisbon.created_at, lisbon.updated_at), (day(1), day(4)));
    assert_eq!(as_of.calls.count, 2);
}

#[tokio::test]
async fn a_fact_that_an_operator_edited_is_not_removed_by_a_more_complete_event() {
    let mem0 = mem0().await;
    mem0.ingest(&robin(), &city_call("conv_1", 1, "Lisbo"))
        .await;
    let record = mem0.load(&robin()).await;
    let update = MemoryUpdate {
        text: Some("Faro".into()),
        annotations: None,
        expires_at: None,
    };
    let id = &record.memories[0].id;
    let edited = mem0.store.update(&robin(), id, update).await.unwrap();
    assert_eq!(edited.created_at, day(1));
    assert!(edited.updated_at > day(1));
    let mut more_complete = city_call("conv_1", 1, "Lisbon");
    more_complete.collected.push(fact("pet", "cat"));
    mem0.ingest(&robin(), &more_complete).await;
    let record = mem0.load(&robin()).await;
    assert!(record.memories.contains(&edited));
    assert_eq!(profile_value(&record, "city").as_deref(), Some("Faro"));
}
