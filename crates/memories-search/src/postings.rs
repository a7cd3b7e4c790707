//! Which document has which term how often, in contiguous arrays.

use std::{cmp::Ordering, ops::Range};

/// A term's number: its rank in the sorted vocabulary.
pub(crate) type TermId = usize;

/// A term's occurrence in one document.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Posting {
    pub(crate) document: u32,
    /// Occurrences, weighted by field.
    pub(crate) frequency: f32,
}

/// The vocabulary in byte order and, for each term, its postings by document.
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
    /// From the terms, each with its postings by document, in byte order.
    pub(crate) fn from_sorted<'t>(
        terms: impl Iterator<Item = (&'t str, &'t [Posting])> + Clone,
    ) -> Self {
        let mut writer = Writer::default();
        writer
            .entries
            .reserve_exact(terms.clone().map(|(_, list)| list.len()).sum());
        for (term, list) in terms {
            writer.push(term, list.iter().copied());
        }
        writer.finish()
    }

    /// The number of a term, if any document has it.
    pub(crate) fn term_id(&self, term: &str) -> Option<TermId> {
        let mut low = 0;
        let mut high = self.term_ends.len();
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

    /// The documents that have a term, ascending.
    pub(crate) fn of(&self, term: TermId) -> &[Posting] {
        span(&self.entry_ends, term)
            .and_then(|span| self.entries.get(span))
            .unwrap_or_default()
    }

    /// The terms in byte order, each with its postings.
    fn iter(&self) -> impl Iterator<Item = (&str, &[Posting])> {
        (0..self.term_ends.len()).filter_map(|term| Some((self.term(term)?, self.of(term))))
    }

    fn term(&self, term: TermId) -> Option<&str> {
        self.vocabulary.get(span(&self.term_ends, term)?)
    }

    /// Both in one, without the terms that no document is left of. The numbers of
    /// `later` follow those of `sooner`.
    pub(crate) fn joined(sooner: &Renumbered<'_>, later: &Renumbered<'_>) -> Self {
        let mut joined = Writer::default();
        let (mut left, mut right) = (
            sooner.postings.iter().peekable(),
            later.postings.iter().peekable(),
        );
        loop {
            let order = match (left.peek(), right.peek()) {
                (Some((left, _)), Some((right, _))) => left.cmp(right),
                (Some(_), None) => Ordering::Less,
                (None, Some(_)) => Ordering::Greater,
                (None, None) => return joined.finish(),
            };
            let own = left.next_if(|_| order.is_le());
            let others = right.next_if(|_| order.is_ge());
            if let Some((term, _)) = own.or(others) {
                let own = own.map_or(&[][..], |(_, list)| list);
                let others = others.map_or(&[][..], |(_, list)| list);
                joined.push(term, sooner.left_of(own).chain(later.left_of(others)));
            }
        }
    }

    pub(crate) fn size_in_bytes(&self) -> usize {
        self.vocabulary.len()
            + size_of_val(&*self.term_ends)
            + size_of_val(&*self.entries)
            + size_of_val(&*self.entry_ends)
    }
}

/// Postings with other numbers for their documents.
pub(crate) struct Renumbered<'p> {
    pub(crate) postings: &'p Postings,
    /// By present number, ascending; `None` for a document that is left out.
    pub(crate) numbers: Vec<Option<u32>>,
}

impl Renumbered<'_> {
    fn left_of<'l>(&'l self, list: &'l [Posting]) -> impl Iterator<Item = Posting> + 'l {
        list.iter().filter_map(|posting| {
            Some(Posting {
                document: (*self.numbers.get(posting.document as usize)?)?,
                ..*posting
            })
        })
    }
}

/// Collects terms with their postings, in byte order.
#[derive(Default)]
struct Writer {
    vocabulary: String,
    term_ends: Vec<u32>,
    entries: Vec<Posting>,
    entry_ends: Vec<u32>,
}

impl Writer {
    /// Adds the next term, unless it has no postings or four gigabytes are full.
    fn push(&mut self, term: &str, list: impl Iterator<Item = Posting>) {
        let before = self.entries.len();
        self.entries.extend(list);
        if self.entries.len() == before {
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
        .map_or(Some(0), |before| ends.get(before).copied())?;
    Some(start as usize..*ends.get(n)? as usize)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_term_is_found_with_its_own_postings() {
        let lists: Vec<(String, Vec<Posting>)> = (0..30_u32)
            .map(|n| {
                (
                    format!("term{n:02}"),
                    vec![Posting {
                        document: n,
                        frequency: 1.0,
                    }],
                )
            })
            .collect();
        let postings = Postings::from_sorted(
            lists
                .iter()
                .map(|(term, list)| (term.as_str(), list.as_slice())),
        );
        for (term, list) in &lists {
            let id = postings.term_id(term).unwrap();
            assert_eq!(postings.of(id)[0].document, list[0].document);
            assert_eq!(postings.of(id).len(), 1);
        }
        for absent in ["", "term", "term000", "zebra"] {
            assert_eq!(postings.term_id(absent), None);
        }
    }
}
