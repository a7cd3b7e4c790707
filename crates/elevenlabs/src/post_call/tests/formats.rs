use rstest::rstest;

use super::{Role::Agent, Role::User, *};

#[rstest]
#[case("05_call_initiation_failure_twilio", "no-answer", "twilio", 487)]
#[case("06_call_initiation_failure_sip", "busy", "sip", 486)]
fn a_call_that_could_not_be_established(
    #[case] sample: &str,
    #[case] reason: &str,
    #[case] carrier: &str,
    #[case] sip_status: u64,
) {
    let event = event(sample);
    assert_eq!(event.event_type(), "call_initiation_failure");
    let id = event.conversation_id().unwrap().to_owned();
    assert!(id.starts_with("conv_0"));
    assert_eq!(
        event,
        PostCallEvent::InitiationFailure(InitiationFailure {
            agent_id: Some(AGENT_ID.into()),
            conversation_id: Some(id),
            reason: Some(reason.into()),
            carrier: Some(carrier.into()),
            sip_status: Some(sip_status),
        })
    );
}

#[test]
fn a_recording() {
    let event = event("07_post_call_audio");
    assert_eq!(event.event_type(), "post_call_audio");
    assert_eq!(
        event,
        PostCallEvent::Audio {
            agent_id: Some(AGENT_ID.into()),
            conversation_id: Some("conv_0101test0000000000000000twil".into()),
        }
    );
}

#[test]
fn a_call_as_opentelemetry_spans() {
    assert_eq!(
        event("10_otel_transcription").event_type(),
        "post_call_transcription_otel"
    );
    let call = conversation("10_otel_transcription");
    assert_eq!(call.format, Format::OpenTelemetry);
    assert_eq!(call.status, Some(Status::Done));
    assert_eq!(call.user_id.as_deref(), Some("+12025550110"));
    assert_eq!(call.external_number.as_deref(), Some("+12025550110"));
    assert_eq!(call.system_caller_id.as_deref(), Some("+12025550110"));
    assert_eq!(call.event_timestamp, Some(1_795_413_650));
    assert_eq!(call.start_time_unix_secs, Some(1_795_413_600));
    assert_eq!(call.duration_secs, Some(47));
    assert!(
        call.summary
            .as_deref()
            .is_some_and(|summary| summary.starts_with("Noa moved"))
    );
    assert_eq!(call.dynamic_variables["caller_name"], "Noa");
    assert_eq!(call.dynamic_variables["known_memories"], 2);
    assert_eq!(call.dynamic_variables["is_returning_caller"], true);
    assert!(call.transcript_present);
    assert_eq!(
        spoken(&call),
        [
            (Agent, "Hi Noa, welcome back to Northwind Heating."),
            (
                User,
                "Hi! We have moved house. Can the service plan move with us?"
            ),
            (Agent, "Of course. How do we reach you best?"),
            (
                User,
                "Text me rather than call, I am often in the workshop."
            ),
            (Agent, "I'll make sure we text."),
        ],
        "in the order of time, which is not that of the event"
    );
    let times: Vec<_> = call
        .turns
        .iter()
        .filter(|turn| turn.text.is_some())
        .map(|turn| turn.time_in_call_secs)
        .collect();
    assert_eq!(times, [Some(0), Some(4), Some(12), Some(19), Some(25)]);
}

#[test]
fn a_flat_call_without_an_envelope() {
    assert_eq!(
        event("spec_flat_post_call").event_type(),
        "post_call_transcription"
    );
    let call = conversation("spec_flat_post_call");
    assert_eq!(call.format, Format::Flat);
    assert_eq!(call.metadata_caller_id.as_deref(), Some("+12025550115"));
    assert_eq!(call.duration_secs, Some(120));
    assert_eq!(call.start_time_unix_secs, Some(1_795_428_000));
    assert_eq!(call.status, None);
    assert_eq!(
        call.summary.as_deref(),
        Some("Customer inquired about pricing and signed up for the yearly service from March.")
    );
    assert_eq!(
        call.evaluations,
        [
            Evaluation {
                criterion_id: Some("issue_resolved".into()),
                result: Some(Verdict::Success),
                rationale: Some("The price was given and the plan was booked.".into()),
            },
            Evaluation {
                criterion_id: Some("tone".into()),
                result: None,
                rationale: Some("The agent stayed friendly.".into()),
            },
        ]
    );
    assert_eq!(
        spoken(&call),
        [
            (
                User,
                "What does the yearly service cost? I pay by credit card."
            ),
            (Agent, "It is 120 a year, and cards are fine."),
            (User, "Then sign me up from March, please."),
            (Agent, "Done, from March."),
        ]
    );
}

