//! Tests of properties that only the SQLite store has, through its ports and on a real file.

#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

mod durability;
mod erasure;
mod fake_model;
mod ingestion;
mod isolation;
mod links;
mod machines;
mod semantic;

use memories_domain::{
    Call, Platform, Scope,
    ports::{
        ErasureReport, EventContent, EventKey, IngestOutcome, MemoryAdmin, MemoryWriter, NewEvent,
        ScopedCall,
    },
};
use memories_store_sqlite::{Options, SqliteStore};
use store_conformance::fixtures::{day, extracted};
use tempfile::TempDir;

fn open() -> (SqliteStore, TempDir) {
    let directory = tempfile::tempdir().unwrap();
    let store = SqliteStore::open(directory.path(), Options::default()).unwrap();
    (store, directory)
}

async fn ingest(store: &SqliteStore, scope: &Scope, call: &Call) -> IngestOutcome {
    store.ingest(scope, extracted(call)).await.unwrap()
}

/// Erases a caller's memories.
async fn forget(store: &SqliteStore, scope: &Scope) -> ErasureReport {
    let Scope {
        project, caller, ..
    } = scope;
    MemoryAdmin::forget(store, project, caller).await.unwrap()
}

/// An event with a call.
fn event(scope: &Scope, call: Call) -> NewEvent {
    NewEvent {
        key: EventKey {
            project: scope.project.clone(),
            platform: Platform::ElevenLabs,
            conversation: call.conversation_id.as_str().to_owned(),
            event_type: "post_call_transcription".to_owned(),
            body_sha256: "0".repeat(64),
        },
        carrier_call: None,
        received_at: day(10),
        content: EventContent::Call(Box::new(ScopedCall {
            called_from: None,
            scope: scope.clone(),
            call,
        })),
    }
}
