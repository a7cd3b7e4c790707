//! Truncated SHA-256 digests, which are compared instead of the texts.

use std::array;

use memories_domain::{ConversationId, DedupKey, MemoryKind, ProjectId, Speaker, Subject};
use sha2::{Digest, Sha256};

/// A conversation of a project.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct ConversationDigest([u8; 16]);

impl ConversationDigest {
    pub(crate) fn new(project: &ProjectId, conversation: &ConversationId) -> Self {
        let conversation = conversation.qualified();
        Self::from_qualified(project.as_str(), &conversation)
    }

    /// From the columns of a row.
    pub(crate) fn from_qualified(project: &str, conversation: &str) -> Self {
        Self(digest([project.as_bytes(), b"\0", conversation.as_bytes()]))
    }

    pub(crate) const fn as_bytes(&self) -> &[u8; 16] {
        &self.0
    }
}

/// Equal for duplicates; a partition has one memory per hash.
pub(crate) fn dedup_hash(text: &str, kind: &MemoryKind) -> i64 {
    let (class, statement) = match DedupKey::new(text, kind) {
        DedupKey::Profile(key) => ("profile", key.as_str().to_owned()),
        DedupKey::Factual(subject, statement) => (factual_class(subject), statement),
        DedupKey::Semantic(speaker, statement) => (semantic_class(speaker), statement),
    };
    i64::from_be_bytes(digest([class.as_bytes(), b"\0", statement.as_bytes()]))
}

const fn factual_class(subject: Subject) -> &'static str {
    match subject {
        Subject::Caller => "factual caller",
        Subject::Agent => "factual agent",
    }
}

const fn semantic_class(speaker: Option<Speaker>) -> &'static str {
    match speaker {
        Some(Speaker::Caller) => "semantic caller",
        Some(Speaker::Agent) => "semantic agent",
        None => "semantic",
    }
}

/// The first bytes of the SHA-256 of `parts`, at most 32.
fn digest<const BYTES: usize, const PARTS: usize>(parts: [&[u8]; PARTS]) -> [u8; BYTES] {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update(part);
    }
    let mut bytes = hasher.finalize().into_iter();
    array::from_fn(|_| bytes.next().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use memories_domain::{Neighbours, Platform, ProfileKey, ProfileValue};

    use super::*;

    fn turn(speaker: Speaker) -> MemoryKind {
        MemoryKind::Semantic {
            speaker: Some(speaker),
            neighbours: Neighbours::default(),
        }
    }

    #[test]
    fn the_same_statement_of_the_same_speaker_has_one_hash_whatever_its_case() {
        assert_eq!(
            dedup_hash("I moved to Lisbon", &turn(Speaker::Caller)),
            dedup_hash("i moved to lisbon", &turn(Speaker::Caller)),
        );
    }

    #[test]
    fn two_speakers_never_share_a_hash() {
        assert_ne!(
            dedup_hash("I moved", &turn(Speaker::Caller)),
            dedup_hash("I moved", &turn(Speaker::Agent)),
        );
    }

    #[test]
    fn a_profile_fact_keeps_its_hash_when_its_value_changes() {
        let fact = |value: &str| MemoryKind::Profile {
            key: ProfileKey::parse("city").unwrap(),
            value: ProfileValue::Text(value.into()),
        };
        assert_eq!(
            dedup_hash("city: Rome", &fact("Rome")),
            dedup_hash("city: Oslo", &fact("Oslo"))
        );
    }

    #[test]
    fn a_conversation_has_another_digest_in_another_project() {
        let conversation = ConversationId::new(Platform::ElevenLabs, "conv_1").unwrap();
        let digest = |project| {
            let project = ProjectId::parse(project).unwrap();
            ConversationDigest::new(&project, &conversation)
        };
        assert_eq!(digest("one"), digest("one"));
        assert_ne!(digest("one"), digest("two"));
        let columns = ConversationDigest::from_qualified("one", "elevenlabs:conv_1");
        assert_eq!(digest("one"), columns);
    }
}
