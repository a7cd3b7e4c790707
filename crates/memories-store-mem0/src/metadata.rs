//! The metadata of memories on the platform.
//!
//! The memories of a call carry `type`, `agent_id`, `conversation_id`, `call_duration` in seconds
//! and `timestamp`, the start of the call in RFC 3339; beside them `platform`, to which the two
//! ids belong, and `completeness`, that of the event they come from. The other fields of a
//! [`MemoryKind`] and the `annotations` are attached to memories that are added verbatim; those
//! that the platform extracts lack them. A profile fact that several calls stated has these data
//! of the last one, and those of the others in `earlier_statements`.

use jiff::Timestamp;
use mem0_client::AddRequest;
use memories_domain::{
    AgentId, Annotations, CallPart, Completeness, ConversationId, MemoryKind, Neighbours, Platform,
    Source, Subject,
};
use serde::Deserialize;
use serde_json::{Map, Value};

pub(crate) const TYPE: &str = "type";
pub(crate) const PLATFORM: &str = "platform";
pub(crate) const CONVERSATION_ID: &str = "conversation_id";
pub(crate) const COMPLETENESS: &str = "completeness";
/// The id that an imported memory had in the store that exported it.
pub(crate) const IMPORTED_ID: &str = "imported_id";
/// The other calls that stated a profile fact, with their metadata.
pub(crate) const EARLIER_STATEMENTS: &str = "earlier_statements";
/// When a memory was first stated, if no call that is listed did.
pub(crate) const FIRST_STATED_AT: &str = "first_stated_at";
/// When an operator edited a profile fact.
pub(crate) const EDITED_AT: &str = "edited_at";
const ANNOTATIONS: &str = "annotations";
const AGENT_ID: &str = "agent_id";
const CALL_DURATION: &str = "call_duration";
const TIMESTAMP: &str = "timestamp";
const LANGUAGE: &str = "language";

/// The platform publishes no limit for metadata, and every load returns all of them.
const MAX_ANNOTATIONS_BYTES: usize = 1_000;

/// The metadata of the memories that the platform extracts from a part of a call.
pub(crate) fn for_part(
    part: CallPart,
    completeness: Completeness,
    source: &Source,
) -> Map<String, Value> {
    let mut metadata = Map::new();
    metadata.insert(TYPE.to_owned(), part.name().into());
    metadata.insert(COMPLETENESS.to_owned(), completeness.to_u64().into());
    insert_source(&mut metadata, source);
    metadata
}

/// The metadata of a memory that is added verbatim.
pub(crate) fn for_memory(
    kind: &MemoryKind,
    annotations: &Annotations,
    source: Option<&Source>,
    timestamp: Timestamp,
) -> Map<String, Value> {
    let mut metadata = Map::new();
    set_kind(&mut metadata, kind);
    set_annotations(&mut metadata, annotations);
    set_source(&mut metadata, source, timestamp);
    metadata
}

/// Replaces the fields of a kind.
pub(crate) fn set_kind(metadata: &mut Map<String, Value>, kind: &MemoryKind) {
    // A kind is an object with strings as keys, which never fails to serialize.
    if let Ok(Value::Object(fields)) = serde_json::to_value(kind) {
        metadata.extend(fields);
    }
}

/// Replaces the annotations. If they are too large, the times are left out, and then all but the
/// person.
pub(crate) fn set_annotations(metadata: &mut Map<String, Value>, annotations: &Annotations) {
    let fits = |value: &Value| value.to_string().len() <= MAX_ANNOTATIONS_BYTES;
    let json = |annotations: &Annotations| serde_json::to_value(annotations).ok().filter(fits);
    let value = json(annotations)
        .or_else(|| json(&annotations.clone().without_times()))
        .or_else(|| json(&annotations.clone().of_person()));
    match value.filter(|_| !annotations.is_empty()) {
        Some(value) => drop(metadata.insert(ANNOTATIONS.to_owned(), value)),
        None => drop(metadata.remove(ANNOTATIONS)),
    }
}

/// None of a memory that the platform extracted.
pub(crate) fn annotations(metadata: &Map<String, Value>) -> Annotations {
    let annotations = metadata.get(ANNOTATIONS);
    let annotations = annotations.and_then(|value| Annotations::deserialize(value).ok());
    annotations.unwrap_or_default()
}

/// Replaces the call; without one, the time is that of an operator's entry.
pub(crate) fn set_source(
    metadata: &mut Map<String, Value>,
    source: Option<&Source>,
    timestamp: Timestamp,
) {
    for key in [PLATFORM, CONVERSATION_ID, AGENT_ID, CALL_DURATION, LANGUAGE] {
        metadata.remove(key);
    }
    metadata.insert(TIMESTAMP.to_owned(), timestamp.to_string().into());
    if let Some(source) = source {
        insert_source(metadata, source);
        if let Some(language) = &source.language {
            metadata.insert(LANGUAGE.to_owned(), language.as_str().into());
        }
    }
}

