use rstest::rstest;
use serde_json::json;

use super::*;

fn malformed(
    event_type: &str,
    conversation_id: Option<&str>,
    problem: &'static str,
) -> PostCallEvent {
    PostCallEvent::Malformed {
        event_type: event_type.to_owned(),
        conversation_id: conversation_id.map(str::to_owned),
        problem,
    }
}

#[rstest]
#[case::empty("")]
#[case::text("hello")]
#[case::cut(r#"{"type":"post_call_transcription""#)]
#[case::form("type=post_call_transcription")]
fn only_a_body_that_is_not_json_is_an_error(#[case] body: &str) {
    let error = PostCallEvent::from_json(body.as_bytes()).unwrap_err();
    assert!(error.to_string().starts_with("the body is not JSON: "));
}

#[test]
fn excessive_nesting_is_an_error() {
    let body = "[".repeat(1_000_000);
    assert!(PostCallEvent::from_json(body.as_bytes()).is_err());
    let body = format!(
        r#"{{"type":"post_call_transcription","data":{}"#,
        r#"{"a":"#.repeat(500_000)
    );
    assert!(PostCallEvent::from_json(body.as_bytes()).is_err());
}

#[rstest]
#[case::nested_deeply(format!(r#"{{"type":"new","x":{}{}}}"#, "[".repeat(200), "]".repeat(200)))]
#[case::number_too_large(r#"{"type":"new","cost":1e999}"#.to_owned())]
#[case::no_number(r#"{"cost":NaN,"type":"new"}"#.to_owned())]
#[case::printed_by_python("{'type': 'new', 'cost': None}".to_owned())]
fn what_is_not_strictly_json_is_still_an_event(#[case] body: String) {
    assert_eq!(
        PostCallEvent::from_json(body.as_bytes())
            .unwrap()
            .event_type(),
        "new"
    );
}

#[test]
fn a_text_truncated_inside_a_character_is_read() {
    let body = r#"{"transcript":[{"role":"user","message":"My dog \ud83d"}],"metadata":{}}"#;
    let PostCallEvent::Transcription(call) = PostCallEvent::from_json(body.as_bytes()).unwrap()
    else {
        panic!("a flat call");
    };
    assert_eq!(call.turns[0].text.as_deref(), Some("My dog \u{fffd}"));
}

#[rstest]
#[case(json!(null))]
#[case(json!(42))]
#[case(json!([]))]
#[case(json!({}))]
#[case(json!({ "type": 7 }))]
#[case(json!({ "data": { "transcript": [] } }))]
fn json_without_an_event_type_is_unknown(#[case] body: Value) {
    let event = parse(&body);
    assert_eq!(event.event_type(), "unknown");
    assert!(matches!(event, PostCallEvent::Unknown { .. }), "{event:?}");
}

#[rstest]
#[case(json!({ "type": "unredacted_x", "data": { "conversation_id": "conv_1" } }))]
#[case(json!({ "type": "unredacted_x", "data": { "conversation_id": "conv_1", "transcript": [] } }))]
#[case(json!({ "type": "unredacted_x", "data": "text", "conversation_id": "conv_1" }))]
#[case(json!({ "type": "unredacted_x", "conversation_id": "conv_1" }))]
fn an_unknown_event_keeps_its_type_and_conversation(#[case] body: Value) {
    assert_eq!(
        parse(&body),
        PostCallEvent::Unknown {
            event_type: "unredacted_x".to_owned(),
            conversation_id: Some("conv_1".to_owned()),
        }
    );
}

#[rstest]
#[case::no_data(json!({ "type": "post_call_transcription", "conversation_id": "conv_1" }), "`data` is missing")]
#[case::data_is_null(json!({ "type": "post_call_transcription", "data": null, "conversation_id": "conv_1" }), "`data` is missing")]
#[case::data_is_text(json!({ "type": "post_call_transcription", "data": "x", "conversation_id": "conv_1" }), "`data` is not an object")]
fn a_supported_event_without_its_content_is_malformed(
    #[case] body: Value,
    #[case] problem: &'static str,
) {
    let event = parse(&body);
    assert_eq!(
        event,
        malformed("post_call_transcription", Some("conv_1"), problem)
    );
    assert_eq!(event.event_type(), "post_call_transcription");
    assert_eq!(event.conversation_id(), Some("conv_1"));
}

