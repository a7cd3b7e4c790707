//! Removing every trace of a caller.

use memories_domain::{CallerId, ErasureReport};
use rusqlite::Connection;

use crate::{
    failure::Failure,
    learn,
    owner::{self, OwnerId},
};

/// What the inbox says about an event whose caller was forgotten.
const REASON: &str = "the caller was forgotten";

/// Removes a caller under every agent. The keys of the caller's events stay, so
/// that a redelivered event is known for what it is and teaches nothing.
pub(crate) fn forget(connection: &Connection, caller: &CallerId) -> Result<ErasureReport, Failure> {
    let mut forgotten = ErasureReport::default();
    for owner in owner::all_of(connection, caller.as_str())? {
        forgotten.memories += clear(
            connection,
            owner,
            "DELETE FROM memories WHERE key BETWEEN ?1 AND ?2",
        )?;
        forgotten.history_entries += clear(
            connection,
            owner,
            "DELETE FROM history WHERE key BETWEEN ?1 AND ?2",
        )?;
        forgotten.calls += clear(
            connection,
            owner,
            "DELETE FROM calls WHERE key BETWEEN ?1 AND ?2",
        )?;
        owner::strike(connection, owner)?;
    }
    forgotten.inbox_events = empty_inbox(connection, caller)?;
    Ok(forgotten)
}

fn clear(connection: &Connection, owner: OwnerId, delete: &str) -> Result<usize, Failure> {
    let rows = connection
        .prepare_cached(delete)?
        .execute((owner.first_key(), owner.last_key()))?;
    Ok(rows)
}

/// Drops the bodies of the caller's events, and enters their conversations into
/// the ledger: a worker may be reading one of them at this moment.
fn empty_inbox(connection: &Connection, caller: &CallerId) -> Result<usize, Failure> {
    let conversations: Vec<String> = connection
        .prepare_cached(
            "UPDATE inbox SET state = 'empty', reason = ?2, caller = NULL, body = NULL,
                 next_attempt_at = NULL
             WHERE caller = ?1 RETURNING conversation",
        )?
        .query_map((caller.as_str(), REASON), |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    for conversation in &conversations {
        learn::enter(connection, conversation)?;
    }
    Ok(conversations.len())
}
