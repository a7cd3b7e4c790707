//! The content of each kind of post-call event.

use bytes::Bytes;
use jiff::Timestamp;
use memories_domain::{
    Asked, CallOutcome, Misconfiguration, Mistake, ProjectId, SensitiveDataPolicy, SkipReason,
    ports::{EventContent, Unprocessable},
};
use rstest::rstest;
use serde_json::{Value, json};

use super::{event, ids::agent_id};
use crate::calls::{CallerResolver, InvalidEvent, PlatformEvent, ScopeKind};

const MISSING: &str = "Missing required dynamic variables in tools: {'plan'}";

fn outbound(mut event: Value) -> Value {
    event["data"]["metadata"]["phone_call"]["direction"] = json!("outbound");
    event
}

fn read(body: impl Into<Bytes>) -> Result<PlatformEvent, InvalidEvent> {
    let callers = CallerResolver {
        project: ProjectId::default(),
        region: None,
        scope_kind: ScopeKind::Caller,
    };
    let policy = SensitiveDataPolicy::default();
    event::read(&body.into(), Timestamp::UNIX_EPOCH, &callers, policy)
}

fn content(event: &Value) -> EventContent {
    read(event.to_string()).unwrap().content
}

fn call() -> Value {
    json!({
        "type": "post_call_transcription",
        "data": {
            "agent_id": "agent_1",
            "conversation_id": "conv_1",
            "status": "done",
            "transcript": [{"role": "user", "message": "My dog is called Biscuit."}],
            "metadata": {"phone_call": {"direction": "inbound", "external_number": "+12025550143"}},
        }
    })
}

#[test]
fn a_finished_call_is_read_with_its_scope() {
    let event = read(call().to_string()).unwrap();
    assert_eq!(event.event_type, "post_call_transcription");
    let EventContent::Call(scoped) = &event.content else {
        panic!("{event:?}");
    };
    assert_eq!(scoped.scope.caller.as_str(), "+12025550143");
    assert_eq!(
        event.conversation.as_ref(),
        Some(&scoped.call.conversation_id)
    );
    assert_eq!(scoped.call.conversation_id.qualified(), "elevenlabs:conv_1");
    assert_eq!(scoped.call.turns.len(), 1);
}

#[test]
fn a_call_is_read_without_what_must_not_be_kept() {
    let said = "My card is 4111 1111 1111 1111 and I want the red one.";
    let EventContent::Call(scoped) = content(&with("/data/transcript/0/message", json!(said)))
    else {
        panic!("no call");
    };
    assert_eq!(
        &*scoped.call.turns[0].text,
        "My card is [card number removed] and I want the red one."
    );
}

#[rstest]
#[case::recording(json!({"type": "post_call_audio", "data": {"conversation_id": "c"}}), SkipReason::Recording)]
#[case::unanswered(json!({"type": "call_initiation_failure", "data": {"conversation_id": "c"}}), SkipReason::Unanswered)]
#[case::failed(failed_before_a_word(), SkipReason::Failed)]
#[case::machine(json!({"type": "answering_machine_detection", "data": {"conversation_id": "c", "answered_by": "machine_start"}}), SkipReason::Voicemail)]
#[case::person(json!({"type": "answering_machine_detection", "data": {"conversation_id": "c", "answered_by": "human"}}), SkipReason::AnsweredByPerson)]
#[case::silent(with("/data/transcript/0/role", json!("agent")), SkipReason::CallerSilent)]
#[case::voicemail_detected(with("/data/metadata/termination_reason", json!("Voicemail detected")), SkipReason::Voicemail)]
#[case::machine_as_a_name(with("/data/metadata/termination_reason", json!("answering_machine")), SkipReason::Voicemail)]
#[case::machine_as_the_result(with("/data/metadata/phone_call/call_result", json!("machine")), SkipReason::Voicemail)]
#[case::voicemail_tool(with("/data/metadata/features_usage", json!({"voicemail_detection": {"enabled": true, "used": true}})), SkipReason::Voicemail)]
#[case::answering_machine(with("/data/metadata/phone_call/answered_by", json!("machine_end_beep")), SkipReason::Voicemail)]
#[case::voicemail_greeting(with("/data/transcript/0/message", json!("Please leave a message after the tone.")), SkipReason::Voicemail)]
#[case::menu(with("/data/transcript/0/message", json!("For sales, press one.")), SkipReason::AutomatedMenu)]
#[case::noise(with("/data/transcript/0/message", json!("...")), SkipReason::NoSpeech)]
#[case::wrong_number(with("/data/transcript/0/message", json!("Sorry, wrong number.")), SkipReason::WrongNumber)]
#[case::withheld(with("/data/metadata/phone_call/external_number", json!("anonymous")), SkipReason::CallerWithheld)]
fn an_event_with_nothing_to_remember_is_skipped(#[case] event: Value, #[case] reason: SkipReason) {
    assert_eq!(content(&event), EventContent::Skipped(reason));
}

