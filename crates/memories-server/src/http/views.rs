//! Memories in replies.

use jiff::{Timestamp, Zoned};
use memories_domain::{
    AgentId, Locale, Memory, MemoryKind, MemoryStatus, ScoredMemory, Speaker, Subject,
    annotate_times,
};
use serde::Serialize;
use utoipa::ToSchema;

/// Maximum length of the turn shown beside a search result, in characters: the whole reply goes
/// into the model's context.
const MAX_IN_REPLY_TO_CHARS: usize = 160;

/// When and how a reply is read.
#[derive(Clone, Copy)]
pub(crate) struct Reading<'r> {
    /// In the zone of the dates.
    pub(crate) now: &'r Zoned,
    pub(crate) locale: Locale,
}

/// Whether a memory holds when it is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = MemoryStatus)]
pub(crate) enum StatusView {
    /// It holds, as far as is known.
    Current,
    /// A promise without a day, or for one that is still to come, and nothing shows that it was kept.
    Open,
    /// It is about a day that is still to come.
    Upcoming,
    /// It is about a day that has passed. Whether a promise was kept is not known then.
    Past,
    /// A promise, and a later call shows that it was kept.
    Kept,
    /// It takes place at another time.
    Moved,
    /// It does not take place, or the promise was withdrawn.
    Cancelled,
    /// A later value took its place.
    Replaced,
    /// It was stopped or given up, or is settled.
    Ended,
    /// It was said or heard wrong.
    Corrected,
}

impl From<MemoryStatus> for StatusView {
    fn from(status: MemoryStatus) -> Self {
        match status {
            MemoryStatus::Current => Self::Current,
            MemoryStatus::Open => Self::Open,
            MemoryStatus::Kept => Self::Kept,
            MemoryStatus::Moved => Self::Moved,
            MemoryStatus::Cancelled => Self::Cancelled,
            MemoryStatus::Upcoming => Self::Upcoming,
            MemoryStatus::Past => Self::Past,
            MemoryStatus::Replaced => Self::Replaced,
            MemoryStatus::Ended => Self::Ended,
            MemoryStatus::Corrected => Self::Corrected,
        }
    }
}

/// A memory in the reply to `/client-data`.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Memory)]
pub(crate) struct MemoryView<'a> {
    id: &'a str,
    /// The text of the memory.
    memory: &'a str,
    metadata: MetadataView<'a>,
    status: StatusView,
    /// When the first call it was extracted from began.
    #[schema(value_type = String, format = DateTime)]
    created_at: Timestamp,
    /// When the last call that changed or confirmed it began.
    #[schema(value_type = String, format = DateTime)]
    updated_at: Timestamp,
    /// When it expires.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    expires_at: Option<Timestamp>,
}

/// The kind of a memory and the call it was extracted from.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = MemoryMetadata)]
struct MetadataView<'a> {
    /// `profile`, `factual` or `semantic`.
    #[serde(rename = "type")]
    kind: &'static str,
    /// The name of a profile fact.
    #[serde(skip_serializing_if = "Option::is_none")]
    key: Option<&'a str>,
    /// `agent` if a factual memory evaluates the agent.
    #[serde(skip_serializing_if = "Option::is_none")]
    subject: Option<&'static str>,
    /// The speaker: `caller` or `agent`.
    #[serde(skip_serializing_if = "Option::is_none")]
    speaker: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    agent_id: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    conversation_id: Option<&'a str>,
    /// The duration of the call in seconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    call_duration: Option<u64>,
    /// When the call began.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    timestamp: Option<Timestamp>,
}

impl<'a> MemoryView<'a> {
    pub(crate) fn new(memory: &'a Memory, status: MemoryStatus) -> Self {
        let source = memory.source.as_ref();
        Self {
            id: memory.id.as_str(),
            memory: &memory.text,
            metadata: MetadataView {
                kind: memory.kind.name(),
                key: match &memory.kind {
                    MemoryKind::Profile { key, .. } => Some(key.as_str()),
                    _ => None,
                },
                subject: match memory.kind {
                    MemoryKind::Factual {
                        subject: Subject::Agent,
                    } => Some("agent"),
                    _ => None,
                },
                speaker: speaker(memory),
                agent_id: source
                    .and_then(|source| source.agent_id.as_ref())
                    .map(AgentId::as_str),
                conversation_id: source.map(|source| source.conversation_id.as_str()),
                call_duration: source.map(|source| source.duration_secs),
                timestamp: source.map(|source| source.started_at),
            },
            status: status.into(),
            created_at: memory.created_at,
            updated_at: memory.updated_at,
            expires_at: memory.expires_at,
        }
    }
}

/// A memory in the reply to `/retrieve`.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = SearchHit)]
pub(crate) struct SearchHitView<'a> {
    id: &'a str,
    /// The text of the memory, with the dates of relative times ("tomorrow").
    memory: String,
    status: StatusView,
    /// When it was last said.
    #[schema(value_type = String, format = DateTime)]
    as_of: Timestamp,
    /// The estimated probability that it answers the query.
    #[schema(minimum = 0, maximum = 1)]
    score: f32,
    /// When the first call it was extracted from began.
    #[schema(value_type = String, format = DateTime)]
    created_at: Timestamp,
    /// The speaker: `caller` or `agent`.
    #[serde(skip_serializing_if = "Option::is_none")]
    speaker: Option<&'static str>,
    /// Who was calling, where several people call from the number.
    #[serde(skip_serializing_if = "Option::is_none")]
    person: Option<&'a str>,
    /// The previous turn, which explains a short answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    in_reply_to: Option<String>,
}

impl<'a> SearchHitView<'a> {
    pub(crate) fn new(hit: &'a ScoredMemory, reading: Reading<'_>) -> Self {
        let in_reply_to = match &hit.memory.kind {
            MemoryKind::Semantic { neighbours, .. } => neighbours.prev.as_ref(),
            _ => None,
        };
        Self {
            id: hit.memory.id.as_str(),
            memory: hit_text(hit, reading),
            status: hit.status(reading.now).into(),
            as_of: hit.memory.updated_at,
            score: (hit.score * 1_000.0).round() / 1_000.0,
            created_at: hit.memory.created_at,
            speaker: speaker(&hit.memory),
            person: hit.person.as_deref(),
            in_reply_to: in_reply_to.map(|text| text.chars().take(MAX_IN_REPLY_TO_CHARS).collect()),
        }
    }
}

/// The text with the dates of relative times, and with the person of a fact: "date of birth
/// (Helen): …".
fn hit_text(hit: &ScoredMemory, reading: Reading<'_>) -> String {
    let memory = &hit.memory;
    let times = &memory.annotations.times;
    let text = annotate_times(&memory.text, times, reading.now, reading.locale);
    match (&memory.kind, &hit.person) {
        (MemoryKind::Profile { key, .. }, Some(person)) => {
            let name = key.to_text();
            match text.strip_prefix(name.as_str()) {
                Some(value) => format!("{name} ({}){value}", person.as_str()),
                None => text,
            }
        }
        _ => text,
    }
}

const fn speaker(memory: &Memory) -> Option<&'static str> {
    match memory.kind {
        MemoryKind::Semantic {
            speaker: Some(Speaker::Caller),
            ..
        } => Some("caller"),
        MemoryKind::Semantic {
            speaker: Some(Speaker::Agent),
            ..
        } => Some("agent"),
        _ => None,
    }
}
