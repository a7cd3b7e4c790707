use memories_domain::ports::{ChangeKind, MemoryAdmin, MemoryReader, MemoryUpdate, MemoryWriter};

use super::{caller, contains, fact, memory, note, open, second};
use crate::write::PURGE_BATCH;

#[tokio::test]
async fn a_cached_record_loses_what_expires() {
    let (store, clock, _directory) = open(1 << 20);
    let scope = caller(0);
    let expiring = note("bees for a while", Some(10));
    store.add(&scope, expiring).await.unwrap();
    let lasting = note("bees for good", None);
    store.add(&scope, lasting).await.unwrap();
    for (now, expected) in [(9, 2), (10, 2), (11, 1)] {
        clock.set(now);
        let record = store.load(&scope).await.unwrap();
        let found = store.search(&scope, "bees", 9).await.unwrap();
        assert_eq!(
            (record.memories.len(), found.len()),
            (expected, expected),
            "at {now}"
        );
    }
}

#[tokio::test]
async fn an_expired_memory_is_not_confirmed_but_added_again() {
    let (store, clock, _directory) = open(1 << 20);
    let scope = caller(0);
    let old = store.add(&scope, note("bees", Some(10))).await.unwrap();
    clock.set(11);
    let new = store.add(&scope, note("bees", Some(20))).await.unwrap();
    assert_ne!(new.id, old.id);
    assert_eq!(new.confirmations, 0);
    let history = store.history(&scope, None).await.unwrap();
    let changes: Vec<_> = history
        .iter()
        .map(|entry| (entry.change, entry.new_text.as_deref()))
        .collect();
    assert_eq!(
        changes,
        [
            (ChangeKind::Added, None),
            (ChangeKind::Expired, None),
            (ChangeKind::Added, Some("bees")),
        ]
    );
}

#[tokio::test]
async fn a_confirmation_extends_the_expiry() {
    let (store, clock, _directory) = open(1 << 20);
    let scope = caller(0);
    store.add(&scope, note("bees", Some(10))).await.unwrap();
    clock.set(5);
    let confirmed = store.add(&scope, note("Bees", Some(15))).await.unwrap();
    assert_eq!(confirmed.expires_at, Some(second(15)));
    assert_eq!(confirmed.updated_at, second(5));
    assert_eq!(confirmed.confirmations, 1);
    let shorter = store.add(&scope, note("bees", Some(12))).await.unwrap();
    assert_eq!(shorter.expires_at, Some(second(15)));
}

#[tokio::test]
async fn a_purge_deletes_every_expired_memory_of_every_caller() {
    let (store, clock, _directory) = open(1 << 20);
    let several = PURGE_BATCH + 7;
    for number in [0, 1] {
        let memories = (0..several)
            .map(|n| memory(&format!("bee number {n}"), Some(10)))
            .collect();
        store.import(&caller(number), memories).await.unwrap();
        let lasting = note("goats stay", None);
        store.add(&caller(number), lasting).await.unwrap();
    }
    clock.set(10);
    assert_eq!(store.purge_expired().await.unwrap(), 0);
    clock.set(11);
    assert_eq!(store.purge_expired().await.unwrap(), 2 * several);
    for number in [0, 1] {
        let scope = caller(number);
        assert_eq!(store.load(&scope).await.unwrap().memories.len(), 1);
        let history = store.history(&scope, None).await.unwrap();
        assert_eq!(history.len(), 2 * several + 1);
        let with_text = history
            .iter()
            .filter(|entry| entry.new_text.is_some())
            .count();
        assert_eq!(with_text, 1);
    }
}

/// It is in the entry of the later value, too.
#[tokio::test]
async fn the_text_of_an_expired_former_value_is_removed_from_all_entries_and_files() {
    let (store, clock, directory) = open(1 << 20);
    let scope = caller(0);
    store.add(&scope, fact("Lisbon", Some(10))).await.unwrap();
    clock.set(5);
    let porto = store.add(&scope, fact("Porto", None)).await.unwrap();
    let history = store.history(&scope, Some(&porto.id)).await.unwrap();
    assert_eq!(history[0].change, ChangeKind::Updated);
    assert_eq!(history[0].old_text.as_deref(), Some("city: Lisbon"));

    clock.set(11);
    assert_eq!(store.purge_expired().await.unwrap(), 1);
    let history = store.history(&scope, Some(&porto.id)).await.unwrap();
    assert_eq!(history[0].old_text, None);
    assert_eq!(history[0].new_text.as_deref(), Some("city: Porto"));
    assert!(!contains(directory.path(), "Lisbon"));
    assert!(contains(directory.path(), "Porto"));
}

#[tokio::test]
async fn a_memory_that_was_deleted_or_edited_is_kept_until_it_would_have_expired() {
    let (store, clock, directory) = open(1 << 20);
    let scope = caller(0);
    let deleted = store.add(&scope, note("violin", Some(10))).await.unwrap();
    let edited = store.add(&scope, note("goat", Some(10))).await.unwrap();
    clock.set(5);
    store.delete(&scope, &deleted.id).await.unwrap();
    let update = MemoryUpdate {
        text: Some("sheep".into()),
        annotations: None,
        expires_at: Some(Some(second(20))),
    };
    store.update(&scope, &edited.id, update).await.unwrap();
    for (now, expected, removed) in [(10, 2, false), (11, 0, true)] {
        clock.set(now);
        assert_eq!(store.purge_expired().await.unwrap(), 0);
        let as_of = store.load_as_of(&scope, second(4)).await.unwrap();
        assert_eq!(as_of.memories.len(), expected, "at {now}");
        assert_ne!(contains(directory.path(), "violin"), removed, "at {now}");
    }
    let texts = [(10, Some("sheep")), (11, Some("sheep")), (21, None)];
    for (now, expected) in texts {
        clock.set(now);
        store.purge_expired().await.unwrap();
        let history = store.history(&scope, Some(&edited.id)).await.unwrap();
        assert_eq!(history[1].new_text.as_deref(), expected, "at {now}");
    }
}
