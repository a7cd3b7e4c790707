//! Whatever is done to memories, there are signs of their texts and of nothing
//! else.

use std::{collections::HashSet, path::Path};

use memories_domain::{MemoryAdmin, MemoryStore, MemoryUpdate};
use memories_index::TextDigest;
use memories_store_sqlite::{Options, Ranker, SqliteStore};
use proptest::prelude::*;
use rusqlite::Connection;

use super::{all_is_read, said};
use crate::{
    fake_encoder::FakeEncoder,
    story::people::{note, robin},
};

#[derive(Debug, Clone)]
enum Step {
    Add(&'static str),
    Import(&'static str, Option<&'static str>),
    Reword(usize, &'static str),
    Delete(usize),
    Wait,
}

fn text() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec!["a boiler", "A boiler!", "a goat", "a violin", "🙂"])
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        text().prop_map(Step::Add),
        (text(), prop::option::of(text())).prop_map(|(text, before)| Step::Import(text, before)),
        (0..4_usize, text()).prop_map(|(at, text)| Step::Reword(at, text)),
        (0..4_usize).prop_map(Step::Delete),
        Just(Step::Wait),
    ]
}

async fn take(store: &SqliteStore, directory: &Path, step: &Step) {
    let scope = robin();
    let memories = store.recall(&scope).await.unwrap().memories.clone();
    match *step {
        Step::Add(text) => drop(store.add(&scope, note(text)).await.unwrap()),
        Step::Import(text, before) => {
            store
                .import(&scope, vec![said(text, before)])
                .await
                .unwrap();
        }
        Step::Reword(at, text) => {
            if let Some(memory) = memories.get(at) {
                let update = MemoryUpdate {
                    text: Some(text.into()),
                    expires_at: None,
                };
                store.update(&scope, &memory.id, update).await.unwrap();
            }
        }
        Step::Delete(at) => {
            if let Some(memory) = memories.get(at) {
                store.delete(&scope, &memory.id).await.unwrap();
            }
        }
        Step::Wait => all_is_read(directory).await,
    }
}

/// The key of a memory, and a text of it.
type Place = (i64, TextDigest);

/// Every text, and everything that has signs.
fn texts_and_signed(directory: &Path) -> (HashSet<Place>, Vec<Place>) {
    let database = Connection::open(directory.join("agentic-memories.db")).unwrap();
    let database = database.unchecked_transaction().unwrap();
    let mut select = database
        .prepare("SELECT key, text, before, prev2, after FROM memories")
        .unwrap();
    let mut rows = select.query([]).unwrap();
    let mut texts = HashSet::new();
    while let Some(row) = rows.next().unwrap() {
        let key = row.get(0).unwrap();
        for column in 1..5 {
            if let Some(text) = row.get::<_, Option<String>>(column).unwrap() {
                texts.insert((key, TextDigest::of(&text)));
            }
        }
    }
    let mut select = database
        .prepare("SELECT key >> 2, text FROM token_signs")
        .unwrap();
    let signed = select
        .query_map([], |row| {
            Ok((row.get(0)?, TextDigest::from_bytes(row.get(1)?)))
        })
        .unwrap();
    (texts, signed.collect::<Result<_, _>>().unwrap())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn signs_are_those_of_the_texts_that_are_there(
        steps in prop::collection::vec(step(), 1..16),
    ) {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        runtime.block_on(async {
            let directory = tempfile::tempdir().unwrap();
            let options = Options {
                ranker: Ranker::Meanings(FakeEncoder::new()),
                ..Options::default()
            };
            let store = SqliteStore::open(directory.path(), options).unwrap();
            for step in &steps {
                take(&store, directory.path(), step).await;
                let (texts, signed) = texts_and_signed(directory.path());
                prop_assert!(signed.iter().all(|signed| texts.contains(signed)));
            }
            all_is_read(directory.path()).await;
            let (texts, signed) = texts_and_signed(directory.path());
            let each_once: HashSet<TextDigest> = signed.iter().map(|(_, text)| *text).collect();
            prop_assert_eq!(each_once.len(), signed.len());
            let digests: HashSet<TextDigest> = texts.iter().map(|(_, text)| *text).collect();
            prop_assert_eq!(each_once, digests);
            store.shutdown().await;
            Ok(())
        })?;
    }
}
