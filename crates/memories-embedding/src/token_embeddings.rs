use std::{fmt, ops::Range, sync::Arc};

use crate::BinaryEmbeddings;

/// The tokens of a text: their spans and their quantised embeddings.
///
/// `Debug` shows only their number.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct TokenEmbeddings {
    spans: Box<[Range<usize>]>,
    embeddings: Arc<BinaryEmbeddings>,
}

impl TokenEmbeddings {
    /// Quantises the vectors of a text's tokens. Spans are in bytes.
    pub fn new<'v>(
        dimensions: usize,
        tokens: impl IntoIterator<Item = (Range<usize>, &'v [f32])>,
    ) -> Self {
        let (spans, vectors): (Vec<_>, Vec<_>) = tokens.into_iter().unzip();
        Self {
            spans: spans.into(),
            embeddings: Arc::new(BinaryEmbeddings::quantize(dimensions, vectors)),
        }
    }

    /// Each token's span in the text and its bits.
    pub fn tokens(&self) -> impl Iterator<Item = (&Range<usize>, &[u8])> {
        self.spans.iter().zip(self.embeddings.tokens())
    }

    /// The end of the last token. Models truncate long texts.
    #[must_use]
    pub fn end(&self) -> usize {
        self.spans.last().map_or(0, |span| span.end)
    }

    #[must_use]
    pub fn embeddings(&self) -> &Arc<BinaryEmbeddings> {
        &self.embeddings
    }
}

impl fmt::Debug for TokenEmbeddings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TokenEmbeddings")
            .field("tokens", &self.spans.len())
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_output_reveals_nothing_about_the_text() {
        let embeddings = TokenEmbeddings::new(8, [(3..7, &[1.0; 8][..])]);
        assert_eq!(
            format!("{embeddings:?}"),
            "TokenEmbeddings { tokens: 1, .. }"
        );
    }
}
