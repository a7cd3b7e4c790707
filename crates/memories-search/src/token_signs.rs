use std::{fmt, mem};

/// The token vectors of a text at one bit a number: what is kept of what a text
/// means, 48 bytes a token for vectors of 384 numbers.
///
/// `Debug` shows none of the bits: they tell much of what was said.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct BinaryEmbeddings {
    dimensions: usize,
    /// One token after the other, each in as many bytes as hold its bits.
    bytes: Box<[u8]>,
}

impl BinaryEmbeddings {
    /// The signs of vectors of so many numbers each: a bit is set where a number
    /// is above zero.
    pub fn of_vectors<'v>(dimensions: usize, vectors: impl IntoIterator<Item = &'v [f32]>) -> Self {
        let mut bytes = Vec::new();
        for vector in vectors {
            let mut numbers = vector.iter().take(dimensions);
            for _ in 0..bytes_per_token(dimensions) {
                let eight = numbers.by_ref().take(8).enumerate();
                let byte = |byte, (at, number): (usize, &f32)| byte | u8::from(*number > 0.0) << at;
                bytes.push(eight.fold(0, byte));
            }
        }
        Self {
            dimensions,
            bytes: bytes.into(),
        }
    }

    /// From [`as_bytes`](Self::as_bytes); `None` for bytes that are no signs of
    /// vectors of so many numbers.
    #[must_use]
    pub fn from_bytes(dimensions: usize, bytes: &[u8]) -> Option<Self> {
        let of_token = bytes_per_token(dimensions);
        (of_token > 0 && bytes.len().is_multiple_of(of_token)).then(|| Self {
            dimensions,
            bytes: bytes.into(),
        })
    }

    /// The bits alone, to be kept.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The numbers of a vector.
    #[must_use]
    pub fn dimensions(&self) -> usize {
        self.dimensions
    }

    /// The memory they occupy.
    #[must_use]
    pub fn size_in_bytes(&self) -> usize {
        mem::size_of::<Self>() + self.bytes.len()
    }

    /// In how many bits the nearest token differs from another one; `None` if
    /// there is none.
    pub(crate) fn least_distance(&self, token: &[u8]) -> Option<usize> {
        let distances = self.tokens().map(|other| distance(other, token));
        distances.min()
    }

    /// The same for tokens of a size that the compiler knows, which is faster.
    pub(crate) fn least_distance_of<const BYTES: usize>(
        &self,
        token: &[u8; BYTES],
    ) -> Option<usize> {
        let (tokens, _) = self.bytes.as_chunks::<BYTES>();
        let distances = tokens.iter().map(|other| distance(other, token));
        distances.min()
    }

    /// The bits of each token.
    pub(crate) fn tokens(&self) -> impl ExactSizeIterator<Item = &[u8]> {
        self.bytes
            .chunks_exact(bytes_per_token(self.dimensions).max(1))
    }
}

#[inline]
fn distance(one: &[u8], other: &[u8]) -> usize {
    let (words, rest) = one.as_chunks::<8>();
    let (other_words, other_rest) = other.as_chunks::<8>();
    let words = words.iter().zip(other_words);
    let words = words.map(|(one, other)| u64::from_le_bytes(*one) ^ u64::from_le_bytes(*other));
    let rest = rest.iter().zip(other_rest).map(|(one, other)| one ^ other);
    let differences = words.map(u64::count_ones).chain(rest.map(u8::count_ones));
    differences.sum::<u32>() as usize
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
    fn a_bit_is_set_where_a_number_is_above_zero() {
        let vectors = [[0.5, -0.5, 0.0, 1.0], [-1.0, 2.0, -0.1, -0.2]];
        let signs = BinaryEmbeddings::of_vectors(4, vectors.iter().map(|vector| &vector[..]));
        assert_eq!(signs.as_bytes(), [0b1001, 0b0010]);
        assert_eq!(signs.tokens().count(), 2);
    }

    #[test]
    fn what_was_kept_is_read_again() {
        let vector: Vec<f32> = (0_u8..20).map(|n| f32::from(n % 3) - 0.5).collect();
        let signs = BinaryEmbeddings::of_vectors(20, [&vector[..], &vector[..]]);
        assert_eq!(signs.as_bytes().len(), 2 * 3);
        assert_eq!(
            BinaryEmbeddings::from_bytes(20, signs.as_bytes()),
            Some(signs)
        );
        assert_eq!(
            BinaryEmbeddings::from_bytes(384, &[]),
            Some(BinaryEmbeddings::of_vectors(384, []))
        );
    }

    #[test]
    fn bytes_of_vectors_of_other_dimensions_are_refused() {
        assert_eq!(BinaryEmbeddings::from_bytes(384, &[0; 47]), None);
        assert_eq!(BinaryEmbeddings::from_bytes(0, &[0]), None);
    }

    #[test]
    fn debug_output_shows_no_bits() {
        let signs = BinaryEmbeddings::from_bytes(8, &[171, 205]).unwrap();
        assert_eq!(
            format!("{signs:?}"),
            "BinaryEmbeddings { dimensions: 8, tokens: 2, .. }"
        );
    }
}
