use jiff::Timestamp;
use memories_domain::CallerRecord;
use rusqlite::Connection;

use crate::{
    error::Error,
    tables::{calls, memories, partitions::PartitionId},
};

/// A record and when its first part expires; `None` if none ever does.
pub(super) struct ExpiringRecord {
    pub(super) record: CallerRecord,
    pub(super) valid_until: Option<Timestamp>,
}

/// Reads a partition, except for memories and texts that have expired at `now`.
pub(super) fn read(
    connection: &Connection,
    partition: PartitionId,
    now: Timestamp,
) -> Result<ExpiringRecord, Error> {
    let mut memories = memories::list(connection, partition, now)?;
    // Rows come in the order of their keys, which a stable sort retains.
    memories.sort_by_key(|memory| memory.created_at);
    let (calls, summary_expires_at) = calls::history(connection, partition, Timestamp::MAX, now)?;
    let valid_until = memories
        .iter()
        .filter_map(|memory| memory.expires_at)
        .chain(summary_expires_at)
        .min();
    Ok(ExpiringRecord {
        record: CallerRecord::new(memories, calls),
        valid_until,
    })
}
