//! Builds indexes, from nothing or from an earlier one.

use std::sync::Arc;

use super::{
    Index,
    merge::merge_segments,
    segment::Segment,
    segment_builder::SegmentBuilder,
    segment_view::{DocEntry, SegmentView},
    stats::CollectionStats,
};
use crate::{document::Document, options::Options, speakers::SpeakerAliases};

/// A document of an updated index.
#[derive(Debug, Clone, Copy)]
pub enum DocumentUpdate<'a> {
    /// One that the earlier index has.
    Keep {
        /// Its position in the earlier index.
        document: usize,
        /// Its new timestamp.
        timestamp: i64,
    },
    Add(Document<'a>),
}

impl Index {
    /// Indexes documents with the default options. Hits refer to them by their
    /// position.
    pub fn build<'a>(documents: impl IntoIterator<Item = Document<'a>>) -> Self {
        Self::with_options(Options::default(), documents)
    }

    pub fn with_options<'a>(
        options: Options,
        documents: impl IntoIterator<Item = Document<'a>>,
    ) -> Self {
        let empty = Self {
            options,
            stats: CollectionStats::default(),
            segments: Vec::new(),
        };
        empty.update(documents.into_iter().map(DocumentUpdate::Add))
    }

    /// Appends documents; see [`update`](Self::update).
    #[must_use]
    pub fn with_added<'a>(&self, documents: impl IntoIterator<Item = Document<'a>>) -> Self {
        let mut timestamps = vec![0; self.len()];
        for entry in self.segments.iter().flat_map(|view| &view.entries) {
            let position = entry.position.map(|position| position as usize);
            if let Some(timestamp) = position.and_then(|position| timestamps.get_mut(position)) {
                *timestamp = entry.timestamp;
            }
        }
        let kept = timestamps.into_iter().enumerate();
        let kept = kept.map(|(document, timestamp)| DocumentUpdate::Keep {
            document,
            timestamp,
        });
        self.update(kept.chain(documents.into_iter().map(DocumentUpdate::Add)))
    }

    /// An index of the given documents, which reuses what this one has of them.
    /// It answers exactly as one built from scratch.
    ///
    /// Kept documents are shared, not copied: the cost is that of analysing the
    /// new documents and occasionally of merging segments. Postings of deleted
    /// documents are reclaimed at the next merge, at the latest when half of a
    /// segment is deleted. To keep a document that this index does not have, or
    /// to keep one twice, adds an empty document.
    #[must_use]
    pub fn update<'a>(&self, documents: impl IntoIterator<Item = DocumentUpdate<'a>>) -> Self {
        let mut kept = DocMapping::new(self);
        let mut stats = self.stats.clone();
        let mut builder = SegmentBuilder::new(self.options.parameters.fields, &mut stats);
        let mut added = Vec::new();
        for (position, update) in (0..=u32::MAX).zip(documents) {
            let document = match update {
                DocumentUpdate::Keep {
                    document,
                    timestamp,
                } => {
                    let entry = DocEntry {
                        position: Some(position),
                        timestamp,
                    };
                    if kept.assign(document, entry).is_some() {
                        continue;
                    }
                    Document {
                        timestamp,
                        ..Document::default()
                    }
                }
                DocumentUpdate::Add(document) => document,
            };
            builder.add(&document);
            added.push(DocEntry {
                position: Some(position),
                timestamp: document.timestamp,
            });
        }
        let added = SegmentView::new(Arc::new(builder.finish()), added.into());
        let segments = merge_segments(kept.into_segments().chain([added]));
        stats.recount(&segments);
        Self {
            options: self.options.clone(),
            stats,
            segments,
        }
    }

    /// Replaces the aliases by which queries refer to speakers.
    #[must_use]
    pub fn with_speakers(mut self, speakers: SpeakerAliases) -> Self {
        self.options.speakers = speakers;
        self
    }
}

/// Maps the documents of an earlier index to their new entries. Documents that
/// are not assigned one are deleted.
struct DocMapping {
    segments: Vec<(Arc<Segment>, Vec<DocEntry>)>,
    /// By earlier position: segment and document number, until it is assigned.
    locations: Vec<Option<(usize, usize)>>,
}

impl DocMapping {
    fn new(index: &Index) -> Self {
        let mut locations = vec![None; index.len()];
        for (segment, view) in index.segments.iter().enumerate() {
            for (number, entry) in view.entries.iter().enumerate() {
                let position = entry.position.map(|position| position as usize);
                if let Some(location) = position.and_then(|position| locations.get_mut(position)) {
                    *location = Some((segment, number));
                }
            }
        }
        let all_deleted = |view: &SegmentView| {
            let entries = vec![DocEntry::DELETED; view.entries.len()];
            (Arc::clone(&view.segment), entries)
        };
        Self {
            segments: index.segments.iter().map(all_deleted).collect(),
            locations,
        }
    }

    /// `None` if there is no such document or it has an entry already.
    fn assign(&mut self, document: usize, entry: DocEntry) -> Option<()> {
        let (segment, number) = self.locations.get_mut(document)?.take()?;
        let (_, entries) = self.segments.get_mut(segment)?;
        *entries.get_mut(number)? = entry;
        Some(())
    }

    fn into_segments(self) -> impl Iterator<Item = SegmentView> {
        let segments = self.segments.into_iter();
        segments.map(|(segment, entries)| SegmentView::new(segment, entries.into()))
    }
}
