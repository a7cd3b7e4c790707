use std::borrow::Cow;

use crate::{
    index::{
        lexicon::{QueryForms, inflected_postings},
        postings::{HashedTerm, Posting},
        segment_view::SegmentView,
    },
    query::QueryTerm,
};

/// Forms of at least this similarity are of the same word, as far as one can tell,
/// and documents with them count as documents with the term: a word is not rare
/// because each of its forms is. Others are looked up if there is none of these.
const MIN_CLOSE_SIMILARITY: f32 = 0.7;

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
        let forms = self.forms(term);
        let (lists, ends) = (self.lists.len(), self.ends.len());
        let document_frequency = self.add_lists(term, &forms, MIN_CLOSE_SIMILARITY);
        if document_frequency == 0 && forms.iter().any(|segment| !segment.is_empty()) {
            self.lists.truncate(lists);
            self.ends.truncate(ends);
            self.add_lists(term, &forms, 0.0);
        }
        document_frequency
    }

    /// Adds the lists of the term itself, of its forms from a similarity on and of
    /// its synonyms. Returns the number of documents in those of the first two.
    fn add_lists(
        &mut self,
        term: &QueryTerm,
        forms: &[Vec<(usize, f32)>],
        min_similarity: f32,
    ) -> usize {
        let stems = term.stems.iter().map(|stem| (&**stem, 1.0));
        let synonyms = term.synonyms.iter().copied();
        let hashed: Vec<(HashedTerm<'_>, f32)> = stems
            .chain(synonyms)
            .map(|(text, weight)| (HashedTerm::new(text), weight))
            .collect();
        let (stems, synonyms) = hashed
            .split_at_checked(term.stems.len())
            .unwrap_or_default();
        let mut document_frequency = 0;
        for (number, view) in self.segments.iter().enumerate() {
            let postings = &view.segment.postings;
            let start = self.lists.len();
            for &(stem, weight) in stems {
                self.push(postings.find(stem).into(), weight);
            }
            let forms = forms.get(number).map(Vec::as_slice).unwrap_or_default();
            for &(form, similarity) in forms {
                if similarity >= min_similarity {
                    let postings = inflected_postings(form, postings, |document| {
                        let features = view.segment.features.get(document as usize);
                        features.is_some_and(|features| features.compares_forms)
                    });
                    self.push(postings, self.form_weight * similarity);
                }
            }
            let counted = self.lists.get(start..).unwrap_or_default();
            document_frequency += count_documents(counted, view);
            for &(synonym, weight) in synonyms {
                self.push(postings.find(synonym).into(), weight);
            }
            self.ends.push(self.lists.len());
        }
        document_frequency
    }

    /// Other forms of a term with their similarities, by segment; nothing if no
    /// segment has words to compare.
    fn forms(&self, term: &QueryTerm) -> Vec<Vec<(usize, f32)>> {
        let has_lexicon = |view: &SegmentView| !view.segment.lexicon.is_empty();
        if self.form_weight <= 0.0 || !self.segments.iter().any(has_lexicon) {
            return Vec::new();
        }
        let forms = QueryForms::new(&term.word, &term.stems);
        let of_segment = |view: &SegmentView| {
            let postings = &view.segment.postings;
            let mut similar = view.segment.lexicon.similar(&forms, postings);
            similar.retain(|(form, _)| {
                let text = postings.text(*form);
                !term.stems.iter().any(|stem| Some(stem.as_str()) == text)
            });
            similar
        };
        self.segments.iter().map(of_segment).collect()
    }

    fn push(&mut self, postings: Cow<'a, [Posting]>, weight: f32) {
        if !postings.is_empty() {
            self.lists.push(WeightedPostings { postings, weight });
        }
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
