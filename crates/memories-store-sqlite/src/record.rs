//! Reading everything known about one owner.

use jiff::Timestamp;
use memories_domain::{CallHistory, CallerRecord, LastCall, PrivateText};
use rusqlite::{Connection, OptionalExtension};

use crate::{failure::Failure, owner::OwnerId, row, time};

/// A caller's record, and how long it can be handed out as it is.
pub(crate) struct Dated {
    pub(crate) record: CallerRecord,
    /// When the first part of it is over; `None` when none ever is.
    pub(crate) valid_until: Option<Timestamp>,
}

/// Reads the record without anything that is over at `now`.
pub(crate) fn read(
    connection: &Connection,
    owner: OwnerId,
    now: Timestamp,
) -> Result<Dated, Failure> {
    let mut memories = row::all(connection, owner, now)?;
    // Rows come in the order they were added, which a stable sort keeps.
    memories.sort_by_key(|memory| memory.created_at);
    let (calls, summary_ends) = calls(connection, owner, now)?;
    let valid_until = memories
        .iter()
        .filter_map(|memory| memory.expires_at)
        .chain(summary_ends)
        .min();
    Ok(Dated {
        record: CallerRecord { memories, calls },
        valid_until,
    })
}

/// The calls in short, and when the words about the last one are over.
fn calls(
    connection: &Connection,
    owner: OwnerId,
    now: Timestamp,
) -> Result<(CallHistory, Option<Timestamp>), Failure> {
    let keys = (owner.first_key(), owner.last_key());
    let (count, first_at): (u64, Option<i64>) = connection
        .prepare_cached("SELECT count(*), min(started_at) FROM calls WHERE key BETWEEN ?1 AND ?2")?
        .query_row(keys, |row| Ok((row.get(0)?, row.get(1)?)))?;
    let last: Option<LastRow> = connection
        .prepare_cached(
            "SELECT started_at, duration, summary, expires_at FROM calls
             WHERE key BETWEEN ?1 AND ?2 ORDER BY started_at DESC, key DESC LIMIT 1",
        )?
        .query_row(keys, |row| row.try_into())
        .optional()?;
    let Some(last) = last else {
        return Ok((CallHistory::default(), None));
    };
    let ends = last
        .expires_at
        .map(|micros| time::from_column(micros, "calls.expires_at"))
        .transpose()?;
    let over = time::is_over(ends, now);
    let history = CallHistory {
        count,
        first_at: first_at
            .map(|micros| time::from_column(micros, "calls.started_at"))
            .transpose()?,
        last: Some(LastCall {
            started_at: time::from_column(last.started_at, "calls.started_at")?,
            duration_secs: last.duration,
            summary: last.summary.filter(|_| !over).map(PrivateText::from),
        }),
    };
    Ok((history, ends.filter(|_| !over)))
}

struct LastRow {
    started_at: i64,
    duration: u64,
    summary: Option<String>,
    expires_at: Option<i64>,
}

impl TryFrom<&rusqlite::Row<'_>> for LastRow {
    type Error = rusqlite::Error;

    fn try_from(row: &rusqlite::Row<'_>) -> Result<Self, Self::Error> {
        Ok(Self {
            started_at: row.get(0)?,
            duration: row.get(1)?,
            summary: row.get(2)?,
            expires_at: row.get(3)?,
        })
    }
}
