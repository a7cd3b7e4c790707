//! Memories are embedded in the background.

use std::{fs, pin::pin};

use futures::poll;
use memories_domain::{
    Memory,
    ports::{MemoryAdmin, MemoryReader},
};
use memories_store_sqlite::{Options, RankingMode, SqliteStore};
use store_conformance::fixtures::{boiler_call, moving_call, note, robin, sam, scope};

use super::{
    BOILER, VIOLIN, all_embedded, best, count, database, eventually_best, open, open_semantic,
    options, stored_bits, turn, wait_until,
};
use crate::{fake_model::FakeModel, ingest};

#[tokio::test]
async fn ingesting_loading_and_searching_do_not_wait_for_the_model() {
    let model = FakeModel::new();
    model.block_on("");
    let (store, directory) = open_semantic(&model);
    ingest(&store, &robin(), &boiler_call()).await;
    wait_until("the model is working", || model.batches() == 1).await;
    ingest(&store, &robin(), &moving_call()).await;
    assert!(store.load(&robin()).await.unwrap().memories.len() > 3);
    let found = best(&store, &robin(), "boiler").await.unwrap();
    assert!(found.contains("boiler"), "{found}");
    assert_eq!(model.batches(), 1, "the query was not encoded either");
    model.unblock();
    all_embedded(directory.path()).await;
}

#[tokio::test]
async fn a_failing_model_affects_neither_writing_nor_searching() {
    let model = FakeModel::new();
    let (store, directory) = open_semantic(&model);
    store
        .add(&sam(), note("An unspeakable boiler"))
        .await
        .unwrap();
    let found = best(&store, &sam(), "boiler").await.unwrap();
    assert_eq!(found, "An unspeakable boiler");
    ingest(&store, &robin(), &boiler_call()).await;
    let complete = "SELECT count(*) FROM partitions WHERE embedded_revision = revision";
    wait_until("Robin's memories are embedded", || {
        count(directory.path(), complete) == 1
    })
    .await;
    let found = best(&store, &robin(), "unspeakable boiler").await;
    assert!(found.unwrap().contains("boiler"));
}

#[tokio::test]
async fn a_text_on_which_the_model_fails_does_not_affect_others() {
    let model = FakeModel::new();
    let (store, directory) = open_semantic(&model);
    let goats = (0..40).map(|number| turn(&format!("Goat {number}"), None));
    let memories = [turn("An unspeakable boiler", None)];
    let memories = memories.into_iter().chain(goats).collect();
    store.import(&robin(), memories).await.unwrap();
    wait_until("the others are embedded", || {
        stored_bits(directory.path()).len() == 40
    })
    .await;
}

#[tokio::test]
async fn a_scope_that_does_not_fit_into_the_queue_is_embedded_by_a_scan() {
    let (model, directory) = (FakeModel::new(), tempfile::tempdir().unwrap());
    let options = Options {
        queue_capacity: 1,
        ..options(RankingMode::Semantic(model.clone()))
    };
    let store = SqliteStore::open(directory.path(), options).unwrap();
    store.add(&robin(), note("Has a boiler")).await.unwrap();
    all_embedded(directory.path()).await;
    model.block_on("");
    for scope in [robin(), sam(), scope("+12025550145")] {
        store.add(&scope, note("Has a violin")).await.unwrap();
        wait_until("the model is working", || model.batches() == 2).await;
    }
    model.unblock();
    all_embedded(directory.path()).await;
}

#[tokio::test]
async fn after_a_write_error_a_scan_waits_for_the_next_change() {
    let directory = tempfile::tempdir().unwrap();
    let store = open(directory.path(), RankingMode::Keyword);
    let callers = ["+12025550145", "+12025550146", "+12025550147"].map(scope);
    for scope in &callers {
        store.add(scope, note("Has a boiler")).await.unwrap();
    }
    store.shutdown().await;
    let full_disk = "CREATE TRIGGER full_disk BEFORE INSERT ON token_embeddings
                     BEGIN SELECT RAISE(FAIL, 'no space'); END";
    database(directory.path()).execute_batch(full_disk).unwrap();

    let model = FakeModel::new();
    let store = open(directory.path(), RankingMode::Semantic(model.clone()));
    store.add(&robin(), note("Has a violin")).await.unwrap();
    wait_until("Robin's memory is encoded", || {
        model.texts().contains(&"Has a violin".to_owned())
    })
    .await;
    assert_eq!(model.texts(), ["Has a boiler", "Has a violin"]);
    database(directory.path())
        .execute_batch("DROP TRIGGER full_disk")
        .unwrap();
    store.add(&robin(), note("Has a goat")).await.unwrap();
    all_embedded(directory.path()).await;
}

#[tokio::test]
async fn a_confirmed_memory_is_not_embedded_again() {
    let model = FakeModel::new();
    let (store, directory) = open_semantic(&model);
    for _ in 0..2 {
        store.add(&robin(), note("Has a boiler")).await.unwrap();
        all_embedded(directory.path()).await;
        assert_eq!(model.texts().len(), 1);
    }
}

/// A memory, and one whose previous turn it is.
fn question_and_answer() -> (Memory, Memory) {
    let question = turn("Where does the violin stand?", None);
    let answer = turn("In the attic.", Some("Where does the violin stand?"));
    (question, answer)
}

