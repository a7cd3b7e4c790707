//! The history of memories: every change of every memory of a partition.

use std::collections::HashMap;

use jiff::Timestamp;
use memories_domain::{
    AgentId, ConversationId, Memory, MemoryId, PrivateText,
    ports::{ChangeKind, HistoryEntry},
};
use rusqlite::{Connection, Row};

use super::{
    calls,
    column::{optional_text, text, time},
    partitions::{self, PartitionId, Table},
};
use crate::error::Error;

/// A change to be recorded.
pub(crate) enum Change<'m> {
    Added(&'m Memory),
    /// An edit, or a new value of a profile fact, where the old one is another memory.
    Updated {
        old: &'m Memory,
        new: &'m Memory,
    },
    Confirmed(&'m Memory),
    Deleted(&'m Memory),
    Expired(&'m MemoryId),
}

/// Appends a change that was made by a call, or by an operator.
pub(crate) fn record(
    connection: &Connection,
    partition: PartitionId,
    at: Timestamp,
    conversation: Option<&ConversationId>,
    change: &Change<'_>,
) -> Result<(), Error> {
    let key = partitions::next_key(connection, Table::History, partition)?;
    // The text of a confirmed memory did not change and is stored once.
    let (old, new) = match change {
        Change::Added(new) | Change::Confirmed(new) => (None, Some(*new)),
        Change::Updated { old, new } => (Some(*old), Some(*new)),
        Change::Deleted(old) => (Some(*old), None),
        Change::Expired(_) => (None, None),
    };
    connection
        .prepare_cached(
            "INSERT INTO history
                 (key, memory_id, at, change, conversation, old_text, new_text, old_id)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        )?
        .execute((
            key,
            change.memory_id().as_str(),
            at.as_microsecond(),
            kind_to_column(change.kind()),
            conversation.map(ConversationId::qualified),
            old.map(|memory| memory.text.as_str()),
            new.map(|memory| memory.text.as_str()),
            change.old_id().map(MemoryId::as_str),
        ))?;
    Ok(())
}

/// The entries of one memory, or of all in the partition, oldest first.
pub(crate) fn list(
    connection: &Connection,
    partition: PartitionId,
    id: Option<&MemoryId>,
) -> Result<Vec<HistoryEntry>, Error> {
    let mut select = connection.prepare_cached(
        "SELECT memory_id, at, change, conversation, old_text, new_text FROM history
         WHERE key BETWEEN ?1 AND ?2 AND (?3 IS NULL OR memory_id = ?3) ORDER BY key",
    )?;
    let (first, last) = partition.keys();
    let mut rows = select.query((first, last, id.map(MemoryId::as_str)))?;
    let agents = calls::agents(connection, partition)?;
    let mut entries = Vec::new();
    while let Some(row) = rows.next()? {
        entries.push(entry_from_row(row, &agents)?);
    }
    Ok(entries)
}

/// Deletes the confirmation of a memory by a call, which was retracted.
pub(crate) fn delete_confirmation(
    connection: &Connection,
    partition: PartitionId,
    id: &MemoryId,
    conversation: &ConversationId,
) -> Result<(), Error> {
    let (first, last) = partition.keys();
    connection
        .prepare_cached(
            "DELETE FROM history WHERE key BETWEEN ?1 AND ?2 AND memory_id = ?3
                 AND conversation = ?4 AND change = 'confirmed'",
        )?
        .execute((first, last, id.as_str(), conversation.qualified()))?;
    Ok(())
}

/// Deletes all changes of a memory by a call.
pub(crate) fn delete_by_call(
    connection: &Connection,
    partition: PartitionId,
    id: &MemoryId,
    conversation: &ConversationId,
) -> Result<(), Error> {
    let (first, last) = partition.keys();
    connection
        .prepare_cached(
            "DELETE FROM history
             WHERE key BETWEEN ?1 AND ?2 AND memory_id = ?3 AND conversation = ?4",
        )?
        .execute((first, last, id.as_str(), conversation.qualified()))?;
    Ok(())
}

/// Removes the texts of these memories from all entries.
pub(crate) fn redact(
    connection: &Connection,
    partition: PartitionId,
    ids: &[MemoryId],
) -> Result<(), Error> {
    let json = serde_json::to_string(ids).map_err(|error| Error::Encode("memories.id", error))?;
    let (first, last) = partition.keys();
    connection
        .prepare_cached(
            "UPDATE history SET old_text = NULL, new_text = NULL
             WHERE key BETWEEN ?1 AND ?2
               AND memory_id IN (SELECT value FROM json_each(?3))",
        )?
        .execute((first, last, json))?;
    redact_former_values(connection, partition, ids)
}

/// Removes the texts of these memories from the entries of later values of the same facts.
pub(crate) fn redact_former_values(
    connection: &Connection,
    partition: PartitionId,
    ids: &[MemoryId],
) -> Result<(), Error> {
    let json = serde_json::to_string(ids).map_err(|error| Error::Encode("memories.id", error))?;
    let (first, last) = partition.keys();
    connection
        .prepare_cached(
            "UPDATE history SET old_text = NULL
             WHERE key BETWEEN ?1 AND ?2
               AND old_id IN (SELECT value FROM json_each(?3))",
        )?
        .execute((first, last, json))?;
    Ok(())
}

impl Change<'_> {
    const fn kind(&self) -> ChangeKind {
        match self {
            Self::Added(_) => ChangeKind::Added,
            Self::Updated { .. } => ChangeKind::Updated,
            Self::Confirmed(_) => ChangeKind::Confirmed,
            Self::Deleted(_) => ChangeKind::Deleted,
            Self::Expired(_) => ChangeKind::Expired,
        }
    }

    const fn memory_id(&self) -> &MemoryId {
        match self {
            Self::Added(memory)
            | Self::Updated { new: memory, .. }
            | Self::Confirmed(memory)
            | Self::Deleted(memory) => &memory.id,
            Self::Expired(id) => id,
        }
    }

    fn old_id(&self) -> Option<&MemoryId> {
        match self {
            Self::Updated { old, new } => (old.id != new.id).then_some(&old.id),
            Self::Added(_) | Self::Confirmed(_) | Self::Deleted(_) | Self::Expired(_) => None,
        }
    }
}

fn entry_from_row(
    row: &Row<'_>,
    agents: &HashMap<ConversationId, AgentId>,
) -> Result<HistoryEntry, Error> {
    let conversation_id = conversation(row, 3)?;
    let change = kind_from_column(text(row, 2, "history.change")?)?;
    let new_text = optional_text(row, 5, "history.new_text")?.map(PrivateText::from);
    let old_text = match change {
        ChangeKind::Confirmed => new_text.clone(),
        _ => optional_text(row, 4, "history.old_text")?.map(PrivateText::from),
    };
    Ok(HistoryEntry {
        memory_id: memory_id(row, 0)?,
        at: time(row, 1, "history.at")?,
        change,
        agent_id: conversation_id
            .as_ref()
            .and_then(|id| agents.get(id).cloned()),
        conversation_id,
        old_text,
        new_text,
    })
}

fn memory_id(row: &Row<'_>, column: usize) -> Result<MemoryId, Error> {
    MemoryId::parse(text(row, column, "history.memory_id")?)
        .map_err(|_| Error::CorruptColumn("history.memory_id"))
}

fn conversation(row: &Row<'_>, column: usize) -> Result<Option<ConversationId>, Error> {
    optional_text(row, column, "history.conversation")?
        .map(ConversationId::from_qualified)
        .transpose()
        .map_err(|_| Error::CorruptColumn("history.conversation"))
}

const fn kind_to_column(kind: ChangeKind) -> &'static str {
    match kind {
        ChangeKind::Added => "added",
        ChangeKind::Updated => "updated",
        ChangeKind::Confirmed => "confirmed",
        ChangeKind::Deleted => "deleted",
        ChangeKind::Expired => "expired",
    }
}

fn kind_from_column(kind: &str) -> Result<ChangeKind, Error> {
    Ok(match kind {
        "added" => ChangeKind::Added,
        "updated" => ChangeKind::Updated,
        "confirmed" => ChangeKind::Confirmed,
        "deleted" => ChangeKind::Deleted,
        "expired" => ChangeKind::Expired,
        _ => return Err(Error::CorruptColumn("history.change")),
    })
}