#[rstest]
#[case(json!({ "conversation_id": "conv_1" }))]
#[case(json!({ "conversation_id": "conv_1", "otlp_traces": [] }))]
#[case(json!({ "conversation_id": "conv_1", "otlp_traces": { "resourceSpans": [{ "scopeSpans": [{ "spans": ["x"] }] }] } }))]
fn an_event_without_spans_is_malformed(#[case] data: Value) {
    assert_eq!(
        parse(&json!({ "type": "post_call_transcription_otel", "data": data })),
        malformed(
            "post_call_transcription_otel",
            Some("conv_1"),
            "`data.otlp_traces` contains no spans"
        )
    );
}

#[test]
fn a_finished_call_next_to_its_type_is_read() {
    let call = conversation_in(parse(&json!({
        "type": "post_call_transcription",
        "event_timestamp": "1795392055",
        "conversation_id": "conv_1",
        "transcript": [{ "role": "user", "message": "Hello" }],
    })));
    assert_eq!(call.conversation_id.as_deref(), Some("conv_1"));
    assert_eq!(call.event_timestamp, Some(1_795_392_055));
    assert_eq!(spoken(&call), [(Role::User, "Hello")]);
}

#[test]
fn a_flat_call_may_contain_only_a_caller() {
    let call = conversation_in(parse(
        &json!({ "metadata": { "caller_id": "+12025550143" }, "transcript": [] }),
    ));
    assert_eq!(call.metadata_caller_id.as_deref(), Some("+12025550143"));
    assert_eq!(call.conversation_id, None);
    assert!(call.transcript_present);
}

#[test]
fn an_empty_conversation_is_read_as_empty() {
    assert_eq!(enveloped(&json!({})), Conversation::default());
}

#[test]
fn only_a_field_of_another_type_is_lost() {
    let call = enveloped(&json!({
        "conversation_id": 815,
        "agent_id": ["agent_1"],
        "status": { "is": "done" },
        "user_id": 8842,
        "user_message_count": "3",
        "transcript": "Hello",
        "analysis": "fine",
        "metadata": {
            "call_duration_secs": [52],
            "start_time_unix_secs": "2026-11-23T00:00:00Z",
            "phone_call": { "direction": 1, "external_number": 12_025_550_143_u64 },
            "main_language": "en",
        },
        "conversation_initiation_client_data": [],
    }));
    assert_eq!(
        call,
        Conversation {
            conversation_id: Some("815".to_owned()),
            user_id: Some("8842".to_owned()),
            user_message_count: Some(3),
            transcript_present: true,
            start_time_unix_secs: Some(1_795_392_000),
            external_number: Some("12025550143".to_owned()),
            language: Some("en".to_owned()),
            ..Conversation::default()
        }
    );
}

