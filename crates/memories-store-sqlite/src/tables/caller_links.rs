//! Links between numbers and the operator's ids of those who call from them.

use memories_domain::{CallerId, ProjectId, ports::LinkOutcome};
use rusqlite::{Connection, OptionalExtension};

use crate::error::Error;

/// Hardly anybody calls from more numbers: an id with more is shared by many people.
const MAX_LEARNED_NUMBERS: i64 = 3;

/// The other callers that are the same person: the user of a number, and the numbers of a user. Of a
/// number, other numbers only where the operator confirmed both: who shares an id need not share more.
pub(crate) fn linked(
    connection: &Connection,
    project: &ProjectId,
    caller: &CallerId,
) -> Result<Vec<CallerId>, Error> {
    let mut select = connection.prepare_cached(
        "SELECT user_id FROM caller_links
         WHERE project = ?1 AND caller = ?2 AND state IN ('learned', 'confirmed')
         UNION
         SELECT caller FROM caller_links
         WHERE project = ?1 AND user_id = ?2 AND state IN ('learned', 'confirmed')
         UNION
         SELECT other.caller FROM caller_links AS own
         JOIN caller_links AS other USING (project, user_id)
         WHERE project = ?1 AND own.caller = ?2
           AND own.state = 'confirmed' AND other.state = 'confirmed'",
    )?;
    let rows = select.query_map((project.as_str(), caller.as_str()), |row| {
        row.get::<_, String>(0)
    })?;
    let mut others = Vec::new();
    for key in rows {
        if let Ok(other) = CallerId::from_stored(&key?)
            && other != *caller
        {
            others.push(other);
        }
    }
    Ok(others)
}

pub(crate) fn learn(
    connection: &Connection,
    project: &ProjectId,
    number: &CallerId,
    user: &CallerId,
) -> Result<LinkOutcome, Error> {
    let known: Option<(String, String)> = connection
        .prepare_cached(
            "SELECT user_id, state FROM caller_links WHERE project = ?1 AND caller = ?2",
        )?
        .query_row((project.as_str(), number.as_str()), |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
        .optional()?;
    match known {
        Some((known, state)) if state == "learned" && known != user.as_str() => {
            set(connection, project, number, user, "ambiguous")?;
            Ok(LinkOutcome::Ambiguous)
        }
        Some(_) => Ok(LinkOutcome::Unchanged),
        None if numbers_of(connection, project, user)? >= MAX_LEARNED_NUMBERS => {
            connection
                .prepare_cached(
                    "UPDATE caller_links SET state = 'ambiguous'
                     WHERE project = ?1 AND user_id = ?2 AND state = 'learned'",
                )?
                .execute((project.as_str(), user.as_str()))?;
            set(connection, project, number, user, "ambiguous")?;
            Ok(LinkOutcome::Ambiguous)
        }
        None => {
            set(connection, project, number, user, "learned")?;
            Ok(LinkOutcome::Linked)
        }
    }
}

fn numbers_of(connection: &Connection, project: &ProjectId, user: &CallerId) -> Result<i64, Error> {
    let count = connection
        .prepare_cached("SELECT count(*) FROM caller_links WHERE project = ?1 AND user_id = ?2")?
        .query_row((project.as_str(), user.as_str()), |row| row.get(0))?;
    Ok(count)
}

pub(crate) fn confirm(
    connection: &Connection,
    project: &ProjectId,
    number: &CallerId,
    user: &CallerId,
) -> Result<(), Error> {
    set(connection, project, number, user, "confirmed")
}

fn set(
    connection: &Connection,
    project: &ProjectId,
    number: &CallerId,
    user: &CallerId,
    state: &str,
) -> Result<(), Error> {
    connection
        .prepare_cached(
            "INSERT INTO caller_links (project, caller, user_id, state) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (project, caller) DO UPDATE
             SET user_id = excluded.user_id, state = excluded.state",
        )?
        .execute((project.as_str(), number.as_str(), user.as_str(), state))?;
    Ok(())
}

/// Returns whether there was a link.
pub(crate) fn remove(
    connection: &Connection,
    project: &ProjectId,
    number: &CallerId,
) -> Result<bool, Error> {
    let removed = connection
        .prepare_cached(
            "UPDATE caller_links SET state = 'removed'
             WHERE project = ?1 AND caller = ?2 AND state IN ('learned', 'confirmed')",
        )?
        .execute((project.as_str(), number.as_str()))?;
    Ok(removed > 0)
}

/// Deletes everything that names a caller. That a number of somebody else's is linked to nobody
/// remains true when one of those who called from it is forgotten.
pub(crate) fn forget(
    connection: &Connection,
    project: &ProjectId,
    caller: &CallerId,
) -> Result<(), Error> {
    let key = (project.as_str(), caller.as_str());
    connection
        .prepare_cached(
            "UPDATE caller_links SET user_id = ''
             WHERE project = ?1 AND user_id = ?2 AND state IN ('ambiguous', 'removed')",
        )?
        .execute(key)?;
    connection
        .prepare_cached(
            "DELETE FROM caller_links WHERE project = ?1 AND (caller = ?2 OR user_id = ?2)",
        )?
        .execute(key)?;
    Ok(())
}
