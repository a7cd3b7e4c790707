//! The inverted file, in contiguous arrays.

use std::{cmp::Ordering, ops::Range};

use crate::hash::hash32;

/// A term's occurrences in one document.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Posting {
    pub(crate) document: u32,
    /// Occurrences, weighted by field.
    pub(crate) frequency: f32,
}

/// A term with its hash, in whose order terms are sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct HashedTerm<'t> {
    hash: u32,
    text: &'t str,
}

impl<'t> HashedTerm<'t> {
    pub(crate) fn new(text: &'t str) -> Self {
        Self {
            hash: hash32(text),
            text,
        }
    }

    pub(super) fn text(self) -> &'t str {
        self.text
    }
}

/// The terms sorted by hash, each with its postings by document.
#[derive(Default)]
pub(crate) struct Postings {
    /// All terms, one after the other.
    vocabulary: Box<str>,
    /// Where each term ends in `vocabulary`.
    term_ends: Box<[u32]>,
    /// Ascending.
    hashes: Box<[u32]>,
    /// The first term of each bucket: an equal part of the range of hashes, with
    /// one or two terms.
    bucket_starts: Box<[u32]>,
    entries: Box<[Posting]>,
    /// Where each term's postings end in `entries`.
    entry_ends: Box<[u32]>,
}

impl Postings {
    pub(super) fn from_sorted<'t>(
        terms: impl Iterator<Item = (HashedTerm<'t>, &'t [Posting])> + Clone,
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
    pub(crate) fn find(&self, term: HashedTerm<'_>) -> &[Posting] {
        self.term_id(term)
            .map(|id| self.postings(id))
            .unwrap_or_default()
    }

    fn term_id(&self, term: HashedTerm<'_>) -> Option<usize> {
        let buckets = self.bucket_starts.len().checked_sub(1)?;
        let bucket = bucket_of(term.hash, buckets);
        let first = *self.bucket_starts.get(bucket)? as usize;
        let end = *self.bucket_starts.get(bucket + 1)? as usize;
        let hashes = self.hashes.get(first..end)?.iter();
        (first..)
            .zip(hashes)
            .filter(|(_, hash)| **hash == term.hash)
            .map(|(id, _)| id)
            .find(|&id| self.text(id) == Some(term.text))
    }

    /// The postings of a term of [`iter`](Self::iter), by its position.
    pub(crate) fn postings(&self, term_id: usize) -> &[Posting] {
        span(&self.entry_ends, term_id)
            .and_then(|span| self.entries.get(span))
            .unwrap_or_default()
    }

    pub(crate) fn text(&self, term_id: usize) -> Option<&str> {
        self.vocabulary.get(span(&self.term_ends, term_id)?)
    }

    /// The terms in order, each with its postings.
    pub(super) fn iter(&self) -> impl Iterator<Item = (HashedTerm<'_>, &[Posting])> {
        self.hashes.iter().enumerate().filter_map(|(id, &hash)| {
            let text = self.text(id)?;
            Some((HashedTerm { hash, text }, self.postings(id)))
        })
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
            + size_of_val(&*self.hashes)
            + size_of_val(&*self.bucket_starts)
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

/// Takes terms in order.
#[derive(Default)]
struct PostingsBuilder {
    vocabulary: String,
    term_ends: Vec<u32>,
    hashes: Vec<u32>,
    entries: Vec<Posting>,
    entry_ends: Vec<u32>,
}

impl PostingsBuilder {
    /// Ignores a term without postings, and any beyond four gigabytes.
    fn push(&mut self, term: HashedTerm<'_>, postings: impl Iterator<Item = Posting>) {
        let start = self.entries.len();
        self.entries.extend(postings);
        if self.entries.len() == start {
            return;
        }
        self.vocabulary.push_str(term.text);
        let ends = (
            u32::try_from(self.vocabulary.len()),
            u32::try_from(self.entries.len()),
        );
        if let (Ok(term_end), Ok(entry_end)) = ends {
            self.term_ends.push(term_end);
            self.hashes.push(term.hash);
            self.entry_ends.push(entry_end);
        }
    }

    fn finish(self) -> Postings {
        Postings {
            vocabulary: self.vocabulary.into(),
            term_ends: self.term_ends.into(),
            bucket_starts: bucket_starts(&self.hashes),
            hashes: self.hashes.into(),
            entries: self.entries.into(),
            entry_ends: self.entry_ends.into(),
        }
    }
}

/// The bucket of a hash, ascending with it.
fn bucket_of(hash: u32, buckets: usize) -> usize {
    let bucket = (u64::from(hash) * buckets as u64) >> u32::BITS;
    usize::try_from(bucket).unwrap_or(usize::MAX)
}

/// The start of each bucket of sorted hashes, and the end of the last one.
fn bucket_starts(hashes: &[u32]) -> Box<[u32]> {
    let buckets = hashes.len() / 2 + 1;
    let mut starts = Vec::with_capacity(buckets + 1);
    for (id, &hash) in (0..).zip(hashes) {
        starts.resize(starts.len().max(bucket_of(hash, buckets) + 1), id);
    }
    let end = u32::try_from(hashes.len()).unwrap_or(u32::MAX);
    starts.resize(buckets + 1, end);
    starts.into()
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
        for count in [0, 1, 2, 30, 1_000] {
            let texts: Vec<String> = (0..count).map(|n| format!("term{n}")).collect();
            let mut terms: Vec<(HashedTerm<'_>, Posting)> = (0..)
                .zip(&texts)
                .map(|(document, text)| {
                    let frequency = 1.0;
                    let posting = Posting {
                        document,
                        frequency,
                    };
                    (HashedTerm::new(text), posting)
                })
                .collect();
            terms.sort_unstable_by_key(|&(term, _)| term);
            let sorted = terms
                .iter()
                .map(|(term, it)| (*term, std::slice::from_ref(it)));
            let postings = Postings::from_sorted(sorted);
            for (document, text) in texts.iter().enumerate() {
                let found = postings.find(HashedTerm::new(text));
                assert_eq!(found.len(), 1);
                assert_eq!(found[0].document as usize, document);
            }
            for absent in ["", "term", "term0000", "zebra"] {
                assert!(postings.find(HashedTerm::new(absent)).is_empty());
            }
        }
    }

    #[test]
    fn terms_of_equal_hash_are_told_apart() {
        let term = |text| HashedTerm { hash: 7, text };
        let posting = |document| Posting {
            document,
            frequency: 1.0,
        };
        let (first, second) = ([posting(0)], [posting(1)]);
        let terms = [(term("a"), &first[..]), (term("b"), &second[..])];
        let postings = Postings::from_sorted(terms.into_iter());
        assert_eq!(postings.find(term("b"))[0].document, 1);
        assert!(postings.find(term("c")).is_empty());
    }
}
