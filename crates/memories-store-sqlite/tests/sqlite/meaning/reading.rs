//! Memories are read in the background, and nobody waits for it.

use std::{fs, pin::pin};

use futures::poll;
use memories_domain::{Memory, MemoryAdmin, MemoryStore};
use memories_store_sqlite::{Options, Ranker, SqliteStore};

use super::{
    BOILER, VIOLIN, all_is_read, answer, answer_in_the_end, count, database, kept, open, options,
    said, started, until,
};
use crate::{
    fake_encoder::FakeEncoder,
    story::people::{boiler_call, moving_call, note, robin, sam, shared},
};

#[tokio::test]
async fn learning_ringing_and_searching_do_not_wait_for_the_encoder() {
    let encoder = FakeEncoder::new();
    encoder.stop_at("");
    let (store, directory) = started(&encoder);
    store.learn(&robin(), &boiler_call(), None).await.unwrap();
    until("the encoder works", || encoder.batches() == 1).await;
    store.learn(&robin(), &moving_call(), None).await.unwrap();
    assert!(store.recall(&robin()).await.unwrap().memories.len() > 3);
    let found = answer(&store, &robin(), "boiler").await.unwrap();
    assert!(found.contains("boiler"), "{found}");
    assert_eq!(encoder.batches(), 1, "nor did a question");
    encoder.go_on();
    all_is_read(directory.path()).await;
}

#[tokio::test]
async fn an_encoder_that_fails_spoils_neither_learning_nor_searching() {
    let encoder = FakeEncoder::new();
    let (store, directory) = started(&encoder);
    store
        .add(&sam(), note("An unspeakable boiler"))
        .await
        .unwrap();
    let found = answer(&store, &sam(), "boiler").await.unwrap();
    assert_eq!(found, "An unspeakable boiler");
    store.learn(&robin(), &boiler_call(), None).await.unwrap();
    let robin_is_read = "SELECT count(*) FROM owners WHERE signed_revision = revision";
    until("Robin is read", || {
        count(directory.path(), robin_is_read) == 1
    })
    .await;
    let found = answer(&store, &robin(), "unspeakable boiler").await;
    assert!(found.unwrap().contains("boiler"));
}

#[tokio::test]
async fn a_text_that_the_encoder_fails_at_spoils_no_other() {
    let encoder = FakeEncoder::new();
    let (store, directory) = started(&encoder);
    let goats = (0..40).map(|number| said(&format!("Goat {number}"), None));
    let memories = [said("An unspeakable boiler", None)];
    let memories = memories.into_iter().chain(goats).collect();
    store.import(&robin(), memories).await.unwrap();
    until("the others are read", || kept(directory.path()).len() == 40).await;
}

#[tokio::test]
async fn who_finds_no_room_in_the_queue_is_read_when_it_is_empty() {
    let (encoder, directory) = (FakeEncoder::new(), tempfile::tempdir().unwrap());
    let options = Options {
        queue: 1,
        ..options(Ranker::Meanings(encoder.clone()))
    };
    let store = SqliteStore::open(directory.path(), options).unwrap();
    store.add(&robin(), note("Has a boiler")).await.unwrap();
    all_is_read(directory.path()).await;
    encoder.stop_at("");
    for caller in [robin(), sam(), shared("+12025550145")] {
        store.add(&caller, note("Has a violin")).await.unwrap();
        until("the encoder works", || encoder.batches() == 2).await;
    }
    encoder.go_on();
    all_is_read(directory.path()).await;
}

#[tokio::test]
async fn a_file_that_takes_no_signs_is_left_alone_until_it_does() {
    let directory = tempfile::tempdir().unwrap();
    let store = open(directory.path(), Ranker::Words);
    let callers = ["+12025550145", "+12025550146", "+12025550147"].map(shared);
    for caller in &callers {
        store.add(caller, note("Has a boiler")).await.unwrap();
    }
    store.shutdown().await;
    let full = "CREATE TRIGGER full BEFORE INSERT ON token_signs
                BEGIN SELECT RAISE(FAIL, 'no room'); END";
    database(directory.path()).execute_batch(full).unwrap();

    let encoder = FakeEncoder::new();
    let store = open(directory.path(), Ranker::Meanings(encoder.clone()));
    store.add(&robin(), note("Has a violin")).await.unwrap();
    let looked_at = || encoder.texts().contains(&"Has a violin".to_owned());
    until("Robin is looked at", looked_at).await;
    assert_eq!(encoder.texts(), ["Has a boiler", "Has a violin"]);
    let room = "DROP TRIGGER full";
    database(directory.path()).execute_batch(room).unwrap();
    store.add(&robin(), note("Has a goat")).await.unwrap();
    all_is_read(directory.path()).await;
}

#[tokio::test]
async fn what_is_heard_again_is_not_read_again() {
    let encoder = FakeEncoder::new();
    let (store, directory) = started(&encoder);
    for _ in 0..2 {
        store.add(&robin(), note("Has a boiler")).await.unwrap();
        all_is_read(directory.path()).await;
        assert_eq!(encoder.texts().len(), 1);
    }
}

/// Two things that were said one after the other.
fn question_and_answer() -> (Memory, Memory) {
    let question = said("Where does the violin stand?", None);
    let answer = said("In the attic.", Some("Where does the violin stand?"));
    (question, answer)
}

