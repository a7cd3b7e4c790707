//! Synonym lookups, and validation of the bundled table.

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use memories_search::SynonymTable;

fn bench(criterion: &mut Criterion) {
    let table = SynonymTable::bundled();
    for (kind, word, stem) in [
        ("a word of the table", "allergic", "allerg"),
        ("a form found by its stem", "plumbers", "plumber"),
        ("an unknown word", "xylomancer", "xylomanc"),
    ] {
        criterion
            .benchmark_group("synonyms")
            .bench_function(kind, |bencher| {
                bencher.iter(|| table.synonyms(black_box(word), stem).count());
            });
    }
    criterion.bench_function("parse the bundled table", |bencher| {
        bencher.iter(|| SynonymTable::parse(black_box(BUNDLED)).is_ok());
    });
}

static BUNDLED: &[u8] = include_bytes!("../data/synonyms.en.bin");

criterion_group!(benches, bench);
criterion_main!(benches);
