//! Truncated SHA-256 digests, which are compared instead of the texts.

use std::array;

use memories_domain::{
    ConversationId, DedupKey, PersonName, ProfileKey, ProjectId, RelationKind, Speaker, Subject,
};
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
pub(crate) fn dedup_hash(key: &DedupKey) -> i64 {
    let hash = |class: &str, statement: &str| {
        i64::from_be_bytes(digest([class.as_bytes(), b"\0", statement.as_bytes()]))
    };
    match key {
        DedupKey::Profile {
            key,
            value,
            person,
            called_for,
        } => {
            // No name of a fact contains a colon.
            let mut class = format!("profile:{}", key.as_str());
            if let Some(person) = person {
                class = format!("{class}:{}", person.to_text());
            }
            if let Some(whom) = called_for {
                let relation = whom.relation.map_or("", RelationKind::as_str);
                let name = whom.name.as_ref().map(PersonName::to_text);
                class = format!("{class}:for:{relation}:{}", name.unwrap_or_default());
            }
            hash(&class, value)
        }
        DedupKey::Factual(subject, statement) => hash(factual_class(*subject), statement),
        DedupKey::Semantic(speaker, statement, call) => {
            let class = semantic_class(*speaker);
            match call {
                None => hash(class, statement),
                Some(call) => hash(&format!("{class} {}", call.as_millisecond()), statement),
            }
        }
    }
}

/// Of all values of a profile fact, before each was a memory of its own.
pub(crate) fn single_value_hash(key: &ProfileKey) -> i64 {
    i64::from_be_bytes(digest([b"profile", b"\0", key.as_str().as_bytes()]))
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
    use memories_domain::{Annotations, MemoryKind, Neighbours, Platform, ProfileValue};

    use store_conformance::fixtures::speaker;

    use super::*;

    fn turn(speaker: Speaker) -> MemoryKind {
        MemoryKind::Semantic {
            speaker: Some(speaker),
            neighbours: Neighbours::default(),
        }
    }

    fn hash(text: &str, kind: &MemoryKind) -> i64 {
        dedup_hash(&DedupKey::new(text, kind, &Annotations::default()))
    }

    #[test]
    fn the_same_statement_of_the_same_speaker_has_one_hash_whatever_its_case() {
        assert_eq!(
            hash("I moved to Lisbon", &turn(Speaker::Caller)),
            hash("i moved to lisbon", &turn(Speaker::Caller)),
        );
    }

    #[test]
    fn two_speakers_never_share_a_hash() {
        assert_ne!(
            hash("I moved", &turn(Speaker::Caller)),
            hash("I moved", &turn(Speaker::Agent)),
        );
    }

    #[test]
    fn each_value_of_a_profile_fact_and_each_person_has_a_hash_of_its_own() {
        let fact = |value: &str, caller: Option<&str>| {
            let annotations = Annotations {
                caller: caller.map(speaker),
                ..Annotations::default()
            };
            let kind = MemoryKind::Profile {
                key: ProfileKey::parse("city").unwrap(),
                value: ProfileValue::Text(value.into()),
            };
            dedup_hash(&DedupKey::new(
                &format!("city: {value}"),
                &kind,
                &annotations,
            ))
        };
        assert_eq!(fact("Rome", None), fact("rome", None));
        assert_ne!(fact("Rome", None), fact("Oslo", None));
        assert_ne!(fact("Rome", None), fact("Rome", Some("Priya")));
        assert_ne!(fact("Rome", Some("Sam")), fact("Rome", Some("Priya")));
        assert_eq!(fact("Rome", Some("Sam")), fact("Rome", Some("Sam")));
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
