//! Partitions: one caller of a project under one agent, or under all agents together.

use memories_domain::{AgentId, CallerId, ProjectId, Scope};
use rusqlite::{Connection, OptionalExtension};

use crate::{digest::ConversationDigest, error::Error};

/// Bits of a key that number the rows of one partition.
const SEQUENCE_BITS: u32 = 24;

/// The high bits of the keys of a partition's memories, history and calls.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct PartitionId(i64);

impl PartitionId {
    pub(crate) const fn from_raw(id: i64) -> Self {
        Self(id)
    }

    pub(crate) const fn from_key(key: i64) -> Self {
        Self(key >> SEQUENCE_BITS)
    }

    pub(crate) const fn as_raw(self) -> i64 {
        self.0
    }

    pub(crate) const fn first_key(self) -> i64 {
        self.0 << SEQUENCE_BITS
    }

    pub(crate) const fn last_key(self) -> i64 {
        self.first_key() | ((1 << SEQUENCE_BITS) - 1)
    }

    /// The bounds of a range scan.
    pub(crate) const fn keys(self) -> (i64, i64) {
        (self.first_key(), self.last_key())
    }
}

/// A state of a partition. Two equal ones have the same rows, even if the caller was erased and
/// came back in between.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Version {
    pub(crate) partition: PartitionId,
    pub(crate) revision: i64,
}

/// A table whose rows are clustered by partition.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Table {
    Memories,
    History,
    Calls,
}

/// Fails if the database cannot be read.
pub(crate) fn check(connection: &Connection) -> Result<(), Error> {
    connection
        .prepare_cached("SELECT 1 FROM partitions")?
        .exists([])?;
    Ok(())
}

/// The current version of a scope's partition; `None` for an unknown caller.
pub(crate) fn find(connection: &Connection, scope: &Scope) -> Result<Option<Version>, Error> {
    let version = connection
        .prepare_cached(
            "SELECT id, revision FROM partitions WHERE project = ?1 AND caller = ?2 AND agent = ?3",
        )?
        .query_row(scope_columns(scope).as_params(), |row| {
            Ok(Version {
                partition: PartitionId(row.get(0)?),
                revision: row.get(1)?,
            })
        })
        .optional()?;
    Ok(version)
}

/// The current version of a partition; `None` for one that was erased.
pub(crate) fn version(
    connection: &Connection,
    partition: PartitionId,
) -> Result<Option<Version>, Error> {
    let revision = connection
        .prepare_cached("SELECT revision FROM partitions WHERE id = ?1")?
        .query_row([partition.0], |row| row.get(0))
        .optional()?;
    Ok(revision.map(|revision| Version {
        partition,
        revision,
    }))
}

/// Finds or creates the partition of a scope, and increments its revision.
pub(crate) fn upsert(connection: &Connection, scope: &Scope) -> Result<PartitionId, Error> {
    let id = connection
        .prepare_cached(
            "INSERT INTO partitions (project, caller, agent, revision) VALUES (?1, ?2, ?3, 1)
             ON CONFLICT (project, caller, agent) DO UPDATE SET revision = revision + 1
             RETURNING id",
        )?
        .query_row(scope_columns(scope).as_params(), |row| row.get(0))?;
    Ok(PartitionId(id))
}

/// Whether a partition sorts before the one of `scope`, in the same project, by caller and agent.
pub(crate) fn is_before(
    connection: &Connection,
    partition: PartitionId,
    scope: &Scope,
) -> Result<bool, Error> {
    let columns = scope_columns(scope);
    let is_before = connection
        .prepare_cached("SELECT 1 FROM partitions WHERE id = ?1 AND (caller, agent) < (?2, ?3)")?
        .exists((partition.0, columns.caller, &columns.agent))?;
    Ok(is_before)
}

pub(crate) fn bump_revision(connection: &Connection, partition: PartitionId) -> Result<(), Error> {
    connection
        .prepare_cached("UPDATE partitions SET revision = revision + 1 WHERE id = ?1")?
        .execute([partition.0])?;
    Ok(())
}

