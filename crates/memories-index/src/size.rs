//! Estimates the memory that a record occupies.

use std::mem;

use memories_domain::{AgentId, CallerRecord, Memory, MemoryKind, TimeMention};

/// The allocator's overhead per text, on average.
const ALLOCATION_OVERHEAD: usize = 16;

/// The size of a record without its index.
pub(crate) fn record_bytes(record: &CallerRecord) -> usize {
    let texts = record.memories.iter().flat_map(allocated_texts);
    let summary = record
        .calls
        .last
        .as_ref()
        .and_then(|call| call.summary.as_deref());
    let text_bytes: usize = texts
        .chain(summary)
        .map(|text| text.len() + ALLOCATION_OVERHEAD)
        .sum();
    let times: usize = record
        .memories
        .iter()
        .map(|memory| memory.annotations.times.capacity() * mem::size_of::<TimeMention>())
        .sum();
    record.memories.capacity() * mem::size_of::<Memory>() + text_bytes + times
}

/// Every text of a memory that has an allocation of its own.
fn allocated_texts(memory: &Memory) -> impl Iterator<Item = &str> {
    let kind = match &memory.kind {
        MemoryKind::Semantic { neighbours, .. } => [
            neighbours.prev.as_deref(),
            neighbours.prev2.as_deref(),
            neighbours.next.as_deref(),
        ],
        // The value of a fact is about as long as its text.
        MemoryKind::Profile { key, .. } => [Some(key.as_str()), Some(&*memory.text), None],
        MemoryKind::Factual { .. } => [None; 3],
    };
    let source = memory.source.as_ref().map(|source| {
        [
            Some(source.conversation_id.as_str()),
            source.agent_id.as_ref().map(AgentId::as_str),
            source.language.as_deref(),
        ]
    });
    [Some(memory.id.as_str()), Some(&*memory.text)]
        .into_iter()
        .chain(kind)
        .chain(source.into_iter().flatten())
        .flatten()
}
