//! Claims of due events under a lease.

use std::time::Duration;

use jiff::Timestamp;
use memories_domain::{
    ClaimId, WorkerId,
    ports::{Claim, ClaimedContent, ClaimedEvent, Completion, EventKey, EventOutcome, InboxState},
};
use rusqlite::{Connection, Row};

use super::{
    machines::is_known_as_machine,
    row::{content, event_id, key, limit_to_column},
};
use crate::{
    error::Error,
    tables::column::{optional_time, time},
};

/// A claimed row. Its id is not decoded yet.
pub(crate) struct ClaimedRow {
    event: String,
    claim: ClaimId,
}

/// A row that cannot be decoded.
pub(crate) struct Undecodable {
    row: ClaimedRow,
    error: Error,
}

/// Claims due events, the longest due first.
pub(crate) fn claim_due(
    connection: &Connection,
    worker: &WorkerId,
    now: Timestamp,
    lease: Duration,
    limit: usize,
) -> Result<Vec<ClaimedRow>, Error> {
    let rows = connection
        .prepare_cached(
            "SELECT id FROM inbox WHERE state = 'pending' AND due_at <= ?1
             ORDER BY due_at, id LIMIT ?2",
        )?
        .query_map((now.as_microsecond(), limit_to_column(limit)), |row| {
            Ok(ClaimedRow {
                event: row.get(0)?,
                claim: ClaimId::generate(),
            })
        })?
        .collect::<Result<Vec<_>, _>>()?;
    let mut update = connection.prepare_cached(
        "UPDATE inbox SET claim_id = ?2, claimed_by = ?3, claimed_until = ?4 WHERE id = ?1",
    )?;
    let until = after(now, lease).as_microsecond();
    for row in &rows {
        update.execute((&row.event, row.claim.as_str(), worker.as_str(), until))?;
    }
    Ok(rows)
}

/// Decodes claimed events, in their order. Separates those that cannot be decoded, perhaps because
/// a later version wrote them, so that they do not block the others.
pub(crate) fn decode_claimed(
    connection: &Connection,
    claimed: Vec<ClaimedRow>,
) -> Result<(Vec<ClaimedEvent>, Vec<Undecodable>), Error> {
    let mut select = connection.prepare_cached(
        "SELECT id, project, platform, conversation, event_type, body_sha256, received_at,
             attempts, kind, content
         FROM inbox LEFT JOIN inbox_contents ON event = id WHERE id = ?1 AND claim_id = ?2",
    )?;
    let (mut events, mut undecodable) = (Vec::new(), Vec::new());
    for claimed in claimed {
        let mut rows = select.query((&claimed.event, claimed.claim.as_str()))?;
        // The caller may have been forgotten after the claim.
        let Some(row) = rows.next()? else { continue };
        match claimed_event(row, &claimed.claim) {
            Ok(mut event) => {
                // Before it is extracted; one that is reported later is found when it is ingested.
                let EventKey {
                    project,
                    platform,
                    conversation,
                    ..
                } = &event.key;
                if let ClaimedContent::Call(call) = &mut event.content
                    && is_known_as_machine(connection, project, *platform, conversation)?
                {
                    call.call.set_machine_answered();
                }
                events.push(event);
            }
            Err(error) => undecodable.push(Undecodable {
                row: claimed,
                error,
            }),
        }
    }
    Ok((events, undecodable))
}

fn claimed_event(row: &Row<'_>, claim: &ClaimId) -> Result<ClaimedEvent, Error> {
    Ok(ClaimedEvent {
        claim: Claim {
            event: event_id(row, 0)?,
            id: claim.clone(),
        },
        key: key(row)?,
        received_at: time(row, 6, "inbox.received_at")?,
        attempts: row.get(7)?,
        content: content(row, 8)?.ok_or(Error::CorruptColumn("inbox_contents.content"))?,
    })
}

/// Completes claimed events that cannot be decoded as unprocessable.
pub(crate) fn fail_undecodable(
    connection: &Connection,
    undecodable: &[Undecodable],
    now: Timestamp,
) -> Result<(), Error> {
    for Undecodable { row, error } in undecodable {
        let claim = (&*row.event, row.claim.as_str(), now.as_microsecond());
        let reason = error.to_string();
        fail(connection, claim, InboxState::Unprocessable, &reason)?;
        tracing::error!(%error, event_id = %row.event, "an event in the inbox cannot be decoded");
    }
    Ok(())
}