#[test]
fn debug_output_shows_neither_speech_nor_numbers() {
    for sample in ["01_twilio_inbound_transcription", "10_otel_transcription"] {
        let event = event(sample);
        let call = conversation_in(event.clone());
        let shown = format!(
            "{event:?} {:?} {:?} {:?}",
            call.turns, call.evaluations, call.data_collection_results
        );
        assert!(shown.contains("conv_"));
        for hidden in [
            "555",
            "Robin",
            "Noa",
            "boiler",
            "Brightflame",
            "workshop",
            "booked",
        ] {
            assert!(!shown.contains(hidden), "{hidden} in {shown}");
        }
    }
}

/// A root span with these attributes, and a turn of the user.
fn otel(attributes: &Value) -> Conversation {
    let text = |key: &str, value: &str| json!({ "key": key, "value": { "stringValue": value } });
    conversation_in(parse(&json!({
        "type": "post_call_transcription_otel",
        "data": { "conversation_id": "conv_1", "otlp_traces": { "resourceSpans": [{ "scopeSpans": [{ "spans": [
            { "name": "elevenlabs.conversation", "attributes": attributes },
            { "name": "elevenlabs.recv.user_transcript", "attributes": [text("elevenlabs.user.text", "Hello.")] },
        ]}]}]}},
    })))
}

fn attribute(name: &str, value: &str) -> Value {
    json!({ "key": format!("elevenlabs.{name}"), "value": { "stringValue": value } })
}

#[test]
fn spans_and_json_describe_the_same_call() {
    let spans = otel(&json!([
        attribute("telephony.external_number", "+12025550117"),
        attribute("telephony.direction", "outbound"),
        attribute("status", "failed"),
        attribute("termination_reason", "voicemail_detection tool was called."),
        attribute("error.reason", "quota"),
        attribute("main_language", "es"),
        attribute("analysis.call_summary_title", "A leak"),
        attribute("analysis.transcript_summary", "{'not': 'read'}"),
        attribute(
            "analysis.data_collection_results.pet",
            "{'data_collection_id': 'pet', 'value': \"Robin's dog\", 'rationale': None}"
        ),
        attribute(
            "analysis.data_collection_results.insured",
            "{'value': True}"
        ),
        attribute("analysis.data_collection_results.age", "{'value': None}"),
        attribute("analysis.data_collection_results.rooms.value", "3"),
        attribute(
            "analysis.data_collection_results.notes",
            "{'value': 'urgent', 'rationale': 'cut of"
        ),
        attribute(
            "analysis.evaluation_criteria_results.polite",
            "{'criteria_id': 'polite', 'result': 'success', 'rationale': 'Friendly.'}"
        ),
        attribute("dynamic_variable.is_member", "True"),
        attribute(
            "features_usage",
            "{'voicemail_detection': {'enabled': True, 'used': True}}"
        ),
    ]));
    let json = enveloped(&json!({
        "conversation_id": "conv_1",
        "status": "failed",
        "transcript": [{ "role": "user", "message": "Hello." }],
        "metadata": {
            "phone_call": { "external_number": "+12025550117", "direction": "outbound" },
            "termination_reason": "voicemail_detection tool was called.",
            "error": { "reason": "quota" },
            "main_language": "es",
            "features_usage": { "voicemail_detection": { "enabled": true, "used": true } },
        },
        "analysis": {
            "call_summary_title": "A leak",
            "transcript_summary": "{'not': 'read'}",
            "data_collection_results": {
                "age": { "value": null },
                "insured": { "value": true },
                "notes": { "value": "urgent" },
                "pet": { "value": "Robin's dog" },
                "rooms": { "value": "3" },
            },
            "evaluation_criteria_results": { "polite": { "criteria_id": "polite", "result": "success", "rationale": "Friendly." } },
        },
        "conversation_initiation_client_data": { "dynamic_variables": { "is_member": true } },
    }));
    let json = Conversation {
        format: Format::OpenTelemetry,
        ..json
    };
    assert_eq!(spans.data_collection_results, json.data_collection_results);
    assert_eq!(spans, json);
}

#[test]
fn fields_of_the_event_come_before_attributes() {
    let call = otel(&json!([
        attribute("conversation_id", "conv_2"),
        attribute("agent_id", "agent_1")
    ]));
    assert_eq!(call.conversation_id.as_deref(), Some("conv_1"));
    assert_eq!(call.agent_id.as_deref(), Some("agent_1"));
}

