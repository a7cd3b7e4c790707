//! From a parsed query to the features of matching documents; `docs/ranking.md`
//! has the formulas.

use super::accumulator::ScoreAccumulator;
use crate::{
    features::{Feature, FeatureVector},
    index::{
        Index,
        postings::{HashedTerm, Posting},
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
    postings: QueryPostings<'a>,
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
        let mut postings = QueryPostings::default();
        let idf: Vec<f32> = query
            .terms
            .iter()
            .map(|term| {
                let with_term = postings.add_term(term, &index.segments);
                inverse_document_frequency(documents, with_term)
            })
            .collect();
        let parameters = &index.options.parameters;
        let average_length = index.stats.average_length();
        Self {
            index,
            query,
            query_norm: idf.iter().sum::<f32>().sqrt().max(f32::MIN_POSITIVE),
            late_interaction: late_interaction(index, query, &idf),
            postings,
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
        for (position, view) in self.index.segments.iter().enumerate() {
            let segment = &*view.segment;
            scores.reset(segment.len());
            for (term, idf) in self.idf.iter().enumerate() {
                for list in self.lists(term, position) {
                    scores.add(list.postings, list.weight);
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
        let mut segments = self.index.segments.iter().enumerate();
        let Some((segment, view, number)) = segments.find_map(|(segment, view)| {
            let is_it = |entry: &DocEntry| entry.position.is_some_and(|it| it as usize == document);
            Some((segment, view, view.entries.iter().position(is_it)?))
        }) else {
            return Vec::new();
        };
        let contribution = |(position, (term, idf)): (usize, (&'a QueryTerm, &f32))| {
            let lists = self.lists(position, segment).iter();
            let frequency = lists
                .filter_map(|list| {
                    let number_of = |posting: &Posting| posting.document as usize;
                    let found = list.postings.binary_search_by_key(&number, number_of);
                    Some(list.weight * list.postings.get(found.ok()?)?.frequency)
                })
                .sum();
            let score = idf * self.bm25_tf(frequency, view, number) / self.query_norm;
            (term.word.as_str(), score)
        };
        let terms = self.query.terms.iter().zip(&self.idf);
        terms.enumerate().map(contribution).collect()
    }

    /// The postings of a term and its synonyms in a segment.
    fn lists(&self, term: usize, segment: usize) -> &[WeightedPostings<'a>] {
        self.postings
            .get(term * self.index.segments.len() + segment)
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

/// The postings of a query's terms in all segments, looked up once.
#[derive(Default)]
struct QueryPostings<'a> {
    lists: Vec<WeightedPostings<'a>>,
    /// Where the lists of each term and segment end in `lists`: by term, then by
    /// segment.
    ends: Vec<usize>,
}

/// The postings of a term or synonym in one segment.
#[derive(Clone, Copy)]
struct WeightedPostings<'a> {
    postings: &'a [Posting],
    weight: f32,
}

impl<'a> QueryPostings<'a> {
    /// Adds the lists of a term. Returns the number of documents with the term
    /// itself.
    fn add_term(&mut self, term: &QueryTerm, segments: &'a [SegmentView]) -> usize {
        let stems = term.stems.iter().map(|stem| (stem.as_str(), 1.0));
        let synonyms = term.synonyms.iter().copied();
        let hashed: Vec<(HashedTerm<'_>, f32)> = stems
            .chain(synonyms)
            .map(|(text, weight)| (HashedTerm::new(text), weight))
            .collect();
        let mut document_frequency = 0;
        for view in segments {
            let start = self.lists.len();
            let mut own = start;
            for (position, &(text, weight)) in hashed.iter().enumerate() {
                let postings = view.segment.postings.find(text);
                if !postings.is_empty() {
                    self.lists.push(WeightedPostings { postings, weight });
                }
                if position < term.stems.len() {
                    own = self.lists.len();
                }
            }
            let own = self.lists.get(start..own).unwrap_or_default();
            document_frequency += count_documents(own, view);
            self.ends.push(self.lists.len());
        }
        document_frequency
    }

    /// The lists at a position of `ends`.
    fn get(&self, position: usize) -> &[WeightedPostings<'a>] {
        let previous = position.checked_sub(1).and_then(|it| self.ends.get(it));
        let end = self.ends.get(position).copied().unwrap_or_default();
        self.lists
            .get(previous.copied().unwrap_or_default()..end)
            .unwrap_or_default()
    }
}

/// The number of live documents in any of the lists.
fn count_documents(lists: &[WeightedPostings<'_>], view: &SegmentView) -> usize {
    match lists {
        [] => return 0,
        [list] if !view.has_deletions() => return list.postings.len(),
        _ => {}
    }
    let postings = lists.iter().flat_map(|list| list.postings);
    let mut documents: Vec<u32> = postings.map(|posting| posting.document).collect();
    documents.sort_unstable();
    documents.dedup();
    documents.retain(|&document| view.is_live(document));
    documents.len()
}

fn inverse_document_frequency(documents: usize, with_term: usize) -> f32 {
    let (n, df) = (
        to_f32(documents.max(MIN_COLLECTION_SIZE)),
        to_f32(with_term),
    );
    (1.0 + (n - df + 0.5) / (df + 0.5)).ln()
}
