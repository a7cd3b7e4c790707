//! Property test: whatever happens to memories, exactly their texts have embeddings.

use std::{collections::HashSet, path::Path};

use memories_domain::ports::{MemoryAdmin, MemoryReader, MemoryUpdate};
use memories_index::TextDigest;
use memories_store_sqlite::{Options, RankingMode, SqliteStore};
use proptest::prelude::*;
use rusqlite::Connection;
use store_conformance::fixtures::{note, robin};

use super::{all_embedded, turn};
use crate::fake_model::FakeModel;

#[derive(Debug, Clone)]
enum Step {
    Add(&'static str),
    Import(&'static str, Option<&'static str>),
    Edit(usize, &'static str),
    Delete(usize),
    Wait,
}

fn text() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec!["a boiler", "A boiler!", "a goat", "a violin", "🙂"])
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        text().prop_map(Step::Add),
        (text(), prop::option::of(text())).prop_map(|(text, prev)| Step::Import(text, prev)),
        (0..4_usize, text()).prop_map(|(position, text)| Step::Edit(position, text)),
        (0..4_usize).prop_map(Step::Delete),
        Just(Step::Wait),
    ]
}

async fn execute(store: &SqliteStore, directory: &Path, step: &Step) {
    let scope = robin();
    let memories = store.load(&scope).await.unwrap().memories.clone();
    match *step {
        Step::Add(text) => drop(store.add(&scope, note(text)).await.unwrap()),
        Step::Import(text, prev) => {
            store.import(&scope, vec![turn(text, prev)]).await.unwrap();
        }
        Step::Edit(position, text) => {
            if let Some(memory) = memories.get(position) {
                let update = MemoryUpdate {
                    text: Some(text.into()),
                    annotations: None,
                    expires_at: None,
                };
                store.update(&scope, &memory.id, update).await.unwrap();
            }
        }
        Step::Delete(position) => {
            if let Some(memory) = memories.get(position) {
                store.delete(&scope, &memory.id).await.unwrap();
            }
        }
        Step::Wait => all_embedded(directory).await,
    }
}

/// The key of a memory, and one of its texts.
type KeyedText = (i64, TextDigest);

/// All texts, and those that have embeddings.
fn texts_and_embedded(directory: &Path) -> (HashSet<KeyedText>, Vec<KeyedText>) {
    let database = Connection::open(directory.join("agentic-memories.db")).unwrap();
    let database = database.unchecked_transaction().unwrap();
    let mut select = database
        .prepare("SELECT key, text, prev, prev2, next FROM memories")
        .unwrap();
    let mut rows = select.query([]).unwrap();
    let mut texts = HashSet::new();
    while let Some(row) = rows.next().unwrap() {
        let key = row.get(0).unwrap();
        for column in 1..5 {
            if let Some(text) = row.get::<_, Option<String>>(column).unwrap() {
                texts.insert((key, TextDigest::new(&text)));
            }
        }
    }
    let mut select = database
        .prepare("SELECT key >> 2, text FROM token_embeddings")
        .unwrap();
    let embedded = select
        .query_map([], |row| {
            Ok((row.get(0)?, TextDigest::from_bytes(row.get(1)?)))
        })
        .unwrap();
    (texts, embedded.collect::<Result<_, _>>().unwrap())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn exactly_the_texts_of_memories_have_embeddings(
        steps in prop::collection::vec(step(), 1..16),
    ) {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        runtime.block_on(async {
            let directory = tempfile::tempdir().unwrap();
            let options = Options {
                ranking: RankingMode::Semantic(FakeModel::new()),
                ..Options::default()
            };
            let store = SqliteStore::open(directory.path(), options).unwrap();
            for step in &steps {
                execute(&store, directory.path(), step).await;
                let (texts, embedded) = texts_and_embedded(directory.path());
                prop_assert!(embedded.iter().all(|embedded| texts.contains(embedded)));
            }
            all_embedded(directory.path()).await;
            let (texts, embedded) = texts_and_embedded(directory.path());
            let distinct: HashSet<TextDigest> = embedded.iter().map(|(_, text)| *text).collect();
            prop_assert_eq!(distinct.len(), embedded.len());
            let digests: HashSet<TextDigest> = texts.iter().map(|(_, text)| *text).collect();
            prop_assert_eq!(distinct, digests);
            store.shutdown().await;
            Ok(())
        })?;
    }
}
