//! Why a document has the score it has.

use crate::{features::Feature, index::Index, query::Asked, ranking::Matches};

/// Why a document has the score it has.
///
/// The shares add up to the log-odds ln(score / (1 − score)).
#[derive(Debug, Clone, PartialEq)]
pub struct Explanation {
    /// The score, 0..1.
    pub score: f32,
    /// What every document starts from, in log-odds: far below zero.
    pub base: f32,
    /// What each feature adds or takes away.
    pub shares: Vec<FeatureContribution>,
    /// How each word of the query contributes to the share of
    /// [`Feature::Words`]: these add up to that share.
    pub words: Vec<TermContribution>,
}

/// What one feature adds to a score.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FeatureContribution {
    /// What was looked at.
    pub feature: Feature,
    /// What was seen, in the unit of the feature: see [`Features`](crate::Features).
    pub value: f32,
    /// What it adds to the log-odds.
    pub log_odds: f32,
}

/// What one word of the query, or words related to it, add to a score.
#[derive(Debug, Clone, PartialEq)]
pub struct TermContribution {
    /// The word in lower case.
    pub word: String,
    /// What it adds to the log-odds; 0 if the document does not have it.
    pub log_odds: f32,
}

pub(crate) fn explain(index: &Index, asked: &Asked<'_>, document: usize) -> Option<Explanation> {
    let matches = Matches::new(index, asked);
    let mut found = None;
    matches.for_each(|seen| {
        if seen.document == document {
            found = Some(matches.features(&seen));
        }
    });
    let features = found?;
    let weights = index.options.parameters.weights_for(features.meaning);
    let shares = Feature::ALL
        .into_iter()
        .zip(features.values())
        .zip(weights.shares(&features))
        .map(|((feature, value), log_odds)| FeatureContribution {
            feature,
            value,
            log_odds,
        });
    let words = matches.by_word(document).into_iter();
    Some(Explanation {
        score: weights.score(&features),
        base: weights.base,
        shares: shares.collect(),
        words: words
            .map(|(word, share)| TermContribution {
                word: word.to_owned(),
                log_odds: share * weights.features.words,
            })
            .collect(),
    })
}
