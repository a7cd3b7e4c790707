//! Which document has which term how often, in contiguous arrays.

use std::ops::Range;

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
pub(crate) struct Postings {
    /// All terms, one after the other.
    vocabulary: Box<str>,
    /// Where each term ends in `vocabulary`.
    term_ends: Box<[usize]>,
    entries: Box<[Posting]>,
    /// Where each term's postings end in `entries`.
    entry_ends: Box<[usize]>,
}

impl Postings {
    /// From the terms, each with its postings by document, in byte order.
    pub(crate) fn from_sorted<'t>(
        terms: impl Iterator<Item = (&'t str, &'t [Posting])> + Clone,
    ) -> Self {
        let mut vocabulary = String::new();
        let mut entries = Vec::with_capacity(terms.clone().map(|(_, list)| list.len()).sum());
        let mut ends = Vec::new();
        for (term, list) in terms {
            vocabulary.push_str(term);
            entries.extend_from_slice(list);
            ends.push((vocabulary.len(), entries.len()));
        }
        let (term_ends, entry_ends): (Vec<_>, Vec<_>) = ends.into_iter().unzip();
        Self {
            vocabulary: vocabulary.into(),
            term_ends: term_ends.into(),
            entries: entries.into(),
            entry_ends: entry_ends.into(),
        }
    }

    /// The number of a term, if any document has it.
    pub(crate) fn term_id(&self, term: &str) -> Option<TermId> {
        let mut low = 0;
        let mut high = self.term_ends.len();
        while low < high {
            let middle = low.midpoint(high);
            match self
                .vocabulary
                .get(span(&self.term_ends, middle)?)?
                .cmp(term)
            {
                std::cmp::Ordering::Equal => return Some(middle),
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
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

    pub(crate) fn size_in_bytes(&self) -> usize {
        self.vocabulary.len()
            + size_of_val(&*self.term_ends)
            + size_of_val(&*self.entries)
            + size_of_val(&*self.entry_ends)
    }
}

/// The n-th of consecutive ranges that are given by their ends.
fn span(ends: &[usize], n: usize) -> Option<Range<usize>> {
    let start = n
        .checked_sub(1)
        .map_or(Some(0), |before| ends.get(before).copied())?;
    Some(start..*ends.get(n)?)
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
