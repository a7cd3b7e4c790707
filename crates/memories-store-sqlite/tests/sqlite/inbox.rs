//! The durable intake of finished calls.

use bytes::Bytes;
use futures::future::join_all;
use jiff::{Timestamp, ToSpan};
use memories_domain::{
    CallerId, EnqueueOutcome, ErasureReport, EventInbox, EventKey, EventSink, InboxState,
    IncomingEvent, IngestOutcome, MemoryAdmin, MemoryStore, Settlement, SkipReason,
};
use memories_store_sqlite::SqliteStore;

use crate::{
    open,
    story::people::{boiler_call, robin, sam},
};

const BODY: &[u8] = b"{\"type\":\"post_call_transcription\"}";

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(1_000_000 + second).unwrap()
}

fn event(conversation: &str, caller: Option<CallerId>, received_at: Timestamp) -> IncomingEvent {
    IncomingEvent {
        key: EventKey {
            conversation: conversation.to_owned(),
            event_type: "post_call_transcription".to_owned(),
        },
        caller,
        received_at,
        body: Bytes::from_static(BODY),
    }
}

/// The id of the one event that is due.
async fn only_due(store: &SqliteStore, now: Timestamp) -> i64 {
    let due = store.due(now, 10).await.unwrap();
    assert_eq!(due.len(), 1);
    due[0].id
}

