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
#[case(json!({ "features_usage": null }), false)]
fn a_detected_answering_machine_is_told(#[case] metadata: Value, #[case] expected: bool) {
    let call = enveloped(&json!({ "metadata": metadata }));
    assert_eq!(call.voicemail_detected, expected);
}

#[rstest]
#[case("done", Status::Done)]
#[case("failed", Status::Failed)]
#[case("in-progress", Status::Other("in-progress".to_owned()))]
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
#[case(json!({ "data_collection_results": { "pet": { "value": "dog" }, "car": { "value": null }, "odd": {} } }))]
#[case(json!({ "data_collection_results": { "pet": "dog", "car": null } }))]
#[case(json!({ "data_collection_results": null, "data_collection_results_list": [{ "data_collection_id": "pet", "value": "dog" }, { "value": 1 }, 7] }))]
fn data_collection_results_come_in_several_shapes(#[case] analysis: Value) {
    let call = enveloped(&json!({ "analysis": analysis }));
    let pet = DataCollectionResult {
        id: "pet".to_owned(),
        value: json!("dog"),
    };
    assert_eq!(call.data_collection_results, [pet]);
}
