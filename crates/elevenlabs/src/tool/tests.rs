use proptest::prelude::*;
use rstest::rstest;
use serde_json::json;

use super::*;
use crate::fixtures;

fn request(body: &Value) -> Result<SearchRequest, RequestError> {
    SearchRequest::from_json(body.to_string().as_bytes())
}

#[test]
fn the_flat_body_of_a_webhook_tool_is_read() {
    let body = fixtures::bytes("tool_request_search_memory.json");
    assert_eq!(
        SearchRequest::from_json(&body).unwrap(),
        SearchRequest {
            query: "boiler noise history".into(),
            user_id: None,
            caller_id: Some("+12025550143".into()),
            agent_id: Some("agent_0001testaaaaaaaaaaaaaaaaaaaa".into()),
            conversation_id: Some("conv_0101test0000000000000000twil".into()),
        }
    );
}

#[test]
fn the_envelope_is_read_if_it_has_no_query_of_its_own() {
    let request = request(&json!({
        "tool_call_id": "call_1",
        "tool_name": "search_memory",
        "parameters": { "query": "boiler", "user_id": "customer-8842" },
        "conversation_id": "conv_1",
    }))
    .unwrap();
    assert_eq!(request.query, "boiler");
    assert_eq!(request.user_id.as_deref(), Some("customer-8842"));
    assert_eq!(request.conversation_id.as_deref(), Some("conv_1"));
}

#[test]
fn a_property_called_parameters_does_not_hide_the_query() {
    let request = request(&json!({
        "query": "boiler",
        "user_id": "a",
        "parameters": { "query": "other", "user_id": "b" },
    }))
    .unwrap();
    assert_eq!(request.query, "boiler");
    assert_eq!(request.user_id.as_deref(), Some("a"));
}

#[test]
fn a_number_keeps_its_plus_if_the_sender_did_not_encode_it() {
    let pairs = b"query=+2+dogs&user_id=+12025550143&caller_id=+49%2030%2023125014";
    let request = SearchRequest::from_urlencoded(pairs).unwrap();
    assert_eq!(request.user_id.as_deref(), Some("+12025550143"));
    assert_eq!(request.caller_id.as_deref(), Some("+49 30 23125014"));
    assert_eq!(request.query, "2 dogs");
}

#[test]
fn query_parameters_and_forms_are_read() {
    let request = SearchRequest::from_urlencoded(
        b"query=boiler+noise%3F&user_id=%2B12025550143&user_id=second&new=1",
    )
    .unwrap();
    assert_eq!(request.query, "boiler noise?");
    assert_eq!(request.user_id.as_deref(), Some("+12025550143"));
}

#[rstest]
#[case(json!({ "user_id": "+12025550143" }))]
#[case(json!({ "query": null, "user_id": "+12025550143" }))]
#[case(json!({ "query": " \n ", "user_id": "+12025550143" }))]
#[case(json!({}))]
fn the_error_names_a_missing_or_blank_query(#[case] body: Value) {
    assert_eq!(
        request(&body).unwrap_err(),
        RequestError::MissingField("query")
    );
}

#[test]
fn the_error_names_a_query_of_another_type() {
    let error = request(&json!({ "query": ["boiler"], "user_id": "a" })).unwrap_err();
    assert_eq!(
        error.to_string(),
        "the field `query` must be a string or a number"
    );
}

#[test]
fn ids_may_be_numbers() {
    let request = request(&json!({ "query": 24, "user_id": 8842, "agent_id": 1 })).unwrap();
    assert_eq!(request.query, "24");
    assert_eq!(request.require_caller(), Ok("8842"));
    assert_eq!(request.agent_id.as_deref(), Some("1"));
}

#[rstest]
#[case::no_caller(json!({ "query": "x" }), Err(RequestError::MissingField("user_id")))]
#[case::withheld_id(json!({ "query": "x", "user_id": " " }), Ok(""))]
#[case::number(json!({ "query": "x", "caller_id": "+12025550143" }), Ok("+12025550143"))]
#[case::id_before_number(json!({ "query": "x", "user_id": "u", "caller_id": "+12025550143" }), Ok("u"))]
#[case::blank_id_beside_a_number(json!({ "query": "x", "user_id": "", "caller_id": "+12025550143" }), Ok("+12025550143"))]
#[case::withheld_number(json!({ "query": "x", "caller_id": "" }), Ok(""))]
#[case::no_number_on_the_web(json!({ "query": "x", "caller_id": null }), Ok(""))]
fn the_caller_is_the_operators_id_or_else_the_number(
    #[case] body: Value,
    #[case] expected: Result<&str, RequestError>,
) {
    assert_eq!(request(&body).unwrap().require_caller(), expected);
}

#[test]
fn a_long_query_is_truncated_between_characters() {
    let request = request(&json!({ "query": "ñ".repeat(5_000), "user_id": "a" })).unwrap();
    assert_eq!(request.query, "ñ".repeat(MAX_QUERY_CHARS));
}

#[test]
fn debug_output_shows_neither_the_query_nor_the_caller() {
    let body = fixtures::bytes("tool_request_search_memory.json");
    let shown = format!("{:?}", SearchRequest::from_json(&body).unwrap());
    assert!(
        !shown.contains("boiler") && !shown.contains("555"),
        "{shown}"
    );
}

proptest! {
    #[test]
    fn no_bytes_panic(body in proptest::collection::vec(any::<u8>(), 0..200)) {
        let _ = SearchRequest::from_json(&body);
        let _ = SearchRequest::from_urlencoded(&body);
    }

    #[test]
    fn no_json_panics(value in fixtures::any_json()) {
        let _ = request(&value);
        let _ = request(&json!({ "query": "x", "user_id": value }));
    }

    /// Except for a number whose plus sign a form turned into a space.
    #[test]
    fn a_form_and_json_are_equivalent(query in "\\PC{0,40}", user_id in "( \\P{Nd})?\\PC{0,20}") {
        prop_assume!(!user_id.strip_prefix(' ').is_some_and(starts_with_digit));
        let form = form_urlencoded::Serializer::new(String::new())
            .append_pair("query", &query)
            .append_pair("user_id", &user_id)
            .finish();
        prop_assert_eq!(
            SearchRequest::from_urlencoded(form.as_bytes()),
            request(&json!({ "query": query, "user_id": user_id }))
        );
    }
}
