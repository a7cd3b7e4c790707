//! Objects and lists that arrive as their JSON text, inside a string: some that relay an event
//! encode a part of it, or all of it, a second time.

use serde_json::Value;

use crate::json;

/// How often a body may be wrapped.
const MAX_LAYERS: usize = 3;

/// The fields of an event that are objects or lists.
const STRUCTURED: [&str; 27] = [
    "data",
    "metadata",
    "phone_call",
    "body",
    "whatsapp",
    "sms",
    "error",
    "features_usage",
    "voicemail_detection",
    "analysis",
    "evaluation_criteria_results_list",
    "data_collection_results_list",
    "conversation_initiation_client_data",
    "conversation_config_override",
    "agent",
    "transcript",
    "tool_calls",
    "tool_results",
    "dynamic_variable_updates",
    "multivoice_message",
    "parts",
    "otlp_traces",
    "resourceSpans",
    "resource_spans",
    "scopeSpans",
    "scope_spans",
    "spans",
];

/// Objects whose keys the operator chose: nothing in them is a field of the event.
const NAMED_BY_OPERATOR: [&str; 3] = [
    "dynamic_variables",
    "data_collection_results",
    "evaluation_criteria_results",
];

/// The event in a body that is its JSON text, or a list of nothing else.
pub(super) fn unwrap(mut body: Value) -> Value {
    for _ in 0..MAX_LAYERS {
        body = match body {
            Value::String(text) => match json::parse(text.as_bytes()) {
                Ok(inner @ (Value::String(_) | Value::Array(_) | Value::Object(_))) => inner,
                _ => return Value::String(text),
            },
            Value::Array(mut list) if list.len() == 1 => list.pop().unwrap_or_default(),
            body => return body,
        };
    }
    body
}

/// Reads the fields that are objects or lists where they are text. Text that is neither stays.
pub(super) fn unfold(event: &mut Value) {
    match event {
        Value::Object(fields) => fields.iter_mut().for_each(unfold_field),
        Value::Array(items) => {
            for item in items {
                parse_in_place(item);
                unfold(item);
            }
        }
        _ => {}
    }
}

fn unfold_field((name, value): (&String, &mut Value)) {
    if NAMED_BY_OPERATOR.contains(&name.as_str()) {
        parse_in_place(value);
    } else if STRUCTURED.contains(&name.as_str()) {
        parse_in_place(value);
        unfold(value);
    }
}

fn parse_in_place(value: &mut Value) {
    let parsed = value.as_str().and_then(json::parse_printed_exactly);
    if let Some(parsed) = parsed {
        *value = parsed;
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;
    use serde_json::json;

    use super::*;

    fn text(value: &Value) -> Value {
        value.to_string().into()
    }

    #[test]
    fn a_body_is_unwrapped_to_its_event() {
        let event = json!({"type": "new"});
        for body in [
            event.clone(),
            text(&event),
            text(&text(&event)),
            json!([event]),
            json!([text(&event)]),
            text(&json!([event])),
        ] {
            assert_eq!(unwrap(body), event);
        }
    }

    #[rstest]
    #[case(json!("hello"))]
    #[case(json!("42"))]
    #[case(json!(42))]
    #[case(json!([]))]
    #[case(json!([{"type": "a"}, {"type": "b"}]))]
    fn what_is_no_event_stays(#[case] body: Value) {
        assert_eq!(unwrap(body.clone()), body);
    }

    #[test]
    fn fields_are_read_at_any_level() {
        let turns = json!([{"role": "user", "message": "{\"a\":1}", "tool_calls": []}]);
        let results = json!({"pet": "{\"value\":\"dog\"}"});
        let variables = json!({"metadata": "{}"});
        let event = json!({"data": {
            "transcript": turns,
            "analysis": {"data_collection_results": results},
            "conversation_initiation_client_data": {"dynamic_variables": variables},
        }});
        let mut encoded = json!({"data": text(&json!({
            "transcript": text(&json!([text(&json!({"role": "user", "message": "{\"a\":1}", "tool_calls": "[]"}))])),
            "analysis": text(&json!({"data_collection_results": text(&results)})),
            "conversation_initiation_client_data": {"dynamic_variables": text(&variables)},
        }))});
        unfold(&mut encoded);
        assert_eq!(encoded, event);
    }

    #[test]
    fn text_that_is_no_object_stays() {
        for transcript in ["Hello", "", "[NAME] called", "{", "null", "3"] {
            let mut event = json!({"data": {"transcript": transcript}});
            let before = event.clone();
            unfold(&mut event);
            assert_eq!(event, before, "{transcript}");
        }
    }
}
