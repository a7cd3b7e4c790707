//! What a text means, by the token vectors of a sentence encoder.

use std::{fmt, ops::Range, sync::Arc};

use crate::BinaryEmbeddings;

/// Turns texts into what they mean.
pub trait EmbeddingModel: Send + Sync {
    /// Which model it uses: meanings by different models do not compare.
    fn model(&self) -> ModelId;

    /// The numbers of a token's vector.
    fn dimensions(&self) -> usize;

    /// What each of several texts means, in their order. It computes for
    /// milliseconds a text; nothing else waits for it on the same thread.
    fn encode(&self, texts: &[&str]) -> Vec<TokenEmbeddings>;
}

/// Which model made a meaning: a digest of the model.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct ModelId([u8; 16]);

impl ModelId {
    /// From a digest of everything that decides what the model gives.
    #[must_use]
    pub const fn from_bytes(digest: [u8; 16]) -> Self {
        Self(digest)
    }

    /// Its bytes.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 16] {
        &self.0
    }
}

impl fmt::Display for ModelId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", u128::from_be_bytes(self.0))
    }
}

impl fmt::Debug for ModelId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ModelId({self})")
    }
}

/// What a text means: where its tokens stand and the signs of their vectors.
///
/// `Debug` shows nothing of either.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct TokenEmbeddings {
    spans: Box<[Range<usize>]>,
    signs: Arc<BinaryEmbeddings>,
}

impl TokenEmbeddings {
    /// From the tokens of a text: where each stands in the text, in bytes, and
    /// its vector of so many numbers.
    pub fn new<'v>(
        dimensions: usize,
        tokens: impl IntoIterator<Item = (Range<usize>, &'v [f32])>,
    ) -> Self {
        let (spans, vectors): (Vec<_>, Vec<_>) = tokens.into_iter().unzip();
        Self {
            spans: spans.into(),
            signs: Arc::new(BinaryEmbeddings::of_vectors(dimensions, vectors)),
        }
    }

    /// Where each token stands and its bits.
    pub(crate) fn tokens(&self) -> impl Iterator<Item = (&Range<usize>, &[u8])> {
        self.spans.iter().zip(self.signs.tokens())
    }

    /// How far the text was read, in bytes.
    pub(crate) fn end(&self) -> usize {
        self.spans.last().map_or(0, |span| span.end)
    }

    /// What is kept of the text.
    #[must_use]
    pub fn signs(&self) -> &Arc<BinaryEmbeddings> {
        &self.signs
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
    fn a_model_is_shown_in_hexadecimal_digits() {
        let mut digest = [0; 16];
        digest[1] = 0xab;
        let id = ModelId::from_bytes(digest);
        assert_eq!(id.to_string(), "00ab0000000000000000000000000000");
    }

    #[test]
    fn debug_output_shows_nothing_of_the_text() {
        let meaning = TokenEmbeddings::new(8, [(3..7, &[1.0; 8][..])]);
        assert_eq!(format!("{meaning:?}"), "TokenEmbeddings { tokens: 1, .. }");
    }
}
