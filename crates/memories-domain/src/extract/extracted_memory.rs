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

    /// When it expires, in a call whose memories expire at `call_expires_at`: at the earlier time.
    #[must_use]
    pub fn expiry(&self, call_expires_at: Option<Timestamp>) -> Option<Timestamp> {
        match (self.expires_at, call_expires_at) {
            (Some(own), Some(of_call)) => Some(own.min(of_call)),
            (own, of_call) => own.or(of_call),
        }
    }

    #[must_use]
    pub fn dedup_key(&self) -> DedupKey {
        DedupKey::new(&self.text, &self.kind, &self.annotations)
    }
}
