//! A record that is updated step by step ranks like one that is indexed from scratch.

use std::sync::Arc;

use jiff::{Timestamp, ToSpan};
use memories_domain::{
    Annotations, CallHistory, CallerRecord, ConversationId, Memory, MemoryId, MemoryKind,
    Neighbours, Platform, PrivateText, ProfileKey, ProfileValue, Source, Speaker, Subject,
};
use memories_embedding::TokenEmbeddings;
use proptest::{collection::vec, option, prelude::*};

use crate::{EmbeddingMap, IndexedRecord, SearchQuery, TextDigest, embeddable_texts};

/// A change of a record by a call or an operator.
#[derive(Debug, Clone)]
enum Change {
    Append(Statement),
    /// Sets a profile fact: the position of its name in `FACTS`, and its value.
    SetFact(usize, String),
    Confirm(usize),
    Delete(usize),
    /// A call that is ingested late.
    InsertAt(usize, Statement),
}

#[derive(Debug, Clone)]
struct Statement {
    text: String,
    prev: Option<String>,
    speaker: Option<Speaker>,
    language: Option<&'static str>,
}

const FACTS: [&str; 4] = ["first_name", "home_city", "last_visit", "dog_name"];
const EPOCH: Timestamp = Timestamp::UNIX_EPOCH;

fn any_words() -> impl Strategy<Value = String> {
    let word =
        "boat|boats|ship|lake|tea|Robin|Sam|Porto|casa|casas|Haus|today|Monday|two|what|son|7";
    vec(word, 0..7).prop_map(|words| words.join(" "))
}

fn any_statement() -> impl Strategy<Value = Statement> {
    let speaker = option::of(prop_oneof![Just(Speaker::Caller), Just(Speaker::Agent)]);
    let language = option::of(prop_oneof![Just("en"), Just("es"), Just("de")]);
    (any_words(), option::of(any_words()), speaker, language).prop_map(
        |(text, prev, speaker, language)| Statement {
            text,
            prev,
            speaker,
            language,
        },
    )
}

fn any_change() -> impl Strategy<Value = Change> {
    prop_oneof![
        6 => any_statement().prop_map(Change::Append),
        3 => (0..FACTS.len(), any_words()).prop_map(|(fact, value)| Change::SetFact(fact, value)),
        3 => (0_usize..20).prop_map(Change::Confirm),
        1 => (0_usize..20).prop_map(Change::Delete),
        1 => (0_usize..20, any_statement()).prop_map(|(at, statement)| Change::InsertAt(at, statement)),
    ]
}

fn memory(text: &str, kind: MemoryKind, at: Timestamp, language: Option<&str>) -> Memory {
    Memory {
        id: MemoryId::generate(),
        text: text.into(),
        kind,
        created_at: at,
        updated_at: at,
        expires_at: None,
        source: Some(Source {
            conversation_id: ConversationId::new(Platform::ElevenLabs, "conv_1").unwrap(),
            agent_id: None,
            started_at: at,
            duration_secs: 60,
            language: language.map(str::to_owned),
        }),
        confirmations: 0,
        annotations: Annotations::default(),
    }
}

fn statement_memory(statement: &Statement, at: Timestamp) -> Memory {
    let kind = match statement.speaker {
        None => MemoryKind::Factual {
            subject: Subject::Agent,
        },
        speaker => MemoryKind::Semantic {
            speaker,
            neighbours: Neighbours {
                prev: statement.prev.as_deref().map(PrivateText::from),
                ..Neighbours::default()
            },
        },
    };
    memory(&statement.text, kind, at, statement.language)
}

fn apply(change: &Change, memories: &mut Vec<Memory>, at: Timestamp) {
    match change {
        Change::Append(statement) => memories.push(statement_memory(statement, at)),
        Change::InsertAt(position, statement) => {
            memories.insert(
                *position.min(&memories.len()),
                statement_memory(statement, EPOCH),
            );
        }
        Change::SetFact(fact, value) => {
            let key = ProfileKey::parse(FACTS[*fact]).unwrap();
            let kind = MemoryKind::Profile {
                key: key.clone(),
                value: ProfileValue::Text(value.as_str().into()),
            };
            let has_key = |memory: &&mut Memory| matches!(&memory.kind, MemoryKind::Profile { key: other, .. } if *other == key);
            match memories.iter_mut().find(has_key) {
                Some(memory) => {
                    memory.kind = kind;
                    memory.text = value.as_str().into();
                    memory.updated_at = at;
                }
                None => memories.push(memory(value, kind, at, None)),
            }
        }
        Change::Confirm(position) => {
            if let Some(memory) = memories.get_mut(*position) {
                memory.updated_at = at;
                memory.confirmations += 1;
            }
        }
        Change::Delete(position) => {
            if *position < memories.len() {
                memories.remove(*position);
            }
        }
    }
}

