//! How much memory a record takes.

use std::mem;

use memories_domain::{AgentId, CallerRecord, Memory, MemoryKind};

/// What the allocator adds to the bytes of a text, on average.
const ALLOCATION: usize = 16;

/// The bytes that a record takes, without an index.
pub(crate) fn of_record(record: &CallerRecord) -> usize {
    let words: usize = record.memories.iter().flat_map(texts).map(allocated).sum();
    let summary = record
        .calls
        .last
        .as_ref()
        .and_then(|call| call.summary.as_deref());
    let rows = record.memories.capacity() * mem::size_of::<Memory>();
    rows + words + summary.map_or(0, allocated)
}

fn allocated(text: &str) -> usize {
    text.len() + ALLOCATION
}

/// Every text of a memory that has an allocation of its own.
fn texts(memory: &Memory) -> impl Iterator<Item = &str> {
    let kind = match &memory.kind {
        MemoryKind::Semantic { context, .. } => [
            context.before.as_deref(),
            context.prev2.as_deref(),
            context.after.as_deref(),
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
