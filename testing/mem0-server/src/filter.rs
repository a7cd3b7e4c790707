//! Which memories a filter means.

use serde_json::{Map, Value};

use crate::{memories::Remembered, reply::Refusal};

const ENTITIES: [&str; 4] = ["user_id", "agent_id", "app_id", "run_id"];

/// Refuses a filter that names nobody by a literal id.
pub(crate) fn check(filters: &Value) -> Result<(), Refusal> {
    if names_somebody(filters) {
        Ok(())
    } else {
        Err(Refusal::Invalid(
            "filters must contain at least one entity id",
        ))
    }
}

fn names_somebody(filters: &Value) -> bool {
    match filters {
        Value::Object(fields) => fields.iter().any(|(key, test)| match key.as_str() {
            "AND" | "OR" => names_somebody(test),
            key if ENTITIES.contains(&key) => test.as_str().is_some_and(|id| id != "*"),
            _ => false,
        }),
        Value::Array(parts) => parts.iter().any(names_somebody),
        _ => false,
    }
}

/// Whether a memory passes.
pub(crate) fn passes(memory: &Remembered, filters: &Value) -> Result<bool, Refusal> {
    let fields = filters
        .as_object()
        .ok_or(Refusal::Invalid("filters must be objects"))?;
    for (key, test) in fields {
        let passed = match key.as_str() {
            "AND" => parts(test)?.iter().try_fold(true, |all, part| {
                Ok::<_, Refusal>(all && passes(memory, part)?)
            })?,
            "OR" => parts(test)?.iter().try_fold(false, |any, part| {
                Ok::<_, Refusal>(any || passes(memory, part)?)
            })?,
            "NOT" => !parts(test)?.iter().try_fold(true, |all, part| {
                Ok::<_, Refusal>(all && passes(memory, part)?)
            })?,
            "metadata" => described(&memory.metadata, test)?,
            key if ENTITIES.contains(&key) => {
                let own = memory.entities.get(key).map(|id| Value::from(id.as_str()));
                compares(own.as_ref(), test)?
            }
            _ => return Err(Refusal::Invalid("a filter field is not known here")),
        };
        if !passed {
            return Ok(false);
        }
    }
    Ok(true)
}

fn parts(test: &Value) -> Result<&Vec<Value>, Refusal> {
    test.as_array()
        .filter(|parts| !parts.is_empty())
        .ok_or(Refusal::Invalid("AND, OR and NOT take a list of filters"))
}

fn described(metadata: &Map<String, Value>, tests: &Value) -> Result<bool, Refusal> {
    let tests = tests
        .as_object()
        .ok_or(Refusal::Invalid("metadata takes an object"))?;
    tests.iter().try_fold(true, |all, (key, test)| {
        Ok(all && compares(metadata.get(key), test)?)
    })
}

fn compares(own: Option<&Value>, test: &Value) -> Result<bool, Refusal> {
    let Some((operator, operand)) = test.as_object().and_then(|test| test.iter().next()) else {
        return Ok(if test == "*" {
            own.is_some()
        } else {
            own == Some(test)
        });
    };
    match operator.as_str() {
        "ne" => Ok(own != Some(operand)),
        "in" => Ok(operand
            .as_array()
            .is_some_and(|choice| choice.iter().any(|value| own == Some(value)))),
        "contains" => Ok(own
            .and_then(Value::as_str)
            .zip(operand.as_str())
            .is_some_and(|(own, part)| own.contains(part))),
        _ => Err(Refusal::Invalid("an operator is not known here")),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use serde_json::json;

    use super::*;

    fn memory() -> Remembered {
        let body = json!({"user_id": "u", "metadata": {"type": "factual"}});
        Remembered::new("m".to_owned(), &body).unwrap()
    }

    #[test]
    fn a_filter_must_name_somebody_by_a_literal_id() {
        for nobody in [
            json!({}),
            json!({"user_id": "*"}),
            json!({"NOT": [{"user_id": "u"}]}),
            json!({"metadata": {"type": "factual"}}),
        ] {
            assert!(check(&nobody).is_err(), "{nobody}");
        }
        assert!(check(&json!({"AND": [{"user_id": "u"}]})).is_ok());
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
            assert_eq!(passes(&memory(), &filter).unwrap(), expected, "{filter}");
        }
    }

    #[test]
    fn what_the_platform_refuses_is_refused() {
        for filter in [
            json!({"user_id": {"eq": "u"}}),
            json!({"AND": []}),
            json!({"x": 1}),
        ] {
            assert!(passes(&memory(), &filter).is_err(), "{filter}");
        }
    }
}
