use std::fmt;

use crate::TokenEmbeddings;

pub trait EmbeddingModel: Send + Sync {
    /// Embeddings of different models must not be compared.
    fn id(&self) -> ModelId;

    fn dimensions(&self) -> usize;

    /// Embeds several texts, in order. CPU-bound: takes milliseconds per text.
    fn encode(&self, texts: &[&str]) -> Vec<TokenEmbeddings>;
}

/// A digest of everything that determines a model's output.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct ModelId([u8; 16]);

impl ModelId {
    #[must_use]
    pub const fn from_bytes(digest: [u8; 16]) -> Self {
        Self(digest)
    }

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_model_id_is_displayed_in_hexadecimal() {
        let mut digest = [0; 16];
        digest[1] = 0xab;
        let id = ModelId::from_bytes(digest);
        assert_eq!(id.to_string(), "00ab0000000000000000000000000000");
    }
}
