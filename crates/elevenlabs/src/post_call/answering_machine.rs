//! How the carrier and the platform say that a machine answered: an event of its own, which arrives
//! during the call, so before or after its transcript; and fields of the transcript's event.

use crate::json::Object;

/// No source documents the type on the wire, only the name of the setting.
pub(super) const TYPE: &str = "answering_machine_detection";

/// The names under which carriers say who answered, in an event of its own and in that of a call.
const VERDICTS: [&str; 4] = ["answered_by", "AnsweredBy", "amd_result", "result"];
const VERDICTS_IN_A_CALL: [&str; 3] = ["answered_by", "AnsweredBy", "amd_result"];

const CALL_IDS: [&str; 3] = ["call_sid", "CallSid", "call_id"];

/// The beginnings of verdicts that name a machine: `machine_start`, `fax`.
const MACHINES: [&str; 5] = ["machine", "voicemail", "voice mail", "fax", "answering"];

/// How the reason for the end of a call names a machine.
const MACHINES_IN_A_REASON: [&str; 6] = [
    "voicemail",
    "voice mail",
    "answering machine",
    "answer machine",
    "answerphone",
    "machine detected",
];

/// Words with which a reason says that none was detected.
const DENIALS: [&str; 6] = ["no", "not", "without", "disabled", "false", "never"];

pub(super) fn is_type(event_type: &str) -> bool {
    event_type.contains("answering_machine")
}

/// Whether an object without a type is a carrier's verdict on a call, as Twilio posts it.
pub(super) fn is_bare(event: Object<'_>) -> bool {
    let has_any = |names: &[&str]| names.iter().any(|name| event.text(name).is_some());
    has_any(&VERDICTS_IN_A_CALL) && has_any(&CALL_IDS)
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
    /// The carrier's id of the telephone call.
    pub carrier_call_id: Option<String>,
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
        let places = [
            data,
            metadata,
            metadata.object("body"),
            data.object("body"),
            metadata.object("phone_call"),
            data.object("phone_call"),
        ];
        let first = |names: &[&str]| {
            places
                .iter()
                .find_map(|fields| names.iter().find_map(|name| fields.text(name)))
        };
        Self {
            event_type: event_type.to_owned(),
            agent_id: data.text("agent_id"),
            conversation_id: first(&["conversation_id"]),
            carrier_call_id: first(&CALL_IDS),
            answered_by: first(&VERDICTS)
                .map_or(AnsweredBy::Unknown, |who| AnsweredBy::from_text(&who)),
        }
    }
}

