use std::sync::Arc;

use jiff::Timestamp;
use memories_domain::{
    Call, CallCompleteness, CallOutcome, ExtractionRules, extract_memories,
    ports::{ExtractedCall, IngestOutcome, MemoryAdmin, MemoryReader, MemoryWriter},
};
use rusqlite::Connection;

use super::{caller, conversation, memory, note, open, second};
use crate::{Options, SqliteStore};

#[tokio::test]
async fn a_record_is_cached_until_it_changes() {
    let (store, _clock, _directory) = open(1 << 20);
    let scope = caller(0);
    store.add(&scope, note("bees", None)).await.unwrap();
    let first = store.load(&scope).await.unwrap();
    let second = store.load(&scope).await.unwrap();
    assert!(Arc::ptr_eq(&first, &second));
    store.add(&scope, note("goats", None)).await.unwrap();
    let third = store.load(&scope).await.unwrap();
    assert!(!Arc::ptr_eq(&first, &third));
    assert_eq!(third.memories.len(), 2);
}

#[tokio::test]
async fn the_index_is_built_after_the_reply_to_a_load_and_counted() {
    let (store, _clock, _directory) = open(1 << 20);
    let scope = caller(0);
    store.add(&scope, note("bees", None)).await.unwrap();
    let record = store.load(&scope).await.unwrap();
    // The only reader is free again when the index is built.
    store.readers.read(|_| Ok(())).await.unwrap();
    let with_index = store.cache.size_in_bytes();
    let cache = store.cache.clone();
    let cached = store
        .readers
        .read(move |connection| cache.load(connection, &scope, Timestamp::UNIX_EPOCH))
        .await
        .unwrap()
        .unwrap();
    assert!(cached.indexed().is_indexed());
    assert!(with_index > u64::try_from(record.memories[0].text.len()).unwrap());
    store.search(&caller(0), "bees", 1).await.unwrap();
    assert_eq!(store.cache.size_in_bytes(), with_index);
}

#[tokio::test]
async fn the_cache_stays_within_its_bytes() {
    let bytes = 200_000;
    let (store, _clock, _directory) = open(bytes);
    for number in 0..100 {
        let text = format!("{number} {}", "bees ".repeat(1_000));
        let scope = caller(number);
        store.add(&scope, note(&text, None)).await.unwrap();
        assert_eq!(store.search(&scope, "bees", 1).await.unwrap().len(), 1);
        assert!(store.cache.size_in_bytes() <= bytes);
    }
    assert!(store.cache.size_in_bytes() > 0);
}

#[tokio::test]
async fn a_record_that_fills_most_of_the_cache_is_cached() {
    // Large enough for several shards, if there were any.
    let bytes = 8 << 20;
    let (store, _clock, _directory) = open(bytes);
    let scope = caller(0);
    let memories = (0..1_000)
        .map(|n| memory(&format!("{n} {}", "bees ".repeat(1_000)), None))
        .collect();
    store.import(&scope, memories).await.unwrap();
    let first = store.load(&scope).await.unwrap();
    assert!(store.cache.size_in_bytes() > bytes / 2);
    assert!(Arc::ptr_eq(&first, &store.load(&scope).await.unwrap()));
}

#[tokio::test]
async fn an_erased_caller_is_removed_from_the_cache() {
    let (store, _clock, directory) = open(1 << 20);
    let scope = caller(0);
    for erased_by_another_process in [false, true] {
        store.add(&scope, note("bees", None)).await.unwrap();
        store.search(&scope, "bees", 1).await.unwrap();
        assert!(store.cache.size_in_bytes() > 0);
        if erased_by_another_process {
            let other = SqliteStore::open(directory.path(), Options::default()).unwrap();
            let erased = MemoryAdmin::forget(&other, &scope.project, &scope.caller).await;
            assert_eq!(erased.unwrap().memories, 1);
            other.shutdown().await;
            store.load(&scope).await.unwrap();
        } else {
            let erased = MemoryAdmin::forget(&store, &scope.project, &scope.caller).await;
            assert_eq!(erased.unwrap().memories, 1);
        }
        assert_eq!(store.cache.size_in_bytes(), 0);
    }
}

#[tokio::test]
async fn a_store_without_a_cache_returns_the_same() {
    let (store, _clock, _directory) = open(0);
    let scope = caller(0);
    store.add(&scope, note("bees", None)).await.unwrap();
    assert_eq!(store.load(&scope).await.unwrap().memories.len(), 1);
    assert_eq!(store.search(&scope, "bees", 1).await.unwrap().len(), 1);
    assert_eq!(store.cache.size_in_bytes(), 0);
}

#[tokio::test]
async fn a_call_of_any_duration_is_ingested_without_a_reader() {
    let (store, _clock, _directory) = open(1 << 20);
    store.readers.shut_down().await;
    let call = Call {
        conversation_id: conversation("conv_1"),
        agent_id: None,
        started_at: second(5),
        // More than a column can store.
        duration_secs: u64::MAX,
        language: None,
        time_zone: None,
        outcome: CallOutcome::Answered,
        caller_spoke: true,
        turns: Vec::new(),
        summary: Some("Robin keeps bees.".into()),
        title: None,
        evaluations: Vec::new(),
        collected: Vec::new(),
        injected_context: Vec::new(),
        machine_answered: false,
    };
    let extracted = ExtractedCall {
        completeness: CallCompleteness::new(&call),
        memories: extract_memories(&call, &ExtractionRules::default()),
        call: Arc::new(call),
        expires_at: None,
    };
    let outcome = store.ingest(&caller(0), extracted).await.unwrap();
    assert!(matches!(outcome, IngestOutcome::Ingested { added: 1, .. }));
}

#[tokio::test]
async fn a_corrupt_row_is_an_error_without_its_texts() {
    let (store, _clock, directory) = open(1 << 20);
    let scope = caller(0);
    store.add(&scope, note("bees", None)).await.unwrap();
    let other = Connection::open(directory.path().join("agentic-memories.db")).unwrap();
    other
        .execute_batch("UPDATE memories SET id = ''; UPDATE partitions SET revision = revision + 1")
        .unwrap();
    let error = store.load(&scope).await.unwrap_err();
    assert_eq!(
        format!("{error:?}"),
        "Internal(CorruptColumn(\"memories.id\"))"
    );
}
