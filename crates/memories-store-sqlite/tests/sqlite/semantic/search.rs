//! Queries that are embedded in time are compared with the embeddings of memories.

use std::{pin::pin, sync::Arc};

use futures::future::select;
use memories_domain::ports::{MemoryAdmin, MemoryReader};
use memories_store_sqlite::{Options, RankingMode, SqliteStore};
use store_conformance::fixtures::{boiler_call, moving_call, robin, sam};
use tempfile::TempDir;
use tokio::time::timeout;

use super::{
    BOILER, VIOLIN, all_embedded, best, eventually, eventually_best, open, open_semantic, options,
    wait_until,
};
use crate::{
    fake_model::{FakeModel, TIMEOUT},
    ingest,
};

#[tokio::test]
async fn a_memory_is_found_by_a_synonym() {
    let (store, directory) = open_semantic(&FakeModel::new());
    ingest(&store, &robin(), &boiler_call()).await;
    all_embedded(directory.path()).await;
    let best = eventually_best(&store, &robin(), BOILER).await;
    assert!(best.contains("boiler"), "{best}");
    let explain = async || store.explain(&robin(), BOILER, 1).await.unwrap().pop();
    let explained = eventually(explain).await.explanation;
    let mut features = explained.features.iter();
    let similarity = features.find(|feature| feature.feature == "semantic_similarity");
    assert!(similarity.unwrap().log_odds > 0.0, "{explained:?}");
}

#[tokio::test]
async fn a_cached_record_gets_the_embeddings_that_are_computed_later() {
    let model = FakeModel::new();
    model.block_on("boiler");
    let (store, directory) = open_semantic(&model);
    ingest(&store, &robin(), &boiler_call()).await;
    store.load(&robin()).await.unwrap();
    assert_eq!(best(&store, &robin(), BOILER).await, None);
    model.unblock();
    all_embedded(directory.path()).await;
    eventually_best(&store, &robin(), BOILER).await;
}

#[tokio::test]
async fn a_search_falls_back_to_keywords_when_the_model_is_too_slow() {
    let model = FakeModel::new();
    let (store, directory) = open_semantic(&model);
    ingest(&store, &robin(), &boiler_call()).await;
    all_embedded(directory.path()).await;
    let batches = model.batches();
    model.block_on("Brightflame");
    let by_keywords = best(&store, &robin(), "Brightflame").await.unwrap();
    assert!(by_keywords.contains("Brightflame"), "{by_keywords}");
    wait_until("the query is being encoded", || {
        model.batches() == batches + 1
    })
    .await;
    // It still occupies the only slot.
    assert_eq!(best(&store, &robin(), BOILER).await, None);
    assert_eq!(model.batches(), batches + 1);
    model.unblock();
    eventually_best(&store, &robin(), BOILER).await;
}

/// A store with the embeddings of Robin's first call and a long timeout, whose model blocks on
/// queries for the boiler.
async fn open_blocked(model: &Arc<FakeModel>) -> (SqliteStore, TempDir) {
    let (store, directory) = open_semantic(&FakeModel::new());
    ingest(&store, &robin(), &boiler_call()).await;
    all_embedded(directory.path()).await;
    store.shutdown().await;
    model.block_on(BOILER);
    let options = Options {
        query_encode_timeout: TIMEOUT,
        ..options(RankingMode::SemanticReadOnly(model.clone()))
    };
    let store = SqliteStore::open(directory.path(), options).unwrap();
    (store, directory)
}

#[tokio::test]
async fn a_search_with_a_long_timeout_waits_for_a_slow_model() {
    let model = FakeModel::new();
    let (store, _directory) = open_blocked(&model).await;
    let scope = robin();
    let mut search = pin!(best(&store, &scope, BOILER));
    let default_timeout = Options::QUERY_ENCODE_TIMEOUT;
    assert!(timeout(default_timeout * 2, &mut search).await.is_err());
    model.unblock();
    assert!(search.await.unwrap().contains("boiler"));
}

#[tokio::test]
async fn one_query_is_encoded_and_one_waits_while_a_third_falls_back_to_keywords() {
    let model = FakeModel::new();
    let (store, _directory) = open_blocked(&model).await;
    let search = || {
        let store = store.clone();
        tokio::spawn(async move { best(&store, &robin(), BOILER).await })
    };
    let first = search();
    wait_until("it is being encoded", || model.batches() == 1).await;
    let (by_keywords, waiting) = select(search(), search()).await.factor_first();
    assert_eq!(by_keywords.unwrap(), None);
    model.unblock();
    for found in [first.await, waiting.await] {
        assert!(found.unwrap().unwrap().contains("boiler"));
    }
}

#[tokio::test]
async fn a_query_is_not_encoded_if_no_memory_has_an_embedding() {
    let (model, directory) = (FakeModel::new(), tempfile::tempdir().unwrap());
    let ranking = RankingMode::SemanticReadOnly(model.clone());
    let store = open(directory.path(), ranking);
    ingest(&store, &robin(), &boiler_call()).await;
    assert!(best(&store, &robin(), "boiler").await.is_some());
    assert_eq!(best(&store, &sam(), "boiler").await, None);
    assert_eq!(model.batches(), 0);
}

#[tokio::test]
async fn embeddings_of_other_callers_are_not_searched() {
    let (store, directory) = open_semantic(&FakeModel::new());
    ingest(&store, &robin(), &boiler_call()).await;
    ingest(&store, &sam(), &moving_call()).await;
    all_embedded(directory.path()).await;
    for (scope, other, query) in [(robin(), sam(), BOILER), (sam(), robin(), VIOLIN)] {
        let text = eventually_best(&store, &scope, query).await;
        assert_ne!(best(&store, &other, query).await, Some(text));
    }
}
