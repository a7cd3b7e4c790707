use crate::{features::logit, parameters::Abstention};

/// Odds are summed in whole units: a sum of integers in an `f64` is exact, so that
/// it does not depend on the order.
const ODDS_UNIT: f64 = 1.0 / 1_048_576.0;
/// Higher log-odds count as this; the odds of 50,000 such documents still have an
/// exact sum.
const MAX_LOG_ODDS: f32 = 12.0;

/// Statistics over all documents that match a query, in any order.
pub(super) struct MatchStats {
    max_log_odds: f32,
    max_bm25f: f32,
    /// In units of [`ODDS_UNIT`].
    total_odds: f64,
}

impl Default for MatchStats {
    fn default() -> Self {
        Self {
            max_log_odds: f32::NEG_INFINITY,
            max_bm25f: 0.0,
            total_odds: 0.0,
        }
    }
}

impl MatchStats {
    pub(super) fn add(&mut self, log_odds: f32, bm25f: f32) {
        // Faster than `max`, which considers NaN.
        if log_odds > self.max_log_odds {
            self.max_log_odds = log_odds;
        }
        if bm25f > self.max_bm25f {
            self.max_bm25f = bm25f;
        }
        self.total_odds += odds_units(log_odds);
    }

    /// The test that [`Abstention`] describes; `query_norm` is √Σ idf.
    pub(super) fn should_answer(
        &self,
        query_norm: f32,
        threshold: f32,
        abstention: &Abstention,
    ) -> bool {
        let coverage = self.max_bm25f / query_norm;
        let missing = (1.0 - coverage / abstention.full_coverage).max(0.0);
        let log_total_odds = to_f32((self.total_odds.max(1.0) * ODDS_UNIT).ln());
        let with_all = logit(threshold);
        let with_none = logit(abstention.min_probability) + abstention.crowding * log_total_odds;
        self.max_log_odds >= with_all + missing * (with_none - with_all)
    }
}

fn odds_units(log_odds: f32) -> f64 {
    /// There are only integers above it, so that adding it rounds.
    const ROUND: f64 = 4_503_599_627_370_496.0;
    let odds = if log_odds < MAX_LOG_ODDS {
        log_odds.exp()
    } else {
        MAX_LOG_ODDS.exp()
    };
    (f64::from(odds) / ODDS_UNIT + ROUND) - ROUND
}

#[expect(clippy::cast_possible_truncation, reason = "a logarithm needs no more")]
fn to_f32(logarithm: f64) -> f32 {
    logarithm as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    const QUERY_NORM: f32 = 2.0;

    fn should_answer(stats: &MatchStats) -> bool {
        let abstention = Abstention {
            crowding: 1.0,
            full_coverage: 0.5,
            min_probability: 0.1,
        };
        stats.should_answer(QUERY_NORM, 0.02, &abstention)
    }

    /// Whether equal matches with log-odds of −1 are an answer.
    fn is_answer(documents: usize, coverage: f32) -> bool {
        let mut stats = MatchStats::default();
        (0..documents).for_each(|_| stats.add(-1.0, coverage * QUERY_NORM));
        should_answer(&stats)
    }

    #[test]
    fn a_weak_match_is_an_answer_among_few_but_not_among_many() {
        assert!(is_answer(1, 0.1));
        assert!(is_answer(5, 0.1));
        assert!(!is_answer(50, 0.1));
    }

    #[test]
    fn a_match_of_most_terms_is_an_answer_among_any_number() {
        assert!(is_answer(50_000, 0.5));
        assert!(is_answer(50_000, 0.4));
        assert!(!is_answer(50_000, 0.2));
    }

    #[test]
    fn a_match_of_all_terms_only_has_to_reach_the_threshold() {
        for (log_odds, expected) in [(-3.8, true), (-4.0, false)] {
            let mut stats = MatchStats::default();
            stats.add(log_odds, QUERY_NORM);
            assert_eq!(should_answer(&stats), expected, "{log_odds}");
        }
    }

    #[test]
    fn the_sum_of_odds_does_not_depend_on_the_order() {
        let all = [-30.0, 90.0, -3.0, 0.0, 0.1, -0.7];
        let sum = |log_odds: &mut dyn Iterator<Item = f32>| {
            let mut stats = MatchStats::default();
            log_odds.for_each(|log_odds| stats.add(log_odds, 0.0));
            stats.total_odds
        };
        let forwards = sum(&mut all.into_iter());
        let backwards = sum(&mut all.into_iter().rev());
        assert_eq!(forwards.to_bits(), backwards.to_bits());
    }
}