fn failed_before_a_word() -> Value {
    let mut event = with("/data/status", json!("failed"));
    event["data"]["transcript"] = json!([{"role": "agent", "message": "Hello?"}]);
    event
}

#[test]
fn a_call_that_failed_after_talk_is_learned_and_its_error_is_told() {
    let mut event = with("/data/status", json!("failed"));
    event["data"]["metadata"]["error"] = json!({"code": 1002, "reason": "Out of credits."});
    let read = read(event.to_string()).unwrap();
    assert!(matches!(read.content, EventContent::Call(_)), "{read:?}");
    let told = read.failure.map(|failure| failure.to_string());
    assert_eq!(
        told.as_deref(),
        Some("the call failed: agent agent_1: error 1002: Out of credits.")
    );
}

#[rstest]
#[case::collected(json!({"pet": {"value": "a greyhound"}}), None, true)]
#[case::counted(json!({}), Some(2), true)]
#[case::counted_as_silent(json!({"pet": {"value": "a greyhound"}}), Some(0), false)]
#[case::defaults(json!({"urgent": {"value": false}, "age": {"value": 0}, "allergies": {"value": "none"}, "pet": {"value": "Not mentioned."}}), None, false)]
#[case::summary_alone(json!({}), None, false)]
fn a_failed_call_without_a_transcript_is_learned_if_the_caller_is_known_to_have_spoken(
    #[case] collected: Value,
    #[case] messages: Option<u64>,
    #[case] is_learned: bool,
) {
    for transcript in [json!([]), Value::Null] {
        let mut event = with("/data/status", json!("failed"));
        event["data"]["transcript"] = transcript;
        event["data"]["user_message_count"] = json!(messages);
        event["data"]["analysis"] = json!({
            "transcript_summary": "The caller told of a greyhound.",
            "data_collection_results": collected,
        });
        let content = content(&event);
        assert_eq!(
            matches!(content, EventContent::Call(_)),
            is_learned,
            "{content:?}"
        );
    }
}

#[test]
fn a_report_of_the_carrier_and_its_call_have_the_same_call_id() {
    let report = json!({"CallSid": "CA0001test", "AnsweredBy": "machine_start"});
    let report = read(report.to_string()).unwrap();
    assert_eq!(report.content, EventContent::Skipped(SkipReason::Voicemail));
    assert_eq!(report.conversation, None);
    let call = with("/data/metadata/phone_call/call_sid", json!("CA0001test"));
    let call = read(call.to_string()).unwrap();
    assert!(report.carrier_call.is_some());
    assert_eq!(call.carrier_call, report.carrier_call);
}

#[test]
fn what_the_agent_tells_a_machine_is_not_in_the_call() {
    let mut event = call();
    event["data"]["transcript"] = json!([
        {"role": "agent", "message": "Is this Ines?"},
        {"role": "user", "message": "No, I will put you through."},
        {"role": "user", "message": "Please leave a message after the tone."},
        {"role": "agent", "message": "Your engineer comes on Friday at nine."},
    ]);
    let EventContent::Call(scoped) = content(&event) else {
        panic!("no call");
    };
    assert_eq!(scoped.call.turns.len(), 2);
}

#[test]
fn a_call_that_failed_before_a_word_is_skipped_with_its_error() {
    let mut event = failed_before_a_word();
    event["data"]["metadata"]["error"] = json!({"code": 1002, "reason": "Out of credits."});
    let EventContent::Skipped(reason) = content(&event) else {
        panic!("no reason");
    };
    assert!(
        reason.to_string().ends_with("error 1002: Out of credits."),
        "{reason}"
    );
}

#[test]
fn what_a_tool_assigned_in_the_call_is_news() {
    let mut event = with(
        "/data/transcript/0/message",
        json!("Could somebody come on Monday?"),
    );
    let transcript = event["data"]["transcript"].as_array_mut().unwrap();
    transcript.push(json!({
        "role": "agent",
        "message": "You are booked for Monday at 10am.",
        "tool_results": [{"tool_name": "book", "dynamic_variable_updates": [
            {"variable_name": "next_appointment", "old_value": "Sunday at 5pm", "new_value": "Monday at 10am"},
        ]}],
    }));
    event["data"]["conversation_initiation_client_data"] = json!({"dynamic_variables": {
        "next_appointment": "Monday at 10am", "plan": "Gold", "system__time": "now",
    }});
    let EventContent::Call(scoped) = content(&event) else {
        panic!("no call");
    };
    let mut context: Vec<&str> = scoped
        .call
        .injected_context
        .iter()
        .map(|text| &**text)
        .collect();
    context.sort_unstable();
    assert_eq!(context, ["Gold", "appointment: Sunday at 5pm"]);
}

#[test]
fn an_event_before_the_end_of_the_call_is_in_progress() {
    let EventContent::Call(scoped) = content(&with("/data/status", json!("in-progress"))) else {
        panic!("no call");
    };
    assert_eq!(scoped.call.outcome, CallOutcome::InProgress);
}

