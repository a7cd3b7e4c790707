//! The three calls on SQLite: a caller with 1,000 memories, and many hang-ups at once.

#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a benchmark fails by panicking"
)]
#![allow(missing_docs, reason = "criterion's macro makes a public function")]

use std::{
    hint::black_box,
    sync::Arc,
    time::{Duration, Instant},
};

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use futures::future::join_all;
use jiff::Timestamp;
use memories_domain::{
    CallerId, EventKey, EventSink, IncomingEvent, Memory, MemoryAdmin, MemoryId, MemoryKind,
    MemoryStore, Neighbours, Scope, Speaker,
};
use memories_index::{EmbeddingModel, ModelId, TokenEmbeddings};
use memories_store_sqlite::{Options, Ranker, SqliteStore};
use rusqlite::Connection;
use tempfile::TempDir;
use tokio::runtime::Runtime;

const MEMORIES: u32 = 1_000;
const CLIENTS: u64 = 64;
const WORDS: [&str; 16] = [
    "boiler",
    "Thursday",
    "invoice",
    "kitchen",
    "whistling",
    "engineer",
    "garden",
    "Lisbon",
    "parcel",
    "morning",
    "contract",
    "daughter",
    "password",
    "window",
    "insurance",
    "bicycle",
];

/// A sentence of twenty words that differs with `seed`.
fn sentence(seed: u32) -> String {
    let mut state = seed.wrapping_mul(2_654_435_761).wrapping_add(1);
    let mut words = vec![format!("Note {seed}:")];
    for _ in 0..20 {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        words.push(WORDS[(state >> 28) as usize].to_owned());
    }
    words.join(" ")
}

fn memories() -> Vec<Memory> {
    (0..MEMORIES)
        .map(|number| Memory {
            id: MemoryId::generate(),
            text: sentence(number).into(),
            kind: MemoryKind::Semantic {
                speaker: Some(Speaker::Caller),
                context: Neighbours {
                    before: Some(sentence(number + 1).into()),
                    prev2: None,
                    after: None,
                },
            },
            created_at: Timestamp::UNIX_EPOCH,
            updated_at: Timestamp::UNIX_EPOCH,
            expires_at: None,
            source: None,
            reinforced: 0,
        })
        .collect()
}

/// Gives each word of a text the same vector of 384 numbers, at once.
struct Instantly;

impl EmbeddingModel for Instantly {
    fn id(&self) -> ModelId {
        ModelId::from_bytes([1; 16])
    }

    fn dimensions(&self) -> usize {
        384
    }

    fn encode(&self, texts: &[&str]) -> Vec<TokenEmbeddings> {
        let vector = [1.0; 384];
        let word = |start| (start..start + 1, &vector[..]);
        let meaning =
            |text: &&str| TokenEmbeddings::new(384, (0..text.split(' ').count()).map(word));
        texts.iter().map(meaning).collect()
    }
}

fn wait_until_all_is_read(directory: &TempDir) {
    let database = Connection::open(directory.path().join("agentic-memories.db")).unwrap();
    let lacking = "SELECT count(*) FROM owners WHERE signed_revision IS NOT revision";
    let began = Instant::now();
    while database
        .query_row(lacking, [], |row| row.get::<_, i64>(0))
        .unwrap()
        > 0
    {
        assert!(began.elapsed() < Duration::from_mins(1), "nothing is read");
    }
}

fn store(
    runtime: &Runtime,
    index_cache_bytes: u64,
    ranker: Ranker,
) -> (TempDir, SqliteStore, Scope) {
    let directory = tempfile::tempdir().unwrap();
    let options = Options {
        index_cache_bytes,
        ranker,
        ..Options::default()
    };
    let store = SqliteStore::open(directory.path(), options).unwrap();
    let scope = Scope {
        caller: CallerId::parse("+12025550143", None).unwrap(),
        agent: None,
    };
    let imported = runtime.block_on(store.import(&scope, memories())).unwrap();
    assert_eq!(imported, MEMORIES as usize);
    (directory, store, scope)
}

fn reading(criterion: &mut Criterion) {
    let runtime = Runtime::new().unwrap();
    let query = "when does the engineer come for the whistling boiler";
    let by_meaning = Ranker::Meanings(Arc::new(Instantly));
    for (temperature, cache, ranker) in [
        ("cold", 0, Ranker::Words),
        ("warm", 256 << 20, Ranker::Words),
        ("by meaning, cold", 0, by_meaning.clone()),
        ("by meaning, warm", 256 << 20, by_meaning),
    ] {
        let by_words = matches!(ranker, Ranker::Words);
        let (directory, store, scope) = store(&runtime, cache, ranker);
        if !by_words {
            wait_until_all_is_read(&directory);
        }
        criterion.bench_function(&format!("recall 1000 memories, {temperature}"), |bencher| {
            bencher.iter(|| black_box(runtime.block_on(store.recall(&scope)).unwrap()));
        });
        criterion.bench_function(&format!("search 1000 memories, {temperature}"), |bencher| {
            bencher.iter(|| black_box(runtime.block_on(store.search(&scope, query, 3)).unwrap()));
        });
        runtime.block_on(store.shutdown());
    }
}

fn accepting(criterion: &mut Criterion) {
    let runtime = Runtime::new().unwrap();
    let directory = tempfile::tempdir().unwrap();
    let store = SqliteStore::open(directory.path(), Options::default()).unwrap();
    let mut group = criterion.benchmark_group("inbox");
    group.throughput(Throughput::Elements(CLIENTS));
    let mut batch = 0_u64;
    group.bench_function("accept 64 events of 8 KiB at once", |bencher| {
        bencher.iter_batched(
            || {
                batch += 1;
                (0..CLIENTS).map(|client| event(batch, client)).collect()
            },
            |events: Vec<IncomingEvent>| {
                let accepted = events.into_iter().map(|event| {
                    let store = store.clone();
                    async move { store.accept(event).await.unwrap() }
                });
                black_box(runtime.block_on(join_all(accepted.map(|future| runtime.spawn(future)))))
            },
            BatchSize::PerIteration,
        );
    });
    group.finish();
    runtime.block_on(store.shutdown());
}

fn event(batch: u64, client: u64) -> IncomingEvent {
    IncomingEvent {
        key: EventKey {
            conversation: format!("conv_{batch}_{client}"),
            event_type: "post_call_transcription".to_owned(),
        },
        caller: None,
        received_at: Timestamp::UNIX_EPOCH,
        body: vec![b'x'; 8 << 10].into(),
    }
}

criterion_group!(benches, reading, accepting);
criterion_main!(benches);
