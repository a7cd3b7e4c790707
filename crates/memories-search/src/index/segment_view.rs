use std::sync::Arc;

use super::segment::{DocFeatures, Segment};

/// The mutable attributes of a document: they change without re-analysis.
#[derive(Debug, Clone, Copy)]
pub(crate) struct DocEntry {
    /// Its position in the index; `None` if it is deleted.
    pub(crate) position: Option<u32>,
    /// Seconds since the Unix epoch.
    pub(crate) timestamp: i64,
}

impl DocEntry {
    pub(crate) const DELETED: Self = Self {
        position: None,
        timestamp: 0,
    };
}

/// A segment as one index sees it. Indexes derived from one another share the
/// segment; each has its own entries.
#[derive(Clone, Default)]
pub(crate) struct SegmentView {
    pub(crate) segment: Arc<Segment>,
    /// By document number.
    pub(crate) entries: Box<[DocEntry]>,
    pub(super) live_docs: usize,
}

impl SegmentView {
    pub(super) fn new(segment: Arc<Segment>, entries: Box<[DocEntry]>) -> Self {
        let is_live = |entry: &&DocEntry| entry.position.is_some();
        Self {
            segment,
            live_docs: entries.iter().filter(is_live).count(),
            entries,
        }
    }

    pub(crate) fn has_deletions(&self) -> bool {
        self.live_docs < self.segment.len()
    }

    pub(crate) fn is_live(&self, document: u32) -> bool {
        let entry = self.entries.get(document as usize);
        entry.is_some_and(|entry| entry.position.is_some())
    }

    /// The live documents: their positions, lengths and features.
    pub(super) fn documents(&self) -> impl Iterator<Item = (u32, f32, &DocFeatures)> {
        let Segment {
            lengths, features, ..
        } = &*self.segment;
        let all = self.entries.iter().zip(lengths).zip(features);
        all.filter_map(|((entry, length), features)| Some((entry.position?, *length, features)))
    }

    pub(super) fn size_in_bytes(&self) -> usize {
        size_of::<Self>() + self.segment.size_in_bytes() + size_of_val(&*self.entries)
    }
}
