//! The memory summary: the text about the caller that an agent receives when a call starts.

mod answers;
mod budget;
mod dates;
mod leading_sentences;
mod lines;
mod said;
mod sanitize;
mod select;

use jiff::Zoned;

pub use self::lines::current_value;
use self::{budget::BudgetedText, lines::Lines};
use crate::{CallerRecord, Locale};

/// The summary of a caller without calls and memories.
pub const NO_HISTORY: &str = "No earlier conversations.";
/// The minimum length of a line, which bounds how many memories can fit.
const MIN_LINE_CHARS: usize = 16;

/// How a summary is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SummaryStyle {
    pub locale: Locale,
    pub max_chars: usize,
}

/// Summarises what is true of a caller for an agent, in at most `max_chars` characters.
///
/// Lines are added in order of usefulness, as whole sentences, while they fit: who may be calling,
/// the call history, what is open (appointments to come and promises), the facts that hold, the
/// summary of the last call, statements of the caller, and summaries of earlier calls. Dates are
/// those of the time zone of `now`. What was replaced, ended or corrected is omitted, and beside a
/// relative time ("tomorrow") stands its date. Evaluations of the agent are omitted.
///
/// Memories are untrusted input to a language model. Each is quoted in the third
/// person on one line, and whatever could act as an instruction or a template is
/// neutralised.
#[must_use]
pub fn memory_summary(record: &CallerRecord, now: &Zoned, style: SummaryStyle) -> String {
    let mut summary = BudgetedText::new(style.max_chars);
    let lines = Lines::new(record, now, style.locale);
    let history = lines.call_history();
    if record.memories.is_empty() && history.is_none() {
        summary.push_line(NO_HISTORY);
        return summary.into_string();
    }
    let limit = style.max_chars / MIN_LINE_CHARS + 1;
    for line in [lines.people(), history].into_iter().flatten() {
        summary.push_line(&line);
    }
    for line in lines
        .caller()
        .into_iter()
        .chain(lines.names())
        .chain(lines.called_for())
        .chain(lines.upcoming_facts())
    {
        summary.push_line(&line);
    }
    summary.push_quotes(lines.upcoming_promises(limit));
    summary.push_quotes(lines.open_promises(limit));
    for line in lines.facts().take(limit) {
        summary.push_line(&line);
    }
    if let Some(text) = lines.last_call_summary() {
        summary.push_quote("Summary of the last call", &text);
    }
    summary.push_calls(lines.statements(limit));
    summary.push_quotes(lines.past_promises(limit));
    summary.push_quotes(lines.earlier_summaries(limit));
    summary.into_string()
}

#[cfg(test)]
mod tests;
