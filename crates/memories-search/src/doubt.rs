//! Whether anything is on record of what a query asks, or only words of it.

use crate::parameters::Parameters;

/// When nothing is found though some documents have a little of the query.
///
/// A query is answered if the log-odds of the best document reach
///
/// ```text
/// (1 − missing) · ln odds(threshold) + missing · (ln odds(least) + crowd · ln Σ odds)
/// missing = 1 − (Σ idf(t) · tf(t, d) / (tf(t, d) + …) / Σ idf(t)) / enough, at least 0
/// ```
///
/// The sum of the odds runs over all documents that have anything of the query;
/// d is the one with the most of its words, and tf and idf are those of
/// [`Hit::score`](crate::Hit::score). Among many that have a little of what is
/// asked, one of them having it tells nothing; where few have any, it does; and
/// where one has most of it, it does not matter how many others there are. Which
/// documents are best, and their scores, do not depend on it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Abstention {
    /// How much it counts against the best that others have something too: 0 for
    /// not at all.
    pub crowd: f32,
    /// The share of the query's idf sum, 0..1, with which nothing is missing:
    /// about what a text has that says each word once.
    pub enough: f32,
    /// The score, 0..1, that the best must have where all is missing and the odds
    /// add up to one; 0 leaves no query unanswered.
    pub least: f32,
}

/// All documents that have anything of a query, taken together. It does not
/// depend on the order in which they come.
pub(crate) struct Crowd {
    best: f32,
    /// The most [`Features::words`](crate::Features::words).
    words: f32,
    /// In units of [`ODDS`], which add up in any order.
    odds: u64,
}

const ODDS: f32 = 1.0 / 1_048_576.0;
/// Beyond these log-odds all are certain.
const MOST: f32 = 16.0;

impl Crowd {
    pub(crate) const EMPTY: Self = Self {
        best: f32::NEG_INFINITY,
        words: 0.0,
        odds: 0,
    };

    pub(crate) fn add(&mut self, log_odds: f32, words: f32) {
        self.best = self.best.max(log_odds);
        self.words = self.words.max(words);
        self.odds = self.odds.saturating_add(units(log_odds));
    }

    /// Whether the best of it answers; `root` is √Σ idf of the query.
    pub(crate) fn answers(&self, root: f32, parameters: &Parameters) -> bool {
        let doubt = parameters.doubt;
        let missing = (1.0 - self.words / root / doubt.enough).max(0.0);
        let crowd = doubt.crowd * (float(self.odds.max(1)) * ODDS).ln();
        let with_all = log_odds(parameters.threshold);
        let without = log_odds(doubt.least) + crowd;
        self.best >= with_all + missing * (without - with_all)
    }
}

/// Finite also for a probability of zero.
fn log_odds(probability: f32) -> f32 {
    (probability.max(f32::MIN_POSITIVE) / (1.0 - probability)).ln()
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a power is not below zero, and parts of a unit do not matter"
)]
fn units(log_odds: f32) -> u64 {
    (log_odds.min(MOST).exp() / ODDS) as u64
}

#[expect(
    clippy::cast_precision_loss,
    reason = "of which the logarithm is taken"
)]
fn float(units: u64) -> f32 {
    units as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parameters() -> Parameters {
        Parameters {
            threshold: 0.02,
            doubt: Abstention {
                crowd: 1.0,
                enough: 0.5,
                least: 0.1,
            },
            ..Parameters::default()
        }
    }

    /// Whether the best answers of so many with log-odds of −1, having a share of
    /// the query's idf sum.
    fn answers(documents: usize, share: f32) -> bool {
        let mut crowd = Crowd::EMPTY;
        (0..documents).for_each(|_| crowd.add(-1.0, share * 2.0));
        crowd.answers(2.0, &parameters())
    }

    #[test]
    fn one_of_few_answers_and_one_of_many_does_not() {
        assert!(answers(1, 0.1));
        assert!(answers(5, 0.1));
        assert!(!answers(50, 0.1));
    }

    #[test]
    fn one_that_has_most_of_it_answers_among_however_many() {
        assert!(answers(50_000, 0.5));
        assert!(answers(50_000, 0.4));
        assert!(!answers(50_000, 0.2));
    }

    #[test]
    fn what_has_all_of_it_must_reach_the_threshold_alone() {
        for (log_odds, answers) in [(-3.8, true), (-4.0, false)] {
            let mut crowd = Crowd::EMPTY;
            crowd.add(log_odds, 2.0);
            assert_eq!(crowd.answers(2.0, &parameters()), answers, "{log_odds}");
        }
    }

    #[test]
    fn odds_add_up_to_the_same_in_any_order() {
        let all = [-30.0, 90.0, -3.0, 0.0, 0.1, -0.7];
        let sum = |log_odds: &mut dyn Iterator<Item = f32>| {
            let mut crowd = Crowd::EMPTY;
            log_odds.for_each(|log_odds| crowd.add(log_odds, 0.0));
            crowd.odds
        };
        let forwards = sum(&mut all.into_iter());
        assert_eq!(forwards, sum(&mut all.into_iter().rev()));
    }
}
