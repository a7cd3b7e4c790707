//! The features of a matching document, and the model that scores them.

use std::ops::{Add, Index, IndexMut};

/// One input of the ranking model.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Feature {
    /// BM25F divided by the square root of the query's total IDF, from 0.
    Bm25f,
    /// Late interaction between the embeddings of query and document, 0 to 1;
    /// 0 if either has none.
    Semantic,
    /// 1 if the speaker asked about said it, −1 if another speaker did, 0 if
    /// either is unknown.
    Speaker,
    /// 1 within the period that the query names, decreasing around it.
    Period,
    /// ln(1 + n) for n terms in the text and label, without stop words.
    Length,
    /// 1 if the text ends with a question mark.
    Question,
    /// 1 if the turn before ends with a question mark.
    AfterQuestion,
    /// 1 if the query asks when and the text has a word for a time.
    TimeWords,
    /// 1 if the query asks how many and the text has a number.
    Numbers,
}

impl Feature {
    pub const COUNT: usize = 9;

    /// In the order of a [`FeatureVector`].
    pub const ALL: [Self; Self::COUNT] = [
        Self::Bm25f,
        Self::Semantic,
        Self::Speaker,
        Self::Period,
        Self::Length,
        Self::Question,
        Self::AfterQuestion,
        Self::TimeWords,
        Self::Numbers,
    ];
}

/// A value for each [`Feature`].
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct FeatureVector(pub [f32; Feature::COUNT]);

impl FeatureVector {
    /// Multiplies feature by feature.
    pub(crate) fn product(&self, other: &Self) -> Self {
        let mut product = *self;
        for (value, other) in product.0.iter_mut().zip(other.0) {
            *value *= other;
        }
        product
    }

    pub fn iter(&self) -> impl Iterator<Item = (Feature, f32)> {
        Feature::ALL.into_iter().zip(self.0)
    }
}

#[expect(
    clippy::indexing_slicing,
    reason = "there is a value for every variant: see the test"
)]
impl Index<Feature> for FeatureVector {
    type Output = f32;

    fn index(&self, feature: Feature) -> &f32 {
        &self.0[feature as usize]
    }
}

#[expect(
    clippy::indexing_slicing,
    reason = "there is a value for every variant: see the test"
)]
impl IndexMut<Feature> for FeatureVector {
    fn index_mut(&mut self, feature: Feature) -> &mut f32 {
        &mut self.0[feature as usize]
    }
}

impl FromIterator<(Feature, f32)> for FeatureVector {
    /// Features that are not listed are 0.
    fn from_iter<I: IntoIterator<Item = (Feature, f32)>>(values: I) -> Self {
        let mut vector = Self::default();
        for (feature, value) in values {
            vector[feature] = value;
        }
        vector
    }
}

/// A logistic regression model of the probability that a document answers a
/// query.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LogisticModel {
    /// The log-odds of a document whose features are all 0.
    pub intercept: f32,
    pub coefficients: FeatureVector,
}

impl LogisticModel {
    #[must_use]
    pub fn probability(&self, features: &FeatureVector) -> f32 {
        sigmoid(self.log_odds(features))
    }

    #[must_use]
    pub fn log_odds(&self, features: &FeatureVector) -> f32 {
        let contributions = self.coefficients.product(features);
        // The flags first, so that their sum can be looked up.
        contributions.0.iter().rev().fold(self.intercept, Add::add)
    }
}

pub(crate) fn sigmoid(log_odds: f32) -> f32 {
    1.0 / (1.0 + (-log_odds).exp())
}

/// The inverse of [`sigmoid`], finite also for a probability of 0.
pub(crate) fn logit(probability: f32) -> f32 {
    (probability.max(f32::MIN_POSITIVE) / (1.0 - probability)).ln()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_feature_has_the_position_of_its_discriminant() {
        for (position, feature) in Feature::ALL.into_iter().enumerate() {
            assert_eq!(feature as usize, position);
        }
    }
}
