//! The rankings of the table: plain BM25, then one more component at a time.

use memories_search::{Feature, FieldWeights, Options, Parameters};

use super::{precomputed::PrecomputedEmbeddings, ranker::Ranker};

/// From plain BM25 to the complete lexical ranking.
#[must_use]
pub fn rankers() -> Vec<Ranker<'static>> {
    let defaults = Parameters::default();
    let text_only = FieldWeights {
        prev: 0.0,
        prev2: 0.0,
        next: 0.0,
        ..defaults.fields
    };
    let textbook = Parameters {
        k1: 1.2,
        b: 0.75,
        fields: text_only,
        ..defaults
    };
    let tuned = Parameters {
        fields: text_only,
        ..defaults
    };
    let mut rankers = vec![
        Ranker::new("BM25, k1 1.2, b 0.75", textbook),
        Ranker::new("BM25, k1 0.9, b 0.4", tuned),
        Ranker::new("+ speaker", tuned).with_features(&[Feature::Speaker]),
        Ranker::new("+ neighbouring turns", defaults).with_features(&[Feature::Speaker]),
    ];
    let mut features = vec![Feature::Speaker];
    let mut add = |name, added: &[Feature]| {
        features.extend_from_slice(added);
        let ranker = Ranker::new(name, defaults).with_features(&features);
        rankers.push(ranker.with_synonyms(Options::default().synonyms));
    };
    add("+ synonyms", &[]);
    add(
        "+ questions, and answers to them",
        &[Feature::Question, Feature::AfterQuestion],
    );
    add("+ length", &[Feature::Length]);
    add(
        "+ time words, numbers",
        &[Feature::TimeWords, Feature::Numbers],
    );
    rankers.push(complete());
    rankers
}

/// All features that need no embedding model.
#[must_use]
pub fn complete() -> Ranker<'static> {
    let lexical: Vec<Feature> = Feature::ALL
        .into_iter()
        .filter(|feature| !matches!(feature, Feature::Bm25f | Feature::Semantic))
        .collect();
    Ranker::new("+ period: the complete ranking", Parameters::default())
        .with_features(&lexical)
        .with_synonyms(Options::default().synonyms)
}

#[must_use]
pub fn with_embeddings(embeddings: &PrecomputedEmbeddings) -> Ranker<'_> {
    complete().with_embeddings("+ embeddings, by a model", embeddings)
}
