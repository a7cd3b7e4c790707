//! Memories as rows.

use std::collections::HashSet;

use jiff::Timestamp;
use memories_domain::{
    AgentId, ConversationId, Memory, MemoryId, MemoryKind, Neighbours, PrivateText, ProfileKey,
    ProfileValue, Source, Speaker, Subject,
};
use rusqlite::{Connection, OptionalExtension, Row, named_params};

use crate::{digest, failure::Failure, owner::OwnerId, time};

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT id, text, kind, profile_key, profile_value, subject, speaker, before, \
             prev2, after, created_at, updated_at, expires_at, reinforced, conversation, \
             agent, call_started_at, call_duration, language, key FROM memories ",
            $rest
        )
    };
}

/// A memory and its place in the table.
pub(crate) struct Stored {
    pub(crate) key: i64,
    pub(crate) memory: Memory,
}

/// All memories of an owner that are not over, in the order they were added.
pub(crate) fn all(
    connection: &Connection,
    owner: OwnerId,
    now: Timestamp,
) -> Result<Vec<Memory>, Failure> {
    let mut select = connection.prepare_cached(select!("WHERE key BETWEEN ?1 AND ?2"))?;
    let mut rows = select.query((owner.first_key(), owner.last_key()))?;
    let mut memories = Vec::new();
    while let Some(row) = rows.next()? {
        let memory = read(row)?;
        if !time::is_over(memory.expires_at, now) {
            memories.push(memory);
        }
    }
    Ok(memories)
}

/// The memory with this key.
pub(crate) fn at(connection: &Connection, key: i64) -> Result<Memory, Failure> {
    let mut select = connection.prepare_cached(select!("WHERE key = ?1"))?;
    let mut rows = select.query([key])?;
    let row = rows.next()?.ok_or(rusqlite::Error::QueryReturnedNoRows)?;
    read(row)
}

/// The latest memory of this owner in a slot.
pub(crate) fn of_slot(
    connection: &Connection,
    owner: OwnerId,
    slot: i64,
) -> Result<Option<Stored>, Failure> {
    let key: Option<i64> = connection
        .prepare_cached("SELECT max(key) FROM memories WHERE key >> 24 = ?1 AND slot = ?2")?
        .query_row((owner.number(), slot), |row| row.get(0))?;
    key.map(|key| {
        Ok(Stored {
            key,
            memory: at(connection, key)?,
        })
    })
    .transpose()
}

/// The memory of this owner with this id, unless it is over.
pub(crate) fn find(
    connection: &Connection,
    owner: OwnerId,
    id: &MemoryId,
    now: Timestamp,
) -> Result<Option<Stored>, Failure> {
    let key = connection
        .prepare_cached("SELECT key FROM memories WHERE key BETWEEN ?1 AND ?2 AND id = ?3")?
        .query_row((owner.first_key(), owner.last_key(), id.as_str()), |row| {
            row.get(0)
        })
        .optional()?;
    let Some(key) = key else { return Ok(None) };
    let memory = at(connection, key)?;
    let alive = !time::is_over(memory.expires_at, now);
    Ok(alive.then_some(Stored { key, memory }))
}

/// Writes a memory under `key`, over the one that was there.
pub(crate) fn put(connection: &Connection, key: i64, memory: &Memory) -> Result<(), Failure> {
    let mut insert = connection.prepare_cached(
        "INSERT OR REPLACE INTO memories (key, id, slot, text, kind, profile_key, profile_value,
             subject, speaker, before, prev2, after, created_at, updated_at, expires_at,
             reinforced, conversation, agent, call_started_at, call_duration, language)
         VALUES (:key, :id, :slot, :text, :kind, :profile_key, :profile_value, :subject, :speaker,
             :before, :prev2, :after, :created_at, :updated_at, :expires_at, :reinforced,
             :conversation, :agent, :call_started_at, :call_duration, :language)",
    )?;
    let kind = KindColumns::of(&memory.kind)?;
    let source = memory.source.as_ref();
    insert.execute(named_params! {
        ":key": key,
        ":id": memory.id.as_str(),
        ":slot": digest::slot(&memory.text, &memory.kind),
        ":text": memory.text.as_str(),
        ":kind": memory.kind.name(),
        ":profile_key": kind.profile_key,
        ":profile_value": kind.profile_value,
        ":subject": kind.subject,
        ":speaker": kind.speaker,
        ":before": kind.before,
        ":prev2": kind.prev2,
        ":after": kind.after,
        ":created_at": memory.created_at.as_microsecond(),
        ":updated_at": memory.updated_at.as_microsecond(),
        ":expires_at": memory.expires_at.map(Timestamp::as_microsecond),
        ":reinforced": memory.reinforced,
        ":conversation": source.map(|source| source.conversation_id.as_str()),
        ":agent": source.and_then(|source| source.agent_id.as_ref()).map(AgentId::as_str),
        ":call_started_at": source.map(|source| source.started_at.as_microsecond()),
        ":call_duration": source.map(|source| time::storable_duration(source.duration_secs)),
        ":language": source.and_then(|source| source.language.as_deref()),
    })?;
    Ok(())
}

