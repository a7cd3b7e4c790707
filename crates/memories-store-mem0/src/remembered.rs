//! A memory of the platform as one of ours.

use jiff::Timestamp;
use mem0_client::Memory as Stored;
use memories_domain::{Memory, MemoryId, ScoredMemory};

use crate::{expiry, metadata};

/// `None` for one that cannot be named or says nothing.
pub(crate) fn memory(stored: Stored) -> Option<Memory> {
    if stored.memory.trim().is_empty() {
        return None;
    }
    let made = stored.created_at.unwrap_or(Timestamp::UNIX_EPOCH);
    let created_at = metadata::time(&stored.metadata).unwrap_or(made);
    // The platform also says that what it has only just made was updated.
    let updated_at = stored
        .updated_at
        .filter(|updated| *updated > made)
        .map_or(created_at, |updated| updated.max(created_at));
    Some(Memory {
        id: MemoryId::parse(stored.id.as_str()).ok()?,
        kind: metadata::kind(&stored.metadata),
        source: metadata::source(&stored.metadata, made),
        text: stored.memory.into(),
        created_at,
        updated_at,
        expires_at: stored.expiration_date.and_then(expiry::end_of),
        reinforced: 0,
    })
}

/// A memory that a search found.
pub(crate) fn scored(stored: Stored) -> Option<ScoredMemory> {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "a score is no exact number"
    )]
    let score = stored.score.unwrap_or_default().clamp(0.0, 1.0) as f32;
    Some(ScoredMemory {
        memory: memory(stored)?,
        score,
    })
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn stored(json: Value) -> Stored {
        serde_json::from_value(json).unwrap()
    }

    #[test]
    fn a_memory_is_as_old_as_the_call_that_taught_it() {
        let memory = memory(stored(json!({
            "id": "m1", "memory": "Likes tea", "created_at": "2025-11-01T12:05:00Z",
            "updated_at": "2025-11-01T12:05:00Z",
            "metadata": {
                "type": "semantic", "conversation_id": "c", "timestamp": "2025-11-01T12:00:00Z",
            },
        })))
        .unwrap();
        let began: Timestamp = "2025-11-01T12:00:00Z".parse().unwrap();
        assert_eq!((memory.created_at, memory.updated_at), (began, began));
        assert_eq!(memory.source.unwrap().started_at, began);
    }

    #[test]
    fn a_change_on_the_platform_shows() {
        let memory = memory(stored(json!({
            "id": "m1", "memory": "Likes tea", "created_at": "2025-11-01T12:05:00-08:00",
            "updated_at": "2025-11-02T00:00:00Z", "expiration_date": "2026-11-20",
        })))
        .unwrap();
        assert_eq!(memory.updated_at.to_string(), "2025-11-02T00:00:00Z");
        assert_eq!(
            memory.expires_at.unwrap().to_string(),
            "2026-11-20T23:59:59.999999Z"
        );
        assert_eq!(memory.source, None);
    }

    #[test]
    fn an_id_and_a_text_suffice_and_an_empty_text_does_not() {
        assert!(memory(stored(json!({"id": "m1", "memory": "Likes tea"}))).is_some());
        assert!(memory(stored(json!({"id": "m1", "memory": " "}))).is_none());
    }

    #[test]
    fn a_score_is_from_nought_to_one() {
        for (said, expected) in [(json!(0.5), 0.5), (json!(1.7), 1.0), (json!(null), 0.0)] {
            let hit = scored(stored(json!({"id": "m", "memory": "m", "score": said}))).unwrap();
            assert!((hit.score - expected).abs() < f32::EPSILON, "{said}");
        }
    }
}
