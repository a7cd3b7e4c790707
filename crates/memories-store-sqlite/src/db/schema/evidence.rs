//! The rows of migration 0002: each value of a profile fact becomes a memory of its own.
//!
//! Before it, a fact was one memory with its latest value, and the former values were only in the
//! contributions of their calls. A released migration is never changed, so its statements are its
//! own; it shares only the form of a memory as JSON and the digests, on which stored rows depend.

use std::collections::BTreeMap;

use jiff::{Timestamp, tz::TimeZone};
use memories_domain::{
    Annotations, ConversationId, DedupKey, FactRules, Memory, MemoryId, MemoryKind, Neighbours,
    ProfileKey, ProfileValue,
};
use rusqlite::{Connection, Transaction, params};
use rusqlite_migration::{HookError, HookResult};

use crate::{
    digest::{dedup_hash, single_value_hash},
    merge::merge,
    tables::contributions::{Contribution, Contributions, Contributor},
};

/// Of a key, those below which number the rows of a partition.
const SEQUENCE_BITS: u32 = 24;

/// A memory as migration 0001 stores it.
struct Row {
    key: i64,
    id: String,
    dedup_hash: i64,
    kind: MemoryKind,
    text: String,
    said_at: Timestamp,
    language: Option<String>,
}

pub(super) fn rewrite(transaction: &Transaction<'_>) -> HookResult {
    for row in rows(transaction)? {
        rewrite_memory(transaction, &row)?;
    }
    rewrite_overruled(transaction)?;
    transaction.execute_batch("DROP TABLE contributions_0001")?;
    Ok(())
}

fn rows(connection: &Connection) -> Result<Vec<Row>, HookError> {
    let mut select = connection.prepare(
        "SELECT key, id, dedup_hash, text, ifnull(call_started_at, updated_at), language,
             json_object('type', kind, 'key', profile_key, 'value', json(profile_value),
                 'subject', subject, 'speaker', speaker,
                 'neighbours', json_object('prev', prev, 'prev2', prev2, 'next', next))
         FROM memories",
    )?;
    let mut rows = select.query([])?;
    let mut all = Vec::new();
    while let Some(row) = rows.next()? {
        all.push(Row {
            key: row.get(0)?,
            id: row.get(1)?,
            dedup_hash: row.get(2)?,
            text: row.get(3)?,
            said_at: Timestamp::from_microsecond(row.get(4)?).map_err(invalid)?,
            language: row.get(5)?,
            kind: serde_json::from_str(&row.get::<_, String>(6)?).map_err(invalid)?,
        });
    }
    Ok(all)
}

/// Divides a memory into one for each value.
fn rewrite_memory(connection: &Connection, row: &Row) -> HookResult {
    let annotations = times_of(&row.text, &row.kind, row.said_at, row.language.as_deref());
    let hash = dedup_hash(&DedupKey::new(&row.text, &row.kind, &annotations));
    connection.execute(
        "UPDATE memories SET dedup_hash = ?2, annotations = ?3 WHERE key = ?1",
        params![row.key, hash, annotations_json(&annotations)?],
    )?;
    let mut by_value = contributions_by_value(connection, row)?;
    if let Some(current) = by_value.remove(&hash) {
        put_contributions(connection, row, &row.id, hash, &current)?;
        let id = MemoryId::parse(&row.id).map_err(invalid)?;
        if let Some(merged) = merge(&id, &current) {
            update(connection, row.key, &merged)?;
        }
    }
    let mut values = vec![(row.id.clone(), row.text.clone())];
    for (hash, former) in by_value {
        let id = MemoryId::generate();
        let Some(merged) = merge(&id, &former) else {
            continue;
        };
        put_contributions(connection, row, id.as_str(), hash, &former)?;
        insert(connection, row, hash, &merged)?;
        values.push((id.as_str().to_owned(), merged.text.as_str().to_owned()));
    }
    if values.len() > 1 {
        divide_history(connection, row, &values)?;
    }
    Ok(())
}

/// The contributions that the table has, by the hash of what they state.
fn contributions_by_value(
    connection: &Connection,
    row: &Row,
) -> Result<BTreeMap<i64, Contributions>, HookError> {
    let mut select = connection.prepare_cached(
        "SELECT conversation, memory FROM contributions_0001
         WHERE partition = ?1 AND dedup_hash = ?2 AND memory_id = ?3 AND memory IS NOT NULL",
    )?;
    let mut rows = select.query(params![row.partition(), row.dedup_hash, row.id])?;
    let mut by_value: BTreeMap<i64, Contributions> = BTreeMap::new();
    while let Some(contribution) = rows.next()? {
        let contributor = contributor(&contribution.get::<_, String>(0)?)?;
        let json: String = contribution.get(1)?;
        let mut memory: Memory = serde_json::from_str(&json).map_err(invalid)?;
        let source = memory.source.as_ref();
        let said_at = source.map_or(memory.updated_at, |source| source.started_at);
        let language = source.and_then(|source| source.language.clone());
        memory.annotations = times_of(&memory.text, &memory.kind, said_at, language.as_deref());
        let since = match contributor {
            Contributor::Operator => memory.updated_at,
            Contributor::Call(_) => memory.created_at,
        };
        by_value
            .entry(dedup_hash(&memory.dedup_key()))
            .or_default()
            .insert(contributor, Contribution { since, memory });
    }
    Ok(by_value)
}

