//! The completeness with which each part of a conversation was ingested, and into which partition.

use memories_domain::{CallPart, Completeness};
use rusqlite::Connection;

use super::{
    column::{completeness_from_column, completeness_to_column},
    partitions::PartitionId,
};
use crate::{digest::ConversationDigest, error::Error};

/// The ingested state of a part.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ProcessedPart {
    /// [`Completeness::NONE`] for a part that was not ingested.
    pub(crate) completeness: Completeness,
    /// `None` if nothing was ingested, or the caller was erased.
    pub(crate) partition: Option<PartitionId>,
    /// How many of the event's spoken turns are a person's if a machine is reported to have
    /// answered; `None` if that is not known.
    pub(crate) persons_turns: Option<u32>,
}

pub(crate) fn get(
    connection: &Connection,
    conversation: ConversationDigest,
    part: CallPart,
) -> Result<ProcessedPart, Error> {
    let mut select = connection.prepare_cached(
        "SELECT completeness, partition, persons_turns FROM processed_parts
         WHERE conversation = ?1 AND part = ?2",
    )?;
    let mut rows = select.query((conversation.as_bytes(), part.name()))?;
    let Some(row) = rows.next()? else {
        return Ok(ProcessedPart {
            completeness: Completeness::NONE,
            partition: None,
            persons_turns: None,
        });
    };
    let partition: Option<i64> = row.get(1)?;
    Ok(ProcessedPart {
        completeness: completeness_from_column(row.get(0)?),
        partition: partition.map(PartitionId::from_raw),
        persons_turns: row.get(2)?,
    })
}

pub(crate) fn set(
    connection: &Connection,
    conversation: ConversationDigest,
    part: CallPart,
    processed: ProcessedPart,
) -> Result<(), Error> {
    connection
        .prepare_cached(
            "INSERT OR REPLACE INTO processed_parts
                 (conversation, part, completeness, partition, persons_turns)
             VALUES (?1, ?2, ?3, ?4, ?5)",
        )?
        .execute((
            conversation.as_bytes(),
            part.name(),
            completeness_to_column(processed.completeness),
            processed.partition.map(PartitionId::as_raw),
            processed.persons_turns,
        ))?;
    Ok(())
}

/// Ensures that nothing of a conversation is ingested any more.
pub(crate) fn close(
    connection: &Connection,
    conversation: ConversationDigest,
) -> Result<(), Error> {
    let closed = ProcessedPart {
        completeness: Completeness::CLOSED,
        partition: None,
        persons_turns: None,
    };
    for part in CallPart::ALL {
        set(connection, conversation, part, closed)?;
    }
    Ok(())
}

pub(crate) fn is_closed(
    connection: &Connection,
    conversation: ConversationDigest,
) -> Result<bool, Error> {
    // All parts are closed together.
    let processed = get(connection, conversation, CallPart::Profile)?;
    Ok(processed.completeness == Completeness::CLOSED)
}
