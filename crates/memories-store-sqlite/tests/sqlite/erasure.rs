//! Erased and expired texts are in no file.

use std::{fs, path::Path};

use jiff::{Timestamp, ToSpan};
use memories_domain::{
    Call, CallerId, Scope,
    ports::{
        EventContent, EventSink, ExtractedCall, InboxAdmin, MemoryAdmin, MemoryReader,
        MemoryUpdate, MemoryWriter,
    },
};
use memories_store_sqlite::SqliteStore;
use store_conformance::fixtures::{
    boiler_call, call, day, extracted, in_project, moving_call, note, robin, sam,
};

use crate::{event, forget, ingest, open};

fn contains(directory: &Path, text: &str) -> bool {
    let files = fs::read_dir(directory).unwrap();
    files
        .map(|entry| fs::read(entry.unwrap().path()).unwrap())
        .any(|file| {
            file.windows(text.len())
                .any(|window| window == text.as_bytes())
        })
}

/// Adds many memories and edits and deletes some, and enqueues a large event.
async fn populate(store: &SqliteStore, scope: &Scope, secret: &str) {
    for number in 0..300 {
        let text = format!(
            "{secret} said number {number}. {}",
            "More words. ".repeat(number % 40)
        );
        store.add(scope, note(&text)).await.unwrap();
    }
    let memories = store.load(scope).await.unwrap().memories.clone();
    for memory in memories.iter().step_by(7) {
        let update = MemoryUpdate {
            text: Some(format!("{secret} corrected: {}", &*memory.text).into()),
            annotations: None,
            expires_at: None,
        };
        store.update(scope, &memory.id, update).await.unwrap();
    }
    for memory in memories.iter().skip(1).step_by(5) {
        store.delete(scope, &memory.id).await.unwrap();
    }
    let mut call = call("conv_large", day(9));
    let transcript = "in a long transcript ".repeat(2_000);
    call.summary = Some(format!("{secret} {transcript}").into());
    store.enqueue(event(scope, call)).await.unwrap();
}

#[tokio::test]
async fn the_texts_and_the_number_of_a_forgotten_caller_are_in_no_file() {
    let (store, directory) = open();
    let directory = directory.path();
    let Scope {
        project, caller, ..
    } = robin();
    populate(&store, &robin(), "Xylophone").await;
    ingest(&store, &robin(), &boiler_call()).await;
    // A confirmation and a new value are recorded as contributions.
    ingest(&store, &robin(), &moving_call()).await;
    ingest(&store, &sam(), &moving_call()).await;
    store.add(&sam(), note("Zeppelin stays")).await.unwrap();
    let traces = ["Xylophone", "Brightflame", "Lisbon", caller.as_str()];
    for trace in traces {
        assert!(contains(directory, trace), "{trace}");
    }

    let events = InboxAdmin::forget(&store, &project, &caller).await;
    assert_eq!(events.unwrap(), 1);
    forget(&store, &robin()).await;

    for trace in traces {
        assert!(!contains(directory, trace), "{trace}");
    }
    assert!(contains(directory, "Zeppelin"));
    store.shutdown().await;
    for trace in traces {
        assert!(!contains(directory, trace), "{trace} after the shutdown");
    }
}

#[tokio::test]
async fn the_content_of_a_forgotten_callers_events_is_in_no_file() {
    let (store, directory) = open();
    let mut call = call("conv_1", day(9));
    call.summary = Some("Xylophone".into());
    store.enqueue(event(&robin(), call.clone())).await.unwrap();
    assert!(contains(directory.path(), "Xylophone"));

    let Scope {
        project, caller, ..
    } = robin();
    let events = InboxAdmin::forget(&store, &project, &caller).await;
    assert_eq!(events.unwrap(), 1);
    assert!(!contains(directory.path(), "Xylophone"));
    assert!(!contains(directory.path(), caller.as_str()));

    let mut redelivered = event(&robin(), call);
    redelivered.key.body_sha256 = "1".repeat(64);
    let EventContent::Call(scoped) = &mut redelivered.content else {
        panic!("an event with a call");
    };
    scoped.call.title = Some("Xylophone".into());
    store.enqueue(redelivered).await.unwrap();
    assert!(!contains(directory.path(), "Xylophone"));
}

fn expiring(call: &Call, expires_at: Timestamp) -> ExtractedCall {
    ExtractedCall {
        expires_at: Some(expires_at),
        ..extracted(call)
    }
}

#[tokio::test]
async fn expired_texts_are_in_no_file_after_a_purge() {
    let (store, directory) = open();
    let now = Timestamp::now();
    let expired = expiring(&boiler_call(), now - 1.hour());
    let memories = expired.memories.len();
    store.ingest(&robin(), expired).await.unwrap();
    let unexpired = expiring(&moving_call(), now + 1.hour());
    store.ingest(&sam(), unexpired).await.unwrap();
    assert!(contains(directory.path(), "Brightflame"));

    assert_eq!(store.purge_expired().await.unwrap(), memories);

    assert!(!contains(directory.path(), "Brightflame"));
    assert!(
        !contains(directory.path(), "whistling boiler"),
        "the summary"
    );
    assert!(contains(directory.path(), "violin"));
    let record = store.load(&robin()).await.unwrap();
    assert!(record.memories.is_empty());
    assert_eq!(record.calls.count, 1, "the fact of the call stays");
}

#[tokio::test]
async fn a_caller_whose_id_begins_with_a_forgotten_one_is_not_erased() {
    let (store, _directory) = open();
    let scope = |id| Scope::for_caller(CallerId::parse(id, None).unwrap());
    let longer = scope("crm-10");
    store.add(&longer, note("Zeppelin stays")).await.unwrap();
    assert_eq!(forget(&store, &scope("crm-1")).await.memories, 0);
    assert_eq!(store.load(&longer).await.unwrap().memories.len(), 1);
}

#[tokio::test]
async fn a_caller_is_erased_in_one_project_only() {
    let (store, directory) = open();
    let other = in_project(&robin(), "other");
    ingest(&store, &robin(), &boiler_call()).await;
    store.add(&robin(), note("Xylophone")).await.unwrap();
    ingest(&store, &other, &boiler_call()).await;
    store
        .enqueue(event(&other, call("conv_1", day(9))))
        .await
        .unwrap();
    let before = store.load(&other).await.unwrap();

    let Scope {
        project, caller, ..
    } = robin();
    let events = InboxAdmin::forget(&store, &project, &caller).await;
    assert_eq!(events.unwrap(), 0);
    let report = forget(&store, &robin()).await;
    assert_eq!(report.calls, 1);
    assert!(!contains(directory.path(), "Xylophone"));
    assert_eq!(store.load(&other).await.unwrap(), before);
    let pending = store.list(None, 10).await.unwrap();
    assert!(pending[0].content_bytes.is_some());
}
