use super::postings::Postings;
use crate::semantic::embedding_table::EmbeddingTable;

/// The features of a document that do not depend on the query.
#[expect(clippy::struct_excessive_bools, reason = "independent features")]
#[derive(Debug, Clone, Copy)]
pub(crate) struct DocFeatures {
    /// ln(1 + n) for n terms in the text and label.
    pub(crate) log_length: f32,
    pub(crate) speaker: Option<SpeakerId>,
    pub(crate) language: LanguageId,
    pub(crate) is_question: bool,
    pub(crate) follows_question: bool,
    pub(crate) has_time_word: bool,
    pub(crate) has_number: bool,
}

/// The position of a speaker in the [`CollectionStats`](super::stats::CollectionStats).
pub(crate) type SpeakerId = u16;

/// The position of a language in the [`CollectionStats`](super::stats::CollectionStats).
pub(crate) type LanguageId = u16;

/// Consecutively added documents, numbered from 0.
#[derive(Default)]
pub(crate) struct Segment {
    pub(crate) postings: Postings,
    /// The number of terms of each document, weighted by field.
    pub(crate) lengths: Box<[f32]>,
    pub(crate) features: Box<[DocFeatures]>,
    pub(crate) embeddings: EmbeddingTable,
}

impl Segment {
    pub(crate) fn len(&self) -> usize {
        self.lengths.len()
    }

    pub(crate) fn size_in_bytes(&self) -> usize {
        size_of::<Self>()
            + self.postings.size_in_bytes()
            + size_of_val(&*self.lengths)
            + size_of_val(&*self.features)
            + self.embeddings.size_in_bytes()
    }
}
