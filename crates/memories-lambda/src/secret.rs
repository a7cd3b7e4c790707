use memories_server::config::Environment;
use serde_json::{Map, Value};

/// Parses a secret: a JSON object whose fields are named like environment variables. Numbers and
/// booleans count as their text, null as unset.
pub(crate) fn parse(secret: &str) -> Option<Environment> {
    let fields: Map<String, Value> = serde_json::from_str(secret).ok()?;
    let text = |value: Value| match value {
        Value::Null => None,
        Value::String(text) => Some(text),
        other => Some(other.to_string()),
    };
    Some(
        fields
            .into_iter()
            .filter_map(|(name, value)| Some((name, text(value)?)))
            .collect(),
    )
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[test]
    fn the_fields_of_an_object_are_variables() {
        let variables =
            parse(r#"{"MEM0_API_KEY":"m0-x","MEM0_TIMEOUT":2.5,"RETRIEVE_API_KEY":null}"#);
        assert_eq!(
            format!("{:?}", variables.unwrap()),
            r#"{"MEM0_API_KEY", "MEM0_TIMEOUT"}"#
        );
    }

    #[rstest]
    #[case("")]
    #[case("m0-x")]
    #[case("[]")]
    #[case("\"m0-x\"")]
    fn anything_but_an_object_is_rejected(#[case] secret: &str) {
        assert!(parse(secret).is_none());
    }
}
