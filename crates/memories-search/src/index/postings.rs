//! The inverted file, in contiguous arrays.

use std::{cmp::Ordering, ops::Range};

/// A term's occurrences in one document.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Posting {
    pub(crate) document: u32,
    /// Occurrences, weighted by field.
    pub(crate) frequency: f32,
}

/// The terms in byte order, each with its postings by document.
#[derive(Default)]
pub(crate) struct Postings {
    /// All terms, one after the other.
    vocabulary: Box<str>,
    /// Where each term ends in `vocabulary`.
    term_ends: Box<[u32]>,
    entries: Box<[Posting]>,
    /// Where each term's postings end in `entries`.
    entry_ends: Box<[u32]>,
}

impl Postings {
    pub(super) fn from_sorted<'t>(
        terms: impl Iterator<Item = (&'t str, &'t [Posting])> + Clone,
    ) -> Self {
        let mut builder = PostingsBuilder::default();
        builder
            .entries
            .reserve_exact(terms.clone().map(|(_, postings)| postings.len()).sum());
        for (term, postings) in terms {
            builder.push(term, postings.iter().copied());
        }
        builder.finish()
    }

    /// The postings of a term; empty if no document has it.
    pub(crate) fn find(&self, term: &str) -> &[Posting] {
        let id = self.term_id(term);
        id.map(|id| self.postings(id)).unwrap_or_default()
    }

    fn term_id(&self, term: &str) -> Option<usize> {
        let (mut low, mut high) = (0, self.term_ends.len());
        while low < high {
            let middle = low.midpoint(high);
            match self.term(middle)?.cmp(term) {
                Ordering::Equal => return Some(middle),
                Ordering::Less => low = middle + 1,
                Ordering::Greater => high = middle,
            }
        }
        None
    }

    fn postings(&self, term_id: usize) -> &[Posting] {
        span(&self.entry_ends, term_id)
            .and_then(|span| self.entries.get(span))
            .unwrap_or_default()
    }

    /// The terms in byte order, each with its postings.
    fn iter(&self) -> impl Iterator<Item = (&str, &[Posting])> {
        (0..self.term_ends.len()).filter_map(|id| Some((self.term(id)?, self.postings(id))))
    }

    fn term(&self, term_id: usize) -> Option<&str> {
        self.vocabulary.get(span(&self.term_ends, term_id)?)
    }

    /// Drops terms without live documents. The new numbers of `second` must
    /// follow those of `first`.
    pub(super) fn merge(first: &RemappedPostings<'_>, second: &RemappedPostings<'_>) -> Self {
        let mut merged = PostingsBuilder::default();
        let (mut left, mut right) = (
            first.postings.iter().peekable(),
            second.postings.iter().peekable(),
        );
        loop {
            let order = match (left.peek(), right.peek()) {
                (Some((left, _)), Some((right, _))) => left.cmp(right),
                (Some(_), None) => Ordering::Less,
                (None, Some(_)) => Ordering::Greater,
                (None, None) => return merged.finish(),
            };
            let left = left.next_if(|_| order.is_le());
            let right = right.next_if(|_| order.is_ge());
            if let Some((term, _)) = left.or(right) {
                let left = left.map_or(&[][..], |(_, postings)| postings);
                let right = right.map_or(&[][..], |(_, postings)| postings);
                let live = first.live_postings(left).chain(second.live_postings(right));
                merged.push(term, live);
            }
        }
    }

    pub(super) fn size_in_bytes(&self) -> usize {
        self.vocabulary.len()
            + size_of_val(&*self.term_ends)
            + size_of_val(&*self.entries)
            + size_of_val(&*self.entry_ends)
    }
}

/// Postings whose documents get other numbers.
pub(super) struct RemappedPostings<'p> {
    pub(super) postings: &'p Postings,
    /// The new numbers by old number, ascending; `None` for a deleted document.
    pub(super) numbers: Vec<Option<u32>>,
}

impl RemappedPostings<'_> {
    fn live_postings<'l>(&'l self, postings: &'l [Posting]) -> impl Iterator<Item = Posting> + 'l {
        postings.iter().filter_map(|posting| {
            Some(Posting {
                document: (*self.numbers.get(posting.document as usize)?)?,
                ..*posting
            })
        })
    }
}

/// Takes terms in byte order.
#[derive(Default)]
struct PostingsBuilder {
    vocabulary: String,
    term_ends: Vec<u32>,
    entries: Vec<Posting>,
    entry_ends: Vec<u32>,
}

impl PostingsBuilder {
    /// Ignores a term without postings, and any beyond four gigabytes.
    fn push(&mut self, term: &str, postings: impl Iterator<Item = Posting>) {
        let start = self.entries.len();
        self.entries.extend(postings);
        if self.entries.len() == start {
            return;
        }
        self.vocabulary.push_str(term);
        let ends = (
            u32::try_from(self.vocabulary.len()),
            u32::try_from(self.entries.len()),
        );
        if let (Ok(term_end), Ok(entry_end)) = ends {
            self.term_ends.push(term_end);
            self.entry_ends.push(entry_end);
        }
    }

    fn finish(self) -> Postings {
        Postings {
            vocabulary: self.vocabulary.into(),
            term_ends: self.term_ends.into(),
            entries: self.entries.into(),
            entry_ends: self.entry_ends.into(),
        }
    }
}

/// The n-th of consecutive ranges that are given by their ends.
fn span(ends: &[u32], n: usize) -> Option<Range<usize>> {
    let start = n
        .checked_sub(1)
        .map_or(Some(0), |previous| ends.get(previous).copied())?;
    Some(start as usize..*ends.get(n)? as usize)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_term_is_found_with_its_own_postings() {
        let terms: Vec<(String, Vec<Posting>)> = (0..30_u32)
            .map(|n| {
                let posting = Posting {
                    document: n,
                    frequency: 1.0,
                };
                (format!("term{n:02}"), vec![posting])
            })
            .collect();
        let postings = Postings::from_sorted(
            terms
                .iter()
                .map(|(term, postings)| (term.as_str(), postings.as_slice())),
        );
        for (term, expected) in &terms {
            let found = postings.find(term);
            assert_eq!(found[0].document, expected[0].document);
            assert_eq!(found.len(), 1);
        }
        for absent in ["", "term", "term000", "zebra"] {
            assert!(postings.find(absent).is_empty());
        }
    }
}
