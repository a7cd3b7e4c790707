//! Loading and searching a caller with 1,000 memories, and enqueueing many events at once.

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
    Annotations, Call, CallOutcome, CallerId, ConversationId, Memory, MemoryId, MemoryKind,
    Neighbours, Platform, Scope, Speaker,
    ports::{EventContent, EventKey, EventSink, MemoryAdmin, MemoryReader, NewEvent, ScopedCall},
};
use memories_index::{EmbeddingModel, ModelId, TokenEmbeddings};
use memories_store_sqlite::{Options, RankingMode, SqliteStore};
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
                neighbours: Neighbours {
                    prev: Some(sentence(number + 1).into()),
                    prev2: None,
                    next: None,
                },
            },
            created_at: Timestamp::UNIX_EPOCH,
            updated_at: Timestamp::UNIX_EPOCH,
            expires_at: None,
            source: None,
            confirmations: 0,
            annotations: Annotations::default(),
        })
        .collect()
}

/// Embeds each word as the same vector of 384 dimensions, in no time.
struct ConstantModel;

impl EmbeddingModel for ConstantModel {
    fn id(&self) -> ModelId {
        ModelId::from_bytes([1; 16])
    }

    fn dimensions(&self) -> usize {
        384
    }

    fn encode(&self, texts: &[&str]) -> Vec<TokenEmbeddings> {
        let vector = [1.0; 384];
        let token = |start| (start..start + 1, &vector[..]);
        let embed =
            |text: &&str| TokenEmbeddings::new(384, (0..text.split(' ').count()).map(token));
        texts.iter().map(embed).collect()
    }
}

fn wait_until_embedded(directory: &TempDir) {
    let database = Connection::open(directory.path().join("agentic-memories.db")).unwrap();
    let incomplete = "SELECT count(*) FROM partitions WHERE embedded_revision IS NOT revision";
    let start = Instant::now();
    while database
        .query_row(incomplete, [], |row| row.get::<_, i64>(0))
        .unwrap()
        > 0
    {
        assert!(
            start.elapsed() < Duration::from_mins(1),
            "the memories are not embedded"
        );
    }
}

fn store(
    runtime: &Runtime,
    index_cache_bytes: u64,
    ranking: RankingMode,
) -> (TempDir, SqliteStore, Scope) {
    let directory = tempfile::tempdir().unwrap();
    let options = Options {
        index_cache_bytes,
        ranking,
        ..Options::default()
    };
    let store = SqliteStore::open(directory.path(), options).unwrap();
    let scope = scope();
    let imported = runtime.block_on(store.import(&scope, memories())).unwrap();
    assert_eq!(imported, MEMORIES as usize);
    (directory, store, scope)
}

fn reading(criterion: &mut Criterion) {
    let runtime = Runtime::new().unwrap();
    let query = "when does the engineer come for the whistling boiler";
    let semantic = RankingMode::Semantic(Arc::new(ConstantModel));
    for (case, cache, ranking) in [
        ("cold", 0, RankingMode::Keyword),
        ("warm", 256 << 20, RankingMode::Keyword),
        ("semantic, cold", 0, semantic.clone()),
        ("semantic, warm", 256 << 20, semantic),
    ] {
        let is_semantic = matches!(ranking, RankingMode::Semantic(_));
        let (directory, store, scope) = store(&runtime, cache, ranking);
        if is_semantic {
            wait_until_embedded(&directory);
        }
        criterion.bench_function(&format!("load 1000 memories, {case}"), |bencher| {
            bencher.iter(|| black_box(runtime.block_on(store.load(&scope)).unwrap()));
        });
        criterion.bench_function(&format!("search 1000 memories, {case}"), |bencher| {
            bencher.iter(|| black_box(runtime.block_on(store.search(&scope, query, 3)).unwrap()));
        });
        runtime.block_on(store.shutdown());
    }
}

fn enqueueing(criterion: &mut Criterion) {
    let runtime = Runtime::new().unwrap();
    let directory = tempfile::tempdir().unwrap();
    let store = SqliteStore::open(directory.path(), Options::default()).unwrap();
    let mut group = criterion.benchmark_group("inbox");
    group.throughput(Throughput::Elements(CLIENTS));
    let mut batch = 0_u64;
    group.bench_function("enqueue 64 events of 8 KiB at once", |bencher| {
        bencher.iter_batched(
            || {
                batch += 1;
                (0..CLIENTS).map(|client| event(batch, client)).collect()
            },
            |events: Vec<NewEvent>| {
                let enqueued = events.into_iter().map(|event| {
                    let store = store.clone();
                    async move { store.enqueue(event).await.unwrap() }
                });
                black_box(runtime.block_on(join_all(enqueued.map(|future| runtime.spawn(future)))))
            },
            BatchSize::PerIteration,
        );
    });
    group.finish();
    runtime.block_on(store.shutdown());
}

fn event(batch: u64, client: u64) -> NewEvent {
    let conversation = format!("conv_{batch}_{client}");
    let call = Call {
        conversation_id: ConversationId::new(Platform::ElevenLabs, &conversation).unwrap(),
        agent_id: None,
        started_at: Timestamp::UNIX_EPOCH,
        duration_secs: 60,
        language: None,
        time_zone: None,
        outcome: CallOutcome::Answered,
        caller_spoke: true,
        turns: Vec::new(),
        summary: Some("x".repeat(8 << 10).into()),
        title: None,
        evaluations: Vec::new(),
        collected: Vec::new(),
        injected_context: Vec::new(),
        machine_answered: false,
    };
    let scope = scope();
    NewEvent {
        key: EventKey {
            project: scope.project.clone(),
            platform: Platform::ElevenLabs,
            conversation,
            event_type: "post_call_transcription".to_owned(),
            body_sha256: "0".repeat(64),
        },
        carrier_call: None,
        received_at: Timestamp::UNIX_EPOCH,
        content: EventContent::Call(Box::new(ScopedCall {
            scope,
            called_from: None,
            call,
        })),
    }
}

fn scope() -> Scope {
    Scope::for_caller(CallerId::parse("+12025550143", None).unwrap())
}

criterion_group!(benches, reading, enqueueing);
criterion_main!(benches);
