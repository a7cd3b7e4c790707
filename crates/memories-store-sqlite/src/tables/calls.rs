use std::collections::HashMap;

use jiff::Timestamp;
use memories_domain::{AgentId, Call, CallHistory, ConversationId, LastCall, PrivateText};
use rusqlite::{Connection, OptionalExtension, params};

use super::{
    column::{from_seconds, optional_text, optional_time, text, time},
    partitions::{self, PartitionId, Table},
};
use crate::{clock::is_expired, error::Error};

/// The key of a conversation's row in a partition.
pub(crate) fn find(
    connection: &Connection,
    partition: PartitionId,
    conversation: &ConversationId,
) -> Result<Option<i64>, Error> {
    let (first, last) = partition.keys();
    let key = connection
        .prepare_cached("SELECT key FROM calls WHERE key BETWEEN ?1 AND ?2 AND conversation = ?3")?
        .query_row((first, last, conversation.qualified()), |row| row.get(0))
        .optional()?;
    Ok(key)
}

/// Inserts a call without texts. Returns its key.
pub(crate) fn insert(
    connection: &Connection,
    partition: PartitionId,
    call: &Call,
) -> Result<i64, Error> {
    let key = partitions::next_key(connection, Table::Calls, partition)?;
    connection
        .prepare_cached(
            "INSERT INTO calls (key, conversation, agent, started_at, duration)
             VALUES (?1, ?2, ?3, ?4, ?5)",
        )?
        .execute(params![
            key,
            call.conversation_id.qualified(),
            call.agent_id.as_ref().map(AgentId::qualified),
            call.started_at.as_microsecond(),
            from_seconds(call.duration_secs),
        ])?;
    Ok(key)
}

pub(crate) fn set_agent_and_start(
    connection: &Connection,
    key: i64,
    call: &Call,
) -> Result<(), Error> {
    connection
        .prepare_cached("UPDATE calls SET agent = ?2, started_at = ?3 WHERE key = ?1")?
        .execute(params![
            key,
            call.agent_id.as_ref().map(AgentId::qualified),
            call.started_at.as_microsecond(),
        ])?;
    Ok(())
}

pub(crate) fn duration_secs(connection: &Connection, key: i64) -> Result<u64, Error> {
    let duration = connection
        .prepare_cached("SELECT duration FROM calls WHERE key = ?1")?
        .query_row([key], |row| row.get(0))?;
    Ok(duration)
}

pub(crate) fn set_duration_secs(
    connection: &Connection,
    key: i64,
    duration_secs: u64,
) -> Result<(), Error> {
    connection
        .prepare_cached("UPDATE calls SET duration = ?2 WHERE key = ?1")?
        .execute((key, from_seconds(duration_secs)))?;
    Ok(())
}

/// Moves a call to another partition. Returns its new key.
pub(crate) fn move_to(
    connection: &Connection,
    key: i64,
    partition: PartitionId,
) -> Result<i64, Error> {
    let moved = partitions::next_key(connection, Table::Calls, partition)?;
    connection
        .prepare_cached("UPDATE calls SET key = ?2 WHERE key = ?1")?
        .execute((key, moved))?;
    Ok(moved)
}

pub(crate) fn delete(connection: &Connection, key: i64) -> Result<(), Error> {
    connection
        .prepare_cached("DELETE FROM calls WHERE key = ?1")?
        .execute([key])?;
    Ok(())
}

pub(crate) fn set_texts(
    connection: &Connection,
    key: i64,
    call: &Call,
    expires_at: Option<Timestamp>,
) -> Result<(), Error> {
    connection
        .prepare_cached(
            "UPDATE calls SET summary = ?2, title = ?3, expires_at = ?4 WHERE key = ?1",
        )?
        .execute((
            key,
            call.summary.as_deref(),
            call.title.as_deref(),
            expires_at.map(Timestamp::as_microsecond),
        ))?;
    Ok(())
}

/// The agents of a partition's calls, as far as they are known.
pub(crate) fn agents(
    connection: &Connection,
    partition: PartitionId,
) -> Result<HashMap<ConversationId, AgentId>, Error> {
    let mut select = connection.prepare_cached(
        "SELECT conversation, agent FROM calls
         WHERE key BETWEEN ?1 AND ?2 AND agent IS NOT NULL",
    )?;
    let mut rows = select.query(partition.keys())?;
    let mut agents = HashMap::new();
    while let Some(row) = rows.next()? {
        let conversation = ConversationId::from_qualified(text(row, 0, "calls.conversation")?)
            .map_err(|_| Error::CorruptColumn("calls.conversation"))?;
        let agent = AgentId::from_qualified(text(row, 1, "calls.agent")?)
            .map_err(|_| Error::CorruptColumn("calls.agent"))?;
        agents.insert(conversation, agent);
    }
    Ok(agents)
}

/// A partition's calls that began until `until`, without texts that have expired, and when the
/// next text expires.
pub(crate) fn history(
    connection: &Connection,
    partition: PartitionId,
    until: Timestamp,
    now: Timestamp,
) -> Result<(CallHistory, Option<Timestamp>), Error> {
    let (first, last) = partition.keys();
    let range = (first, last, until.as_microsecond());
    let (count, first_at) = connection
        .prepare_cached(
            "SELECT count(*), min(started_at) FROM calls
             WHERE key BETWEEN ?1 AND ?2 AND started_at <= ?3",
        )?
        .query_row(range, |row| {
            Ok((row.get(0)?, optional_time(row, 1, "calls.started_at")))
        })?;
    let mut select = connection.prepare_cached(
        "SELECT started_at, duration, summary, expires_at FROM calls
         WHERE key BETWEEN ?1 AND ?2 AND started_at <= ?3
         ORDER BY started_at DESC, key DESC LIMIT 1",
    )?;
    let mut rows = select.query(range)?;
    let Some(row) = rows.next()? else {
        return Ok((CallHistory::default(), None));
    };
    let expires_at = optional_time(row, 3, "calls.expires_at")?;
    let expired = is_expired(expires_at, now);
    let summary = optional_text(row, 2, "calls.summary")?;
    let history = CallHistory {
        count,
        first_at: first_at?,
        last: Some(LastCall {
            started_at: time(row, 0, "calls.started_at")?,
            duration_secs: row.get(1)?,
            summary: summary.filter(|_| !expired).map(PrivateText::from),
        }),
    };
    Ok((history, expires_at.filter(|_| !expired)))
}

/// Removes the expired texts of up to `limit` calls. Returns the keys of these calls.
pub(crate) fn remove_expired_texts(
    connection: &Connection,
    now: Timestamp,
    limit: usize,
) -> Result<Vec<i64>, Error> {
    let keys = connection
        .prepare_cached(
            "UPDATE calls SET summary = NULL, title = NULL, expires_at = NULL
             WHERE key IN (SELECT key FROM calls WHERE expires_at < ?1 LIMIT ?2)
             RETURNING key",
        )?
        .query_map((now.as_microsecond(), limit), |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    Ok(keys)
}
