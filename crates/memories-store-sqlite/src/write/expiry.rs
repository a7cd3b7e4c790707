//! Deletes expired memories and call texts. Reads filter them out before that.

use std::collections::BTreeMap;

use jiff::Timestamp;
use memories_domain::MemoryId;
use rusqlite::Connection;

use crate::{
    error::Error,
    tables::{
        calls, contributions,
        history::{self, Change},
        memories,
        partitions::{self, PartitionId},
    },
};

/// Memories, and calls, that one transaction purges.
pub(crate) const PURGE_BATCH: usize = 500;

/// Deletes up to [`PURGE_BATCH`] expired memories. Returns how many. Their history retains that
/// they existed and expired, without their texts.
pub(crate) fn purge_memories(connection: &Connection, now: Timestamp) -> Result<usize, Error> {
    let keys = memories::expired(connection, now, PURGE_BATCH)?;
    let mut by_partition = BTreeMap::<PartitionId, Vec<i64>>::new();
    for key in &keys {
        let partition = PartitionId::from_key(*key);
        by_partition.entry(partition).or_default().push(*key);
    }
    for (partition, keys) in by_partition {
        partitions::bump_revision(connection, partition)?;
        remove(connection, partition, &keys, now)?;
    }
    Ok(keys.len())
}

/// Removes up to [`PURGE_BATCH`] texts of memories that an operator edited or deleted and that
/// would have expired. Returns how many.
pub(crate) fn purge_overruled(connection: &Connection, now: Timestamp) -> Result<usize, Error> {
    let purged = contributions::remove_expired_texts(connection, now, PURGE_BATCH)?;
    let mut by_partition = BTreeMap::<PartitionId, Vec<MemoryId>>::new();
    for (partition, id) in &purged {
        let ids = by_partition.entry(*partition).or_default();
        // An edited memory that has not expired keeps its history.
        if memories::find(connection, *partition, id, now)?.is_none() {
            ids.push(id.clone());
        }
    }
    for (partition, ids) in by_partition {
        history::redact(connection, partition, &ids)?;
    }
    Ok(purged.len())
}

/// Removes the texts of up to [`PURGE_BATCH`] calls whose texts have expired. Returns how many.
pub(crate) fn purge_call_texts(connection: &Connection, now: Timestamp) -> Result<usize, Error> {
    let keys = calls::remove_expired_texts(connection, now, PURGE_BATCH)?;
    for key in &keys {
        partitions::bump_revision(connection, PartitionId::from_key(*key))?;
    }
    Ok(keys.len())
}

/// Deletes the expired memories of one partition.
pub(super) fn purge_partition(
    connection: &Connection,
    partition: PartitionId,
    now: Timestamp,
) -> Result<(), Error> {
    let keys = memories::expired_in(connection, partition, now)?;
    remove(connection, partition, &keys, now)
}

/// Deletes memories of one partition and redacts their history.
pub(super) fn remove(
    connection: &Connection,
    partition: PartitionId,
    keys: &[i64],
    now: Timestamp,
) -> Result<(), Error> {
    if keys.is_empty() {
        return Ok(());
    }
    let ids = keys
        .iter()
        .map(|key| memories::delete(connection, *key))
        .collect::<Result<Vec<MemoryId>, Error>>()?;
    contributions::delete_of_memories(connection, partition, &ids)?;
    history::redact(connection, partition, &ids)?;
    for id in &ids {
        history::record(connection, partition, now, None, &Change::Expired(id))?;
    }
    Ok(())
}
