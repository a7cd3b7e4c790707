//! The encoder as the search knows one.

use memories_search::{EmbeddingModel, ModelId, TokenEmbeddings};

use crate::{Encoder, Token};

impl EmbeddingModel for Encoder {
    fn model(&self) -> ModelId {
        self.id()
    }

    fn dimensions(&self) -> usize {
        Self::dimensions(self)
    }

    /// Without punctuation marks, which tell nothing of what is asked for and
    /// are an eighth of all tokens.
    fn encode(&self, texts: &[&str]) -> Vec<TokenEmbeddings> {
        let meaning = |(text, encoding): (&&str, crate::Encoding)| {
            let says = |token: &Token<'_>| {
                let words = text.get(token.span.clone()).unwrap_or_default();
                words.chars().any(char::is_alphanumeric)
            };
            let telling = encoding.tokens().filter(says);
            TokenEmbeddings::new(
                self.dimensions(),
                telling.map(|token| (token.span, token.vector)),
            )
        };
        let encodings = self.encode_all(texts);
        texts.iter().zip(encodings).map(meaning).collect()
    }
}
