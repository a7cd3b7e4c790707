use std::borrow::Cow;

use crate::{
    index::{
        lexicon::{QueryForms, inflected_postings},
        postings::{HashedTerm, Posting},
        segment_view::SegmentView,
    },
    query::QueryTerm,
};

/// Documents with a form of at least this similarity count as documents with the
/// term: a word is not rare because each of its forms is.
const MIN_COUNTED_SIMILARITY: f32 = 0.65;

/// The postings of a query's terms in all segments, looked up once.
pub(super) struct QueryPostings<'a> {
    segments: &'a [SegmentView],
    form_weight: f32,
    lists: Vec<WeightedPostings<'a>>,
    /// Where the lists of each term and segment end in `lists`: by term, then by
    /// segment.
    ends: Vec<usize>,
}

/// The postings of a term, another form of it or a synonym in one segment.
#[derive(Clone)]
pub(super) struct WeightedPostings<'a> {
    pub(super) postings: Cow<'a, [Posting]>,
    pub(super) weight: f32,
}

impl<'a> QueryPostings<'a> {
    pub(super) fn new(segments: &'a [SegmentView], form_weight: f32) -> Self {
        Self {
            segments,
            form_weight,
            lists: Vec::new(),
            ends: Vec::new(),
        }
    }

    /// Looks up the next term. Returns the number of documents with the term
    /// itself or a close form of it.
    pub(super) fn add_term(&mut self, term: &QueryTerm) -> usize {
        let stems: Vec<HashedTerm<'_>> = term
            .stems
            .iter()
            .map(|stem| HashedTerm::new(stem))
            .collect();
        let synonyms: Vec<(HashedTerm<'_>, f32)> = term
            .synonyms
            .iter()
            .map(|&(stem, weight)| (HashedTerm::new(stem), weight))
            .collect();
        let has_forms = self.form_weight > 0.0
            && self
                .segments
                .iter()
                .any(|view| !view.segment.lexicon.is_empty());
        let forms = has_forms.then(|| QueryForms::new(&term.stems));
        let mut document_frequency = 0;
        for view in self.segments {
            let start = self.lists.len();
            for &stem in &stems {
                self.push(view.segment.postings.find(stem).into(), 1.0);
            }
            let forms = forms.as_ref().map(|forms| self.forms(term, forms, view));
            let (close, distant): (Vec<_>, Vec<_>) = forms
                .unwrap_or_default()
                .into_iter()
                .partition(|(_, similarity)| *similarity >= MIN_COUNTED_SIMILARITY);
            for (postings, similarity) in close {
                self.push(postings, self.form_weight * similarity);
            }
            let counted = self.lists.get(start..).unwrap_or_default();
            document_frequency += count_documents(counted, view);
            for (postings, similarity) in distant {
                self.push(postings, self.form_weight * similarity);
            }
            for &(synonym, weight) in &synonyms {
                self.push(view.segment.postings.find(synonym).into(), weight);
            }
            self.ends.push(self.lists.len());
        }
        document_frequency
    }

    fn push(&mut self, postings: Cow<'a, [Posting]>, weight: f32) {
        if !postings.is_empty() {
            self.lists.push(WeightedPostings { postings, weight });
        }
    }

    /// The postings of other forms of a term in a segment, with their
    /// similarities.
    fn forms(
        &self,
        term: &QueryTerm,
        forms: &QueryForms,
        view: &'a SegmentView,
    ) -> Vec<(Cow<'a, [Posting]>, f32)> {
        let segment = &*view.segment;
        let similar = segment
            .lexicon
            .similar(forms, &segment.postings)
            .into_iter();
        let is_other = |form: &usize| {
            let text = segment.postings.text(*form);
            !term.stems.iter().any(|stem| Some(stem.as_str()) == text)
        };
        similar
            .filter(|(form, _)| is_other(form))
            .map(|(form, similarity)| {
                let postings = inflected_postings(form, &segment.postings, &segment.features);
                (postings, similarity)
            })
            .collect()
    }

    /// The postings of a term with its forms and synonyms in a segment.
    pub(super) fn lists(&self, term: usize, segment: usize) -> &[WeightedPostings<'a>] {
        let position = term * self.segments.len() + segment;
        let previous = position.checked_sub(1).and_then(|it| self.ends.get(it));
        let start = previous.copied().unwrap_or_default();
        let end = self.ends.get(position).copied().unwrap_or_default();
        self.lists.get(start..end).unwrap_or_default()
    }
}

/// The number of live documents in any of the lists.
fn count_documents(lists: &[WeightedPostings<'_>], view: &SegmentView) -> usize {
    match lists {
        [] => return 0,
        [list] if !view.has_deletions() => return list.postings.len(),
        _ => {}
    }
    let postings = lists.iter().flat_map(|list| &*list.postings);
    let mut documents: Vec<u32> = postings.map(|posting| posting.document).collect();
    documents.sort_unstable();
    documents.dedup();
    documents.retain(|&document| view.is_live(document));
    documents.len()
}
