//! The index: immutable segments with their statistics.

pub(crate) mod lexicon;
mod merge;
pub(crate) mod postings;
pub(crate) mod segment;
mod segment_builder;
pub(crate) mod segment_view;
pub(crate) mod stats;
mod update;

use std::fmt;

use segment_view::SegmentView;
use stats::CollectionStats;

use crate::options::Options;

pub use update::DocumentUpdate;

/// The analysed documents of one collection.
///
/// An index is immutable and can be shared between threads; indexes derived from
/// it share its segments.
pub struct Index {
    pub(crate) options: Options,
    pub(crate) stats: CollectionStats,
    pub(crate) segments: Vec<SegmentView>,
}

impl Index {
    #[must_use]
    pub fn len(&self) -> usize {
        self.stats.documents()
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Heap and inline size, for caches bounded by bytes.
    #[must_use]
    pub fn size_in_bytes(&self) -> usize {
        let segments: usize = self.segments.iter().map(SegmentView::size_in_bytes).sum();
        size_of::<Self>() + self.stats.size_in_bytes() + segments
    }
}

impl fmt::Debug for Index {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Index")
            .field("documents", &self.len())
            .finish_non_exhaustive()
    }
}
