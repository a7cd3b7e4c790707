//! The numbers that decide a ranking.

use crate::{
    doubt::Abstention,
    features::{Features, LogisticModel},
};

/// How much a word counts, by where it stands.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FieldWeights {
    /// In the text itself.
    pub text: f32,
    /// In its label.
    pub label: f32,
    /// In what was said just before.
    pub before: f32,
    /// In what was said before that.
    pub prev2: f32,
    /// In what was said just after.
    pub after: f32,
}

/// How much a related word counts as the word that is asked for:
/// `scale · (s − least) / (1 − least)` of it, for a similarity s above `least`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RelatedWeight {
    /// The similarity, 0..1, up to which words are not related.
    pub least: f32,
    /// What a word of similarity 1 would count, 0..1.
    pub scale: f32,
}

impl RelatedWeight {
    pub(crate) fn of(self, similarity: f32) -> f32 {
        self.scale * ((similarity - self.least) / (1.0 - self.least)).clamp(0.0, 1.0)
    }
}

/// How much a token of the query that is met around a text counts as one that is
/// met in the text, 0..1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ContextWeights {
    /// In what was said just before.
    pub before: f32,
    /// In what was said before that.
    pub prev2: f32,
    /// In what was said just after.
    pub after: f32,
}

/// The numbers that decide a ranking; the defaults are those measured best.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Parameters {
    /// BM25's `k1`: how slowly further occurrences of a word lose their worth.
    pub k1: f32,
    /// BM25's `b`: how much more of a word a long text needs than a short one, 0..1.
    pub b: f32,
    /// Where a word counts how much.
    pub fields: FieldWeights,
    /// How much related words count.
    pub related: RelatedWeight,
    /// How much of a query's meaning counts where.
    pub context: ContextWeights,
    /// How the parts of a score are added up for documents whose meaning is not
    /// compared with that of the query.
    pub weights: LogisticModel,
    /// The same where it is compared: with it, words tell less.
    pub weights_with_meaning: LogisticModel,
    /// The score, 0..1, from which on something is found.
    pub threshold: f32,
    /// The same where meanings are compared: lower, because answers that share no
    /// word with the query have few points, and anything may be one.
    pub threshold_with_meaning: f32,
    /// When a query is answered with nothing, if no meanings are compared.
    pub doubt: Abstention,
}

impl Parameters {
    /// The score of a document with these features; `None` if it is too little
    /// to be found.
    #[must_use]
    pub fn score(&self, features: &Features) -> Option<f32> {
        let score = self.weights_for(features.meaning).score(features);
        (score >= self.threshold_for(features.meaning)).then_some(score)
    }

    /// The weights for documents with this [`Features::meaning`].
    pub(crate) fn weights_for(&self, meaning: Option<f32>) -> &LogisticModel {
        match meaning {
            Some(_) => &self.weights_with_meaning,
            None => &self.weights,
        }
    }

    /// The threshold for documents with this [`Features::meaning`].
    pub(crate) fn threshold_for(&self, meaning: Option<f32>) -> f32 {
        match meaning {
            Some(_) => self.threshold_with_meaning,
            None => self.threshold,
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
                before: 0.6,
                prev2: 0.3,
                after: 0.3,
            },
            related: RelatedWeight {
                least: 0.4,
                scale: 0.5,
            },
            context: ContextWeights {
                before: 0.9,
                prev2: 0.7,
                after: 0.7,
            },
            // By the bench `retrieval-quality`: fitted to all of LoCoMo,
            // calibrated to our own set.
            weights: LogisticModel {
                base: -6.02,
                features: Features {
                    words: 4.47,
                    speaker: 0.97,
                    question: -0.59,
                    after_question: 0.37,
                    length: 0.50,
                    time_words: 1.86,
                    numbers: 1.07,
                    period: 3.10,
                    meaning: None,
                },
            },
            weights_with_meaning: LogisticModel {
                base: -8.86,
                features: Features {
                    words: 2.36,
                    speaker: 1.01,
                    question: -0.63,
                    after_question: 0.39,
                    length: 0.42,
                    time_words: 1.92,
                    numbers: 0.92,
                    period: 3.58,
                    meaning: Some(10.63),
                },
            },
            threshold: 0.02,
            threshold_with_meaning: 0.005,
            // At most one point of recall among the first three for it, on
            // LoCoMo and on our own set.
            doubt: Abstention {
                crowd: 0.8,
                enough: 0.5,
                least: 0.12,
            },
        }
    }
}
