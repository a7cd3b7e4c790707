use std::ops::Range;

use jiff::Timestamp;
use memories_domain::{
    AgentId, CallerRecord, ConversationId, Memory, MemoryId, PrivateText, StandingChange,
    StandingChangeKind,
    ports::{ChangeKind, HistoryEntry},
};
use serde::Serialize;

/// A change that a store recorded, or what a memory did to another one.
#[derive(Debug, Serialize)]
pub(crate) struct HistoryLine {
    pub(crate) memory_id: MemoryId,
    pub(crate) at: Timestamp,
    pub(crate) change: Change,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) conversation_id: Option<ConversationId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) agent_id: Option<AgentId>,
    pub(crate) old_text: Option<PrivateText>,
    /// Of a change of what holds, the text that brought it about.
    pub(crate) new_text: Option<PrivateText>,
    /// The memory that brought it about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) changed_by: Option<MemoryId>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Change {
    Added,
    Updated,
    Confirmed,
    Deleted,
    Expired,
    Kept,
    Replaced,
    Moved,
    Cancelled,
    Ended,
    Corrected,
}

/// The recorded changes and those of what holds, oldest first; of one memory, or of all.
///
/// What holds is derived whenever it is read, so that its changes are not recorded. They stand
/// behind what their call added.
pub(crate) fn history_lines(
    recorded: Vec<HistoryEntry>,
    record: &CallerRecord,
    id: Option<&MemoryId>,
) -> Vec<HistoryLine> {
    let derived: Vec<HistoryLine> = record
        .knowledge()
        .changes()
        .iter()
        .filter_map(|change| derived(change, &recorded, record))
        .filter(|line| id.is_none_or(|id| *id == line.memory_id))
        .collect();
    let mut lines: Vec<HistoryLine> = recorded.into_iter().map(HistoryLine::from).collect();
    lines.extend(derived);
    lines.sort_by_key(|line| line.at);
    lines
}

/// `None` for a new value of a fact whose entry names the former one.
fn derived(
    change: &StandingChange,
    recorded: &[HistoryEntry],
    record: &CallerRecord,
) -> Option<HistoryLine> {
    let old = record.memories.get(change.memory)?;
    let by = record.memories.get(change.evidence.memory)?;
    let is_recorded = change.kind == StandingChangeKind::Replaced
        && recorded
            .iter()
            .any(|entry| entry.memory_id == by.id && entry.old_text.as_ref() == Some(&old.text));
    if is_recorded {
        return None;
    }
    let source = by.source.as_ref();
    Some(HistoryLine {
        memory_id: old.id.clone(),
        at: learned_at(change, old, by, recorded),
        change: change.kind.into(),
        conversation_id: source.map(|source| source.conversation_id.clone()),
        agent_id: source.and_then(|source| source.agent_id.clone()),
        old_text: Some(sentences(&old.text, &change.sentences)),
        new_text: Some(by.text.clone()),
        changed_by: Some(by.id.clone()),
    })
}

/// When the store learned of it: with the call, which may have been processed later.
fn learned_at(
    change: &StandingChange,
    old: &Memory,
    by: &Memory,
    recorded: &[HistoryEntry],
) -> Timestamp {
    let conversation = by.source.as_ref().map(|source| &source.conversation_id);
    let of_call = recorded
        .iter()
        .filter(|entry| conversation.is_some() && entry.conversation_id.as_ref() == conversation);
    let of_old = recorded.iter().filter(|entry| entry.memory_id == old.id);
    let first = of_old.map(|entry| entry.at).min();
    of_call
        .map(|entry| entry.at)
        .max()
        .max(first)
        .map_or(change.evidence.at, |at| at.max(change.evidence.at))
}

fn sentences(text: &PrivateText, ranges: &[Range<usize>]) -> PrivateText {
    let sentences = ranges.iter().filter_map(|range| text.get(range.clone()));
    let sentences: Vec<&str> = sentences.map(str::trim).collect();
    sentences.join(" ").into()
}

impl From<HistoryEntry> for HistoryLine {
    fn from(entry: HistoryEntry) -> Self {
        Self {
            memory_id: entry.memory_id,
            at: entry.at,
            change: entry.change.into(),
            conversation_id: entry.conversation_id,
            agent_id: entry.agent_id,
            old_text: entry.old_text,
            new_text: entry.new_text,
            changed_by: None,
        }
    }
}

impl From<ChangeKind> for Change {
    fn from(kind: ChangeKind) -> Self {
        match kind {
            ChangeKind::Added => Self::Added,
            ChangeKind::Updated => Self::Updated,
            ChangeKind::Confirmed => Self::Confirmed,
            ChangeKind::Deleted => Self::Deleted,
            ChangeKind::Expired => Self::Expired,
        }
    }
}

impl From<StandingChangeKind> for Change {
    fn from(kind: StandingChangeKind) -> Self {
        match kind {
            StandingChangeKind::Kept => Self::Kept,
            StandingChangeKind::Cancelled => Self::Cancelled,
            StandingChangeKind::Replaced => Self::Replaced,
            StandingChangeKind::Moved => Self::Moved,
            StandingChangeKind::Ended => Self::Ended,
            StandingChangeKind::Corrected => Self::Corrected,
        }
    }
}

impl Change {
    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Updated => "updated",
            Self::Confirmed => "confirmed",
            Self::Deleted => "deleted",
            Self::Expired => "expired",
            Self::Kept => "kept",
            Self::Cancelled => "cancelled",
            Self::Replaced => "replaced",
            Self::Moved => "moved",
            Self::Ended => "ended",
            Self::Corrected => "corrected",
        }
    }
}
