//! A ranking to be measured: parameters, and weights fitted to other cases than
//! those it is measured on.

use memories_search::{
    Feature, Features, Index, LogisticModel, Match, Options, Parameters, RelatedWords,
    SpeakerAliases,
};

use super::{
    Case, Question,
    fit::{Example, calibrate, fit},
    measure::Quality,
    model::Model,
};

/// What a ranking uses.
pub struct Ranker<'m> {
    /// How it is called in the table.
    pub name: &'static str,
    parameters: Parameters,
    /// Beside the words.
    features: Vec<Feature>,
    related: Option<&'static dyn RelatedWords>,
    model: Option<&'m Model>,
}

/// A question with what speaks for each memory that has anything of it.
pub struct Answered<'c> {
    /// The question.
    pub question: &'c Question,
    /// The language that is spoken, as a BCP 47 tag.
    pub language: &'c str,
    found: Vec<Match>,
    /// What a search finds, best first, with everything that ships: weights,
    /// threshold, and when nothing is found at all.
    pub hits: Vec<usize>,
}

/// The hits that are looked at.
const LIMIT: usize = 10;

impl<'m> Ranker<'m> {
    /// A ranking by words alone, for which names are words, too.
    #[must_use]
    pub fn new(name: &'static str, parameters: Parameters) -> Self {
        Self {
            name,
            parameters,
            features: Vec::new(),
            related: None,
            model: None,
        }
    }

    /// Looking at further features.
    #[must_use]
    pub fn with(mut self, features: &[Feature]) -> Self {
        self.features.extend_from_slice(features);
        self
    }

    /// Matching related words.
    #[must_use]
    pub fn related_to(self, related: Option<&'static dyn RelatedWords>) -> Self {
        Self { related, ..self }
    }

    /// Comparing meanings, under another name.
    #[must_use]
    pub fn by(self, name: &'static str, model: &'m Model) -> Self {
        let model = Some(model);
        Self {
            name,
            model,
            ..self
        }
        .with(&[Feature::Meaning])
    }

    /// Asks all questions of a case.
    #[must_use]
    pub fn answer<'c>(&self, case: &'c Case) -> Vec<Answered<'c>> {
        let knows_speakers = self.features.contains(&Feature::Speaker);
        let options = Options {
            parameters: self.parameters,
            speakers: if knows_speakers {
                case.speakers.clone()
            } else {
                SpeakerAliases::default()
            },
            related: self.related,
        };
        let documents = case.documents().map(|mut document| {
            document.speaker = document.speaker.filter(|_| knows_speakers);
            match self.model {
                Some(model) => model.understand(document),
                None => document,
            }
        });
        let index = Index::with_options(options, documents);
        let ask = |question: &'c Question| {
            let query = memories_search::Query {
                text: &question.text,
                now: Some(question.now),
                meaning: self.model.and_then(|model| model.of(&question.text)),
            };
            let hits = index.search(query, LIMIT).into_iter();
            Answered {
                question,
                language: case.language.as_deref().unwrap_or_default(),
                found: index.matches(query),
                hits: hits.map(|hit| hit.document).collect(),
            }
        };
        case.questions.iter().map(ask).collect()
    }

    /// Asks all questions of several cases.
    #[must_use]
    pub fn answer_all<'c>(&self, cases: &'c [Case]) -> Vec<Answered<'c>> {
        cases.iter().flat_map(|case| self.answer(case)).collect()
    }

    fn shipped_weights(&self) -> LogisticModel {
        let mut weights = match self.model {
            Some(_) => self.parameters.weights_with_meaning,
            None => self.parameters.weights,
        };
        let mut values = weights.features.values();
        for (feature, weight) in Feature::ALL.iter().zip(&mut values).skip(1) {
            if !self.features.contains(feature) {
                *weight = 0.0;
            }
        }
        weights.features = Features::from_values(values);
        weights
    }

    /// The weights that fit the answerable questions best.
    pub fn fit<'c: 'a, 'a>(
        &self,
        answered: impl Iterator<Item = &'a Answered<'c>> + Clone,
    ) -> LogisticModel {
        let used: Vec<Feature> = std::iter::once(Feature::Words)
            .chain(self.features.iter().copied())
            .collect();
        fit(&examples(answered), &used)
    }
}

impl Answered<'_> {
    /// The memories found with a threshold, best first.
    #[must_use]
    pub fn ranked(&self, weights: &LogisticModel, threshold: f32) -> Vec<usize> {
        let parameters = Parameters {
            weights: *weights,
            weights_with_meaning: *weights,
            threshold,
            threshold_with_meaning: threshold,
            ..Parameters::default()
        };
        let score = |one: &Match| Some((one.document, parameters.score(&one.features)?));
        let mut scored: Vec<(usize, f32)> = self.found.iter().filter_map(score).collect();
        scored.sort_by(|a, b| b.1.total_cmp(&a.1).then(b.0.cmp(&a.0)));
        scored.into_iter().map(|(at, _)| at).collect()
    }

    /// How good the ranking is.
    #[must_use]
    pub fn quality(&self, weights: &LogisticModel, threshold: f32) -> Quality {
        self.quality_of(&self.ranked(weights, threshold))
    }

    /// How good some memories are as an answer, the best first.
    #[must_use]
    pub fn quality_of(&self, ranked: &[usize]) -> Quality {
        let evidence = &self.question.evidence;
        let found: Vec<bool> = ranked.iter().map(|at| evidence.contains(at)).collect();
        Quality::of(&found, evidence.len())
    }
}

/// The answerable questions as examples to learn from.
pub fn examples<'c: 'a, 'a>(answered: impl Iterator<Item = &'a Answered<'c>>) -> Vec<Example> {
    answered
        .filter(|answered| answered.question.is_answerable())
        .map(|answered| {
            let evidence = &answered.question.evidence;
            let found = answered.found.iter();
            found
                .map(|one| (one.features, evidence.contains(&one.document)))
                .collect()
        })
        .collect()
}

/// Questions with weights that were not fitted to them.
pub struct Validated<'c> {
    parts: Vec<(Vec<Answered<'c>>, LogisticModel)>,
}

impl<'c> Validated<'c> {
    /// Each half of the cases with weights fitted to the other one, calibrated
    /// to further cases.
    #[must_use]
    pub fn crossed(ranker: &Ranker<'_>, cases: &'c [Case], further: &[Case]) -> Self {
        let (first, second) = cases.split_at(cases.len() / 2);
        let (first, second) = (ranker.answer_all(first), ranker.answer_all(second));
        let further = examples(ranker.answer_all(further).iter());
        let fit = |part: &[Answered<'c>]| calibrate(&ranker.fit(part.iter()), &further);
        let (for_second, for_first) = (fit(&first), fit(&second));
        Self {
            parts: vec![(first, for_first), (second, for_second)],
        }
    }

    /// All cases with the weights that ship, as far as the ranker uses them.
    #[must_use]
    pub fn shipped(ranker: &Ranker<'_>, cases: &'c [Case]) -> Self {
        Self {
            parts: vec![(ranker.answer_all(cases), ranker.shipped_weights())],
        }
    }

    /// All questions.
    pub fn answered(&self) -> impl Iterator<Item = (&Answered<'c>, &LogisticModel)> {
        self.parts
            .iter()
            .flat_map(|(answered, weights)| answered.iter().map(move |one| (one, weights)))
    }
}
