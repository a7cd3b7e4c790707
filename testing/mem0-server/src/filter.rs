//! Evaluates the platform's filters.

use serde_json::{Map, Value};

use crate::{error::ApiError, memories::StoredMemory};

const ENTITIES: [&str; 4] = ["user_id", "agent_id", "app_id", "run_id"];

/// Rejects a filter without a literal entity id.
pub(crate) fn validate(filters: &Value) -> Result<(), ApiError> {
    if has_literal_entity(filters) {
        Ok(())
    } else {
        Err(ApiError::Invalid(
            "filters must contain at least one entity id",
        ))
    }
}

fn has_literal_entity(filters: &Value) -> bool {
    match filters {
        Value::Object(fields) => fields.iter().any(|(key, test)| match key.as_str() {
            "AND" | "OR" => has_literal_entity(test),
            key if ENTITIES.contains(&key) => test.as_str().is_some_and(|id| id != "*"),
            _ => false,
        }),
        Value::Array(parts) => parts.iter().any(has_literal_entity),
        _ => false,
    }
}

pub(crate) fn matches(memory: &StoredMemory, filters: &Value) -> Result<bool, ApiError> {
    let fields = filters
        .as_object()
        .ok_or(ApiError::Invalid("filters must be objects"))?;
    for (key, test) in fields {
        let matched = match key.as_str() {
            "AND" => parts(test)?.iter().try_fold(true, |all, part| {
                Ok::<_, ApiError>(all && matches(memory, part)?)
            })?,
            "OR" => parts(test)?.iter().try_fold(false, |any, part| {
                Ok::<_, ApiError>(any || matches(memory, part)?)
            })?,
            "NOT" => !parts(test)?.iter().try_fold(true, |all, part| {
                Ok::<_, ApiError>(all && matches(memory, part)?)
            })?,
            "metadata" => matches_metadata(&memory.metadata, test)?,
            key if ENTITIES.contains(&key) => {
                let actual = memory.entities.get(key).map(|id| Value::from(id.as_str()));
                matches_value(actual.as_ref(), test)?
            }
            _ => return Err(ApiError::Invalid("unsupported filter field")),
        };
        if !matched {
            return Ok(false);
        }
    }
    Ok(true)
}

fn parts(test: &Value) -> Result<&Vec<Value>, ApiError> {
    test.as_array()
        .filter(|parts| !parts.is_empty())
        .ok_or(ApiError::Invalid(
            "AND, OR and NOT require a list of filters",
        ))
}

fn matches_metadata(metadata: &Map<String, Value>, tests: &Value) -> Result<bool, ApiError> {
    let tests = tests
        .as_object()
        .ok_or(ApiError::Invalid("metadata must be an object"))?;
    tests.iter().try_fold(true, |all, (key, test)| {
        Ok(all && matches_value(metadata.get(key), test)?)
    })
}

fn matches_value(actual: Option<&Value>, test: &Value) -> Result<bool, ApiError> {
    let Some((operator, operand)) = test.as_object().and_then(|test| test.iter().next()) else {
        return Ok(if test == "*" {
            actual.is_some()
        } else {
            actual == Some(test)
        });
    };
    match operator.as_str() {
        "ne" => Ok(actual != Some(operand)),
        "in" => Ok(operand
            .as_array()
            .is_some_and(|choices| choices.iter().any(|value| actual == Some(value)))),
        "contains" => Ok(actual
            .and_then(Value::as_str)
            .zip(operand.as_str())
            .is_some_and(|(actual, part)| actual.contains(part))),
        _ => Err(ApiError::Invalid("unsupported filter operator")),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a failed assumption fails the test")]
mod tests {
    use serde_json::json;

    use super::*;

    fn memory() -> StoredMemory {
        let body = json!({"user_id": "u", "metadata": {"type": "factual"}});
        StoredMemory::new("m".to_owned(), &body).unwrap()
    }

    #[test]
    fn a_filter_requires_a_literal_entity_id() {
        for filter in [
            json!({}),
            json!({"user_id": "*"}),
            json!({"NOT": [{"user_id": "u"}]}),
            json!({"metadata": {"type": "factual"}}),
        ] {
            assert!(validate(&filter).is_err(), "{filter}");
        }
        assert!(validate(&json!({"AND": [{"user_id": "u"}]})).is_ok());
    }

    #[test]
    fn conditions_are_combined_as_the_platform_combines_them() {
        let cases = [
            (json!({"user_id": "u"}), true),
            (json!({"user_id": "v"}), false),
            (json!({"agent_id": "*"}), false),
            (json!({"agent_id": {"ne": "a"}}), true),
            (json!({"user_id": {"in": ["t", "u"]}}), true),
            (
                json!({"user_id": "u", "metadata": {"type": "semantic"}}),
                false,
            ),
            (
                json!({"AND": [{"user_id": "u"}, {"metadata": {"type": "factual"}}]}),
                true,
            ),
            (json!({"OR": [{"user_id": "v"}, {"user_id": "u"}]}), true),
            (json!({"NOT": [{"user_id": "u"}]}), false),
            (json!({"metadata": {"type": {"contains": "fact"}}}), true),
        ];
        for (filter, expected) in cases {
            assert_eq!(matches(&memory(), &filter).unwrap(), expected, "{filter}");
        }
    }

    #[test]
    fn filters_that_the_platform_rejects_are_rejected() {
        for filter in [
            json!({"user_id": {"eq": "u"}}),
            json!({"AND": []}),
            json!({"x": 1}),
        ] {
            assert!(matches(&memory(), &filter).is_err(), "{filter}");
        }
    }
}