fn insert_source(metadata: &mut Map<String, Value>, source: &Source) {
    let conversation = &source.conversation_id;
    metadata.insert(PLATFORM.to_owned(), conversation.platform().name().into());
    metadata.insert(CONVERSATION_ID.to_owned(), conversation.as_str().into());
    if let Some(agent) = &source.agent_id {
        metadata.insert(AGENT_ID.to_owned(), agent.as_str().into());
    }
    metadata.insert(CALL_DURATION.to_owned(), source.duration_secs.into());
    metadata.insert(TIMESTAMP.to_owned(), source.started_at.to_string().into());
}

pub(crate) fn attach(request: AddRequest, metadata: Map<String, Value>) -> AddRequest {
    metadata.into_iter().fold(request, |request, (key, value)| {
        request.metadata(key, value)
    })
}

/// The kind of a memory. One without a type, or with one that is not ours, was added by other
/// software or written by the platform itself: it counts as something that was said.
pub(crate) fn kind(metadata: &Map<String, Value>) -> MemoryKind {
    let full_kind = || MemoryKind::deserialize(&Value::Object(metadata.clone())).ok();
    match metadata.get(TYPE).and_then(Value::as_str) {
        Some("factual") => full_kind().unwrap_or(MemoryKind::Factual {
            subject: Subject::Caller,
        }),
        Some("profile" | "semantic") => full_kind().unwrap_or_else(unattributed_statement),
        _ => unattributed_statement(),
    }
}

fn unattributed_statement() -> MemoryKind {
    MemoryKind::Semantic {
        speaker: None,
        neighbours: Neighbours::default(),
    }
}

/// When it was said or entered.
pub(crate) fn timestamp(metadata: &Map<String, Value>) -> Option<Timestamp> {
    time(metadata, TIMESTAMP)
}

pub(crate) fn time(metadata: &Map<String, Value>, key: &str) -> Option<Timestamp> {
    match metadata.get(key)? {
        Value::String(text) => text.parse().ok(),
        number => Timestamp::from_second(number.as_i64()?).ok(),
    }
}

/// The completeness of the event that a memory comes from.
pub(crate) fn completeness(metadata: &Map<String, Value>) -> Option<Completeness> {
    let value = metadata.get(COMPLETENESS)?.as_u64()?;
    Some(Completeness::from_u64(value))
}

/// The conversation that a memory comes from.
pub(crate) fn conversation_id(metadata: &Map<String, Value>) -> Option<ConversationId> {
    ConversationId::new(platform(metadata)?, text(metadata, CONVERSATION_ID)?).ok()
}

/// The agent of that conversation.
pub(crate) fn agent_id(metadata: &Map<String, Value>) -> Option<AgentId> {
    AgentId::new(platform(metadata)?, text(metadata, AGENT_ID)?).ok()
}

/// The call that a memory comes from. `otherwise` replaces a missing timestamp.
pub(crate) fn source(metadata: &Map<String, Value>, otherwise: Timestamp) -> Option<Source> {
    Some(Source {
        conversation_id: conversation_id(metadata)?,
        agent_id: agent_id(metadata),
        started_at: timestamp(metadata).unwrap_or(otherwise),
        duration_secs: metadata.get(CALL_DURATION).map_or(0, seconds),
        language: text(metadata, LANGUAGE).map(str::to_owned),
    })
}

/// Memories that other software added for ElevenLabs name no platform.
fn platform(metadata: &Map<String, Value>) -> Option<Platform> {
    match text(metadata, PLATFORM) {
        Some(name) => name.parse().ok(),
        None => Some(Platform::ElevenLabs),
    }
}

fn text<'m>(metadata: &'m Map<String, Value>, key: &str) -> Option<&'m str> {
    metadata.get(key)?.as_str()
}

