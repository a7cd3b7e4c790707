use std::ops::Range;

use ndarray::ArrayView1;

use super::tokenizer::Token;

/// The tokens of a text with their vectors, before quantisation.
#[derive(Default)]
pub(super) struct Encoding {
    spans: Vec<Range<usize>>,
    /// One after the other.
    vectors: Vec<f32>,
}

pub(super) struct EmbeddedToken<'e> {
    /// In bytes of the text.
    pub(super) span: Range<usize>,
    /// Contextual embedding, of unit length.
    pub(super) vector: &'e [f32],
}

impl Encoding {
    /// Drops `[CLS]` and `[SEP]` and normalises the other hidden states.
    pub(super) fn new<'s>(
        tokens: &[Token],
        hidden_states: impl Iterator<Item = ArrayView1<'s, f32>>,
    ) -> Self {
        let mut encoding = Self::default();
        for (token, state) in tokens.iter().zip(hidden_states) {
            if let Some(span) = &token.span {
                let length = state.dot(&state).sqrt().max(f32::MIN_POSITIVE);
                encoding.spans.push(span.clone());
                encoding
                    .vectors
                    .extend(state.iter().map(|value| value / length));
            }
        }
        encoding
    }

    pub(super) fn tokens(&self) -> impl Iterator<Item = EmbeddedToken<'_>> {
        let dimensions = self.vectors.len() / self.spans.len().max(1);
        self.spans
            .iter()
            .zip(self.vectors.chunks_exact(dimensions.max(1)))
            .map(|(span, vector)| EmbeddedToken {
                span: span.clone(),
                vector,
            })
    }
}
