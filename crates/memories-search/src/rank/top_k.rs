use std::{cmp::Ordering, collections::BinaryHeap};

use super::{
    abstention::MatchStats,
    scorer::{Candidate, Scorer},
};
use crate::{
    features::{logit, sigmoid},
    parameters::Parameters,
};

/// Log-odds that differ by this much have different probabilities as long as
/// they lie between [`MIN_DISTINCT`] and [`MAX_DISTINCT`].
const DISTINCT: f32 = 0.01;
const MIN_DISTINCT: f32 = -60.0;
const MAX_DISTINCT: f32 = 8.0;

/// A document found by a search.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Hit {
    /// Its position in the index.
    pub document: usize,
    /// The probability, 0 to 1, that it answers the query, comparable across
    /// queries; `docs/ranking.md` has the formula.
    pub score: f32,
}

/// Collects the hits with the highest scores.
pub(crate) struct TopK<'m> {
    limit: usize,
    scorer: &'m Scorer<'m>,
    parameters: &'m Parameters,
    /// Log-odds below this are certainly not among the best.
    min_log_odds: f32,
    /// At most `limit`, the worst first.
    hits: BinaryHeap<RankedHit>,
    /// Statistics over all matches; `None` without abstention.
    stats: Option<MatchStats>,
}

/// A hit with its tie-breakers. Better hits are less.
struct RankedHit {
    log_odds: f32,
    score: f32,
    timestamp: i64,
    document: usize,
}

impl<'m> TopK<'m> {
    pub(crate) fn new(limit: usize, scorer: &'m Scorer<'m>, parameters: &'m Parameters) -> Self {
        let (lexical, semantic) = (parameters.lexical.threshold, parameters.semantic.threshold);
        let threshold = if scorer.is_semantic() {
            lexical.min(semantic)
        } else {
            lexical
        };
        // Abstention was only evaluated on lexical searches.
        let may_abstain = parameters.abstention.min_probability > 0.0 && !scorer.is_semantic();
        Self {
            limit,
            scorer,
            parameters,
            min_log_odds: score_floor(logit(threshold)),
            hits: BinaryHeap::new(),
            stats: may_abstain.then(MatchStats::default),
        }
    }

    #[inline]
    pub(crate) fn push(&mut self, candidate: &Candidate<'_>) {
        let has_embedding = candidate.similarity.is_some();
        let scoring = self.parameters.scoring(has_embedding);
        let log_odds = self.scorer.log_odds(candidate);
        if let Some(stats) = &mut self.stats {
            stats.add(log_odds, candidate.bm25f);
        }
        if log_odds < self.min_log_odds {
            return;
        }
        let score = sigmoid(log_odds);
        if score < scoring.threshold {
            return;
        }
        let hit = RankedHit {
            log_odds,
            score,
            timestamp: candidate.timestamp,
            document: candidate.document,
        };
        if self.hits.len() < self.limit {
            self.hits.push(hit);
        } else if let Some(mut worst) = self.hits.peek_mut()
            && hit < *worst
        {
            *worst = hit;
        }
        if self.hits.len() == self.limit
            && let Some(worst) = self.hits.peek()
        {
            self.min_log_odds = self.min_log_odds.max(score_floor(worst.log_odds));
        }
    }

    /// The best hits, best first; none if the search abstains.
    pub(crate) fn into_hits(self) -> Vec<Hit> {
        let Parameters {
            abstention,
            lexical,
            ..
        } = self.parameters;
        if let Some(stats) = &self.stats
            && !stats.should_answer(self.scorer.query_norm(), lexical.threshold, abstention)
        {
            return Vec::new();
        }
        let hit = |RankedHit {
                       document, score, ..
                   }| Hit { document, score };
        self.hits.into_sorted_vec().into_iter().map(hit).collect()
    }
}

impl Ord for RankedHit {
    fn cmp(&self, other: &Self) -> Ordering {
        let by_score = other.score.total_cmp(&self.score);
        by_score
            .then_with(|| other.timestamp.cmp(&self.timestamp))
            .then_with(|| self.document.cmp(&other.document))
    }
}

impl PartialOrd for RankedHit {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for RankedHit {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for RankedHit {}

/// Log-odds whose probability is certainly below that of `log_odds`.
fn score_floor(log_odds: f32) -> f32 {
    if log_odds > MIN_DISTINCT {
        log_odds.min(MAX_DISTINCT) - DISTINCT
    } else {
        f32::NEG_INFINITY
    }
}
