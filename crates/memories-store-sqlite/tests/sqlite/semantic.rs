//! Embeddings: computed in the background, compared with queries that are embedded in time, and
//! deleted with the texts.

mod consistency;
mod embedding;
mod erasure;
mod search;

use std::{path::Path, sync::Arc, time::Instant};

use jiff::Timestamp;
use memories_domain::{
    Annotations, Memory, MemoryId, MemoryKind, Neighbours, Scope, ports::MemoryReader,
};
use memories_store_sqlite::{Options, RankingMode, SqliteStore};
use rusqlite::Connection;
use tempfile::TempDir;

use crate::fake_model::{FakeModel, TIMEOUT};

/// The fake model's synonyms of "boiler" and "violin".
const BOILER: &str = "murmeldax";
const VIOLIN: &str = "tandoril";

fn open(directory: &Path, ranking: RankingMode) -> SqliteStore {
    SqliteStore::open(directory, options(ranking)).unwrap()
}

fn options(ranking: RankingMode) -> Options {
    Options {
        readers: 2,
        ranking,
        ..Options::default()
    }
}

fn open_semantic(model: &Arc<FakeModel>) -> (SqliteStore, TempDir) {
    let directory = tempfile::tempdir().unwrap();
    let store = open(directory.path(), RankingMode::Semantic(model.clone()));
    (store, directory)
}

fn database(directory: &Path) -> Connection {
    Connection::open(directory.join("agentic-memories.db")).unwrap()
}

fn count(directory: &Path, query: &str) -> i64 {
    let rows = database(directory).query_row(query, [], |row| row.get(0));
    rows.unwrap()
}

/// All stored embeddings.
fn stored_bits(directory: &Path) -> Vec<Vec<u8>> {
    let database = database(directory);
    let mut select = database
        .prepare("SELECT bits FROM token_embeddings")
        .unwrap();
    let bits = select.query_map([], |row| row.get(0)).unwrap();
    bits.collect::<Result<_, _>>().unwrap()
}

async fn wait_until(what: &str, condition: impl Fn() -> bool) {
    let start = Instant::now();
    while !condition() {
        assert!(start.elapsed() < TIMEOUT, "never: {what}");
        tokio::task::yield_now().await;
    }
}

/// Waits until every text has an embedding.
pub(crate) async fn all_embedded(directory: &Path) {
    let query = "SELECT count(*) FROM partitions WHERE embedded_revision IS NOT revision";
    let database = database(directory);
    let incomplete = || database.query_row(query, [], |row| row.get::<_, i64>(0));
    wait_until("all texts are embedded", || incomplete().unwrap() == 0).await;
}

/// The text of the best result.
async fn best(store: &SqliteStore, scope: &Scope, query: &str) -> Option<String> {
    let found = store.search(scope, query, 1).await.unwrap();
    Some(found.first()?.memory.text.as_str().to_owned())
}

/// The text of the best result, once there is one.
async fn eventually_best(store: &SqliteStore, scope: &Scope, query: &str) -> String {
    eventually(async || best(store, scope, query).await).await
}

/// Retries: on a busy machine a query may be embedded too late.
async fn eventually<T>(attempt: impl AsyncFn() -> Option<T>) -> T {
    let start = Instant::now();
    loop {
        if let Some(result) = attempt().await {
            return result;
        }
        assert!(start.elapsed() < TIMEOUT, "no attempt succeeded");
    }
}

fn turn(text: &str, prev: Option<&str>) -> Memory {
    Memory {
        id: MemoryId::generate(),
        text: text.into(),
        kind: MemoryKind::Semantic {
            speaker: None,
            neighbours: Neighbours {
                prev: prev.map(Into::into),
                ..Neighbours::default()
            },
        },
        created_at: Timestamp::UNIX_EPOCH,
        updated_at: Timestamp::UNIX_EPOCH,
        expires_at: None,
        source: None,
        confirmations: 0,
        annotations: Annotations::default(),
    }
}
