//! Selects the memories that a summary quotes, most useful first. All are positions of the record.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::BTreeSet;

use jiff::{Timestamp, Zoned};
use rustc_hash::{FxHashMap, FxHashSet};
use smol_str::SmolStr;

use super::answers::is_answer;
use crate::{
    CallerRecord, Knowledge, Memory, MemoryKind, Speaker, Subject,
    sensitive::{is_about_health, without_labels},
    text::{is_commitment, sentences, without_placeholders},
};

/// Promises without a day from older calls are assumed to have been kept.
const MAX_CALLS_WITH_OPEN_PROMISES: usize = 3;
/// A statement that names fewer things, in fewer words, says hardly anything.
const MIN_NAMED_THINGS: usize = 2;
const MIN_WORDS: usize = 5;
/// Of what stands beside a value that was removed, more is needed to say anything.
const MIN_NAMED_THINGS_BESIDE_A_REMOVED_VALUE: usize = 4;
/// A statement that names no more than this beside the values of facts repeats them.
const MAX_UNTOLD_THINGS: usize = 1;
/// The first turns are the greeting of the agent and what the caller replies.
const LAST_OPENING_TURN: u32 = 1;

/// The agent's commitments that hold, the latest first.
pub(super) fn promises(record: &CallerRecord) -> impl Iterator<Item = usize> {
    let knowledge = record.knowledge();
    let mut promises: Vec<(Timestamp, usize)> = record
        .memories
        .iter()
        .enumerate()
        .filter(|(position, memory)| {
            speaker(memory) == Some(Speaker::Agent)
                && knowledge.is_arrangement(*position)
                && knowledge.standing(*position).holds()
        })
        .map(|(position, memory)| (memory.updated_at, position))
        .collect();
    promises.sort_unstable_by_key(|promise| Reverse(*promise));
    promises.into_iter().map(|(_, position)| position)
}

/// Those of the latest calls.
pub(super) fn promises_of_recent_calls(record: &CallerRecord) -> impl Iterator<Item = usize> {
    let since = start_of_recent_calls(record);
    promises(record).filter(move |&position| {
        let start = record.memories.get(position).and_then(call_start);
        start.is_some_and(|start| Some(start) >= since)
    })
}

/// Summaries of the calls before the last one, newest first, from the latest `limit`.
pub(super) fn earlier_summaries(
    record: &CallerRecord,
    limit: usize,
) -> impl Iterator<Item = usize> {
    let last = record.calls.last.as_ref();
    let last_summary = last.and_then(|call| without_placeholders(call.summary.as_deref()?));
    record
        .memories
        .iter()
        .enumerate()
        .rev()
        .filter(|(_, memory)| is_about_caller(memory) && memory.source.is_some())
        .take(limit)
        .filter(move |(_, memory)| without_placeholders(&memory.text) != last_summary)
        .map(|(position, _)| position)
}

/// Statements that hold: by the caller, without a speaker, manual entries, and the agent's notes.
/// The most confirmed first, then those that are not about a day that has passed, those that do not
/// only ask, those that say more than a word, and the most recent.
pub(super) fn statements(
    record: &CallerRecord,
    names: &FxHashSet<SmolStr>,
    now: &Zoned,
    limit: usize,
) -> Vec<usize> {
    let knowledge = record.knowledge();
    let statements = record
        .memories
        .iter()
        .enumerate()
        .filter(|(position, memory)| {
            let is_statement = matches!(
                memory.kind,
                MemoryKind::Semantic {
                    speaker: Some(Speaker::Caller) | None,
                    ..
                }
            );
            let is_note = knowledge.is_note(*position);
            (is_statement || is_note || is_about_caller(memory) && memory.source.is_none())
                && knowledge.standing(*position).holds()
        });
    let statements: Vec<(usize, &Memory, Weight)> = statements
        .map(|(position, memory)| (position, memory, Weight::of(knowledge, position, names)))
        .collect();
    let tiers = tiers(&statements);
    smallest_by_key(
        statements.into_iter(),
        limit,
        |(position, memory, weight)| {
            let is_agents = speaker(memory) == Some(Speaker::Agent);
            let is_answer = is_answer(memory);
            (
                // What an agent repeats is a stock phrase.
                Reverse(if is_agents { 0 } else { memory.confirmations }),
                knowledge.is_over(*position, memory, now),
                !is_agents && !is_answer && !knowledge.is_telling(*position),
                is_slight(memory, weight),
                tiers.get(position).copied(),
                Reverse(memory.updated_at),
                is_agents,
                // Quotes beside one another share a label.
                is_answer,
            )
        },
    )
    .into_iter()
    .map(|(position, ..)| position)
    .collect()
}

