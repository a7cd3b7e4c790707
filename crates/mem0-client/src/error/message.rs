//! Extracts the message from an error response.
//!
//! The platform uses at least five formats, and gateways in front of it return HTML.

use serde_json::{Map, Value};

/// Longer texts are truncated, such as a gateway's error page.
const MAX_CHARS: usize = 300;

/// The most specific message in a body, on one line.
pub(crate) fn message_from_body(body: &[u8]) -> String {
    serde_json::from_slice(body)
        .ok()
        .and_then(|json| from_json(&json))
        .or_else(|| single_line(&String::from_utf8_lossy(body)))
        .unwrap_or_else(|| "(an empty body)".to_owned())
}

fn from_json(body: &Value) -> Option<String> {
    match body {
        Value::Object(fields) => from_known_keys(fields).or_else(|| from_field_errors(fields)),
        other => first_text(other),
    }
}

fn from_known_keys(fields: &Map<String, Value>) -> Option<String> {
    let text = |value: Option<&Value>| value.and_then(Value::as_str).and_then(single_line);
    text(fields.get("detail"))
        .or_else(|| text(fields.get("error")))
        .or_else(|| {
            text(
                fields
                    .get("details")
                    .and_then(|details| details.get("message")),
            )
        })
        .or_else(|| text(fields.get("message")))
}

/// Validation errors of the form `{"field": ["error"], …}`.
fn from_field_errors(fields: &Map<String, Value>) -> Option<String> {
    let errors: Vec<_> = fields
        .iter()
        .filter_map(|(field, error)| Some(format!("{field}: {}", first_text(error)?)))
        .collect();
    single_line(&errors.join("; "))
}

fn first_text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => single_line(text),
        Value::Array(items) => items.iter().filter_map(Value::as_str).find_map(single_line),
        _ => None,
    }
}

/// Replaces line breaks and control characters with spaces and truncates; `None` if nothing
/// remains.
fn single_line(text: &str) -> Option<String> {
    let words: Vec<_> = text
        .split(|c: char| c.is_whitespace() || c.is_control())
        .filter(|word| !word.is_empty())
        .collect();
    let line = words.join(" ");
    if line.chars().count() > MAX_CHARS {
        return Some(line.chars().take(MAX_CHARS - 1).chain(['…']).collect());
    }
    (!line.is_empty()).then_some(line)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case(r#"{"detail":"d","error":"e","message":"m"}"#, "d")]
    #[case(r#"{"error":"e","details":{"message":"x"},"message":"m"}"#, "e")]
    #[case(r#"{"error":{"code":7},"details":{"message":"x"},"message":"m"}"#, "x")]
    #[case(r#"{"message":"m"}"#, "m")]
    #[case(r#"["first", "second"]"#, "first")]
    #[case(r#"{"user_id":["too long"]}"#, "user_id: too long")]
    #[case(r#"{"url":"not one"}"#, "url: not one")]
    #[case(r#""only text""#, "only text")]
    #[case(r#"{"detail":" ","error":"e"}"#, "e")]
    #[case(
        "<html>\n<h1>502 Bad Gateway</h1>\n</html>",
        "<html> <h1>502 Bad Gateway</h1> </html>"
    )]
    #[case(r#"{"count":3}"#, r#"{"count":3}"#)]
    #[case("", "(an empty body)")]
    fn the_most_specific_text_is_the_message(#[case] body: &str, #[case] expected: &str) {
        assert_eq!(message_from_body(body.as_bytes()), expected);
    }

    proptest! {
        #[test]
        fn any_body_gives_one_short_line(body in any::<Vec<u8>>()) {
            check(&message_from_body(&body))?;
        }

        #[test]
        fn any_json_gives_one_short_line(
            key in "detail|error|details|message|x",
            inner in prop_oneof![
                any::<String>().prop_map(Value::from),
                any::<Vec<String>>().prop_map(Value::from),
                any::<String>().prop_map(|text| serde_json::json!({"message": text})),
                Just(Value::Null),
            ],
        ) {
            check(&message_from_body(serde_json::json!({key: inner}).to_string().as_bytes()))?;
        }
    }

    fn check(message: &str) -> Result<(), TestCaseError> {
        prop_assert!(!message.is_empty());
        prop_assert!(message.chars().count() <= MAX_CHARS);
        prop_assert!(!message.chars().any(char::is_control));
        Ok(())
    }
}