#[tokio::test]
async fn a_text_of_two_memories_is_read_once_and_again_when_one_of_them_goes() {
    let encoder = FakeEncoder::new();
    let (store, directory) = started(&encoder);
    let (question, answer) = question_and_answer();
    let id = question.id.clone();
    store
        .import(&robin(), vec![question, answer])
        .await
        .unwrap();
    all_is_read(directory.path()).await;
    assert_eq!(encoder.texts().len(), 2);
    store.delete(&robin(), &id).await.unwrap();
    all_is_read(directory.path()).await;
    assert_eq!(encoder.texts().len(), 3);
    assert_eq!(kept(directory.path()).len(), 2);
    let answer = answer_in_the_end(&store, &robin(), VIOLIN).await;
    assert_eq!(answer, "In the attic.");
}

#[tokio::test]
async fn the_signs_of_another_model_are_not_looked_at_and_are_replaced() {
    let (store, directory) = started(&FakeEncoder::new());
    store.learn(&robin(), &boiler_call(), None).await.unwrap();
    all_is_read(directory.path()).await;
    store.shutdown().await;

    let other = FakeEncoder::of_model(1);
    let store = open(directory.path(), Ranker::KnownMeanings(other.clone()));
    assert_eq!(answer(&store, &robin(), BOILER).await, None);
    assert_eq!(other.batches(), 0);
    store.shutdown().await;

    let store = open(directory.path(), Ranker::Meanings(other));
    let of_the_first = "SELECT count(*) FROM token_signs WHERE model = zeroblob(16)";
    until("the first model's are gone", || {
        count(directory.path(), of_the_first) == 0
    })
    .await;
    answer_in_the_end(&store, &robin(), BOILER).await;
}

#[tokio::test]
async fn what_a_killed_process_did_not_read_is_read_after_the_next_opening() {
    let encoder = FakeEncoder::new();
    encoder.stop_at("");
    let (store, directory) = started(&encoder);
    store.learn(&robin(), &boiler_call(), None).await.unwrap();
    store.add(&sam(), note("Has a violin")).await.unwrap();
    // As a process that was killed leaves them: copies of the files as they are.
    let copy = tempfile::tempdir().unwrap();
    for entry in fs::read_dir(directory.path()).unwrap() {
        let entry = entry.unwrap();
        fs::copy(entry.path(), copy.path().join(entry.file_name())).unwrap();
    }
    let after = open(copy.path(), Ranker::Meanings(FakeEncoder::new()));
    all_is_read(copy.path()).await;
    answer_in_the_end(&after, &robin(), BOILER).await;
    answer_in_the_end(&after, &sam(), VIOLIN).await;
    encoder.go_on();
}

#[tokio::test]
async fn what_another_process_taught_is_read_when_the_caller_rings() {
    let (store, directory) = started(&FakeEncoder::new());
    store.ready().await.unwrap();
    let command = open(directory.path(), Ranker::Words);
    command.add(&robin(), note("Has a boiler")).await.unwrap();
    store.recall(&robin()).await.unwrap();
    all_is_read(directory.path()).await;
    let answer = answer_in_the_end(&store, &robin(), BOILER).await;
    assert_eq!(answer, "Has a boiler");
}

#[tokio::test]
async fn a_shutdown_waits_for_one_batch_and_no_more() {
    let encoder = FakeEncoder::new();
    encoder.stop_at("");
    let (store, directory) = started(&encoder);
    let memories = (0..100).map(|number| said(&format!("Boiler {number}"), None));
    store.import(&robin(), memories.collect()).await.unwrap();
    until("the encoder works", || encoder.batches() == 1).await;
    let mut stopping = pin!(store.shutdown());
    assert!(poll!(&mut stopping).is_pending());
    encoder.go_on();
    stopping.await;
    assert_eq!(encoder.batches(), 1);
    assert_eq!(kept(directory.path()).len(), encoder.texts().len());
}

#[tokio::test]
async fn who_was_just_taught_is_read_before_what_an_earlier_process_left() {
    let directory = tempfile::tempdir().unwrap();
    let store = open(directory.path(), Ranker::Words);
    let memories = (0..100).map(|number| said(&format!("Goat {number}"), None));
    store.import(&sam(), memories.collect()).await.unwrap();
    store.shutdown().await;

    let encoder = FakeEncoder::new();
    encoder.stop_at("");
    let store = open(directory.path(), Ranker::Meanings(encoder.clone()));
    until("the encoder works", || encoder.batches() == 1).await;
    store.add(&robin(), note("Has a boiler")).await.unwrap();
    encoder.go_on();
    all_is_read(directory.path()).await;
    let texts = encoder.texts();
    assert_eq!(texts.len(), 101);
    let place = texts.iter().position(|text| text == "Has a boiler");
    assert_eq!(place, Some(16), "after the batch at hand");
}

#[tokio::test]
async fn a_caller_with_much_to_read_keeps_no_other_waiting() {
    let encoder = FakeEncoder::new();
    let (store, directory) = started(&encoder);
    store.add(&robin(), note("Has a violin")).await.unwrap();
    all_is_read(directory.path()).await;
    encoder.stop_at("Goat");
    let memories = (0..100).map(|number| said(&format!("Goat {number}"), None));
    store.import(&sam(), memories.collect()).await.unwrap();
    until("the encoder works", || encoder.batches() == 2).await;
    store.add(&robin(), note("Has a boiler")).await.unwrap();
    encoder.go_on();
    all_is_read(directory.path()).await;
    let texts = encoder.texts();
    assert_eq!(texts.len(), 102);
    let place = texts.iter().position(|text| text == "Has a boiler");
    assert_eq!(place, Some(17), "after the batch at hand");
}
