use crate::{MemoryKind, ProfileKey, Speaker, Subject, normalized_statement};

/// Identifies duplicates among the memories of one caller: a profile fact by its
/// name, a statement by its speaker or subject and its normalized text.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum DedupKey {
    /// The value does not count.
    Profile(ProfileKey),
    Factual(Subject, String),
    Semantic(Option<Speaker>, String),
}

impl DedupKey {
    #[must_use]
    pub fn new(text: &str, kind: &MemoryKind) -> Self {
        match kind {
            MemoryKind::Profile { key, .. } => Self::Profile(key.clone()),
            MemoryKind::Factual { subject } => Self::Factual(*subject, statement_key(text)),
            MemoryKind::Semantic { speaker, .. } => Self::Semantic(*speaker, statement_key(text)),
        }
    }
}

/// Statements without words are distinguished by their punctuation.
fn statement_key(text: &str) -> String {
    let normalized = normalized_statement(text);
    if normalized.is_empty() {
        text.to_owned()
    } else {
        normalized
    }
}
