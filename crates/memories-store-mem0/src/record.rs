//! A caller's record from the caller's memories.

use std::collections::{HashMap, HashSet};

use mem0_client::Memory as Stored;
use memories_domain::{
    CallHistory, CallerRecord, ConversationId, LastCall, Memory, MemoryKind, Source, Subject,
};

use crate::remembered;

/// Everything known about a caller. Of calls the platform knows what their
/// memories tell.
pub(crate) fn of(stored: Vec<Stored>) -> CallerRecord {
    // Pages that shift while they are read repeat memories.
    let mut seen = HashSet::new();
    let mut memories: Vec<Memory> = stored
        .into_iter()
        .filter(|stored| seen.insert(stored.id.clone()))
        .filter_map(remembered::memory)
        .collect();
    memories.sort_by_key(|memory| memory.created_at);
    CallerRecord {
        calls: calls(&memories),
        memories,
    }
}

fn calls(memories: &[Memory]) -> CallHistory {
    let sources: HashMap<&ConversationId, &Source> = memories
        .iter()
        .filter_map(|memory| memory.source.as_ref())
        .map(|source| (&source.conversation_id, source))
        .collect();
    let last = sources
        .values()
        .max_by_key(|source| (source.started_at, &source.conversation_id));
    CallHistory {
        count: sources.len() as u64,
        first_at: sources.values().map(|source| source.started_at).min(),
        last: last.map(|source| LastCall {
            started_at: source.started_at,
            duration_secs: source.duration_secs,
            summary: summary(memories, &source.conversation_id),
        }),
    }
}

/// What is known of a call as a whole; the platform makes several statements of
/// a summary.
fn summary(
    memories: &[Memory],
    conversation: &ConversationId,
) -> Option<memories_domain::PrivateText> {
    let about_caller = MemoryKind::Factual {
        subject: Subject::Caller,
    };
    let statements: Vec<&str> = memories
        .iter()
        .filter(|memory| memory.kind == about_caller)
        .filter(|memory| {
            let source = memory.source.as_ref();
            source.is_some_and(|source| source.conversation_id == *conversation)
        })
        .map(|memory| memory.text.trim())
        .collect();
    (!statements.is_empty()).then(|| statements.join(" ").into())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn stored(id: &str, text: &str, kind: &str, conversation: &str, day: u8) -> Stored {
        serde_json::from_value(json!({
            "id": id, "memory": text,
            "metadata": {
                "type": kind, "conversation_id": conversation, "call_duration": 60 + day,
                "timestamp": format!("2025-11-{day:02}T12:00:00Z"),
            },
        }))
        .unwrap()
    }

    #[test]
    fn nothing_stored_is_an_empty_record() {
        assert_eq!(of(Vec::new()), CallerRecord::default());
    }

    #[test]
    fn memories_are_oldest_first_and_each_is_there_once() {
        let record = of(vec![
            stored("b", "Second", "semantic", "two", 2),
            stored("a", "First", "semantic", "one", 1),
            stored("b", "Second", "semantic", "two", 2),
        ]);
        let ids: Vec<_> = record.memories.iter().map(|m| m.id.as_str()).collect();
        assert_eq!(ids, ["a", "b"]);
    }

    #[test]
    fn calls_are_counted_by_conversation_and_the_latest_is_summed_up() {
        let record = of(vec![
            stored("a", "Robin's boiler whistled.", "factual", "one", 1),
            stored("b", "Robin moved.", "factual", "two", 6),
            stored("c", "Robin lives in Porto.", "factual", "two", 6),
            stored("d", "My violin is old.", "semantic", "two", 6),
        ]);
        assert_eq!(record.calls.count, 2);
        assert_eq!(
            record.calls.first_at.unwrap().to_string(),
            "2025-11-01T12:00:00Z"
        );
        let last = record.calls.last.unwrap();
        assert_eq!(last.duration_secs, 66);
        assert_eq!(
            last.summary.as_deref(),
            Some("Robin moved. Robin lives in Porto.")
        );
    }
}
