//! The ledger of additions to a remote store.

use jiff::Timestamp;
use memories_domain::{CallPart, Completeness, ports::BeginOutcome};
use rusqlite::{Connection, params};

use super::{
    column::{completeness_from_column, completeness_to_column, optional_time},
    processed_parts,
};
use crate::{digest::ConversationDigest, error::Error};

/// A part of a conversation.
#[derive(Debug, Clone, Copy)]
pub(crate) struct LedgerKey {
    pub(crate) conversation: ConversationDigest,
    pub(crate) part: CallPart,
}

impl LedgerKey {
    fn columns(&self) -> (&[u8; 16], &'static str) {
        (self.conversation.as_bytes(), self.part.name())
    }
}

/// A part that this store ingested counts as added, and so does every part of a closed
/// conversation: its event may be processed at this moment.
pub(crate) fn begin(
    connection: &Connection,
    key: LedgerKey,
    completeness: Completeness,
    at: Timestamp,
) -> Result<BeginOutcome, Error> {
    let processed = processed_parts::get(connection, key.conversation, key.part)?;
    if processed.completeness >= completeness {
        return Ok(BeginOutcome::Done);
    }
    let entry = find(connection, key)?;
    let completed = entry
        .as_ref()
        .map_or(Completeness::NONE, |entry| entry.completed);
    if completed >= completeness {
        return Ok(BeginOutcome::Done);
    }
    if let Some((since, completeness)) = entry.and_then(|entry| entry.unfinished) {
        return Ok(BeginOutcome::Unfinished {
            since,
            completeness,
        });
    }
    let (conversation, part) = key.columns();
    connection
        .prepare_cached(
            "INSERT INTO ledger (conversation, part, begun_at, begun_completeness)
             VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (conversation, part) DO UPDATE SET
                 begun_at = excluded.begun_at, begun_completeness = excluded.begun_completeness",
        )?
        .execute(params![
            conversation,
            part,
            at.as_microsecond(),
            completeness_to_column(completeness),
        ])?;
    Ok(if completed == Completeness::NONE {
        BeginOutcome::New
    } else {
        BeginOutcome::Supersedes
    })
}

/// Does nothing unless an attempt was begun.
pub(crate) fn complete(connection: &Connection, key: LedgerKey) -> Result<(), Error> {
    connection
        .prepare_cached(
            "UPDATE ledger SET completed = max(completed, begun_completeness), begun_at = NULL,
                 begun_completeness = NULL
             WHERE conversation = ?1 AND part = ?2 AND begun_at IS NOT NULL",
        )?
        .execute(key.columns())?;
    Ok(())
}

/// Removes the attempt. An earlier completion stays.
pub(crate) fn abort(connection: &Connection, key: LedgerKey) -> Result<(), Error> {
    connection
        .prepare_cached(
            "UPDATE ledger SET begun_at = NULL, begun_completeness = NULL
             WHERE conversation = ?1 AND part = ?2",
        )?
        .execute(key.columns())?;
    connection
        .prepare_cached(
            "DELETE FROM ledger WHERE conversation = ?1 AND part = ?2 AND completed = 0",
        )?
        .execute(key.columns())?;
    Ok(())
}

struct Entry {
    completed: Completeness,
    unfinished: Option<(Timestamp, Completeness)>,
}

fn find(connection: &Connection, key: LedgerKey) -> Result<Option<Entry>, Error> {
    let mut select = connection.prepare_cached(
        "SELECT completed, begun_at, begun_completeness FROM ledger
         WHERE conversation = ?1 AND part = ?2",
    )?;
    let mut rows = select.query(key.columns())?;
    let Some(row) = rows.next()? else {
        return Ok(None);
    };
    let begun_at = optional_time(row, 1, "ledger.begun_at")?;
    let begun: Option<i64> = row.get(2)?;
    Ok(Some(Entry {
        completed: completeness_from_column(row.get(0)?),
        unfinished: begun_at.zip(begun.map(completeness_from_column)),
    }))
}
