//! Questions are compared with what memories mean, if they are read in time.

use std::{pin::pin, sync::Arc};

use futures::future::select;
use memories_domain::MemoryStore;
use memories_index::Feature;
use memories_store_sqlite::{Options, Ranker, SqliteStore};
use tempfile::TempDir;
use tokio::time::timeout;

use super::{
    BOILER, VIOLIN, all_is_read, answer, answer_in_the_end, in_the_end, open, options, started,
    until,
};
use crate::{
    fake_encoder::{FakeEncoder, PATIENCE},
    story::people::{boiler_call, moving_call, robin, sam},
};

#[tokio::test]
async fn what_a_call_taught_is_found_by_words_that_only_mean_the_same() {
    let (store, directory) = started(&FakeEncoder::new());
    store.learn(&robin(), &boiler_call(), None).await.unwrap();
    all_is_read(directory.path()).await;
    let answer = answer_in_the_end(&store, &robin(), BOILER).await;
    assert!(answer.contains("boiler"), "{answer}");
    let explained = async || store.explain(&robin(), BOILER, 1).await.unwrap().pop();
    let (_, why) = in_the_end(explained).await;
    let mut shares = why.features.iter();
    let of_meaning = shares.find(|share| share.feature == Feature::Semantic);
    assert!(of_meaning.unwrap().log_odds > 0.0, "{why:?}");
}

#[tokio::test]
async fn a_caller_who_is_on_the_phone_is_found_by_meaning_once_that_is_known() {
    let encoder = FakeEncoder::new();
    encoder.stop_at("boiler");
    let (store, directory) = started(&encoder);
    store.learn(&robin(), &boiler_call(), None).await.unwrap();
    store.recall(&robin()).await.unwrap();
    assert_eq!(answer(&store, &robin(), BOILER).await, None);
    encoder.go_on();
    all_is_read(directory.path()).await;
    answer_in_the_end(&store, &robin(), BOILER).await;
}

#[tokio::test]
async fn a_question_that_is_read_too_slowly_is_answered_by_its_words() {
    let encoder = FakeEncoder::new();
    let (store, directory) = started(&encoder);
    store.learn(&robin(), &boiler_call(), None).await.unwrap();
    all_is_read(directory.path()).await;
    let batches = encoder.batches();
    encoder.stop_at("Brightflame");
    let late = answer(&store, &robin(), "Brightflame").await.unwrap();
    assert!(late.contains("Brightflame"), "{late}");
    until("it is being read", || encoder.batches() == batches + 1).await;
    // The one question that may be read at a time still is.
    assert_eq!(answer(&store, &robin(), BOILER).await, None);
    assert_eq!(encoder.batches(), batches + 1);
    encoder.go_on();
    answer_in_the_end(&store, &robin(), BOILER).await;
}

/// A store that knows what Robin's first call means, and waits long for
/// questions that the encoder stops at.
async fn with_time(encoder: &Arc<FakeEncoder>) -> (SqliteStore, TempDir) {
    let (store, directory) = started(&FakeEncoder::new());
    store.learn(&robin(), &boiler_call(), None).await.unwrap();
    all_is_read(directory.path()).await;
    store.shutdown().await;
    encoder.stop_at(BOILER);
    let options = Options {
        patience: PATIENCE,
        ..options(Ranker::KnownMeanings(encoder.clone()))
    };
    let store = SqliteStore::open(directory.path(), options).unwrap();
    (store, directory)
}

#[tokio::test]
async fn who_has_time_gets_an_answer_by_meaning_from_a_slow_encoder() {
    let encoder = FakeEncoder::new();
    let (store, _directory) = with_time(&encoder).await;
    let scope = robin();
    let mut answer = pin!(answer(&store, &scope, BOILER));
    let longer_than_a_call = Ranker::PATIENCE * 2;
    assert!(timeout(longer_than_a_call, &mut answer).await.is_err());
    encoder.go_on();
    assert!(answer.await.unwrap().contains("boiler"));
}

#[tokio::test]
async fn one_question_waits_for_the_one_that_is_read_and_a_third_goes_by_words() {
    let encoder = FakeEncoder::new();
    let (store, _directory) = with_time(&encoder).await;
    let ask = || {
        let store = store.clone();
        tokio::spawn(async move { answer(&store, &robin(), BOILER).await })
    };
    let first = ask();
    until("it is being read", || encoder.batches() == 1).await;
    let (by_words, waits) = select(ask(), ask()).await.factor_first();
    assert_eq!(by_words.unwrap(), None);
    encoder.go_on();
    for answer in [first.await, waits.await] {
        assert!(answer.unwrap().unwrap().contains("boiler"));
    }
}

#[tokio::test]
async fn no_question_is_read_where_there_is_nothing_to_compare_it_with() {
    let (encoder, directory) = (FakeEncoder::new(), tempfile::tempdir().unwrap());
    let store = open(directory.path(), Ranker::KnownMeanings(encoder.clone()));
    store.learn(&robin(), &boiler_call(), None).await.unwrap();
    assert!(answer(&store, &robin(), "boiler").await.is_some());
    assert_eq!(answer(&store, &sam(), "boiler").await, None);
    assert_eq!(encoder.batches(), 0);
}

#[tokio::test]
async fn nobody_is_found_by_what_another_caller_means() {
    let (store, directory) = started(&FakeEncoder::new());
    store.learn(&robin(), &boiler_call(), None).await.unwrap();
    store.learn(&sam(), &moving_call(), None).await.unwrap();
    all_is_read(directory.path()).await;
    for (hers, not_hers, question) in [(robin(), sam(), BOILER), (sam(), robin(), VIOLIN)] {
        let memory = answer_in_the_end(&store, &hers, question).await;
        assert_ne!(answer(&store, &not_hers, question).await, Some(memory));
    }
}
