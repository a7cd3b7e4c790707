mod row;

use std::collections::{BTreeSet, HashSet};

use jiff::Timestamp;
use memories_domain::{AgentId, ConversationId, Memory, MemoryId, ProfileKey};
use rusqlite::{Connection, OptionalExtension, named_params};

use self::row::{KindColumns, annotations_column, from_row};
use super::{
    column::{from_seconds, text},
    partitions::PartitionId,
};
use crate::{clock::is_expired, digest::dedup_hash, error::Error};

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT id, text, kind, profile_key, profile_value, subject, speaker, prev, prev2, \
             next, created_at, updated_at, expires_at, confirmations, conversation, agent, \
             call_started_at, call_duration, language, annotations, key FROM memories ",
            $rest
        )
    };
}

/// A memory and the key of its row.
#[derive(Clone)]
pub(crate) struct StoredMemory {
    pub(crate) key: i64,
    pub(crate) memory: Memory,
}

/// The names of all facts of all callers. Reads an index over profile facts, as a whole.
pub(crate) fn profile_keys(connection: &Connection) -> Result<BTreeSet<ProfileKey>, Error> {
    let mut select = connection.prepare_cached(
        "SELECT DISTINCT profile_key FROM memories WHERE profile_key IS NOT NULL",
    )?;
    let mut rows = select.query(())?;
    let mut keys = BTreeSet::new();
    while let Some(row) = rows.next()? {
        let key = ProfileKey::parse(text(row, 0, "memories.profile_key")?);
        keys.insert(key.ok_or(Error::CorruptColumn("memories.profile_key"))?);
    }
    Ok(keys)
}

/// All memories of a partition that have not expired, by key.
pub(crate) fn list(
    connection: &Connection,
    partition: PartitionId,
    now: Timestamp,
) -> Result<Vec<Memory>, Error> {
    let mut memories = Vec::new();
    for_each(connection, partition, now, |_, memory| {
        memories.push(memory);
    })?;
    Ok(memories)
}

/// Like [`list`], with the keys.
pub(crate) fn list_stored(
    connection: &Connection,
    partition: PartitionId,
    now: Timestamp,
) -> Result<Vec<StoredMemory>, Error> {
    let mut memories = Vec::new();
    for_each(connection, partition, now, |key, memory| {
        memories.push(StoredMemory { key, memory });
    })?;
    Ok(memories)
}

fn for_each(
    connection: &Connection,
    partition: PartitionId,
    now: Timestamp,
    mut action: impl FnMut(i64, Memory),
) -> Result<(), Error> {
    let mut select = connection.prepare_cached(select!("WHERE key BETWEEN ?1 AND ?2"))?;
    let mut rows = select.query(partition.keys())?;
    while let Some(row) = rows.next()? {
        let memory = from_row(row)?;
        if !is_expired(memory.expires_at, now) {
            action(row.get(20)?, memory);
        }
    }
    Ok(())
}

fn get(connection: &Connection, key: i64) -> Result<Memory, Error> {
    let mut select = connection.prepare_cached(select!("WHERE key = ?1"))?;
    let mut rows = select.query([key])?;
    let row = rows.next()?.ok_or(rusqlite::Error::QueryReturnedNoRows)?;
    from_row(row)
}

/// The latest memory of a partition with this hash.
pub(crate) fn find_by_hash(
    connection: &Connection,
    partition: PartitionId,
    dedup_hash: i64,
) -> Result<Option<StoredMemory>, Error> {
    let key: Option<i64> = connection
        .prepare_cached("SELECT max(key) FROM memories WHERE key >> 24 = ?1 AND dedup_hash = ?2")?
        .query_row((partition.as_raw(), dedup_hash), |row| row.get(0))?;
    let Some(key) = key else { return Ok(None) };
    let memory = get(connection, key)?;
    Ok(Some(StoredMemory { key, memory }))
}

/// The latest value of a profile fact that satisfies `predicate`, except for expired ones.
pub(crate) fn value_of_fact(
    connection: &Connection,
    partition: PartitionId,
    key: &ProfileKey,
    now: Timestamp,
    predicate: impl Fn(&Memory) -> bool,
) -> Result<Option<StoredMemory>, Error> {
    let mut select = connection.prepare_cached(select!(
        "WHERE key >> 24 = ?1 AND profile_key = ?2 ORDER BY updated_at DESC"
    ))?;
    let mut rows = select.query((partition.as_raw(), key.as_str()))?;
    while let Some(row) = rows.next()? {
        let memory = from_row(row)?;
        if !is_expired(memory.expires_at, now) && predicate(&memory) {
            let key = row.get(20)?;
            return Ok(Some(StoredMemory { key, memory }));
        }
    }
    Ok(None)
}

/// The memory of a partition with this id, unless it has expired.
pub(crate) fn find(
    connection: &Connection,
    partition: PartitionId,
    id: &MemoryId,
    now: Timestamp,
) -> Result<Option<StoredMemory>, Error> {
    let (first, last) = partition.keys();
    let key = connection
        .prepare_cached("SELECT key FROM memories WHERE key BETWEEN ?1 AND ?2 AND id = ?3")?
        .query_row((first, last, id.as_str()), |row| row.get(0))
        .optional()?;
    let Some(key) = key else { return Ok(None) };
    let memory = get(connection, key)?;
    let expired = is_expired(memory.expires_at, now);
    Ok((!expired).then_some(StoredMemory { key, memory }))
}

