//! Questions are compared with what memories mean, if they are read in time.

use std::time::Instant;

use memory::MemoryStore;
use searchable::Feature;
use store_sqlite::Ranker;

use super::{BOILER, VIOLIN, all_is_read, found, open, started};
use crate::{
    fake_encoder::{FakeEncoder, PATIENCE},
    story::people::{boiler_call, moving_call, robin, sam},
};

#[tokio::test]
async fn what_a_call_taught_is_found_by_words_that_only_mean_the_same() {
    let (store, directory) = started(&FakeEncoder::new());
    store.learn(&robin(), &boiler_call(), None).await.unwrap();
    all_is_read(directory.path()).await;
    let found = found(&store, &robin(), BOILER).await;
    assert!(found[0].contains("boiler"), "{found:?}");
    let explained = store.explain(&robin(), BOILER, 1).await.unwrap();
    let shares = &explained[0].1.shares;
    let meaning = shares
        .iter()
        .find(|share| share.feature == Feature::Meaning);
    assert!(meaning.unwrap().log_odds > 0.0, "{shares:?}");
}

#[tokio::test]
async fn a_caller_who_is_on_the_phone_is_found_by_meaning_once_that_is_known() {
    let encoder = FakeEncoder::new();
    encoder.stop_at("boiler");
    let (store, directory) = started(&encoder);
    store.learn(&robin(), &boiler_call(), None).await.unwrap();
    store.recall(&robin()).await.unwrap();
    assert_eq!(found(&store, &robin(), BOILER).await, [""; 0]);
    encoder.go_on();
    all_is_read(directory.path()).await;
    assert_eq!(found(&store, &robin(), BOILER).await.len(), 1);
}

#[tokio::test]
async fn a_question_that_is_read_too_slowly_is_answered_by_its_words() {
    let encoder = FakeEncoder::new();
    let (store, directory) = started(&encoder);
    store.learn(&robin(), &boiler_call(), None).await.unwrap();
    all_is_read(directory.path()).await;
    let batches = encoder.batches();
    encoder.stop_at("Brightflame");
    let late = found(&store, &robin(), "Brightflame").await;
    assert!(late[0].contains("Brightflame"), "{late:?}");
    assert_eq!(encoder.batches(), batches + 1);
    // The one question that may be read at a time still is.
    assert_eq!(found(&store, &robin(), BOILER).await, [""; 0]);
    assert_eq!(encoder.batches(), batches + 1);
    encoder.go_on();
    let began = Instant::now();
    while found(&store, &robin(), BOILER).await.is_empty() {
        assert!(began.elapsed() < PATIENCE);
    }
}

#[tokio::test]
async fn no_question_is_read_where_there_is_nothing_to_compare_it_with() {
    let (encoder, directory) = (FakeEncoder::new(), tempfile::tempdir().unwrap());
    let store = open(directory.path(), Ranker::KnownMeanings(encoder.clone()));
    store.learn(&robin(), &boiler_call(), None).await.unwrap();
    assert_eq!(found(&store, &robin(), "boiler").await.len(), 1);
    assert_eq!(found(&store, &sam(), "boiler").await, [""; 0]);
    assert_eq!(encoder.batches(), 0);
}

#[tokio::test]
async fn nobody_is_found_by_what_another_caller_means() {
    let (store, directory) = started(&FakeEncoder::new());
    store.learn(&robin(), &boiler_call(), None).await.unwrap();
    store.learn(&sam(), &moving_call(), None).await.unwrap();
    all_is_read(directory.path()).await;
    assert!(found(&store, &robin(), BOILER).await[0].contains("boiler"));
    assert!(found(&store, &sam(), VIOLIN).await[0].contains("violin"));
    for text in found(&store, &sam(), BOILER).await {
        assert!(!text.contains("boiler"), "{text}");
    }
    for text in found(&store, &robin(), VIOLIN).await {
        assert!(!text.contains("violin"), "{text}");
    }
}
