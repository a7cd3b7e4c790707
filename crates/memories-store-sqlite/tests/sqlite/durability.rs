//! What was answered is on disk, and readers do not wait for writers.

use futures::future::{join_all, select_all};
use jiff::Timestamp;
use memories_domain::{
    EnqueueOutcome, EventInbox, EventKey, EventSink, InboxError, IncomingEvent, MemoryAdmin,
    MemoryStore, StoreError,
};
use memories_store_sqlite::{Options, SqliteStore};
use rusqlite::Connection;

use crate::story::people::{boiler_call, moving_call, note, robin, sam};

#[tokio::test]
async fn everything_is_there_after_opening_again() {
    let directory = tempfile::tempdir().unwrap();
    let store = SqliteStore::open(directory.path(), Options::default()).unwrap();
    store.learn(&robin(), &boiler_call(), None).await.unwrap();
    store.accept(event(1)).await.unwrap();
    let record = store.recall(&robin()).await.unwrap();
    let history = store.history(&robin(), None).await.unwrap();
    store.shutdown().await;

    let store = SqliteStore::open(directory.path(), Options::default()).unwrap();
    assert_eq!(store.recall(&robin()).await.unwrap(), record);
    assert_eq!(store.history(&robin(), None).await.unwrap(), history);
    assert_eq!(
        store.accept(event(1)).await.unwrap(),
        EnqueueOutcome::Duplicate
    );
}

#[tokio::test]
async fn what_was_answered_is_there_although_nobody_shut_down() {
    let directory = tempfile::tempdir().unwrap();
    let store = SqliteStore::open(directory.path(), Options::default()).unwrap();
    store.add(&robin(), note("Keeps three bees")).await.unwrap();
    // As a process that was killed leaves them: copies of the files as they are.
    let copy = tempfile::tempdir().unwrap();
    for entry in std::fs::read_dir(directory.path()).unwrap() {
        let entry = entry.unwrap();
        std::fs::copy(entry.path(), copy.path().join(entry.file_name())).unwrap();
    }
    let found = SqliteStore::open(copy.path(), Options::default()).unwrap();
    assert_eq!(found.recall(&robin()).await.unwrap().memories.len(), 1);
}

#[tokio::test]
async fn a_store_that_was_shut_down_refuses_and_says_so() {
    let directory = tempfile::tempdir().unwrap();
    let store = SqliteStore::open(directory.path(), Options::default()).unwrap();
    let handle = store.clone();
    store.shutdown().await;
    assert!(matches!(handle.ready().await, Err(StoreError::Internal(_))));
    assert!(matches!(
        handle.recall(&robin()).await,
        Err(StoreError::Internal(_))
    ));
    assert!(matches!(
        handle.accept(event(1)).await,
        Err(InboxError::Internal(_))
    ));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_caller_who_was_just_taught_is_recalled_with_it_while_others_write() {
    let directory = tempfile::tempdir().unwrap();
    let store = SqliteStore::open(directory.path(), Options::default()).unwrap();
    let busy: Vec<_> = (0..200)
        .map(|number| {
            let store = store.clone();
            tokio::spawn(async move { store.accept(event(number)).await.unwrap() })
        })
        .collect();
    for number in 0..50 {
        store
            .add(&robin(), note(&format!("Fact {number} about bees")))
            .await
            .unwrap();
        let record = store.recall(&robin()).await.unwrap();
        assert_eq!(record.memories.len(), number + 1);
        let found = store.search(&robin(), "bees", 100).await.unwrap();
        assert_eq!(found.len(), number + 1);
    }
    let accepted = join_all(busy).await;
    assert!(
        accepted
            .iter()
            .all(|accepted| matches!(accepted, Ok(EnqueueOutcome::New)))
    );
}

#[tokio::test]
async fn reading_does_not_wait_for_a_writer_of_another_process() {
    let directory = tempfile::tempdir().unwrap();
    let store = SqliteStore::open(directory.path(), Options::default()).unwrap();
    store.learn(&robin(), &boiler_call(), None).await.unwrap();
    let other = Connection::open(directory.path().join("agentic-memories.db")).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();

    let record = store.recall(&robin()).await.unwrap();
    assert!(!record.memories.is_empty());
    let waiting = {
        let store = store.clone();
        tokio::spawn(async move { store.learn(&robin(), &moving_call(), None).await })
    };
    store.search(&robin(), "boiler", 3).await.unwrap();
    other.execute_batch("COMMIT").unwrap();
    waiting.await.unwrap().unwrap();
}

#[tokio::test]
async fn an_inbox_whose_queue_is_full_refuses_at_once_and_loses_nothing_it_took() {
    let directory = tempfile::tempdir().unwrap();
    let options = Options {
        queue: 1,
        ..Options::default()
    };
    let store = SqliteStore::open(directory.path(), options).unwrap();
    let other = Connection::open(directory.path().join("agentic-memories.db")).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();

    // One event is in the writer's hand at most, and one in the queue.
    let deliveries: Vec<_> = (0..3)
        .map(|number| {
            let store = store.clone();
            Box::pin(async move { store.accept(event(number)).await })
        })
        .collect();
    let (first, _, rest) = select_all(deliveries).await;
    assert!(matches!(first, Err(InboxError::Overloaded)));
    other.execute_batch("COMMIT").unwrap();
    let taken = join_all(rest)
        .await
        .into_iter()
        .filter(|answer| matches!(answer, Ok(EnqueueOutcome::New)))
        .count();
    assert!(taken >= 1);
    assert_eq!(store.list(None, 10).await.unwrap().len(), taken);
}

#[tokio::test]
async fn a_change_by_another_process_is_seen_at_once() {
    let directory = tempfile::tempdir().unwrap();
    let service = SqliteStore::open(directory.path(), Options::default()).unwrap();
    let command = SqliteStore::open(directory.path(), Options::default()).unwrap();
    service
        .add(&robin(), note("Keeps three bees"))
        .await
        .unwrap();
    assert_eq!(service.search(&robin(), "bees", 3).await.unwrap().len(), 1);

    command
        .add(&robin(), note("The bees moved house"))
        .await
        .unwrap();
    assert_eq!(service.recall(&robin()).await.unwrap().memories.len(), 2);
    assert_eq!(service.search(&robin(), "bees", 3).await.unwrap().len(), 2);

    // ErasureReport and back again with as many changes as before.
    command.forget(&robin().caller).await.unwrap();
    command.add(&robin(), note("Keeps a goat")).await.unwrap();
    command
        .add(&robin(), note("The goat has a name"))
        .await
        .unwrap();
    assert_eq!(service.search(&robin(), "bees", 3).await.unwrap(), []);
    assert_eq!(service.search(&robin(), "goat", 3).await.unwrap().len(), 2);
    assert!(service.recall(&sam()).await.unwrap().memories.is_empty());
}

fn event(number: u32) -> IncomingEvent {
    IncomingEvent {
        key: EventKey {
            conversation: format!("conv_{number}"),
            event_type: "post_call_transcription".to_owned(),
        },
        caller: None,
        received_at: Timestamp::UNIX_EPOCH,
        body: "{}".into(),
    }
}
