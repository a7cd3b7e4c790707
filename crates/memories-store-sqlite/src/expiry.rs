//! Removing what is over. Reads leave it out before that already.

use std::collections::BTreeMap;

use jiff::Timestamp;
use memories_domain::{Change, HistoryEntry, MemoryId};
use rusqlite::Connection;

use crate::{
    failure::Failure,
    history,
    owner::{self, OwnerId},
};

/// Memories, and calls, that one transaction removes at most.
pub(crate) const BATCH: usize = 500;

/// Removes up to [`BATCH`] memories that are over; returns how many. Their
/// history keeps that they were there, without a word of them.
pub(crate) fn purge_memories(connection: &Connection, now: Timestamp) -> Result<usize, Failure> {
    let keys: Vec<i64> = connection
        .prepare_cached("SELECT key FROM memories WHERE expires_at < ?1 LIMIT ?2")?
        .query_map((now.as_microsecond(), BATCH), |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    let mut by_owner = BTreeMap::<i64, Vec<i64>>::new();
    for key in &keys {
        by_owner
            .entry(OwnerId::of_key(*key).first_key())
            .or_default()
            .push(*key);
    }
    for (first_key, keys) in by_owner {
        let owner = OwnerId::of_key(first_key);
        owner::touch(connection, owner)?;
        remove(connection, owner, &keys, now)?;
    }
    Ok(keys.len())
}

/// Takes the words out of up to [`BATCH`] calls whose time is over; returns how many.
pub(crate) fn purge_calls(connection: &Connection, now: Timestamp) -> Result<usize, Failure> {
    let keys: Vec<i64> = connection
        .prepare_cached(
            "UPDATE calls SET summary = NULL, title = NULL, expires_at = NULL
             WHERE key IN (SELECT key FROM calls WHERE expires_at < ?1 LIMIT ?2)
             RETURNING key",
        )?
        .query_map((now.as_microsecond(), BATCH), |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    for key in &keys {
        owner::touch(connection, OwnerId::of_key(*key))?;
    }
    Ok(keys.len())
}

/// Removes the memories of one owner that are over.
pub(crate) fn purge_owner(
    connection: &Connection,
    owner: OwnerId,
    now: Timestamp,
) -> Result<(), Failure> {
    let keys: Vec<i64> = connection
        .prepare_cached(
            "SELECT key FROM memories WHERE key BETWEEN ?1 AND ?2 AND +expires_at < ?3",
        )?
        .query_map(
            (owner.first_key(), owner.last_key(), now.as_microsecond()),
            |row| row.get(0),
        )?
        .collect::<Result<_, _>>()?;
    remove(connection, owner, &keys, now)
}

/// Removes memories of one owner.
pub(crate) fn remove(
    connection: &Connection,
    owner: OwnerId,
    keys: &[i64],
    now: Timestamp,
) -> Result<(), Failure> {
    if keys.is_empty() {
        return Ok(());
    }
    let mut delete =
        connection.prepare_cached("DELETE FROM memories WHERE key = ?1 RETURNING id")?;
    let ids = keys
        .iter()
        .map(|key| {
            let id: String = delete.query_row([key], |row| row.get(0))?;
            MemoryId::parse(&id).map_err(|_| Failure::Unreadable("memories.id"))
        })
        .collect::<Result<Vec<_>, Failure>>()?;
    history::silence(connection, owner, &ids)?;
    for memory_id in ids {
        let entry = HistoryEntry {
            memory_id,
            at: now,
            change: Change::Expired,
            old_text: None,
            new_text: None,
        };
        history::note(connection, owner, &entry)?;
    }
    Ok(())
}
