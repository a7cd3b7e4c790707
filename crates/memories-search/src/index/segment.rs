use super::{lexicon::Lexicon, postings::Postings};
use crate::semantic::embedding_table::EmbeddingTable;

/// The features of a document that do not depend on the query.
#[derive(Debug, Clone, Copy)]
pub(crate) struct DocFeatures {
    /// ln(1 + n) for n terms in the text and label.
    pub(crate) log_length: f32,
    pub(crate) speaker: Option<SpeakerId>,
    pub(crate) language: LanguageId,
    pub(crate) flags: DocFlags,
    /// Whether the forms of its words in Latin letters are compared.
    pub(crate) compares_forms: bool,
}

/// Whether forms are compared, by document.
pub(super) fn compares_forms(features: &[DocFeatures]) -> Vec<bool> {
    let compares_forms = |document: &DocFeatures| document.compares_forms;
    features.iter().map(compares_forms).collect()
}

/// The features of a document that are true or false.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct DocFlags(u8);

impl DocFlags {
    pub(crate) const IS_QUESTION: Self = Self(1);
    pub(crate) const FOLLOWS_QUESTION: Self = Self(2);
    pub(crate) const HAS_TIME_WORD: Self = Self(4);
    pub(crate) const HAS_NUMBER: Self = Self(8);
    pub(crate) const COMBINATIONS: usize = 16;

    /// All combinations, by [`index`](Self::index).
    pub(crate) fn all() -> impl Iterator<Item = Self> {
        (0..).take(Self::COMBINATIONS).map(Self)
    }

    pub(crate) fn index(self) -> usize {
        self.0.into()
    }

    pub(crate) fn contains(self, flag: Self) -> bool {
        self.0 & flag.0 != 0
    }

    /// Adds a flag on a condition.
    #[must_use]
    pub(crate) fn with(self, flag: Self, condition: bool) -> Self {
        Self(self.0 | if condition { flag.0 } else { 0 })
    }

    #[must_use]
    pub(crate) fn intersection(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }
}

/// The position of a speaker in the [`CollectionStats`](super::stats::CollectionStats).
pub(crate) type SpeakerId = u16;

/// The position of a language in the [`CollectionStats`](super::stats::CollectionStats).
pub(crate) type LanguageId = u16;

/// Consecutively added documents, numbered from 0.
#[derive(Default)]
pub(crate) struct Segment {
    pub(crate) postings: Postings,
    /// The terms of which a query may have other forms.
    pub(crate) lexicon: Lexicon,
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
            + self.lexicon.size_in_bytes()
            + size_of_val(&*self.lengths)
            + size_of_val(&*self.features)
            + self.embeddings.size_in_bytes()
    }
}
