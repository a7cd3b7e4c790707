//! The inbox of finished calls.

use async_trait::async_trait;
use bytes::Bytes;
use jiff::Timestamp;
use memories_domain::{
    CallerId, EnqueueOutcome, EventInbox, EventKey, EventSink, InboxEntry, InboxError, InboxState,
    IncomingEvent, PendingEvent, Settlement,
};
use rusqlite::{Connection, Row};

use crate::{SqliteStore, failure::Failure, time};

#[async_trait]
impl EventSink for SqliteStore {
    async fn accept(&self, event: IncomingEvent) -> Result<EnqueueOutcome, InboxError> {
        let work = move |connection: &Connection| accept(connection, &event);
        Ok(self.writer.write(work).await?)
    }
}

#[async_trait]
impl EventInbox for SqliteStore {
    /// Oldest first by the time they are due: an event that failed stands behind
    /// those that arrived before its next attempt.
    async fn due(&self, now: Timestamp, limit: usize) -> Result<Vec<PendingEvent>, InboxError> {
        let work = move |connection: &Connection| due(connection, now, limit);
        Ok(self.readers.read(work).await?)
    }

    async fn next_due_at(&self) -> Result<Option<Timestamp>, InboxError> {
        Ok(self.readers.read(next_due_at).await?)
    }

    /// An event that is not pending any more, because its caller was forgotten,
    /// is left as it is.
    async fn settle(&self, id: i64, settlement: Settlement) -> Result<(), InboxError> {
        let work = move |connection: &Connection| settle(connection, id, &settlement);
        Ok(self.writer.write(work).await?)
    }

    async fn awaits_learning(&self, caller: &CallerId) -> Result<bool, InboxError> {
        let caller = caller.clone();
        let work = move |connection: &Connection| awaits_learning(connection, &caller);
        Ok(self.readers.read(work).await?)
    }

    async fn list(
        &self,
        state: Option<InboxState>,
        limit: usize,
    ) -> Result<Vec<InboxEntry>, InboxError> {
        let work = move |connection: &Connection| list(connection, state, limit);
        Ok(self.readers.read(work).await?)
    }

    async fn show(&self, id: i64) -> Result<Option<(InboxEntry, Option<Bytes>)>, InboxError> {
        let work = move |connection: &Connection| show(connection, id);
        Ok(self.readers.read(work).await?)
    }

    /// The attempts are counted from the beginning again.
    async fn retry(&self, id: Option<i64>) -> Result<usize, InboxError> {
        let now = self.clock.now();
        let work = move |connection: &Connection| retry(connection, id, now);
        Ok(self.writer.write(work).await?)
    }
}

fn accept(connection: &Connection, event: &IncomingEvent) -> Result<EnqueueOutcome, Failure> {
    let inserted = connection
        .prepare_cached(
            "INSERT INTO inbox (conversation, event_type, caller, received_at, state,
                 next_attempt_at, body)
             VALUES (?1, ?2, ?3, ?4, 'pending', ?4, ?5)
             ON CONFLICT (conversation, event_type) DO NOTHING",
        )?
        .execute((
            &event.key.conversation,
            &event.key.event_type,
            event.caller.as_ref().map(CallerId::as_str),
            event.received_at.as_microsecond(),
            &*event.body,
        ))?;
    Ok(match inserted {
        0 => EnqueueOutcome::Duplicate,
        _ => EnqueueOutcome::New,
    })
}

fn due(
    connection: &Connection,
    now: Timestamp,
    limit: usize,
) -> Result<Vec<PendingEvent>, Failure> {
    let mut select = connection.prepare_cached(
        "SELECT id, conversation, event_type, received_at, attempts, body FROM inbox
         WHERE state = 'pending' AND next_attempt_at <= ?1
         ORDER BY next_attempt_at, id LIMIT ?2",
    )?;
    let mut rows = select.query((now.as_microsecond(), rows_at_most(limit)))?;
    let mut events = Vec::new();
    while let Some(row) = rows.next()? {
        events.push(PendingEvent {
            id: row.get(0)?,
            key: EventKey {
                conversation: row.get(1)?,
                event_type: row.get(2)?,
            },
            received_at: time::from_column(row.get(3)?, "inbox.received_at")?,
            attempts: row.get(4)?,
            body: Bytes::from(row.get::<_, Vec<u8>>(5)?),
        });
    }
    Ok(events)
}

fn next_due_at(connection: &Connection) -> Result<Option<Timestamp>, Failure> {
    let next: Option<i64> = connection
        .prepare_cached("SELECT min(next_attempt_at) FROM inbox WHERE state = 'pending'")?
        .query_row([], |row| row.get(0))?;
    next.map(|micros| time::from_column(micros, "inbox.next_attempt_at"))
        .transpose()
}

fn settle(connection: &Connection, id: i64, settlement: &Settlement) -> Result<(), Failure> {
    match settlement {
        Settlement::Ingested => close(connection, id, InboxState::Ingested, None),
        Settlement::Skipped(why) => {
            close(connection, id, InboxState::Empty, Some(&why.to_string()))
        }
        Settlement::NotUnderstood { reason } => keep(connection, id, InboxState::Kept, reason),
        Settlement::Dead { reason } => keep(connection, id, InboxState::Dead, reason),
        Settlement::RetryAt { at, reason } => postpone(connection, id, *at, reason),
    }
}

