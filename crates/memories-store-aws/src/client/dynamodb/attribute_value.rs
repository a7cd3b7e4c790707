use serde::{Deserialize, Serialize};

/// A value of an attribute, of the types that this crate uses.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum AttributeValue {
    S(String),
    /// An integer; on the wire it is a string.
    #[serde(with = "number")]
    N(i64),
}

impl AttributeValue {
    pub(crate) fn as_str(&self) -> Option<&str> {
        match self {
            Self::S(text) => Some(text),
            Self::N(_) => None,
        }
    }

    pub(crate) const fn as_i64(&self) -> Option<i64> {
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

mod number {
    use std::borrow::Cow;

    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde's signature")]
    pub(super) fn serialize<S: Serializer>(number: &i64, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(number)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<i64, D::Error> {
        let text = Cow::<str>::deserialize(from)?;
        text.parse().map_err(|_| D::Error::custom("not an integer"))
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
    fn a_value_is_tagged_with_its_type(
        #[case] value: AttributeValue,
        #[case] wire: serde_json::Value,
    ) {
        assert_eq!(to_value(&value).unwrap(), wire);
        assert_eq!(from_value::<AttributeValue>(wire).unwrap(), value);
    }
}
