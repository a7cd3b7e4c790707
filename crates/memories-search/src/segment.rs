//! A run of documents with their postings.

use crate::{postings::Postings, sign_table::SignTable};

/// What is known of a document besides its words.
#[expect(clippy::struct_excessive_bools, reason = "independent observations")]
#[derive(Debug, Clone, Copy)]
pub(crate) struct Traits {
    /// ln(1 + n) for n terms in its text and label.
    pub(crate) log_length: f32,
    pub(crate) speaker: Option<SpeakerId>,
    pub(crate) language: LanguageId,
    pub(crate) is_question: bool,
    pub(crate) follows_question: bool,
    pub(crate) has_time_word: bool,
    pub(crate) has_number: bool,
}

/// The position of a speaker among those that an index knows.
pub(crate) type SpeakerId = u16;

/// The position of a language among those that an index knows.
pub(crate) type LanguageId = u16;

/// A run of documents. Their numbers in the postings count from its beginning.
#[derive(Default)]
pub(crate) struct Segment {
    pub(crate) postings: Postings,
    /// The terms of each document, weighted by field.
    pub(crate) lengths: Box<[f32]>,
    pub(crate) traits: Box<[Traits]>,
    pub(crate) signs: SignTable,
}

impl Segment {
    pub(crate) fn len(&self) -> usize {
        self.lengths.len()
    }

    pub(crate) fn size_in_bytes(&self) -> usize {
        size_of::<Self>()
            + self.postings.size_in_bytes()
            + size_of_val(&*self.lengths)
            + size_of_val(&*self.traits)
            + self.signs.size_in_bytes()
    }
}
