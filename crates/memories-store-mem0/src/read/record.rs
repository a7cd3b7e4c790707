//! Assembles a caller's record.

use std::collections::{HashMap, HashSet};

use jiff::Timestamp;
use mem0_client::Memory as StoredMemory;
use memories_domain::{
    CallHistory, CallerRecord, ConversationId, LastCall, Memory, MemoryKind, PrivateText, Source,
    Subject,
};

use super::convert;
use crate::{
    metadata::{self, EDITED_AT},
    statements::Statements,
};

/// The record that consists of these memories. The platform knows only the calls that have
/// memories.
pub(crate) fn from_stored(stored: Vec<StoredMemory>) -> CallerRecord {
    // A memory may be on two pages, if others are added while the pages are read.
    let mut seen = HashSet::new();
    let (statements, mut memories): (Vec<Statements>, Vec<Memory>) = stored
        .into_iter()
        .filter(|stored| seen.insert(stored.id.clone()))
        .filter_map(|stored| Some((convert::statements(&stored), convert::memory(stored)?)))
        .unzip();
    memories.sort_by_key(|memory| memory.created_at);
    let calls = call_history(&statements, &memories);
    CallerRecord::new(memories, calls)
}

/// The record as these memories were at a time, as far as they show it.
pub(crate) fn as_of(stored: Vec<StoredMemory>, at: Timestamp) -> CallerRecord {
    let stored = stored.into_iter().filter_map(|mut stored| {
        let statements = convert::statements(&stored);
        let until_then = statements.clone().up_to(at);
        if until_then.latest()? != statements.latest()? {
            let annotations = metadata::annotations(&stored.metadata).of_person();
            metadata::set_annotations(&mut stored.metadata, &annotations);
        }
        until_then.write_to(&mut stored.metadata);
        if metadata::time(&stored.metadata, EDITED_AT).is_some_and(|edited_at| edited_at > at) {
            stored.metadata.remove(EDITED_AT);
        }
        Some(stored)
    });
    from_stored(stored.collect())
}

fn call_history(statements: &[Statements], memories: &[Memory]) -> CallHistory {
    let mut calls: HashMap<&ConversationId, &Source> = HashMap::new();
    for source in statements.iter().flat_map(Statements::sources) {
        let call = calls.entry(&source.conversation_id).or_insert(source);
        // The parts of a call may come from several events; the fullest has the whole call.
        if source.duration_secs > call.duration_secs {
            *call = source;
        }
    }
    let last = calls
        .values()
        .max_by_key(|call| (call.started_at, &call.conversation_id));
    CallHistory {
        count: calls.len() as u64,
        first_at: calls.values().map(|call| call.started_at).min(),
        last: last.map(|call| LastCall {
            started_at: call.started_at,
            duration_secs: call.duration_secs,
            summary: summary(memories, &call.conversation_id),
        }),
    }
}

/// The statements that the platform extracted from a call's summary.
fn summary(memories: &[Memory], conversation: &ConversationId) -> Option<PrivateText> {
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

    fn stored(id: &str, text: &str, kind: &str, conversation: &str, day: u8) -> StoredMemory {
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
    fn no_memories_are_an_empty_record() {
        assert_eq!(from_stored(Vec::new()), CallerRecord::default());
    }

    #[test]
    fn memories_are_oldest_first_and_duplicates_are_dropped() {
        let record = from_stored(vec![
            stored("b", "Second", "semantic", "two", 2),
            stored("a", "First", "semantic", "one", 1),
            stored("b", "Second", "semantic", "two", 2),
        ]);
        let ids: Vec<_> = record.memories.iter().map(|m| m.id.as_str()).collect();
        assert_eq!(ids, ["a", "b"]);
    }

    #[test]
    fn calls_are_counted_by_conversation_and_the_latest_has_a_summary() {
        let record = from_stored(vec![
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

    #[test]
    fn the_duration_of_a_call_is_that_of_its_fullest_event() {
        for parts in [["semantic", "factual"], ["factual", "semantic"]] {
            let mut events = vec![
                stored("a", "Robin moved.", parts[0], "one", 1),
                stored("b", "Robin lives in Porto.", parts[1], "one", 1),
            ];
            events[1]
                .metadata
                .insert("call_duration".to_owned(), 10.into());
            assert_eq!(from_stored(events).calls.last.unwrap().duration_secs, 61);
        }
    }
}