/// The event is done with: who and what it was about goes.
fn close(
    connection: &Connection,
    id: i64,
    state: InboxState,
    reason: Option<&str>,
) -> Result<(), Failure> {
    connection
        .prepare_cached(
            "UPDATE inbox SET state = ?2, reason = ?3, next_attempt_at = NULL, caller = NULL,
                 body = NULL
             WHERE id = ?1 AND state = 'pending'",
        )?
        .execute((id, to_column(state), reason))?;
    Ok(())
}

fn keep(connection: &Connection, id: i64, state: InboxState, reason: &str) -> Result<(), Failure> {
    connection
        .prepare_cached(
            "UPDATE inbox SET state = ?2, reason = ?3, next_attempt_at = NULL,
                 attempts = attempts + 1
             WHERE id = ?1 AND state = 'pending'",
        )?
        .execute((id, to_column(state), reason))?;
    Ok(())
}

fn postpone(connection: &Connection, id: i64, at: Timestamp, reason: &str) -> Result<(), Failure> {
    connection
        .prepare_cached(
            "UPDATE inbox SET next_attempt_at = ?2, reason = ?3, attempts = attempts + 1
             WHERE id = ?1 AND state = 'pending'",
        )?
        .execute((id, at.as_microsecond(), reason))?;
    Ok(())
}

fn awaits_learning(connection: &Connection, caller: &CallerId) -> Result<bool, Failure> {
    let awaits = connection
        .prepare_cached(
            "SELECT 1 FROM inbox WHERE caller = ?1 AND state = 'pending' AND attempts = 0",
        )?
        .exists([caller.as_str()])?;
    Ok(awaits)
}

/// An entry's columns. Not the body: `SQLite` reads the whole of what is asked for.
macro_rules! select_entry {
    ($rest:literal) => {
        concat!(
            "SELECT id, conversation, event_type, state, received_at, attempts, \
             next_attempt_at, reason, length(body)",
            $rest
        )
    };
}

fn list(
    connection: &Connection,
    state: Option<InboxState>,
    limit: usize,
) -> Result<Vec<InboxEntry>, Failure> {
    let mut select = connection.prepare_cached(select_entry!(
        " FROM inbox WHERE ?1 IS NULL OR state = ?1 ORDER BY id DESC LIMIT ?2"
    ))?;
    let mut rows = select.query((state.map(to_column), rows_at_most(limit)))?;
    let mut entries = Vec::new();
    while let Some(row) = rows.next()? {
        entries.push(entry(row)?);
    }
    Ok(entries)
}

fn show(connection: &Connection, id: i64) -> Result<Option<(InboxEntry, Option<Bytes>)>, Failure> {
    let mut select = connection.prepare_cached(select_entry!(", body FROM inbox WHERE id = ?1"))?;
    let mut rows = select.query([id])?;
    let Some(row) = rows.next()? else {
        return Ok(None);
    };
    let body = row.get::<_, Option<Vec<u8>>>(9)?.map(Bytes::from);
    Ok(Some((entry(row)?, body)))
}

fn retry(connection: &Connection, id: Option<i64>, now: Timestamp) -> Result<usize, Failure> {
    let rows = connection
        .prepare_cached(
            "UPDATE inbox SET state = 'pending', attempts = 0, next_attempt_at = ?2, reason = NULL
             WHERE state IN ('kept', 'dead') AND (?1 IS NULL OR id = ?1)",
        )?
        .execute((id, now.as_microsecond()))?;
    Ok(rows)
}

fn entry(row: &Row<'_>) -> Result<InboxEntry, Failure> {
    Ok(InboxEntry {
        id: row.get(0)?,
        key: EventKey {
            conversation: row.get(1)?,
            event_type: row.get(2)?,
        },
        state: from_column(row.get_ref(3)?.as_str().unwrap_or_default())?,
        received_at: time::from_column(row.get(4)?, "inbox.received_at")?,
        attempts: row.get(5)?,
        next_attempt_at: row
            .get::<_, Option<i64>>(6)?
            .map(|micros| time::from_column(micros, "inbox.next_attempt_at"))
            .transpose()?,
        reason: row.get(7)?,
        body_bytes: row.get(8)?,
    })
}

fn rows_at_most(limit: usize) -> i64 {
    i64::try_from(limit).unwrap_or(i64::MAX)
}

const fn to_column(state: InboxState) -> &'static str {
    match state {
        InboxState::Pending => "pending",
        InboxState::Ingested => "learned",
        InboxState::Empty => "empty",
        InboxState::Kept => "kept",
        InboxState::Dead => "dead",
    }
}

fn from_column(state: &str) -> Result<InboxState, Failure> {
    Ok(match state {
        "pending" => InboxState::Pending,
        "learned" => InboxState::Ingested,
        "empty" => InboxState::Empty,
        "kept" => InboxState::Kept,
        "dead" => InboxState::Dead,
        _ => return Err(Failure::Unreadable("inbox.state")),
    })
}