#[test]
fn a_number_that_json_does_not_know_costs_only_that_number() {
    let body = with("/data/metadata/cost", json!("COST")).to_string();
    for number in ["NaN", "-Infinity", "1e400"] {
        let event = read(body.replace("\"COST\"", number)).unwrap();
        assert!(matches!(event.content, EventContent::Call(_)), "{number}");
    }
}

#[rstest]
#[case::termination_reason(with("/data/metadata/termination_reason", json!(MISSING)), Asked::Service)]
#[case::error(with("/data/metadata/error", json!({"code": 1008, "reason": MISSING})), Asked::Service)]
#[case::bare_error(with("/data/metadata/error", json!(MISSING)), Asked::Service)]
#[case::outbound(outbound(with("/data/metadata/termination_reason", json!(MISSING))), Asked::Starter)]
#[case::not_started(json!({"type": "call_initiation_failure", "data": {"agent_id": "agent_1", "failure_reason": MISSING}}), Asked::Starter)]
fn a_call_that_failed_for_missing_variables_is_skipped_with_their_names(
    #[case] mut event: Value,
    #[case] asked: Asked,
) {
    event["data"]["status"] = json!("failed");
    if event["data"]["transcript"].is_array() {
        event["data"]["transcript"] = json!([]);
    }
    let cause = Misconfiguration {
        agent: agent_id(Some("agent_1")),
        mistake: Mistake::MissingVariables {
            names: vec!["plan".to_owned()],
            asked,
        },
    };
    assert_eq!(
        content(&event),
        EventContent::Skipped(SkipReason::Misconfigured(cause))
    );
}

#[test]
fn a_call_that_did_not_fail_is_kept_whatever_its_reason_says() {
    let event = with("/data/metadata/termination_reason", json!(MISSING));
    assert!(matches!(content(&event), EventContent::Call(_)));
}

#[rstest]
#[case::tool_unused(with("/data/metadata/features_usage", json!({"voicemail_detection": {"enabled": true, "used": false}})))]
#[case::tool_perhaps_only_enabled(with("/data/metadata/features_usage", json!({"voicemail_detection": true})))]
#[case::none_detected(with("/data/metadata/termination_reason", json!("No voicemail detected, call ended by remote party")))]
#[case::answered_by_a_person(with("/data/metadata/phone_call/answered_by", json!("human")))]
#[case::about_a_voicemail(with("/data/transcript/0/message", json!("I left you a voicemail yesterday about my boiler.")))]
fn a_call_with_a_person_is_not_skipped(#[case] event: Value) {
    assert!(matches!(content(&event), EventContent::Call(_)));
}

#[test]
fn an_event_of_a_call_that_is_still_processed_is_skipped_while_it_is_empty() {
    let mut event = with("/data/status", json!("processing"));
    event["data"]["transcript"] = json!([]);
    assert_eq!(
        content(&event),
        EventContent::Skipped(SkipReason::CallerSilent)
    );
}

#[rstest]
#[case::unknown_type(json!({"type": "new", "data": {}}), "unknown event type")]
#[case::several(json!([call(), call()]), "list of several events")]
#[case::malformed(json!({"type": "post_call_transcription", "data": 1}), "`data` is not an object")]
#[case::no_conversation(with("/data/conversation_id", json!("")), "no valid conversation id")]
#[case::number_missing(
    with("/data/metadata/phone_call/external_number", Value::Null),
    "no caller"
)]
fn an_unreadable_event_keeps_its_body(#[case] event: Value, #[case] why: &str) {
    let EventContent::Unprocessable { body, reason } = content(&event) else {
        panic!("{event}");
    };
    assert_eq!(body, event.to_string());
    assert!(reason.to_string().contains(why), "{reason}");
    assert!(
        matches!(reason, Unprocessable::NotUnderstood { .. }),
        "{reason:?}"
    );
}

#[test]
fn a_web_call_that_identifies_no_caller_is_unprocessable_for_good() {
    let event = with("/data/metadata/phone_call", Value::Null);
    assert!(matches!(
        content(&event),
        EventContent::Unprocessable {
            reason: Unprocessable::NoCaller(_),
            ..
        }
    ));
}

#[test]
fn a_body_that_is_not_json_is_invalid() {
    let error = read("hello").unwrap_err();
    assert!(error.reason.contains("not JSON"), "{error}");
}

#[test]
fn an_invalid_conversation_id_counts_as_absent() {
    let event = json!({"type": "new", "data": {"conversation_id": "x".repeat(10_000)}});
    assert_eq!(read(event.to_string()).unwrap().conversation, None);
}

fn with(pointer: &str, value: Value) -> Value {
    let mut event = call();
    let (object, field) = pointer.rsplit_once('/').unwrap();
    let object = event.pointer_mut(object).unwrap();
    match field.parse::<usize>() {
        Ok(index) => object[index] = value,
        Err(_) => object[field] = value,
    }
    event
}
