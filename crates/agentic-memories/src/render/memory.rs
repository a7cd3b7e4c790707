use std::io::{self, Write};

use comfy_table::Table;
use memories_domain::{
    Change, HistoryEntry, Memory, MemoryKind, PrivateText, ScoredMemory, Speaker, Subject,
};
use owo_colors::OwoColorize;

use super::{minute, table};

/// Memories, one per row.
pub(crate) fn memories(memories: &[Memory]) -> Table {
    let mut table = table(["id", "kind", "memory", "learned (UTC)", "heard again"]);
    for memory in memories {
        table.add_row([
            memory.id.to_string(),
            kind(&memory.kind).to_owned(),
            memory.text.as_str().to_owned(),
            minute(memory.created_at),
            memory.reinforced.to_string(),
        ]);
    }
    table
}

/// What a search found, best first.
pub(crate) fn found(found: &[ScoredMemory]) -> Table {
    let mut table = table(["score", "id", "kind", "memory", "learned (UTC)"]);
    for ScoredMemory { memory, score } in found {
        table.add_row([
            format!("{score:.3}"),
            memory.id.to_string(),
            kind(&memory.kind).to_owned(),
            memory.text.as_str().to_owned(),
            minute(memory.created_at),
        ]);
    }
    table
}

/// Changes of memories, oldest first.
pub(crate) fn history(entries: &[HistoryEntry]) -> Table {
    let mut table = table(["when (UTC)", "id", "change", "before", "after"]);
    for entry in entries {
        table.add_row([
            minute(entry.at),
            entry.memory_id.to_string(),
            change(entry.change).to_owned(),
            words(entry.old_text.as_ref()),
            words(entry.new_text.as_ref()),
        ]);
    }
    table
}

/// Everything about one memory, a line each.
pub(crate) fn in_full(out: &mut dyn Write, memory: &Memory) -> io::Result<()> {
    let mut line = |name: &str, value: &str| writeln!(out, "{:>12}  {value}", name.dimmed());
    line("id", memory.id.as_str())?;
    line("kind", kind(&memory.kind))?;
    line("memory", &memory.text)?;
    match &memory.kind {
        MemoryKind::Profile { key, value } => {
            line("fact", key.as_str())?;
            line("value", &value.to_text())?;
        }
        MemoryKind::Semantic { context, .. } => {
            for (name, text) in [
                ("before that", &context.prev2),
                ("before", &context.before),
                ("after", &context.after),
            ] {
                if let Some(text) = text {
                    line(name, text)?;
                }
            }
        }
        MemoryKind::Factual { .. } => {}
    }
    line("learned", &minute(memory.created_at))?;
    line("changed", &minute(memory.updated_at))?;
    line("heard again", &memory.reinforced.to_string())?;
    if let Some(expires_at) = memory.expires_at {
        line("expires", &minute(expires_at))?;
    }
    match &memory.source {
        Some(source) => {
            line("call", source.conversation_id.as_str())?;
            line("call began", &minute(source.started_at))?;
            line("call lasted", &format!("{} s", source.duration_secs))?;
            if let Some(agent) = &source.agent_id {
                line("agent", agent.as_str())?;
            }
        }
        None => line("source", "entered by hand")?,
    }
    Ok(())
}

/// What sort of knowledge it is, in a word or two.
const fn kind(kind: &MemoryKind) -> &'static str {
    match kind {
        MemoryKind::Profile { .. } => "profile",
        MemoryKind::Factual {
            subject: Subject::Caller,
        } => "factual",
        MemoryKind::Factual {
            subject: Subject::Agent,
        } => "on the agent",
        MemoryKind::Semantic {
            speaker: Some(Speaker::Caller),
            ..
        } => "caller said",
        MemoryKind::Semantic {
            speaker: Some(Speaker::Agent),
            ..
        } => "agent said",
        MemoryKind::Semantic { speaker: None, .. } => "said",
    }
}

const fn change(change: Change) -> &'static str {
    match change {
        Change::Added => "added",
        Change::Updated => "updated",
        Change::Reinforced => "heard again",
        Change::Deleted => "deleted",
        Change::Expired => "expired",
    }
}

fn words(text: Option<&PrivateText>) -> String {
    text.map(|text| text.as_str().to_owned())
        .unwrap_or_default()
}
