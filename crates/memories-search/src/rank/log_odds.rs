use crate::{
    features::{Feature, FeatureVector, LogisticModel},
    index::segment::DocFlags,
};

/// A model prepared for the matches of one query: flags are looked up instead of
/// multiplied and added. Gives exactly [`LogisticModel::log_odds`].
pub(super) struct LogOdds {
    /// Intercept and flags.
    by_flags: [f32; DocFlags::COMBINATIONS],
    coefficients: FeatureVector,
}

/// The features that are no flags.
pub(super) struct Quantities {
    pub(super) length: f32,
    pub(super) period: f32,
    pub(super) speaker: f32,
    pub(super) semantic: f32,
    pub(super) bm25f: f32,
}

impl LogOdds {
    pub(super) fn new(model: &LogisticModel) -> Self {
        let mut by_flags = [0.0; DocFlags::COMBINATIONS];
        for (flags, log_odds) in DocFlags::all().zip(&mut by_flags) {
            *log_odds = model.log_odds(&flag_features(flags).into_iter().collect());
        }
        Self {
            by_flags,
            coefficients: model.coefficients,
        }
    }

    #[inline]
    pub(super) fn log_odds(&self, flags: DocFlags, quantities: &Quantities) -> f32 {
        let by_flags = self.by_flags.get(flags.index()).copied();
        // In the order of `LogisticModel::log_odds`.
        by_flags.unwrap_or_default()
            + self.coefficients[Feature::Length] * quantities.length
            + self.coefficients[Feature::Period] * quantities.period
            + self.coefficients[Feature::Speaker] * quantities.speaker
            + self.coefficients[Feature::Semantic] * quantities.semantic
            + self.coefficients[Feature::Bm25f] * quantities.bm25f
    }
}

pub(super) fn flag_features(flags: DocFlags) -> [(Feature, f32); 4] {
    [
        (Feature::Question, DocFlags::IS_QUESTION),
        (Feature::AfterQuestion, DocFlags::FOLLOWS_QUESTION),
        (Feature::TimeWords, DocFlags::HAS_TIME_WORD),
        (Feature::Numbers, DocFlags::HAS_NUMBER),
    ]
    .map(|(feature, flag)| (feature, f32::from(u8::from(flags.contains(flag)))))
}
