//! A machine that is reported to have answered a call which was learned before.

use jiff::Timestamp;
use memories_domain::{CallPart, ConversationId, ports::EventKey};
use rusqlite::Connection;

use super::{
    replace::{retract, retract_turns_from},
    upsert::PartitionWriter,
};
use crate::{
    digest::ConversationDigest,
    error::Error,
    tables::{
        calls,
        partitions::{self, PartitionId},
        processed_parts,
    },
};

/// Retracts what a conversation taught after a person's turns, or all of it, and the call itself, if
/// there was no person: what is left is what the call would have taught after the report.
pub(super) fn retract_call(
    connection: &Connection,
    key: &EventKey,
    conversation: &str,
    now: Timestamp,
) -> Result<(), Error> {
    let Ok(conversation) = ConversationId::new(key.platform, conversation) else {
        return Ok(());
    };
    let digest = ConversationDigest::new(&key.project, &conversation);
    let Some(persons_turns) = persons_turns(connection, digest)? else {
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
        if persons_turns == 0 {
            // Not only this part: the call may be counted in any of the partitions.
            for part in CallPart::ALL {
                retract(&writer, &conversation, part)?;
            }
            remove_call(connection, partition, &conversation)?;
        } else if part == CallPart::Semantic {
            partitions::bump_revision(connection, partition)?;
            retract_turns_from(&writer, &conversation, persons_turns)?;
        }
    }
    Ok(())
}

/// How many turns are a person's, as far as the events of the conversation tell.
fn persons_turns(
    connection: &Connection,
    conversation: ConversationDigest,
) -> Result<Option<u32>, Error> {
    let mut most = None;
    for part in CallPart::ALL {
        most = most.max(processed_parts::get(connection, conversation, part)?.persons_turns);
    }
    Ok(most)
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
