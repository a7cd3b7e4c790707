//! The conformance tests of every port, and guarantees that several ports give together.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use memories_domain::{
    CallPart, CallerRecord, Completeness, Platform, Scope,
    ports::{
        BeginOutcome, EventContent, EventKey, EventSink, IdempotencyLedger, InboxAdmin,
        IngestOutcome, MemoryReader, MemoryWriter, NewEvent, PartKey, ScopedCall,
    },
};
use memories_store_sqlite::{Options, SqliteStore};
use store_conformance::fixtures::{boiler_call, day, extracted, robin};
use tempfile::TempDir;

mod memories {
    store_conformance::memory_store_conformance!(crate::open);
}

mod inbox {
    store_conformance::event_inbox_conformance!(crate::open);
}

store_conformance::idempotency_ledger_conformance!(crate::open);

#[allow(
    clippy::unused_async,
    reason = "the conformance tests open stores asynchronously"
)]
async fn open() -> (SqliteStore, TempDir) {
    let directory = tempfile::tempdir().unwrap();
    let store = SqliteStore::open(directory.path(), Options::default()).unwrap();
    (store, directory)
}

#[tokio::test]
async fn a_call_whose_caller_is_forgotten_in_the_inbox_is_not_ingested() {
    let (store, _directory) = open().await;
    let (scope, call) = (robin(), boiler_call());
    let event = NewEvent {
        key: EventKey {
            project: scope.project.clone(),
            platform: Platform::ElevenLabs,
            conversation: call.conversation_id.as_str().to_owned(),
            event_type: "post_call_transcription".to_owned(),
            body_sha256: "0".repeat(64),
        },
        carrier_call: None,
        received_at: day(2),
        content: EventContent::Call(Box::new(ScopedCall {
            called_from: None,
            scope: scope.clone(),
            call: call.clone(),
        })),
    };
    store.enqueue(event).await.unwrap();
    let Scope {
        project, caller, ..
    } = &scope;
    InboxAdmin::forget(&store, project, caller).await.unwrap();

    // A worker had claimed the event before.
    let outcome = store.ingest(&scope, extracted(&call)).await.unwrap();
    assert_eq!(outcome, IngestOutcome::AlreadyIngested);
    assert_eq!(*store.load(&scope).await.unwrap(), CallerRecord::default());
}

#[tokio::test]
async fn an_unfinished_attempt_in_the_ledger_survives_a_restart() {
    let (store, directory) = open().await;
    let part = PartKey {
        project: robin().project,
        conversation: boiler_call().conversation_id,
        part: CallPart::Profile,
    };
    let completeness = Completeness::from_u64(2);
    store.begin(&part, completeness, day(1)).await.unwrap();
    store.shutdown().await;

    let store = SqliteStore::open(directory.path(), Options::default()).unwrap();
    assert_eq!(
        store.begin(&part, completeness, day(2)).await.unwrap(),
        BeginOutcome::Unfinished {
            since: day(1),
            completeness
        }
    );
}
