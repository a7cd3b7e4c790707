//! Which documents of a segment stand where in an index.

use std::sync::Arc;

use crate::{
    postings::{Postings, Renumbered},
    segment::{Segment, Traits},
    sign_table::SignTableBuilder,
};

/// Where a document of a segment stands in an index, and what else can change
/// without a look at its words.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Place {
    /// Its position in the index; `None` if the index has it no more.
    pub(crate) position: Option<u32>,
    /// Seconds since the Unix epoch.
    pub(crate) recency: i64,
}

impl Place {
    /// Of a document that the index has no more.
    pub(crate) const GONE: Self = Self {
        position: None,
        recency: 0,
    };
}

/// A segment in an index. The segment is shared by all indexes that grew from
/// one another, the places are those of one index.
#[derive(Clone, Default)]
pub(crate) struct Run {
    pub(crate) segment: Arc<Segment>,
    pub(crate) places: Box<[Place]>,
    present: usize,
}

impl Run {
    /// The segment with as many places.
    pub(crate) fn new(segment: Arc<Segment>, places: Box<[Place]>) -> Self {
        let is_present = |place: &&Place| place.position.is_some();
        Self {
            segment,
            present: places.iter().filter(is_present).count(),
            places,
        }
    }

    /// Whether the index has all documents of the segment.
    pub(crate) fn is_complete(&self) -> bool {
        self.present == self.segment.len()
    }

    /// The documents that the index has: their positions, lengths and traits.
    pub(crate) fn documents(&self) -> impl Iterator<Item = (u32, f32, &Traits)> {
        let Segment {
            lengths, traits, ..
        } = &*self.segment;
        let all = self.places.iter().zip(lengths).zip(traits);
        all.filter_map(|((place, length), traits)| Some((place.position?, *length, traits)))
    }

    pub(crate) fn size_in_bytes(&self) -> usize {
        size_of::<Self>() + self.segment.size_in_bytes() + size_of_val(&*self.places)
    }

    /// Whether most of its documents are gone.
    fn is_sparse(&self) -> bool {
        self.present < self.segment.len() / 2
    }

    /// One run of what is left of two that follow each other.
    fn joined(&self, next: &Self) -> Self {
        let (mut lengths, mut traits, mut places) = (Vec::new(), Vec::new(), Vec::new());
        let mut signs = SignTableBuilder::default();
        for run in [self, next] {
            lengths.reserve_exact(run.present);
            traits.reserve_exact(run.present);
            places.reserve_exact(run.present);
            for (_, length, of_document) in run.documents() {
                lengths.push(length);
                traits.push(*of_document);
            }
            for (document, place) in run.places.iter().enumerate() {
                if place.position.is_some() {
                    places.push(*place);
                    signs.add(&run.segment.signs.of(document));
                }
            }
        }
        let segment = Segment {
            postings: Postings::joined(&self.renumbered(0), &next.renumbered(self.present)),
            lengths: lengths.into(),
            traits: traits.into(),
            signs: signs.finish(),
        };
        Self::new(Arc::new(segment), places.into())
    }

    /// The postings with new numbers for the documents that are left.
    fn renumbered(&self, first: usize) -> Renumbered<'_> {
        // Documents have numbers below `u32::MAX`: see `Builder::add`.
        let mut next = u32::try_from(first).unwrap_or(u32::MAX);
        let number = |place: &Place| {
            place.position?;
            let number = next;
            next = next.saturating_add(1);
            Some(number)
        };
        Renumbered {
            postings: &self.segment.postings,
            numbers: self.places.iter().map(number).collect(),
        }
    }
}

/// Joins small runs, so that there are never more than the logarithm of the
/// number of documents: each has at least twice as many as its successor. What
/// is gone is left out where it is most of a run.
pub(crate) fn tidied(runs: impl IntoIterator<Item = Run>) -> Vec<Run> {
    let mut tidy: Vec<Run> = Vec::new();
    for mut last in runs {
        while let Some(before) = tidy.pop_if(|before| before.present < 2 * last.present) {
            last = before.joined(&last);
        }
        if last.is_sparse() {
            last = last.joined(&Run::default());
        }
        if last.present > 0 {
            tidy.push(last);
        }
    }
    tidy
}
