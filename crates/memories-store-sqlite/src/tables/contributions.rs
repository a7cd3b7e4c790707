//! The versions of a memory that several calls, or an operator, contributed.

use std::collections::{BTreeMap, HashSet};

use jiff::Timestamp;
use memories_domain::{CallPart, ConversationId, Memory, MemoryId};
use rusqlite::{Connection, Row};

use super::{
    column::{from_seconds, text, time},
    partitions::PartitionId,
};
use crate::error::Error;

/// The origin of a contribution.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Contributor {
    Operator,
    Call(ConversationId),
}

/// A version of a memory, as a call or an operator stated it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Contribution {
    /// The start of the call, or when the operator entered it.
    pub(crate) since: Timestamp,
    pub(crate) memory: Memory,
}

/// The contributions to a memory.
pub(crate) type Contributions = BTreeMap<Contributor, Contribution>;

/// The contributions to the memories of a partition that were in force at some time.
#[derive(Default)]
pub(crate) struct PastContributions {
    /// Memories that have contributions in the table now.
    pub(crate) recorded: HashSet<(i64, MemoryId)>,
    pub(crate) by_memory: BTreeMap<(i64, MemoryId), Contributions>,
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
) -> Result<Contributions, Error> {
    let mut select = connection.prepare_cached(
        "SELECT conversation, since, memory FROM contributions
         WHERE partition = ?1 AND dedup_hash = ?2 AND memory_id = ?3 AND overruled_at = 0",
    )?;
    let mut rows = select.query((key.partition.as_raw(), key.dedup_hash, key.memory.as_str()))?;
    let mut contributions = Contributions::new();
    while let Some(row) = rows.next()? {
        let (contributor, contribution) = from_row(row)?;
        contributions.insert(contributor, contribution);
    }
    Ok(contributions)
}

/// The contributions to any memory of a partition that were in force at `at`, except for those
/// whose memory was overruled and would have expired at `now`.
pub(crate) fn in_force_at(
    connection: &Connection,
    partition: PartitionId,
    at: Timestamp,
    now: Timestamp,
) -> Result<PastContributions, Error> {
    let mut select = connection.prepare_cached(
        "SELECT conversation, since, memory, dedup_hash, memory_id, overruled_at,
             since <= ?2 AND (overruled_at = 0 OR overruled_at > ?2)
         FROM contributions
         WHERE partition = ?1 AND memory IS NOT NULL AND ifnull(expires_at >= ?3, TRUE)",
    )?;
    let times = (at.as_microsecond(), now.as_microsecond());
    let mut rows = select.query((partition.as_raw(), times.0, times.1))?;
    let mut past = PastContributions::default();
    while let Some(row) = rows.next()? {
        let key: (i64, MemoryId) = (row.get(3)?, memory_id(row, 4)?);
        let (overruled_at, is_in_force): (i64, bool) = (row.get(5)?, row.get(6)?);
        if overruled_at == 0 {
            past.recorded.insert(key.clone());
        }
        if is_in_force {
            let (contributor, Contribution { since, memory }) = from_row(row)?;
            let Some(memory) = memory.as_of(at) else {
                continue;
            };
            let contribution = Contribution { since, memory };
            let contributions = past.by_memory.entry(key).or_default();
            contributions.insert(contributor, contribution);
        }
    }
    Ok(past)
}

/// Records a contribution. It replaces an earlier one of the same origin.
pub(crate) fn set(
    connection: &Connection,
    key: ContributionKey<'_>,
    contributor: &Contributor,
    contribution: &Contribution,
) -> Result<(), Error> {
    put(connection, key, contributor, contribution, None)
}

/// Records that an operator edited or deleted a memory, so that more complete events of a call
/// that contributed to it do not restore it.
pub(crate) fn overrule(
    connection: &Connection,
    key: ContributionKey<'_>,
    contributor: &Contributor,
    contribution: &Contribution,
    overruled: Overruled,
) -> Result<(), Error> {
    delete(connection, key, contributor)?;
    put(connection, key, contributor, contribution, Some(overruled))
}

/// When contributions are overruled, and until when they are kept.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Overruled {
    pub(crate) at: Timestamp,
    pub(crate) expires_at: Option<Timestamp>,
}