/// Whole seconds.
fn seconds(value: &Value) -> u64 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "truncated to whole seconds, and not negative"
    )]
    let truncate = |value: f64| value.max(0.0) as u64;
    value
        .as_u64()
        .or_else(|| value.as_f64().map(truncate))
        .unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use memories_domain::{ProfileKey, ProfileValue, Speaker};
    use serde_json::json;
    use store_conformance::fixtures::speaker;

    use super::*;

    fn object(value: Value) -> Map<String, Value> {
        serde_json::from_value(value).unwrap()
    }

    fn call() -> Source {
        Source {
            conversation_id: ConversationId::new(Platform::ElevenLabs, "conv_1").unwrap(),
            agent_id: Some(AgentId::new(Platform::ElevenLabs, "agent_1").unwrap()),
            started_at: "2025-11-01T12:00:00Z".parse().unwrap(),
            duration_secs: 120,
            language: Some("en".to_owned()),
        }
    }

    fn turn(turn: u32) -> Annotations {
        Annotations {
            turn: Some(turn),
            ..Annotations::default()
        }
    }

    #[test]
    fn annotations_that_are_too_large_are_left_out() {
        let mut metadata = Map::new();
        set_annotations(&mut metadata, &turn(3));
        assert_eq!(
            Value::Object(metadata.clone()),
            json!({"annotations": {"turn": 3}})
        );
        let mut robin = speaker("Robin");
        robin.other_spellings = robin.name.iter().cloned().cycle().take(100).collect();
        let many_names = Annotations {
            caller: Some(robin),
            ..turn(3)
        };
        set_annotations(&mut metadata, &many_names);
        assert_eq!(metadata, Map::new());
        assert_eq!(annotations(&metadata), Annotations::default());
    }

    #[test]
    fn a_part_of_a_call_has_the_specified_metadata_its_platform_and_its_completeness() {
        let metadata = for_part(CallPart::Factual, Completeness::from_u64(312), &call());
        let expected = json!({
            "type": "factual", "platform": "elevenlabs", "agent_id": "agent_1",
            "conversation_id": "conv_1", "call_duration": 120, "completeness": 312,
            "timestamp": "2025-11-01T12:00:00Z",
        });
        assert_eq!(Value::Object(metadata), expected);
    }

    #[test]
    fn the_completeness_is_read_back_and_may_be_missing() {
        let fuller = Completeness::from_u64(312);
        let metadata = for_part(CallPart::Semantic, fuller, &call());
        assert_eq!(completeness(&metadata), Some(fuller));
        for invalid in [
            json!({}),
            json!({"completeness": "312"}),
            json!({"completeness": -1}),
        ] {
            assert_eq!(completeness(&object(invalid)), None);
        }
    }

    #[test]
    fn every_kind_is_read_back_as_it_was_attached() {
        let kinds = [
            MemoryKind::Profile {
                key: ProfileKey::parse("city").unwrap(),
                value: ProfileValue::Text("Porto".into()),
            },
            MemoryKind::Factual {
                subject: Subject::Agent,
            },
            MemoryKind::Semantic {
                speaker: Some(Speaker::Caller),
                neighbours: Neighbours {
                    prev: Some("Where?".into()),
                    ..Neighbours::default()
                },
            },
        ];
        for expected in kinds {
            let metadata = for_memory(&expected, &turn(3), Some(&call()), call().started_at);
            assert_eq!(kind(&metadata), expected);
            assert_eq!(annotations(&metadata), turn(3));
            assert_eq!(source(&metadata, Timestamp::UNIX_EPOCH), Some(call()));
        }
    }

    #[test]
    fn memories_of_other_software_are_unattributed_statements() {
        for metadata in [
            json!({}),
            json!({"type": 7}),
            json!({"type": "opinion"}),
            json!({"type": "profile", "key": ""}),
        ] {
            assert_eq!(kind(&object(metadata)), unattributed_statement());
        }
        let factual = object(json!({"type": "factual"}));
        assert!(matches!(
            kind(&factual),
            MemoryKind::Factual {
                subject: Subject::Caller
            }
        ));
    }

    #[test]
    fn timestamps_are_read_as_text_and_as_seconds() {
        let expected: Timestamp = "2025-11-01T12:00:00Z".parse().unwrap();
        for value in [json!("2025-11-01T12:00:00+00:00"), json!(1_761_998_400)] {
            let metadata = object(json!({"timestamp": value}));
            assert_eq!(timestamp(&metadata), Some(expected));
        }
        assert_eq!(timestamp(&object(json!({"timestamp": "yesterday"}))), None);
    }

    #[test]
    fn a_source_needs_only_a_conversation_of_a_known_platform() {
        let at = call().started_at;
        let minimal = object(json!({"conversation_id": "c", "call_duration": 9.7}));
        let read = source(&minimal, at).unwrap();
        assert_eq!((read.started_at, read.duration_secs), (at, 9));
        assert_eq!(read.conversation_id.platform(), Platform::ElevenLabs);
        for without in [
            json!({"timestamp": 1}),
            json!({"conversation_id": "c", "platform": "unknown"}),
        ] {
            assert_eq!(source(&object(without), at), None);
        }
    }
}
