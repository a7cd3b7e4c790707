//! The record of a caller as it was.

use jiff::Timestamp;
use memories_domain::{CallerRecord, Memory, Scope};
use rusqlite::Connection;

use crate::{
    clock::is_expired,
    digest::dedup_hash,
    error::Error,
    merge::merge,
    tables::{
        calls,
        contributions::{self, PastContributions},
        memories::{self, StoredMemory},
        partitions::{self, PartitionId},
    },
};

/// The record of a scope as of `at`, without what has expired until `now`.
pub(crate) fn load_as_of(
    connection: &Connection,
    scope: &Scope,
    at: Timestamp,
    now: Timestamp,
) -> Result<CallerRecord, Error> {
    let Some(version) = partitions::find(connection, scope)? else {
        return Ok(CallerRecord::default());
    };
    let partition = version.partition;
    let (calls, _) = calls::history(connection, partition, at, now)?;
    let memories = memories_as_of(connection, partition, at, now)?;
    Ok(CallerRecord::new(memories, calls))
}

fn memories_as_of(
    connection: &Connection,
    partition: PartitionId,
    at: Timestamp,
    now: Timestamp,
) -> Result<Vec<Memory>, Error> {
    let PastContributions {
        recorded,
        mut by_memory,
    } = contributions::in_force_at(connection, partition, at, now)?;
    let mut as_of = Vec::new();
    for StoredMemory { memory, .. } in memories::list_stored(connection, partition, now)? {
        let key = (dedup_hash(&memory.dedup_key()), memory.id.clone());
        as_of.extend(if recorded.contains(&key) {
            let contributions = by_memory.remove(&key).unwrap_or_default();
            merge(&memory.id, &contributions)
        } else {
            memory.as_of(at)
        });
    }
    // What remains was edited or deleted since, or has expired.
    by_memory.retain(|key, _| !recorded.contains(key));
    for ((_, id), contributions) in by_memory {
        as_of.extend(merge(&id, &contributions));
    }
    as_of.retain(|memory| !is_expired(memory.expires_at, at));
    as_of.sort_by_key(|memory| memory.created_at);
    Ok(as_of)
}
