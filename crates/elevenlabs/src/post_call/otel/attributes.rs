//! The attributes of a span, and the fields of a JSON event that they stand for.

use serde_json::{Map, Value};

use crate::json::{Object, parse_printed};

const PREFIX: &str = "elevenlabs.";

/// Nobody nests fields more deeply.
const MAX_PARTS: usize = 8;

/// Objects whose keys the operator chose; such a key may contain a full stop.
const NAMED_BY_OPERATOR: [&str; 2] = ["data_collection_results", "evaluation_criteria_results"];

/// The other fields of the analysis.
const ANALYSIS: [&str; 5] = [
    "transcript_summary",
    "call_summary_title",
    "call_successful",
    "data_collection_results_list",
    "evaluation_criteria_results_list",
];

/// Fields of people's own words, which may look like anything.
const FREE_TEXT: [&str; 2] = ["transcript_summary", "call_summary_title"];

const VARIABLE: &str = "dynamic_variable";
const VARIABLES: &str = "dynamic_variables";

/// What the platform says about one data collection item or criterion.
const RESULT_FIELDS: [&str; 8] = [
    "value",
    "rationale",
    "result",
    "json_schema",
    "data_collection_id",
    "criteria_id",
    "score",
    "max_score",
];

/// The fields of a conversation that are not in its metadata.
const OUTSIDE_METADATA: [&str; 8] = [
    "metadata",
    "analysis",
    "agent_id",
    "conversation_id",
    "status",
    "user_id",
    "user_message_count",
    "conversation_initiation_client_data",
];

/// The attributes of a span by name.
pub(super) fn parse(span: Object<'_>) -> Map<String, Value> {
    span.objects("attributes")
        .filter_map(|attribute| {
            let value = any_value(attribute.object("value"))?;
            Some((attribute.text("key")?, value))
        })
        .collect()
}

/// A value of any kind. OTLP encodes 64-bit integers as strings. Lists and objects are no deeper
/// than the event itself, whose depth is bounded.
fn any_value(value: Object<'_>) -> Option<Value> {
    let scalar = ["stringValue", "boolValue", "doubleValue"]
        .into_iter()
        .chain(["string_value", "bool_value", "double_value"])
        .find_map(|kind| value.value(kind).cloned());
    scalar
        .or_else(|| integer(value))
        .or_else(|| list(value))
        .or_else(|| object(value))
}

fn integer(value: Object<'_>) -> Option<Value> {
    ["intValue", "int_value"].into_iter().find_map(|kind| {
        let integer = value.integer(kind).map(Value::from);
        integer.or_else(|| value.text(kind).map(Value::from))
    })
}

fn list(value: Object<'_>) -> Option<Value> {
    let list = ["arrayValue", "array_value"]
        .into_iter()
        .find(|kind| value.value(kind).is_some())?;
    let values = value.object(list).objects("values");
    Some(values.filter_map(any_value).collect())
}

fn object(value: Object<'_>) -> Option<Value> {
    let object = ["kvlistValue", "kvlist_value"]
        .into_iter()
        .find(|kind| value.value(kind).is_some())?;
    let entries = value.object(object).objects("values");
    let entries = entries.map(|entry| {
        // A key without a value is null.
        let value = any_value(entry.object("value")).unwrap_or_default();
        Some((entry.text("key")?, value))
    });
    Some(Value::Object(entries.flatten().collect()))
}

/// The `data` of the JSON event that these attributes describe. Fields of the event itself come
/// first.
pub(super) fn to_event_data(
    data: Object<'_>,
    attributes: &Map<String, Value>,
) -> Map<String, Value> {
    let mut described: Map<String, Value> = data
        .entries()
        .filter(|(name, _)| *name != "otlp_traces")
        .map(|(name, value)| (name.clone(), value.clone()))
        .collect();
    for (attribute, value) in attributes {
        let Some(name) = attribute.strip_prefix(PREFIX) else {
            continue;
        };
        insert_missing(&mut described, &path(name), printed(name, value));
    }
    described
}

