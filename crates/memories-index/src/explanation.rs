use memories_domain::ports::{FeatureContribution, ScoreExplanation, TermContribution};
use memories_search::{Explanation, Feature};

/// Converts the search engine's explanation into that of the port.
pub(crate) fn score_explanation(explanation: Explanation) -> ScoreExplanation {
    let features = explanation.features.into_iter();
    let terms = explanation.terms.into_iter();
    ScoreExplanation {
        score: explanation.score,
        intercept: explanation.intercept,
        features: features
            .map(|contribution| FeatureContribution {
                feature: feature_name(contribution.feature),
                log_odds: contribution.log_odds,
            })
            .collect(),
        terms: terms
            .map(|contribution| TermContribution {
                term: contribution.term,
                log_odds: contribution.log_odds,
            })
            .collect(),
    }
}

const fn feature_name(feature: Feature) -> &'static str {
    match feature {
        Feature::Bm25f => "bm25f",
        Feature::Speaker => "speaker",
        Feature::Question => "is_question",
        Feature::AfterQuestion => "after_question",
        Feature::Length => "length",
        Feature::TimeWords => "time_words",
        Feature::Numbers => "numbers",
        Feature::Period => "period",
        Feature::Semantic => "semantic_similarity",
    }
}
