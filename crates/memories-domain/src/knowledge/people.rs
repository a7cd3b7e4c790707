//! Who uses the line of a record, and which of them each memory is about.

use jiff::Timestamp;
use rustc_hash::FxHashMap;

use super::{
    client::{client_concerned, client_of},
    owner::{belongs_to, whom_it_concerns},
};
use crate::{
    BelongsTo, CallSpeaker, ConversationId, Line, Memory, MemoryKind, PersonIndex, Subject,
    people_of_voices,
};

/// Who uses the line on which these calls were made.
pub(super) fn line_of(memories: &[Memory]) -> Line {
    let mut calls: FxHashMap<&ConversationId, (Timestamp, Option<CallSpeaker>)> =
        FxHashMap::default();
    for memory in memories {
        let Some(source) = &memory.source else {
            continue;
        };
        let call = calls
            .entry(&source.conversation_id)
            .or_insert((source.started_at, None));
        // Several events of one call may know its speaker differently well.
        let speakers = [&call.1, &memory.annotations.caller];
        let surest = speakers
            .into_iter()
            .flatten()
            .min_by_key(|speaker| (speaker.name.is_none(), speaker.certainty, *speaker));
        if surest != call.1.as_ref() {
            call.1 = surest.cloned();
        }
    }
    let handed_to = memories.iter().filter_map(|memory| {
        let speaker = memory.annotations.handed_to.clone()?;
        Some((memory.source.as_ref()?.started_at, speaker))
    });
    let mut calls: Vec<_> = calls.into_iter().collect();
    calls.sort_by(|(a, (at_a, _)), (b, (at_b, _))| (at_a, a.as_str()).cmp(&(at_b, b.as_str())));
    people_of_voices(calls.into_iter().map(|(_, call)| call), handed_to)
        .with_client(client_of(memories))
}

/// The person whom a memory is about or who said it; `None` where that is not known, and for what is
/// true of everybody on the line.
pub(super) fn person_of(line: &Line, memory: &Memory) -> Option<PersonIndex> {
    if matches!(
        memory.kind,
        MemoryKind::Factual {
            subject: Subject::Agent
        }
    ) {
        return None;
    }
    if line.is_shared() && belongs_to(memory) == Some(BelongsTo::Household) {
        return None;
    }
    if let Some(client) = client_concerned(line, memory) {
        return Some(client);
    }
    if let MemoryKind::Profile { key, value } = &memory.kind
        && let Some(source) = &memory.source
        && let Some(whom) = whom_it_concerns(key, value, &memory.annotations)
    {
        return if whom.besides_self && line.is_shared() {
            None
        } else if whom.besides_self {
            line.person_of_call(source.started_at)
        } else {
            line.person_called_for(source.started_at)
        };
    }
    match (&memory.source, memory.annotations.speaker()) {
        (Some(source), _) => match &memory.annotations.handed_to {
            Some(speaker) => line.speaker(speaker),
            None => line.person_of_call(source.started_at),
        },
        // What an operator entered about one of them.
        (None, Some(person)) => line.speaker(person),
        (None, None) => None,
    }
}
