//! An event that says that a machine answered, before or after the call itself.

use std::time::Duration;

use memories_domain::{
    Call, CallOutcome, SkipReason, WorkerId,
    ports::{
        ClaimedContent, EnqueueOutcome, EventContent, EventInbox, EventSink, MemoryReader, NewEvent,
    },
};
use memories_store_sqlite::SqliteStore;
use store_conformance::fixtures::{agent_turn, call, caller_turn, day, robin};

use crate::{event, ingest, open};

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
        ..call("conv_1", day(6))
    }
}

fn machine_answered() -> NewEvent {
    let mut detection = event(&robin(), greeting());
    "answering_machine_detection".clone_into(&mut detection.key.event_type);
    detection.content = EventContent::Skipped(SkipReason::Voicemail);
    detection
}

async fn memories(store: &SqliteStore) -> (usize, u64) {
    let record = store.load(&robin()).await.unwrap();
    (record.memories.len(), record.calls.count)
}

#[tokio::test]
async fn a_machine_that_was_reported_before_the_call_is_no_caller() {
    for (call, expected) in [
        (greeting(), CallOutcome::Voicemail),
        (conversation(), CallOutcome::Answered),
    ] {
        let (store, _directory) = open();
        store.enqueue(machine_answered()).await.unwrap();
        store.enqueue(event(&robin(), call)).await.unwrap();
        let worker = WorkerId::parse("worker-1").unwrap();
        let claimed = store
            .claim_due(&worker, Duration::from_mins(1), 10)
            .await
            .unwrap();
        let [claimed] = claimed.as_slice() else {
            panic!("one call");
        };
        let ClaimedContent::Call(scoped) = &claimed.content else {
            panic!("a call");
        };
        assert_eq!(scoped.call.outcome, expected);
        store.shutdown().await;
    }
}

#[tokio::test]
async fn a_machine_that_is_reported_after_the_call_retracts_it_unless_a_person_spoke() {
    for (call, is_kept) in [(greeting(), false), (conversation(), true)] {
        let (store, _directory) = open();
        ingest(&store, &robin(), &call).await;
        let before = memories(&store).await;
        assert!(before.0 > 0 && before.1 == 1);
        let outcome = store.enqueue(machine_answered()).await.unwrap();
        assert_eq!(outcome, EnqueueOutcome::Enqueued);
        let expected = if is_kept { before } else { (0, 0) };
        assert_eq!(memories(&store).await, expected);
        store.shutdown().await;
    }
}
