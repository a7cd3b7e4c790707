//! A file as the service wrote it before migration 0002.

use std::path::{Path, PathBuf};

use memories_domain::{
    CallerRecord, Platform, Scope, Source, Speaker,
    ports::{MemoryAdmin, MemoryReader, MemoryWriter},
};
use store_conformance::fixtures::{boiler_call, city_call, day, extracted, robin};

use super::*;
use crate::{Options, SqliteStore};

const PARTITION: i64 = 1;

/// A file of the former schema, with one caller.
struct FormerFile {
    connection: Connection,
    path: PathBuf,
    next: i64,
}

impl FormerFile {
    fn create(directory: &Path, scope: &Scope) -> Self {
        let path = directory.join("former.db");
        let connection = Connection::open(&path).unwrap();
        connection
            .execute_batch(include_str!("../../../../migrations/0001_initial.sql"))
            .unwrap();
        connection
            .execute_batch("PRAGMA application_id = 0x41674D65; PRAGMA user_version = 1;")
            .unwrap();
        connection
            .execute(
                "INSERT INTO partitions (id, project, caller, agent, revision)
                 VALUES (?1, ?2, ?3, '', 1)",
                params![PARTITION, scope.project.as_str(), scope.caller.as_str()],
            )
            .unwrap();
        Self {
            connection,
            path,
            next: 0,
        }
    }

    fn key(&mut self) -> i64 {
        self.next += 1;
        (PARTITION << SEQUENCE_BITS) + self.next
    }

    fn store(&mut self, memory: &Memory) {
        let (key, source) = (self.key(), memory.source.as_ref().unwrap());
        let (profile, speaker) = match &memory.kind {
            MemoryKind::Profile { key, value } => {
                (Some((key.as_str(), json_of(value).unwrap())), None)
            }
            _ => (None, Some("caller")),
        };
        self.connection
            .execute(
                "INSERT INTO memories (key, id, dedup_hash, text, kind, profile_key, profile_value,
                     speaker, created_at, updated_at, confirmations, conversation,
                     call_started_at, call_duration)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, 60)",
                params![
                    key,
                    memory.id.as_str(),
                    former_hash(memory),
                    memory.text.as_str(),
                    memory.kind.name(),
                    profile.as_ref().map(|(key, _)| *key),
                    profile.as_ref().map(|(_, value)| value.as_str()),
                    speaker,
                    memory.created_at.as_microsecond(),
                    memory.updated_at.as_microsecond(),
                    memory.confirmations,
                    source.conversation_id.qualified(),
                    source.started_at.as_microsecond(),
                ],
            )
            .unwrap();
    }

    /// `None` for one that an operator overruled.
    fn contribute(&self, of: &Memory, conversation: &str, memory: Option<&Memory>) {
        self.connection
            .execute(
                "INSERT INTO contributions (partition, dedup_hash, memory_id, conversation, memory)
                 VALUES (?1, ?2, ?3, ?4, ?5)",
                params![
                    PARTITION,
                    former_hash(of),
                    of.id.as_str(),
                    format!("elevenlabs:{conversation}"),
                    memory.map(|memory| json_of(memory).unwrap()),
                ],
            )
            .unwrap();
    }

    fn change(&mut self, of: &Memory, by: Option<&str>, change: &str, texts: [Option<&str>; 2]) {
        let key = self.key();
        self.connection
            .execute(
                "INSERT INTO history (key, memory_id, at, change, conversation, old_text, new_text)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                params![
                    key,
                    of.id.as_str(),
                    day(9).as_microsecond(),
                    change,
                    by.map(|conversation| format!("elevenlabs:{conversation}")),
                    texts[0],
                    texts[1],
                ],
            )
            .unwrap();
    }

    fn open(self) -> SqliteStore {
        drop(self.connection);
        SqliteStore::open(&self.path, Options::default()).unwrap()
    }
}

fn former_hash(memory: &Memory) -> i64 {
    match &memory.kind {
        MemoryKind::Profile { key, .. } => single_value_hash(key),
        _ => dedup_hash(&memory.dedup_key()),
    }
}

fn fact(key: &str, value: &str, number: i64) -> Memory {
    let key = ProfileKey::parse(key).unwrap();
    let text = format!("{}: {value}", key.to_text());
    let value = ProfileValue::Text(value.into());
    memory(&text, MemoryKind::Profile { key, value }, number)
}

fn said(text: &str, number: i64) -> Memory {
    let kind = MemoryKind::Semantic {
        speaker: Some(Speaker::Caller),
        neighbours: Neighbours::default(),
    };
    memory(text, kind, number)
}