#[test]
fn a_span_that_failed_is_a_failed_call() {
    let call = conversation_in(parse(&json!({
        "type": "post_call_transcription_otel",
        "data": { "otlp_traces": { "resource_spans": [{ "scope_spans": [{ "spans": [
            { "name": "elevenlabs.conversation", "status": { "code": 2 }, "start_time_unix_nano": "1795413600000000000" },
        ]}]}]}},
    })));
    assert_eq!(call.status, Some(Status::Failed));
    assert_eq!(call.start_time_unix_secs, Some(1_795_413_600));
}

#[test]
fn an_attribute_with_many_parts_is_read_in_bounded_depth() {
    let call = otel(&json!([attribute(&"a.".repeat(200_000), "x")]));
    assert_eq!(call.status, Some(Status::Done));
}

fn kvlist(entries: &Value) -> Value {
    let Value::Object(entries) = entries else {
        return match entries {
            Value::Array(items) => {
                let values: Vec<Value> = items.iter().map(kvlist).collect();
                json!({ "arrayValue": { "values": values } })
            }
            Value::Bool(value) => json!({ "boolValue": value }),
            Value::Number(value) => json!({ "intValue": value.to_string() }),
            Value::String(text) => json!({ "stringValue": text }),
            _ => json!({}),
        };
    };
    let values: Vec<Value> = entries
        .iter()
        .map(|(key, value)| json!({ "key": key, "value": kvlist(value) }))
        .collect();
    json!({ "kvlistValue": { "values": values } })
}

#[rstest]
#[case::whole("analysis", json!({
    "transcript_summary": "A leak.",
    "data_collection_results": {
        "pet": { "data_collection_id": "pet", "value": "dog", "rationale": null },
        "rooms": { "value": 3 },
        "allergies": { "value": ["latex", "nuts"] },
        "address": { "value": { "street": "Elm", "zip": null } },
        "car": { "value": null, "rationale": "Not said." },
    },
}))]
#[case::in_a_list("analysis", json!({
    "transcript_summary": "A leak.",
    "data_collection_results_list": [
        { "data_collection_id": "address", "value": { "street": "Elm", "zip": null } },
        { "data_collection_id": "allergies", "value": ["latex", "nuts"] },
        { "data_collection_id": "pet", "value": "dog" },
        { "data_collection_id": "rooms", "value": 3 },
    ],
}))]
#[case::printed_instances("analysis", json!({
    "transcript_summary": "A leak.",
    "data_collection_results": {
        "pet": "DataCollectionResultCommonModel(data_collection_id='pet', value='dog', json_schema=None, rationale='')",
        "rooms": "DataCollectionResultCommonModel(data_collection_id='rooms', value=3)",
        "allergies": "DataCollectionResultCommonModel(value=['latex', 'nuts'])",
        "address": "DataCollectionResultCommonModel(value={'street': 'Elm', 'zip': None})",
        "car": "DataCollectionResultCommonModel(data_collection_id='car', value=None)",
    },
}))]
fn nested_attributes_teach_the_same_as_json(#[case] name: &str, #[case] analysis: Value) {
    let spans = otel(&json!([{ "key": format!("elevenlabs.{name}"), "value": kvlist(&analysis) }]));
    let json = enveloped(&json!({ "analysis": analysis }));
    assert_eq!(spans.summary.as_deref(), Some("A leak."));
    assert_eq!(spans.data_collection_results, json.data_collection_results);
    let results = json.data_collection_results;
    assert_eq!(
        results,
        [
            data_collection_result("address", json!({ "street": "Elm", "zip": null })),
            data_collection_result("allergies", json!(["latex", "nuts"])),
            data_collection_result("pet", "dog"),
            data_collection_result("rooms", 3),
        ]
    );
}

#[rstest]
#[case(
    "analysis.data_collection_results.pet",
    "DataCollectionResultCommonModel(data_collection_id='pet', value='dog', rationale='cut of"
)]
#[case(
    "analysis.data_collection_results",
    "{'pet': DataCollectionResultCommonModel(data_collection_id='pet', value='dog'), 'car': DataColl"
)]
#[case(
    "analysis.data_collection_results_list",
    "[DataCollectionResultCommonModel(data_collection_id='pet', value='dog')]"
)]
fn a_printed_instance_in_an_attribute_is_read(#[case] name: &str, #[case] printed: &str) {
    let call = otel(&json!([attribute(name, printed)]));
    assert_eq!(
        call.data_collection_results,
        [data_collection_result("pet", "dog")]
    );
}

#[test]
fn the_reason_for_the_end_may_look_like_an_instance() {
    let call = otel(&json!([attribute(
        "termination_reason",
        "Client(x) disconnected"
    )]));
    assert_eq!(
        call.termination_reason.as_deref(),
        Some("Client(x) disconnected")
    );
}
