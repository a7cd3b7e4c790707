//! Erasing callers. Their conversations are closed, so that neither a redelivery nor an event that
//! is being processed restores their memories.

use memories_domain::{CallerId, MaskedCaller, ProjectId, ports::ErasureReport};
use rusqlite::Connection;

use crate::{
    error::Error,
    tables::{
        contributions, inbox,
        partitions::{self, Table},
        processed_parts, warnings,
    },
};

/// Erases a caller's memories, their history and the calls, under every agent.
pub(crate) fn forget_memories(
    connection: &Connection,
    project: &ProjectId,
    caller: &CallerId,
) -> Result<ErasureReport, Error> {
    let mut report = ErasureReport::default();
    for partition in partitions::of_caller(connection, project, caller)? {
        for conversation in partitions::conversations(connection, project, partition)? {
            processed_parts::close(connection, conversation)?;
        }
        contributions::clear(connection, partition)?;
        report.memories += partitions::clear(connection, Table::Memories, partition)?;
        report.history_entries += partitions::clear(connection, Table::History, partition)?;
        report.calls += partitions::clear(connection, Table::Calls, partition)?;
        partitions::delete(connection, partition)?;
    }
    Ok(report)
}

/// Erases a caller's events and the warnings about the caller. Returns how many events.
pub(crate) fn forget_events(
    connection: &Connection,
    project: &ProjectId,
    caller: &CallerId,
) -> Result<usize, Error> {
    let conversations = inbox::erase_caller(connection, project, caller)?;
    for conversation in &conversations {
        processed_parts::close(connection, *conversation)?;
    }
    warnings::erase_caller(connection, project, &MaskedCaller::new(caller))?;
    Ok(conversations.len())
}
