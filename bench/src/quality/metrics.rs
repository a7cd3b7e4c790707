use std::{iter::Sum, ops::Add};

/// Sums over questions, to print means of. Recall at k is the share of a
/// question's evidence among the first k hits.
#[derive(Debug, Clone, Copy, Default)]
pub struct Metrics {
    pub questions: f64,
    recall_at_3: f64,
    recall_at_5: f64,
    recall_at_10: f64,
    ndcg_at_10: f64,
    reciprocal_rank: f64,
}

impl Metrics {
    /// Takes whether each hit, best first, is evidence, and the amount of
    /// evidence.
    #[must_use]
    pub fn for_question(is_evidence: &[bool], evidence: usize) -> Self {
        let total = count(evidence.max(1));
        let hits = |k: usize| count(is_evidence.iter().take(k).filter(|&&hit| hit).count());
        let gain = |rank: usize| 1.0 / count(rank + 2).log2();
        let gained = (0..10)
            .zip(is_evidence)
            .filter(|(_, hit)| **hit)
            .map(|(rank, _)| gain(rank))
            // `sum` of nothing is −0.
            .fold(0.0, Add::add);
        let ideal: f64 = (0..evidence.min(10)).map(gain).sum();
        let first = is_evidence.iter().position(|&hit| hit);
        Self {
            questions: 1.0,
            recall_at_3: hits(3) / total,
            recall_at_5: hits(5) / total,
            recall_at_10: hits(10) / total,
            ndcg_at_10: gained / ideal.max(f64::MIN_POSITIVE),
            reciprocal_rank: first.map_or(0.0, |rank| 1.0 / count(rank + 1)),
        }
    }

    /// Mean recall at 3, 0 to 1.
    #[must_use]
    pub fn recall_at_3(&self) -> f64 {
        self.recall_at_3 / self.questions.max(1.0)
    }

    /// The cells of a Markdown row: recall at 3, 5, 10 in per cent, NDCG@10, MRR.
    #[must_use]
    pub fn cells(&self) -> String {
        let mean = |sum: f64| sum / self.questions.max(1.0);
        format!(
            "{:.1} | {:.1} | {:.1} | {:.3} | {:.3}",
            100.0 * mean(self.recall_at_3),
            100.0 * mean(self.recall_at_5),
            100.0 * mean(self.recall_at_10),
            mean(self.ndcg_at_10),
            mean(self.reciprocal_rank),
        )
    }
}

impl Add for Metrics {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            questions: self.questions + other.questions,
            recall_at_3: self.recall_at_3 + other.recall_at_3,
            recall_at_5: self.recall_at_5 + other.recall_at_5,
            recall_at_10: self.recall_at_10 + other.recall_at_10,
            ndcg_at_10: self.ndcg_at_10 + other.ndcg_at_10,
            reciprocal_rank: self.reciprocal_rank + other.reciprocal_rank,
        }
    }
}

impl Sum for Metrics {
    fn sum<I: Iterator<Item = Self>>(metrics: I) -> Self {
        metrics.fold(Self::default(), Add::add)
    }
}

#[expect(clippy::cast_precision_loss, reason = "small counts")]
fn count(n: usize) -> f64 {
    n as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_perfect_ranking_scores_one_and_a_missed_one_zero() {
        let perfect = Metrics::for_question(&[true, true, false], 2);
        assert_eq!(perfect.cells(), "100.0 | 100.0 | 100.0 | 1.000 | 1.000");
        let missed = Metrics::for_question(&[false; 20], 1);
        assert_eq!(missed.cells(), "0.0 | 0.0 | 0.0 | 0.000 | 0.000");
    }

    #[test]
    fn means_are_over_questions() {
        let both = [
            Metrics::for_question(&[false, true], 1),
            Metrics::for_question(&[], 1),
        ];
        let mean: Metrics = both.into_iter().sum();
        assert_eq!(mean.cells(), "50.0 | 50.0 | 50.0 | 0.315 | 0.250");
    }
}
