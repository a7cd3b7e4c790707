use std::fmt;

use crate::{
    RelatedWords,
    best::Best,
    document::Document,
    explanation::{Explanation, explain},
    parameters::Parameters,
    population::Population,
    query::{Asked, Query},
    ranking::{Match, Matches},
    revision::{DocumentUpdate, revised},
    run::Run,
    speakers::SpeakerAliases,
};

/// How an index ranks.
#[derive(Clone)]
pub struct Options {
    /// The numbers that decide.
    pub parameters: Parameters,
    /// By which words a query means whom.
    pub speakers: SpeakerAliases,
    /// English words that mean nearly the same; `None` matches words only.
    pub related: Option<&'static dyn RelatedWords>,
}

impl Default for Options {
    /// The best parameters, speakers by their own names, and the table of
    /// related words that ships with the crate.
    fn default() -> Self {
        Self {
            parameters: Parameters::default(),
            speakers: SpeakerAliases::default(),
            #[cfg(feature = "related-words")]
            related: Some(crate::related::Table::shipped()),
            #[cfg(not(feature = "related-words"))]
            related: None,
        }
    }
}

/// The analysed documents of one collection, ready to be searched.
///
/// An index never changes; it can be shared between threads.
pub struct Index {
    pub(crate) options: Options,
    pub(crate) population: Population,
    pub(crate) runs: Vec<Run>,
}

/// A document that was found.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Hit {
    /// Its position in the order in which the index got the documents.
    pub document: usize,
    /// How likely it answers the query, 0..1.
    ///
    /// A logistic model of what speaks for the document ([`Features`](crate::Features)), with the
    /// weights of [`Parameters::weights`](Parameters):
    ///
    /// ```text
    /// score = 1 / (1 + exp(−(base + Σ weight · feature)))
    /// ```
    ///
    /// The most telling feature is that of the words, simple BM25F (S. Robertson,
    /// H. Zaragoza: *The Probabilistic Relevance Framework: BM25 and Beyond*,
    /// 2009, section 3.6) without the constant factor `k1 + 1`, and with the
    /// query's length taken out as far as was measured best:
    ///
    /// ```text
    /// words(q, d) = Σ idf(t) · tf(t, d) / (tf(t, d) + k1 · (1 − b + b · len(d) / avg len)) / √Σ idf(t)
    /// idf(t)      = ln(1 + (N − df(t) + 0.5) / (df(t) + 0.5))
    /// tf(t, d)    = Σ w(field) · (n(t, field) + Σ g(s) · n(u, field))
    /// g(s)        = scale · (s − τ) / (1 − τ)
    /// ```
    ///
    /// The sums run over the distinct terms t of the query, those that no
    /// document has included. `n` counts occurrences; u is each term related to
    /// t with a similarity s above τ. `len` counts the terms of all fields with
    /// the fields' weights; `df` counts the documents that have t itself in any
    /// field, `N` all documents, but at least 300: few documents tell nothing of
    /// how rare a word is.
    ///
    /// Where both the query and the document's own text come with their meaning,
    /// the meaning is late interaction (O. Khattab, M. Zaharia: *`ColBERT`*, 2020)
    /// at one bit a dimension, and the weights are
    /// [`Parameters::weights_with_meaning`](Parameters):
    ///
    /// ```text
    /// meaning(q, d) = Σ idf(i) · max { w(text) · near(i, text) } / Σ idf(i)
    /// near(i, text) = max { 1 − 2 · differing bits(i, j) / dimensions, 0 }
    /// ```
    ///
    /// The sums run over the tokens i of the query that stand in one of the terms
    /// above, at most the 32 most telling ones, with the idf of that term; the
    /// first maximum over the text of the document and those around it, each with
    /// its weight ([`ContextWeights`](crate::ContextWeights), 1 for the text
    /// itself); the second over the tokens j of that text.
    ///
    /// The weights were fitted to questions about long conversations, the scale
    /// to the evaluation set in `bench/evaluation`: there, of hits with a score
    /// of 0.2 about one in five is what was asked for. Elsewhere scores compare,
    /// also across queries.
    pub score: f32,
}

