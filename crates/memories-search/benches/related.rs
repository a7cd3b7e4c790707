//! Looking up related words, and checking the shipped table.

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use memories_search::related::Table;

fn bench(criterion: &mut Criterion) {
    let table = Table::shipped();
    for (kind, word) in [
        ("a word of the table", "allergic"),
        ("a form that only its stem finds", "plumbers"),
        ("an unknown word", "xylomancer"),
    ] {
        criterion
            .benchmark_group("related")
            .bench_function(kind, |bencher| {
                bencher.iter(|| table.related(black_box(word)).count());
            });
    }
    criterion.bench_function("parse the shipped table", |bencher| {
        bencher.iter(|| Table::parse(black_box(SHIPPED)).is_ok());
    });
}

static SHIPPED: &[u8] = include_bytes!("../data/related-words.en.bin");

criterion_group!(benches, bench);
criterion_main!(benches);
