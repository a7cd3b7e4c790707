//! The rankings of the table: plain BM25, and what each part adds.

use retrieval::{Feature, FieldWeights, Options, Parameters};

use super::ranker::Ranker;

/// Plain BM25 first, the whole last.
#[must_use]
pub fn rankers() -> Vec<Ranker> {
    let whole = Parameters::default();
    let alone = FieldWeights {
        before: 0.0,
        before_that: 0.0,
        after: 0.0,
        ..whole.fields
    };
    let textbook = Parameters {
        k1: 1.2,
        b: 0.75,
        fields: alone,
        ..whole
    };
    let tuned = Parameters {
        fields: alone,
        ..whole
    };
    let mut rankers = vec![
        Ranker::new("BM25, k1 1.2, b 0.75", textbook),
        Ranker::new("BM25, k1 0.9, b 0.4", tuned),
        Ranker::new("+ who said it", tuned).with(&[Feature::Speaker]),
        Ranker::new("+ what was said around it", whole).with(&[Feature::Speaker]),
    ];
    let mut features = vec![Feature::Speaker];
    let mut add = |name, further: &[Feature]| {
        features.extend_from_slice(further);
        let ranker = Ranker::new(name, whole).with(&features);
        rankers.push(ranker.related_to(Options::default().related));
    };
    add("+ related words", &[]);
    add(
        "+ questions, and answers to them",
        &[Feature::Question, Feature::AfterQuestion],
    );
    add("+ length", &[Feature::Length]);
    add(
        "+ time words, numbers",
        &[Feature::TimeWords, Feature::Numbers],
    );
    add("+ the time asked for: the whole", &[Feature::Period]);
    rankers
}
