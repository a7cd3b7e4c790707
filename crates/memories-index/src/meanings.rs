//! What the texts of a record mean.

use std::{
    collections::{HashMap, HashSet},
    fmt, mem,
    sync::Arc,
};

use memories_domain::{Memory, MemoryKind};
use memories_embedding::BinaryEmbeddings;
use sha2::{Digest, Sha256};

/// Names a text, so that what it means is kept beside it and never taken for
/// what another one means: a memory that is reworded has another digest.
///
/// `Debug` shows nothing of it: whoever guesses a text can tell its digest.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TextDigest([u8; 16]);

impl TextDigest {
    /// Of a text: the first half of its SHA-256.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let mut digest = [0; 16];
        for (to, from) in digest.iter_mut().zip(Sha256::digest(text)) {
            *to = from;
        }
        Self(digest)
    }

    /// From [`as_bytes`](Self::as_bytes).
    #[must_use]
    pub const fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(bytes)
    }

    /// Its bytes, to be kept.
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

/// What texts mean, as far as it was computed; all by one model.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct EmbeddingMap(HashMap<TextDigest, Arc<BinaryEmbeddings>>);

impl EmbeddingMap {
    /// What a text means.
    #[must_use]
    pub fn of(&self, text: &str) -> Option<&Arc<BinaryEmbeddings>> {
        if self.0.is_empty() {
            return None;
        }
        self.0.get(&TextDigest::of(text))
    }

    /// Whether it is known what a text means.
    #[must_use]
    pub fn contains(&self, text: &TextDigest) -> bool {
        self.0.contains_key(text)
    }

    /// Of how many texts it is known.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether it is known of none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Shares the signs that `others` have, too, instead of holding them twice.
    pub(crate) fn share(&mut self, others: &Self) {
        for (text, signs) in &mut self.0 {
            if let Some(same) = others.0.get(text).filter(|other| *other == signs) {
                *signs = Arc::clone(same);
            }
        }
    }

    /// The memory they occupy without the signs.
    pub(crate) fn own_bytes(&self) -> usize {
        self.0.capacity() * mem::size_of::<(TextDigest, Arc<BinaryEmbeddings>)>()
    }

    /// The memory that the signs occupy.
    pub(crate) fn sign_bytes(&self) -> usize {
        self.0.values().map(|signs| signs.size_in_bytes()).sum()
    }
}

impl FromIterator<(TextDigest, Arc<BinaryEmbeddings>)> for EmbeddingMap {
    fn from_iter<T: IntoIterator<Item = (TextDigest, Arc<BinaryEmbeddings>)>>(known: T) -> Self {
        Self(known.into_iter().collect())
    }
}

impl Extend<(TextDigest, Arc<BinaryEmbeddings>)> for EmbeddingMap {
    fn extend<T: IntoIterator<Item = (TextDigest, Arc<BinaryEmbeddings>)>>(&mut self, known: T) {
        self.0.extend(known);
    }
}

impl fmt::Debug for EmbeddingMap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EmbeddingMap")
            .field("texts", &self.len())
            .finish_non_exhaustive()
    }
}

/// The texts whose meaning a search looks at, each once: those of the memories
/// and what was said around them. "Where?" is no memory, but "In Lisbon." is
/// understood by it.
pub fn texts(memories: &[Memory]) -> impl Iterator<Item = &str> {
    let mut seen = HashSet::new();
    let all = memories.iter().flat_map(|memory| {
        let around = match &memory.kind {
            MemoryKind::Semantic { context, .. } => [
                context.prev2.as_deref(),
                context.before.as_deref(),
                context.after.as_deref(),
            ],
            _ => [None; 3],
        };
        around.into_iter().flatten().chain([&*memory.text])
    });
    all.filter(move |text| seen.insert(*text))
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use memories_domain::{MemoryId, Neighbours, PrivateText, Speaker};

    use super::*;

    fn said(text: &str, before: Option<&str>) -> Memory {
        let context = Neighbours {
            before: before.map(PrivateText::from),
            ..Neighbours::default()
        };
        Memory {
            id: MemoryId::generate(),
            text: text.into(),
            kind: MemoryKind::Semantic {
                speaker: Some(Speaker::Caller),
                context,
            },
            created_at: Timestamp::UNIX_EPOCH,
            updated_at: Timestamp::UNIX_EPOCH,
            expires_at: None,
            source: None,
            reinforced: 0,
        }
    }

    #[test]
    fn what_was_said_around_memories_is_among_their_texts_once() {
        let memories = [
            said("In Lisbon.", Some("Where?")),
            said("By the river.", Some("In Lisbon.")),
        ];
        let texts: Vec<&str> = texts(&memories).collect();
        assert_eq!(texts, ["Where?", "In Lisbon.", "By the river."]);
    }

    #[test]
    fn a_text_that_was_reworded_means_nothing_known() {
        let signs = Arc::new(BinaryEmbeddings::from_bytes(8, &[1]).unwrap());
        let meanings =
            EmbeddingMap::from_iter([(TextDigest::of("In Lisbon."), Arc::clone(&signs))]);
        assert_eq!(meanings.of("In Lisbon."), Some(&signs));
        assert_eq!(meanings.of("In Lisboa."), None);
    }

    #[test]
    fn debug_output_shows_nothing_of_what_was_said() {
        let digest = TextDigest::of("In Lisbon.");
        assert_eq!(format!("{digest:?}"), "TextDigest(..)");
        let meanings = EmbeddingMap::from_iter([(digest, Arc::default())]);
        assert_eq!(format!("{meanings:?}"), "EmbeddingMap { texts: 1, .. }");
    }
}
