use memories_domain::{
    Memory, MemoryId, MemoryKind, Neighbours, ProfileKey, ProfileValue, Speaker,
};

use super::*;

fn memory(text: &str, kind: MemoryKind) -> Memory {
    Memory {
        id: MemoryId::generate(),
        text: text.into(),
        kind,
        created_at: Timestamp::UNIX_EPOCH,
        updated_at: Timestamp::UNIX_EPOCH,
        expires_at: None,
        source: None,
        reinforced: 0,
    }
}

fn known() -> IndexedRecord {
    let said = MemoryKind::Semantic {
        speaker: Some(Speaker::Caller),
        context: Neighbours {
            before: Some("Where did you spend your holidays?".into()),
            ..Neighbours::default()
        },
    };
    let city = MemoryKind::Profile {
        key: ProfileKey::parse("home_city").unwrap(),
        value: ProfileValue::Text("Porto".into()),
    };
    IndexedRecord::new(Arc::new(CallerRecord {
        memories: vec![
            memory("In Lisbon, near the river.", said),
            memory("Porto", city),
        ],
        ..CallerRecord::default()
    }))
}

fn best(query: &str) -> Option<String> {
    let found = known().search(query, Timestamp::UNIX_EPOCH, 1);
    Some(found.first()?.memory.text.as_str().to_owned())
}

#[test]
fn a_memory_is_found_by_its_words_and_by_what_was_said_before_it() {
    assert_eq!(best("river").as_deref(), Some("In Lisbon, near the river."));
    assert_eq!(
        best("holidays").as_deref(),
        Some("In Lisbon, near the river.")
    );
    assert_eq!(best("submarine"), None);
}

#[test]
fn a_profile_fact_is_found_by_its_name() {
    assert_eq!(best("home city").as_deref(), Some("Porto"));
}

#[test]
fn the_index_is_built_once_and_counted() {
    let known = known();
    let without = known.size_in_bytes();
    assert!(!known.is_prepared());
    known.prepare();
    assert!(known.is_prepared());
    assert!(known.size_in_bytes() > without);
}
