//! An event that says that a machine answered, before or after the call itself, or while it is
//! processed.

use std::time::Duration;

use memories_domain::{
    Call, CallOutcome, CarrierCallId, SkipReason, WorkerId,
    ports::{
        ClaimedContent, EnqueueOutcome, EventContent, EventInbox, EventKey, EventSink,
        IngestOutcome, MemoryReader, MemoryWriter, NewEvent, ScopedCall,
    },
};
use memories_store_sqlite::SqliteStore;
use store_conformance::fixtures::{
    agent_turn, call, caller_turn, day, extracted, fact, robin, texts,
};

use crate::{event, ingest, open};

/// Nobody but a machine whose greeting no rule recognises.
fn greeting() -> Call {
    Call {
        turns: vec![
            agent_turn("Hello, may I speak to Ines?"),
            caller_turn("Ines is travelling through Norway until the spring."),
        ],
        ..call("conv_1", day(6))
    }
}

fn conversation() -> Call {
    Call {
        turns: vec![
            agent_turn("Hello, may I speak to Ines?"),
            caller_turn("This is Ines, my boiler whistles every morning."),
            agent_turn("Since when?"),
            caller_turn("Since the storm on Monday evening."),
            agent_turn("Anything else?"),
            caller_turn("The radiator in the nursery stays cold as well."),
        ],
        collected: vec![fact("city", "Lisbon")],
        ..call("conv_1", day(6))
    }
}

/// A person, and a machine after which words follow that no rule recognises.
fn person_and_machine() -> Call {
    Call {
        turns: vec![
            agent_turn("Hello, may I speak to Ines?"),
            caller_turn("No, she moved to the lighthouse in Porto with her violin."),
            agent_turn("May I reach her?"),
            caller_turn("The mailbox of Ines is full. Please leave a message after the tone."),
            agent_turn("I have booked the engineer for Friday at nine."),
            caller_turn("Deletion of the recording takes place after seven days."),
        ],
        collected: vec![fact("city", "Lisbon")],
        ..call("conv_1", day(6))
    }
}

fn excluded_transcript() -> Call {
    Call {
        summary: Some("The agent left a message about the boiler.".into()),
        collected: vec![fact("city", "Lisbon")],
        ..call("conv_1", day(6))
    }
}

fn carrier_call() -> CarrierCallId {
    CarrierCallId::parse("CA0001test").unwrap()
}

fn call_event(call: Call) -> NewEvent {
    NewEvent {
        carrier_call: Some(carrier_call()),
        ..event(&robin(), call)
    }
}

fn machine_answered() -> NewEvent {
    let mut detection = event(&robin(), greeting());
    "answering_machine_detection".clone_into(&mut detection.key.event_type);
    detection.content = EventContent::Skipped(SkipReason::Voicemail);
    detection
}

fn carrier_reports_machine() -> NewEvent {
    let mut detection = machine_answered();
    detection.key.conversation = EventKey::of_carrier_call(&carrier_call());
    detection
}

/// The memories, and how often the caller is known to have called.
async fn known(store: &SqliteStore) -> (Vec<String>, u64) {
    let record = store.load(&robin()).await.unwrap();
    let mut memories: Vec<String> = texts(&record).into_iter().map(str::to_owned).collect();
    memories.sort();
    (memories, record.calls.count)
}

async fn claim(store: &SqliteStore) -> Call {
    let worker = WorkerId::parse("worker-1").unwrap();
    let claimed = store.claim_due(&worker, Duration::from_mins(1), 10).await;
    let [claimed] = &claimed.unwrap()[..] else {
        panic!("one call");
    };
    let ClaimedContent::Call(scoped) = &claimed.content else {
        panic!("a call");
    };
    let ScopedCall { call, .. } = &**scoped;
    call.clone()
}

/// What a worker does with a call.
async fn learn(store: &SqliteStore, mut call: Call) {
    loop {
        if call.outcome == CallOutcome::Voicemail {
            return;
        }
        match ingest(store, &robin(), &call).await {
            IngestOutcome::MachineAnswered => call.set_machine_answered(),
            _ => return,
        }
    }
}

#[derive(Debug, Clone, Copy)]
enum Reported {
    BeforeTheCall,
    WhileItIsExtracted,
    AfterIt,
}

async fn known_after(call: Call, report: NewEvent, reported: Reported) -> (Vec<String>, u64) {
    let (store, _directory) = open();
    let enqueue = async || {
        let outcome = store.enqueue(report.clone()).await.unwrap();
        assert_eq!(outcome, EnqueueOutcome::Enqueued);
    };
    if matches!(reported, Reported::BeforeTheCall) {
        enqueue().await;
    }
    store.enqueue(call_event(call)).await.unwrap();
    let claimed = claim(&store).await;
    let before = extracted(&claimed);
    if matches!(reported, Reported::WhileItIsExtracted) {
        enqueue().await;
        let outcome = store.ingest(&robin(), before).await.unwrap();
        assert_eq!(outcome, IngestOutcome::MachineAnswered);
        assert_eq!(known(&store).await, (Vec::new(), 0));
    }
    learn(&store, claimed).await;
    if matches!(reported, Reported::AfterIt) {
        enqueue().await;
    }
    let known = known(&store).await;
    store.shutdown().await;
    known
}

#[tokio::test]
async fn what_stays_does_not_depend_on_when_a_machine_is_reported() {
    for (call, memories, calls) in [
        (greeting(), 0, 0),
        (excluded_transcript(), 0, 0),
        (person_and_machine(), 2, 1),
        (conversation(), 4, 1),
    ] {
        for report in [machine_answered(), carrier_reports_machine()] {
            let before = known_after(call.clone(), report.clone(), Reported::BeforeTheCall).await;
            assert_eq!((before.0.len(), before.1), (memories, calls), "{before:?}");
            for reported in [Reported::WhileItIsExtracted, Reported::AfterIt] {
                let known = known_after(call.clone(), report.clone(), reported).await;
                assert_eq!(known, before, "{reported:?}");
            }
        }
    }
}

#[tokio::test]
async fn a_carriers_call_with_two_conversations_tells_of_neither() {
    let (store, _directory) = open();
    let other = Call {
        conversation_id: call("conv_2", day(6)).conversation_id,
        ..greeting()
    };
    for call in [greeting(), other] {
        store.enqueue(call_event(call.clone())).await.unwrap();
        learn(&store, call).await;
    }
    let before = known(&store).await;
    assert_eq!(before.1, 2);
    store.enqueue(carrier_reports_machine()).await.unwrap();
    assert_eq!(known(&store).await, before);
}

#[tokio::test]
async fn a_report_about_another_call_changes_nothing() {
    let (store, _directory) = open();
    store.enqueue(call_event(greeting())).await.unwrap();
    learn(&store, greeting()).await;
    let before = known(&store).await;
    let mut other = carrier_reports_machine();
    other.key.conversation =
        EventKey::of_carrier_call(&CarrierCallId::parse("CA0002test").unwrap());
    store.enqueue(other).await.unwrap();
    assert_eq!(known(&store).await, before);
}
