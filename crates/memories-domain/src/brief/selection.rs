//! What of a record is worth an agent's attention, best first.

use std::{
    cmp::Reverse,
    collections::{BTreeSet, HashSet},
};

use jiff::Timestamp;

use crate::{
    CallerRecord, Memory, MemoryKind, PrivateText, ProfileKey, Speaker, Subject,
    lesson::{commits, is_question, meaningful, sentences},
};

/// How many of the latest calls may have left a promise open.
const CALLS_WITH_OPEN_PROMISES: usize = 3;

/// The profile facts: what the caller is called first, then those learned or
/// confirmed last; one per name.
pub(super) fn facts(
    record: &CallerRecord,
    limit: usize,
) -> impl Iterator<Item = (&ProfileKey, &PrivateText)> {
    let facts = record
        .memories
        .iter()
        .filter_map(|memory| match &memory.kind {
            MemoryKind::Profile { key, .. } => Some((memory, key)),
            _ => None,
        });
    let mut seen = HashSet::new();
    first_by(facts, limit, |(memory, key)| {
        (!key.as_str().contains("name"), Reverse(memory.updated_at))
    })
    .into_iter()
    .filter(move |(_, key)| seen.insert(*key))
    .map(|(memory, key)| (key, &memory.text))
}

/// What the agent committed to in the latest calls, newest first, of at most
/// `limit` of its statements.
pub(super) fn promises(
    record: &CallerRecord,
    limit: usize,
) -> impl Iterator<Item = (&Memory, String)> {
    let since = start_of_recent_calls(record);
    record
        .memories
        .iter()
        .rev()
        .filter(|memory| speaker(memory) == Some(Speaker::Agent))
        .filter(move |memory| called_at(memory).is_some_and(|at| Some(at) >= since))
        .take(limit)
        .filter_map(|memory| Some((memory, commitments(&memory.text)?)))
}

/// Summaries of earlier calls, newest first, out of the latest `limit`.
pub(super) fn earlier_summaries(
    record: &CallerRecord,
    limit: usize,
) -> impl Iterator<Item = (&Memory, String)> {
    let last = record.calls.last.as_ref();
    let last_summary = last.and_then(|call| meaningful(call.summary.as_deref()?));
    let is_summary = |memory: &&Memory| about_caller(memory) && memory.source.is_some();
    record
        .memories
        .iter()
        .rev()
        .filter(is_summary)
        .take(limit)
        .filter_map(|memory| Some((memory, meaningful(&memory.text)?)))
        .filter(move |(_, summary)| last_summary.as_ref() != Some(summary))
}

/// What the caller said, what a store extracted without telling who said it, and
/// what a person entered: what was heard most often first, then what was heard last.
pub(super) fn statements(
    record: &CallerRecord,
    limit: usize,
) -> impl Iterator<Item = (&Memory, String)> {
    let said = record.memories.iter().filter(|memory| {
        let said = matches!(
            memory.kind,
            MemoryKind::Semantic {
                speaker: Some(Speaker::Caller) | None,
                ..
            }
        );
        said || about_caller(memory) && memory.source.is_none()
    });
    first_by(said, limit, |memory| {
        (Reverse(memory.reinforced), Reverse(memory.updated_at))
    })
    .into_iter()
    .filter_map(|memory| Some((memory, meaningful(&memory.text)?)))
}

/// The first `limit` items in the order of `key`; only these are sorted. Of
/// equals, the later one comes first.
fn first_by<T, K: Ord>(
    items: impl Iterator<Item = T>,
    limit: usize,
    key: impl Fn(&T) -> K,
) -> Vec<T> {
    let mut ranked: Vec<_> = items
        .enumerate()
        .map(|(position, item)| ((key(&item), Reverse(position)), item))
        .collect();
    if limit < ranked.len() {
        ranked.select_nth_unstable_by(limit, |(a, _), (b, _)| a.cmp(b));
        ranked.truncate(limit);
    }
    ranked.sort_unstable_by(|(a, _), (b, _)| a.cmp(b));
    ranked.into_iter().map(|(_, item)| item).collect()
}

fn about_caller(memory: &Memory) -> bool {
    let subject = Subject::Caller;
    memory.kind == MemoryKind::Factual { subject }
}

fn speaker(memory: &Memory) -> Option<Speaker> {
    match memory.kind {
        MemoryKind::Semantic { speaker, .. } => speaker,
        _ => None,
    }
}

fn called_at(memory: &Memory) -> Option<Timestamp> {
    memory.source.as_ref().map(|source| source.started_at)
}

/// When the earliest of the latest calls began; `None` without any call.
fn start_of_recent_calls(record: &CallerRecord) -> Option<Timestamp> {
    let mut latest = BTreeSet::new();
    for started_at in record.memories.iter().filter_map(called_at) {
        latest.insert(started_at);
        if latest.len() > CALLS_WITH_OPEN_PROMISES {
            latest.pop_first();
        }
    }
    latest.first().copied()
}

/// The sentences of a statement that commit to something.
fn commitments(statement: &str) -> Option<String> {
    let words = meaningful(statement)?;
    let committing: String = sentences(&words)
        .filter(|sentence| !is_question(sentence) && commits(sentence))
        .collect();
    (!committing.is_empty()).then_some(committing)
}
