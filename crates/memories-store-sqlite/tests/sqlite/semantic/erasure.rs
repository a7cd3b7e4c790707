//! Embeddings are deleted with their texts.

use std::{fs, path::Path};

use jiff::{Timestamp, ToSpan};
use memories_domain::ports::{MemoryAdmin, MemoryUpdate, MemoryWriter, NewMemory};
use store_conformance::fixtures::{note, robin, sam};

use super::{VIOLIN, all_embedded, eventually_best, open_semantic, stored_bits, wait_until};
use crate::{fake_model::FakeModel, forget};

const SECRET: &str = "Keeps the key of the boiler under the blue pot beside the door";

#[tokio::test]
async fn an_edited_memory_is_embedded_again() {
    let model = FakeModel::new();
    let (store, directory) = open_semantic(&model);
    let memory = store.add(&robin(), note("Has a boiler")).await.unwrap();
    all_embedded(directory.path()).await;
    let update = MemoryUpdate {
        text: Some("Has a violin".into()),
        annotations: None,
        expires_at: None,
    };
    store.update(&robin(), &memory.id, update).await.unwrap();
    all_embedded(directory.path()).await;
    let best = eventually_best(&store, &robin(), VIOLIN).await;
    assert_eq!(best, "Has a violin");
    assert_eq!(stored_bits(directory.path()), [model.bits("Has a violin")]);
}

fn contains(directory: &Path, bytes: &[u8]) -> bool {
    let files = fs::read_dir(directory).unwrap();
    files
        .map(|entry| fs::read(entry.unwrap().path()).unwrap())
        .any(|file| file.windows(bytes.len()).any(|window| window == bytes))
}

#[tokio::test]
async fn the_embeddings_of_a_forgotten_caller_are_in_no_file() {
    let model = FakeModel::new();
    let (store, directory) = open_semantic(&model);
    let other = "Plays the violin every evening after the news until the neighbours complain";
    store.add(&robin(), note(SECRET)).await.unwrap();
    store.add(&sam(), note(other)).await.unwrap();
    all_embedded(directory.path()).await;
    assert!(contains(directory.path(), &model.bits(SECRET)));
    forget(&store, &robin()).await;
    assert!(!contains(directory.path(), &model.bits(SECRET)));
    assert!(contains(directory.path(), &model.bits(other)));
    store.shutdown().await;
    assert!(!contains(directory.path(), &model.bits(SECRET)));
}

#[tokio::test]
async fn the_embedding_of_an_expired_memory_is_in_no_file_after_a_purge() {
    let model = FakeModel::new();
    let (store, directory) = open_semantic(&model);
    let expired = NewMemory {
        expires_at: Some(Timestamp::now() - 1.hour()),
        ..note(SECRET)
    };
    store.add(&robin(), expired).await.unwrap();
    all_embedded(directory.path()).await;
    assert!(contains(directory.path(), &model.bits(SECRET)));
    assert_eq!(store.purge_expired().await.unwrap(), 1);
    assert!(!contains(directory.path(), &model.bits(SECRET)));
}

#[tokio::test]
async fn a_memory_that_is_erased_while_it_is_embedded_leaves_nothing() {
    let model = FakeModel::new();
    model.block_on("");
    let (store, directory) = open_semantic(&model);
    store.add(&robin(), note("Has a boiler")).await.unwrap();
    wait_until("the model is working", || model.batches() == 1).await;
    forget(&store, &robin()).await;
    store.add(&robin(), note("Has a violin")).await.unwrap();
    model.unblock();
    all_embedded(directory.path()).await;
    let best = eventually_best(&store, &robin(), VIOLIN).await;
    assert_eq!(best, "Has a violin");
    assert_eq!(stored_bits(directory.path()), [model.bits("Has a violin")]);
}
