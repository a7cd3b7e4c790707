//! Changes by an operator.

use jiff::Timestamp;
use memories_domain::{
    Memory, MemoryId, Scope, edit_text,
    ports::{MemoryUpdate, NewMemory},
};
use rusqlite::Connection;

use super::{
    expiry,
    upsert::{MemoryUpsert, PartitionWriter},
};
use crate::{
    clock::{is_expired, truncate_to_micros},
    error::Error,
    tables::{
        memories::{self, StoredMemory},
        partitions,
    },
};

/// Memories that one transaction imports.
pub(crate) const IMPORT_BATCH: usize = 500;

/// As with a call, a memory that exists is confirmed.
pub(crate) fn add(
    connection: &Connection,
    scope: &Scope,
    new: NewMemory,
    now: Timestamp,
) -> Result<Memory, Error> {
    let upsert = MemoryUpsert {
        text: new.text,
        kind: new.kind,
        annotations: new.annotations,
        at: now,
        source: None,
        expires_at: new.expires_at.map(truncate_to_micros),
    };
    let (_, stored) = PartitionWriter::open(connection, scope, now)?.upsert(upsert)?;
    Ok(stored.memory)
}

pub(crate) fn update(
    connection: &Connection,
    scope: &Scope,
    id: &MemoryId,
    update: MemoryUpdate,
    now: Timestamp,
) -> Result<Memory, Error> {
    let (writer, StoredMemory { key, memory: old }) = find(connection, scope, id, now)?;
    let mut new = old.clone();
    if let Some(expires_at) = update.expires_at {
        new.expires_at = expires_at.map(truncate_to_micros);
    }
    if let Some(text) = update.text {
        (new.text, new.kind) = edit_text(&old.kind, text);
        new.annotations = new.annotations.edited(update.annotations);
        new.updated_at = new.updated_at.max(now);
    }
    if new != old {
        partitions::bump_revision(connection, writer.partition)?;
        writer.edit(key, &old, &new)?;
    }
    Ok(new)
}

/// Deletes a memory and, with a profile fact, its former values.
pub(crate) fn delete(
    connection: &Connection,
    scope: &Scope,
    id: &MemoryId,
    now: Timestamp,
) -> Result<(), Error> {
    let (writer, stored) = find(connection, scope, id, now)?;
    partitions::bump_revision(connection, writer.partition)?;
    // Found before anything is deleted.
    let former = writer.former_values(&stored)?;
    for memory in [stored].iter().chain(&former) {
        writer.delete(memory)?;
    }
    Ok(())
}

/// Inserts memories that are neither expired nor present, by id or as duplicates. Returns how many.
pub(crate) fn import(
    connection: &Connection,
    scope: &Scope,
    memories: &[Memory],
    now: Timestamp,
) -> Result<usize, Error> {
    let writer = PartitionWriter::open(connection, scope, now)?;
    expiry::purge_partition(connection, writer.partition, now)?;
    let mut ids = memories::ids(connection, writer.partition)?;
    let mut imported = 0;
    for memory in memories {
        if is_expired(memory.expires_at, now) || ids.contains(memory.id.as_str()) {
            continue;
        }
        if writer.insert_if_absent(memory)? {
            ids.insert(memory.id.as_str().to_owned());
            imported += 1;
        }
    }
    Ok(imported)
}

fn find<'c>(
    connection: &'c Connection,
    scope: &Scope,
    id: &MemoryId,
    now: Timestamp,
) -> Result<(PartitionWriter<'c>, StoredMemory), Error> {
    let not_found = || Error::NotFound(id.clone());
    let partition = partitions::find(connection, scope)?
        .ok_or_else(not_found)?
        .partition;
    let stored = memories::find(connection, partition, id, now)?.ok_or_else(not_found)?;
    let writer = PartitionWriter {
        connection,
        partition,
        now,
    };
    Ok((writer, stored))
}
