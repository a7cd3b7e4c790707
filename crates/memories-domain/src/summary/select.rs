//! Selects the parts of a record that a summary contains, most useful first.

use std::{
    cmp::Reverse,
    collections::{BTreeSet, HashSet},
};

use jiff::Timestamp;

use crate::{
    CallerRecord, Memory, MemoryKind, PrivateText, ProfileKey, Speaker, Subject,
    text::{is_commitment, sentences, without_placeholders},
};

/// Promises from older calls are assumed to have been kept.
const MAX_CALLS_WITH_OPEN_PROMISES: usize = 3;

/// The latest profile fact of each key: names first, then the most recently changed
/// or confirmed.
pub(super) fn profile_facts(
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
    smallest_by_key(facts, limit, |(memory, key)| {
        (!key.as_str().contains("name"), Reverse(memory.updated_at))
    })
    .into_iter()
    .filter(move |(_, key)| seen.insert(*key))
    .map(|(memory, key)| (key, &memory.text))
}

/// The agent's commitments in the latest calls, newest first, from at most `limit`
/// of its statements.
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
        .filter(move |memory| call_start(memory).is_some_and(|at| Some(at) >= since))
        .take(limit)
        .filter_map(|memory| Some((memory, commitment_sentences(&memory.text)?)))
}

/// Summaries of the calls before the last one, newest first, from the latest `limit`.
pub(super) fn earlier_summaries(
    record: &CallerRecord,
    limit: usize,
) -> impl Iterator<Item = (&Memory, String)> {
    let last = record.calls.last.as_ref();
    let last_summary = last.and_then(|call| without_placeholders(call.summary.as_deref()?));
    let is_summary = |memory: &&Memory| is_about_caller(memory) && memory.source.is_some();
    record
        .memories
        .iter()
        .rev()
        .filter(is_summary)
        .take(limit)
        .filter_map(|memory| Some((memory, without_placeholders(&memory.text)?)))
        .filter(move |(_, summary)| last_summary.as_ref() != Some(summary))
}

/// Statements by the caller, statements without a speaker and manual entries: the most
/// confirmed first, then the most recent.
pub(super) fn statements(
    record: &CallerRecord,
    limit: usize,
) -> impl Iterator<Item = (&Memory, String)> {
    let statements = record.memories.iter().filter(|memory| {
        let is_statement = matches!(
            memory.kind,
            MemoryKind::Semantic {
                speaker: Some(Speaker::Caller) | None,
                ..
            }
        );
        is_statement || is_about_caller(memory) && memory.source.is_none()
    });
    smallest_by_key(statements, limit, |memory| {
        (Reverse(memory.confirmations), Reverse(memory.updated_at))
    })
    .into_iter()
    .filter_map(|memory| Some((memory, without_placeholders(&memory.text)?)))
}

/// The `limit` items with the smallest keys, in order; of items with equal keys, the
/// later ones first.
fn smallest_by_key<T, K: Ord>(
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

fn is_about_caller(memory: &Memory) -> bool {
    let subject = Subject::Caller;
    memory.kind == MemoryKind::Factual { subject }
}

fn speaker(memory: &Memory) -> Option<Speaker> {
    match memory.kind {
        MemoryKind::Semantic { speaker, .. } => speaker,
        _ => None,
    }
}

fn call_start(memory: &Memory) -> Option<Timestamp> {
    memory.source.as_ref().map(|source| source.started_at)
}

/// The start of the earliest call that may have open promises; `None` without calls.
fn start_of_recent_calls(record: &CallerRecord) -> Option<Timestamp> {
    let mut latest = BTreeSet::new();
    for started_at in record.memories.iter().filter_map(call_start) {
        latest.insert(started_at);
        if latest.len() > MAX_CALLS_WITH_OPEN_PROMISES {
            latest.pop_first();
        }
    }
    latest.first().copied()
}

/// The sentences of a statement that are commitments.
fn commitment_sentences(statement: &str) -> Option<String> {
    let text = without_placeholders(statement)?;
    let commitments: String = sentences(&text)
        .filter(|sentence| is_commitment(sentence))
        .collect();
    (!commitments.is_empty()).then_some(commitments)
}
