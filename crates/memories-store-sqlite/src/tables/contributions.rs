//! The versions of a memory that several calls, or an operator, contributed.

use std::collections::{BTreeMap, HashSet};

use memories_domain::{ConversationId, Memory, MemoryId};
use rusqlite::Connection;

use super::{
    column::{from_seconds, text},
    partitions::PartitionId,
};
use crate::error::Error;

/// The origin of a contribution.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Contributor {
    Operator,
    Call(ConversationId),
}

/// A memory and the hash under which it is stored.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ContributionKey<'m> {
    pub(crate) partition: PartitionId,
    pub(crate) dedup_hash: i64,
    pub(crate) memory: &'m MemoryId,
}

/// The contributions of one call to the memories of a partition, without their texts.
#[derive(Default)]
pub(crate) struct CallContributions {
    /// Memories that have contributions in the table, from any origin.
    pub(crate) recorded: HashSet<(i64, MemoryId)>,
    /// Memories that the call contributed to.
    pub(crate) own: HashSet<(i64, MemoryId)>,
    /// The hashes of memories that an operator edited or deleted after the call contributed to
    /// them.
    pub(crate) overruled: HashSet<i64>,
}

impl Contributor {
    pub(crate) fn new(conversation: Option<&ConversationId>) -> Self {
        conversation.map_or(Self::Operator, |id| Self::Call(id.clone()))
    }

    /// The origin of a memory without recorded contributions.
    pub(crate) fn of_memory(memory: &Memory) -> Self {
        let source = memory.source.as_ref();
        Self::new(source.map(|source| &source.conversation_id))
    }

    pub(crate) const fn conversation(&self) -> Option<&ConversationId> {
        match self {
            Self::Operator => None,
            Self::Call(conversation) => Some(conversation),
        }
    }

    fn to_column(&self) -> String {
        match self {
            Self::Operator => String::new(),
            Self::Call(conversation) => conversation.qualified(),
        }
    }

    fn from_column(column: &str) -> Result<Self, Error> {
        if column.is_empty() {
            return Ok(Self::Operator);
        }
        ConversationId::from_qualified(column)
            .map(Self::Call)
            .map_err(|_| Error::CorruptColumn("contributions.conversation"))
    }
}

/// The contributions to a memory; none if the memory itself is the only one.
pub(crate) fn list(
    connection: &Connection,
    key: ContributionKey<'_>,
) -> Result<BTreeMap<Contributor, Memory>, Error> {
    let mut select = connection.prepare_cached(
        "SELECT conversation, memory FROM contributions
         WHERE partition = ?1 AND dedup_hash = ?2 AND memory_id = ?3 AND memory IS NOT NULL",
    )?;
    let mut rows = select.query((key.partition.as_raw(), key.dedup_hash, key.memory.as_str()))?;
    let mut contributions = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let contributor = Contributor::from_column(text(row, 0, "contributions.conversation")?)?;
        let memory = serde_json::from_str(text(row, 1, "contributions.memory")?)
            .map_err(|_| Error::CorruptColumn("contributions.memory"))?;
        contributions.insert(contributor, memory);
    }
    Ok(contributions)
}

/// Records a contribution. It replaces an earlier one of the same origin.
pub(crate) fn set(
    connection: &Connection,
    key: ContributionKey<'_>,
    contributor: &Contributor,
    memory: &Memory,
) -> Result<(), Error> {
    let json = serde_json::to_string(memory)
        .map_err(|error| Error::Encode("contributions.memory", error))?;
    put(connection, key, contributor, Some(&json))
}

/// Records that an operator edited or deleted a memory, so that more complete events of a call
/// that contributed to it do not restore it.
pub(crate) fn overrule(
    connection: &Connection,
    key: ContributionKey<'_>,
    contributor: &Contributor,
) -> Result<(), Error> {
    match contributor {
        Contributor::Operator => delete(connection, key, contributor),
        Contributor::Call(_) => put(connection, key, contributor, None),
    }
}

fn put(
    connection: &Connection,
    key: ContributionKey<'_>,
    contributor: &Contributor,
    memory: Option<&str>,
) -> Result<(), Error> {
    connection
        .prepare_cached(
            "INSERT OR REPLACE INTO contributions
                 (partition, dedup_hash, memory_id, conversation, memory)
             VALUES (?1, ?2, ?3, ?4, ?5)",
        )?
        .execute((
            key.partition.as_raw(),
            key.dedup_hash,
            key.memory.as_str(),
            contributor.to_column(),
            memory,
        ))?;
    Ok(())
}

pub(crate) fn delete(
    connection: &Connection,
    key: ContributionKey<'_>,
    contributor: &Contributor,
) -> Result<(), Error> {
    connection
        .prepare_cached(
            "DELETE FROM contributions
             WHERE partition = ?1 AND dedup_hash = ?2 AND memory_id = ?3 AND conversation = ?4",
        )?
        .execute((
            key.partition.as_raw(),
            key.dedup_hash,
            key.memory.as_str(),
            contributor.to_column(),
        ))?;
    Ok(())
}

/// The contributions of a call to any memory of a partition.
pub(crate) fn of_call(
    connection: &Connection,
    partition: PartitionId,
    conversation: &ConversationId,
) -> Result<CallContributions, Error> {
    let mut select = connection.prepare_cached(
        "SELECT dedup_hash, memory_id, conversation = ?2, memory IS NULL FROM contributions
         WHERE partition = ?1",
    )?;
    let mut rows = select.query((partition.as_raw(), conversation.qualified()))?;
    let mut contributions = CallContributions::default();
    while let Some(row) = rows.next()? {
        let hash: i64 = row.get(0)?;
        let memory = MemoryId::parse(text(row, 1, "contributions.memory_id")?)
            .map_err(|_| Error::CorruptColumn("contributions.memory_id"))?;
        let (is_own, is_overruled): (bool, bool) = (row.get(2)?, row.get(3)?);
        if is_overruled {
            if is_own {
                contributions.overruled.insert(hash);
            }
            continue;
        }
        if is_own {
            contributions.own.insert((hash, memory.clone()));
        }
        contributions.recorded.insert((hash, memory));
    }
    Ok(contributions)
}

/// Sets the duration of a call in its contributions.
pub(crate) fn set_call_duration(
    connection: &Connection,
    partition: PartitionId,
    conversation: &ConversationId,
    duration_secs: u64,
) -> Result<(), Error> {
    connection
        .prepare_cached(
            "UPDATE contributions SET memory = json_set(memory, '$.source.duration_secs', ?3)
             WHERE partition = ?1 AND conversation = ?2 AND memory IS NOT NULL",
        )?
        .execute((
            partition.as_raw(),
            conversation.qualified(),
            from_seconds(duration_secs),
        ))?;
    Ok(())
}

/// Deletes all contributions to these memories.
pub(crate) fn delete_of_memories(
    connection: &Connection,
    partition: PartitionId,
    ids: &[MemoryId],
) -> Result<(), Error> {
    let ids = serde_json::to_string(ids).map_err(|error| Error::Encode("memories.id", error))?;
    connection
        .prepare_cached(
            "DELETE FROM contributions
             WHERE partition = ?1 AND memory_id IN (SELECT value FROM json_each(?2))",
        )?
        .execute((partition.as_raw(), ids))?;
    Ok(())
}

/// Deletes all contributions to the memories of a partition.
pub(crate) fn clear(connection: &Connection, partition: PartitionId) -> Result<(), Error> {
    connection
        .prepare_cached("DELETE FROM contributions WHERE partition = ?1")?
        .execute([partition.as_raw()])?;
    Ok(())
}
