use std::io::{self, Write};

use comfy_table::{ColumnConstraint, Table};
use memories_domain::{Memory, MemoryKind, PrivateText, Speaker, Subject};
use owo_colors::OwoColorize;

use super::{
    history::HistoryLine,
    minute,
    standing::{MemoryStanding, StandingHit, StandingMemory},
    table,
};

/// `with_people`: several people use the line, so that it matters whose each memory is.
pub(crate) fn memories(memories: &[StandingMemory<'_>], with_people: bool) -> Table {
    let mut table = table([
        "id",
        "kind",
        "memory",
        "status",
        if with_people { "person" } else { "" },
        "created (UTC)",
        "confirmations",
    ]);
    for StandingMemory { memory, standing } in memories {
        let person = standing.person.clone().filter(|_| with_people);
        table.add_row([
            memory.id.to_string(),
            kind(&memory.kind).to_owned(),
            memory.text.as_str().to_owned(),
            standing.to_text(),
            person.unwrap_or_default(),
            minute(memory.created_at),
            memory.confirmations.to_string(),
        ]);
    }
    if !with_people && let Some(column) = table.column_mut(4) {
        column.set_constraint(ColumnConstraint::Hidden);
    }
    table
}

pub(crate) fn search_hits(hits: &[StandingHit<'_>]) -> Table {
    let mut table = table(["score", "id", "kind", "memory", "status", "created (UTC)"]);
    for hit in hits {
        let memory = hit.memory;
        table.add_row([
            format!("{:.3}", hit.score),
            memory.id.to_string(),
            kind(&memory.kind).to_owned(),
            memory.text.as_str().to_owned(),
            hit.standing.status.as_str().to_owned(),
            minute(memory.created_at),
        ]);
    }
    table
}

pub(crate) fn history(entries: &[HistoryLine]) -> Table {
    let mut table = table([
        "at (UTC)",
        "id",
        "change",
        "conversation",
        "agent",
        "old text",
        "new text",
    ]);
    for entry in entries {
        table.add_row([
            minute(entry.at),
            entry.memory_id.to_string(),
            entry.change.as_str().to_owned(),
            entry
                .conversation_id
                .as_ref()
                .map(ToString::to_string)
                .unwrap_or_default(),
            entry
                .agent_id
                .as_ref()
                .map(ToString::to_string)
                .unwrap_or_default(),
            words(entry.old_text.as_ref()),
            words(entry.new_text.as_ref()),
        ]);
    }
    table
}

/// All fields of one memory, one per line.
pub(crate) fn details(out: &mut dyn Write, memory: &Memory) -> io::Result<()> {
    let mut line = |name: &str, value: &str| writeln!(out, "{:>13}  {value}", name.dimmed());
    line("id", memory.id.as_str())?;
    line("kind", kind(&memory.kind))?;
    line("memory", &memory.text)?;
    match &memory.kind {
        MemoryKind::Profile { key, value } => {
            line("fact", key.as_str())?;
            line("value", &value.to_text())?;
        }
        MemoryKind::Semantic { neighbours, .. } => {
            for (name, text) in [
                ("prev2", &neighbours.prev2),
                ("prev", &neighbours.prev),
                ("next", &neighbours.next),
            ] {
                if let Some(text) = text {
                    line(name, text)?;
                }
            }
        }
        MemoryKind::Factual { .. } => {}
    }
    line("created", &minute(memory.created_at))?;
    line("updated", &minute(memory.updated_at))?;
    line("confirmations", &memory.confirmations.to_string())?;
    if let Some(expires_at) = memory.expires_at {
        line("expires", &minute(expires_at))?;
    }
    match &memory.source {
        Some(source) => {
            line("conversation", source.conversation_id.as_str())?;
            line("call start", &minute(source.started_at))?;
            line("duration", &format!("{} s", source.duration_secs))?;
            if let Some(agent) = &source.agent_id {
                line("agent", agent.as_str())?;
            }
        }
        None => line("source", "added manually")?,
    }
    Ok(())
}

/// The fields of a memory that follow from the others of its caller.
pub(crate) fn standing_details(
    out: &mut dyn Write,
    standing: &MemoryStanding<'_>,
) -> io::Result<()> {
    let mut line = |name: &str, value: &str| writeln!(out, "{:>13}  {value}", name.dimmed());
    line("status", standing.status.as_str())?;
    if let Some(change) = &standing.changed_by {
        let conversation = change.conversation_id;
        let by = conversation.map_or_else(|| "hand".to_owned(), ToString::to_string);
        line("changed by", &format!("{by}, {} UTC", minute(change.at)))?;
        line("in favour of", change.memory)?;
    }
    if let Some(person) = &standing.person {
        line("person", person)?;
    }
    Ok(())
}

const fn kind(kind: &MemoryKind) -> &'static str {
    match kind {
        MemoryKind::Profile { .. } => "profile",
        MemoryKind::Factual {
            subject: Subject::Caller,
        } => "factual",
        MemoryKind::Factual {
            subject: Subject::Agent,
        } => "agent evaluation",
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

fn words(text: Option<&PrivateText>) -> String {
    text.map(|text| text.as_str().to_owned())
        .unwrap_or_default()
}
