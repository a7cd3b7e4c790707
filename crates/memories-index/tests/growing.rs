//! What is known later finds what it would find had nothing been known before.
#![expect(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test may panic"
)]

use std::sync::Arc;

use jiff::{Timestamp, ToSpan};
use memories_domain::{
    CallerRecord, ConversationId, Memory, MemoryId, MemoryKind, Neighbours, PrivateText,
    ProfileKey, ProfileValue, Source, Speaker, Subject,
};
use memories_index::{
    EmbeddingMap, IndexedRecord, SearchQuery, TextDigest, TokenEmbeddings, texts,
};
use proptest::{collection::vec, option, prelude::*};

/// What a call, or an operator, does to what is known.
#[derive(Debug, Clone)]
enum Change {
    Said(Said),
    /// A fact by the number of its name, and its value.
    Fact(usize, String),
    /// The n-th memory is heard again.
    HeardAgain(usize),
    Deleted(usize),
    /// A call that is learned late: it was before the n-th memory.
    SaidBefore(usize, Said),
}

#[derive(Debug, Clone)]
struct Said {
    text: String,
    before: Option<String>,
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

fn any_said() -> impl Strategy<Value = Said> {
    let speaker = option::of(prop_oneof![Just(Speaker::Caller), Just(Speaker::Agent)]);
    let language = option::of(prop_oneof![Just("en"), Just("es"), Just("de")]);
    (any_words(), option::of(any_words()), speaker, language).prop_map(
        |(text, before, speaker, language)| Said {
            text,
            before,
            speaker,
            language,
        },
    )
}

fn any_change() -> impl Strategy<Value = Change> {
    prop_oneof![
        6 => any_said().prop_map(Change::Said),
        3 => (0..FACTS.len(), any_words()).prop_map(|(fact, value)| Change::Fact(fact, value)),
        3 => (0_usize..20).prop_map(Change::HeardAgain),
        1 => (0_usize..20).prop_map(Change::Deleted),
        1 => (0_usize..20, any_said()).prop_map(|(at, said)| Change::SaidBefore(at, said)),
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
            conversation_id: ConversationId::parse("conv_1").unwrap(),
            agent_id: None,
            started_at: at,
            duration_secs: 60,
            language: language.map(str::to_owned),
        }),
        reinforced: 0,
    }
}

fn heard(said: &Said, at: Timestamp) -> Memory {
    let kind = match said.speaker {
        None => MemoryKind::Factual {
            subject: Subject::Agent,
        },
        speaker => MemoryKind::Semantic {
            speaker,
            context: Neighbours {
                before: said.before.as_deref().map(PrivateText::from),
                ..Neighbours::default()
            },
        },
    };
    memory(&said.text, kind, at, said.language)
}

fn apply(change: &Change, memories: &mut Vec<Memory>, at: Timestamp) {
    match change {
        Change::Said(said) => memories.push(heard(said, at)),
        Change::SaidBefore(position, said) => {
            memories.insert(*position.min(&memories.len()), heard(said, EPOCH));
        }
        Change::Fact(fact, value) => {
            let key = ProfileKey::parse(FACTS[*fact]).unwrap();
            let kind = MemoryKind::Profile {
                key: key.clone(),
                value: ProfileValue::Text(value.as_str().into()),
            };
            let is_it = |known: &&mut Memory| matches!(&known.kind, MemoryKind::Profile { key: it, .. } if *it == key);
            match memories.iter_mut().find(is_it) {
                Some(known) => {
                    known.kind = kind;
                    known.text = value.as_str().into();
                    known.updated_at = at;
                }
                None => memories.push(memory(value, kind, at, None)),
            }
        }
        Change::HeardAgain(position) => {
            if let Some(known) = memories.get_mut(*position) {
                known.updated_at = at;
                known.reinforced += 1;
            }
        }
        Change::Deleted(position) => {
            if *position < memories.len() {
                memories.remove(*position);
            }
        }
    }
}

/// What words mean, by a model of eight dimensions that knows their first byte.
fn meaning(text: &str) -> TokenEmbeddings {
    let start = |word: &str| word.as_ptr() as usize - text.as_ptr() as usize;
    let vector = |word: &str| -> Vec<f32> {
        let byte = word.bytes().next().unwrap_or_default();
        (0..8).map(|bit| f32::from(byte >> bit & 1) - 0.5).collect()
    };
    let words: Vec<&str> = text.split_whitespace().collect();
    let vectors: Vec<Vec<f32>> = words.iter().map(|word| vector(word)).collect();
    let tokens = words.iter().zip(&vectors);
    let token = |(word, vector): (&&str, _)| (start(word)..start(word) + word.len(), vector);
    let tokens = tokens.map(|(word, vector)| token((word, &vector[..])));
    TokenEmbeddings::new(8, tokens)
}

