use jiff::Timestamp;

use crate::{Annotations, CallPart, DedupKey, MemoryKind, PrivateText};

pub(super) const MAX_TEXT_CHARS: usize = 2000;

/// A memory found in a call, before a store assigns an id to it and merges it with
/// the caller's other memories.
#[derive(Debug, Clone, PartialEq)]
pub struct ExtractedMemory {
    pub text: PrivateText,
    pub kind: MemoryKind,
    pub annotations: Annotations,
    /// Where the operator declared how long it is kept; otherwise it expires like all others.
    pub expires_at: Option<Timestamp>,
}

impl ExtractedMemory {
    /// The part of the call that it was extracted from.
    #[must_use]
    pub const fn part(&self) -> CallPart {
        match self.kind {
            MemoryKind::Profile { .. } => CallPart::Profile,
            MemoryKind::Factual { .. } => CallPart::Factual,
            MemoryKind::Semantic { .. } => CallPart::Semantic,
        }
    }

    #[must_use]
    pub fn dedup_key(&self) -> DedupKey {
        DedupKey::new(&self.text, &self.kind, &self.annotations)
    }
}
