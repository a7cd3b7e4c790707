//! The best few of what was seen.

use std::cmp::Ordering;

use crate::{
    doubt::Crowd,
    features::probability,
    index::Hit,
    parameters::Parameters,
    ranking::{Matches, Seen},
};

/// Candidates that are kept before the best are picked out of them.
const SPARE: usize = 64;

/// Log-odds that are so far apart are different probabilities, between
/// [`LEAST`] and [`MOST`]; beyond these many are the same number.
const APART: f32 = 0.01;
const LEAST: f32 = -60.0;
const MOST: f32 = 8.0;

/// The best hits so far.
pub(crate) struct Best<'m> {
    limit: usize,
    matches: &'m Matches<'m>,
    parameters: &'m Parameters,
    /// What has less is certainly not among the best.
    floor: f32,
    candidates: Vec<Candidate>,
    /// Everything seen, where it is to be asked whether the best answers.
    crowd: Option<Crowd>,
}

/// A hit with what decides between equal ones.
struct Candidate {
    log_odds: f32,
    score: f32,
    recency: i64,
    document: usize,
}

impl<'m> Best<'m> {
    pub(crate) fn new(limit: usize, matches: &'m Matches<'m>, parameters: &'m Parameters) -> Self {
        let least = if matches.compare_meanings() {
            parameters.threshold.min(parameters.threshold_with_meaning)
        } else {
            parameters.threshold
        };
        Self {
            limit,
            matches,
            parameters,
            floor: floor((least / (1.0 - least)).ln()),
            candidates: Vec::new(),
            // What meanings leave in doubt was not measured.
            crowd: (parameters.doubt.least > 0.0 && !matches.compare_meanings())
                .then_some(Crowd::EMPTY),
        }
    }

    /// Takes a document in if it may be one of the best.
    pub(crate) fn see(&mut self, seen: &Seen<'_>) {
        let weights = self.parameters.weights_for(seen.meaning);
        let log_odds = weights.log_odds(&self.matches.features(seen));
        if let Some(crowd) = &mut self.crowd {
            crowd.add(log_odds, seen.words);
        }
        if log_odds < self.floor {
            return;
        }
        let score = probability(log_odds);
        if score < self.parameters.threshold_for(seen.meaning) {
            return;
        }
        self.candidates.push(Candidate {
            log_odds,
            score,
            recency: seen.recency,
            document: seen.document,
        });
        if self.candidates.len() >= self.limit.saturating_add(SPARE) {
            self.pick();
        }
    }

    /// The best, best first.
    pub(crate) fn into_hits(mut self) -> Vec<Hit> {
        let root = self.matches.root();
        if let Some(crowd) = &self.crowd
            && !crowd.answers(root, self.parameters)
        {
            return Vec::new();
        }
        self.pick();
        self.candidates.sort_unstable_by(Candidate::better_first);
        let hit = |Candidate {
                       document, score, ..
                   }| Hit { document, score };
        self.candidates.into_iter().map(hit).collect()
    }

    /// Keeps the best alone.
    fn pick(&mut self) {
        let Some(last) = self.limit.checked_sub(1) else {
            self.candidates.clear();
            return;
        };
        if self.limit < self.candidates.len() {
            let (_, worst, _) = self
                .candidates
                .select_nth_unstable_by(last, Candidate::better_first);
            self.floor = self.floor.max(floor(worst.log_odds));
            self.candidates.truncate(self.limit);
        }
    }
}

impl Candidate {
    fn better_first(&self, other: &Self) -> Ordering {
        let by_score = other.score.total_cmp(&self.score);
        by_score
            .then_with(|| other.recency.cmp(&self.recency))
            .then_with(|| self.document.cmp(&other.document))
    }
}

/// The log-odds below which the probability is certainly less than that of
/// `log_odds`.
fn floor(log_odds: f32) -> f32 {
    if log_odds > LEAST {
        log_odds.min(MOST) - APART
    } else {
        f32::NEG_INFINITY
    }
}
