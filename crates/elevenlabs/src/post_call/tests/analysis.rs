use rstest::rstest;
use serde_json::json;

use super::*;

#[rstest]
#[case(json!("Missing variables"), None, Some("Missing variables"))]
#[case(json!({ "code": "1008" }), Some(1008), None)]
#[case(json!({ "code": 1008.0, "reason": "Missing" }), Some(1008), Some("Missing"))]
fn an_error_may_be_text_or_an_object(
    #[case] error: Value,
    #[case] code: Option<u64>,
    #[case] reason: Option<&str>,
) {
    let call = enveloped(&json!({ "metadata": { "error": error } }));
    let reason = reason.map(str::to_owned);
    assert_eq!(call.error, Some(CallError { code, reason }));
}

#[rstest]
#[case(json!(null))]
#[case(json!({}))]
#[case(json!(""))]
#[case(json!([]))]
fn an_empty_error_is_none(#[case] error: Value) {
    assert_eq!(
        enveloped(&json!({ "metadata": { "error": error } })).error,
        None
    );
}

#[rstest]
#[case("answered", CallResult::Answered)]
#[case("voicemail", CallResult::Voicemail)]
#[case("no_answer", CallResult::NoAnswer)]
#[case("no-answer", CallResult::NoAnswer)]
#[case("busy", CallResult::Busy)]
#[case("failed", CallResult::Failed)]
#[case("no answer", CallResult::NoAnswer)]
#[case("machine", CallResult::Voicemail)]
#[case("machine_start", CallResult::Voicemail)]
#[case("answering-machine", CallResult::Voicemail)]
#[case("AnsweringMachine", CallResult::Voicemail)]
#[case("voice_mail", CallResult::Voicemail)]
#[case("eaten", CallResult::Other("eaten".to_owned()))]
fn every_call_result_has_a_name(#[case] wire: &str, #[case] expected: CallResult) {
    let call = enveloped(&json!({ "metadata": { "phone_call": { "call_result": wire } } }));
    assert_eq!(call.call_result, Some(expected));
}

#[rstest]
#[case(json!({ "features_usage": { "voicemail_detection": { "used": true } } }), true)]
#[case(json!({ "phone_call": { "answered_by": "machine_start" } }), true)]
#[case(json!({ "features_usage": { "voicemail_detection": { "enabled": true, "used": false } } }), false)]
#[case(json!({ "phone_call": { "answered_by": "human" } }), false)]
#[case(json!({ "features_usage": { "voicemail_detection": { "used": "True" } } }), true)]
#[case(json!({ "answered_by": "Machine_end_beep" }), true)]
#[case(json!({ "features_usage": null }), false)]
#[case::perhaps_only_enabled(json!({ "features_usage": { "voicemail_detection": true } }), false)]
#[case(json!({ "termination_reason": "answering_machine" }), true)]
#[case(json!({ "termination_reason": "Call ended by remote party" }), false)]
fn a_detected_answering_machine_is_told(#[case] metadata: Value, #[case] expected: bool) {
    let call = enveloped(&json!({ "metadata": metadata }));
    assert_eq!(call.voicemail_detected, expected);
}

#[rstest]
#[case(json!([{ "tool_calls": [{ "tool_name": "voicemail_detection" }] }]), true)]
#[case(json!([{ "tool_results": [{ "tool_name": "voicemail_detection", "is_error": false }] }]), true)]
#[case(json!([{ "tool_results": [{ "tool_name": "voicemail_detection", "is_error": true }] }]), false)]
#[case(json!([{ "tool_calls": [{ "tool_name": "end_call" }] }]), false)]
fn the_voicemail_tool_detects_a_machine(#[case] transcript: Value, #[case] expected: bool) {
    let call = enveloped(&json!({ "transcript": transcript }));
    assert_eq!(call.voicemail_detected, expected);
}

#[rstest]
#[case("initiated", true)]
#[case("in-progress", true)]
#[case("in_progress", true)]
#[case("Processing", true)]
#[case("done", false)]
#[case("failed", false)]
#[case("archived", false)]
fn an_event_before_the_end_of_a_conversation_is_provisional(
    #[case] status: &str,
    #[case] expected: bool,
) {
    let call = enveloped(&json!({ "status": status }));
    assert_eq!(call.is_provisional(), expected);
}

#[rstest]
#[case("done", Status::Done)]
#[case("DONE", Status::Done)]
#[case("failed", Status::Failed)]
#[case("in-progress", Status::InProgress)]
#[case("archived", Status::Other("archived".to_owned()))]
fn every_status_has_a_name(#[case] wire: &str, #[case] expected: Status) {
    assert_eq!(enveloped(&json!({ "status": wire })).status, Some(expected));
}

