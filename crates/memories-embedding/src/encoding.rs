use std::{fmt, ops::Range};

use ndarray::ArrayView1;

use crate::tokenizer::Piece;

/// The tokens of a text with their vectors; `Debug` shows none of either.
#[derive(Clone, Default, PartialEq)]
pub struct Encoding {
    spans: Vec<Range<usize>>,
    /// One after the other.
    vectors: Vec<f32>,
}

/// A word or a part of one.
#[derive(Clone, PartialEq)]
pub struct Token<'e> {
    /// Where it stands in the text, in bytes.
    pub span: Range<usize>,
    /// What it means in this text: a vector of length one.
    pub vector: &'e [f32],
}

impl Encoding {
    /// From the pieces of a text and the model's state for each; the two marks
    /// around them stand for nothing in the text and are left out.
    pub(crate) fn of<'s>(
        pieces: &[Piece],
        states: impl Iterator<Item = ArrayView1<'s, f32>>,
    ) -> Self {
        let mut encoding = Self::default();
        for (piece, state) in pieces.iter().zip(states) {
            if let Some(span) = &piece.span {
                let length = state.dot(&state).sqrt().max(f32::MIN_POSITIVE);
                encoding.spans.push(span.clone());
                encoding
                    .vectors
                    .extend(state.iter().map(|value| value / length));
            }
        }
        encoding
    }

    /// The tokens in the order of the text.
    pub fn tokens(&self) -> impl Iterator<Item = Token<'_>> {
        let dimensions = self.vectors.len() / self.spans.len().max(1);
        self.spans
            .iter()
            .zip(self.vectors.chunks_exact(dimensions.max(1)))
            .map(|(span, vector)| Token {
                span: span.clone(),
                vector,
            })
    }

    /// How many tokens there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.spans.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.spans.is_empty()
    }
}

impl fmt::Debug for Encoding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Encoding")
            .field("tokens", &self.len())
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for Token<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Token")
            .field("span", &self.span)
            .finish_non_exhaustive()
    }
}
