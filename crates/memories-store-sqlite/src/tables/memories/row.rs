//! Conversion of memories to and from rows.

use memories_domain::{
    AgentId, Annotations, ConversationId, Memory, MemoryId, MemoryKind, Neighbours, PrivateText,
    ProfileKey, ProfileValue, Source, Speaker, Subject,
};
use rusqlite::Row;

use crate::{
    error::Error,
    tables::column::{optional_text, optional_time, text, time},
};

/// The columns that depend on the kind.
#[derive(Default)]
pub(super) struct KindColumns<'a> {
    pub(super) profile_key: Option<&'a str>,
    pub(super) profile_value: Option<String>,
    pub(super) subject: Option<&'static str>,
    pub(super) speaker: Option<&'static str>,
    pub(super) prev: Option<&'a str>,
    pub(super) prev2: Option<&'a str>,
    pub(super) next: Option<&'a str>,
}

impl<'a> KindColumns<'a> {
    pub(super) fn new(kind: &'a MemoryKind) -> Result<Self, Error> {
        Ok(match kind {
            MemoryKind::Profile { key, value } => Self {
                profile_key: Some(key.as_str()),
                profile_value: Some(
                    serde_json::to_string(value)
                        .map_err(|error| Error::Encode("memories.profile_value", error))?,
                ),
                ..Self::default()
            },
            MemoryKind::Factual { subject } => Self {
                subject: Some(match subject {
                    Subject::Caller => "caller",
                    Subject::Agent => "agent",
                }),
                ..Self::default()
            },
            MemoryKind::Semantic {
                speaker,
                neighbours,
            } => Self {
                speaker: speaker.map(|speaker| match speaker {
                    Speaker::Caller => "caller",
                    Speaker::Agent => "agent",
                }),
                prev: neighbours.prev.as_deref(),
                prev2: neighbours.prev2.as_deref(),
                next: neighbours.next.as_deref(),
                ..Self::default()
            },
        })
    }
}

/// The columns in the order in which `memories` selects them.
pub(super) fn from_row(row: &Row<'_>) -> Result<Memory, Error> {
    Ok(Memory {
        id: MemoryId::parse(text(row, 0, "memories.id")?)
            .map_err(|_| Error::CorruptColumn("memories.id"))?,
        text: text(row, 1, "memories.text")?.into(),
        kind: kind(row)?,
        created_at: time(row, 10, "memories.created_at")?,
        updated_at: time(row, 11, "memories.updated_at")?,
        expires_at: optional_time(row, 12, "memories.expires_at")?,
        confirmations: row.get(13)?,
        source: source(row)?,
        annotations: annotations(row)?,
    })
}

/// `None` for none.
pub(super) fn annotations_column(annotations: &Annotations) -> Result<Option<String>, Error> {
    (!annotations.is_empty())
        .then(|| serde_json::to_string(annotations))
        .transpose()
        .map_err(|error| Error::Encode("memories.annotations", error))
}

fn annotations(row: &Row<'_>) -> Result<Annotations, Error> {
    optional_text(row, 19, "memories.annotations")?
        .map(serde_json::from_str)
        .transpose()
        .map(Option::unwrap_or_default)
        .map_err(|_| Error::CorruptColumn("memories.annotations"))
}

fn kind(row: &Row<'_>) -> Result<MemoryKind, Error> {
    match text(row, 2, "memories.kind")? {
        "profile" => Ok(MemoryKind::Profile {
            key: ProfileKey::parse(text(row, 3, "memories.profile_key")?)
                .ok_or(Error::CorruptColumn("memories.profile_key"))?,
            value: serde_json::from_str::<ProfileValue>(text(row, 4, "memories.profile_value")?)
                .map_err(|_| Error::CorruptColumn("memories.profile_value"))?,
        }),
        "factual" => Ok(MemoryKind::Factual {
            subject: match text(row, 5, "memories.subject")? {
                "caller" => Subject::Caller,
                "agent" => Subject::Agent,
                _ => return Err(Error::CorruptColumn("memories.subject")),
            },
        }),
        "semantic" => Ok(MemoryKind::Semantic {
            speaker: match optional_text(row, 6, "memories.speaker")? {
                None => None,
                Some("caller") => Some(Speaker::Caller),
                Some("agent") => Some(Speaker::Agent),
                Some(_) => return Err(Error::CorruptColumn("memories.speaker")),
            },
            neighbours: Neighbours {
                prev: optional_text(row, 7, "memories.prev")?.map(PrivateText::from),
                prev2: optional_text(row, 8, "memories.prev2")?.map(PrivateText::from),
                next: optional_text(row, 9, "memories.next")?.map(PrivateText::from),
            },
        }),
        _ => Err(Error::CorruptColumn("memories.kind")),
    }
}

fn source(row: &Row<'_>) -> Result<Option<Source>, Error> {
    let Some(conversation) = optional_text(row, 14, "memories.conversation")? else {
        return Ok(None);
    };
    Ok(Some(Source {
        conversation_id: ConversationId::from_qualified(conversation)
            .map_err(|_| Error::CorruptColumn("memories.conversation"))?,
        agent_id: optional_text(row, 15, "memories.agent")?
            .map(AgentId::from_qualified)
            .transpose()
            .map_err(|_| Error::CorruptColumn("memories.agent"))?,
        started_at: time(row, 16, "memories.call_started_at")?,
        duration_secs: row.get(17)?,
        language: optional_text(row, 18, "memories.language")?.map(str::to_owned),
    }))
}
