//! Building, updating and searching an index, by number of documents.
#![expect(clippy::indexing_slicing, reason = "a bench may panic")]

use std::{hint::black_box, iter::repeat_with};

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use memories_embedding::TokenEmbeddings;
use memories_search::{Document, DocumentEmbeddings, Index, Query};

const SIZES: [usize; 3] = [100, 1_000, 10_000];
const WORDS_PER_TEXT: usize = 25;
const QUERIES: usize = 64;
/// As all-MiniLM-L6-v2.
const DIMENSIONS: usize = 384;
/// Documents that one call adds.
const CALL: usize = 20;

/// Marsaglia's xorshift64, so that every run has the same texts.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap_or_default() % bound
    }

    /// Of about 8,000 words with a skewed distribution, as in speech.
    fn word(&mut self) -> String {
        const FREQUENT: [&str; 16] = [
            "the", "I", "you", "and", "it", "to", "that", "was", "in", "of", "my", "so", "we",
            "for", "on", "with",
        ];
        const SYLLABLES: [&str; 20] = [
            "ba", "cor", "den", "fi", "gra", "hol", "ken", "li", "mar", "no", "pel", "qui", "ra",
            "sto", "ti", "un", "ver", "wa", "yo", "zen",
        ];
        if self.below(2) == 0 {
            return FREQUENT[self.below(FREQUENT.len())].to_owned();
        }
        let bound = 1 + self.below(SYLLABLES.len());
        let length = 2 + self.below(2);
        repeat_with(|| SYLLABLES[self.below(bound)])
            .take(length)
            .collect()
    }

    fn text(&mut self, words: usize) -> String {
        let words: Vec<String> = repeat_with(|| self.word()).take(words).collect();
        words.join(" ")
    }

    /// One token per word.
    fn embed(&mut self, text: &str) -> TokenEmbeddings {
        let mut vector = || -> Vec<f32> {
            repeat_with(|| if self.below(2) == 0 { -1.0 } else { 1.0 })
                .take(DIMENSIONS)
                .collect()
        };
        let words: Vec<&str> = text.split(' ').collect();
        let vectors: Vec<Vec<f32>> = words.iter().map(|_| vector()).collect();
        let mut end = 0;
        let tokens = words.iter().zip(&vectors).map(|(word, vector)| {
            let start = end;
            end += word.len() + 1;
            (start..start + word.len(), &vector[..])
        });
        TokenEmbeddings::new(DIMENSIONS, tokens)
    }
}

/// A conversation: every text is also the neighbour of three others.
fn documents(texts: &[String]) -> impl Iterator<Item = Document<'_>> {
    let text = |n: Option<usize>| n.and_then(|n| texts.get(n)).map(String::as_str);
    (0..texts.len()).map(move |n| Document {
        text: &texts[n],
        prev: text(n.checked_sub(1)),
        prev2: text(n.checked_sub(2)),
        next: text(n.checked_add(1)),
        ..Document::default()
    })
}

fn embedded_documents<'a>(
    texts: &'a [String],
    embeddings: &'a [TokenEmbeddings],
) -> impl Iterator<Item = Document<'a>> {
    let text = |n: Option<usize>| embeddings.get(n?).map(TokenEmbeddings::embeddings);
    let documents = documents(texts).enumerate();
    documents.map(move |(n, document)| Document {
        embeddings: DocumentEmbeddings {
            text: text(Some(n)),
            prev: text(n.checked_sub(1)),
            prev2: text(n.checked_sub(2)),
            next: text(n.checked_add(1)),
        },
        ..document
    })
}

fn bench(criterion: &mut Criterion) {
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    for size in SIZES {
        let texts: Vec<String> = repeat_with(|| random.text(WORDS_PER_TEXT))
            .take(size)
            .collect();
        let queries: Vec<String> = repeat_with(|| random.text(9)).take(QUERIES).collect();

        let bytes = texts.iter().map(|text| text.len() as u64).sum();
        criterion
            .benchmark_group("build")
            .throughput(Throughput::Bytes(bytes))
            .bench_function(BenchmarkId::from_parameter(size), |bencher| {
                bencher.iter(|| Index::build(documents(black_box(&texts))));
            });

        let call = texts.get(..CALL).unwrap_or_default();
        let index = Index::build(documents(&texts));
        criterion.benchmark_group("add a call").bench_function(
            BenchmarkId::from_parameter(size),
            |bencher| {
                bencher.iter(|| index.with_added(documents(black_box(call))));
            },
        );
        criterion.benchmark_group("search").bench_function(
            BenchmarkId::from_parameter(size),
            |bencher| {
                let mut next = queries.iter().cycle();
                bencher.iter(|| next.next().map(|query| index.search(query, 3)));
            },
        );

        let mut random = Random(0x2545_f491_4f6c_dd1d);
        let mut embed = |text: &String| random.embed(text);
        let embeddings: Vec<TokenEmbeddings> = texts.iter().map(&mut embed).collect();
        let query_embeddings: Vec<TokenEmbeddings> = queries.iter().map(&mut embed).collect();
        let index = Index::build(embedded_documents(&texts, &embeddings));
        criterion.benchmark_group("semantic search").bench_function(
            BenchmarkId::from_parameter(size),
            |bencher| {
                let mut next = queries.iter().zip(&query_embeddings).cycle();
                bencher.iter(|| {
                    next.next().map(|(text, embeddings)| {
                        let query = Query {
                            text,
                            embeddings: Some(embeddings),
                            ..Query::default()
                        };
                        index.search(query, 3)
                    })
                });
            },
        );
    }
}

criterion_group!(benches, bench);
criterion_main!(benches);