fn put(
    connection: &Connection,
    key: ContributionKey<'_>,
    contributor: &Contributor,
    contribution: &Contribution,
    overruled: Option<Overruled>,
) -> Result<(), Error> {
    let memory = serde_json::to_string(&contribution.memory)
        .map_err(|error| Error::Encode("contributions.memory", error))?;
    let expires_at = overruled.and_then(|overruled| overruled.expires_at);
    connection
        .prepare_cached(
            "INSERT OR REPLACE INTO contributions
                 (partition, dedup_hash, memory_id, conversation, overruled_at, since, expires_at,
                  memory)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        )?
        .execute((
            key.partition.as_raw(),
            key.dedup_hash,
            key.memory.as_str(),
            contributor.to_column(),
            overruled.map_or(0, |overruled| overruled.at.as_microsecond()),
            contribution.since.as_microsecond(),
            expires_at.map(Timestamp::as_microsecond),
            memory,
        ))?;
    Ok(())
}

/// Deletes a contribution that is not overruled.
pub(crate) fn delete(
    connection: &Connection,
    key: ContributionKey<'_>,
    contributor: &Contributor,
) -> Result<(), Error> {
    connection
        .prepare_cached(
            "DELETE FROM contributions
             WHERE partition = ?1 AND dedup_hash = ?2 AND memory_id = ?3 AND conversation = ?4
                 AND overruled_at = 0",
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
        "SELECT dedup_hash, memory_id, conversation = ?2, overruled_at <> 0 FROM contributions
         WHERE partition = ?1",
    )?;
    let mut rows = select.query((partition.as_raw(), conversation.qualified()))?;
    let mut contributions = CallContributions::default();
    while let Some(row) = rows.next()? {
        let hash: i64 = row.get(0)?;
        let memory = memory_id(row, 1)?;
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

/// Removes the texts of what a call contributed to a part before an operator overruled it.
pub(crate) fn remove_overruled_texts(
    connection: &Connection,
    partition: PartitionId,
    conversation: &ConversationId,
    part: CallPart,
) -> Result<(), Error> {
    connection
        .prepare_cached(
            "UPDATE contributions SET memory = NULL, expires_at = NULL
             WHERE partition = ?1 AND conversation = ?2 AND overruled_at <> 0
                 AND memory ->> '$.type' = ?3",
        )?
        .execute((partition.as_raw(), conversation.qualified(), part.name()))?;
    Ok(())
}

/// Removes the texts of up to `limit` overruled contributions that have expired. Returns the
/// memories that they belong to.
pub(crate) fn remove_expired_texts(
    connection: &Connection,
    now: Timestamp,
    limit: usize,
) -> Result<Vec<(PartitionId, MemoryId)>, Error> {
    let mut update = connection.prepare_cached(
        "UPDATE contributions SET memory = NULL, expires_at = NULL
         WHERE (partition, dedup_hash, memory_id, conversation, overruled_at) IN (
             SELECT partition, dedup_hash, memory_id, conversation, overruled_at
             FROM contributions WHERE expires_at < ?1 LIMIT ?2)
         RETURNING partition, memory_id",
    )?;
    let mut rows = update.query((now.as_microsecond(), limit))?;
    let mut memories = Vec::new();
    while let Some(row) = rows.next()? {
        memories.push((PartitionId::from_raw(row.get(0)?), memory_id(row, 1)?));
    }
    Ok(memories)
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

/// The columns `conversation`, `since` and `memory`.
fn from_row(row: &Row<'_>) -> Result<(Contributor, Contribution), Error> {
    let contributor = Contributor::from_column(text(row, 0, "contributions.conversation")?)?;
    let contribution = Contribution {
        since: time(row, 1, "contributions.since")?,
        memory: serde_json::from_str(text(row, 2, "contributions.memory")?)
            .map_err(|_| Error::CorruptColumn("contributions.memory"))?,
    };
    Ok((contributor, contribution))
}

fn memory_id(row: &Row<'_>, column: usize) -> Result<MemoryId, Error> {
    MemoryId::parse(text(row, column, "contributions.memory_id")?)
        .map_err(|_| Error::CorruptColumn("contributions.memory_id"))
}