#[tokio::test]
async fn an_accepted_event_is_due_as_it_came() {
    let (store, _directory) = open();
    let event = event("conv_1", None, at(0));
    assert_eq!(
        store.accept(event.clone()).await.unwrap(),
        EnqueueOutcome::New
    );
    assert_eq!(store.next_due_at().await.unwrap(), Some(at(0)));
    assert!(store.due(at(-1), 10).await.unwrap().is_empty());
    let due = store.due(at(0), 10).await.unwrap();
    assert_eq!(due.len(), 1);
    assert_eq!(due[0].key, event.key);
    assert_eq!(due[0].body, event.body);
    assert_eq!(due[0].received_at, at(0));
    assert_eq!(due[0].attempts, 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn ten_deliveries_of_one_event_at_once_are_one_event() {
    let (store, _directory) = open();
    let deliveries = (0..10).map(|_| {
        let store = store.clone();
        tokio::spawn(async move { store.accept(event("conv_1", None, at(0))).await.unwrap() })
    });
    let accepted = join_all(deliveries).await;
    let new = accepted
        .iter()
        .filter(|accepted| matches!(accepted, Ok(EnqueueOutcome::New)))
        .count();
    assert_eq!(new, 1);
    assert_eq!(store.list(None, 100).await.unwrap().len(), 1);
}

#[tokio::test]
async fn events_of_two_types_about_one_call_are_two() {
    let (store, _directory) = open();
    let mut audio = event("conv_1", None, at(0));
    audio.key.event_type = "post_call_audio".to_owned();
    store.accept(event("conv_1", None, at(0))).await.unwrap();
    assert_eq!(store.accept(audio).await.unwrap(), EnqueueOutcome::New);
}

#[tokio::test]
async fn the_oldest_events_are_due_first_and_no_more_than_asked_for() {
    let (store, _directory) = open();
    for (conversation, second) in [("conv_3", 3), ("conv_1", 1), ("conv_2", 2)] {
        store
            .accept(event(conversation, None, at(second)))
            .await
            .unwrap();
    }
    let due = store.due(at(9), 2).await.unwrap();
    let order: Vec<_> = due.iter().map(|due| &*due.key.conversation).collect();
    assert_eq!(order, ["conv_1", "conv_2"]);
}

#[tokio::test]
async fn what_is_settled_for_good_loses_its_body_and_stays_a_duplicate() {
    let (store, _directory) = open();
    for (conversation, settlement, state, reason) in [
        ("conv_1", Settlement::Ingested, InboxState::Ingested, None),
        (
            "conv_2",
            Settlement::Skipped(SkipReason::CallerSilent),
            InboxState::Empty,
            Some("the caller said nothing"),
        ),
    ] {
        let event = event(conversation, Some(robin().caller), at(0));
        store.accept(event.clone()).await.unwrap();
        let id = only_due(&store, at(0)).await;
        store.settle(id, settlement).await.unwrap();

        let (entry, body) = store.show(id).await.unwrap().unwrap();
        assert_eq!(entry.state, state);
        assert_eq!(entry.reason.as_deref(), reason);
        assert_eq!((entry.body_bytes, body), (None, None));
        assert_eq!(
            store.accept(event).await.unwrap(),
            EnqueueOutcome::Duplicate
        );
        assert_eq!(store.next_due_at().await.unwrap(), None);
    }
    // Nothing links what was learned to the caller any more.
    let forgotten = store.forget(&robin().caller).await.unwrap();
    assert_eq!(forgotten, ErasureReport::default());
}

#[tokio::test]
async fn an_event_that_failed_is_due_again_at_the_time_set() {
    let (store, _directory) = open();
    store.accept(event("conv_1", None, at(0))).await.unwrap();
    let id = only_due(&store, at(0)).await;
    let retry = Settlement::RetryAt {
        at: at(60),
        reason: "no connection".to_owned(),
    };
    store.settle(id, retry).await.unwrap();
    assert!(store.due(at(59), 10).await.unwrap().is_empty());
    assert_eq!(store.next_due_at().await.unwrap(), Some(at(60)));
    let due = store.due(at(60), 10).await.unwrap();
    assert_eq!((due[0].id, due[0].attempts), (id, 1));
}

#[tokio::test]
async fn what_was_given_up_is_kept_and_can_be_retried() {
    let (store, _directory) = open();
    let reason = || "a surprising shape".to_owned();
    let given_up = [
        (Settlement::Dead { reason: reason() }, InboxState::Dead),
        (
            Settlement::NotUnderstood { reason: reason() },
            InboxState::Kept,
        ),
    ];
    let mut ids = Vec::new();
    for (number, (settlement, state)) in given_up.into_iter().enumerate() {
        let event = event(&format!("conv_{number}"), None, at(0));
        store.accept(event.clone()).await.unwrap();
        let id = only_due(&store, at(0)).await;
        store.settle(id, settlement).await.unwrap();
        assert_eq!(
            store.accept(event).await.unwrap(),
            EnqueueOutcome::Duplicate
        );

        let (entry, body) = store.show(id).await.unwrap().unwrap();
        assert_eq!(entry.state, state);
        assert_eq!(entry.reason, Some(reason()));
        assert_eq!(entry.attempts, 1);
        assert_eq!(entry.next_attempt_at, None);
        assert_eq!(body.as_deref(), Some(BODY));
        assert_eq!(store.list(Some(state), 10).await.unwrap(), [entry]);
        ids.push(id);
    }
    assert_eq!(store.retry(Some(ids[0])).await.unwrap(), 1);
    assert_eq!(store.retry(None).await.unwrap(), 1);
    assert_eq!(store.retry(None).await.unwrap(), 0);
    let due = store.due(Timestamp::now() + 1.second(), 10).await.unwrap();
    let due: Vec<_> = due.iter().map(|due| (due.id, due.attempts)).collect();
    assert_eq!(due, [(ids[0], 0), (ids[1], 0)]);
}

#[tokio::test]
async fn the_list_shows_the_newest_first() {
    let (store, _directory) = open();
    for number in 0..5 {
        let event = event(&format!("conv_{number}"), None, at(number));
        store.accept(event).await.unwrap();
    }
    let listed = store.list(Some(InboxState::Pending), 2).await.unwrap();
    let order: Vec<_> = listed
        .iter()
        .map(|entry| &*entry.key.conversation)
        .collect();
    assert_eq!(order, ["conv_4", "conv_3"]);
    assert_eq!(listed[0].body_bytes, Some(BODY.len() as u64));
    assert!(store.show(99).await.unwrap().is_none());
}

#[tokio::test]
async fn a_caller_awaits_learning_until_the_first_attempt() {
    let (store, _directory) = open();
    let caller = robin().caller;
    assert!(!store.awaits_learning(&caller).await.unwrap());
    let event = event("conv_1", Some(caller.clone()), at(0));
    store.accept(event).await.unwrap();
    assert!(store.awaits_learning(&caller).await.unwrap());
    assert!(!store.awaits_learning(&sam().caller).await.unwrap());
    let retry = Settlement::RetryAt {
        at: at(60),
        reason: "no connection".to_owned(),
    };
    let id = only_due(&store, at(0)).await;
    store.settle(id, retry).await.unwrap();
    assert!(!store.awaits_learning(&caller).await.unwrap());
}

#[tokio::test]
async fn forgetting_a_caller_empties_the_callers_events_and_no_others() {
    let (store, _directory) = open();
    let mine = event("conv_1", Some(robin().caller), at(0));
    store.accept(mine.clone()).await.unwrap();
    store
        .accept(event("conv_2", Some(sam().caller), at(0)))
        .await
        .unwrap();
    let pending = store.due(at(0), 1).await.unwrap();

    let forgotten = store.forget(&robin().caller).await.unwrap();
    assert_eq!(forgotten.inbox_events, 1);
    let (entry, body) = store.show(pending[0].id).await.unwrap().unwrap();
    assert_eq!((entry.state, body), (InboxState::Empty, None));
    assert_eq!(entry.reason.as_deref(), Some("the caller was forgotten"));
    assert_eq!(store.accept(mine).await.unwrap(), EnqueueOutcome::Duplicate);
    assert!(!store.awaits_learning(&robin().caller).await.unwrap());
    assert!(store.awaits_learning(&sam().caller).await.unwrap());

    // The worker had read the event before, and comes back to settle it.
    store
        .settle(pending[0].id, Settlement::Ingested)
        .await
        .unwrap();
    let (entry, _) = store.show(pending[0].id).await.unwrap().unwrap();
    assert_eq!(entry.state, InboxState::Empty);
}

#[tokio::test]
async fn a_call_that_is_being_learned_while_its_caller_is_forgotten_teaches_nothing() {
    let (store, _directory) = open();
    let event = event("conv_boiler", Some(robin().caller), at(0));
    store.accept(event).await.unwrap();
    let read_by_the_worker = store.due(at(0), 1).await.unwrap();
    assert_eq!(read_by_the_worker.len(), 1);
    store.forget(&robin().caller).await.unwrap();

    let learned = store.learn(&robin(), &boiler_call(), None).await.unwrap();
    assert_eq!(learned, IngestOutcome::AlreadyIngested);
    assert!(store.recall(&robin()).await.unwrap().memories.is_empty());
}
