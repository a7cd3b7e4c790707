//! A machine that answered a call which was learned before that was known.

use jiff::Timestamp;
use memories_domain::{CallPart, ConversationId, MemoryKind, Platform, Speaker};
use rusqlite::Connection;

use super::{replace::retract, upsert::PartitionWriter};
use crate::{
    digest::ConversationDigest,
    error::Error,
    tables::{
        calls, memories,
        partitions::{self, PartitionId},
        processed_parts,
    },
};

/// A machine's greeting is one statement; a person makes more.
const MIN_STATEMENTS_OF_A_PERSON: usize = 2;

/// Retracts what a conversation taught, and the call itself, unless a person spoke in it.
pub(super) fn retract_call(
    connection: &Connection,
    platform: Platform,
    conversation: &str,
    digest: ConversationDigest,
    now: Timestamp,
) -> Result<(), Error> {
    let Ok(conversation) = ConversationId::new(platform, conversation) else {
        return Ok(());
    };
    for part in CallPart::ALL {
        let Some(partition) = processed_parts::get(connection, digest, part)?.partition else {
            continue;
        };
        let writer = PartitionWriter {
            connection,
            partition,
            now,
        };
        if has_person(&writer, &conversation)? {
            return Ok(());
        }
        // One part tells of a person, if any does: the transcript.
        for part in CallPart::ALL {
            retract(&writer, &conversation, part)?;
        }
        remove_call(connection, partition, &conversation)?;
    }
    Ok(())
}

fn has_person(writer: &PartitionWriter<'_>, conversation: &ConversationId) -> Result<bool, Error> {
    let memories = memories::list(writer.connection, writer.partition, writer.now)?;
    let statements = memories.iter().filter(|memory| {
        let is_callers = matches!(
            memory.kind,
            MemoryKind::Semantic {
                speaker: Some(Speaker::Caller),
                ..
            }
        );
        let source = memory.source.as_ref();
        is_callers && source.is_some_and(|source| source.conversation_id == *conversation)
    });
    Ok(statements.count() >= MIN_STATEMENTS_OF_A_PERSON)
}

fn remove_call(
    connection: &Connection,
    partition: PartitionId,
    conversation: &ConversationId,
) -> Result<(), Error> {
    partitions::bump_revision(connection, partition)?;
    match calls::find(connection, partition, conversation)? {
        Some(key) => calls::delete(connection, key),
        None => Ok(()),
    }
}
