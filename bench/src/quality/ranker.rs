//! A ranking to evaluate, with coefficients fitted to other conversations than
//! those it is evaluated on.

use memories_search::{
    Feature, Index, LogisticModel, Match, Options, Parameters, Query, ScoringModel, SpeakerAliases,
    Synonyms,
};

use super::{
    conversation::{Conversation, Question},
    fitting::{Example, calibrate, fit},
    metrics::Metrics,
    precomputed::PrecomputedEmbeddings,
};

/// The number of hits of a search.
const LIMIT: usize = 10;

/// A configuration of the search.
pub struct Ranker<'m> {
    /// The row label of the table.
    pub name: &'static str,
    parameters: Parameters,
    /// Besides BM25F.
    features: Vec<Feature>,
    synonyms: Option<&'static dyn Synonyms>,
    embeddings: Option<&'m PrecomputedEmbeddings>,
}

impl<'m> Ranker<'m> {
    /// Uses BM25F alone; names are then ordinary words.
    #[must_use]
    pub fn new(name: &'static str, parameters: Parameters) -> Self {
        Self {
            name,
            parameters,
            features: Vec::new(),
            synonyms: None,
            embeddings: None,
        }
    }

    #[must_use]
    pub fn with_features(mut self, features: &[Feature]) -> Self {
        self.features.extend_from_slice(features);
        self
    }

    #[must_use]
    pub fn with_synonyms(self, synonyms: Option<&'static dyn Synonyms>) -> Self {
        Self { synonyms, ..self }
    }

    #[must_use]
    pub fn with_embeddings(
        self,
        name: &'static str,
        embeddings: &'m PrecomputedEmbeddings,
    ) -> Self {
        let embeddings = Some(embeddings);
        Self {
            name,
            embeddings,
            ..self
        }
        .with_features(&[Feature::Semantic])
    }

    /// Asks all questions.
    #[must_use]
    pub fn run<'c>(&self, conversations: &'c [Conversation]) -> Vec<ScoredQuestion<'c>> {
        conversations
            .iter()
            .flat_map(|conversation| self.run_one(conversation))
            .collect()
    }

    fn run_one<'c>(&self, conversation: &'c Conversation) -> Vec<ScoredQuestion<'c>> {
        let has_speakers = self.features.contains(&Feature::Speaker);
        let options = Options {
            parameters: self.parameters,
            speakers: if has_speakers {
                conversation.speakers.clone()
            } else {
                SpeakerAliases::default()
            },
            synonyms: self.synonyms,
        };
        let documents = conversation.documents().map(|mut document| {
            document.speaker = document.speaker.filter(|_| has_speakers);
            match self.embeddings {
                Some(embeddings) => embeddings.attach(document),
                None => document,
            }
        });
        let index = Index::with_options(options, documents);
        let ask = |question: &'c Question| {
            let query = Query {
                text: &question.text,
                now: Some(question.now),
                embeddings: self.embeddings.and_then(|all| all.get(&question.text)),
            };
            let hits = index.search(query, LIMIT).into_iter();
            ScoredQuestion {
                question,
                language: conversation.language.as_deref().unwrap_or_default(),
                matches: index.matches(query),
                hits: hits.map(|hit| hit.document).collect(),
            }
        };
        conversation.questions.iter().map(ask).collect()
    }

    /// The default coefficients of the features that the ranking uses.
    fn default_model(&self) -> LogisticModel {
        let scoring = self.parameters.scoring(self.embeddings.is_some());
        let coefficients = scoring.model.coefficients.iter();
        LogisticModel {
            coefficients: coefficients
                .filter(|(feature, _)| {
                    *feature == Feature::Bm25f || self.features.contains(feature)
                })
                .collect(),
            ..scoring.model
        }
    }

    /// Fits the features that the ranking uses to the answerable questions.
    pub fn fit<'c: 'a, 'a>(
        &self,
        questions: impl Iterator<Item = &'a ScoredQuestion<'c>>,
    ) -> LogisticModel {
        let used: Vec<Feature> = std::iter::once(Feature::Bm25f)
            .chain(self.features.iter().copied())
            .collect();
        fit(&examples(questions), &used)
    }
}

/// A question with its matching documents.
pub struct ScoredQuestion<'c> {
    pub question: &'c Question,
    /// Of the conversation, as a BCP 47 tag.
    pub language: &'c str,
    matches: Vec<Match>,
    /// The hits of a search with the default parameters, best first, including
    /// threshold and abstention.
    pub hits: Vec<usize>,
}

impl ScoredQuestion<'_> {
    /// The documents whose score reaches the threshold, best first.
    #[must_use]
    pub fn rank(&self, model: &LogisticModel, threshold: f32) -> Vec<usize> {
        let scoring = ScoringModel {
            model: *model,
            threshold,
        };
        let score = |one: &Match| Some((one.document, scoring.score(&one.features)?));
        let mut scored: Vec<(usize, f32)> = self.matches.iter().filter_map(score).collect();
        scored.sort_by(|a, b| b.1.total_cmp(&a.1).then(b.0.cmp(&a.0)));
        scored.into_iter().map(|(document, _)| document).collect()
    }

    /// Metrics of [`rank`](Self::rank).
    #[must_use]
    pub fn metrics(&self, model: &LogisticModel, threshold: f32) -> Metrics {
        self.metrics_of(&self.rank(model, threshold))
    }

    #[must_use]
    pub fn metrics_of(&self, ranked: &[usize]) -> Metrics {
        let evidence = &self.question.evidence;
        let is_evidence: Vec<bool> = ranked.iter().map(|it| evidence.contains(it)).collect();
        Metrics::for_question(&is_evidence, evidence.len())
    }
}

/// The answerable questions as training examples.
pub fn examples<'c: 'a, 'a>(
    questions: impl Iterator<Item = &'a ScoredQuestion<'c>>,
) -> Vec<Example> {
    questions
        .filter(|scored| scored.question.is_answerable())
        .map(|scored| {
            let evidence = &scored.question.evidence;
            let matches = scored.matches.iter();
            matches
                .map(|one| (one.features, evidence.contains(&one.document)))
                .collect()
        })
        .collect()
}

/// Questions, each with a model that was not fitted to it.
pub struct Evaluation<'c> {
    folds: Vec<(Vec<ScoredQuestion<'c>>, LogisticModel)>,
}

impl<'c> Evaluation<'c> {
    /// Fits to each half of the conversations to evaluate on the other, and
    /// calibrates on further conversations.
    #[must_use]
    pub fn cross_validate(
        ranker: &Ranker<'_>,
        conversations: &'c [Conversation],
        calibration: &[Conversation],
    ) -> Self {
        let (first, second) = conversations.split_at(conversations.len() / 2);
        let (first, second) = (ranker.run(first), ranker.run(second));
        let calibration = examples(ranker.run(calibration).iter());
        let fit = |half: &[ScoredQuestion<'c>]| calibrate(&ranker.fit(half.iter()), &calibration);
        let (for_second, for_first) = (fit(&first), fit(&second));
        Self {
            folds: vec![(first, for_first), (second, for_second)],
        }
    }

    /// Evaluates the default coefficients of the features that the ranker uses.
    #[must_use]
    pub fn with_defaults(ranker: &Ranker<'_>, conversations: &'c [Conversation]) -> Self {
        Self {
            folds: vec![(ranker.run(conversations), ranker.default_model())],
        }
    }

    pub fn questions(&self) -> impl Iterator<Item = (&ScoredQuestion<'c>, &LogisticModel)> {
        self.folds
            .iter()
            .flat_map(|(questions, model)| questions.iter().map(move |question| (question, model)))
    }
}
