//! From a parsed query to the features of matching documents; `docs/ranking.md`
//! has the formulas.

use super::{
    accumulator::{ScoreAccumulator, bm25_tf},
    log_odds::{LogOdds, Quantities, flag_features},
    query_postings::QueryPostings,
};
use crate::{
    features::{Feature, FeatureVector},
    index::{
        Index,
        postings::Posting,
        segment::{DocFeatures, DocFlags},
        segment_view::{DocEntry, SegmentView},
    },
    num::to_f32,
    query::{ParsedQuery, QueryTerm, SpeakerFilter},
    semantic::late_interaction::{LateInteraction, QueryToken},
};

/// Smaller collections are treated as this large: among few documents every term
/// is rare.
const MIN_COLLECTION_SIZE: usize = 300;

/// A document that matches a query.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Match {
    /// Its position in the index.
    pub document: usize,
    pub features: FeatureVector,
    /// Whether it was compared by embeddings.
    pub has_embedding: bool,
}

/// A matching document before its features are computed.
pub(crate) struct Candidate<'s> {
    pub(super) document: usize,
    pub(super) timestamp: i64,
    pub(super) bm25f: f32,
    /// `None` if it was not compared by embeddings.
    pub(super) similarity: Option<f32>,
    features: &'s DocFeatures,
}

pub(crate) struct Scorer<'a> {
    index: &'a Index,
    query: &'a ParsedQuery<'a>,
    postings: QueryPostings<'a>,
    /// By term.
    idf: Vec<f32>,
    /// √Σ idf.
    query_norm: f32,
    length_norm: LengthNorm,
    late_interaction: Option<LateInteraction<'a>>,
    lexical: LogOdds,
    semantic: LogOdds,
    /// The flags that the query asks for.
    flag_mask: DocFlags,
}

/// `k1 · (1 − b + b · len / avg len)`.
#[derive(Clone, Copy)]
struct LengthNorm {
    base: f32,
    slope: f32,
}

impl LengthNorm {
    fn new(index: &Index) -> Self {
        let parameters = &index.options.parameters;
        let average = index.stats.average_length();
        Self {
            base: parameters.k1 * (1.0 - parameters.b),
            // Not used if there are no terms at all.
            slope: if average > 0.0 {
                parameters.k1 * parameters.b / average
            } else {
                0.0
            },
        }
    }

    fn of(self, length: f32) -> f32 {
        self.base + self.slope * length
    }
}

impl<'a> Scorer<'a> {
    pub(crate) fn new(index: &'a Index, query: &'a ParsedQuery<'a>) -> Self {
        let documents = index.stats.documents();
        let parameters = &index.options.parameters;
        let mut postings = QueryPostings::new(&index.segments, parameters.form_weight);
        let idf: Vec<f32> = query
            .terms
            .iter()
            .map(|term| inverse_document_frequency(documents, postings.add_term(term)))
            .collect();
        Self {
            index,
            query,
            postings,
            query_norm: idf.iter().sum::<f32>().sqrt().max(f32::MIN_POSITIVE),
            late_interaction: late_interaction(index, query, &idf),
            idf,
            length_norm: LengthNorm::new(index),
            lexical: LogOdds::new(&parameters.lexical.model),
            semantic: LogOdds::new(&parameters.semantic.model),
            flag_mask: DocFlags::IS_QUESTION
                .with(DocFlags::FOLLOWS_QUESTION, true)
                .with(DocFlags::HAS_TIME_WORD, query.asks_when)
                .with(DocFlags::HAS_NUMBER, query.asks_how_many),
        }
    }

    pub(super) fn is_semantic(&self) -> bool {
        self.late_interaction.is_some()
    }

    pub(super) fn query_norm(&self) -> f32 {
        self.query_norm
    }

