//! From a parsed query to the features of matching documents; `docs/ranking.md`
//! has the formulas.

use super::accumulator::ScoreAccumulator;
use crate::{
    features::{Feature, FeatureVector},
    index::{
        Index,
        postings::Posting,
        segment::DocFeatures,
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
    /// By term.
    idf: Vec<f32>,
    /// √Σ idf.
    query_norm: f32,
    /// `k1 · (1 − b)`.
    length_base: f32,
    /// `k1 · b / avg len`.
    length_slope: f32,
    late_interaction: Option<LateInteraction<'a>>,
}

impl<'a> Scorer<'a> {
    pub(crate) fn new(index: &'a Index, query: &'a ParsedQuery<'a>) -> Self {
        let documents = index.stats.documents();
        let idf: Vec<f32> = query
            .terms
            .iter()
            .map(|term| inverse_document_frequency(documents, document_frequency(index, term)))
            .collect();
        let parameters = &index.options.parameters;
        let average_length = index.stats.average_length();
        Self {
            index,
            query,
            query_norm: idf.iter().sum::<f32>().sqrt().max(f32::MIN_POSITIVE),
            late_interaction: late_interaction(index, query, &idf),
            idf,
            length_base: parameters.k1 * (1.0 - parameters.b),
            // Not used if there are no terms at all.
            length_slope: if average_length > 0.0 {
                parameters.k1 * parameters.b / average_length
            } else {
                0.0
            },
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
        for view in &self.index.segments {
            let segment = &*view.segment;
            scores.reset(segment.len());
            for (term, idf) in self.query.terms.iter().zip(&self.idf) {
                for (postings, weight) in term_postings(term, view) {
                    scores.add(postings, weight);
                }
                scores.finish_term(|frequency, document| {
                    idf * self.bm25_tf(frequency, view, document)
                });
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
        for (number, score) in scores.matches() {
            if let (Some(entry), Some(features)) =
                (view.entries.get(number), view.segment.features.get(number))
                && let Some(position) = entry.position
            {
                visit(Candidate {
                    document: position as usize,
                    timestamp: entry.timestamp,
                    bm25f: score / self.query_norm,
                    similarity: similarity(number),
                    features,
                });
            }
        }
    }

    /// The contribution of each term to a document's [`Feature::Bm25f`].
    pub(super) fn term_contributions(&self, document: usize) -> Vec<(&'a str, f32)> {
        let Some((view, number)) = self.index.segments.iter().find_map(|view| {
            let is_it = |entry: &DocEntry| entry.position.is_some_and(|it| it as usize == document);
            Some((view, view.entries.iter().position(is_it)?))
        }) else {
            return Vec::new();
        };
        let contribution = |(term, idf): (&'a QueryTerm, &f32)| {
            let frequency = term_postings(term, view)
                .filter_map(|(postings, weight)| {
                    let number_of = |posting: &Posting| posting.document as usize;
                    let found = postings.binary_search_by_key(&number, number_of);
                    Some(weight * postings.get(found.ok()?)?.frequency)
                })
                .sum();
            let score = idf * self.bm25_tf(frequency, view, number) / self.query_norm;
            (term.word.as_str(), score)
        };
        let terms = self.query.terms.iter().zip(&self.idf);
        terms.map(contribution).collect()
    }

    /// The saturated, length-normalised term frequency.
    fn bm25_tf(&self, frequency: f32, view: &SegmentView, document: usize) -> f32 {
        let length = view.segment.lengths.get(document);
        let length = length.copied().unwrap_or_default();
        frequency / (frequency + self.length_base + self.length_slope * length)
    }

    pub(crate) fn match_of(&self, candidate: &Candidate<'_>) -> Match {
        Match {
            document: candidate.document,
            features: self.features(candidate),
            has_embedding: candidate.similarity.is_some(),
        }
    }

    pub(super) fn features(&self, candidate: &Candidate<'_>) -> FeatureVector {
        let flag = |is_set: bool| f32::from(u8::from(is_set));
        let Candidate { features, .. } = candidate;
        let query = self.query;
        let speaker = match (query.speaker, features.speaker) {
            (SpeakerFilter::Any, _) | (_, None) => 0.0,
            (SpeakerFilter::Speaker(wanted), Some(speaker)) if wanted == speaker => 1.0,
            _ => -1.0,
        };
        let period = query.period;
        FeatureVector::from_iter([
            (Feature::Bm25f, candidate.bm25f),
            (Feature::Speaker, speaker),
            (Feature::Question, flag(features.is_question)),
            (Feature::AfterQuestion, flag(features.follows_question)),
            (Feature::Length, features.log_length),
            (
                Feature::TimeWords,
                flag(query.asks_when && features.has_time_word),
            ),
            (
                Feature::Numbers,
                flag(query.asks_how_many && features.has_number),
            ),
            (
                Feature::Period,
                period.map_or(0.0, |period| period.proximity(candidate.timestamp)),
            ),
            (Feature::Semantic, candidate.similarity.unwrap_or_default()),
        ])
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

/// The postings of a term and of its synonyms, with their weights.
fn term_postings<'s>(
    term: &'s QueryTerm,
    view: &'s SegmentView,
) -> impl Iterator<Item = (&'s [Posting], f32)> {
    let itself = term.stems.iter().map(|stem| (stem, 1.0));
    let synonyms = term.synonyms.iter().map(|(stem, weight)| (stem, *weight));
    let postings = &view.segment.postings;
    itself
        .chain(synonyms)
        .map(|(stem, weight)| (postings.find(stem), weight))
}

/// The number of documents with the term itself.
fn document_frequency(index: &Index, term: &QueryTerm) -> usize {
    let in_segment = |view: &SegmentView| {
        let postings = &view.segment.postings;
        let mut lists = term.stems.iter().map(|stem| postings.find(stem));
        let first = lists.next().unwrap_or_default();
        let second = lists.next().unwrap_or_default();
        if second.is_empty() && !view.has_deletions() {
            return first.len();
        }
        let mut documents: Vec<u32> = [first, second]
            .into_iter()
            .chain(lists)
            .flatten()
            .map(|posting| posting.document)
            .collect();
        documents.sort_unstable();
        documents.dedup();
        documents
            .into_iter()
            .filter(|&document| view.is_live(document))
            .count()
    };
    index.segments.iter().map(in_segment).sum()
}

fn inverse_document_frequency(documents: usize, with_term: usize) -> f32 {
    let (n, df) = (
        to_f32(documents.max(MIN_COLLECTION_SIZE)),
        to_f32(with_term),
    );
    (1.0 + (n - df + 0.5) / (df + 0.5)).ln()
}