impl Index {
    /// Analyses documents, in the order in which hits will refer to them.
    pub fn build<'a>(documents: impl IntoIterator<Item = Document<'a>>) -> Self {
        Self::with_options(Options::default(), documents)
    }

    /// As [`build`](Self::build), ranking as `options` say.
    pub fn with_options<'a>(
        options: Options,
        documents: impl IntoIterator<Item = Document<'a>>,
    ) -> Self {
        let empty = Self {
            options,
            population: Population::default(),
            runs: Vec::new(),
        };
        empty.with_added(documents)
    }

    /// An index of these documents and further ones; see [`revised`](Self::revised).
    #[must_use]
    pub fn with_added<'a>(&self, documents: impl IntoIterator<Item = Document<'a>>) -> Self {
        let mut recencies = vec![0; self.len()];
        for (slot, recency) in self.recencies() {
            if let Some(slot) = recencies.get_mut(slot) {
                *slot = recency;
            }
        }
        let kept = recencies.into_iter().enumerate();
        let kept = kept.map(|(document, recency)| DocumentUpdate::Kept { document, recency });
        self.revised(kept.chain(documents.into_iter().map(DocumentUpdate::New)))
    }

    /// An index of other documents, of which it has some already. It answers
    /// exactly as one that was built from nothing.
    ///
    /// The words of what is kept are shared, not copied: the cost is about that of
    /// analysing what is new, and now and then of joining it with what came
    /// before. The words of what is not kept go with the next joining, at the
    /// latest when half of those around them are gone. A document that this
    /// index does not have, or that was named before, is an empty one.
    #[must_use]
    pub fn revised<'a>(&self, documents: impl IntoIterator<Item = DocumentUpdate<'a>>) -> Self {
        revised(self, documents)
    }

    /// The same index for queries that mean whom `speakers` say.
    #[must_use]
    pub fn with_speakers(mut self, speakers: SpeakerAliases) -> Self {
        self.options.speakers = speakers;
        self
    }

    /// The best `limit` of the documents that answer a query.
    ///
    /// Higher scores come first; of equal ones the newer document, then the one
    /// that was built in first. A query without a telling word finds nothing, nor
    /// does one of which nothing seems to be on record: see [`Abstention`](crate::Abstention).
    #[must_use]
    pub fn search<'q>(&self, query: impl Into<Query<'q>>, limit: usize) -> Vec<Hit> {
        let asked = Asked::understand(query.into(), &self.population, &self.options);
        let matches = Matches::new(self, &asked);
        let mut best = Best::new(limit, &matches, &self.options.parameters);
        matches.for_each(|seen| best.see(&seen));
        best.into_hits()
    }

    /// Every document that has anything the query asks for, in no particular
    /// order: what weights are fitted to.
    #[must_use]
    pub fn matches<'q>(&self, query: impl Into<Query<'q>>) -> Vec<Match> {
        let asked = Asked::understand(query.into(), &self.population, &self.options);
        let (matches, mut found) = (Matches::new(self, &asked), Vec::new());
        matches.for_each(|seen| {
            found.push(Match {
                document: seen.document,
                features: matches.features(&seen),
            });
        });
        found
    }

    /// Why a document has the score it has; `None` if it has nothing that the
    /// query asks for.
    #[must_use]
    pub fn explain<'q>(&self, query: impl Into<Query<'q>>, document: usize) -> Option<Explanation> {
        let asked = Asked::understand(query.into(), &self.population, &self.options);
        explain(self, &asked, document)
    }

    /// How many documents there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.population.documents()
    }

    /// Whether there are no documents.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The memory that the index occupies, for caches bounded by bytes.
    #[must_use]
    pub fn size_in_bytes(&self) -> usize {
        let runs: usize = self.runs.iter().map(Run::size_in_bytes).sum();
        size_of::<Self>() + self.population.size_in_bytes() + runs
    }

    /// The documents with their recencies, in no particular order.
    fn recencies(&self) -> impl Iterator<Item = (usize, i64)> {
        let places = self.runs.iter().flat_map(|run| &run.places);
        places.filter_map(|place| Some((place.position? as usize, place.recency)))
    }
}

impl fmt::Debug for Index {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Index")
            .field("documents", &self.len())
            .finish_non_exhaustive()
    }
}
