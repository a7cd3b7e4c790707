use proptest::prelude::*;
use rstest::rstest;
use serde_json::{Value, json};

use super::*;
use crate::fixtures;
use crate::request::RequestError;

const CALLER_NAME: VariableName = VariableName::from_static("caller_name").unwrap();
const MEMORY_SUMMARY: VariableName = VariableName::from_static("memory_summary").unwrap();
const MEMORY_TOKEN: VariableName = VariableName::from_static("memory_token").unwrap();

fn request(body: &Value) -> Result<InitiationRequest, RequestError> {
    InitiationRequest::from_json(body.to_string().as_bytes())
}

#[test]
fn a_call_over_twilio_is_read() {
    let body = fixtures::bytes("init_request_twilio.json");
    let request = InitiationRequest::from_json(&body).unwrap();
    assert_eq!(
        request,
        InitiationRequest {
            caller_id: Some("+12025550143".into()),
            user_id: None,
            agent_id: Some("agent_0001testaaaaaaaaaaaaaaaaaaaa".into()),
            called_number: Some("+12025550199".into()),
            call_sid: Some("CA00000000000000000000000000000001".into()),
            call_id: None,
        }
    );
}

#[test]
fn a_call_over_sip_is_read() {
    let body = fixtures::bytes("init_request_sip.json");
    let request = InitiationRequest::from_json(&body).unwrap();
    assert_eq!(request.caller_id.as_deref(), Some("+12025550155"));
    assert_eq!(
        request.call_id.as_deref(),
        Some("sip-call-00000000-0000-4000-8000-000000000002")
    );
    assert_eq!(request.call_sid.as_deref(), Some("SCL_00000000002"));
}

#[test]
fn a_withheld_number_is_preserved_as_sent() {
    let body = fixtures::bytes("init_request_anonymous.json");
    let request = InitiationRequest::from_json(&body).unwrap();
    assert_eq!(request.caller_id.as_deref(), Some("anonymous"));
}

#[rstest]
#[case::null(json!(null), "")]
#[case::empty(json!(""), "")]
#[case::spaces(json!(" +12025550143 "), "+12025550143")]
#[case::sip_user(json!("sip:robin@pbx.example.test"), "sip:robin@pbx.example.test")]
#[case::number(json!(12_025_550_143_u64), "12025550143")]
#[case::fraction(json!(12_025_550_143.0), "12025550143")]
fn any_text_or_number_is_a_caller_id(#[case] caller_id: Value, #[case] expected: &str) {
    let request = request(&json!({ "caller_id": caller_id })).unwrap();
    assert_eq!(request.caller_id.as_deref(), Some(expected));
}

#[rstest]
#[case(json!(true))]
#[case(json!([]))]
#[case(json!({ "number": "+12025550143" }))]
fn the_error_names_a_caller_id_of_another_type(#[case] caller_id: Value) {
    let error = request(&json!({ "caller_id": caller_id })).unwrap_err();
    assert_eq!(
        error.to_string(),
        "the field `caller_id` must be a string or a number"
    );
}

#[test]
fn an_operators_own_backend_names_the_caller_by_its_id() {
    let request = request(&json!({ "user_id": "customer-8842" })).unwrap();
    assert_eq!(request.user_id.as_deref(), Some("customer-8842"));
    assert_eq!(request.caller_id, None);
}

#[test]
fn the_error_names_a_missing_caller_id() {
    let error = request(&json!({ "agent_id": "agent_1" })).unwrap_err();
    assert_eq!(error, RequestError::MissingField("caller_id"));
    assert_eq!(error.to_string(), "the field `caller_id` is missing");
}

#[test]
fn other_fields_may_be_missing_of_another_type_or_new() {
    let request = request(&json!({
        "caller_id": "+12025550143",
        "agent_id": 7,
        "called_number": null,
        "call_sid": ["CA1"],
        "conversation_id": "conv_1",
        "field_from_the_future": { "deep": [1] },
    }))
    .unwrap();
    assert_eq!(request.agent_id.as_deref(), Some("7"));
    assert_eq!(request.called_number, None);
    assert_eq!(request.call_sid, None);
}

#[rstest]
#[case::empty("")]
#[case::text("caller_id=+12025550143")]
#[case::cut(r#"{"caller_id":"+1202"#)]
fn a_body_that_is_not_json_is_an_error(#[case] body: &str) {
    let error = InitiationRequest::from_json(body.as_bytes()).unwrap_err();
    assert!(matches!(error, RequestError::NotJson(_)), "{error:?}");
}

#[rstest]
#[case("[]")]
#[case("null")]
#[case("\"+12025550143\"")]
fn a_body_that_is_not_an_object_is_an_error(#[case] body: &str) {
    let error = InitiationRequest::from_json(body.as_bytes()).unwrap_err();
    assert_eq!(error, RequestError::NotAnObject);
}

