//! The rankings of the table: plain BM25, and what each part adds.

use memories_search::{Feature, FieldWeights, Options, Parameters};

use super::{model::Model, ranker::Ranker};

/// Plain BM25 first, the whole that needs no model last.
#[must_use]
pub fn rankers() -> Vec<Ranker<'static>> {
    let shipped = Parameters::default();
    let alone = FieldWeights {
        before: 0.0,
        prev2: 0.0,
        after: 0.0,
        ..shipped.fields
    };
    let textbook = Parameters {
        k1: 1.2,
        b: 0.75,
        fields: alone,
        ..shipped
    };
    let tuned = Parameters {
        fields: alone,
        ..shipped
    };
    let mut rankers = vec![
        Ranker::new("BM25, k1 1.2, b 0.75", textbook),
        Ranker::new("BM25, k1 0.9, b 0.4", tuned),
        Ranker::new("+ who said it", tuned).with(&[Feature::Speaker]),
        Ranker::new("+ what was said around it", shipped).with(&[Feature::Speaker]),
    ];
    let mut features = vec![Feature::Speaker];
    let mut add = |name, further: &[Feature]| {
        features.extend_from_slice(further);
        let ranker = Ranker::new(name, shipped).with(&features);
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
    rankers.push(whole());
    rankers
}

/// The whole with all features that need no model.
#[must_use]
pub fn whole() -> Ranker<'static> {
    let without: Vec<Feature> = Feature::ALL
        .into_iter()
        .filter(|feature| !matches!(feature, Feature::Words | Feature::Meaning))
        .collect();
    let whole =
        Ranker::new("+ the time asked for: the whole", Parameters::default()).with(&without);
    whole.related_to(Options::default().related)
}

/// The whole that compares meanings, too.
#[must_use]
pub fn with_model(model: &Model) -> Ranker<'_> {
    whole().by("+ meanings, by a model", model)
}
