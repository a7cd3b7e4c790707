//! Warnings for the operator.

use jiff::Timestamp;
use memories_domain::{
    AgentId, MaskedCaller, OperatorWarning, ProjectId, WarningCause, ports::RecordedWarning,
};
use rusqlite::{Connection, Row, params};

use super::column::{text, time};
use crate::error::Error;

/// A workspace has a few agents and variables; of its shared lines, the latest are enough to know.
const MAX_ROWS: u32 = 1_000;

const BLANK_IN_GREETING: &str = "blank_in_greeting";
const GREETING_FAILED: &str = "greeting_failed";
const SHARED_LINE: &str = "shared_line";

/// Adds a warning or updates its time. Removes those that are too old or too many.
pub(crate) fn record(
    connection: &Connection,
    project: &ProjectId,
    warning: &OperatorWarning,
    now: Timestamp,
) -> Result<(), Error> {
    let (cause, subject, people) = match &warning.cause {
        WarningCause::BlankInGreeting { variable } => (BLANK_IN_GREETING, variable.as_str(), None),
        WarningCause::GreetingFailed { reason } => (GREETING_FAILED, reason.as_str(), None),
        WarningCause::SharedLine { caller, people } => {
            (SHARED_LINE, caller.as_str(), Some(*people))
        }
    };
    connection
        .prepare_cached(
            "INSERT INTO warnings (project, agent, cause, subject, people, first_at, last_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?6)
             ON CONFLICT (project, agent, cause, subject) DO UPDATE SET
                 people = excluded.people, last_at = max(last_at, excluded.last_at)",
        )?
        .execute(params![
            project.as_str(),
            warning
                .agent
                .as_ref()
                .map(AgentId::qualified)
                .unwrap_or_default(),
            cause,
            subject,
            people,
            now.as_microsecond(),
        ])?;
    purge(connection, now)?;
    connection
        .prepare_cached(
            "DELETE FROM warnings WHERE (project, agent, cause, subject) IN
                 (SELECT project, agent, cause, subject FROM warnings
                  ORDER BY last_at DESC LIMIT -1 OFFSET ?1)",
        )?
        .execute([MAX_ROWS])?;
    Ok(())
}

/// Latest first. A row that cannot be decoded, perhaps because a later version wrote it, is logged
/// and omitted.
pub(crate) fn recent(
    connection: &Connection,
    now: Timestamp,
) -> Result<Vec<RecordedWarning>, Error> {
    let mut select = connection.prepare_cached(
        "SELECT agent, cause, subject, people, first_at, last_at FROM warnings
         WHERE last_at >= ?1 ORDER BY last_at DESC, agent, cause, subject",
    )?;
    let mut rows = select.query([oldest(now).as_microsecond()])?;
    let mut warnings = Vec::new();
    while let Some(row) = rows.next()? {
        match recorded(row) {
            Ok(warning) => warnings.push(warning),
            Err(error) => tracing::error!(%error, "a warning cannot be listed"),
        }
    }
    Ok(warnings)
}

/// Removes what is too old. Returns how many.
pub(crate) fn purge(connection: &Connection, now: Timestamp) -> Result<usize, Error> {
    let rows = connection
        .prepare_cached("DELETE FROM warnings WHERE last_at < ?1")?
        .execute([oldest(now).as_microsecond()])?;
    Ok(rows)
}

/// Removes the warnings about a caller, and about others who are masked in the same way: those are
/// recorded again when they call.
pub(crate) fn erase_caller(
    connection: &Connection,
    project: &ProjectId,
    caller: &MaskedCaller,
) -> Result<(), Error> {
    connection
        .prepare_cached("DELETE FROM warnings WHERE project = ?1 AND cause = ?2 AND subject = ?3")?
        .execute((project.as_str(), SHARED_LINE, caller.as_str()))?;
    Ok(())
}

fn oldest(now: Timestamp) -> Timestamp {
    now.checked_sub(RecordedWarning::MAX_AGE)
        .unwrap_or(Timestamp::MIN)
}

fn recorded(row: &Row<'_>) -> Result<RecordedWarning, Error> {
    let agent = match text(row, 0, "warnings.agent")? {
        "" => None,
        agent => Some(
            AgentId::from_qualified(agent).map_err(|_| Error::CorruptColumn("warnings.agent"))?,
        ),
    };
    let subject = text(row, 2, "warnings.subject")?.to_owned();
    let cause = match text(row, 1, "warnings.cause")? {
        BLANK_IN_GREETING => WarningCause::BlankInGreeting { variable: subject },
        GREETING_FAILED => WarningCause::GreetingFailed { reason: subject },
        SHARED_LINE => WarningCause::SharedLine {
            caller: MaskedCaller::from_stored(subject),
            people: row.get(3)?,
        },
        _ => return Err(Error::CorruptColumn("warnings.cause")),
    };
    Ok(RecordedWarning {
        warning: OperatorWarning { agent, cause },
        first_at: time(row, 4, "warnings.first_at")?,
        last_at: time(row, 5, "warnings.last_at")?,
    })
}