/// How many statements of a call come before the first of an earlier call.
const STATEMENTS_OF_A_CALL: usize = 3;

/// How much a statement says.
struct Weight {
    /// How many words name something beside people.
    telling: usize,
    /// Those of them that no fact has.
    untold: usize,
    /// All words.
    words: usize,
    /// How much an agent can do with it, beside what it names.
    usefulness: usize,
    /// Whether all of it only begins a call.
    is_passing: bool,
}

/// More words hardly make a statement worth more.
const MAX_WORTH_OF_WORDS: usize = 5;

impl Weight {
    fn of(knowledge: &Knowledge, position: usize, names: &FxHashSet<SmolStr>) -> Self {
        let mut weight = Self {
            telling: 0,
            untold: 0,
            words: 0,
            usefulness: 0,
            is_passing: true,
        };
        for part in knowledge.telling_parts(position, names) {
            weight.telling += part.telling;
            weight.untold += part.untold;
            weight.words += part.words;
            weight.usefulness = weight.usefulness.max(part.usefulness);
            weight.is_passing &= part.is_passing;
        }
        weight
    }

    fn worth(&self) -> usize {
        self.untold.min(MAX_WORTH_OF_WORDS) + self.usefulness
    }
}

/// By position, how many groups of statements of the same call say more: an earlier call is quoted
/// before all of the last one is. What only begins a call comes after the first group.
fn tiers(statements: &[(usize, &Memory, Weight)]) -> FxHashMap<usize, usize> {
    let mut by_call: FxHashMap<Timestamp, Vec<(bool, Reverse<usize>, usize)>> =
        FxHashMap::default();
    for (position, memory, weight) in statements {
        by_call.entry(memory.updated_at).or_default().push((
            weight.is_passing,
            Reverse(weight.worth()),
            *position,
        ));
    }
    let mut tiers = FxHashMap::default();
    for mut of_call in by_call.into_values() {
        of_call.sort_unstable();
        for (rank, (is_passing, _, position)) in of_call.into_iter().enumerate() {
            let tier = rank / STATEMENTS_OF_A_CALL;
            tiers.insert(position, tier.max(usize::from(is_passing)));
        }
    }
    tiers
}

/// Whether a statement says hardly anything beside names and facts: "God bless." What a person says
/// of their health is never slight.
fn is_slight(memory: &Memory, weight: &Weight) -> bool {
    // "How can I help?" asks for nothing in particular.
    let is_opening = memory
        .annotations
        .turn
        .is_some_and(|turn| turn <= LAST_OPENING_TURN);
    let is_answer = !is_opening
        && matches!(
            &memory.kind,
            MemoryKind::Semantic { neighbours, .. } if neighbours.question().is_some()
        );
    let &Weight {
        telling,
        untold,
        words,
        ..
    } = weight;
    if untold <= MAX_UNTOLD_THINGS && telling - untold >= MIN_NAMED_THINGS {
        // A fact says it: "We live at 14 Mill Road now."
        return true;
    }
    if telling < MIN_NAMED_THINGS_BESIDE_A_REMOVED_VALUE && has_label(&memory.text) {
        // "My card, that's [card number removed]."
        return true;
    }
    !is_answer
        && memory.source.is_some()
        && telling < MIN_NAMED_THINGS
        && words < MIN_WORDS
        && !is_about_health(&memory.text)
}

fn has_label(text: &str) -> bool {
    matches!(without_labels(text), Cow::Owned(_))
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
pub(super) fn commitment_sentences(statement: &str) -> Option<String> {
    let commitments: String = sentences(statement)
        .filter(|sentence| is_commitment(sentence))
        .collect();
    (!commitments.is_empty()).then_some(commitments)
}
