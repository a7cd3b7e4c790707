//! Learning a call, exactly once.

use jiff::Timestamp;
use memories_domain::{Call, ExtractedMemory, IngestOutcome, Scope};
use rusqlite::Connection;

use crate::{
    digest,
    failure::Failure,
    notebook::{Effect, Notebook, Statement},
    owner::{self, Clustered, OwnerId},
    time,
};

/// Enters a conversation into the ledger; returns whether it was new there.
pub(crate) fn enter(connection: &Connection, conversation: &str) -> Result<bool, Failure> {
    let entered = connection
        .prepare_cached("INSERT OR IGNORE INTO learned (conversation) VALUES (?1)")?
        .execute([digest::conversation(conversation)])?;
    Ok(entered == 1)
}

/// Whether a conversation, by its digest, is in the ledger.
pub(crate) fn is_entered(connection: &Connection, conversation: [u8; 16]) -> Result<bool, Failure> {
    let entered = connection
        .prepare_cached("SELECT 1 FROM learned WHERE conversation = ?1")?
        .exists([conversation])?;
    Ok(entered)
}

/// Learns `lessons`, which `call` teaches. A call that teaches nothing is only
/// entered into the ledger.
///
/// Of two values of one profile fact the one said last is kept, in whatever
/// order the calls arrive: a late one from an earlier call changes nothing.
pub(crate) fn learn(
    connection: &Connection,
    scope: &Scope,
    call: &Call,
    lessons: Vec<ExtractedMemory>,
    expires_at: Option<Timestamp>,
    now: Timestamp,
) -> Result<IngestOutcome, Failure> {
    if !enter(connection, call.conversation_id.as_str())? {
        return Ok(IngestOutcome::AlreadyIngested);
    }
    let (mut added, mut updated, mut reinforced) = (0, 0, 0);
    if call.skip_reason().is_none() {
        let notebook = Notebook::open(connection, scope, now)?;
        record(connection, notebook.owner(), call, expires_at)?;
        for lesson in lessons {
            let (effect, _) = notebook.take(statement(lesson, call, expires_at))?;
            match effect {
                Effect::Added => added += 1,
                Effect::Updated => updated += 1,
                Effect::Reinforced => reinforced += 1,
                Effect::Outdated => {}
            }
        }
    }
    Ok(IngestOutcome::Call {
        added,
        updated,
        reinforced,
    })
}

fn statement(lesson: ExtractedMemory, call: &Call, expires_at: Option<Timestamp>) -> Statement {
    Statement {
        text: lesson.text,
        kind: lesson.kind,
        at: time::storable(call.started_at),
        source: Some(call.source()),
        expires_at: expires_at.map(time::storable),
    }
}

/// Notes that the call took place.
fn record(
    connection: &Connection,
    owner: OwnerId,
    call: &Call,
    expires_at: Option<Timestamp>,
) -> Result<(), Failure> {
    let key = owner::next_key(connection, Clustered::Calls, owner)?;
    connection
        .prepare_cached(
            "INSERT INTO calls (key, conversation, agent, started_at, duration, summary, title,
                 expires_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        )?
        .execute((
            key,
            call.conversation_id.as_str(),
            call.agent_id.as_ref().map(memories_domain::AgentId::as_str),
            call.started_at.as_microsecond(),
            time::storable_duration(call.duration_secs),
            call.summary.as_deref(),
            call.title.as_deref(),
            expires_at.map(Timestamp::as_microsecond),
        ))?;
    Ok(())
}
