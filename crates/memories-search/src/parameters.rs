//! The numbers that determine a ranking.

use crate::features::{Feature, FeatureVector, LogisticModel};

/// The weight of a term by the field in which it occurs.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FieldWeights {
    pub text: f32,
    pub label: f32,
    pub prev: f32,
    pub prev2: f32,
    pub next: f32,
}

/// How much a synonym counts relative to the query term itself:
/// `scale · (s − min_similarity) / (1 − min_similarity)` for a similarity s.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SynonymWeight {
    /// The similarity, 0 to 1, up to which a word is not a synonym.
    pub min_similarity: f32,
    /// The weight of a synonym of similarity 1, 0 to 1.
    pub scale: f32,
}

impl SynonymWeight {
    pub(crate) fn for_similarity(self, similarity: f32) -> f32 {
        let above = (similarity - self.min_similarity) / (1.0 - self.min_similarity);
        self.scale * above.clamp(0.0, 1.0)
    }
}

/// The weight of a query token matched in a neighbouring turn relative to one
/// matched in the text itself, 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ContextWeights {
    pub prev: f32,
    pub prev2: f32,
    pub next: f32,
}

/// A ranking model with the score, 0 to 1, that a hit must reach.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ScoringModel {
    pub model: LogisticModel,
    pub threshold: f32,
}

impl ScoringModel {
    /// `None` below the threshold.
    #[must_use]
    pub fn score(&self, features: &FeatureVector) -> Option<f32> {
        let score = self.model.probability(features);
        (score >= self.threshold).then_some(score)
    }
}

/// When a query is left unanswered although some documents match.
///
/// A query is answered if the log-odds of the best document reach
///
/// ```text
/// (1 − missing) · logit(threshold)
///     + missing · (logit(min_probability) + crowding · ln Σ odds)
/// missing = max(0, 1 − coverage / full_coverage)
/// ```
///
/// Coverage is BM25F divided by the query's total IDF, of the document where it
/// is highest; the sum runs over all matching documents. A weak match is not
/// evidence when many documents match equally weakly; it is when few match at
/// all; and a strong match is evidence regardless of the others. The test never
/// changes scores or order.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Abstention {
    /// How strongly other matches count against the best; 0 for not at all.
    pub crowding: f32,
    /// The share of the query's total IDF, 0 to 1, that counts as all of it:
    /// about that of a text with each term once.
    pub full_coverage: f32,
    /// The score that the best document must have if it covers nothing and the
    /// odds sum to 1. With 0 every query with a match is answered.
    pub min_probability: f32,
}

/// The defaults performed best in `bench/retrieval-quality`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Parameters {
    /// BM25's `k1`: how slowly further occurrences of a term saturate.
    pub k1: f32,
    /// BM25's `b`: how much length is normalised, 0 to 1.
    pub b: f32,
    pub fields: FieldWeights,
    pub synonyms: SynonymWeight,
    /// How much another form of a word counts relative to the query term itself, if
    /// both are quite alike: it is multiplied by their similarity. With 0 no forms
    /// are compared.
    ///
    /// `docs/ranking.md` lists the languages and scripts of which forms are
    /// compared; English, German, Spanish, French, Portuguese, Italian and Dutch
    /// are not among them.
    pub form_weight: f32,
    pub context: ContextWeights,
    /// For documents that are not compared by embeddings.
    pub lexical: ScoringModel,
    /// For documents that are. Its threshold is lower: a semantic match without
    /// a common term scores low.
    pub semantic: ScoringModel,
    /// Applies to searches without embeddings.
    pub abstention: Abstention,
}

impl Parameters {
    #[must_use]
    pub fn scoring(&self, has_embedding: bool) -> &ScoringModel {
        if has_embedding {
            &self.semantic
        } else {
            &self.lexical
        }
    }
}

impl Default for Parameters {
    fn default() -> Self {
        Self {
            k1: 0.9,
            b: 0.4,
            fields: FieldWeights {
                text: 1.0,
                label: 1.0,
                prev: 0.6,
                prev2: 0.3,
                next: 0.3,
            },
            synonyms: SynonymWeight {
                min_similarity: 0.4,
                scale: 0.5,
            },
            form_weight: 0.9,
            context: ContextWeights {
                prev: 0.9,
                prev2: 0.7,
                next: 0.7,
            },
            // Fitted to all of LoCoMo, calibrated to our own evaluation set.
            lexical: ScoringModel {
                model: LogisticModel {
                    intercept: -6.02,
                    coefficients: FeatureVector::from_iter([
                        (Feature::Bm25f, 4.47),
                        (Feature::Speaker, 0.97),
                        (Feature::Question, -0.59),
                        (Feature::AfterQuestion, 0.37),
                        (Feature::Length, 0.50),
                        (Feature::TimeWords, 1.86),
                        (Feature::Numbers, 1.07),
                        (Feature::Period, 3.10),
                    ]),
                },
                threshold: 0.02,
            },
            semantic: ScoringModel {
                model: LogisticModel {
                    intercept: -8.86,
                    coefficients: FeatureVector::from_iter([
                        (Feature::Bm25f, 2.36),
                        (Feature::Speaker, 1.01),
                        (Feature::Question, -0.63),
                        (Feature::AfterQuestion, 0.39),
                        (Feature::Length, 0.42),
                        (Feature::TimeWords, 1.92),
                        (Feature::Numbers, 0.92),
                        (Feature::Period, 3.58),
                        (Feature::Semantic, 10.63),
                    ]),
                },
                threshold: 0.005,
            },
            // Costs at most one point of recall among the first three, on LoCoMo
            // and on our own set.
            abstention: Abstention {
                crowding: 0.8,
                full_coverage: 0.5,
                min_probability: 0.12,
            },
        }
    }
}
