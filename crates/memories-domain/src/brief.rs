//! What an agent is told about the caller before it speaks.

mod date;
mod draft;
mod quotation;
mod selection;

use jiff::Timestamp;

use self::{
    date::{ago, counted, duration, long_date},
    draft::Draft,
    quotation::neutral,
};
use crate::{
    CallHistory, CallerRecord, Memory, MemoryKind, PrivateText, ProfileKey, lesson::meaningful,
};

/// What is said of a caller who is not known.
const STRANGER: &str = "No earlier conversations.";
/// The shortest line worth adding, in characters. It bounds how many memories
/// are looked at.
const SHORTEST_LINE: usize = 16;

/// The text that tells an agent who is calling, at most `max_chars` characters.
///
/// The most useful comes first, and whole lines and sentences are added as long
/// as they fit: how often and when this person called, the profile facts, the
/// last call, what the agent promised, earlier calls, and what the caller said.
/// Dates are in UTC; `now` is what "yesterday" counts from. Judgements of the
/// agent are left out.
///
/// Memories are words of strangers, and the reader is a language model: each
/// is quoted in the third person, on one line, with everything defused that
/// could pass for an instruction or a template.
#[must_use]
pub fn brief(record: &CallerRecord, now: Timestamp, max_chars: usize) -> String {
    let mut draft = Draft::new(max_chars);
    if record.memories.is_empty() && history(&record.calls, now).is_none() {
        draft.add(STRANGER);
        return draft.into_text();
    }
    let limit = max_chars / SHORTEST_LINE + 1;
    if let Some(history) = history(&record.calls, now) {
        draft.add(&history);
    }
    for (key, text) in selection::facts(record, limit) {
        draft.add(&fact(key, text));
    }
    let last_summary = record
        .calls
        .last
        .as_ref()
        .and_then(|call| call.summary.as_ref());
    if let Some(summary) = last_summary.and_then(|summary| meaningful(summary)) {
        draft.quote("Summary of the last call", &summary);
    }
    draft.quote_all(
        selection::promises(record, limit)
            .map(|(memory, promise)| (dated("Agent promised", memory), promise)),
    );
    draft.quote_all(
        selection::earlier_summaries(record, limit)
            .map(|(memory, summary)| (dated("Summary of the call", memory), summary)),
    );
    draft.quote_all(
        selection::statements(record, limit)
            .map(|(memory, statement)| (dated(introduction(memory), memory), statement)),
    );
    draft.into_text()
}

/// How often and when they called; `None` when there was no call.
fn history(calls: &CallHistory, now: Timestamp) -> Option<String> {
    let Some(last) = &calls.last else {
        return (calls.count > 0).then(|| format!("{}.", counted(calls.count, "call")));
    };
    let which = if calls.count > 1 {
        "; the last one"
    } else {
        ","
    };
    Some(format!(
        "{}{which} {}, on {} (UTC), {} long.",
        counted(calls.count.max(1), "call"),
        ago(last.started_at, now),
        long_date(last.started_at),
        duration(last.duration_secs),
    ))
}

/// A fact behind its name, whether or not its wording repeats the name. It ends
/// like a sentence, because a dynamic variable has no line breaks.
fn fact(key: &ProfileKey, text: &PrivateText) -> String {
    let name = key.to_text();
    let value = text.strip_prefix(name.as_str());
    let value = value
        .and_then(|rest| rest.strip_prefix(':'))
        .unwrap_or(text);
    let mut fact = neutral(&format!("{name}: {value}"));
    if fact.ends_with(char::is_alphanumeric) {
        fact.push('.');
    }
    fact
}

fn introduction(memory: &Memory) -> &'static str {
    match memory.kind {
        MemoryKind::Semantic {
            speaker: Some(_), ..
        } => "Caller said",
        _ => "Noted",
    }
}

fn dated(introduction: &str, memory: &Memory) -> String {
    let heard_at = if memory.reinforced > 0 {
        memory.updated_at
    } else {
        memory.created_at
    };
    format!("{introduction} on {}", long_date(heard_at))
}

#[cfg(test)]
mod tests;
