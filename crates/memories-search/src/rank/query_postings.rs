use crate::{
    index::{
        postings::{HashedTerm, Posting},
        segment_view::SegmentView,
    },
    query::QueryTerm,
};

/// The postings of a query's terms in all segments, looked up once.
pub(super) struct QueryPostings<'a> {
    segments: &'a [SegmentView],
    lists: Vec<WeightedPostings<'a>>,
    /// Where the lists of each term and segment end in `lists`: by term, then by
    /// segment.
    ends: Vec<usize>,
}

/// The postings of a term or a synonym in one segment.
#[derive(Clone, Copy)]
pub(super) struct WeightedPostings<'a> {
    pub(super) postings: &'a [Posting],
    pub(super) weight: f32,
}

impl<'a> QueryPostings<'a> {
    pub(super) fn new(segments: &'a [SegmentView]) -> Self {
        Self {
            segments,
            lists: Vec::new(),
            ends: Vec::new(),
        }
    }

    /// Looks up the next term. Returns the number of documents with the term
    /// itself.
    pub(super) fn add_term(&mut self, term: &QueryTerm) -> usize {
        let stems = term.stems.iter().map(|stem| (&**stem, 1.0));
        let synonyms = term.synonyms.iter().copied();
        let hashed: Vec<(HashedTerm<'_>, f32)> = stems
            .chain(synonyms)
            .map(|(text, weight)| (HashedTerm::new(text), weight))
            .collect();
        let mut document_frequency = 0;
        for view in self.segments {
            let start = self.lists.len();
            let mut end_of_stems = start;
            for (position, &(text, weight)) in hashed.iter().enumerate() {
                let postings = view.segment.postings.find(text);
                if !postings.is_empty() {
                    self.lists.push(WeightedPostings { postings, weight });
                }
                if position < term.stems.len() {
                    end_of_stems = self.lists.len();
                }
            }
            let of_stems = self.lists.get(start..end_of_stems);
            document_frequency += count_documents(of_stems.unwrap_or_default(), view);
            self.ends.push(self.lists.len());
        }
        document_frequency
    }

    /// The postings of a term and its synonyms in a segment.
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
    let postings = lists.iter().flat_map(|list| list.postings);
    let mut documents: Vec<u32> = postings.map(|posting| posting.document).collect();
    documents.sort_unstable();
    documents.dedup();
    documents.retain(|&document| view.is_live(document));
    documents.len()
}
