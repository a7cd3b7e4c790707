use memories_domain::ports::{ChangeKind, MemoryAdmin, MemoryReader, MemoryWriter};

use super::{caller, memory, note, open, second};
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
