use memories_domain::{
    Annotations, CallHistory, Memory, MemoryId, MemoryKind, Neighbours, ProfileKey, ProfileValue,
    Speaker, Subject,
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
        confirmations: 0,
        annotations: Annotations::default(),
    }
}

fn indexed() -> IndexedRecord {
    let turn = MemoryKind::Semantic {
        speaker: Some(Speaker::Caller),
        neighbours: Neighbours {
            prev: Some("Where did you spend your holidays?".into()),
            ..Neighbours::default()
        },
    };
    let city = MemoryKind::Profile {
        key: ProfileKey::parse("home_city").unwrap(),
        value: ProfileValue::Text("Porto".into()),
    };
    IndexedRecord::new(Arc::new(CallerRecord::new(
        vec![
            memory("In Lisbon, near the river.", turn),
            memory("Porto", city),
        ],
        CallHistory::default(),
    )))
}

fn best_match(query: &str) -> Option<String> {
    let results = indexed().search(query, Timestamp::UNIX_EPOCH, 1);
    Some(results.first()?.memory.text.as_str().to_owned())
}

#[test]
fn a_memory_is_found_by_its_words_and_by_the_turn_before_it() {
    assert_eq!(
        best_match("river").as_deref(),
        Some("In Lisbon, near the river.")
    );
    assert_eq!(
        best_match("holidays").as_deref(),
        Some("In Lisbon, near the river.")
    );
    assert_eq!(best_match("submarine"), None);
}

#[test]
fn a_profile_fact_is_found_by_its_name() {
    assert_eq!(best_match("home city").as_deref(), Some("Porto"));
}

#[test]
fn a_label_of_a_removed_value_is_no_word_of_the_caller() {
    let turn = MemoryKind::Semantic {
        speaker: Some(Speaker::Caller),
        neighbours: Neighbours {
            prev: Some("[passport number removed]".into()),
            ..Neighbours::default()
        },
    };
    let indexed = IndexedRecord::new(Arc::new(CallerRecord::new(
        vec![
            memory("Take it from [bank account removed], please.", turn.clone()),
            memory("Use the side gate.", turn),
        ],
        CallHistory::default(),
    )));
    for query in ["bank account", "removed", "passport number"] {
        let found = indexed.search(query, Timestamp::UNIX_EPOCH, 3);
        assert!(found.is_empty(), "{query}");
    }
}

#[test]
fn the_index_is_built_once_and_counts_towards_the_size() {
    let indexed = indexed();
    let without_index = indexed.size_in_bytes();
    assert!(!indexed.is_indexed());
    indexed.build_index();
    assert!(indexed.is_indexed());
    assert!(indexed.size_in_bytes() > without_index);
}

#[test]
fn the_parts_of_a_score_add_up_to_its_log_odds() {
    let indexed = indexed();
    let now = Timestamp::UNIX_EPOCH;
    let explained = indexed.explain("the river in Lisbon", now, 3);
    let results = indexed.search("the river in Lisbon", now, 3);
    assert_eq!(explained.len(), results.len());
    let ExplainedMemory {
        memory,
        explanation,
    } = explained.first().unwrap();
    assert_eq!(*memory, results.first().unwrap().memory);
    let score = explanation.score;
    let log_odds = (score / (1.0 - score)).ln();
    let features: f32 = explanation.features.iter().map(|part| part.log_odds).sum();
    assert!((explanation.intercept + features - log_odds).abs() < 1e-3);
    let bm25f = explanation
        .features
        .iter()
        .find(|part| part.feature == "bm25f");
    let terms: f32 = explanation.terms.iter().map(|part| part.log_odds).sum();
    assert!((bm25f.unwrap().log_odds - terms).abs() < 1e-3);
}

#[test]
fn an_expired_memory_is_not_found_and_takes_no_place_of_another() {
    let expiring = |text: &str, seconds: i64| Memory {
        expires_at: Some(Timestamp::from_second(seconds).unwrap()),
        ..memory(
            text,
            MemoryKind::Factual {
                subject: Subject::Caller,
            },
        )
    };
    let indexed = IndexedRecord::new(Arc::new(CallerRecord::new(
        vec![
            expiring("Keeps three bees", 10),
            expiring("Used to keep bees in a hive by the river", 20),
        ],
        CallHistory::default(),
    )));
    let found_at = |seconds| {
        let now = Timestamp::from_second(seconds).unwrap();
        let results = indexed.search("three bees", now, 1);
        let explained = indexed.explain("three bees", now, 1);
        let texts = results.iter().map(|result| &result.memory);
        assert!(texts.eq(explained.iter().map(|result| &result.memory)));
        let first = results.into_iter().next()?;
        Some(first.memory.text.as_str().to_owned())
    };
    assert_eq!(found_at(10).as_deref(), Some("Keeps three bees"));
    assert_eq!(
        found_at(11).as_deref(),
        Some("Used to keep bees in a hive by the river")
    );
    assert_eq!(found_at(21), None);
}
