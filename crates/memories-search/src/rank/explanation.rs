use super::scorer::Scorer;
use crate::{features::Feature, parameters::Parameters};

/// How a score is composed: intercept and contributions add up to its log-odds.
#[derive(Debug, Clone, PartialEq)]
pub struct Explanation {
    pub score: f32,
    /// The log-odds of a document whose features are all 0.
    pub intercept: f32,
    pub features: Vec<FeatureContribution>,
    /// How each query term contributes to that of [`Feature::Bm25f`].
    pub terms: Vec<TermContribution>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FeatureContribution {
    pub feature: Feature,
    pub value: f32,
    /// The contribution to the log-odds.
    pub log_odds: f32,
}

/// The contribution of a query term and its synonyms.
#[derive(Debug, Clone, PartialEq)]
pub struct TermContribution {
    /// In lower case.
    pub term: String,
    /// The contribution to the log-odds; 0 if the document does not contain the term.
    pub log_odds: f32,
}

/// `None` if the document does not match.
pub(crate) fn explain(
    scorer: &Scorer<'_>,
    parameters: &Parameters,
    document: usize,
) -> Option<Explanation> {
    let mut found = None;
    scorer.for_each(|candidate| {
        if candidate.document == document {
            found = Some(scorer.match_of(&candidate));
        }
    });
    let found = found?;
    let model = parameters.scoring(found.has_embedding).model;
    let log_odds = found.features.product(&model.coefficients);
    let features = found.features.iter().zip(log_odds.0);
    let terms = scorer.term_contributions(document).into_iter();
    Some(Explanation {
        score: model.probability(&found.features),
        intercept: model.intercept,
        features: features
            .map(|((feature, value), log_odds)| FeatureContribution {
                feature,
                value,
                log_odds,
            })
            .collect(),
        terms: terms
            .map(|(term, bm25f)| TermContribution {
                term: term.to_owned(),
                log_odds: bm25f * model.coefficients[Feature::Bm25f],
            })
            .collect(),
    })
}
