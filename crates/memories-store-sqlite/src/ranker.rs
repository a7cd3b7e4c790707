use std::{fmt, sync::Arc, time::Duration};

use memories_index::EmbeddingModel;

/// What a store ranks the answers to a question by.
#[derive(Clone, Default)]
pub enum Ranker {
    /// Words, who said them and when.
    #[default]
    Words,
    /// The same, and what is meant, as far as it was computed: for a command
    /// that searches once.
    KnownMeanings(Arc<dyn EmbeddingModel>),
    /// The same, and the store computes in the background what is missing: after
    /// it was opened, and whenever something is learned.
    Meanings(Arc<dyn EmbeddingModel>),
}

impl Ranker {
    /// How long a search in a call waits to learn what its question means. Later
    /// ones are answered as by [`Words`](Self::Words).
    pub const PATIENCE: Duration = Duration::from_millis(50);

    pub(crate) const fn encoder(&self) -> Option<&Arc<dyn EmbeddingModel>> {
        match self {
            Self::Words => None,
            Self::KnownMeanings(encoder) | Self::Meanings(encoder) => Some(encoder),
        }
    }
}

impl fmt::Debug for Ranker {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let model = self.encoder().map(|encoder| encoder.id());
        match self {
            Self::Words => f.write_str("Words"),
            Self::KnownMeanings(_) => f.debug_tuple("KnownMeanings").field(&model).finish(),
            Self::Meanings(_) => f.debug_tuple("Meanings").field(&model).finish(),
        }
    }
}
