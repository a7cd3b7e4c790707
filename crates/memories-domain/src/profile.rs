use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, de::Error};

use crate::PrivateText;

/// The name of a profile fact: 1 to 64 ASCII letters, digits and underscores,
/// as ElevenLabs allows in the name of a dynamic variable.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct ProfileKey(String);

impl ProfileKey {
    const MAX_CHARS: usize = 64;

    /// Derives a name from the id of a data collection item: other characters become
    /// underscores. `None` without a letter or digit, and for the prefixes that the
    /// platform reserves (`system__`, `secret__`).
    #[must_use]
    pub fn parse(raw: &str) -> Option<Self> {
        let name: String = raw
            .trim()
            .chars()
            .take(Self::MAX_CHARS)
            .map(|c| if c.is_ascii_alphanumeric() { c } else { '_' })
            .collect();
        let is_reserved = name.starts_with("system__") || name.starts_with("secret__");
        let is_meaningful = name.bytes().any(|b| b.is_ascii_alphanumeric());
        (is_meaningful && !is_reserved).then_some(Self(name))
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The name in words: `caller_first_name` becomes "caller first name".
    #[must_use]
    pub fn to_text(&self) -> String {
        self.0
            .split('_')
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(" ")
    }
}

impl<'de> Deserialize<'de> for ProfileKey {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = String::deserialize(deserializer)?;
        Self::parse(&raw).ok_or_else(|| {
            D::Error::custom("the name of a profile fact needs an ASCII letter or digit, and must not start with system__ or secret__")
        })
    }
}

/// The value of a profile fact, with the type of its data collection item.
///
/// `Debug` shows only the type, because even a number can be private.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum ProfileValue {
    Bool(bool),
    Number(serde_json::Number),
    Text(PrivateText),
}

impl ProfileValue {
    #[must_use]
    pub fn to_text(&self) -> PrivateText {
        match self {
            Self::Bool(true) => "yes".into(),
            Self::Bool(false) => "no".into(),
            Self::Number(number) => number.to_string().into(),
            Self::Text(text) => text.clone(),
        }
    }
}

impl fmt::Debug for ProfileValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Bool(_) => "<bool>",
            Self::Number(_) => "<number>",
            Self::Text(_) => "<text>",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_deserialized_name_is_validated() {
        for name in ["\"\"", "\"__\"", "\"system__caller_id\""] {
            assert!(serde_json::from_str::<ProfileKey>(name).is_err(), "{name}");
        }
        let key: ProfileKey = serde_json::from_str("\"first name\"").unwrap();
        assert_eq!(key.as_str(), "first_name");
    }

    #[test]
    fn debug_output_hides_every_value() {
        for value in ["true", "4111", "\"my pin\""] {
            let value: ProfileValue = serde_json::from_str(value).unwrap();
            let shown = format!("{value:?}");
            for secret in ["true", "4111", "pin"] {
                assert!(!shown.contains(secret), "{shown}");
            }
        }
    }
}
