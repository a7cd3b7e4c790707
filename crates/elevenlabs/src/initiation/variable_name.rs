use std::borrow::Cow;
use std::fmt;

use serde::{Deserialize, Serialize};

/// The maximum length of a variable name, in bytes.
pub const MAX_NAME_LEN: usize = 128;

/// The name of a dynamic variable, used in prompts as `{{name}}`.
///
/// It starts with an ASCII letter or `_`, followed by ASCII letters, digits, `_`, `-` and `.`.
/// The prefix `system__` is reserved by ElevenLabs; names with the prefix `secret__` are created
/// only by
/// [`DynamicVariables::insert_secret`](super::DynamicVariables::insert_secret).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String")]
pub struct VariableName(Cow<'static, str>);

/// A text is not a valid name of a dynamic variable.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "{0:?} is not a valid variable name: use letters, digits and _ (at most {MAX_NAME_LEN}), \
     not starting with a digit, system__ or secret__"
)]
pub struct InvalidVariableName(String);

impl VariableName {
    /// Validates a name.
    pub fn parse(name: &str) -> Result<Self, InvalidVariableName> {
        if is_valid(name) {
            Ok(Self(Cow::Owned(name.to_owned())))
        } else {
            Err(InvalidVariableName(
                name.chars().take(MAX_NAME_LEN).collect(),
            ))
        }
    }

    /// A name for use in constants; `None` if it is not valid.
    #[must_use]
    pub const fn from_static(name: &'static str) -> Option<Self> {
        if is_valid(name) {
            Some(Self(Cow::Borrowed(name)))
        } else {
            None
        }
    }

    /// The name of the secret variable `secret__<name>`.
    pub(super) fn secret(name: &Self) -> Self {
        Self(Cow::Owned(format!("secret__{name}")))
    }

    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

const fn is_valid(name: &str) -> bool {
    let name = name.as_bytes();
    if name.len() > MAX_NAME_LEN
        || matches!(name, [b's', b'y', b's', b't', b'e', b'm', b'_', b'_', ..])
        || matches!(name, [b's', b'e', b'c', b'r', b'e', b't', b'_', b'_', ..])
    {
        return false;
    }
    let [b'a'..=b'z' | b'A'..=b'Z' | b'_', rest @ ..] = name else {
        return false;
    };
    let mut rest = rest;
    while let [
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'_' | b'-' | b'.',
        tail @ ..,
    ] = rest
    {
        rest = tail;
    }
    rest.is_empty()
}

impl TryFrom<String> for VariableName {
    type Error = InvalidVariableName;

    fn try_from(name: String) -> Result<Self, Self::Error> {
        Self::parse(&name)
    }
}

impl std::str::FromStr for VariableName {
    type Err = InvalidVariableName;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        Self::parse(name)
    }
}

impl fmt::Display for VariableName {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("caller_name")]
    #[case("_x")]
    #[case("Plan-2.tier")]
    #[case("system_time")]
    fn a_name_consists_of_letters_digits_and_a_few_signs(#[case] name: &str) {
        assert_eq!(VariableName::parse(name).unwrap().as_str(), name);
        assert!(VariableName::from_static("caller_id").is_some());
    }

    #[rstest]
    #[case::empty("")]
    #[case::digit_first("1st")]
    #[case::space("caller name")]
    #[case::template("x}}")]
    #[case::handlebars("#if x")]
    #[case::not_ascii("señal")]
    #[case::reserved_by_the_platform("system__caller_id")]
    #[case::secret("secret__token")]
    #[case::too_long(&"x".repeat(MAX_NAME_LEN + 1))]
    fn other_names_are_rejected(#[case] name: &str) {
        assert!(VariableName::parse(name).is_err());
        assert!(serde_json::from_value::<VariableName>(name.into()).is_err());
    }
}
