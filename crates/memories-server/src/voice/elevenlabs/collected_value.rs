//! Collected values in words: a list as "a, b", an object as "street: Elm, town: Porto".

use memories_domain::{ProfileKey, ProfileValue, is_null_value};
use serde_json::Value;

/// Deeper values are left out; real ones have one or two levels.
const MAX_DEPTH: usize = 8;
const MAX_CHARS: usize = 2_000;

/// The value of a fact; `None` if nothing in it says anything.
pub(super) fn profile_value(value: &Value) -> Option<ProfileValue> {
    match value {
        Value::Null => None,
        Value::Bool(value) => Some(ProfileValue::Bool(*value)),
        Value::Number(number) => Some(ProfileValue::Number(number.clone())),
        Value::String(text) => Some(text_value(text.trim())),
        Value::Array(_) | Value::Object(_) => in_words(value, 0).map(|text| text_value(&text)),
    }
}

fn text_value(text: &str) -> ProfileValue {
    let text: String = text.chars().take(MAX_CHARS).collect();
    ProfileValue::Text(text.into())
}

fn in_words(value: &Value, depth: usize) -> Option<String> {
    match value {
        _ if depth > MAX_DEPTH => None,
        Value::Null => None,
        Value::Bool(true) => Some("yes".to_owned()),
        Value::Bool(false) => Some("no".to_owned()),
        Value::Number(number) => Some(number.to_string()),
        Value::String(text) => Some(text.trim())
            .filter(|text| !is_null_value(text))
            .map(str::to_owned),
        Value::Array(items) => joined(items.iter().filter_map(|item| in_words(item, depth + 1))),
        Value::Object(fields) => joined(fields.iter().filter_map(|(name, value)| {
            let value = in_words(value, depth + 1)?;
            Some(match ProfileKey::parse(name) {
                Some(name) => format!("{}: {value}", name.to_text()),
                None => value,
            })
        })),
    }
}

fn joined(parts: impl Iterator<Item = String>) -> Option<String> {
    let parts: Vec<String> = parts.collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

#[cfg(test)]
mod tests {
    use rstest::rstest;
    use serde_json::json;

    use super::*;

    #[rstest]
    #[case(json!("Robin "), Some("Robin"))]
    #[case(json!(["dog", "cat"]), Some("dog, cat"))]
    #[case(json!(["dog", null, "n/a", 2, true]), Some("dog, 2, yes"))]
    #[case(json!({"street": "Fenn Lane 4", "zip": null}), Some("street: Fenn Lane 4"))]
    #[case(json!({"first_name": "Ida", "pets": ["dog", {"kind": "cat", "age": 3}]}), Some("first name: Ida, pets: dog, age: 3, kind: cat"))]
    #[case(json!({"town": "Porto", "zip": "unknown"}), Some("town: Porto"))]
    #[case(json!("[red, blue]"), Some("[red, blue]"))]
    #[case(json!("{not json}"), Some("{not json}"))]
    #[case(json!({"город": "Порту"}), Some("город: Порту"))]
    #[case(json!(null), None)]
    #[case(json!([]), None)]
    #[case(json!([null, [], {}]), None)]
    #[case(json!({"street": null, "zip": null}), None)]
    #[case(json!({"street": "", "zip": "Not provided"}), None)]
    fn a_value_is_told_in_words(#[case] value: Value, #[case] expected: Option<&str>) {
        let text = profile_value(&value).map(|value| value.to_text().into_string());
        assert_eq!(text.as_deref(), expected);
    }

    #[test]
    fn a_scalar_keeps_its_type() {
        assert_eq!(profile_value(&json!(true)), Some(ProfileValue::Bool(true)));
        assert_eq!(
            profile_value(&json!(3)),
            Some(ProfileValue::Number(3.into()))
        );
    }

    #[test]
    fn a_deep_value_is_read_to_a_depth() {
        let mut value = json!("end");
        for _ in 0..100 {
            value = json!([value]);
        }
        assert_eq!(profile_value(&value), None);
    }
}
