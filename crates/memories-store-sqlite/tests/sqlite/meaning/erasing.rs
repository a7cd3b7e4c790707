//! What memories mean goes when their words go.

use std::{fs, path::Path};

use jiff::{Timestamp, ToSpan};
use memories_domain::{MemoryAdmin, MemoryUpdate, NewMemory};

use super::{VIOLIN, all_is_read, answer_in_the_end, kept, started, until};
use crate::{
    fake_encoder::FakeEncoder,
    story::people::{note, robin, sam},
};

#[tokio::test]
async fn a_memory_that_is_reworded_means_what_it_says_now() {
    let encoder = FakeEncoder::new();
    let (store, directory) = started(&encoder);
    let memory = store.add(&robin(), note("Has a boiler")).await.unwrap();
    all_is_read(directory.path()).await;
    let update = MemoryUpdate {
        text: Some("Has a violin".into()),
        expires_at: None,
    };
    store.update(&robin(), &memory.id, update).await.unwrap();
    all_is_read(directory.path()).await;
    let answer = answer_in_the_end(&store, &robin(), VIOLIN).await;
    assert_eq!(answer, "Has a violin");
    assert_eq!(
        kept(directory.path()),
        [encoder.signs("Has a violin")],
        "and of nothing else"
    );
}

/// Whether the bytes are in any file of the directory.
fn holds(directory: &Path, bytes: &[u8]) -> bool {
    let files = fs::read_dir(directory).unwrap();
    files
        .map(|entry| fs::read(entry.unwrap().path()).unwrap())
        .any(|file| file.windows(bytes.len()).any(|window| window == bytes))
}

#[tokio::test]
async fn what_a_forgotten_caller_meant_is_in_no_file() {
    let encoder = FakeEncoder::new();
    let (store, directory) = started(&encoder);
    let secret = "Keeps the key of the boiler under the blue pot beside the door";
    let other = "Plays the violin every evening after the news until the neighbours complain";
    store.add(&robin(), note(secret)).await.unwrap();
    store.add(&sam(), note(other)).await.unwrap();
    all_is_read(directory.path()).await;
    assert!(holds(directory.path(), &encoder.signs(secret)));
    store.forget(&robin().caller).await.unwrap();
    assert!(!holds(directory.path(), &encoder.signs(secret)));
    assert!(holds(directory.path(), &encoder.signs(other)));
    store.shutdown().await;
    assert!(!holds(directory.path(), &encoder.signs(secret)));
}

#[tokio::test]
async fn what_an_expired_memory_meant_is_in_no_file_after_the_purge() {
    let encoder = FakeEncoder::new();
    let (store, directory) = started(&encoder);
    let end = Timestamp::now() + 1.hour();
    let secret = "Keeps the key of the boiler under the blue pot beside the door";
    let expiring = NewMemory {
        expires_at: Some(end),
        ..note(secret)
    };
    store.add(&robin(), expiring).await.unwrap();
    all_is_read(directory.path()).await;
    assert!(holds(directory.path(), &encoder.signs(secret)));
    store.purge_expired(end + 1.second()).await.unwrap();
    assert!(!holds(directory.path(), &encoder.signs(secret)));
}

#[tokio::test]
async fn what_is_forgotten_while_it_is_read_leaves_nothing() {
    let encoder = FakeEncoder::new();
    encoder.stop_at("");
    let (store, directory) = started(&encoder);
    store.add(&robin(), note("Has a boiler")).await.unwrap();
    until("the encoder works", || encoder.batches() == 1).await;
    store.forget(&robin().caller).await.unwrap();
    store.add(&robin(), note("Has a violin")).await.unwrap();
    encoder.go_on();
    all_is_read(directory.path()).await;
    let answer = answer_in_the_end(&store, &robin(), VIOLIN).await;
    assert_eq!(answer, "Has a violin");
    assert_eq!(
        kept(directory.path()),
        [encoder.signs("Has a violin")],
        "and of nothing else"
    );
}
