//! What memories mean: computed in the background, compared with
//! questions that are read in time, and gone when the words are gone.

mod erasing;
mod reading;
mod searching;
mod signs;

use std::{path::Path, sync::Arc, time::Instant};

use jiff::Timestamp;
use memories_domain::{Memory, MemoryId, MemoryKind, MemoryStore, Neighbours, Scope};
use memories_store_sqlite::{Options, Ranker, SqliteStore};
use rusqlite::Connection;
use tempfile::TempDir;

use crate::fake_encoder::{FakeEncoder, PATIENCE};

/// An invented word for a boiler, and one for a violin.
const BOILER: &str = "murmeldax";
const VIOLIN: &str = "tandoril";

fn open(directory: &Path, ranker: Ranker) -> SqliteStore {
    SqliteStore::open(directory, options(ranker)).unwrap()
}

fn options(ranker: Ranker) -> Options {
    Options {
        readers: 2,
        ranker,
        ..Options::default()
    }
}

fn started(encoder: &Arc<FakeEncoder>) -> (SqliteStore, TempDir) {
    let directory = tempfile::tempdir().unwrap();
    let store = open(directory.path(), Ranker::Meanings(encoder.clone()));
    (store, directory)
}

fn database(directory: &Path) -> Connection {
    Connection::open(directory.join("agentic-memories.db")).unwrap()
}

fn count(directory: &Path, query: &str) -> i64 {
    let rows = database(directory).query_row(query, [], |row| row.get(0));
    rows.unwrap()
}

/// The signs of every text.
fn kept(directory: &Path) -> Vec<Vec<u8>> {
    let database = database(directory);
    let mut select = database.prepare("SELECT signs FROM token_signs").unwrap();
    let signs = select.query_map([], |row| row.get(0)).unwrap();
    signs.collect::<Result<_, _>>().unwrap()
}

async fn until(what: &str, happens: impl Fn() -> bool) {
    let began = Instant::now();
    while !happens() {
        assert!(began.elapsed() < PATIENCE, "never: {what}");
        tokio::task::yield_now().await;
    }
}

/// Waits until every text has its signs.
pub(crate) async fn all_is_read(directory: &Path) {
    let query = "SELECT count(*) FROM owners WHERE signed_revision IS NOT revision";
    let database = database(directory);
    let lacking = || database.query_row(query, [], |row| row.get::<_, i64>(0));
    until("all is read", || lacking().unwrap() == 0).await;
}

/// The best answer, if there is any.
async fn answer(store: &SqliteStore, scope: &Scope, question: &str) -> Option<String> {
    let found = store.search(scope, question, 1).await.unwrap();
    Some(found.first()?.memory.text.as_str().to_owned())
}

/// The best answer, once there is one.
async fn answer_in_the_end(store: &SqliteStore, scope: &Scope, question: &str) -> String {
    in_the_end(async || answer(store, scope, question).await).await
}

/// Tries until something comes of it: a busy machine may read a question too
/// late.
async fn in_the_end<T>(attempt: impl AsyncFn() -> Option<T>) -> T {
    let began = Instant::now();
    loop {
        if let Some(result) = attempt().await {
            return result;
        }
        assert!(began.elapsed() < PATIENCE, "nothing came of it");
    }
}

/// Something that was said, after something else.
fn said(text: &str, before: Option<&str>) -> Memory {
    Memory {
        id: MemoryId::generate(),
        text: text.into(),
        kind: MemoryKind::Semantic {
            speaker: None,
            context: Neighbours {
                before: before.map(Into::into),
                ..Neighbours::default()
            },
        },
        created_at: Timestamp::UNIX_EPOCH,
        updated_at: Timestamp::UNIX_EPOCH,
        expires_at: None,
        source: None,
        reinforced: 0,
    }
}