/// Of the call `conv_N` on the day N.
fn memory(text: &str, kind: MemoryKind, number: i64) -> Memory {
    let conversation = format!("conv_{number}");
    Memory {
        id: MemoryId::generate(),
        text: text.into(),
        kind,
        created_at: day(number),
        updated_at: day(number),
        expires_at: None,
        source: Some(Source {
            conversation_id: ConversationId::new(Platform::ElevenLabs, &conversation).unwrap(),
            agent_id: None,
            started_at: day(number),
            duration_secs: 60,
            language: None,
        }),
        confirmations: 0,
        annotations: Annotations::default(),
    }
}

async fn load(store: &SqliteStore) -> CallerRecord {
    CallerRecord::clone(&*store.load(&robin()).await.unwrap())
}

fn texts(record: &CallerRecord) -> Vec<&str> {
    let mut texts: Vec<&str> = record.memories.iter().map(|memory| &*memory.text).collect();
    texts.sort_unstable();
    texts
}

#[tokio::test]
async fn a_file_of_the_former_schema_is_read_and_learns_calls() {
    let directory = tempfile::tempdir().unwrap();
    let mut file = FormerFile::create(directory.path(), &robin());
    file.store(&said("I keep bees.", 1));
    file.store(&fact("appointment_date", "2026-12-01 09:00", 2));
    let store = file.open();

    let record = load(&store).await;
    assert_eq!(
        texts(&record),
        ["I keep bees.", "appointment date: 2026-12-01 09:00"]
    );
    let appointment = record
        .memories
        .iter()
        .find(|memory| memory.text.starts_with("appo"));
    assert_eq!(appointment.unwrap().annotations.times.len(), 1, "it passes");

    store
        .ingest(&robin(), extracted(&boiler_call()))
        .await
        .unwrap();
    assert!(load(&store).await.memories.len() > record.memories.len());
    store.shutdown().await;
}

#[tokio::test]
async fn each_value_of_a_fact_becomes_a_memory_of_its_own() {
    let directory = tempfile::tempdir().unwrap();
    let mut file = FormerFile::create(directory.path(), &robin());
    let (rome, oslo, again) = (
        fact("city", "Rome", 1),
        fact("city", "Oslo", 3),
        fact("city", "oslo", 5),
    );
    let present = Memory {
        created_at: day(1),
        updated_at: day(5),
        confirmations: 1,
        ..oslo.clone()
    };
    file.store(&present);
    for (conversation, stated) in [("conv_1", &rome), ("conv_3", &oslo), ("conv_5", &again)] {
        file.contribute(&present, conversation, Some(stated));
    }
    let (old, new) = (Some("city: Rome"), Some("city: Oslo"));
    file.change(&present, Some("conv_1"), "added", [None, old]);
    file.change(&present, Some("conv_3"), "updated", [old, new]);
    file.change(&present, Some("conv_5"), "confirmed", [None, new]);
    let store = file.open();

    let record = load(&store).await;
    assert_eq!(texts(&record), ["city: Rome", "city: oslo"]);
    let of = |text: &str| {
        record
            .memories
            .iter()
            .find(|memory| &*memory.text == text)
            .unwrap()
    };
    let (rome, oslo) = (of("city: Rome"), of("city: oslo"));
    assert_eq!((rome.created_at, rome.updated_at), (day(1), day(1)));
    assert_eq!((oslo.created_at, oslo.updated_at), (day(3), day(5)));
    assert_eq!((&oslo.id, oslo.confirmations), (&present.id, 1));
    let [city] = record.knowledge().facts() else {
        panic!("one fact: {record:?}");
    };
    assert_eq!(&*city.value().to_text(), "oslo");

    let history = store.history(&robin(), Some(&rome.id)).await.unwrap();
    assert_eq!(history.len(), 1, "{history:?}");
    let as_of = store.load_as_of(&robin(), day(4)).await.unwrap();
    assert_eq!(texts(&as_of), ["city: Oslo", "city: Rome"]);
    // A later call that states the former value repeats its memory.
    let repeated = city_call("conv_9", 9, "Rome");
    store.ingest(&robin(), extracted(&repeated)).await.unwrap();
    assert_eq!(texts(&load(&store).await).len(), 2);
    store.shutdown().await;
}

#[tokio::test]
async fn what_an_operator_deleted_stays_deleted() {
    let directory = tempfile::tempdir().unwrap();
    let mut file = FormerFile::create(directory.path(), &robin());
    let rome = fact("city", "Rome", 1);
    file.contribute(&rome, "conv_1", None);
    let text = Some("city: Rome");
    file.change(&rome, Some("conv_1"), "added", [None, text]);
    file.change(&rome, None, "deleted", [text, None]);
    let path = file.path.clone();
    file.open().shutdown().await;
    let migrated = Connection::open(path).unwrap();
    let (hash, at): (i64, i64) = migrated
        .query_row(
            "SELECT dedup_hash, overruled_at FROM contributions",
            [],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
        .unwrap();
    assert_eq!(hash, dedup_hash(&rome.dedup_key()));
    assert_eq!(at, day(9).as_microsecond());
}