/// The partitions of a caller: one per agent, or one for all.
pub(crate) fn of_caller(
    connection: &Connection,
    project: &ProjectId,
    caller: &CallerId,
) -> Result<Vec<PartitionId>, Error> {
    let ids = connection
        .prepare_cached("SELECT id FROM partitions WHERE project = ?1 AND caller = ?2")?
        .query_map((project.as_str(), caller.as_str()), |row| {
            row.get(0).map(PartitionId)
        })?
        .collect::<Result<_, _>>()?;
    Ok(ids)
}

/// The conversations that anything in a partition comes from.
pub(crate) fn conversations(
    connection: &Connection,
    project: &ProjectId,
    partition: PartitionId,
) -> Result<Vec<ConversationDigest>, Error> {
    let mut select = connection.prepare_cached(
        "SELECT conversation FROM calls WHERE key BETWEEN ?1 AND ?2
         UNION
         SELECT conversation FROM memories
         WHERE key BETWEEN ?1 AND ?2 AND conversation IS NOT NULL
         UNION
         SELECT conversation FROM history
         WHERE key BETWEEN ?1 AND ?2 AND conversation IS NOT NULL
         UNION
         SELECT conversation FROM contributions WHERE partition = ?3 AND conversation <> ''",
    )?;
    let (first, last) = partition.keys();
    let rows = select.query_map((first, last, partition.as_raw()), |row| {
        let conversation = row.get_ref(0)?.as_str()?;
        Ok(ConversationDigest::from_qualified(
            project.as_str(),
            conversation,
        ))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

pub(crate) fn delete(connection: &Connection, partition: PartitionId) -> Result<(), Error> {
    connection
        .prepare_cached("DELETE FROM partitions WHERE id = ?1")?
        .execute([partition.0])?;
    Ok(())
}

/// Deletes the partition's rows of a table. Returns how many.
pub(crate) fn clear(
    connection: &Connection,
    table: Table,
    partition: PartitionId,
) -> Result<usize, Error> {
    let delete = match table {
        Table::Memories => "DELETE FROM memories WHERE key BETWEEN ?1 AND ?2",
        Table::History => "DELETE FROM history WHERE key BETWEEN ?1 AND ?2",
        Table::Calls => "DELETE FROM calls WHERE key BETWEEN ?1 AND ?2",
    };
    Ok(connection
        .prepare_cached(delete)?
        .execute(partition.keys())?)
}

/// The key after the partition's highest in a table.
pub(crate) fn next_key(
    connection: &Connection,
    table: Table,
    partition: PartitionId,
) -> Result<i64, Error> {
    let max = match table {
        Table::Memories => "SELECT max(key) FROM memories WHERE key BETWEEN ?1 AND ?2",
        Table::History => "SELECT max(key) FROM history WHERE key BETWEEN ?1 AND ?2",
        Table::Calls => "SELECT max(key) FROM calls WHERE key BETWEEN ?1 AND ?2",
    };
    let max: Option<i64> = connection
        .prepare_cached(max)?
        .query_row(partition.keys(), |row| row.get(0))?;
    match max {
        None => Ok(partition.first_key()),
        Some(key) if key < partition.last_key() => Ok(key + 1),
        Some(_) => Err(Error::PartitionFull),
    }
}

struct ScopeColumns<'s> {
    project: &'s str,
    caller: &'s str,
    /// Empty where agents share memories.
    agent: String,
}

impl ScopeColumns<'_> {
    fn as_params(&self) -> (&str, &str, &str) {
        (self.project, self.caller, &self.agent)
    }
}

fn scope_columns(scope: &Scope) -> ScopeColumns<'_> {
    ScopeColumns {
        project: scope.project.as_str(),
        caller: scope.caller.as_str(),
        agent: scope
            .agent
            .as_ref()
            .map_or_else(String::new, AgentId::qualified),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_keys_of_neighbouring_partitions_touch_and_do_not_overlap() {
        let (one, two) = (PartitionId(1), PartitionId(2));
        assert_eq!(one.last_key() + 1, two.first_key());
        assert_eq!(PartitionId::from_key(one.first_key()), one);
        assert_eq!(PartitionId::from_key(one.last_key()), one);
    }
}
