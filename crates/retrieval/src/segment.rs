//! A run of documents with their postings.

use std::sync::Arc;

use crate::postings::Postings;

/// What is known of a document besides its words.
#[expect(clippy::struct_excessive_bools, reason = "independent observations")]
#[derive(Debug, Clone, Copy)]
pub(crate) struct Traits {
    /// Seconds since the Unix epoch.
    pub(crate) recency: i64,
    /// ln(1 + n) for n terms in its text and label.
    pub(crate) log_length: f32,
    pub(crate) speaker: Option<SpeakerId>,
    pub(crate) is_question: bool,
    pub(crate) follows_question: bool,
    pub(crate) has_time_word: bool,
    pub(crate) has_number: bool,
}

/// The position of a speaker among those of an index.
pub(crate) type SpeakerId = u16;

/// A run of documents. Their numbers in the postings count from its beginning.
pub(crate) struct Segment {
    pub(crate) postings: Postings,
    /// The terms of each document, weighted by field.
    pub(crate) lengths: Box<[f32]>,
    pub(crate) traits: Box<[Traits]>,
}

impl Segment {
    pub(crate) fn len(&self) -> usize {
        self.lengths.len()
    }

    /// One run of two that follow each other.
    pub(crate) fn joined(&self, next: &Self) -> Self {
        Self {
            postings: self.postings.joined(&next.postings, self.len()),
            lengths: [&*self.lengths, &*next.lengths].concat().into(),
            traits: [&*self.traits, &*next.traits].concat().into(),
        }
    }

    pub(crate) fn size_in_bytes(&self) -> usize {
        size_of::<Self>()
            + self.postings.size_in_bytes()
            + size_of_val(&*self.lengths)
            + size_of_val(&*self.traits)
    }
}

/// Appends a run, joining small ones so that there are never more than the
/// logarithm of the number of documents: each is at least twice its successor.
pub(crate) fn append(segments: &mut Vec<Arc<Segment>>, mut last: Segment) {
    while let Some(before) = segments.pop_if(|before| before.len() < 2 * last.len()) {
        last = before.joined(&last);
    }
    if last.len() > 0 {
        segments.push(Arc::new(last));
    }
}
