//! Errors of initiation and tool requests.

use serde_json::{Map, Value};

use crate::json;

/// The body of an initiation or tool request is invalid. No variant contains a value from the
/// body, so every error may be logged and returned to the sender.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RequestError {
    /// The body is not JSON; the message contains the position of the syntax error.
    #[error("the body is not JSON: {0}")]
    NotJson(String),
    /// The body is JSON, but not an object.
    #[error("the body must be a JSON object")]
    NotAnObject,
    /// A required field is missing or empty.
    #[error("the field `{0}` is missing")]
    MissingField(&'static str),
    /// A field has an unsupported type.
    #[error("the field `{field}` must be {expected}")]
    InvalidField {
        /// The field's name.
        field: &'static str,
        /// The accepted types.
        expected: &'static str,
    },
}

pub(crate) fn parse_object(body: &[u8]) -> Result<Map<String, Value>, RequestError> {
    match json::parse(body) {
        Ok(Value::Object(object)) => Ok(object),
        Ok(_) => Err(RequestError::NotAnObject),
        Err(error) => Err(RequestError::NotJson(error.to_string())),
    }
}

/// A trimmed text field: empty if its value is null, `None` if the key is missing.
pub(crate) fn text_field(
    object: &Map<String, Value>,
    field: &'static str,
) -> Result<Option<String>, RequestError> {
    match object.get(field) {
        None => Ok(None),
        Some(Value::Null) => Ok(Some(String::new())),
        Some(value) => match json::text(value) {
            Some(text) => Ok(Some(text.trim().to_owned())),
            None => Err(RequestError::InvalidField {
                field,
                expected: "a string or a number",
            }),
        },
    }
}

/// An informational text field: absent if it is blank or of another type.
pub(crate) fn optional_text(object: &Map<String, Value>, field: &str) -> Option<String> {
    let text = json::text(object.get(field)?)?;
    Some(text.trim().to_owned()).filter(|text| !text.is_empty())
}
