//! Replaces the contributions of less complete events of a conversation, so that the result is the
//! same as if only the most complete event had arrived.

use std::collections::HashSet;

use memories_domain::{CallPart, ConversationId};

use super::{
    ingest_counts::IngestCounts,
    upsert::{MemoryUpsert, PartitionWriter},
};
use crate::{
    digest::dedup_hash,
    error::Error,
    tables::{
        contributions::{self, Contributor},
        history,
        memories::{self, StoredMemory},
        partitions::{self, Table},
    },
};

/// A memory that a call contributed to.
struct Contributed {
    hash: i64,
    stored: StoredMemory,
    /// Whether no other call and no operator contributed to it.
    is_sole: bool,
}

/// Replaces the contributions of a conversation to one part by `upserts`.
///
/// * A contribution that the new event lacks is retracted: the memory is removed, or it becomes
///   what the other contributions make of it.
/// * A memory in both events keeps its id.
/// * A memory that an operator edited or deleted is left alone.
pub(super) fn replace(
    writer: &PartitionWriter<'_>,
    conversation: &ConversationId,
    part: CallPart,
    upserts: Vec<MemoryUpsert>,
    counts: &mut IngestCounts,
) -> Result<(), Error> {
    let (contributed, overruled) = contributed(writer, conversation, part)?;
    let upserts: Vec<(i64, MemoryUpsert)> = upserts
        .into_iter()
        .map(|upsert| (dedup_hash(&upsert.dedup_key()), upsert))
        .filter(|(hash, _)| !overruled.contains(hash))
        .collect();
    let offered: HashSet<i64> = upserts.iter().map(|(hash, _)| *hash).collect();
    let mut sole = HashSet::new();
    for Contributed {
        hash,
        stored,
        is_sole,
    } in contributed
    {
        if !offered.contains(&hash) {
            counts.removed += usize::from(writer.retract(stored, conversation)?);
        } else if is_sole {
            sole.insert(hash);
        }
    }

    let mut last_key = i64::MIN;
    for (hash, upsert) in upserts {
        let (outcome, stored) = writer.upsert(upsert)?;
        counts.count(outcome);
        if outcome.is_addition() || sole.contains(&hash) {
            last_key = move_behind(writer, &stored, last_key)?;
        }
    }
    Ok(())
}

/// Retracts the contributions of a conversation to one part, and removes them from the history:
/// they belong to another caller or agent.
pub(super) fn retract(
    writer: &PartitionWriter<'_>,
    conversation: &ConversationId,
    part: CallPart,
) -> Result<(), Error> {
    let (contributed, _) = contributed(writer, conversation, part)?;
    for Contributed { stored, .. } in contributed {
        retract_memory(writer, conversation, stored)?;
    }
    let (connection, partition) = (writer.connection, writer.partition);
    contributions::remove_overruled_texts(connection, partition, conversation, part)
}

/// Retracts what a conversation said from a turn on, except for what another call said since.
pub(super) fn retract_turns_from(
    writer: &PartitionWriter<'_>,
    conversation: &ConversationId,
    first: u32,
) -> Result<(), Error> {
    let (contributed, _) = contributed(writer, conversation, CallPart::Semantic)?;
    let contributor = Contributor::Call(conversation.clone());
    for Contributed { stored, .. } in contributed {
        let memory = &stored.memory;
        let is_later = memory.annotations.turn.is_some_and(|turn| turn >= first);
        if is_later && Contributor::of_memory(memory) == contributor {
            retract_memory(writer, conversation, stored)?;
        }
    }
    Ok(())
}

fn retract_memory(
    writer: &PartitionWriter<'_>,
    conversation: &ConversationId,
    stored: StoredMemory,
) -> Result<(), Error> {
    let id = stored.memory.id.clone();
    let is_removed = writer.retract(stored, conversation)?;
    history::delete_by_call(writer.connection, writer.partition, &id, conversation)?;
    if is_removed {
        history::redact_former_values(writer.connection, writer.partition, &[id])?;
    }
    Ok(())
}

/// The memories of a part that a conversation contributed to, and the hashes of those that an
/// operator has edited or deleted since.
fn contributed(
    writer: &PartitionWriter<'_>,
    conversation: &ConversationId,
    part: CallPart,
) -> Result<(Vec<Contributed>, HashSet<i64>), Error> {
    let contributions = contributions::of_call(writer.connection, writer.partition, conversation)?;
    let contributor = Contributor::Call(conversation.clone());
    let contributed = memories::list_stored(writer.connection, writer.partition, writer.now)?
        .into_iter()
        .filter(|stored| stored.memory.kind.name() == part.name())
        .filter_map(|stored| {
            let hash = dedup_hash(&stored.memory.dedup_key());
            let key = (hash, stored.memory.id.clone());
            let is_sole = !contributions.recorded.contains(&key)
                && Contributor::of_memory(&stored.memory) == contributor;
            (is_sole || contributions.own.contains(&key)).then_some(Contributed {
                hash,
                stored,
                is_sole,
            })
        })
        .collect();
    Ok((contributed, contributions.overruled))
}

/// Moves a memory to the end of the partition unless its key is above `last_key`, so that the
/// memories of a call are in the order of its turns. Returns its key.
fn move_behind(
    writer: &PartitionWriter<'_>,
    stored: &StoredMemory,
    last_key: i64,
) -> Result<i64, Error> {
    if stored.key > last_key {
        return Ok(stored.key);
    }
    let key = partitions::next_key(writer.connection, Table::Memories, writer.partition)?;
    memories::change_key(writer.connection, stored.key, key)?;
    Ok(key)
}
