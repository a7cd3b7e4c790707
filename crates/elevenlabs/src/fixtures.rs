//! Sample bodies and arbitrary JSON for tests.

use proptest::prelude::*;
use serde_json::Value;

/// A sample from the repository's `fixtures/elevenlabs`.
pub(crate) fn bytes(name: &str) -> Vec<u8> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../fixtures/elevenlabs");
    std::fs::read(format!("{folder}/{name}")).unwrap()
}

pub(crate) fn json(name: &str) -> Value {
    serde_json::from_slice(&bytes(name)).unwrap()
}

/// Any JSON value. Most keys are keys of the contract, so that unexpected values reach the parser.
pub(crate) fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        "\\PC{0,12}".prop_map(Value::from),
    ];
    leaf.prop_recursive(6, 48, 6, |value| {
        prop_oneof![
            proptest::collection::vec(value.clone(), 0..5).prop_map(Value::from),
            proptest::collection::btree_map(any_key(), value, 0..6)
                .prop_map(|entries| Value::Object(entries.into_iter().collect())),
        ]
    })
}

fn any_key() -> impl Strategy<Value = String> {
    const CONTRACT_KEYS: &[&str] = &[
        "type",
        "data",
        "metadata",
        "analysis",
        "transcript",
        "role",
        "message",
        "content",
        "phone_call",
        "error",
        "conversation_id",
        "caller_id",
        "query",
        "parameters",
        "otlp_traces",
        "resourceSpans",
        "scopeSpans",
        "spans",
        "attributes",
        "key",
        "value",
        "stringValue",
        "dynamic_variables",
        "conversation_initiation_client_data",
        "evaluation",
        "tool_results",
    ];
    prop_oneof![
        4 => prop::sample::select(CONTRACT_KEYS).prop_map(str::to_owned),
        1 => "\\PC{0,8}",
    ]
}