#[test]
fn only_a_turn_that_is_not_an_object_is_lost() {
    let call = enveloped(&json!({ "transcript": [
        "Hello",
        { "role": "user", "message": "One", "time_in_call_secs": "1.5" },
        null,
        { "role": "assistant", "content": "Two", "tool_results": [7, { "result_value": { "found": 1 } }, { "result_value": null }] },
        { "message": "Three" },
        { "role": "user", "message": "  " },
    ]}));
    assert_eq!(
        call.turns,
        [
            Turn {
                role: Role::User,
                text: Some("One".to_owned()),
                time_in_call_secs: Some(1),
                tool_results: vec![],
            },
            Turn {
                role: Role::Agent,
                text: Some("Two".to_owned()),
                time_in_call_secs: None,
                tool_results: vec![r#"{"found":1}"#.to_owned()],
            },
            Turn {
                role: Role::Other(String::new()),
                text: Some("Three".to_owned()),
                time_in_call_secs: None,
                tool_results: vec![],
            },
            Turn {
                role: Role::User,
                text: None,
                time_in_call_secs: None,
                tool_results: vec![],
            },
        ]
    );
}

#[test]
fn the_parts_of_several_voices_are_one_text() {
    let call = enveloped(&json!({ "transcript": [{
        "role": "agent",
        "message": null,
        "multivoice_message": { "parts": [
            { "text": "Once upon a time,", "voice_label": "narrator" },
            { "text": "hello!", "voice_label": "fox" },
        ]},
    }]}));
    assert_eq!(spoken(&call), [(Role::Agent, "Once upon a time, hello!")]);
}

#[rstest]
#[case(json!({ "user_id": "a", "conversation_initiation_client_data": { "user_id": "b" }, "metadata": { "user_id": "c" } }), "a")]
#[case(json!({ "user_id": null, "conversation_initiation_client_data": { "user_id": "b" }, "metadata": { "user_id": "c" } }), "b")]
#[case(json!({ "user_id": " ", "conversation_initiation_client_data": null, "metadata": { "user_id": "c" } }), "c")]
fn the_user_id_is_found_in_three_pointers(#[case] data: Value, #[case] expected: &str) {
    assert_eq!(enveloped(&data).user_id.as_deref(), Some(expected));
}

#[test]
fn messaging_channels_identify_their_users() {
    let whatsapp = enveloped(&json!({ "metadata": {
        "phone_call": null,
        "whatsapp": { "whatsapp_user_id": "12025550143", "direction": "inbound" },
    }}));
    assert_eq!(whatsapp.whatsapp_user_id.as_deref(), Some("12025550143"));
    assert_eq!(whatsapp.direction, Some(Direction::Inbound));
    let sms = enveloped(&json!({ "metadata": {
        "sms": { "sms_user_phone_number": "+12025550143", "direction": "outbound" },
    }}));
    assert_eq!(sms.sms_user_phone_number.as_deref(), Some("+12025550143"));
    assert_eq!(sms.direction, Some(Direction::Outbound));
}

#[test]
fn a_variable_that_a_tool_assigned_has_its_former_value() {
    let update = |name: &str, old: Value, new: &str| json!({ "variable_name": name, "old_value": old, "new_value": new });
    let call = enveloped(&json!({ "transcript": [
        { "role": "agent", "tool_results": [{ "dynamic_variable_updates": [
            update("slot", json!("Monday"), "Friday"),
            update("plan", Value::Null, "Gold"),
        ]}]},
        { "role": "agent", "tool_results": [
            { "dynamic_variable_updates": [update("slot", json!("Friday"), "Sunday"), 7, {}] },
            { "dynamic_variable_updates": null },
        ]},
    ]}));
    let assigned = |name: &str, former: Option<&str>| AssignedVariable {
        name: name.to_owned(),
        former_value: former.map(Value::from),
    };
    assert_eq!(
        call.assigned_variables,
        [assigned("slot", Some("Monday")), assigned("plan", None)]
    );
}

#[rstest]
#[case::in_the_call(json!({ "tool_calls": [{ "dynamic_variable_updates": [{ "variable_name": "slot", "old_value": "Monday", "new_value": "Friday" }] }] }))]
#[case::in_the_result(json!({ "tool_results": [{ "dynamic_variable_updates": [{ "variable_name": "slot", "old_value": "Monday" }] }] }))]
#[case::by_name(json!({ "tool_results": [{ "dynamic_variable_updates": { "slot": { "old_value": "Monday", "new_value": "Friday" } } }] }))]
#[case::as_json_text(json!({ "tool_calls": r#"[{"dynamic_variable_updates":[{"variable_name":"slot","old_value":"Monday"}]}]"# }))]
#[case::first_in_the_call(json!({
    "tool_results": [{ "dynamic_variable_updates": [{ "variable_name": "slot", "old_value": "Friday" }] }],
    "tool_calls": [{ "dynamic_variable_updates": [{ "variable_name": "slot", "old_value": "Monday" }] }],
}))]
fn a_tool_says_in_several_places_what_it_assigned(#[case] turn: Value) {
    let call = enveloped(&json!({ "transcript": [turn] }));
    let former_value = Some(json!("Monday"));
    let name = "slot".to_owned();
    assert_eq!(
        call.assigned_variables,
        [AssignedVariable { name, former_value }]
    );
}

