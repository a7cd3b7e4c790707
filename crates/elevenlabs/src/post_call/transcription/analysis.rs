//! What the platform found in a call: the results of evaluations and of data collection.

use std::borrow::Cow;

use serde_json::Value;

use crate::{
    json::{self, Object},
    post_call::conversation::{DataCollectionResult, Evaluation, Verdict},
};

/// What the platform says about a collected value.
const DESCRIPTION: [&str; 3] = ["data_collection_id", "json_schema", "rationale"];

pub(super) fn evaluations(analysis: Object<'_>) -> Vec<Evaluation> {
    [
        "evaluation_criteria_results",
        "evaluation_criteria_results_list",
        "evaluation",
    ]
    .into_iter()
    .filter_map(|key| analysis.value(key))
    .map(|results| match results {
        Value::Object(by_criterion) => by_criterion
            .iter()
            .filter_map(|(id, result)| evaluation(Some(id), result))
            .collect(),
        Value::Array(list) => list
            .iter()
            .filter_map(|result| evaluation(None, result))
            .collect(),
        result => Vec::from_iter(evaluation(None, result)),
    })
    .find(|evaluations| !evaluations.is_empty())
    .unwrap_or_default()
}

/// The result of one criterion: an object, perhaps printed as text, or only the verdict or the
/// rationale.
fn evaluation(criterion_id: Option<&String>, result: &Value) -> Option<Evaluation> {
    let result = unprinted(result);
    let fields = Object::new(&result);
    let text = json::text(&result).filter(|text| !text.trim().is_empty());
    let verdict = text.as_deref().and_then(verdict);
    let evaluation = Evaluation {
        criterion_id: criterion_id.cloned().or_else(|| fields.text("criteria_id")),
        rationale: fields
            .text("rationale")
            .or_else(|| text.filter(|_| verdict.is_none())),
        result: fields.open_enum("result").or(verdict),
    };
    (evaluation.result.is_some() || evaluation.rationale.is_some()).then_some(evaluation)
}

/// A text that is nothing but one of the platform's verdicts.
fn verdict(text: &str) -> Option<Verdict> {
    json::open_enum(text).filter(|verdict| !matches!(verdict, Verdict::Other(_)))
}

pub(super) fn data_collection_results(analysis: Object<'_>) -> Vec<DataCollectionResult> {
    let by_id: Vec<_> = analysis
        .object("data_collection_results")
        .entries()
        .filter_map(|(id, result)| data_collection_result(id.clone(), result))
        .collect();
    if !by_id.is_empty() {
        return by_id;
    }
    ["data_collection_results", "data_collection_results_list"]
        .into_iter()
        .flat_map(|key| analysis.list(key))
        .filter_map(|result| {
            let result = unprinted(result);
            let fields = Object::new(&result);
            let id = fields.text("data_collection_id");
            data_collection_result(id.or_else(|| fields.text("name"))?, &result)
        })
        .collect()
}

/// The result is an object with a `value`, or the value itself. Either may be printed as text.
fn data_collection_result(id: String, result: &Value) -> Option<DataCollectionResult> {
    let result = unprinted(result);
    let described = result.as_object().map(|fields| {
        let is_described = DESCRIPTION.iter().any(|field| fields.contains_key(*field));
        (fields.get("value"), is_described)
    });
    let value = match described {
        Some((Some(value), _)) => unprinted(value).into_owned(),
        Some((None, true)) => return None,
        Some((None, false)) | None => result.into_owned(),
    };
    let is_empty = match &value {
        Value::Null => true,
        Value::Array(items) => items.is_empty(),
        Value::Object(fields) => fields.is_empty(),
        _ => false,
    };
    (!is_empty).then_some(DataCollectionResult { id, value })
}

/// The object or the list that a program or a model wrote as text.
fn unprinted(value: &Value) -> Cow<'_, Value> {
    let printed = value.as_str().and_then(json::parse_printed_exactly);
    printed.map_or(Cow::Borrowed(value), Cow::Owned)
}
