use std::{fmt, mem};

/// The token embeddings of a text, binary-quantised: one bit per dimension, so
/// 48 bytes per token for 384 dimensions.
///
/// `Debug` shows none of the bits: much of a text can be inferred from them.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct BinaryEmbeddings {
    dimensions: usize,
    /// The tokens one after the other, each padded to whole bytes.
    bytes: Box<[u8]>,
}

impl BinaryEmbeddings {
    /// Sets a bit for each component above zero.
    pub fn quantize<'v>(dimensions: usize, vectors: impl IntoIterator<Item = &'v [f32]>) -> Self {
        let mut bytes = Vec::new();
        for vector in vectors {
            let mut components = vector.iter().take(dimensions);
            for _ in 0..bytes_per_token(dimensions) {
                let eight = components.by_ref().take(8).enumerate();
                let set_bit = |byte, (bit, component): (usize, &f32)| {
                    byte | u8::from(*component > 0.0) << bit
                };
                bytes.push(eight.fold(0, set_bit));
            }
        }
        Self {
            dimensions,
            bytes: bytes.into(),
        }
    }

    /// The inverse of [`as_bytes`](Self::as_bytes); `None` if the length is not a
    /// multiple of a token's.
    #[must_use]
    pub fn from_bytes(dimensions: usize, bytes: &[u8]) -> Option<Self> {
        let token_length = bytes_per_token(dimensions);
        (token_length > 0 && bytes.len().is_multiple_of(token_length)).then(|| Self {
            dimensions,
            bytes: bytes.into(),
        })
    }

    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.bytes
    }

    #[must_use]
    pub fn dimensions(&self) -> usize {
        self.dimensions
    }

    /// Heap and inline size, for caches bounded by bytes.
    #[must_use]
    pub fn size_in_bytes(&self) -> usize {
        mem::size_of::<Self>() + self.bytes.len()
    }

    /// The Hamming distance to the nearest token; `None` without tokens.
    #[must_use]
    pub fn min_hamming(&self, token: &[u8]) -> Option<usize> {
        self.tokens().map(|other| hamming(other, token)).min()
    }

    /// [`min_hamming`](Self::min_hamming) for a length known at compile time,
    /// which is faster.
    #[must_use]
    pub fn min_hamming_array<const BYTES: usize>(&self, token: &[u8; BYTES]) -> Option<usize> {
        let (tokens, _) = self.bytes.as_chunks::<BYTES>();
        tokens.iter().map(|other| hamming(other, token)).min()
    }

    /// The bits of each token.
    #[must_use]
    pub fn tokens(&self) -> impl ExactSizeIterator<Item = &[u8]> {
        self.bytes
            .chunks_exact(bytes_per_token(self.dimensions).max(1))
    }
}

#[inline]
fn hamming(a: &[u8], b: &[u8]) -> usize {
    let (a_words, a_rest) = a.as_chunks::<8>();
    let (b_words, b_rest) = b.as_chunks::<8>();
    let words = a_words.iter().zip(b_words);
    let words = words.map(|(a, b)| u64::from_le_bytes(*a) ^ u64::from_le_bytes(*b));
    let rest = a_rest.iter().zip(b_rest).map(|(a, b)| a ^ b);
    let differing = words.map(u64::count_ones).chain(rest.map(u8::count_ones));
    differing.sum::<u32>() as usize
}

fn bytes_per_token(dimensions: usize) -> usize {
    dimensions.div_ceil(8)
}

impl fmt::Debug for BinaryEmbeddings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BinaryEmbeddings")
            .field("dimensions", &self.dimensions)
            .field("tokens", &self.tokens().len())
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bit_is_set_for_each_component_above_zero() {
        let vectors = [[0.5, -0.5, 0.0, 1.0], [-1.0, 2.0, -0.1, -0.2]];
        let embeddings = BinaryEmbeddings::quantize(4, vectors.iter().map(|vector| &vector[..]));
        assert_eq!(embeddings.as_bytes(), [0b1001, 0b0010]);
        assert_eq!(embeddings.tokens().count(), 2);
    }

    #[test]
    fn bytes_round_trip() {
        let vector: Vec<f32> = (0_u8..20).map(|n| f32::from(n % 3) - 0.5).collect();
        let embeddings = BinaryEmbeddings::quantize(20, [&vector[..], &vector[..]]);
        assert_eq!(embeddings.as_bytes().len(), 2 * 3);
        assert_eq!(
            BinaryEmbeddings::from_bytes(20, embeddings.as_bytes()),
            Some(embeddings)
        );
        assert_eq!(
            BinaryEmbeddings::from_bytes(384, &[]),
            Some(BinaryEmbeddings::quantize(384, []))
        );
    }

    #[test]
    fn bytes_of_another_dimension_are_rejected() {
        assert_eq!(BinaryEmbeddings::from_bytes(384, &[0; 47]), None);
        assert_eq!(BinaryEmbeddings::from_bytes(0, &[0]), None);
    }

    #[test]
    fn debug_output_shows_no_bits() {
        let embeddings = BinaryEmbeddings::from_bytes(8, &[171, 205]).unwrap();
        assert_eq!(
            format!("{embeddings:?}"),
            "BinaryEmbeddings { dimensions: 8, tokens: 2, .. }"
        );
    }
}
