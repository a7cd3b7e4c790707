//! The store with a clock that tests set, and with its cache in view.

mod cache;
mod expiry;
mod leases;
mod ledger;
mod warnings;

use std::{
    fs,
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
};

use jiff::Timestamp;
use memories_domain::{
    Annotations, Call, CallOutcome, CallerId, ConversationId, Memory, MemoryId, MemoryKind,
    Neighbours, Platform, ProfileKey, ProfileValue, Scope,
    ports::{EventContent, EventKey, NewEvent, NewMemory, ScopedCall},
};
use tempfile::TempDir;

use crate::{Options, SqliteStore, clock::Clock};

/// A clock that tests set, in seconds.
#[derive(Clone, Default)]
struct ManualClock(Arc<AtomicI64>);

impl ManualClock {
    fn set(&self, seconds: i64) {
        self.0.store(seconds, Ordering::SeqCst);
    }
}

fn second(second: i64) -> Timestamp {
    Timestamp::from_second(second).unwrap()
}

fn open(index_cache_bytes: u64) -> (SqliteStore, ManualClock, TempDir) {
    let (directory, clock) = (tempfile::tempdir().unwrap(), ManualClock::default());
    let store = open_at(directory.path(), index_cache_bytes, &clock);
    (store, clock, directory)
}

fn open_at(directory: &Path, index_cache_bytes: u64, clock: &ManualClock) -> SqliteStore {
    let options = Options {
        index_cache_bytes,
        readers: 1,
        ..Options::default()
    };
    let clock = clock.clone();
    let clock = Clock::from_fn(move || second(clock.0.load(Ordering::SeqCst)));
    SqliteStore::open_at(directory, options, clock).unwrap()
}

fn caller(number: u32) -> Scope {
    let number = format!("+120255501{number:02}");
    Scope::for_caller(CallerId::parse(&number, None).unwrap())
}

fn turn() -> MemoryKind {
    MemoryKind::Semantic {
        speaker: None,
        neighbours: Neighbours::default(),
    }
}

fn note(text: &str, expires_at: Option<i64>) -> NewMemory {
    NewMemory {
        text: text.into(),
        kind: turn(),
        annotations: Annotations::default(),
        expires_at: expires_at.map(second),
    }
}

fn fact(city: &str, expires_at: Option<i64>) -> NewMemory {
    NewMemory {
        text: format!("city: {city}").into(),
        kind: MemoryKind::Profile {
            key: ProfileKey::parse("city").unwrap(),
            value: ProfileValue::Text(city.into()),
        },
        annotations: Annotations::default(),
        expires_at: expires_at.map(second),
    }
}

/// Whether any file of a store contains a text.
fn contains(directory: &Path, text: &str) -> bool {
    let files = fs::read_dir(directory).unwrap();
    let mut contents = files.map(|entry| fs::read(entry.unwrap().path()).unwrap());
    contents.any(|file| {
        file.windows(text.len())
            .any(|window| window == text.as_bytes())
    })
}

fn memory(text: &str, expires_at: Option<i64>) -> Memory {
    Memory {
        id: MemoryId::generate(),
        text: text.into(),
        kind: turn(),
        created_at: Timestamp::UNIX_EPOCH,
        updated_at: Timestamp::UNIX_EPOCH,
        expires_at: expires_at.map(second),
        source: None,
        confirmations: 0,
        annotations: Annotations::default(),
    }
}

fn conversation(id: &str) -> ConversationId {
    ConversationId::new(Platform::ElevenLabs, id).unwrap()
}

fn event(id: &str, scope: Scope) -> NewEvent {
    let call = Call {
        conversation_id: conversation(id),
        agent_id: None,
        started_at: Timestamp::UNIX_EPOCH,
        duration_secs: 60,
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
    NewEvent {
        key: EventKey {
            project: scope.project.clone(),
            platform: Platform::ElevenLabs,
            conversation: id.to_owned(),
            event_type: "post_call_transcription".to_owned(),
            body_sha256: "00".to_owned(),
        },
        carrier_call: None,
        received_at: Timestamp::UNIX_EPOCH,
        content: EventContent::Call(Box::new(ScopedCall {
            scope,
            called_from: None,
            call,
        })),
    }
}