/// The ids of all memories of a partition.
pub(crate) fn ids(
    connection: &Connection,
    partition: PartitionId,
) -> Result<HashSet<String>, Error> {
    let ids = connection
        .prepare_cached("SELECT id FROM memories WHERE key BETWEEN ?1 AND ?2")?
        .query_map(partition.keys(), |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    Ok(ids)
}

pub(crate) fn insert(connection: &Connection, key: i64, memory: &Memory) -> Result<(), Error> {
    write(
        connection,
        "INSERT INTO memories (key, id, dedup_hash, text, kind, profile_key, profile_value,
             subject, speaker, prev, prev2, next, created_at, updated_at, expires_at,
             confirmations, conversation, agent, call_started_at, call_duration, language,
             annotations)
         VALUES (:key, :id, :dedup_hash, :text, :kind, :profile_key, :profile_value, :subject,
             :speaker, :prev, :prev2, :next, :created_at, :updated_at, :expires_at,
             :confirmations, :conversation, :agent, :call_started_at, :call_duration, :language,
             :annotations)",
        key,
        memory,
    )
}

pub(crate) fn update(connection: &Connection, key: i64, memory: &Memory) -> Result<(), Error> {
    write(
        connection,
        "UPDATE memories SET id = :id, dedup_hash = :dedup_hash, text = :text, kind = :kind,
             profile_key = :profile_key, profile_value = :profile_value, subject = :subject,
             speaker = :speaker, prev = :prev, prev2 = :prev2, next = :next,
             created_at = :created_at, updated_at = :updated_at, expires_at = :expires_at,
             confirmations = :confirmations, conversation = :conversation, agent = :agent,
             call_started_at = :call_started_at, call_duration = :call_duration,
             language = :language, annotations = :annotations
         WHERE key = :key",
        key,
        memory,
    )
}

fn write(connection: &Connection, statement: &str, key: i64, memory: &Memory) -> Result<(), Error> {
    let kind = KindColumns::new(&memory.kind)?;
    let source = memory.source.as_ref();
    let agent = source.and_then(|source| source.agent_id.as_ref());
    connection
        .prepare_cached(statement)?
        .execute(named_params! {
            ":key": key,
            ":id": memory.id.as_str(),
            ":dedup_hash": dedup_hash(&memory.dedup_key()),
            ":text": memory.text.as_str(),
            ":kind": memory.kind.name(),
            ":profile_key": kind.profile_key,
            ":profile_value": kind.profile_value,
            ":subject": kind.subject,
            ":speaker": kind.speaker,
            ":prev": kind.prev,
            ":prev2": kind.prev2,
            ":next": kind.next,
            ":created_at": memory.created_at.as_microsecond(),
            ":updated_at": memory.updated_at.as_microsecond(),
            ":expires_at": memory.expires_at.map(Timestamp::as_microsecond),
            ":confirmations": memory.confirmations,
            ":conversation": source.map(|source| source.conversation_id.qualified()),
            ":agent": agent.map(AgentId::qualified),
            ":call_started_at": source.map(|source| source.started_at.as_microsecond()),
            ":call_duration": source.map(|source| from_seconds(source.duration_secs)),
            ":language": source.and_then(|source| source.language.as_deref()),
            ":annotations": annotations_column(&memory.annotations)?,
        })?;
    Ok(())
}

/// Sets the duration of a call in the memories extracted from it.
pub(crate) fn set_call_duration(
    connection: &Connection,
    partition: PartitionId,
    conversation: &ConversationId,
    duration_secs: u64,
) -> Result<(), Error> {
    let (first, last) = partition.keys();
    connection
        .prepare_cached(
            "UPDATE memories SET call_duration = ?4
             WHERE key BETWEEN ?1 AND ?2 AND conversation = ?3",
        )?
        .execute((
            first,
            last,
            conversation.qualified(),
            from_seconds(duration_secs),
        ))?;
    Ok(())
}

/// Moves a memory to another key. Its embeddings are computed again.
pub(crate) fn change_key(connection: &Connection, old: i64, new: i64) -> Result<(), Error> {
    connection
        .prepare_cached("UPDATE memories SET key = ?2 WHERE key = ?1")?
        .execute((old, new))?;
    Ok(())
}

/// Deletes a memory. Returns its id.
pub(crate) fn delete(connection: &Connection, key: i64) -> Result<MemoryId, Error> {
    let mut delete =
        connection.prepare_cached("DELETE FROM memories WHERE key = ?1 RETURNING id")?;
    let id: String = delete.query_row([key], |row| row.get(0))?;
    MemoryId::parse(&id).map_err(|_| Error::CorruptColumn("memories.id"))
}

/// The keys of up to `limit` expired memories of any partition.
pub(crate) fn expired(
    connection: &Connection,
    now: Timestamp,
    limit: usize,
) -> Result<Vec<i64>, Error> {
    let keys = connection
        .prepare_cached("SELECT key FROM memories WHERE expires_at < ?1 LIMIT ?2")?
        .query_map((now.as_microsecond(), limit), |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    Ok(keys)
}

/// The keys of the expired memories of a partition.
pub(crate) fn expired_in(
    connection: &Connection,
    partition: PartitionId,
    now: Timestamp,
) -> Result<Vec<i64>, Error> {
    let (first, last) = partition.keys();
    let keys = connection
        // The plus sign keeps SQLite from scanning the expired memories of all partitions.
        .prepare_cached(
            "SELECT key FROM memories WHERE key BETWEEN ?1 AND ?2 AND +expires_at < ?3",
        )?
        .query_map((first, last, now.as_microsecond()), |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    Ok(keys)
}