/// What the texts mean whose digests are below a bound: all at 256.
fn meanings(memories: &[Memory], below: u16) -> EmbeddingMap {
    let is_known = |text: &&str| u16::from(TextDigest::of(text).as_bytes()[0]) < below;
    let known = texts(memories).filter(is_known);
    let signs = |text: &str| Arc::clone(meaning(text).embeddings());
    known
        .map(|text| (TextDigest::of(text), signs(text)))
        .collect()
}

fn assert_same(grown: &IndexedRecord, query: &str, now: Timestamp) -> Result<(), TestCaseError> {
    let fresh =
        IndexedRecord::new(Arc::clone(grown.record())).with_meanings(grown.meanings().clone());
    let meaning = meaning(query);
    let query = SearchQuery::with_meaning(query, Some(&meaning));
    let all = grown.record().memories.len();
    prop_assert_eq!(grown.search(query, now, all), fresh.search(query, now, all));
    for Memory { id, .. } in &grown.record().memories {
        prop_assert_eq!(grown.explain(query, now, id), fresh.explain(query, now, id));
    }
    Ok(())
}

proptest! {
    #[test]
    fn whatever_calls_teach_what_has_grown_answers_as_if_new(
        calls in vec((vec(any_change(), 0..8), any::<bool>(), 0_u16..=256), 1..8),
        query in any_words(),
    ) {
        let mut memories = Vec::new();
        let mut known = IndexedRecord::new(Arc::default());
        for (day, (changes, is_asked, known_below)) in (0_i64..).zip(calls) {
            let at = EPOCH + (24 * day).hours();
            for change in &changes {
                apply(change, &mut memories, at);
            }
            known = known.followed_by(Arc::new(CallerRecord {
                memories: memories.clone(),
                ..CallerRecord::default()
            }));
            known = known.with_meanings(meanings(&memories, known_below));
            // Nobody may ask before the next call; then two calls are caught up with.
            if is_asked {
                assert_same(&known, &query, at)?;
            }
        }
        assert_same(&known, &query, EPOCH)?;
    }
}

#[test]
fn what_follows_holds_what_was_before_only_until_it_is_prepared() {
    let text = "the boat on the lake ".repeat(50);
    let said = Said {
        text,
        before: None,
        speaker: Some(Speaker::Caller),
        language: None,
    };
    let memories = vec![heard(&said, EPOCH)];
    let record = Arc::new(CallerRecord {
        memories,
        ..CallerRecord::default()
    });
    let known = IndexedRecord::new(Arc::clone(&record));
    known.prepare();
    let next = known.followed_by(Arc::clone(&record));
    let holding_both = next.size_in_bytes();
    drop(known);
    assert_eq!(Arc::strong_count(&record), 3);
    next.prepare();
    assert_eq!(Arc::strong_count(&record), 2);
    assert!(next.size_in_bytes() < holding_both);
}

#[test]
fn what_texts_mean_is_held_once_and_counted() {
    let said = Said {
        text: "the boat on the lake ".repeat(100),
        before: None,
        speaker: Some(Speaker::Caller),
        language: None,
    };
    let record = Arc::new(CallerRecord {
        memories: vec![heard(&said, EPOCH)],
        ..CallerRecord::default()
    });
    let meanings = || meanings(&record.memories, 256);
    let bytes = meanings().of(&said.text).unwrap().size_in_bytes();
    let plain = IndexedRecord::new(Arc::clone(&record));
    let known = IndexedRecord::new(Arc::clone(&record)).with_meanings(meanings());
    for known in [&plain, &known] {
        known.prepare();
    }
    let more = known.size_in_bytes() - plain.size_in_bytes();
    assert!((bytes..2 * bytes).contains(&more), "{more} for {bytes}");
    let next = known.followed_by(record.clone()).with_meanings(meanings());
    let (kept, taken_over) = (
        known.meanings().of(&said.text),
        next.meanings().of(&said.text),
    );
    assert!(Arc::ptr_eq(kept.unwrap(), taken_over.unwrap()));
}
