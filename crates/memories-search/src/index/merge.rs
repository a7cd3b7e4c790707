//! The merge policy: keeps the number of segments logarithmic.

use std::sync::Arc;

use super::{
    lexicon::Lexicon,
    postings::{Postings, RemappedPostings},
    segment::{Segment, compares_forms},
    segment_view::{DocEntry, SegmentView},
};
use crate::semantic::embedding_table::EmbeddingTableBuilder;

/// Merges neighbouring segments until each has at least twice as many live
/// documents as its successor, and rewrites those that are mostly deleted.
pub(super) fn merge_segments(segments: impl IntoIterator<Item = SegmentView>) -> Vec<SegmentView> {
    let mut merged: Vec<SegmentView> = Vec::new();
    for mut last in segments {
        while let Some(previous) = merged.pop_if(|view| view.live_docs < 2 * last.live_docs) {
            last = merge(&previous, &last);
        }
        if is_mostly_deleted(&last) {
            last = merge(&last, &SegmentView::default());
        }
        if last.live_docs > 0 {
            merged.push(last);
        }
    }
    merged
}

fn is_mostly_deleted(view: &SegmentView) -> bool {
    view.live_docs < view.segment.len() / 2
}

/// One segment of the live documents of two consecutive ones.
fn merge(first: &SegmentView, second: &SegmentView) -> SegmentView {
    let (mut lengths, mut features, mut entries) = (Vec::new(), Vec::new(), Vec::new());
    let mut embeddings = EmbeddingTableBuilder::default();
    for view in [first, second] {
        lengths.reserve_exact(view.live_docs);
        features.reserve_exact(view.live_docs);
        entries.reserve_exact(view.live_docs);
        for (_, length, doc_features) in view.documents() {
            lengths.push(length);
            features.push(*doc_features);
        }
        for (document, entry) in view.entries.iter().enumerate() {
            if entry.position.is_some() {
                entries.push(*entry);
                embeddings.add(&view.segment.embeddings.document(document));
            }
        }
    }
    let postings = Postings::merge(&remap(first, 0), &remap(second, first.live_docs));
    let segment = Segment {
        lexicon: Lexicon::new(&postings, &compares_forms(&features)),
        postings,
        lengths: lengths.into(),
        features: features.into(),
        embeddings: embeddings.finish(),
    };
    SegmentView::new(Arc::new(segment), entries.into())
}

/// The postings with the live documents renumbered from `first`.
fn remap(view: &SegmentView, first: usize) -> RemappedPostings<'_> {
    // Document numbers are below `u32::MAX`: see `SegmentBuilder::add`.
    let mut next = u32::try_from(first).unwrap_or(u32::MAX);
    let number = |entry: &DocEntry| {
        entry.position?;
        let number = next;
        next = next.saturating_add(1);
        Some(number)
    };
    RemappedPostings {
        postings: &view.segment.postings,
        numbers: view.entries.iter().map(number).collect(),
    }
}
