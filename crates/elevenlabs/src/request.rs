//! Why the body of a request cannot be used.

use serde_json::{Map, Value};

use crate::json;

/// Why the body of an initiation or tool request cannot be used. No variant holds a value from
/// the body, so that each may be logged and answered.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RequestError {
    /// The body is not JSON; the text says where it stops being so.
    #[error("the body is not JSON: {0}")]
    NotJson(String),
    /// The body is JSON, but not an object.
    #[error("the body must be a JSON object")]
    NotAnObject,
    /// A required field is missing or empty.
    #[error("the field `{0}` is missing")]
    MissingField(&'static str),
    /// A field has a type that it cannot be read from.
    #[error("the field `{field}` must be {expected}")]
    InvalidField {
        /// The field's name.
        field: &'static str,
        /// What the field must be.
        expected: &'static str,
    },
}

pub(crate) fn object(body: &[u8]) -> Result<Map<String, Value>, RequestError> {
    match json::parse(body) {
        Ok(Value::Object(object)) => Ok(object),
        Ok(_) => Err(RequestError::NotAnObject),
        Err(error) => Err(RequestError::NotJson(error.to_string())),
    }
}

/// A trimmed text field, empty when its value is null; `None` when the key is missing.
pub(crate) fn field(
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

/// A text field nobody depends on: absent when it is blank or of another type.
pub(crate) fn optional(object: &Map<String, Value>, field: &str) -> Option<String> {
    let text = json::text(object.get(field)?)?;
    Some(text.trim().to_owned()).filter(|text| !text.is_empty())
}
