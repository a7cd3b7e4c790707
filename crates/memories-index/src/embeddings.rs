use std::{
    collections::{HashMap, HashSet},
    fmt, mem,
    sync::Arc,
};

use memories_domain::{Memory, MemoryKind};
use memories_embedding::BinaryEmbeddings;
use sha2::{Digest, Sha256};

/// Identifies a text by its content, so that an embedding is never used for another text: an
/// edited memory has another digest.
///
/// `Debug` hides it: from a digest, a guessed text can be confirmed.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TextDigest([u8; 16]);

impl TextDigest {
    /// The first half of the text's SHA-256.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let mut digest = [0; 16];
        for (to, from) in digest.iter_mut().zip(Sha256::digest(text)) {
            *to = from;
        }
        Self(digest)
    }

    /// Restores a stored digest.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(bytes)
    }

    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 16] {
        &self.0
    }
}

impl fmt::Debug for TextDigest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TextDigest(..)")
    }
}

/// The embeddings of texts, all computed by one model. It may lack some of a record's texts.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct EmbeddingMap(HashMap<TextDigest, Arc<BinaryEmbeddings>>);

impl EmbeddingMap {
    #[must_use]
    pub fn get(&self, text: &str) -> Option<&Arc<BinaryEmbeddings>> {
        if self.0.is_empty() {
            return None;
        }
        self.0.get(&TextDigest::new(text))
    }

    #[must_use]
    pub fn contains(&self, text: &TextDigest) -> bool {
        self.0.contains_key(text)
    }

    /// How many texts have an embedding.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Shares equal embeddings with `other` instead of holding them twice.
    pub(crate) fn share_with(&mut self, other: &Self) {
        for (text, embedding) in &mut self.0 {
            if let Some(equal) = other.0.get(text).filter(|other| *other == embedding) {
                *embedding = Arc::clone(equal);
            }
        }
    }

    /// The memory that the map occupies without the embeddings.
    pub(crate) fn overhead_bytes(&self) -> usize {
        self.0.capacity() * mem::size_of::<(TextDigest, Arc<BinaryEmbeddings>)>()
    }

    /// The memory that the embeddings occupy.
    pub(crate) fn embedding_bytes(&self) -> usize {
        self.0
            .values()
            .map(|embedding| embedding.size_in_bytes())
            .sum()
    }
}

impl FromIterator<(TextDigest, Arc<BinaryEmbeddings>)> for EmbeddingMap {
    fn from_iter<I: IntoIterator<Item = (TextDigest, Arc<BinaryEmbeddings>)>>(
        embeddings: I,
    ) -> Self {
        Self(embeddings.into_iter().collect())
    }
}

impl Extend<(TextDigest, Arc<BinaryEmbeddings>)> for EmbeddingMap {
    fn extend<I: IntoIterator<Item = (TextDigest, Arc<BinaryEmbeddings>)>>(
        &mut self,
        embeddings: I,
    ) {
        self.0.extend(embeddings);
    }
}

impl fmt::Debug for EmbeddingMap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EmbeddingMap")
            .field("texts", &self.len())
            .finish_non_exhaustive()
    }
}

/// The texts whose embeddings a search uses, each once: the memories and their neighbouring
/// turns. "Where?" is no memory, but it explains "In Lisbon."
pub fn embeddable_texts(memories: &[Memory]) -> impl Iterator<Item = &str> {
    let mut seen = HashSet::new();
    let texts = memories.iter().flat_map(|memory| {
        let neighbours = match &memory.kind {
            MemoryKind::Semantic { neighbours, .. } => [
                neighbours.prev2.as_deref(),
                neighbours.prev.as_deref(),
                neighbours.next.as_deref(),
            ],
            _ => [None; 3],
        };
        neighbours.into_iter().flatten().chain([&*memory.text])
    });
    texts.filter(move |text| seen.insert(*text))
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use memories_domain::{Annotations, MemoryId, Neighbours, PrivateText, Speaker};

    use super::*;

    fn turn(text: &str, prev: Option<&str>) -> Memory {
        let neighbours = Neighbours {
            prev: prev.map(PrivateText::from),
            ..Neighbours::default()
        };
        Memory {
            id: MemoryId::generate(),
            text: text.into(),
            kind: MemoryKind::Semantic {
                speaker: Some(Speaker::Caller),
                neighbours,
            },
            created_at: Timestamp::UNIX_EPOCH,
            updated_at: Timestamp::UNIX_EPOCH,
            expires_at: None,
            source: None,
            confirmations: 0,
            annotations: Annotations::default(),
        }
    }

    #[test]
    fn the_texts_of_memories_and_their_neighbours_are_listed_once() {
        let memories = [
            turn("In Lisbon.", Some("Where?")),
            turn("By the river.", Some("In Lisbon.")),
        ];
        let texts: Vec<&str> = embeddable_texts(&memories).collect();
        assert_eq!(texts, ["Where?", "In Lisbon.", "By the river."]);
    }

    #[test]
    fn an_edited_text_has_no_embedding() {
        let embedding = Arc::new(BinaryEmbeddings::from_bytes(8, &[1]).unwrap());
        let embeddings =
            EmbeddingMap::from_iter([(TextDigest::new("In Lisbon."), Arc::clone(&embedding))]);
        assert_eq!(embeddings.get("In Lisbon."), Some(&embedding));
        assert_eq!(embeddings.get("In Lisboa."), None);
    }

    #[test]
    fn debug_output_hides_texts_and_digests() {
        let digest = TextDigest::new("In Lisbon.");
        assert_eq!(format!("{digest:?}"), "TextDigest(..)");
        let embeddings = EmbeddingMap::from_iter([(digest, Arc::default())]);
        assert_eq!(format!("{embeddings:?}"), "EmbeddingMap { texts: 1, .. }");
    }
}