#[test]
fn debug_output_shows_neither_the_caller_nor_the_called_number() {
    let body = fixtures::bytes("init_request_twilio.json");
    let shown = format!("{:?}", InitiationRequest::from_json(&body).unwrap());
    assert!(!shown.contains("555"), "{shown}");
    assert!(shown.contains("CA00000000000000000000000000000001"));
}

#[test]
fn the_reply_for_a_returning_caller_is_what_the_platform_accepts() {
    let mut variables = DynamicVariables::new();
    variables.insert(CALLER_NAME, "Robin");
    variables.insert(
        MEMORY_SUMMARY,
        "Brightflame 24 boiler; prefers mornings before ten.",
    );
    variables.insert("is_returning_caller".parse().unwrap(), true);
    variables.insert("known_memories".parse().unwrap(), 2_u64);
    variables.insert(
        "days_since_last_call".parse().unwrap(),
        DynamicValue::try_from(json!(3.5)).unwrap(),
    );
    let reply = InitiationReply {
        kind: ReplyKind::default(),
        user_id: Some("+12025550143".to_owned()),
        memories: json!([]),
        dynamic_variables: variables,
        conversation_config_override: ConversationConfigOverride::greeting(
            "Hi Robin, welcome back to Northwind Heating. How can I help today?".into(),
        ),
    };
    let mut expected = fixtures::json("init_response_returning.json");
    expected["memories"] = json!([]);
    assert_eq!(serde_json::to_value(&reply).unwrap(), expected);
}

#[test]
fn the_type_comes_first_and_unset_fields_are_omitted() {
    let reply = InitiationReply {
        kind: ReplyKind::default(),
        user_id: None,
        memories: [(); 0],
        dynamic_variables: DynamicVariables::new(),
        conversation_config_override: None,
    };
    assert_eq!(
        serde_json::to_string(&reply).unwrap(),
        r#"{"type":"conversation_initiation_client_data","memories":[],"dynamic_variables":{}}"#
    );
}

#[test]
fn a_blank_greeting_overrides_nothing() {
    assert_eq!(ConversationConfigOverride::greeting(" \n ".into()), None);
    assert_eq!(ConversationConfigOverride::greeting("{{}}".into()), None);
}

#[test]
fn a_value_takes_precedence_over_a_declared_default() {
    let defaults: DynamicVariables = serde_json::from_value(
        json!({ "caller_name": "friend", "plan": "none", "visits": 0, "vip": false }),
    )
    .unwrap();
    let mut variables = DynamicVariables::new();
    variables.insert(CALLER_NAME, "Robin");
    variables.fill_from(&defaults);
    assert_eq!(
        serde_json::to_value(&variables).unwrap(),
        json!({ "caller_name": "Robin", "plan": "none", "visits": 0, "vip": false })
    );
    assert!(!variables.insert_if_absent(CALLER_NAME, "Sam"));
    assert_eq!(variables.get("caller_name"), Some(&"Robin".into()));
}

#[rstest]
#[case::null(json!({ "x": null }))]
#[case::list(json!({ "x": ["a"] }))]
#[case::object(json!({ "x": { "k": "v" } }))]
#[case::reserved_name(json!({ "system__time": "now" }))]
#[case::secret_name(json!({ "secret__x": "y" }))]
fn defaults_that_the_platform_would_reject_are_rejected(#[case] defaults: Value) {
    assert!(serde_json::from_value::<DynamicVariables>(defaults).is_err());
}

#[test]
fn a_secret_has_its_prefix_and_is_not_truncated() {
    let token = "t".repeat(4_000);
    let mut variables = DynamicVariables::new();
    variables.insert_secret(&MEMORY_TOKEN, &token);
    assert_eq!(
        serde_json::to_value(&variables).unwrap(),
        json!({ "secret__memory_token": token })
    );
}

#[test]
fn debug_output_of_a_reply_shows_names_only() {
    let mut variables = DynamicVariables::new();
    variables.insert(CALLER_NAME, "Robin");
    variables.insert_secret(&MEMORY_TOKEN, "hush");
    let reply = InitiationReply {
        kind: ReplyKind::default(),
        user_id: Some("+12025550143".to_owned()),
        memories: vec!["prefers mornings"],
        dynamic_variables: variables,
        conversation_config_override: ConversationConfigOverride::greeting("Hi Robin".into()),
    };
    let shown = format!("{reply:?}");
    assert!(shown.contains("caller_name"));
    for hidden in ["Robin", "hush", "555", "mornings"] {
        assert!(!shown.contains(hidden), "{shown}");
    }
}

proptest! {
    #[test]
    fn no_bytes_panic(body in proptest::collection::vec(any::<u8>(), 0..200)) {
        let _ = InitiationRequest::from_json(&body);
    }

    #[test]
    fn no_json_panics(value in fixtures::any_json()) {
        let _ = request(&value);
        let _ = request(&json!({ "caller_id": value }));
    }

    #[test]
    fn every_caller_id_is_preserved(caller_id in "\\PC{1,40}") {
        let request = request(&json!({ "caller_id": caller_id })).unwrap();
        prop_assert_eq!(request.caller_id.as_deref(), Some(caller_id.trim()));
    }
}
