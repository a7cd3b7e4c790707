use jiff::Timestamp;
use memories_domain::{Annotations, CallHistory, CallerId, Memory, MemoryId, MemoryKind, Subject};

use super::*;

const MIB: u64 = 1 << 20;

fn robin() -> Scope {
    Scope::for_caller(CallerId::parse("+12025550143", None).unwrap())
}

fn entry(text: &str, previous: Option<&CachedRecord<u32>>) -> CachedRecord<u32> {
    let memory = Memory {
        id: MemoryId::generate(),
        text: text.into(),
        kind: MemoryKind::Factual {
            subject: Subject::Caller,
        },
        created_at: Timestamp::UNIX_EPOCH,
        updated_at: Timestamp::UNIX_EPOCH,
        expires_at: None,
        source: None,
        confirmations: 0,
        annotations: Annotations::default(),
    };
    let record = CallerRecord::new(vec![memory], CallHistory::default());
    CachedRecord::new(Arc::new(record), EmbeddingMap::default(), 1, previous)
}

#[test]
fn an_entry_weighs_more_once_its_index_is_built() {
    let cache = RecordCache::new(MIB);
    let entry = entry("Keeps three bees", None);
    cache.insert(robin(), entry.clone());
    let light = cache.size_in_bytes();
    cache.build_index_if_cached(&robin(), &entry);
    assert!(cache.get(&robin()).unwrap().indexed().is_indexed());
    assert!(cache.size_in_bytes() > light);
    assert_eq!(cache.size_in_bytes(), {
        let CachedRecord { bytes, .. } = cache.get(&robin()).unwrap();
        bytes
    });
}

#[test]
fn an_entry_keeps_its_validator_when_it_is_weighed_again() {
    let cache = RecordCache::new(MIB);
    let entry = entry("Keeps three bees", None);
    cache.insert(robin(), entry.clone());
    cache.build_index(&robin(), &entry);
    assert_eq!(*cache.get(&robin()).unwrap().validator(), 1);
}

#[test]
fn a_removed_entry_is_not_inserted_again_when_its_index_is_built() {
    let cache = RecordCache::new(MIB);
    let removed = entry("Keeps three bees", None);
    cache.insert(robin(), removed.clone());
    cache.remove(&robin());
    cache.build_index(&robin(), &removed);
    assert!(removed.indexed().is_indexed());
    assert!(cache.get(&robin()).is_none());
}

#[test]
fn the_index_of_a_replaced_entry_does_not_replace_the_newer_one() {
    let cache = RecordCache::new(MIB);
    let old = entry("Keeps three bees", None);
    let new = entry("Keeps four bees", Some(&old));
    cache.insert(robin(), old.clone());
    cache.insert(robin(), new.clone());
    cache.build_index(&robin(), &old);
    let cached = cache.get(&robin()).unwrap();
    assert!(Arc::ptr_eq(cached.indexed(), new.indexed()));
}

#[test]
fn the_index_of_an_entry_that_is_not_cached_is_not_built_ahead() {
    let cache = RecordCache::new(MIB);
    let entry = entry("Keeps three bees", None);
    cache.build_index_if_cached(&robin(), &entry);
    assert!(!entry.indexed().is_indexed());
}

#[test]
fn a_record_that_is_larger_than_the_cache_is_not_cached() {
    let cache = RecordCache::new(MIB);
    cache.insert(robin(), entry(&"bees ".repeat(1 << 18), None));
    assert_eq!(cache.size_in_bytes(), 0);
}

#[test]
fn entries_are_removed_by_scope_and_validator() {
    let cache = RecordCache::new(MIB);
    let sam = Scope::for_caller(CallerId::parse("+12025550144", None).unwrap());
    for scope in [robin(), sam.clone()] {
        cache.insert(scope, entry("Keeps three bees", None));
    }
    cache.retain(|scope, validator| *scope != robin() && *validator == 1);
    assert!(cache.get(&robin()).is_none());
    assert!(cache.get(&sam).is_some());
    cache.retain(|_, validator| *validator != 1);
    assert_eq!(cache.size_in_bytes(), 0);
}