#[tokio::test]
async fn a_text_of_two_memories_is_embedded_once_and_again_when_one_of_them_is_deleted() {
    let model = FakeModel::new();
    let (store, directory) = open_semantic(&model);
    let (question, answer) = question_and_answer();
    let id = question.id.clone();
    store
        .import(&robin(), vec![question, answer])
        .await
        .unwrap();
    all_embedded(directory.path()).await;
    assert_eq!(model.texts().len(), 2);
    store.delete(&robin(), &id).await.unwrap();
    all_embedded(directory.path()).await;
    assert_eq!(model.texts().len(), 3);
    assert_eq!(stored_bits(directory.path()).len(), 2);
    let best = eventually_best(&store, &robin(), VIOLIN).await;
    assert_eq!(best, "In the attic.");
}

#[tokio::test]
async fn the_embeddings_of_another_model_are_ignored_and_replaced() {
    let (store, directory) = open_semantic(&FakeModel::new());
    ingest(&store, &robin(), &boiler_call()).await;
    all_embedded(directory.path()).await;
    store.shutdown().await;

    let other = FakeModel::with_id(1);
    let ranking = RankingMode::SemanticReadOnly(other.clone());
    let store = open(directory.path(), ranking);
    assert_eq!(best(&store, &robin(), BOILER).await, None);
    assert_eq!(other.batches(), 0);
    store.shutdown().await;

    let store = open(directory.path(), RankingMode::Semantic(other));
    let of_the_first = "SELECT count(*) FROM token_embeddings WHERE model = zeroblob(16)";
    wait_until("the first model's embeddings are deleted", || {
        count(directory.path(), of_the_first) == 0
    })
    .await;
    eventually_best(&store, &robin(), BOILER).await;
}

#[tokio::test]
async fn memories_that_a_killed_process_did_not_embed_are_embedded_after_a_restart() {
    let model = FakeModel::new();
    model.block_on("");
    let (store, directory) = open_semantic(&model);
    ingest(&store, &robin(), &boiler_call()).await;
    store.add(&sam(), note("Has a violin")).await.unwrap();
    // What a killed process leaves: copies of the files without a shutdown.
    let copy = tempfile::tempdir().unwrap();
    for entry in fs::read_dir(directory.path()).unwrap() {
        let entry = entry.unwrap();
        fs::copy(entry.path(), copy.path().join(entry.file_name())).unwrap();
    }
    let ranking = RankingMode::Semantic(FakeModel::new());
    let restarted = open(copy.path(), ranking);
    all_embedded(copy.path()).await;
    eventually_best(&restarted, &robin(), BOILER).await;
    eventually_best(&restarted, &sam(), VIOLIN).await;
    model.unblock();
}

#[tokio::test]
async fn memories_that_another_process_added_are_embedded_when_the_caller_is_loaded() {
    let (store, directory) = open_semantic(&FakeModel::new());
    store.ready().await.unwrap();
    let command = open(directory.path(), RankingMode::Keyword);
    command.add(&robin(), note("Has a boiler")).await.unwrap();
    store.load(&robin()).await.unwrap();
    all_embedded(directory.path()).await;
    let best = eventually_best(&store, &robin(), BOILER).await;
    assert_eq!(best, "Has a boiler");
}

#[tokio::test]
async fn a_shutdown_waits_for_the_current_batch_only() {
    let model = FakeModel::new();
    model.block_on("");
    let (store, directory) = open_semantic(&model);
    let memories = (0..100).map(|number| turn(&format!("Boiler {number}"), None));
    store.import(&robin(), memories.collect()).await.unwrap();
    wait_until("the model is working", || model.batches() == 1).await;
    let mut shutdown = pin!(store.shutdown());
    assert!(poll!(&mut shutdown).is_pending());
    model.unblock();
    shutdown.await;
    assert_eq!(model.batches(), 1);
    assert_eq!(stored_bits(directory.path()).len(), model.texts().len());
}

#[tokio::test]
async fn a_changed_scope_takes_precedence_over_the_initial_scan() {
    let directory = tempfile::tempdir().unwrap();
    let store = open(directory.path(), RankingMode::Keyword);
    let memories = (0..100).map(|number| turn(&format!("Goat {number}"), None));
    store.import(&sam(), memories.collect()).await.unwrap();
    store.shutdown().await;

    let model = FakeModel::new();
    model.block_on("");
    let store = open(directory.path(), RankingMode::Semantic(model.clone()));
    wait_until("the model is working", || model.batches() == 1).await;
    store.add(&robin(), note("Has a boiler")).await.unwrap();
    model.unblock();
    all_embedded(directory.path()).await;
    let texts = model.texts();
    assert_eq!(texts.len(), 101);
    let position = texts.iter().position(|text| text == "Has a boiler");
    assert_eq!(position, Some(16), "after the current batch");
}

#[tokio::test]
async fn a_caller_with_many_new_memories_does_not_delay_others() {
    let model = FakeModel::new();
    let (store, directory) = open_semantic(&model);
    store.add(&robin(), note("Has a violin")).await.unwrap();
    all_embedded(directory.path()).await;
    model.block_on("Goat");
    let memories = (0..100).map(|number| turn(&format!("Goat {number}"), None));
    store.import(&sam(), memories.collect()).await.unwrap();
    wait_until("the model is working", || model.batches() == 2).await;
    store.add(&robin(), note("Has a boiler")).await.unwrap();
    model.unblock();
    all_embedded(directory.path()).await;
    let texts = model.texts();
    assert_eq!(texts.len(), 102);
    let position = texts.iter().position(|text| text == "Has a boiler");
    assert_eq!(position, Some(17), "after the current batch");
}
