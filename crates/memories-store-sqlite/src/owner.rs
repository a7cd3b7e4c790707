//! Owners: one caller under one agent, or under all agents together.

use memories_domain::Scope;
use rusqlite::{Connection, OptionalExtension};

use crate::failure::Failure;

/// Bits of a key that number the rows of one owner.
const SEQUENCE_BITS: u32 = 24;

/// Whose rows; the high bits of the keys of memories, history and calls.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct OwnerId(i64);

impl OwnerId {
    /// Whose row `key` is.
    pub(crate) const fn of_key(key: i64) -> Self {
        Self(key >> SEQUENCE_BITS)
    }

    /// The owner with this [`number`](Self::number).
    pub(crate) const fn numbered(number: i64) -> Self {
        Self(number)
    }

    /// The high bits of this owner's keys.
    pub(crate) const fn number(self) -> i64 {
        self.0
    }

    /// The lowest key of this owner's rows.
    pub(crate) const fn first_key(self) -> i64 {
        self.0 << SEQUENCE_BITS
    }

    /// The highest key of this owner's rows.
    pub(crate) const fn last_key(self) -> i64 {
        self.first_key() | ((1 << SEQUENCE_BITS) - 1)
    }
}

/// A state of what an owner has. Two equal ones mean the same rows, also after
/// the owner was forgotten and came back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Version {
    pub(crate) owner: OwnerId,
    revision: i64,
}

impl Version {
    /// How often the owner had changed.
    pub(crate) const fn revision(self) -> i64 {
        self.revision
    }
}

/// A table whose rows are clustered by owner.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Clustered {
    Memories,
    History,
    Calls,
}

/// The present state of what `scope` sees; `None` for a stranger.
pub(crate) fn find(connection: &Connection, scope: &Scope) -> Result<Option<Version>, Failure> {
    let found = connection
        .prepare_cached("SELECT id, revision FROM owners WHERE caller = ?1 AND agent = ?2")?
        .query_row((scope.caller.as_str(), agent(scope)), |row| {
            Ok(Version {
                owner: OwnerId(row.get(0)?),
                revision: row.get(1)?,
            })
        })
        .optional()?;
    Ok(found)
}

/// The present state of an owner; `None` for one who was forgotten.
pub(crate) fn version(connection: &Connection, owner: OwnerId) -> Result<Option<Version>, Failure> {
    let revision = connection
        .prepare_cached("SELECT revision FROM owners WHERE id = ?1")?
        .query_row([owner.0], |row| row.get(0))
        .optional()?;
    Ok(revision.map(|revision| Version { owner, revision }))
}

/// The owner for `scope`, new if need be, about to be changed.
pub(crate) fn enrol(connection: &Connection, scope: &Scope) -> Result<OwnerId, Failure> {
    let id = connection
        .prepare_cached(
            "INSERT INTO owners (caller, agent, revision) VALUES (?1, ?2, 1)
             ON CONFLICT (caller, agent) DO UPDATE SET revision = revision + 1
             RETURNING id",
        )?
        .query_row((scope.caller.as_str(), agent(scope)), |row| row.get(0))?;
    Ok(OwnerId(id))
}

/// Notes that something of this owner changes.
pub(crate) fn touch(connection: &Connection, owner: OwnerId) -> Result<(), Failure> {
    connection
        .prepare_cached("UPDATE owners SET revision = revision + 1 WHERE id = ?1")?
        .execute([owner.0])?;
    Ok(())
}

/// Every owner that is this caller.
pub(crate) fn all_of(connection: &Connection, caller: &str) -> Result<Vec<OwnerId>, Failure> {
    let ids = connection
        .prepare_cached("SELECT id FROM owners WHERE caller = ?1")?
        .query_map([caller], |row| row.get(0).map(OwnerId))?
        .collect::<Result<_, _>>()?;
    Ok(ids)
}

/// Removes the owner itself.
pub(crate) fn strike(connection: &Connection, owner: OwnerId) -> Result<(), Failure> {
    connection
        .prepare_cached("DELETE FROM owners WHERE id = ?1")?
        .execute([owner.0])?;
    Ok(())
}

/// The key after the owner's highest in `table`.
pub(crate) fn next_key(
    connection: &Connection,
    table: Clustered,
    owner: OwnerId,
) -> Result<i64, Failure> {
    let highest = match table {
        Clustered::Memories => "SELECT max(key) FROM memories WHERE key BETWEEN ?1 AND ?2",
        Clustered::History => "SELECT max(key) FROM history WHERE key BETWEEN ?1 AND ?2",
        Clustered::Calls => "SELECT max(key) FROM calls WHERE key BETWEEN ?1 AND ?2",
    };
    let highest: Option<i64> = connection
        .prepare_cached(highest)?
        .query_row((owner.first_key(), owner.last_key()), |row| row.get(0))?;
    match highest {
        None => Ok(owner.first_key()),
        Some(key) if key < owner.last_key() => Ok(key + 1),
        Some(_) => Err(Failure::OwnerFull),
    }
}

/// What the column `agent` holds: nothing where agents share what they know.
fn agent(scope: &Scope) -> &str {
    scope.agent.as_ref().map_or("", |agent| agent.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_keys_of_neighbouring_owners_touch_and_do_not_overlap() {
        let (one, two) = (OwnerId(1), OwnerId(2));
        assert_eq!(one.last_key() + 1, two.first_key());
        assert_eq!(OwnerId::of_key(one.first_key()), one);
        assert_eq!(OwnerId::of_key(one.last_key()), one);
    }
}
