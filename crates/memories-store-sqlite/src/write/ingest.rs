//! Ingesting a call: each part from the most complete event of its conversation.

use std::collections::HashSet;

use jiff::Timestamp;
use memories_domain::{
    Call, CallPart, Completeness, ExtractedMemory, Scope, Source,
    ports::{ExtractedCall, IngestOutcome},
};
use rusqlite::Connection;

use super::{
    call_parts::CallParts,
    ingest_counts::IngestCounts,
    replace::{replace, retract},
    upsert::{MemoryUpsert, PartitionWriter},
};
use crate::{
    clock::truncate_to_micros,
    digest::{ConversationDigest, dedup_hash},
    error::Error,
    tables::{
        calls, contributions, inbox, memories,
        partitions::{self, PartitionId},
        processed_parts::{self, ProcessedPart},
    },
};

/// Stores the memories of a call.
///
/// A part that is more complete in this event than in earlier ones replaces their contributions,
/// even those to the memories of another caller or agent. A memory that several calls state is as
/// the latest of them states it, in whatever order the calls arrive. Of a call with a skip reason,
/// only the parts are recorded.
pub(crate) fn ingest(
    connection: &Connection,
    scope: &Scope,
    extracted: ExtractedCall,
    now: Timestamp,
) -> Result<IngestOutcome, Error> {
    let ExtractedCall {
        call,
        completeness,
        memories,
        expires_at,
    } = extracted;
    let expires_at = expires_at.map(truncate_to_micros);
    let (project, id) = (&scope.project, &call.conversation_id);
    // The report may have arrived after the call was extracted.
    if !call.machine_answered
        && inbox::is_known_as_machine(connection, project, id.platform(), id.as_str())?
    {
        return Ok(IngestOutcome::MachineAnswered);
    }
    let conversation = ConversationDigest::new(&scope.project, &call.conversation_id);
    let parts = CallParts::load(connection, conversation, completeness, scope)?;
    // A call that has memories is no call to skip.
    if memories.is_empty() && call.skip_reason().is_some() {
        return skip(connection, conversation, &parts);
    }
    if !parts.has_more_complete() && !parts.is_first_event() {
        extend_duration(connection, &call, &parts)?;
        return Ok(IngestOutcome::AlreadyIngested);
    }
    let writer = PartitionWriter::open(connection, scope, now)?;
    record_parts(connection, conversation, &parts, &call, writer.partition)?;
    let duration_secs = record_call(&writer, &call, &parts, expires_at)?;
    let source = Source {
        duration_secs,
        started_at: truncate_to_micros(call.started_at),
        ..call.source()
    };
    let mut upserts = upserts_from(&source, memories, expires_at);
    let mut counts = IngestCounts::default();
    for state in parts.more_complete() {
        let of_part = upserts.extract_if(.., |(part, _)| *part == state.part);
        let of_part: Vec<_> = of_part.map(|(_, upsert)| upsert).collect();
        if let Some(other) = state.partition.filter(|other| *other != writer.partition) {
            partitions::bump_revision(connection, other)?;
            let other = PartitionWriter {
                connection,
                partition: other,
                now,
            };
            retract(&other, &call.conversation_id, state.part)?;
        }
        if state.partition == Some(writer.partition) {
            let conversation = &call.conversation_id;
            replace(&writer, conversation, state.part, of_part, &mut counts)?;
        } else {
            for upsert in of_part {
                let (outcome, _) = writer.upsert(upsert)?;
                counts.count(outcome);
            }
        }
    }
    Ok(counts.into())
}

fn skip(
    connection: &Connection,
    conversation: ConversationDigest,
    parts: &CallParts,
) -> Result<IngestOutcome, Error> {
    if !parts.has_more_complete() {
        return Ok(IngestOutcome::AlreadyIngested);
    }
    for state in parts.more_complete() {
        let processed = ProcessedPart {
            completeness: state.offered,
            partition: state.partition,
            persons_turns: None,
        };
        processed_parts::set(connection, conversation, state.part, processed)?;
    }
    Ok(IngestCounts::default().into())
}

fn record_parts(
    connection: &Connection,
    conversation: ConversationDigest,
    parts: &CallParts,
    call: &Call,
    partition: PartitionId,
) -> Result<(), Error> {
    let persons_turns = u32::try_from(call.spoken_turns_of_a_person()).ok();
    let processed = |completeness| ProcessedPart {
        completeness,
        partition: Some(partition),
        persons_turns,
    };
    for state in parts.more_complete() {
        processed_parts::set(
            connection,
            conversation,
            state.part,
            processed(state.offered),
        )?;
    }
    if !parts.has_more_complete() {
        // An answered call without any content: the partition in which it is counted.
        let none = processed(Completeness::NONE);
        processed_parts::set(connection, conversation, CallPart::Profile, none)?;
    }
    Ok(())
}

/// Counts the call once, in the partition of its leading part. Its summary is that of the factual
/// part's event, its start and agent are those of the leading part's event, and its duration is the
/// longest. Returns the duration.
fn record_call(
    writer: &PartitionWriter<'_>,
    call: &Call,
    parts: &CallParts,
    expires_at: Option<Timestamp>,
) -> Result<u64, Error> {
    let connection = writer.connection;
    let key = match parts.find_call(connection, call)? {
        None => calls::insert(connection, writer.partition, call)?,
        Some((partition, key)) => {
            extend_duration(connection, call, parts)?;
            if parts.leads() {
                let key = if partition == writer.partition {
                    key
                } else {
                    partitions::bump_revision(connection, partition)?;
                    calls::move_to(connection, key, writer.partition)?
                };
                calls::set_agent_and_start(connection, key, call)?;
                key
            } else {
                partitions::bump_revision(connection, partition)?;
                key
            }
        }
    };
    if parts
        .more_complete()
        .any(|state| state.part == CallPart::Factual)
    {
        calls::set_texts(connection, key, call, expires_at)?;
    }
    calls::duration_secs(connection, key)
}

/// Ensures that the recorded duration of a call is at least that of this event.
fn extend_duration(connection: &Connection, call: &Call, parts: &CallParts) -> Result<(), Error> {
    let Some((partition, key)) = parts.find_call(connection, call)? else {
        return Ok(());
    };
    if calls::duration_secs(connection, key)? >= call.duration_secs {
        return Ok(());
    }
    calls::set_duration_secs(connection, key, call.duration_secs)?;
    for partition in parts.partitions().chain([partition]) {
        let (conversation, duration) = (&call.conversation_id, call.duration_secs);
        partitions::bump_revision(connection, partition)?;
        memories::set_call_duration(connection, partition, conversation, duration)?;
        contributions::set_call_duration(connection, partition, conversation, duration)?;
    }
    Ok(())
}

/// The memories by part, without repetitions: a call does not confirm itself.
fn upserts_from(
    source: &Source,
    memories: Vec<ExtractedMemory>,
    expires_at: Option<Timestamp>,
) -> Vec<(CallPart, MemoryUpsert)> {
    let mut seen = HashSet::new();
    memories
        .into_iter()
        .filter(|memory| seen.insert(dedup_hash(&memory.dedup_key())))
        .map(|memory| {
            let part = memory.part();
            let expires_at = memory.expiry(expires_at).map(truncate_to_micros);
            let upsert = MemoryUpsert {
                text: memory.text,
                kind: memory.kind,
                annotations: memory.annotations,
                at: source.started_at,
                source: Some(source.clone()),
                expires_at,
            };
            (part, upsert)
        })
        .collect()
}
