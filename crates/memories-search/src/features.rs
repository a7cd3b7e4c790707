//! What speaks for a document, and how it adds up to a score.

/// What is looked at in a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Feature {
    /// How much of the query's information was found in it.
    Words,
    /// Whether the speaker asked about said it.
    Speaker,
    /// Whether it asks something itself.
    Question,
    /// Whether it answers a question.
    AfterQuestion,
    /// How long it is.
    Length,
    /// Whether it says when, if the query asks when.
    TimeWords,
    /// Whether it says how many, if the query asks how many.
    Numbers,
    /// Whether it was said in the time that the query names.
    Period,
    /// How much it means what the query means.
    Meaning,
}

impl Feature {
    /// All of them, in the order of their values in [`Features::values`].
    pub const ALL: [Self; 9] = [
        Self::Words,
        Self::Speaker,
        Self::Question,
        Self::AfterQuestion,
        Self::Length,
        Self::TimeWords,
        Self::Numbers,
        Self::Period,
        Self::Meaning,
    ];
}

/// One number for each [`Feature`].
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Features {
    /// BM25F divided by the root of the query's idf sum, from 0: see
    /// [`Hit::score`](crate::Hit::score).
    pub words: f32,
    /// 1 if the speaker asked about said it, −1 if another one did, 0 if the
    /// query names nobody or the document nobody's.
    pub speaker: f32,
    /// 1 if its text ends with a question mark, else 0.
    pub question: f32,
    /// 1 if what was said before it ends with a question mark, else 0.
    pub after_question: f32,
    /// ln(1 + n) for n terms in its text and label, stop words not counted.
    pub length: f32,
    /// 1 if the query asks when and the text has a word for a time, else 0.
    pub time_words: f32,
    /// 1 if the query asks how many and the text has a number, else 0.
    pub numbers: f32,
    /// 1 if it was said in the time that the query names, less soon after, else 0.
    pub period: f32,
    /// How near the tokens of the document come to those of the query, 0..1: see
    /// [`Hit::score`](crate::Hit::score). `None` where the meaning of one of the
    /// two is not known. As a weight, `None` is zero.
    pub meaning: Option<f32>,
}

impl Features {
    /// From values in the order of [`Feature::ALL`].
    #[must_use]
    pub const fn from_values(values: [f32; Feature::ALL.len()]) -> Self {
        let [
            words,
            speaker,
            question,
            after_question,
            length,
            time_words,
            numbers,
            period,
            meaning,
        ] = values;
        Self {
            words,
            speaker,
            question,
            after_question,
            length,
            time_words,
            numbers,
            period,
            meaning: Some(meaning),
        }
    }

    /// The values in the order of [`Feature::ALL`].
    #[must_use]
    pub const fn values(&self) -> [f32; Feature::ALL.len()] {
        [
            self.words,
            self.speaker,
            self.question,
            self.after_question,
            self.length,
            self.time_words,
            self.numbers,
            self.period,
            match self.meaning {
                Some(meaning) => meaning,
                None => 0.0,
            },
        ]
    }
}

/// A logistic model: from features to the odds that a document answers a query.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LogisticModel {
    /// The log-odds of a document for which all features are zero.
    pub base: f32,
    /// What one unit of each feature adds to the log-odds.
    pub features: Features,
}

impl LogisticModel {
    /// What each feature adds to the log-odds, in the order of [`Feature::ALL`].
    pub(crate) fn shares(&self, features: &Features) -> [f32; Feature::ALL.len()] {
        let mut shares = features.values();
        for (share, weight) in shares.iter_mut().zip(self.features.values()) {
            *share *= weight;
        }
        shares
    }

    /// The probability, 0..1, that a document with these features answers.
    #[must_use]
    pub fn score(&self, features: &Features) -> f32 {
        probability(self.log_odds(features))
    }

    pub(crate) fn log_odds(&self, features: &Features) -> f32 {
        self.base + self.shares(features).iter().sum::<f32>()
    }
}

/// The probability of these log-odds.
pub(crate) fn probability(log_odds: f32) -> f32 {
    1.0 / (1.0 + (-log_odds).exp())
}
