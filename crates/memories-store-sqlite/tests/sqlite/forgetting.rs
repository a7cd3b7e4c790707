//! What was forgotten or has expired is found nowhere in the files.

use std::{fs, path::Path};

use jiff::{Timestamp, ToSpan};
use memories_domain::{
    CallerId, EventKey, EventSink, IncomingEvent, MemoryAdmin, MemoryStore, MemoryUpdate, Scope,
};
use memories_store_sqlite::{Options, SqliteStore};

use crate::story::people::{boiler_call, moving_call, note, robin, sam};

/// Every byte of every file in the directory.
fn bytes(directory: &Path) -> Vec<u8> {
    fs::read_dir(directory)
        .unwrap()
        .flat_map(|entry| fs::read(entry.unwrap().path()).unwrap())
        .collect()
}

fn holds(directory: &Path, words: &str) -> bool {
    let bytes = bytes(directory);
    bytes
        .windows(words.len())
        .any(|window| window == words.as_bytes())
}

/// A life with many memories, corrections, and a large event in the inbox.
async fn live(store: &SqliteStore, scope: &Scope, secret: &str) {
    for number in 0..300 {
        let text = format!(
            "{secret} said number {number}. {}",
            "More words. ".repeat(number % 40)
        );
        store.add(scope, note(&text)).await.unwrap();
    }
    let memories = store.recall(scope).await.unwrap().memories.clone();
    for memory in memories.iter().step_by(7) {
        let update = MemoryUpdate {
            text: Some(format!("{secret} corrected: {}", &*memory.text).into()),
            expires_at: None,
        };
        store.update(scope, &memory.id, update).await.unwrap();
    }
    for memory in memories.iter().skip(1).step_by(5) {
        store.delete(scope, &memory.id).await.unwrap();
    }
    let event = IncomingEvent {
        key: EventKey {
            conversation: format!("conv_{}", scope.caller.as_str().len()),
            event_type: format!("type_of_{}", memories.len()),
        },
        caller: Some(scope.caller.clone()),
        received_at: Timestamp::UNIX_EPOCH,
        body: format!("{secret} {}", "in a long transcript ".repeat(2_000)).into(),
    };
    store.accept(event).await.unwrap();
}

#[tokio::test]
async fn the_words_and_the_number_of_a_forgotten_caller_are_in_no_file() {
    let directory = tempfile::tempdir().unwrap();
    let store = SqliteStore::open(directory.path(), Options::default()).unwrap();
    let number = robin().caller;
    live(&store, &robin(), "Xylophone").await;
    store.learn(&robin(), &boiler_call(), None).await.unwrap();
    store.learn(&sam(), &moving_call(), None).await.unwrap();
    store.add(&sam(), note("Zeppelin stays")).await.unwrap();
    assert!(holds(directory.path(), "Xylophone"));
    assert!(holds(directory.path(), "Brightflame"));
    assert!(holds(directory.path(), number.as_str()));

    store.forget(&number).await.unwrap();

    for trace in ["Xylophone", "Brightflame", "Lisbon", number.as_str()] {
        assert!(!holds(directory.path(), trace), "{trace}");
    }
    assert!(holds(directory.path(), "Zeppelin"));
    store.shutdown().await;
    for trace in ["Xylophone", "Brightflame", "Lisbon", number.as_str()] {
        assert!(!holds(directory.path(), trace), "{trace} after closing");
    }
}

#[tokio::test]
async fn the_words_of_what_expired_are_in_no_file_after_the_purge() {
    let directory = tempfile::tempdir().unwrap();
    let store = SqliteStore::open(directory.path(), Options::default()).unwrap();
    let end = Timestamp::now() + 1.hour();
    store
        .learn(&robin(), &boiler_call(), Some(end))
        .await
        .unwrap();
    store.add(&robin(), note("Zeppelin stays")).await.unwrap();
    let learned = store.recall(&robin()).await.unwrap().memories.len() - 1;
    assert!(holds(directory.path(), "Brightflame"));

    assert_eq!(store.purge_expired(end).await.unwrap(), 0);
    assert!(holds(directory.path(), "Brightflame"));
    assert_eq!(
        store.purge_expired(end + 1.second()).await.unwrap(),
        learned
    );

    assert!(!holds(directory.path(), "Brightflame"));
    assert!(
        !holds(directory.path(), "whistling boiler"),
        "nor a summary of the call"
    );
    assert!(holds(directory.path(), "Zeppelin"));
    let record = store.recall(&robin()).await.unwrap();
    assert_eq!(record.memories.len(), 1);
    assert_eq!(record.calls.count, 1, "that there was a call is known");
}

#[tokio::test]
async fn a_caller_whose_id_begins_like_another_is_somebody_else() {
    let directory = tempfile::tempdir().unwrap();
    let store = SqliteStore::open(directory.path(), Options::default()).unwrap();
    let longer = Scope {
        caller: CallerId::parse("crm-10", None).unwrap(),
        agent: None,
    };
    store.add(&longer, note("Zeppelin stays")).await.unwrap();
    let forgotten = store
        .forget(&CallerId::parse("crm-1", None).unwrap())
        .await
        .unwrap();
    assert_eq!(forgotten.memories, 0);
    assert_eq!(store.recall(&longer).await.unwrap().memories.len(), 1);
}