#[rstest]
#[case(json!({ "message": { "text": "Hello" } }), Some("Hello"))]
#[case(json!({ "message": { "type": "text", "content": "Hello" } }), Some("Hello"))]
#[case(json!({ "message": [{ "type": "text", "text": "Hello," }, "Robin", { "type": "image_url", "image_url": { "url": "x" } }] }), Some("Hello, Robin"))]
#[case(json!({ "message": { "parts": [{ "text": "Hello" }] } }), Some("Hello"))]
#[case(json!({ "content": [{ "type": "input_audio", "text": null }, { "text": "Hello" }] }), Some("Hello"))]
#[case(json!({ "message": 4711 }), Some("4711"))]
#[case(json!({ "message": { "flag": true }, "multivoice_message": { "parts": [{ "text": "Hello" }] } }), Some("Hello"))]
#[case(json!({ "message": { "flag": true } }), None)]
#[case(json!({ "message": true }), None)]
#[case(json!({ "message": [[[[[["deep"]]]]]] }), None)]
fn what_is_text_in_a_message_is_read(#[case] mut turn: Value, #[case] expected: Option<&str>) {
    turn["role"] = json!("user");
    turn["tool_results"] = json!([{ "result_value": "kept" }]);
    let call = enveloped(&json!({ "transcript": [turn] }));
    let [turn] = call.turns.as_slice() else {
        panic!("{:?}", call.turns);
    };
    assert_eq!(turn.text.as_deref(), expected);
    assert_eq!(turn.tool_results, ["kept"]);
}

#[test]
fn an_event_that_was_encoded_again_or_listed_is_the_same_event() {
    let event = fixtures::json("01_twilio_inbound_transcription.json");
    let expected = parse(&event);
    let text = |value: &Value| Value::from(value.to_string());
    let mut encoded_parts = event.clone();
    for pointer in [
        "/data/transcript",
        "/data/analysis/data_collection_results",
        "/data/analysis",
        "/data/metadata/phone_call",
        "/data/metadata",
        "/data/conversation_initiation_client_data",
        "/data",
    ] {
        let part = encoded_parts.pointer_mut(pointer).unwrap();
        *part = text(part);
        assert_eq!(parse(&encoded_parts), expected, "{pointer}");
    }
    for body in [
        text(&event),
        text(&text(&event)),
        json!([event]),
        json!([text(&event)]),
    ] {
        assert_eq!(parse(&body), expected);
    }
}

#[test]
fn several_events_in_one_body_are_kept_with_a_reason() {
    let event = json!({ "type": "post_call_transcription", "data": {} });
    assert_eq!(
        parse(&json!([event, event])),
        malformed("unknown", None, "the body is a list of several events")
    );
}

#[test]
fn spans_without_a_root_or_times_still_have_turns() {
    let text = |key: &str, value: &str| json!({ "key": key, "value": { "stringValue": value } });
    let call = conversation_in(parse(&json!({
        "type": "post_call_transcription_otel",
        "data": { "otlp_traces": { "resourceSpans": [
            null,
            { "scopeSpans": [{ "spans": [{
                "name": "turn",
                "attributes": [
                    7,
                    { "key": "elevenlabs.count", "value": { "intValue": "12" } },
                    text("elevenlabs.agent.text", "Good morning."),
                    text("elevenlabs.user.text", "Hello."),
                ],
            }]}]},
        ]}},
    })));
    assert_eq!(
        spoken(&call),
        [(Role::User, "Hello."), (Role::Agent, "Good morning.")]
    );
    assert_eq!(call.start_time_unix_secs, None);
    assert_eq!(call.duration_secs, None);
}
