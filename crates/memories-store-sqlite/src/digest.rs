//! Short fingerprints, so that what is compared need not be kept.

use std::array;

use memories_domain::{MemoryKind, Speaker, Subject, statement_key};
use sha2::{Digest, Sha256};

/// What two memories of one owner have in common that say the same: the name
/// of a profile fact; else who said the statement, or whom it is about, and the
/// statement. An owner has one memory per slot.
pub(crate) fn slot(text: &str, kind: &MemoryKind) -> i64 {
    let (class, words) = match kind {
        MemoryKind::Profile { key, .. } => ("profile", key.as_str().to_owned()),
        MemoryKind::Factual { subject } => (about(*subject), statement(text)),
        MemoryKind::Semantic { speaker, .. } => (said_by(*speaker), statement(text)),
    };
    i64::from_be_bytes(digest([class.as_bytes(), b"\0", words.as_bytes()]))
}

/// The name under which the ledger knows a conversation.
pub(crate) fn conversation(id: &str) -> [u8; 16] {
    digest([id.as_bytes()])
}

/// The statement without case and punctuation; of one that is nothing else, the
/// text itself.
fn statement(text: &str) -> String {
    let key = statement_key(text);
    if key.is_empty() { text.to_owned() } else { key }
}

const fn about(subject: Subject) -> &'static str {
    match subject {
        Subject::Caller => "about caller",
        Subject::Agent => "about agent",
    }
}

const fn said_by(speaker: Option<Speaker>) -> &'static str {
    match speaker {
        Some(Speaker::Caller) => "said by caller",
        Some(Speaker::Agent) => "said by agent",
        None => "said",
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
    use memories_domain::{Neighbours, ProfileKey, ProfileValue};

    use super::*;

    fn said(speaker: Speaker) -> MemoryKind {
        MemoryKind::Semantic {
            speaker: Some(speaker),
            context: Neighbours::default(),
        }
    }

    #[test]
    fn the_same_words_of_the_same_speaker_share_a_slot_whatever_their_case() {
        assert_eq!(
            slot("I moved to Lisbon", &said(Speaker::Caller)),
            slot("i moved to lisbon", &said(Speaker::Caller)),
        );
    }

    #[test]
    fn two_speakers_never_share_a_slot() {
        assert_ne!(
            slot("I moved", &said(Speaker::Caller)),
            slot("I moved", &said(Speaker::Agent)),
        );
    }

    #[test]
    fn a_profile_fact_keeps_its_slot_when_its_value_changes() {
        let fact = |value: &str| MemoryKind::Profile {
            key: ProfileKey::parse("city").unwrap(),
            value: ProfileValue::Text(value.into()),
        };
        assert_eq!(
            slot("city: Rome", &fact("Rome")),
            slot("city: Oslo", &fact("Oslo"))
        );
    }

    #[test]
    fn statements_without_any_word_are_told_apart() {
        assert_ne!(
            slot("🙂", &said(Speaker::Caller)),
            slot("🙁", &said(Speaker::Caller))
        );
    }

    #[test]
    fn the_ledgers_name_is_the_first_half_of_a_sha256() {
        assert_eq!(
            hex::encode(conversation("abc")),
            "ba7816bf8f01cfea414140de5dae2223"
        );
    }
}
