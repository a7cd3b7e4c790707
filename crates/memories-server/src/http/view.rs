use jiff::Timestamp;
use memories_domain::{Memory, MemoryKind, ScoredMemory, Speaker, Subject};
use serde::Serialize;
use utoipa::ToSchema;

/// The longest question shown beside an answer, in characters: the whole reply
/// lands in the model's context.
const QUESTION_CHARS: usize = 160;

/// A memory, as the reply to `/client-data` shows it.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Memory)]
pub(super) struct MemoryView<'a> {
    id: &'a str,
    /// What is known, in words.
    memory: &'a str,
    metadata: MetadataView<'a>,
    /// When it was learned.
    #[schema(value_type = String, format = DateTime)]
    created_at: Timestamp,
    /// When it was last changed or heard again.
    #[schema(value_type = String, format = DateTime)]
    updated_at: Timestamp,
    /// After this moment it is no longer remembered.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    expires_at: Option<Timestamp>,
}

/// Where a memory comes from.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = MemoryMetadata)]
struct MetadataView<'a> {
    /// `profile`, `factual` or `semantic`.
    #[serde(rename = "type")]
    kind: &'static str,
    /// The name of a profile fact.
    #[serde(skip_serializing_if = "Option::is_none")]
    key: Option<&'a str>,
    /// `agent` where a factual memory judges the agent.
    #[serde(skip_serializing_if = "Option::is_none")]
    subject: Option<&'static str>,
    /// Who said it: `caller` or `agent`.
    #[serde(skip_serializing_if = "Option::is_none")]
    speaker: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    agent_id: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    conversation_id: Option<&'a str>,
    /// How long the call lasted, in seconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    call_duration: Option<u64>,
    /// When the call began.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    timestamp: Option<Timestamp>,
}

impl<'a> From<&'a Memory> for MemoryView<'a> {
    fn from(memory: &'a Memory) -> Self {
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
                    .map(memories_domain::AgentId::as_str),
                conversation_id: source.map(|source| source.conversation_id.as_str()),
                call_duration: source.map(|source| source.duration_secs),
                timestamp: source.map(|source| source.started_at),
            },
            created_at: memory.created_at,
            updated_at: memory.updated_at,
            expires_at: memory.expires_at,
        }
    }
}

/// A memory that answers a question, as the reply to `/retrieve` shows it.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = FoundMemory)]
pub(super) struct FoundView<'a> {
    id: &'a str,
    /// What is known, in words.
    memory: &'a str,
    /// How well it answers, 0 to 1.
    #[schema(minimum = 0, maximum = 1)]
    score: f32,
    /// When it was learned.
    #[schema(value_type = String, format = DateTime)]
    created_at: Timestamp,
    /// Who said it: `caller` or `agent`.
    #[serde(skip_serializing_if = "Option::is_none")]
    speaker: Option<&'static str>,
    /// What was said right before, which explains a short answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    in_reply_to: Option<String>,
}

impl<'a> From<&'a ScoredMemory> for FoundView<'a> {
    fn from(found: &'a ScoredMemory) -> Self {
        let in_reply_to = match &found.memory.kind {
            MemoryKind::Semantic { context, .. } => context.before.as_ref(),
            _ => None,
        };
        Self {
            id: found.memory.id.as_str(),
            memory: &found.memory.text,
            score: (found.score * 1_000.0).round() / 1_000.0,
            created_at: found.memory.created_at,
            speaker: speaker(&found.memory),
            in_reply_to: in_reply_to.map(|text| text.chars().take(QUESTION_CHARS).collect()),
        }
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
