//! Values of attributes.

use serde::{Deserialize, Serialize};

/// The value of an attribute.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum AttributeValue {
    /// A text.
    S(String),
    /// A whole number; it travels as text.
    #[serde(with = "as_text")]
    N(i64),
}

impl AttributeValue {
    /// The text, if it is one.
    #[must_use]
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Self::S(text) => Some(text),
            Self::N(_) => None,
        }
    }

    /// The number, if it is one.
    #[must_use]
    pub const fn as_number(&self) -> Option<i64> {
        match self {
            Self::S(_) => None,
            Self::N(number) => Some(*number),
        }
    }
}

impl From<&str> for AttributeValue {
    fn from(text: &str) -> Self {
        Self::S(text.to_owned())
    }
}

impl From<i64> for AttributeValue {
    fn from(number: i64) -> Self {
        Self::N(number)
    }
}

mod as_text {
    use std::borrow::Cow;

    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde decides")]
    pub(super) fn serialize<S: Serializer>(number: &i64, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(number)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<i64, D::Error> {
        let text = Cow::<str>::deserialize(from)?;
        text.parse()
            .map_err(|_| D::Error::custom("not a whole number"))
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;
    use serde_json::{from_value, json, to_value};

    use super::*;

    #[rstest]
    #[case("x".into(), json!({ "S": "x" }))]
    #[case(AttributeValue::N(-5), json!({ "N": "-5" }))]
    fn a_value_names_its_type(#[case] value: AttributeValue, #[case] wire: serde_json::Value) {
        assert_eq!(to_value(&value).unwrap(), wire);
        assert_eq!(from_value::<AttributeValue>(wire).unwrap(), value);
    }
}
