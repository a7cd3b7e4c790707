use proptest::prelude::*;
use rstest::rstest;
use serde_json::json;

use super::*;
use crate::{
    fixtures,
    post_call::{TRANSCRIPTION, TRANSCRIPTION_OTEL},
};

/// How an event reads when other tools' answers are left out.
fn read(body: &[u8]) -> PostCallEvent {
    let mut event = PostCallEvent::from_json(body).unwrap();
    if let PostCallEvent::Transcription(conversation) = &mut event {
        for turn in &mut conversation.turns {
            turn.tool_results
                .retain(|result| result.contains(SEARCH_ANSWER));
        }
    }
    event
}

#[rstest]
#[case("01_twilio_inbound_transcription.json")]
#[case("02_sip_trunk_transcription.json")]
#[case("03_web_widget_user_id_transcription.json")]
#[case("04_failed_missing_dynamic_variable.json")]
#[case("08_unknown_fields_null_analysis.json")]
#[case("09_non_english_transcript.json")]
#[case("10_otel_transcription.json")]
#[case("11_exclude_transcript.json")]
#[case("12_redacted_transcript.json")]
#[case("13_outbound_batch_transcription.json")]
#[case("14_anonymous_caller_transcription.json")]
#[case("spec_flat_post_call.json")]
fn a_reduced_call_reads_as_the_whole_one(#[case] sample: &str) {
    let whole = fixtures::bytes(sample);
    let reduced = reduced(&whole).unwrap();
    assert_eq!(read(&reduced), read(&whole));
    assert!(reduced.len() < whole.len());
}

#[rstest]
#[case("05_call_initiation_failure_twilio.json")]
#[case("06_call_initiation_failure_sip.json")]
#[case("07_post_call_audio.json")]
fn another_event_is_not_reduced(#[case] sample: &str) {
    assert_eq!(reduced(&fixtures::bytes(sample)), None);
}

#[test]
fn what_is_heavy_and_teaches_nothing_goes() {
    let heavy = "x".repeat(100_000);
    let event = json!({
        "type": "post_call_transcription",
        "data": {
            "conversation_id": "conv_1",
            "full_audio": heavy,
            "metadata": { "charging": heavy, "phone_call": { "call_sid": heavy } },
            "transcript": [{
                "role": "agent",
                "message": "Hello.",
                "conversation_turn_metrics": heavy,
                "llm_usage": heavy,
                "tool_calls": [{ "params_as_json": heavy }],
                "tool_results": [{ "result_value": heavy }],
            }],
        },
    });
    assert!(reduced(event.to_string().as_bytes()).unwrap().len() < 200);
}

#[test]
fn what_a_search_answered_stays() {
    let answer = r#"{"memories":[{"text":"She has a dog."}]}"#;
    let event = json!({
        "type": "post_call_transcription",
        "data": { "transcript": [{ "tool_results": [
            { "tool_name": "search", "result_value": answer },
            { "tool_name": "weather", "result_value": "Rain." },
        ] }] },
    });
    let reduced = reduced(event.to_string().as_bytes()).unwrap();
    let PostCallEvent::Transcription(call) = PostCallEvent::from_json(&reduced).unwrap() else {
        panic!("it is a call");
    };
    assert_eq!(call.turns[0].tool_results, [answer]);
}

proptest! {
    #[test]
    fn any_event_reads_as_before_when_it_is_reduced(
        data in fixtures::any_json(),
        event_type in prop::sample::select(vec![TRANSCRIPTION, TRANSCRIPTION_OTEL]),
    ) {
        for event in [json!({ "type": event_type, "data": data }), data.clone()] {
            let whole = event.to_string().into_bytes();
            if let Some(reduced) = reduced(&whole) {
                prop_assert_eq!(read(&reduced), read(&whole));
            }
        }
    }

    #[test]
    fn a_sample_with_odd_values_reads_as_before_when_it_is_reduced(
        sample in prop::sample::select(vec![
            "01_twilio_inbound_transcription.json",
            "10_otel_transcription.json",
        ]),
        field in prop::sample::select(CONVERSATION.iter().map(|(name, _)| *name).collect::<Vec<_>>()),
        odd in fixtures::any_json(),
    ) {
        let mut event = fixtures::json(sample);
        event["data"][field] = odd;
        let whole = event.to_string().into_bytes();
        if let Some(reduced) = reduced(&whole) {
            prop_assert_eq!(read(&reduced), read(&whole));
        }
    }
}
