//! What depends on the time, and on what is kept in memory.

use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};

use jiff::Timestamp;
use memories_domain::{
    Call, CallOutcome, CallerId, Change, ConversationId, IngestOutcome, Memory, MemoryAdmin,
    MemoryId, MemoryKind, MemoryStore, Neighbours, NewMemory, Scope,
};
use rusqlite::Connection;
use tempfile::TempDir;

use crate::{Options, SqliteStore, expiry, time::Clock};

/// A clock that is set by hand, in seconds.
#[derive(Clone, Default)]
struct Hand(Arc<AtomicI64>);

impl Hand {
    fn set(&self, second: i64) {
        self.0.store(second, Ordering::SeqCst);
    }
}

fn second(second: i64) -> Timestamp {
    Timestamp::from_second(second).unwrap()
}

fn open(index_cache_bytes: u64) -> (SqliteStore, Hand, TempDir) {
    let (directory, hand) = (tempfile::tempdir().unwrap(), Hand::default());
    let options = Options {
        index_cache_bytes,
        readers: 1,
        ..Options::default()
    };
    let shown = hand.clone();
    let clock = Clock::showing(move || second(shown.0.load(Ordering::SeqCst)));
    let store = SqliteStore::open_at(directory.path(), options, clock).unwrap();
    (store, hand, directory)
}

fn caller(number: u32) -> Scope {
    Scope {
        caller: CallerId::parse(&format!("+1202555{number:04}"), None).unwrap(),
        agent: None,
    }
}

fn said() -> MemoryKind {
    MemoryKind::Semantic {
        speaker: None,
        context: Neighbours::default(),
    }
}

fn until(text: &str, expires_at: Option<i64>) -> NewMemory {
    NewMemory {
        text: text.into(),
        kind: said(),
        expires_at: expires_at.map(second),
    }
}

#[tokio::test]
async fn a_record_kept_in_memory_loses_what_expires_meanwhile() {
    let (store, clock, _directory) = open(1 << 20);
    let scope = caller(100);
    store
        .add(&scope, until("bees for a while", Some(10)))
        .await
        .unwrap();
    store
        .add(&scope, until("bees for good", None))
        .await
        .unwrap();
    for (now, expected) in [(9, 2), (10, 2), (11, 1)] {
        clock.set(now);
        let record = store.recall(&scope).await.unwrap();
        let found = store.search(&scope, "bees", 9).await.unwrap();
        assert_eq!(
            (record.memories.len(), found.len()),
            (expected, expected),
            "at {now}"
        );
    }
}

#[tokio::test]
async fn what_is_over_is_not_reinforced_but_learned_anew() {
    let (store, clock, _directory) = open(1 << 20);
    let scope = caller(100);
    let old = store.add(&scope, until("bees", Some(10))).await.unwrap();
    clock.set(11);
    let new = store.add(&scope, until("bees", Some(20))).await.unwrap();
    assert_ne!(new.id, old.id);
    assert_eq!(new.reinforced, 0);
    let history = store.history(&scope, None).await.unwrap();
    let told: Vec<_> = history
        .iter()
        .map(|entry| (entry.change, entry.new_text.as_deref()))
        .collect();
    assert_eq!(
        told,
        [
            (Change::Added, None),
            (Change::Expired, None),
            (Change::Added, Some("bees")),
        ]
    );
}

#[tokio::test]
async fn hearing_something_again_lets_it_live_longer() {
    let (store, clock, _directory) = open(1 << 20);
    let scope = caller(100);
    store.add(&scope, until("bees", Some(10))).await.unwrap();
    clock.set(5);
    let again = store.add(&scope, until("Bees", Some(15))).await.unwrap();
    assert_eq!(again.expires_at, Some(second(15)));
    assert_eq!(again.updated_at, second(5));
    assert_eq!(again.reinforced, 1);
    let shorter = store.add(&scope, until("bees", Some(12))).await.unwrap();
    assert_eq!(shorter.expires_at, Some(second(15)));
}

#[tokio::test]
async fn a_purge_of_many_takes_every_expired_memory_of_every_caller() {
    let (store, _clock, _directory) = open(1 << 20);
    let several = expiry::BATCH + 7;
    for number in [100, 101] {
        let memories = (0..several)
            .map(|n| expiring(&format!("bee number {n}"), 10))
            .collect();
        store.import(&caller(number), memories).await.unwrap();
        store
            .add(&caller(number), until("goats stay", None))
            .await
            .unwrap();
    }
    assert_eq!(store.purge_expired(second(10)).await.unwrap(), 0);
    assert_eq!(store.purge_expired(second(11)).await.unwrap(), 2 * several);
    for number in [100, 101] {
        let scope = caller(number);
        assert_eq!(store.recall(&scope).await.unwrap().memories.len(), 1);
        let history = store.history(&scope, None).await.unwrap();
        assert_eq!(history.len(), 2 * several + 1);
        let words = history
            .iter()
            .filter(|entry| entry.new_text.is_some())
            .count();
        assert_eq!(words, 1);
    }
}

fn expiring(text: &str, end: i64) -> Memory {
    Memory {
        id: MemoryId::generate(),
        text: text.into(),
        kind: said(),
        created_at: Timestamp::UNIX_EPOCH,
        updated_at: Timestamp::UNIX_EPOCH,
        expires_at: Some(second(end)),
        source: None,
        reinforced: 0,
    }
}