/// Where a JSON event has the field.
fn path(name: &str) -> Vec<&str> {
    let name = name.strip_prefix("conversation.").unwrap_or(name);
    let (is_analysis, name) = match name.strip_prefix("analysis.") {
        Some(name) => (true, name),
        None => (false, name),
    };
    let (first, rest) = name.split_once('.').unwrap_or((name, ""));
    if [VARIABLE, VARIABLES].contains(&first) {
        let variables = ["conversation_initiation_client_data", VARIABLES].into_iter();
        return variables
            .chain((!rest.is_empty()).then_some(rest))
            .collect();
    }
    if NAMED_BY_OPERATOR.contains(&first) {
        let key_and_field = rest
            .rsplit_once('.')
            .filter(|(_, field)| RESULT_FIELDS.contains(field));
        return match key_and_field {
            _ if rest.is_empty() => vec!["analysis", first],
            Some((key, field)) => vec!["analysis", first, key, field],
            None => vec!["analysis", first, rest],
        };
    }
    let parts = name.splitn(MAX_PARTS, '.');
    match first {
        "telephony" => ["metadata", "phone_call"]
            .into_iter()
            .chain(parts.skip(1))
            .collect(),
        _ if is_analysis || ANALYSIS.contains(&first) => {
            ["analysis"].into_iter().chain(parts).collect()
        }
        _ if OUTSIDE_METADATA.contains(&first) => parts.collect(),
        _ => ["metadata"].into_iter().chain(parts).collect(),
    }
}

/// The value, which Python may have printed: `{'value': True}`, `None`.
fn printed(name: &str, value: &Value) -> Value {
    let Some(text) = value.as_str() else {
        return value.clone();
    };
    if FREE_TEXT.iter().any(|field| name.ends_with(field)) {
        return value.clone();
    }
    let is_variable = name.starts_with(&format!("{VARIABLE}."));
    match text.trim() {
        "None" => Value::Null,
        "True" => Value::Bool(true),
        "False" => Value::Bool(false),
        text if is_variable => Value::String(text.to_owned()),
        text => parse_printed(text).unwrap_or_else(|| value.clone()),
    }
}

fn insert_missing(object: &mut Map<String, Value>, path: &[&str], value: Value) {
    let Some((name, rest)) = path.split_first() else {
        return;
    };
    let field = object.entry(*name).or_insert(Value::Null);
    if rest.is_empty() {
        if field.is_null() {
            *field = value;
        }
        return;
    }
    if field.is_null() {
        *field = Value::Object(Map::new());
    }
    if let Some(object) = field.as_object_mut() {
        insert_missing(object, rest, value);
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("status", &["status"])]
    #[case("termination_reason", &["metadata", "termination_reason"])]
    #[case("metadata.termination_reason", &["metadata", "termination_reason"])]
    #[case("conversation.status", &["status"])]
    #[case("telephony.external_number", &["metadata", "phone_call", "external_number"])]
    #[case("features_usage.voicemail_detection.used", &["metadata", "features_usage", "voicemail_detection", "used"])]
    #[case("analysis.call_summary_title", &["analysis", "call_summary_title"])]
    #[case("analysis", &["analysis"])]
    #[case("metadata", &["metadata"])]
    #[case("analysis.summary", &["analysis", "summary"])]
    #[case("analysis.data_collection_results_list", &["analysis", "data_collection_results_list"])]
    #[case("dynamic_variables", &["conversation_initiation_client_data", "dynamic_variables"])]
    #[case("dynamic_variables.name", &["conversation_initiation_client_data", "dynamic_variables", "name"])]
    #[case("analysis.data_collection_results", &["analysis", "data_collection_results"])]
    #[case("analysis.data_collection_results.pet", &["analysis", "data_collection_results", "pet"])]
    #[case("analysis.data_collection_results.pet.name.value", &["analysis", "data_collection_results", "pet.name", "value"])]
    #[case("dynamic_variable.my.value", &["conversation_initiation_client_data", "dynamic_variables", "my.value"])]
    fn an_attribute_has_the_place_of_the_json_field(#[case] name: &str, #[case] expected: &[&str]) {
        assert_eq!(path(name), expected);
    }
}