/// The times in a text, so that what was arranged passes. Nobody knows the zone of the call any
/// more: in UTC, what was said close to midnight can be a day off.
fn times_of(
    text: &str,
    kind: &MemoryKind,
    said_at: Timestamp,
    language: Option<&str>,
) -> Annotations {
    let said_at = said_at.to_zoned(TimeZone::UTC);
    Annotations::of(text, kind, &said_at, language, &FactRules::default())
}

/// A memory of one call alone needs none.
fn put_contributions(
    connection: &Connection,
    row: &Row,
    id: &str,
    hash: i64,
    contributions: &Contributions,
) -> HookResult {
    if contributions.len() == 1 && !contributions.contains_key(&Contributor::Operator) {
        return Ok(());
    }
    let mut insert = connection.prepare_cached(
        "INSERT INTO contributions
             (partition, dedup_hash, memory_id, conversation, overruled_at, since, memory)
         VALUES (?1, ?2, ?3, ?4, 0, ?5, ?6)",
    )?;
    for (contributor, Contribution { since, memory }) in contributions {
        let conversation = contributor.conversation();
        insert.execute(params![
            row.partition(),
            hash,
            id,
            conversation.map_or_else(String::new, ConversationId::qualified),
            since.as_microsecond(),
            serde_json::to_string(memory).map_err(invalid)?,
        ])?;
    }
    Ok(())
}

fn insert(connection: &Connection, row: &Row, hash: i64, memory: &Memory) -> HookResult {
    // Behind the present value, in whatever order they are divided: derivation goes by their times.
    let key: i64 = connection.query_row(
        "SELECT max(key) + 1 FROM memories WHERE key BETWEEN ?1 << 24 AND (?1 + 1 << 24) - 1",
        [row.partition()],
        |row| row.get(0),
    )?;
    connection.execute(
        "INSERT INTO memories (key, id, dedup_hash, text, kind, profile_key, profile_value,
             subject, speaker, prev, prev2, next, created_at, updated_at, confirmations)
         SELECT ?2, ?3, ?4, text, kind, profile_key, profile_value,
             subject, speaker, prev, prev2, next, created_at, updated_at, confirmations
         FROM memories WHERE key = ?1",
        params![row.key, key, memory.id.as_str(), hash],
    )?;
    // So that the texts of the new memory are embedded, too.
    connection.execute(
        "UPDATE partitions SET revision = revision + 1 WHERE id = ?1",
        [row.partition()],
    )?;
    update(connection, key, memory)
}

fn update(connection: &Connection, key: i64, memory: &Memory) -> HookResult {
    let value = match &memory.kind {
        MemoryKind::Profile { value, .. } => Some(json_of(value)?),
        MemoryKind::Factual { .. } | MemoryKind::Semantic { .. } => None,
    };
    let neighbours = match &memory.kind {
        MemoryKind::Semantic { neighbours, .. } => neighbours.clone(),
        MemoryKind::Profile { .. } | MemoryKind::Factual { .. } => Neighbours::default(),
    };
    let source = memory.source.as_ref();
    let agent = source.and_then(|source| source.agent_id.as_ref());
    connection.execute(
        "UPDATE memories SET text = ?2, profile_value = ?3, prev = ?4, prev2 = ?5, next = ?6,
             created_at = ?7, updated_at = ?8, expires_at = ?9, confirmations = ?10,
             conversation = ?11, agent = ?12, call_started_at = ?13, call_duration = ?14,
             language = ?15, annotations = ?16
         WHERE key = ?1",
        params![
            key,
            memory.text.as_str(),
            value,
            neighbours.prev.as_deref(),
            neighbours.prev2.as_deref(),
            neighbours.next.as_deref(),
            memory.created_at.as_microsecond(),
            memory.updated_at.as_microsecond(),
            memory.expires_at.map(Timestamp::as_microsecond),
            memory.confirmations,
            source.map(|source| source.conversation_id.qualified()),
            agent.map(memories_domain::AgentId::qualified),
            source.map(|source| source.started_at.as_microsecond()),
            source.map(|source| i64::try_from(source.duration_secs).unwrap_or(i64::MAX)),
            source.and_then(|source| source.language.as_deref()),
            annotations_json(&memory.annotations)?,
        ],
    )?;
    Ok(())
}