#[rstest]
#[case::whole(json!({ "evaluation": "Polite throughout." }), None)]
#[case::map_of_text(json!({ "evaluation": { "tone": "Polite throughout." } }), Some("tone"))]
#[case::list(json!({ "evaluation_criteria_results": {}, "evaluation_criteria_results_list": [{ "criteria_id": "tone", "rationale": "Polite throughout." }] }), Some("tone"))]
fn evaluations_come_in_several_shapes(#[case] analysis: Value, #[case] criterion: Option<&str>) {
    let call = enveloped(&json!({ "analysis": analysis }));
    assert_eq!(
        call.evaluations,
        [Evaluation {
            criterion_id: criterion.map(str::to_owned),
            result: None,
            rationale: Some("Polite throughout.".to_owned()),
        }]
    );
}

#[rstest]
#[case(json!({ "evaluation_criteria_results": { "solved": "success" } }), Some(Verdict::Success))]
#[case(json!({ "evaluation_criteria_results": { "solved": " Failure " } }), Some(Verdict::Failure))]
#[case(json!({ "evaluation_criteria_results": { "solved": { "result": "unknown" } } }), Some(Verdict::Unknown))]
#[case(json!({ "evaluation": "success" }), Some(Verdict::Success))]
fn a_verdict_alone_is_no_rationale(#[case] analysis: Value, #[case] expected: Option<Verdict>) {
    let call = enveloped(&json!({ "analysis": analysis }));
    let [evaluation] = call.evaluations.as_slice() else {
        panic!("{:?}", call.evaluations);
    };
    assert_eq!(evaluation.result, expected);
    assert_eq!(evaluation.rationale, None);
}

#[rstest]
#[case(json!({ "street": "Elm", "zip": null }))]
#[case(json!({ "value": { "street": "Elm", "zip": null }, "rationale": "said" }))]
fn an_object_may_be_a_collected_value(#[case] result: Value) {
    let call = enveloped(
        &json!({ "analysis": { "data_collection_results": { "address": result, "empty": {}, "none": [] } } }),
    );
    let address = data_collection_result("address", json!({ "street": "Elm", "zip": null }));
    assert_eq!(call.data_collection_results, [address]);
}

#[rstest]
#[case(json!({ "data_collection_results": [{ "data_collection_id": "pet", "value": "dog" }] }))]
#[case(json!({ "data_collection_results": { "pet": { "value": "dog" }, "car": { "value": null }, "odd": {} } }))]
#[case(json!({ "data_collection_results": { "pet": "dog", "car": null } }))]
#[case(json!({ "data_collection_results": null, "data_collection_results_list": [{ "data_collection_id": "pet", "value": "dog" }, { "value": 1 }, 7] }))]
#[case::as_json_text(json!({ "data_collection_results": r#"{"pet": {"value": "dog", "rationale": null}}"# }))]
#[case::result_as_json_text(json!({ "data_collection_results": { "pet": r#"{"value": "dog", "rationale": null}"# } }))]
#[case::printed_by_python(json!({ "data_collection_results": { "pet": "{'value': 'dog', 'rationale': None}", "car": "{'value': None, 'rationale': None}" } }))]
#[case::all_printed_by_python(json!({ "data_collection_results": "{'pet': {'value': 'dog', 'rationale': None}}" }))]
#[case::printed_instance(json!({ "data_collection_results": { "pet": "DataCollectionResultCommonModel(data_collection_id='pet', value='dog', json_schema=LiteralJsonSchemaProperty(type='string', enum=None), rationale='Said so.')" } }))]
#[case::list_of_printed(json!({ "data_collection_results_list": ["{'data_collection_id': 'pet', 'value': 'dog'}"] }))]
fn data_collection_results_come_in_several_shapes(#[case] analysis: Value) {
    let call = enveloped(&json!({ "analysis": analysis }));
    let pet = DataCollectionResult {
        id: "pet".to_owned(),
        value: json!("dog"),
    };
    assert_eq!(call.data_collection_results, [pet]);
}

#[rstest]
#[case(json!("{'street': 'Elm', 'zip': None}"), json!({ "street": "Elm", "zip": null }))]
#[case(json!({ "value": "{'street': 'Elm', 'zip': None}" }), json!({ "street": "Elm", "zip": null }))]
#[case(json!({ "value": "['dog', 'cat']" }), json!(["dog", "cat"]))]
#[case(json!({ "value": "[red, blue]" }), json!("[red, blue]"))]
#[case(json!({ "value": "[NAME]" }), json!("[NAME]"))]
#[case(json!({ "value": "Robin (mobile)" }), json!("Robin (mobile)"))]
fn a_printed_value_is_what_was_printed(#[case] result: Value, #[case] expected: Value) {
    let call = enveloped(&json!({ "analysis": { "data_collection_results": { "item": result } } }));
    assert_eq!(
        call.data_collection_results,
        [data_collection_result("item", expected)]
    );
}

#[test]
fn an_evaluation_may_be_printed_by_python() {
    let printed =
        "{'criteria_id': 'tone', 'result': <Verdict.SUCCESS: 'success'>, 'rationale': 'Polite.'}";
    let call =
        enveloped(&json!({ "analysis": { "evaluation_criteria_results": { "tone": printed } } }));
    assert_eq!(
        call.evaluations,
        [Evaluation {
            criterion_id: Some("tone".to_owned()),
            result: Some(Verdict::Success),
            rationale: Some("Polite.".to_owned()),
        }]
    );
}