#[tokio::test]
async fn a_record_is_kept_in_memory_until_it_changes() {
    let (store, _clock, _directory) = open(1 << 20);
    let scope = caller(100);
    store.add(&scope, until("bees", None)).await.unwrap();
    let first = store.recall(&scope).await.unwrap();
    let second = store.recall(&scope).await.unwrap();
    assert!(Arc::ptr_eq(&first, &second));
    store.add(&scope, until("goats", None)).await.unwrap();
    let third = store.recall(&scope).await.unwrap();
    assert!(!Arc::ptr_eq(&first, &third));
    assert_eq!(third.memories.len(), 2);
}

#[tokio::test]
async fn the_index_is_built_behind_the_recall_and_counted() {
    let (store, _clock, _directory) = open(1 << 20);
    let scope = caller(100);
    store.add(&scope, until("bees", None)).await.unwrap();
    let record = store.recall(&scope).await.unwrap();
    // The one reader is free again when the index is built.
    store.readers.read(|_| Ok(())).await.unwrap();
    let with_index = store.snapshots.bytes();
    let index = store.snapshots.clone();
    let current = store
        .readers
        .read(move |connection| index.current(connection, &scope, Timestamp::UNIX_EPOCH))
        .await
        .unwrap()
        .unwrap();
    assert!(current.is_searchable());
    assert!(with_index > u64::try_from(record.memories[0].text.len()).unwrap());
    store.search(&caller(100), "bees", 1).await.unwrap();
    assert_eq!(store.snapshots.bytes(), with_index);
}

#[tokio::test]
async fn what_is_kept_in_memory_stays_within_its_bytes() {
    let bytes = 200_000;
    let (store, _clock, _directory) = open(bytes);
    for number in 100..200 {
        let text = format!("{number} {}", "bees ".repeat(1_000));
        store
            .add(&caller(number), until(&text, None))
            .await
            .unwrap();
        assert_eq!(
            store
                .search(&caller(number), "bees", 1)
                .await
                .unwrap()
                .len(),
            1
        );
        assert!(store.snapshots.bytes() <= bytes);
    }
    assert!(store.snapshots.bytes() > 0);
}

#[tokio::test]
async fn a_caller_who_fills_most_of_the_memory_is_kept_in_it() {
    // Enough for several shards, if there were any.
    let bytes = 8 << 20;
    let (store, _clock, _directory) = open(bytes);
    let scope = caller(100);
    let memories = (0..1_000)
        .map(|n| Memory {
            expires_at: None,
            ..expiring(&format!("{n} {}", "bees ".repeat(1_000)), 0)
        })
        .collect();
    store.import(&scope, memories).await.unwrap();
    let first = store.recall(&scope).await.unwrap();
    assert!(store.snapshots.bytes() > bytes / 2);
    assert!(Arc::ptr_eq(&first, &store.recall(&scope).await.unwrap()));
}

#[tokio::test]
async fn nothing_of_a_forgotten_caller_is_kept_in_memory() {
    let (store, _clock, directory) = open(1 << 20);
    for forgets_elsewhere in [false, true] {
        store.add(&caller(100), until("bees", None)).await.unwrap();
        store.search(&caller(100), "bees", 1).await.unwrap();
        assert!(store.snapshots.bytes() > 0);
        if forgets_elsewhere {
            let other = SqliteStore::open(directory.path(), Options::default()).unwrap();
            other.forget(&caller(100).caller).await.unwrap();
            other.shutdown().await;
            store.recall(&caller(100)).await.unwrap();
        } else {
            store.forget(&caller(100).caller).await.unwrap();
        }
        assert_eq!(store.snapshots.bytes(), 0);
    }
}

#[tokio::test]
async fn a_store_that_keeps_nothing_in_memory_answers_the_same() {
    let (store, _clock, _directory) = open(0);
    let scope = caller(100);
    store.add(&scope, until("bees", None)).await.unwrap();
    assert_eq!(store.recall(&scope).await.unwrap().memories.len(), 1);
    assert_eq!(store.search(&scope, "bees", 1).await.unwrap().len(), 1);
    assert_eq!(store.snapshots.bytes(), 0);
}

#[tokio::test]
async fn a_call_of_any_length_is_learned_without_a_reader() {
    let (store, _clock, _directory) = open(1 << 20);
    store.readers.shut_down().await;
    let call = Call {
        conversation_id: ConversationId::parse("conv_1").unwrap(),
        agent_id: None,
        started_at: second(5),
        // More than a column holds.
        duration_secs: u64::MAX,
        language: None,
        outcome: CallOutcome::Answered,
        caller_spoke: true,
        turns: Vec::new(),
        summary: Some("Robin keeps bees.".into()),
        title: None,
        evaluations: Vec::new(),
        collected: Vec::new(),
        injected_context: Vec::new(),
    };
    let learned = store.learn(&caller(100), &call, None).await.unwrap();
    assert!(matches!(learned, IngestOutcome::Call { added: 1, .. }));
}

#[tokio::test]
async fn an_unreadable_row_is_an_error_without_its_words() {
    let (store, _clock, directory) = open(1 << 20);
    let scope = caller(100);
    store.add(&scope, until("bees", None)).await.unwrap();
    let other = Connection::open(directory.path().join("agentic-memories.db")).unwrap();
    other
        .execute_batch("UPDATE memories SET id = ''; UPDATE owners SET revision = revision + 1")
        .unwrap();
    let error = store.recall(&scope).await.unwrap_err();
    assert_eq!(
        format!("{error:?}"),
        "Internal(Unreadable(\"memories.id\"))"
    );
}