/// Removes the memory with this key.
pub(crate) fn delete(connection: &Connection, key: i64) -> Result<(), Failure> {
    connection
        .prepare_cached("DELETE FROM memories WHERE key = ?1")?
        .execute([key])?;
    Ok(())
}

/// The ids of all memories of an owner.
pub(crate) fn ids(connection: &Connection, owner: OwnerId) -> Result<HashSet<String>, Failure> {
    let ids = connection
        .prepare_cached("SELECT id FROM memories WHERE key BETWEEN ?1 AND ?2")?
        .query_map((owner.first_key(), owner.last_key()), |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    Ok(ids)
}

#[derive(Default)]
struct KindColumns<'a> {
    profile_key: Option<&'a str>,
    profile_value: Option<String>,
    subject: Option<&'static str>,
    speaker: Option<&'static str>,
    before: Option<&'a str>,
    prev2: Option<&'a str>,
    after: Option<&'a str>,
}

impl<'a> KindColumns<'a> {
    fn of(kind: &'a MemoryKind) -> Result<Self, Failure> {
        Ok(match kind {
            MemoryKind::Profile { key, value } => Self {
                profile_key: Some(key.as_str()),
                profile_value: Some(
                    serde_json::to_string(value)
                        .map_err(|_| Failure::Unreadable("memories.profile_value"))?,
                ),
                ..Self::default()
            },
            MemoryKind::Factual { subject } => Self {
                subject: Some(match subject {
                    Subject::Caller => "caller",
                    Subject::Agent => "agent",
                }),
                ..Self::default()
            },
            MemoryKind::Semantic { speaker, context } => Self {
                speaker: speaker.map(|speaker| match speaker {
                    Speaker::Caller => "caller",
                    Speaker::Agent => "agent",
                }),
                before: context.before.as_deref(),
                prev2: context.prev2.as_deref(),
                after: context.after.as_deref(),
                ..Self::default()
            },
        })
    }
}

fn read(row: &Row<'_>) -> Result<Memory, Failure> {
    Ok(Memory {
        id: MemoryId::parse(required(row, 0, "memories.id")?)
            .map_err(|_| Failure::Unreadable("memories.id"))?,
        text: required(row, 1, "memories.text")?.into(),
        kind: kind(row)?,
        created_at: time::from_column(row.get(10)?, "memories.created_at")?,
        updated_at: time::from_column(row.get(11)?, "memories.updated_at")?,
        expires_at: row
            .get::<_, Option<i64>>(12)?
            .map(|micros| time::from_column(micros, "memories.expires_at"))
            .transpose()?,
        reinforced: row.get(13)?,
        source: source(row)?,
    })
}

fn kind(row: &Row<'_>) -> Result<MemoryKind, Failure> {
    match required(row, 2, "memories.kind")? {
        "profile" => Ok(MemoryKind::Profile {
            key: ProfileKey::parse(required(row, 3, "memories.profile_key")?)
                .ok_or(Failure::Unreadable("memories.profile_key"))?,
            value: serde_json::from_str::<ProfileValue>(required(
                row,
                4,
                "memories.profile_value",
            )?)
            .map_err(|_| Failure::Unreadable("memories.profile_value"))?,
        }),
        "factual" => Ok(MemoryKind::Factual {
            subject: match required(row, 5, "memories.subject")? {
                "caller" => Subject::Caller,
                "agent" => Subject::Agent,
                _ => return Err(Failure::Unreadable("memories.subject")),
            },
        }),
        "semantic" => Ok(MemoryKind::Semantic {
            speaker: match optional(row, 6, "memories.speaker")? {
                None => None,
                Some("caller") => Some(Speaker::Caller),
                Some("agent") => Some(Speaker::Agent),
                Some(_) => return Err(Failure::Unreadable("memories.speaker")),
            },
            context: Neighbours {
                before: optional(row, 7, "memories.before")?.map(PrivateText::from),
                prev2: optional(row, 8, "memories.prev2")?.map(PrivateText::from),
                after: optional(row, 9, "memories.after")?.map(PrivateText::from),
            },
        }),
        _ => Err(Failure::Unreadable("memories.kind")),
    }
}

fn source(row: &Row<'_>) -> Result<Option<Source>, Failure> {
    let Some(conversation) = optional(row, 14, "memories.conversation")? else {
        return Ok(None);
    };
    Ok(Some(Source {
        conversation_id: ConversationId::parse(conversation)
            .map_err(|_| Failure::Unreadable("memories.conversation"))?,
        agent_id: optional(row, 15, "memories.agent")?
            .map(AgentId::parse)
            .transpose()
            .map_err(|_| Failure::Unreadable("memories.agent"))?,
        started_at: time::from_column(row.get(16)?, "memories.call_started_at")?,
        duration_secs: row.get(17)?,
        language: optional(row, 18, "memories.language")?.map(str::to_owned),
    }))
}

fn optional<'r>(
    row: &'r Row<'_>,
    column: usize,
    name: &'static str,
) -> Result<Option<&'r str>, Failure> {
    row.get_ref(column)?
        .as_str_or_null()
        .map_err(|_| Failure::Unreadable(name))
}

fn required<'r>(row: &'r Row<'_>, column: usize, name: &'static str) -> Result<&'r str, Failure> {
    optional(row, column, name)?.ok_or(Failure::Unreadable(name))
}
