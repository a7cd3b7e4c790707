//! An answered request is on disk, and readers do not wait for writers.

use futures::future::{join_all, select_all};
use memories_domain::ports::{
    EnqueueOutcome, EventSink, InboxAdmin, InboxError, MemoryAdmin, MemoryReader, MemoryWriter,
    NewEvent, StoreError,
};
use memories_store_sqlite::{Options, SqliteStore};
use rusqlite::Connection;
use store_conformance::fixtures::{
    boiler_call, call, day, extracted, moving_call, note, robin, sam,
};

use crate::{forget, ingest, open};

fn event(number: u32) -> NewEvent {
    crate::event(&sam(), call(&format!("conv_{number}"), day(9)))
}

#[tokio::test]
async fn everything_survives_a_restart() {
    let (store, directory) = open();
    ingest(&store, &robin(), &boiler_call()).await;
    store.enqueue(event(1)).await.unwrap();
    let record = store.load(&robin()).await.unwrap();
    let history = store.history(&robin(), None).await.unwrap();
    let entries = store.list(None, 10).await.unwrap();
    store.shutdown().await;

    let store = SqliteStore::open(directory.path(), Options::default()).unwrap();
    assert_eq!(store.load(&robin()).await.unwrap(), record);
    assert_eq!(store.history(&robin(), None).await.unwrap(), history);
    assert_eq!(store.list(None, 10).await.unwrap(), entries);
    assert_eq!(
        store.enqueue(event(1)).await.unwrap(),
        EnqueueOutcome::Duplicate
    );
}

#[tokio::test]
async fn an_answered_request_survives_a_crash() {
    let (store, directory) = open();
    store.add(&robin(), note("Keeps three bees")).await.unwrap();
    // What a killed process leaves: copies of the files without a shutdown.
    let copy = tempfile::tempdir().unwrap();
    for entry in std::fs::read_dir(directory.path()).unwrap() {
        let entry = entry.unwrap();
        std::fs::copy(entry.path(), copy.path().join(entry.file_name())).unwrap();
    }
    let copied = SqliteStore::open(copy.path(), Options::default()).unwrap();
    assert_eq!(copied.load(&robin()).await.unwrap().memories.len(), 1);
}

#[tokio::test]
async fn a_store_that_was_shut_down_rejects_requests() {
    let (store, _directory) = open();
    let handle = store.clone();
    store.shutdown().await;
    assert!(matches!(handle.ready().await, Err(StoreError::Internal(_))));
    assert!(matches!(
        handle.load(&robin()).await,
        Err(StoreError::Internal(_))
    ));
    assert!(matches!(
        handle.enqueue(event(1)).await,
        Err(InboxError::Internal(_))
    ));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_memory_can_be_read_as_soon_as_it_was_added_while_others_write() {
    let (store, _directory) = open();
    let busy: Vec<_> = (0..200)
        .map(|number| {
            let store = store.clone();
            tokio::spawn(async move { store.enqueue(event(number)).await.unwrap() })
        })
        .collect();
    for number in 0..50 {
        store
            .add(&robin(), note(&format!("Fact {number} about bees")))
            .await
            .unwrap();
        let record = store.load(&robin()).await.unwrap();
        assert_eq!(record.memories.len(), number + 1);
        let found = store.search(&robin(), "bees", 100).await.unwrap();
        assert_eq!(found.len(), number + 1);
    }
    let enqueued = join_all(busy).await;
    assert!(
        enqueued
            .iter()
            .all(|outcome| matches!(outcome, Ok(EnqueueOutcome::Enqueued)))
    );
}

#[tokio::test]
async fn reading_does_not_wait_for_a_writer_of_another_process() {
    let (store, directory) = open();
    ingest(&store, &robin(), &boiler_call()).await;
    let other = Connection::open(directory.path().join("agentic-memories.db")).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();

    let record = store.load(&robin()).await.unwrap();
    assert!(!record.memories.is_empty());
    let waiting = {
        let store = store.clone();
        tokio::spawn(async move { store.ingest(&robin(), extracted(&moving_call())).await })
    };
    store.search(&robin(), "boiler", 3).await.unwrap();
    other.execute_batch("COMMIT").unwrap();
    waiting.await.unwrap().unwrap();
}

#[tokio::test]
async fn an_inbox_with_a_full_queue_rejects_events_at_once_and_loses_no_accepted_one() {
    let directory = tempfile::tempdir().unwrap();
    let options = Options {
        queue_capacity: 1,
        ..Options::default()
    };
    let store = SqliteStore::open(directory.path(), options).unwrap();
    let other = Connection::open(directory.path().join("agentic-memories.db")).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();

    // The writer has at most one event at hand, and one is queued.
    let deliveries: Vec<_> = (0..3)
        .map(|number| {
            let store = store.clone();
            Box::pin(async move { store.enqueue(event(number)).await })
        })
        .collect();
    let (first, _, rest) = select_all(deliveries).await;
    assert!(matches!(first, Err(InboxError::Overloaded)));
    other.execute_batch("COMMIT").unwrap();
    let accepted = join_all(rest)
        .await
        .into_iter()
        .filter(|outcome| matches!(outcome, Ok(EnqueueOutcome::Enqueued)))
        .count();
    assert!(accepted >= 1);
    assert_eq!(store.list(None, 10).await.unwrap().len(), accepted);
}

#[tokio::test]
async fn a_change_by_another_process_is_seen_at_once() {
    let (server, directory) = open();
    let command = SqliteStore::open(directory.path(), Options::default()).unwrap();
    server
        .add(&robin(), note("Keeps three bees"))
        .await
        .unwrap();
    assert_eq!(server.search(&robin(), "bees", 3).await.unwrap().len(), 1);

    command
        .add(&robin(), note("The bees moved house"))
        .await
        .unwrap();
    assert_eq!(server.load(&robin()).await.unwrap().memories.len(), 2);
    assert_eq!(server.search(&robin(), "bees", 3).await.unwrap().len(), 2);

    // Erased, and back with as many changes as before.
    forget(&command, &robin()).await;
    command.add(&robin(), note("Keeps a goat")).await.unwrap();
    command
        .add(&robin(), note("The goat has a name"))
        .await
        .unwrap();
    assert_eq!(server.search(&robin(), "bees", 3).await.unwrap(), []);
    assert_eq!(server.search(&robin(), "goat", 3).await.unwrap().len(), 2);
    assert!(server.load(&sam()).await.unwrap().memories.is_empty());
}
