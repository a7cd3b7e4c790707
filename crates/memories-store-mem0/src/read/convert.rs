//! Converts the platform's memories to ours.

use jiff::Timestamp;
use mem0_client::Memory as StoredMemory;
use memories_domain::{Memory, MemoryId, MemoryKind, ScoredMemory, Standing};

use crate::{
    expiry,
    metadata::{self, EDITED_AT},
    statements::Statements,
};

/// `None` for a memory without a usable id or text.
pub(crate) fn memory(stored: StoredMemory) -> Option<Memory> {
    if stored.memory.trim().is_empty() {
        return None;
    }
    let stored_at = stored.created_at.unwrap_or(Timestamp::UNIX_EPOCH);
    let kind = metadata::kind(&stored.metadata);
    let statements = statements(&stored);
    let stated_at = statements.latest().map_or(stored_at, |latest| latest.at);
    let changed_at = if matches!(kind, MemoryKind::Profile { .. }) {
        // The platform's time is that at which we added a statement.
        metadata::time(&stored.metadata, EDITED_AT)
    } else {
        // The platform sets both times when it creates a memory.
        stored
            .updated_at
            .filter(|updated_at| *updated_at > stored_at)
    };
    Some(Memory {
        id: MemoryId::parse(stored.id.as_str()).ok()?,
        kind,
        annotations: metadata::annotations(&stored.metadata),
        source: metadata::source(&stored.metadata, stored_at),
        text: stored.memory.into(),
        created_at: statements.first_at().unwrap_or(stated_at),
        updated_at: changed_at.map_or(stated_at, |changed_at| changed_at.max(stated_at)),
        expires_at: stored.expiration_date.and_then(expiry::from_date),
        confirmations: u32::try_from(statements.earlier().len()).unwrap_or(u32::MAX),
    })
}

/// The calls that stated a memory: one, except for profile facts.
pub(crate) fn statements(stored: &StoredMemory) -> Statements {
    let stored_at = stored.created_at.unwrap_or(Timestamp::UNIX_EPOCH);
    Statements::from_metadata(&stored.metadata, stored_at)
}

/// A search result.
pub(crate) fn scored_memory(stored: StoredMemory) -> Option<ScoredMemory> {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "the precision of a score does not matter"
    )]
    let score = stored.score.unwrap_or_default().clamp(0.0, 1.0) as f32;
    let memory = memory(stored)?;
    Some(ScoredMemory {
        days: memory.annotations.times.clone(),
        memory,
        score,
        standing: Standing::default(),
        person: None,
    })
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn stored(json: Value) -> StoredMemory {
        serde_json::from_value(json).unwrap()
    }

    #[test]
    fn a_memory_is_as_old_as_its_call() {
        let memory = memory(stored(json!({
            "id": "m1", "memory": "Likes tea", "created_at": "2025-11-01T12:05:00Z",
            "updated_at": "2025-11-01T12:05:00Z",
            "metadata": {
                "type": "semantic", "conversation_id": "c", "timestamp": "2025-11-01T12:00:00Z",
            },
        })))
        .unwrap();
        let started_at: Timestamp = "2025-11-01T12:00:00Z".parse().unwrap();
        assert_eq!(
            (memory.created_at, memory.updated_at),
            (started_at, started_at)
        );
        assert_eq!(memory.source.unwrap().started_at, started_at);
    }

    #[test]
    fn an_update_on_the_platform_is_dated_by_the_platform() {
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
    fn scores_are_clamped_to_0_and_1() {
        for (score, expected) in [(json!(0.5), 0.5), (json!(1.7), 1.0), (json!(null), 0.0)] {
            let result =
                scored_memory(stored(json!({"id": "m", "memory": "m", "score": score}))).unwrap();
            assert!((result.score - expected).abs() < f32::EPSILON, "{score}");
        }
    }
}
