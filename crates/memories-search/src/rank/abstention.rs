use crate::{features::logit, parameters::Abstention};

/// The sum of odds is kept in these units, because adding integers does not
/// depend on the order.
const ODDS_UNIT: f32 = 1.0 / 1_048_576.0;
/// Higher log-odds count as this.
const MAX_LOG_ODDS: f32 = 16.0;

/// Statistics over all documents that match a query, in any order.
pub(super) struct MatchStats {
    max_log_odds: f32,
    max_bm25f: f32,
    /// In units of [`ODDS_UNIT`].
    total_odds: u64,
}

impl Default for MatchStats {
    fn default() -> Self {
        Self {
            max_log_odds: f32::NEG_INFINITY,
            max_bm25f: 0.0,
            total_odds: 0,
        }
    }
}

impl MatchStats {
    pub(super) fn add(&mut self, log_odds: f32, bm25f: f32) {
        self.max_log_odds = self.max_log_odds.max(log_odds);
        self.max_bm25f = self.max_bm25f.max(bm25f);
        self.total_odds = self.total_odds.saturating_add(odds_units(log_odds));
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
        let log_total_odds = (to_f32(self.total_odds.max(1)) * ODDS_UNIT).ln();
        let with_all = logit(threshold);
        let with_none = logit(abstention.min_probability) + abstention.crowding * log_total_odds;
        self.max_log_odds >= with_all + missing * (with_none - with_all)
    }
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "odds are positive, and fractions of a unit do not matter"
)]
fn odds_units(log_odds: f32) -> u64 {
    (log_odds.min(MAX_LOG_ODDS).exp() / ODDS_UNIT) as u64
}

#[expect(clippy::cast_precision_loss, reason = "enters a logarithm")]
fn to_f32(units: u64) -> f32 {
    units as f32
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
        assert_eq!(forwards, sum(&mut all.into_iter().rev()));
    }
}