/// The embedding by a model of eight dimensions that encodes the first byte of each word.
fn embedding(text: &str) -> TokenEmbeddings {
    let vector = |word: &str| -> Vec<f32> {
        let byte = word.bytes().next().unwrap_or_default();
        (0..8).map(|bit| f32::from(byte >> bit & 1) - 0.5).collect()
    };
    let words: Vec<&str> = text.split_whitespace().collect();
    let vectors: Vec<Vec<f32>> = words.iter().map(|word| vector(word)).collect();
    let tokens = words.iter().zip(&vectors).map(|(word, vector)| {
        let start = word.as_ptr() as usize - text.as_ptr() as usize;
        (start..start + word.len(), &vector[..])
    });
    TokenEmbeddings::new(8, tokens)
}

/// The embeddings of the texts whose digest's first byte is below a bound: of all texts at 256.
fn embeddings(memories: &[Memory], bound: u16) -> EmbeddingMap {
    let texts = embeddable_texts(memories).map(|text| (TextDigest::new(text), text));
    texts
        .filter(|(digest, _)| u16::from(digest.as_bytes()[0]) < bound)
        .map(|(digest, text)| (digest, Arc::clone(embedding(text).embeddings())))
        .collect()
}

/// Asserts that an updated record ranks like a new one.
fn assert_ranks_like_new(
    updated: &IndexedRecord,
    query: &str,
    now: Timestamp,
) -> Result<(), TestCaseError> {
    let new = IndexedRecord::new(Arc::clone(updated.record()))
        .with_embeddings(updated.embeddings().clone());
    let embedding = embedding(query);
    let query = SearchQuery::new(query).with_embedding(Some(&embedding));
    let count = updated.record().memories.len();
    prop_assert_eq!(
        updated.search(query.clone(), now, count),
        new.search(query.clone(), now, count)
    );
    for position in 0..count {
        prop_assert_eq!(
            updated.explain_memory(&query, now, position),
            new.explain_memory(&query, now, position)
        );
    }
    Ok(())
}

proptest! {
    #[test]
    fn an_updated_index_ranks_like_a_new_one_whatever_changed(
        calls in vec((vec(any_change(), 0..8), any::<bool>(), 0_u16..=256), 1..8),
        query in any_words(),
    ) {
        let mut memories = Vec::new();
        let mut indexed = IndexedRecord::new(Arc::default());
        for (day, (changes, is_searched, digest_bound)) in (0_i64..).zip(calls) {
            let at = EPOCH + (24 * day).hours();
            for change in &changes {
                apply(change, &mut memories, at);
            }
            indexed = indexed.update(Arc::new(CallerRecord::new(memories.clone(), CallHistory::default())));
            indexed = indexed.with_embeddings(embeddings(&memories, digest_bound));
            // Without a search the next update covers two calls.
            if is_searched {
                assert_ranks_like_new(&indexed, &query, at)?;
            }
        }
        assert_ranks_like_new(&indexed, &query, EPOCH)?;
    }
}

#[test]
fn the_previous_state_is_held_until_the_index_is_built() {
    let statement = Statement {
        text: "the boat on the lake ".repeat(50),
        prev: None,
        speaker: Some(Speaker::Caller),
        language: None,
    };
    let record = Arc::new(CallerRecord::new(
        vec![statement_memory(&statement, EPOCH)],
        CallHistory::default(),
    ));
    let indexed = IndexedRecord::new(Arc::clone(&record));
    indexed.build_index();
    let updated = indexed.update(Arc::clone(&record));
    let bytes_of_both = updated.size_in_bytes();
    drop(indexed);
    assert_eq!(Arc::strong_count(&record), 3);
    updated.build_index();
    assert_eq!(Arc::strong_count(&record), 2);
    assert!(updated.size_in_bytes() < bytes_of_both);
}

#[test]
fn embeddings_are_counted_and_shared_with_the_previous_state() {
    let statement = Statement {
        text: "the boat on the lake ".repeat(100),
        prev: None,
        speaker: Some(Speaker::Caller),
        language: None,
    };
    let record = Arc::new(CallerRecord::new(
        vec![statement_memory(&statement, EPOCH)],
        CallHistory::default(),
    ));
    let embeddings = || embeddings(&record.memories, 256);
    let bytes = embeddings().get(&statement.text).unwrap().size_in_bytes();
    let plain = IndexedRecord::new(Arc::clone(&record));
    let embedded = IndexedRecord::new(Arc::clone(&record)).with_embeddings(embeddings());
    for indexed in [&plain, &embedded] {
        indexed.build_index();
    }
    let difference = embedded.size_in_bytes() - plain.size_in_bytes();
    assert!(
        (bytes..2 * bytes).contains(&difference),
        "{difference} for {bytes}"
    );
    let updated = embedded
        .update(record.clone())
        .with_embeddings(embeddings());
    let [before, after] =
        [&embedded, &updated].map(|indexed| indexed.embeddings().get(&statement.text).unwrap());
    assert!(Arc::ptr_eq(before, after));
}