/// Releases all claims of a worker. Returns how many.
pub(crate) fn release_claims(connection: &Connection, worker: &WorkerId) -> Result<usize, Error> {
    let released = connection
        .prepare_cached(
            "UPDATE inbox SET claim_id = NULL, claimed_by = NULL, claimed_until = NULL
             WHERE state = 'pending' AND claimed_by = ?1",
        )?
        .execute([worker.as_str()])?;
    Ok(released)
}

pub(crate) fn next_due_at(connection: &Connection) -> Result<Option<Timestamp>, Error> {
    connection
        .prepare_cached("SELECT min(due_at) FROM inbox WHERE state = 'pending'")?
        .query_row([], |row| Ok(optional_time(row, 0, "inbox.due_at")))?
}

/// Records the outcome of an event whose claim is held at `now`.
pub(crate) fn complete(
    connection: &Connection,
    claim: &Claim,
    outcome: &EventOutcome,
    now: Timestamp,
) -> Result<Completion, Error> {
    let claim = (
        claim.event.as_str(),
        claim.id.as_str(),
        now.as_microsecond(),
    );
    let (id, claim_id, now_micros) = claim;
    let recorded = match outcome {
        EventOutcome::Ingested(_) => drop_content(connection, claim, InboxState::Ingested, None)?,
        EventOutcome::Skipped(reason) => {
            let reason = reason.to_string();
            drop_content(connection, claim, InboxState::Skipped, Some(&reason))?
        }
        EventOutcome::Unprocessable(reason) => {
            let reason = reason.to_string();
            fail(connection, claim, InboxState::Unprocessable, &reason)?
        }
        EventOutcome::DeadLetter { reason } => {
            fail(connection, claim, InboxState::DeadLetter, reason)?
        }
        EventOutcome::Retry {
            after: delay,
            reason,
        } => connection
            .prepare_cached(
                "UPDATE inbox SET next_attempt_at = ?4, reason = ?5, attempts = attempts + 1,
                     claim_id = NULL, claimed_by = NULL, claimed_until = NULL
                 WHERE id = ?1 AND claim_id = ?2 AND claimed_until > ?3",
            )?
            .execute((
                id,
                claim_id,
                now_micros,
                after(now, *delay).as_microsecond(),
                reason,
            ))?,
    };
    Ok(match recorded {
        0 => Completion::ClaimLost,
        _ => Completion::Recorded,
    })
}

/// An event, the claim under which it is completed, and the time.
type ClaimColumns<'c> = (&'c str, &'c str, i64);

/// Ends an event and removes its caller and content.
fn drop_content(
    connection: &Connection,
    (id, claim_id, now): ClaimColumns<'_>,
    state: InboxState,
    reason: Option<&str>,
) -> Result<usize, Error> {
    let rows = connection
        .prepare_cached(
            "UPDATE inbox SET state = ?4, reason = ?5, next_attempt_at = NULL,
                 claim_id = NULL, claimed_by = NULL, claimed_until = NULL, caller = NULL
             WHERE id = ?1 AND claim_id = ?2 AND claimed_until > ?3",
        )?
        .execute((id, claim_id, now, state.name(), reason))?;
    if rows > 0 {
        connection
            .prepare_cached("DELETE FROM inbox_contents WHERE event = ?1")?
            .execute([id])?;
    }
    Ok(rows)
}

fn fail(
    connection: &Connection,
    (id, claim_id, now): ClaimColumns<'_>,
    state: InboxState,
    reason: &str,
) -> Result<usize, Error> {
    let rows = connection
        .prepare_cached(
            "UPDATE inbox SET state = ?4, reason = ?5, next_attempt_at = NULL,
                 claim_id = NULL, claimed_by = NULL, claimed_until = NULL,
                 attempts = attempts + 1
             WHERE id = ?1 AND claim_id = ?2 AND claimed_until > ?3",
        )?
        .execute((id, claim_id, now, state.name(), reason))?;
    Ok(rows)
}

/// A time that SQLite can store, however long the duration.
fn after(now: Timestamp, duration: Duration) -> Timestamp {
    now.checked_add(duration).unwrap_or(Timestamp::MAX)
}
