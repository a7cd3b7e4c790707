//! The ledger of what was given to a platform elsewhere.

use jiff::Timestamp;
use memories_domain::{
    BeginOutcome, CallPart, CallerId, ConversationId, EventKey, EventSink, IdempotencyLedger,
    IncomingEvent, MemoryAdmin,
};
use memories_store_sqlite::{Options, SqliteStore};

use super::open;

fn conversation(id: &str) -> ConversationId {
    ConversationId::parse(id).unwrap()
}

fn noon() -> Timestamp {
    "2025-11-01T12:00:00Z".parse().unwrap()
}

#[tokio::test]
async fn a_part_is_new_once_then_unfinished_and_in_the_end_done() {
    let (store, _directory) = open();
    let (call, part) = (conversation("conv_1"), CallPart::Factual);
    let later = noon() + std::time::Duration::from_mins(5);
    assert_eq!(
        store.begin(&call, part, noon()).await.unwrap(),
        BeginOutcome::New
    );
    assert_eq!(
        store.begin(&call, part, later).await.unwrap(),
        BeginOutcome::Unfinished { since: noon() }
    );
    store.done(&call, part).await.unwrap();
    assert_eq!(
        store.begin(&call, part, later).await.unwrap(),
        BeginOutcome::Done
    );
}

#[tokio::test]
async fn every_part_of_every_call_is_noted_by_itself() {
    let (store, _directory) = open();
    for call in [conversation("conv_1"), conversation("conv_2")] {
        for part in [CallPart::Profile, CallPart::Factual, CallPart::Semantic] {
            assert_eq!(
                store.begin(&call, part, noon()).await.unwrap(),
                BeginOutcome::New
            );
            store.done(&call, part).await.unwrap();
        }
    }
}

#[tokio::test]
async fn what_is_withdrawn_is_new_again_and_what_is_done_cannot_be_withdrawn() {
    let (store, _directory) = open();
    let (call, part) = (conversation("conv_1"), CallPart::Semantic);
    store.begin(&call, part, noon()).await.unwrap();
    store.withdraw(&call, part).await.unwrap();
    assert_eq!(
        store.begin(&call, part, noon()).await.unwrap(),
        BeginOutcome::New
    );
    store.done(&call, part).await.unwrap();
    store.withdraw(&call, part).await.unwrap();
    assert_eq!(
        store.begin(&call, part, noon()).await.unwrap(),
        BeginOutcome::Done
    );
}

#[tokio::test]
async fn what_was_begun_is_known_after_a_restart() {
    let (store, directory) = open();
    let (call, part) = (conversation("conv_1"), CallPart::Profile);
    store.begin(&call, part, noon()).await.unwrap();
    store.shutdown().await;
    let store = SqliteStore::open(directory.path(), Options::default()).unwrap();
    assert_eq!(
        store.begin(&call, part, noon()).await.unwrap(),
        BeginOutcome::Unfinished { since: noon() }
    );
}

#[tokio::test]
async fn nothing_more_is_sent_of_the_calls_of_a_caller_who_was_forgotten() {
    let (store, _directory) = open();
    let caller = CallerId::parse("+12025550143", None).unwrap();
    let event = IncomingEvent {
        key: EventKey {
            conversation: "conv_1".to_owned(),
            event_type: "post_call_transcription".to_owned(),
        },
        caller: Some(caller.clone()),
        received_at: noon(),
        body: "{}".into(),
    };
    store.accept(event).await.unwrap();
    let call = conversation("conv_1");
    store.begin(&call, CallPart::Profile, noon()).await.unwrap();

    store.forget(&caller).await.unwrap();
    for part in [CallPart::Profile, CallPart::Factual, CallPart::Semantic] {
        let begun = store.begin(&call, part, noon()).await.unwrap();
        assert_eq!(begun, BeginOutcome::Done, "{part:?}");
    }
    let other = conversation("conv_2");
    let begun = store.begin(&other, CallPart::Factual, noon()).await;
    assert_eq!(begun.unwrap(), BeginOutcome::New);
}
