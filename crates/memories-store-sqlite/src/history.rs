//! The history of memories: every change of every one.

use jiff::Timestamp;
use memories_domain::{Change, HistoryEntry, MemoryId, PrivateText, Scope};
use rusqlite::{Connection, Row};

use crate::{
    failure::Failure,
    owner::{self, Clustered, OwnerId},
    time,
};

/// Adds one entry.
pub(crate) fn note(
    connection: &Connection,
    owner: OwnerId,
    entry: &HistoryEntry,
) -> Result<(), Failure> {
    let key = owner::next_key(connection, Clustered::History, owner)?;
    // Words that did not change are kept once.
    let old_text = match entry.change {
        Change::Reinforced => None,
        _ => entry.old_text.as_deref(),
    };
    connection
        .prepare_cached(
            "INSERT INTO history (key, memory_id, at, change, old_text, new_text)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?
        .execute((
            key,
            entry.memory_id.as_str(),
            entry.at.as_microsecond(),
            to_column(entry.change),
            old_text,
            entry.new_text.as_deref(),
        ))?;
    Ok(())
}

/// The entries of one memory, or of all within `scope`, oldest first.
pub(crate) fn list(
    connection: &Connection,
    scope: &Scope,
    id: Option<&MemoryId>,
) -> Result<Vec<HistoryEntry>, Failure> {
    let Some(version) = owner::find(connection, scope)? else {
        return Ok(Vec::new());
    };
    let mut select = connection.prepare_cached(
        "SELECT memory_id, at, change, old_text, new_text FROM history
         WHERE key BETWEEN ?1 AND ?2 AND (?3 IS NULL OR memory_id = ?3) ORDER BY key",
    )?;
    let mut rows = select.query((
        version.owner.first_key(),
        version.owner.last_key(),
        id.map(MemoryId::as_str),
    ))?;
    let mut entries = Vec::new();
    while let Some(row) = rows.next()? {
        entries.push(read(row)?);
    }
    Ok(entries)
}

/// Takes the words out of the history of these memories.
pub(crate) fn silence(
    connection: &Connection,
    owner: OwnerId,
    ids: &[MemoryId],
) -> Result<(), Failure> {
    let ids = serde_json::to_string(ids).map_err(|_| Failure::Unreadable("memories.id"))?;
    connection
        .prepare_cached(
            "UPDATE history SET old_text = NULL, new_text = NULL
             WHERE key BETWEEN ?1 AND ?2
               AND memory_id IN (SELECT value FROM json_each(?3))",
        )?
        .execute((owner.first_key(), owner.last_key(), ids))?;
    Ok(())
}

fn read(row: &Row<'_>) -> Result<HistoryEntry, Failure> {
    let change = from_column(row.get_ref(2)?.as_str().unwrap_or_default())?;
    let new_text = row.get::<_, Option<String>>(4)?.map(PrivateText::from);
    let old_text = match change {
        Change::Reinforced => new_text.clone(),
        _ => row.get::<_, Option<String>>(3)?.map(PrivateText::from),
    };
    Ok(HistoryEntry {
        memory_id: MemoryId::parse(row.get_ref(0)?.as_str().unwrap_or_default())
            .map_err(|_| Failure::Unreadable("history.memory_id"))?,
        at: at(row)?,
        change,
        old_text,
        new_text,
    })
}

fn at(row: &Row<'_>) -> Result<Timestamp, Failure> {
    time::from_column(row.get(1)?, "history.at")
}

const fn to_column(change: Change) -> &'static str {
    match change {
        Change::Added => "added",
        Change::Updated => "updated",
        Change::Reinforced => "reinforced",
        Change::Deleted => "deleted",
        Change::Expired => "expired",
    }
}

fn from_column(change: &str) -> Result<Change, Failure> {
    Ok(match change {
        "added" => Change::Added,
        "updated" => Change::Updated,
        "reinforced" => Change::Reinforced,
        "deleted" => Change::Deleted,
        "expired" => Change::Expired,
        _ => return Err(Failure::Unreadable("history.change")),
    })
}
