//! What is attached to memories on the platform.
//!
//! The specification names `type`, `agent_id`, `conversation_id`,
//! `call_duration` in seconds, and `timestamp`, here the start of the call in
//! RFC 3339. What else a [`MemoryKind`] says is attached to memories that are
//! kept word for word, under its own names; the platform's extraction does not
//! tell it.

use jiff::Timestamp;
use mem0_client::AddRequest;
use memories_domain::{AgentId, CallPart, ConversationId, MemoryKind, Source, Subject};
use serde::Deserialize;
use serde_json::{Map, Value};

pub(crate) const TYPE: &str = "type";
pub(crate) const CONVERSATION_ID: &str = "conversation_id";
/// The id that an imported memory had where it was exported.
pub(crate) const IMPORTED_ID: &str = "imported_id";
const AGENT_ID: &str = "agent_id";
const CALL_DURATION: &str = "call_duration";
const TIMESTAMP: &str = "timestamp";
const LANGUAGE: &str = "language";

/// What the memories of a part of a call are given.
pub(crate) fn of_part(part: CallPart, source: &Source) -> Map<String, Value> {
    let mut metadata = Map::new();
    metadata.insert(TYPE.to_owned(), part.name().into());
    attach_source(&mut metadata, source);
    metadata
}

/// What a memory that is kept word for word is given.
pub(crate) fn of_memory(
    kind: &MemoryKind,
    source: Option<&Source>,
    at: Timestamp,
) -> Map<String, Value> {
    // A kind is an object whose keys are strings, which never fails to serialize.
    let mut metadata = match serde_json::to_value(kind) {
        Ok(Value::Object(fields)) => fields,
        _ => Map::new(),
    };
    metadata.insert(TIMESTAMP.to_owned(), at.to_string().into());
    if let Some(source) = source {
        attach_source(&mut metadata, source);
        if let Some(language) = &source.language {
            metadata.insert(LANGUAGE.to_owned(), language.as_str().into());
        }
    }
    metadata
}

fn attach_source(metadata: &mut Map<String, Value>, source: &Source) {
    if let Some(agent) = &source.agent_id {
        metadata.insert(AGENT_ID.to_owned(), agent.as_str().into());
    }
    let conversation = source.conversation_id.as_str();
    metadata.insert(CONVERSATION_ID.to_owned(), conversation.into());
    metadata.insert(CALL_DURATION.to_owned(), source.duration_secs.into());
    metadata.insert(TIMESTAMP.to_owned(), source.started_at.to_string().into());
}

/// Attaches metadata to a request.
pub(crate) fn attached(request: AddRequest, metadata: Map<String, Value>) -> AddRequest {
    metadata.into_iter().fold(request, |request, (key, value)| {
        request.metadata(key, value)
    })
}

/// What sort of knowledge a memory is. What the platform wrote by itself, and
/// what somebody else put there, is taken for something that was said.
pub(crate) fn kind(metadata: &Map<String, Value>) -> MemoryKind {
    let told = || MemoryKind::deserialize(&Value::Object(metadata.clone())).ok();
    match metadata.get(TYPE).and_then(Value::as_str) {
        Some("factual") => told().unwrap_or(MemoryKind::Factual {
            subject: Subject::Caller,
        }),
        Some("profile" | "semantic") => told().unwrap_or_else(said),
        _ => said(),
    }
}

fn said() -> MemoryKind {
    MemoryKind::Semantic {
        speaker: None,
        context: memories_domain::Neighbours::default(),
    }
}

/// When it was said or entered.
pub(crate) fn time(metadata: &Map<String, Value>) -> Option<Timestamp> {
    match metadata.get(TIMESTAMP)? {
        Value::String(text) => text.parse().ok(),
        number => Timestamp::from_second(number.as_i64()?).ok(),
    }
}

/// The call it comes from; `otherwise` is when that began if it is not told.
pub(crate) fn source(metadata: &Map<String, Value>, otherwise: Timestamp) -> Option<Source> {
    let text = |key| metadata.get(key).and_then(Value::as_str);
    Some(Source {
        conversation_id: ConversationId::parse(text(CONVERSATION_ID)?).ok()?,
        agent_id: text(AGENT_ID).and_then(|id| AgentId::parse(id).ok()),
        started_at: time(metadata).unwrap_or(otherwise),
        duration_secs: metadata.get(CALL_DURATION).map_or(0, seconds),
        language: text(LANGUAGE).map(str::to_owned),
    })
}

fn seconds(value: &Value) -> u64 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a fraction of a second is left out, and a negative number is none"
    )]
    let whole = |value: f64| value.max(0.0) as u64;
    value
        .as_u64()
        .or_else(|| value.as_f64().map(whole))
        .unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use memories_domain::{ProfileKey, ProfileValue, Speaker};
    use serde_json::json;

    use super::*;

    fn object(value: Value) -> Map<String, Value> {
        serde_json::from_value(value).unwrap()
    }

    fn call() -> Source {
        Source {
            conversation_id: ConversationId::parse("conv_1").unwrap(),
            agent_id: Some(AgentId::parse("agent_1").unwrap()),
            started_at: "2025-11-01T12:00:00Z".parse().unwrap(),
            duration_secs: 120,
            language: Some("en".to_owned()),
        }
    }

    #[test]
    fn a_part_of_a_call_has_the_metadata_of_the_specification_and_no_other() {
        let expected = json!({
            "type": "factual", "agent_id": "agent_1", "conversation_id": "conv_1",
            "call_duration": 120, "timestamp": "2025-11-01T12:00:00Z",
        });
        assert_eq!(Value::Object(of_part(CallPart::Factual, &call())), expected);
    }

    #[test]
    fn every_kind_comes_back_as_it_was_attached() {
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
                context: memories_domain::Neighbours {
                    before: Some("Where?".into()),
                    ..memories_domain::Neighbours::default()
                },
            },
        ];
        for expected in kinds {
            let metadata = of_memory(&expected, Some(&call()), call().started_at);
            assert_eq!(kind(&metadata), expected);
            assert_eq!(source(&metadata, Timestamp::UNIX_EPOCH), Some(call()));
        }
    }

    #[test]
    fn what_others_wrote_is_something_that_was_said() {
        for metadata in [
            json!({}),
            json!({"type": 7}),
            json!({"type": "opinion"}),
            json!({"type": "profile", "key": ""}),
        ] {
            assert_eq!(kind(&object(metadata)), said());
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
    fn times_are_understood_as_text_and_as_seconds() {
        let expected: Timestamp = "2025-11-01T12:00:00Z".parse().unwrap();
        for written in [json!("2025-11-01T12:00:00+00:00"), json!(1_761_998_400)] {
            assert_eq!(time(&object(json!({"timestamp": written}))), Some(expected));
        }
        assert_eq!(time(&object(json!({"timestamp": "yesterday"}))), None);
    }

    #[test]
    fn a_source_needs_no_more_than_a_conversation() {
        let at = call().started_at;
        let source = source(
            &object(json!({"conversation_id": "c", "call_duration": 9.7})),
            at,
        )
        .unwrap();
        assert_eq!((source.started_at, source.duration_secs), (at, 9));
        assert_eq!(super::source(&object(json!({"timestamp": 1})), at), None);
    }
}
