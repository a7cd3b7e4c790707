//! The inbox of events.

mod claims;
mod machines;
mod row;

use bytes::Bytes;
use jiff::Timestamp;
use memories_domain::{
    CallerId, CarrierCallId, EventId, ProjectId,
    ports::{ClaimedContent, EnqueueOutcome, EventKey, InboxEntry, InboxState},
};
use rusqlite::{Connection, params};

use self::row::{content, entry, limit_to_column};
use crate::{digest::ConversationDigest, error::Error};

pub(crate) use self::{
    claims::{claim_due, complete, decode_claimed, fail_undecodable, next_due_at, release_claims},
    machines::{conversation_with_machine, is_known_as_machine},
};

/// Why the events of an erased caller were skipped.
pub(crate) const FORGOTTEN: &str = "the caller was forgotten";

/// A new row.
pub(crate) struct NewEntry {
    pub(crate) id: EventId,
    pub(crate) key: EventKey,
    pub(crate) carrier_call: Option<CarrierCallId>,
    pub(crate) received_at: Timestamp,
    pub(crate) state: InboxState,
    /// Only of a call.
    pub(crate) caller: Option<CallerId>,
    pub(crate) reason: Option<String>,
    pub(crate) content: Option<Content>,
}

/// The content of an event as it is stored.
pub(crate) enum Content {
    /// A `ScopedCall` as JSON.
    Call(Vec<u8>),
    /// The body of an event that could not be read as a call.
    Raw(Bytes),
}

pub(crate) fn insert(connection: &Connection, entry: &NewEntry) -> Result<EnqueueOutcome, Error> {
    let inserted = connection
        .prepare_cached(
            "INSERT INTO inbox (id, project, platform, conversation, event_type, body_sha256,
                 caller, received_at, state, next_attempt_at, reason, carrier_call)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
             ON CONFLICT (project, platform, conversation, event_type, body_sha256) DO NOTHING",
        )?
        .execute(params![
            entry.id.as_str(),
            entry.key.project.as_str(),
            entry.key.platform.name(),
            entry.key.conversation,
            entry.key.event_type,
            entry.key.body_sha256,
            entry.caller.as_ref().map(CallerId::as_str),
            entry.received_at.as_microsecond(),
            entry.state.name(),
            (entry.state == InboxState::Pending).then(|| entry.received_at.as_microsecond()),
            entry.reason,
            entry.carrier_call.as_ref().map(CarrierCallId::as_str),
        ])?;
    if inserted == 0 {
        return Ok(EnqueueOutcome::Duplicate);
    }
    if let Some(content) = &entry.content {
        connection
            .prepare_cached(
                "INSERT INTO inbox_contents (event, kind, content) VALUES (?1, ?2, ?3)",
            )?
            .execute((entry.id.as_str(), content.kind(), content.as_bytes()))?;
    }
    Ok(EnqueueOutcome::Enqueued)
}

pub(crate) fn has_unprocessed(
    connection: &Connection,
    project: &ProjectId,
    caller: &CallerId,
) -> Result<bool, Error> {
    let found = connection
        .prepare_cached(
            "SELECT 1 FROM inbox
             WHERE project = ?1 AND caller = ?2 AND state = 'pending' AND attempts = 0",
        )?
        .exists((project.as_str(), caller.as_str()))?;
    Ok(found)
}

/// The columns of an entry and then others. Not the content, whose length SQLite computes without
/// reading it.
macro_rules! select_entry {
    ($others:literal, $rest:literal) => {
        concat!(
            "SELECT id, project, platform, conversation, event_type, body_sha256, received_at, \
             attempts, state, next_attempt_at, reason, length(content)",
            $others,
            " FROM inbox LEFT JOIN inbox_contents ON event = id ",
            $rest
        )
    };
}

/// Newest first. An entry that cannot be decoded, perhaps because a later version wrote it, is
/// logged and omitted.
pub(crate) fn list(
    connection: &Connection,
    state: Option<InboxState>,
    limit: usize,
) -> Result<Vec<InboxEntry>, Error> {
    let mut select = connection.prepare_cached(select_entry!(
        "",
        "WHERE ?1 IS NULL OR state = ?1 ORDER BY id DESC LIMIT ?2"
    ))?;
    let mut rows = select.query((state.map(InboxState::name), limit_to_column(limit)))?;
    let mut entries = Vec::new();
    while let Some(row) = rows.next()? {
        match entry(row) {
            Ok(entry) => entries.push(entry),
            Err(error) => {
                let id: Option<String> = row.get(0).ok();
                tracing::error!(%error, event_id = id, "an event in the inbox cannot be listed");
            }
        }
    }
    Ok(entries)
}

pub(crate) fn show(
    connection: &Connection,
    id: &EventId,
) -> Result<Option<(InboxEntry, Option<ClaimedContent>)>, Error> {
    let mut select =
        connection.prepare_cached(select_entry!(", kind, content", "WHERE id = ?1"))?;
    let mut rows = select.query([id.as_str()])?;
    let Some(row) = rows.next()? else {
        return Ok(None);
    };
    Ok(Some((entry(row)?, content(row, 12)?)))
}

/// Makes failed events due at once: one, or all. Returns how many.
pub(crate) fn retry(
    connection: &Connection,
    id: Option<&EventId>,
    now: Timestamp,
) -> Result<usize, Error> {
    let rows = connection
        .prepare_cached(
            "UPDATE inbox SET state = 'pending', attempts = 0, next_attempt_at = ?2, reason = NULL
             WHERE (state IN ('unprocessable', 'dead_letter')
                    OR (state = 'pending' AND attempts > 0 AND claim_id IS NULL))
                 AND (?1 IS NULL OR id = ?1)",
        )?
        .execute((id.map(EventId::as_str), now.as_microsecond()))?;
    Ok(rows)
}

/// Erases a caller's events except for their keys, by which a redelivery is recognised. Returns
/// their conversations.
pub(crate) fn erase_caller(
    connection: &Connection,
    project: &ProjectId,
    caller: &CallerId,
) -> Result<Vec<ConversationDigest>, Error> {
    connection
        .prepare_cached(
            "DELETE FROM inbox_contents WHERE event IN
                 (SELECT id FROM inbox WHERE project = ?1 AND caller = ?2)",
        )?
        .execute((project.as_str(), caller.as_str()))?;
    let mut update = connection.prepare_cached(
        "UPDATE inbox SET state = 'skipped', reason = ?3, next_attempt_at = NULL,
             claim_id = NULL, claimed_by = NULL, claimed_until = NULL, caller = NULL,
             carrier_call = NULL
         WHERE project = ?1 AND caller = ?2
         RETURNING platform || ':' || conversation",
    )?;
    let params = (project.as_str(), caller.as_str(), FORGOTTEN);
    let rows = update.query_map(params, |row| {
        let conversation = row.get_ref(0)?.as_str()?;
        Ok(ConversationDigest::from_qualified(
            project.as_str(),
            conversation,
        ))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

impl Content {
    const fn kind(&self) -> &'static str {
        match self {
            Self::Call(_) => "call",
            Self::Raw(_) => "raw",
        }
    }

    fn as_bytes(&self) -> &[u8] {
        match self {
            Self::Call(json) => json,
            Self::Raw(body) => body,
        }
    }
}