    /// Calls `visit` with each matching document, in no particular order.
    pub(crate) fn for_each(&self, mut visit: impl FnMut(Candidate<'a>)) {
        let mut scores = ScoreAccumulator::default();
        for (number, view) in self.index.segments.iter().enumerate() {
            let segment = &*view.segment;
            let lengths = segment.lengths.iter();
            scores.reset(lengths.map(|&length| self.length_norm.of(length)));
            for (term, &idf) in self.idf.iter().enumerate() {
                scores.add_term(idf, self.postings.lists(term, number));
            }
            if let Some(period) = self.query.period {
                let is_within = |entry: &DocEntry| period.proximity(entry.timestamp) > 0.0;
                scores.include(view.entries.iter().map(is_within));
            }
            match &self.late_interaction {
                None => self.visit_matches(view, &scores, |_| None, &mut visit),
                Some(query) => {
                    let similarities = query.score_segment(&segment.embeddings);
                    scores.include(similarities.comparable());
                    let similarity = |number| similarities.document(number);
                    self.visit_matches(view, &scores, similarity, &mut visit);
                }
            }
        }
    }

    fn visit_matches(
        &self,
        view: &'a SegmentView,
        scores: &ScoreAccumulator,
        similarity: impl Fn(usize) -> Option<f32>,
        visit: &mut impl FnMut(Candidate<'a>),
    ) {
        let inverse_norm = 1.0 / self.query_norm;
        for number in scores.matches() {
            let number = number as usize;
            if let (Some(entry), Some(features)) =
                (view.entries.get(number), view.segment.features.get(number))
                && let Some(position) = entry.position
            {
                visit(Candidate {
                    document: position as usize,
                    timestamp: entry.timestamp,
                    bm25f: scores.score(number) * inverse_norm,
                    similarity: similarity(number),
                    features,
                });
            }
        }
    }

    /// The contribution of each term to a document's [`Feature::Bm25f`].
    pub(super) fn term_contributions(&self, document: usize) -> Vec<(&'a str, f32)> {
        let mut segments = self.index.segments.iter().enumerate();
        let Some((segment, view, number)) = segments.find_map(|(segment, view)| {
            let is_it = |entry: &DocEntry| entry.position.is_some_and(|it| it as usize == document);
            Some((segment, view, view.entries.iter().position(is_it)?))
        }) else {
            return Vec::new();
        };
        let length = view.segment.lengths.get(number).copied();
        let length_norm = self.length_norm.of(length.unwrap_or_default());
        let contribution = |(position, (term, idf)): (usize, (&'a QueryTerm, &f32))| {
            let lists = self.postings.lists(position, segment).iter();
            let frequency = lists
                .filter_map(|list| {
                    let number_of = |posting: &Posting| posting.document as usize;
                    let found = list.postings.binary_search_by_key(&number, number_of);
                    Some(list.weight * list.postings.get(found.ok()?)?.frequency)
                })
                .sum();
            let score = idf * bm25_tf(frequency, length_norm) / self.query_norm;
            (term.word.as_str(), score)
        };
        let terms = self.query.terms.iter().zip(&self.idf);
        terms.enumerate().map(contribution).collect()
    }

    pub(crate) fn match_of(&self, candidate: &Candidate<'_>) -> Match {
        Match {
            document: candidate.document,
            features: self.features(candidate),
            has_embedding: candidate.similarity.is_some(),
        }
    }

    fn features(&self, candidate: &Candidate<'_>) -> FeatureVector {
        let quantities = self.quantities(candidate);
        let quantities = [
            (Feature::Bm25f, quantities.bm25f),
            (Feature::Semantic, quantities.semantic),
            (Feature::Speaker, quantities.speaker),
            (Feature::Period, quantities.period),
            (Feature::Length, quantities.length),
        ];
        let flags = flag_features(self.flags(candidate));
        quantities.into_iter().chain(flags).collect()
    }

    #[inline]
    pub(super) fn log_odds(&self, candidate: &Candidate<'_>) -> f32 {
        let model = match candidate.similarity {
            Some(_) => &self.semantic,
            None => &self.lexical,
        };
        model.log_odds(self.flags(candidate), &self.quantities(candidate))
    }

    #[inline]
    fn flags(&self, candidate: &Candidate<'_>) -> DocFlags {
        candidate.features.flags.intersection(self.flag_mask)
    }

    #[inline]
    fn quantities(&self, candidate: &Candidate<'_>) -> Quantities {
        let period = self.query.period;
        Quantities {
            length: candidate.features.log_length,
            period: period.map_or(0.0, |period| period.proximity(candidate.timestamp)),
            speaker: match (self.query.speaker, candidate.features.speaker) {
                (SpeakerFilter::Any, _) | (_, None) => 0.0,
                (SpeakerFilter::Speaker(wanted), Some(speaker)) if wanted == speaker => 1.0,
                _ => -1.0,
            },
            semantic: candidate.similarity.unwrap_or_default(),
            bm25f: candidate.bm25f,
        }
    }
}

fn late_interaction<'a>(
    index: &Index,
    query: &'a ParsedQuery<'a>,
    idf: &[f32],
) -> Option<LateInteraction<'a>> {
    let query = query.embedding.as_ref()?;
    let idf_at = |byte| {
        let idf = query.terms_at(byte).filter_map(|term| idf.get(term));
        idf.copied().fold(0.0, f32::max)
    };
    let embeddings = query.embeddings;
    let tokens = embeddings.tokens().map(|(span, bits)| QueryToken {
        bits,
        idf: idf_at(span.start),
    });
    let dimensions = embeddings.embeddings().dimensions();
    LateInteraction::new(dimensions, tokens, index.options.parameters.context)
}

fn inverse_document_frequency(documents: usize, with_term: usize) -> f32 {
    let (n, df) = (
        to_f32(documents.max(MIN_COLLECTION_SIZE)),
        to_f32(with_term),
    );
    (1.0 + (n - df + 0.5) / (df + 0.5)).ln()
}