impl AnsweredBy {
    fn from_text(text: &str) -> Self {
        let who = words(text);
        if is_machine(text) {
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

/// The carrier's id of the call in the metadata of a finished one.
pub(super) fn carrier_call_id(phone_call: Object<'_>) -> Option<String> {
    CALL_IDS.iter().find_map(|name| phone_call.text(name))
}

/// Whether the fields of a finished call say that a machine answered.
///
/// `features_usage.voicemail_detection` counts if it was used. A boolean in its place does not: it
/// can mean that the feature is enabled, which it is for calls of people, too.
pub(super) fn answered_call(metadata: Object<'_>) -> bool {
    let tool = metadata
        .object("features_usage")
        .object("voicemail_detection");
    let answered_by = [metadata.object("phone_call"), metadata]
        .into_iter()
        .find_map(|fields| VERDICTS_IN_A_CALL.iter().find_map(|name| fields.text(name)));
    tool.boolean("used") == Some(true)
        || answered_by.is_some_and(|who| is_machine(&who))
        || metadata
            .text("termination_reason")
            .is_some_and(|reason| is_in_reason(&reason))
}

/// The agent calls this system tool when a machine answers, and the platform ends the call.
pub(super) fn was_detected_in(turn: Object<'_>) -> bool {
    turn.objects("tool_results")
        .chain(turn.objects("tool_calls"))
        .any(|call| {
            call.text("tool_name").as_deref() == Some("voicemail_detection")
                && call.boolean("is_error") != Some(true)
                && call.boolean("tool_has_been_called") != Some(false)
        })
}

/// Whether a verdict names a machine.
pub(super) fn is_machine(verdict: &str) -> bool {
    let who = words(verdict);
    MACHINES.iter().any(|machine| who.starts_with(machine))
}

/// Whether the reason for the end of a call is a machine. It is free text, or a name; it can also
/// say that no machine was detected.
fn is_in_reason(reason: &str) -> bool {
    let reason = words(reason);
    let names_machine = MACHINES_IN_A_REASON
        .iter()
        .any(|machine| reason.contains(machine));
    names_machine && !reason.split(' ').any(|word| DENIALS.contains(&word))
}

/// The words of a text or a name in lower case, with one space between them: `machine_start`,
/// `answeringMachine`.
fn words(text: &str) -> String {
    let mut words = String::with_capacity(text.len());
    let mut previous = ' ';
    for character in text.chars() {
        let begins_word = character.is_uppercase() && previous.is_lowercase();
        if (begins_word || !character.is_alphanumeric()) && !words.ends_with(' ') {
            words.push(' ');
        }
        if character.is_alphanumeric() {
            words.extend(character.to_lowercase());
        }
        previous = character;
    }
    words.trim().to_owned()
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
    #[case(json!({"answered_by": "answering-machine"}), AnsweredBy::Machine)]
    #[case(json!({"answered_by": "MachineEndBeep"}), AnsweredBy::Machine)]
    #[case(json!({"AnsweredBy": "machine_start", "CallSid": "CA0001test"}), AnsweredBy::Machine)]
    #[case(json!({"body": {"AnsweredBy": "machine_start"}}), AnsweredBy::Machine)]
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

    #[rstest]
    #[case::beside_the_verdict(json!({"type": TYPE, "data": {"call_sid": "CA0001test", "answered_by": "machine"}}))]
    #[case::without_an_envelope(json!({"type": TYPE, "call_sid": "CA0001test", "answered_by": "machine"}))]
    #[case::as_twilio_posts_it(json!({"CallSid": "CA0001test", "AccountSid": "AC1", "AnsweredBy": "machine_start"}))]
    #[case::in_a_body(json!({"type": TYPE, "data": {"agent_id": "agent_1", "metadata": {"type": "twilio", "body": {"CallSid": "CA0001test", "AnsweredBy": "machine_start"}}}}))]
    #[case::in_the_body_of_a_relay(json!({"type": TYPE, "data": {"body": "{\"CallSid\": \"CA0001test\", \"AnsweredBy\": \"fax\"}"}}))]
    #[case::in_the_call(json!({"type": TYPE, "data": {"phone_call": {"call_sid": "CA0001test", "answered_by": "machine_start"}}}))]
    fn an_event_may_name_only_the_carriers_call(#[case] body: Value) {
        let event = PostCallEvent::from_json(body.to_string().as_bytes()).unwrap();
        assert_eq!(event.event_type(), TYPE);
        assert_eq!(event.conversation_id(), None);
        assert_eq!(event.carrier_call_id(), Some("CA0001test"));
        let PostCallEvent::AnsweringMachineDetection(detection) = event else {
            panic!("{event:?}");
        };
        assert_eq!(detection.answered_by, AnsweredBy::Machine);
    }

    #[rstest]
    #[case("voicemail_detection tool was called.", true)]
    #[case("Voicemail detected", true)]
    #[case("voice mail", true)]
    #[case("voice_mail", true)]
    #[case("answering machine detected", true)]
    #[case("answering_machine", true)]
    #[case("ANSWERING-MACHINE", true)]
    #[case("answeringMachine", true)]
    #[case("AnsweringMachineDetected", true)]
    #[case("amd: machine_detected", true)]
    #[case("No voicemail was detected", false)]
    #[case("no_voicemail_detected", false)]
    #[case("voicemailDetected: false", false)]
    #[case("voicemail detection is disabled", false)]
    #[case("Call ended by remote party", false)]
    #[case("end_call tool was called.", false)]
    #[case("The washing machine was ordered.", false)]
    #[case("Ending conversation after 20 seconds of silence.", false)]
    fn the_reason_for_the_end_may_be_a_machine(#[case] reason: &str, #[case] expected: bool) {
        assert_eq!(is_in_reason(reason), expected, "{reason}");
    }
}