/// Gives each entry to the memory whose text it states, so that the texts of a value that expires
/// or is erased are found.
fn divide_history(connection: &Connection, row: &Row, values: &[(String, String)]) -> HookResult {
    let mut own = connection.prepare_cached(
        "UPDATE history SET memory_id = ?4
         WHERE key BETWEEN ?1 << 24 AND (?1 + 1 << 24) - 1 AND memory_id = ?2 AND new_text = ?3",
    )?;
    let mut former = connection.prepare_cached(
        "UPDATE history SET old_id = ?4
         WHERE key BETWEEN ?1 << 24 AND (?1 + 1 << 24) - 1 AND memory_id = ?2 AND old_text = ?3
             AND new_text IS NOT NULL",
    )?;
    let present = &row.id;
    for (id, text) in values.iter().filter(|(id, _)| id != present) {
        own.execute(params![row.partition(), present, text, id])?;
    }
    for (of, _) in values {
        for (id, text) in values.iter().filter(|(id, _)| id != of) {
            former.execute(params![row.partition(), of, text, id])?;
        }
    }
    Ok(())
}

/// What an operator edited or deleted is not restored by a more complete event of its call. The
/// table does not have its value, but the history does.
fn rewrite_overruled(connection: &Connection) -> HookResult {
    let mut select = connection.prepare(
        "SELECT partition, dedup_hash, memory_id, conversation,
             ifnull((SELECT max(at) FROM history
                     WHERE key BETWEEN partition << 24 AND (partition + 1 << 24) - 1
                         AND history.memory_id = contributions_0001.memory_id
                         AND history.conversation IS NULL), 1)
         FROM contributions_0001 WHERE memory IS NULL",
    )?;
    let mut texts = connection.prepare(
        "SELECT DISTINCT new_text FROM history
         WHERE key BETWEEN ?1 << 24 AND (?1 + 1 << 24) - 1
             AND memory_id = ?2 AND conversation = ?3 AND new_text IS NOT NULL",
    )?;
    let mut insert = connection.prepare(
        "INSERT OR IGNORE INTO contributions
             (partition, dedup_hash, memory_id, conversation, overruled_at, since)
         VALUES (?1, ?2, ?3, ?4, ?5, ?5)",
    )?;
    let mut rows = select.query([])?;
    while let Some(row) = rows.next()? {
        let (partition, hash): (i64, i64) = (row.get(0)?, row.get(1)?);
        let (id, conversation): (String, String) = (row.get(2)?, row.get(3)?);
        let overruled_at: i64 = row.get(4)?;
        let texts: Vec<String> = texts
            .query_map(params![partition, id, conversation], |row| row.get(0))?
            .collect::<Result<_, _>>()?;
        let mut hashes: Vec<i64> = texts
            .iter()
            .filter_map(|text| hash_of_value(text, hash))
            .collect();
        if hashes.is_empty() {
            hashes.push(hash);
        }
        for hash in hashes {
            insert.execute(params![partition, hash, id, conversation, overruled_at])?;
        }
    }
    Ok(())
}

/// The hash of a value of a profile fact that had the hash `of_fact`, by its text.
fn hash_of_value(text: &str, of_fact: i64) -> Option<i64> {
    let (name, value) = text.split_once(": ")?;
    let key = ProfileKey::parse(name).filter(|key| single_value_hash(key) == of_fact)?;
    let value = ProfileValue::Text(value.into());
    let kind = MemoryKind::Profile { key, value };
    Some(dedup_hash(&DedupKey::new(
        text,
        &kind,
        &Annotations::default(),
    )))
}

impl Row {
    const fn partition(&self) -> i64 {
        self.key >> SEQUENCE_BITS
    }
}

fn contributor(column: &str) -> Result<Contributor, HookError> {
    if column.is_empty() {
        return Ok(Contributor::Operator);
    }
    let conversation = ConversationId::from_qualified(column).map_err(invalid)?;
    Ok(Contributor::Call(conversation))
}

fn annotations_json(annotations: &Annotations) -> Result<Option<String>, HookError> {
    (!annotations.is_empty())
        .then(|| json_of(annotations))
        .transpose()
}

fn json_of(value: &impl serde::Serialize) -> Result<String, HookError> {
    serde_json::to_string(value).map_err(invalid)
}

fn invalid(error: impl std::fmt::Display) -> HookError {
    HookError::Hook(error.to_string())
}

#[cfg(test)]
mod tests;
