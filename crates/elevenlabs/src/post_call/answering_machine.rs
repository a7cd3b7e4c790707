//! The carrier's verdict on who answered an outbound call. It arrives during the call, so before or
//! after its transcript.

use super::transcription::is_machine;
use crate::json::Object;

/// No source documents the type on the wire, only the name of the setting:
/// `answering_machine_detection`.
pub(super) fn is_type(event_type: &str) -> bool {
    event_type.contains("answering_machine")
}

/// Who answered an outbound call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnsweringMachineDetection {
    /// The event's type.
    pub event_type: String,
    /// The calling agent.
    pub agent_id: Option<String>,
    /// The conversation.
    pub conversation_id: Option<String>,
    /// Who answered.
    pub answered_by: AnsweredBy,
}

/// Who answered a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AnsweredBy {
    /// An answering machine or a fax.
    Machine,
    /// A person.
    Human,
    /// The carrier could not tell.
    Unknown,
}

impl AnsweringMachineDetection {
    pub(super) fn parse(event_type: &str, data: Object<'_>) -> Self {
        let metadata = data.object("metadata");
        let answered_by = [data, metadata, metadata.object("body")]
            .into_iter()
            .find_map(|fields| {
                ["answered_by", "AnsweredBy", "result", "amd_result"]
                    .iter()
                    .find_map(|key| fields.text(key))
            });
        Self {
            event_type: event_type.to_owned(),
            agent_id: data.text("agent_id"),
            conversation_id: data.text("conversation_id"),
            answered_by: answered_by.map_or(AnsweredBy::Unknown, |who| AnsweredBy::from_text(&who)),
        }
    }
}

impl AnsweredBy {
    fn from_text(text: &str) -> Self {
        let who = text.trim().to_ascii_lowercase();
        if is_machine(&who) {
            Self::Machine
        } else if ["human", "person"]
            .iter()
            .any(|human| who.starts_with(human))
        {
            Self::Human
        } else {
            Self::Unknown
        }
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;
    use serde_json::{Value, json};

    use super::*;
    use crate::post_call::PostCallEvent;

    #[rstest]
    #[case(json!({"answered_by": "machine_start"}), AnsweredBy::Machine)]
    #[case(json!({"answered_by": "Machine_End_Beep"}), AnsweredBy::Machine)]
    #[case(json!({"result": "fax"}), AnsweredBy::Machine)]
    #[case(json!({"metadata": {"body": {"AnsweredBy": "human"}}}), AnsweredBy::Human)]
    #[case(json!({"answered_by": "unknown"}), AnsweredBy::Unknown)]
    #[case(json!({}), AnsweredBy::Unknown)]
    fn the_event_names_who_answered(#[case] mut data: Value, #[case] expected: AnsweredBy) {
        data["conversation_id"] = json!("conv_1");
        for event_type in [
            "answering_machine_detection",
            "post_call_answering_machine_detection",
        ] {
            let body = json!({"type": event_type, "data": data}).to_string();
            let event = PostCallEvent::from_json(body.as_bytes()).unwrap();
            assert_eq!(event.event_type(), event_type);
            assert_eq!(event.conversation_id(), Some("conv_1"));
            let PostCallEvent::AnsweringMachineDetection(detection) = event else {
                panic!("{event:?}");
            };
            assert_eq!(detection.answered_by, expected);
        }
    }
}
