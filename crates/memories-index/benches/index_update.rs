//! Indexing a record after a call: updating the previous index or building a new one, by the
//! number of memories before the call.

#![allow(clippy::unwrap_used, reason = "a benchmark fails by panicking")]
#![allow(missing_docs, reason = "criterion's macro makes a public function")]

use std::sync::Arc;

use criterion::{BatchSize, BenchmarkId, Criterion, criterion_group, criterion_main};
use jiff::Timestamp;
use memories_domain::{
    Annotations, CallHistory, CallerRecord, Memory, MemoryId, MemoryKind, Neighbours, ProfileKey,
    ProfileValue, Speaker,
};
use memories_index::IndexedRecord;

const SIZES: [usize; 3] = [100, 1_000, 10_000];
/// Turns that one call adds.
const TURNS: usize = 20;
/// Profile facts, of which the call changes every other one.
const FACTS: usize = 6;

/// A sentence of sixteen words that differs with `seed`.
fn sentence(seed: usize) -> String {
    const SYLLABLES: [&str; 16] = [
        "ba", "cor", "den", "fi", "gra", "hol", "ken", "li", "mar", "no", "pel", "qui", "ra",
        "sto", "ti", "un",
    ];
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut syllable = |below: usize| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        SYLLABLES
            .get((state >> 40) % below)
            .copied()
            .unwrap_or_default()
    };
    let mut word = |n: usize| [syllable(4 + n % 13), syllable(4 + n % 13), syllable(16)].concat();
    (0..16).map(&mut word).collect::<Vec<_>>().join(" ")
}

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

fn fact(n: usize, value: &str) -> Memory {
    let kind = MemoryKind::Profile {
        key: ProfileKey::parse(&format!("fact_{n}")).unwrap(),
        value: ProfileValue::Text(value.into()),
    };
    memory(value, kind)
}

fn turn(n: usize) -> Memory {
    let neighbour = |n: usize| Some(sentence(n).as_str().into());
    let neighbours = Neighbours {
        prev: n.checked_sub(1).and_then(neighbour),
        prev2: n.checked_sub(2).and_then(neighbour),
        next: neighbour(n + 1),
    };
    let speaker = Some(Speaker::Caller);
    memory(
        &sentence(n),
        MemoryKind::Semantic {
            speaker,
            neighbours,
        },
    )
}

fn record(memories: Vec<Memory>) -> Arc<CallerRecord> {
    Arc::new(CallerRecord::new(memories, CallHistory::default()))
}

fn bench(criterion: &mut Criterion) {
    for size in SIZES {
        let facts = (0..FACTS).map(|n| fact(n, &sentence(n)));
        let memories: Vec<Memory> = facts.chain((0..size).map(turn)).collect();
        let before = IndexedRecord::new(record(memories.clone()));
        before.build_index();
        let mut memories = memories;
        for (n, memory) in memories.iter_mut().take(FACTS).enumerate().step_by(2) {
            let id = memory.id.clone();
            *memory = Memory {
                id,
                ..fact(n, &sentence(7 + n))
            };
        }
        memories.extend((size..size + TURNS).map(turn));
        let after = record(memories);
        let mut group = criterion.benchmark_group("index after a call");
        for (name, previous) in [("update", Some(&before)), ("build", None)] {
            let next = || match previous {
                Some(previous) => previous.update(Arc::clone(&after)),
                None => IndexedRecord::new(Arc::clone(&after)),
            };
            group.bench_function(BenchmarkId::new(name, size), |bencher| {
                let build_index = |next: IndexedRecord| {
                    next.build_index();
                    next
                };
                bencher.iter_batched(next, build_index, BatchSize::LargeInput);
            });
        }
    }
}

criterion_group!(benches, bench);
criterion_main!(benches);
