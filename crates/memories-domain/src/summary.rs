//! The memory summary: the text about the caller that an agent receives when a call starts.

mod budget;
mod dates;
mod sanitize;
mod select;

use jiff::Timestamp;

use self::{
    budget::BudgetedText,
    dates::{ago, duration, long_date, pluralize},
    sanitize::sanitize,
};
use crate::{
    CallHistory, CallerRecord, Memory, MemoryKind, PrivateText, ProfileKey,
    text::without_placeholders,
};

const NO_HISTORY: &str = "No earlier conversations.";
/// The minimum length of a line, which bounds how many memories can fit.
const MIN_LINE_CHARS: usize = 16;

/// Summarises a caller's record for an agent, in at most `max_chars` characters.
///
/// Lines are added in order of usefulness, as whole sentences, while they fit: the
/// call history, the profile facts, the summary of the last call, the agent's
/// promises, summaries of earlier calls, and statements of the caller. Dates are in
/// UTC, and "yesterday" is relative to `now`. Evaluations of the agent are omitted.
///
/// Memories are untrusted input to a language model. Each is quoted in the third
/// person on one line, and whatever could act as an instruction or a template is
/// neutralised.
#[must_use]
pub fn memory_summary(record: &CallerRecord, now: Timestamp, max_chars: usize) -> String {
    let mut summary = BudgetedText::new(max_chars);
    let history = call_history(&record.calls, now);
    if record.memories.is_empty() && history.is_none() {
        summary.push_line(NO_HISTORY);
        return summary.into_string();
    }
    let limit = max_chars / MIN_LINE_CHARS + 1;
    if let Some(history) = history {
        summary.push_line(&history);
    }
    for (key, text) in select::profile_facts(record, limit) {
        summary.push_line(&profile_fact(key, text));
    }
    let last_call = record.calls.last.as_ref();
    let last_call_summary = last_call.and_then(|call| call.summary.as_ref());
    if let Some(text) = last_call_summary.and_then(|text| without_placeholders(text)) {
        summary.push_quote("Summary of the last call", &text);
    }
    summary.push_quotes(
        select::promises(record, limit)
            .map(|(memory, promise)| (dated("Agent promised", memory), promise)),
    );
    summary.push_quotes(
        select::earlier_summaries(record, limit)
            .map(|(memory, text)| (dated("Summary of the call", memory), text)),
    );
    summary.push_quotes(
        select::statements(record, limit)
            .map(|(memory, statement)| (dated(statement_label(memory), memory), statement)),
    );
    summary.into_string()
}

fn call_history(calls: &CallHistory, now: Timestamp) -> Option<String> {
    let Some(last) = &calls.last else {
        return (calls.count > 0).then(|| format!("{}.", pluralize(calls.count, "call")));
    };
    let connector = if calls.count > 1 {
        "; the last one"
    } else {
        ","
    };
    Some(format!(
        "{}{connector} {}, on {} (UTC), {} long.",
        pluralize(calls.count.max(1), "call"),
        ago(last.started_at, now),
        long_date(last.started_at),
        duration(last.duration_secs),
    ))
}

/// `name: value.`, whether or not the text already starts with the name. The full
/// stop is there because a dynamic variable has no line breaks.
fn profile_fact(key: &ProfileKey, text: &PrivateText) -> String {
    let name = key.to_text();
    let value = text.strip_prefix(name.as_str());
    let value = value
        .and_then(|rest| rest.strip_prefix(':'))
        .unwrap_or(text);
    let mut line = sanitize(&format!("{name}: {value}"));
    if line.ends_with(char::is_alphanumeric) {
        line.push('.');
    }
    line
}

fn statement_label(memory: &Memory) -> &'static str {
    match memory.kind {
        MemoryKind::Semantic {
            speaker: Some(_), ..
        } => "Caller said",
        _ => "Noted",
    }
}

fn dated(label: &str, memory: &Memory) -> String {
    let said_at = if memory.confirmations > 0 {
        memory.updated_at
    } else {
        memory.created_at
    };
    format!("{label} on {}", long_date(said_at))
}

#[cfg(test)]
mod tests;
