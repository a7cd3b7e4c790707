use std::{borrow::Cow, fmt};

use serde::{Deserialize, Deserializer, Serialize, de::Error};

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use crate::PrivateText;

/// The name of a profile fact: 1 to 64 letters, digits and underscores of any script.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct ProfileKey(String);

impl ProfileKey {
    const MAX_CHARS: usize = 64;

    /// Derives a name from the id of a data collection item: what is neither a letter nor a digit
    /// becomes an underscore. `None` without a letter or digit, and for the prefixes that the
    /// platform reserves (`system__`, `secret__`).
    #[must_use]
    pub fn parse(raw: &str) -> Option<Self> {
        let name: String = raw
            .trim()
            .nfc()
            .take(Self::MAX_CHARS)
            .map(|c| {
                let is_part = c.is_alphanumeric() || is_combining_mark(c);
                if is_part { c } else { '_' }
            })
            .collect();
        let is_reserved = name.starts_with("system__") || name.starts_with("secret__");
        let is_meaningful = name.contains(char::is_alphanumeric);
        (is_meaningful && !is_reserved).then_some(Self(name))
    }

    /// The name in ASCII, as the name of a dynamic variable has to be: Latin letters without their
    /// marks, `teléfono` as `telefono` and `Straße` as `Strasse`. `None` in another script.
    #[must_use]
    pub fn to_ascii(&self) -> Option<Cow<'_, str>> {
        if self.0.is_ascii() {
            return Some(Cow::Borrowed(&self.0));
        }
        let plain = without_marks(&self.0);
        plain.is_ascii().then_some(Cow::Owned(plain))
    }

    /// The name in lower case, Latin letters without their marks: what tables of names compare.
    #[must_use]
    pub(crate) fn folded(&self) -> String {
        if self.0.is_ascii() {
            return self.0.to_ascii_lowercase();
        }
        without_marks(&self.0).to_lowercase()
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
            D::Error::custom("the name of a profile fact needs a letter or digit, and must not start with system__ or secret__")
        })
    }
}

fn without_marks(name: &str) -> String {
    let mut plain = String::with_capacity(name.len());
    for c in name.nfkd().filter(|&c| !is_combining_mark(c)) {
        match c {
            'ß' => plain.push_str("ss"),
            'ẞ' => plain.push_str("SS"),
            'æ' => plain.push_str("ae"),
            'Æ' => plain.push_str("AE"),
            'œ' => plain.push_str("oe"),
            'Œ' => plain.push_str("OE"),
            'þ' => plain.push_str("th"),
            'Þ' => plain.push_str("TH"),
            'ø' => plain.push('o'),
            'Ø' => plain.push('O'),
            'ł' => plain.push('l'),
            'Ł' => plain.push('L'),
            'đ' | 'ð' => plain.push('d'),
            'Đ' | 'Ð' => plain.push('D'),
            'ı' => plain.push('i'),
            c => plain.push(c),
        }
    }
    plain
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
    fn a_name_of_any_script_is_kept_and_in_ascii_if_it_is_latin() {
        for (raw, name, ascii) in [
            ("caller name", "caller_name", Some("caller_name")),
            (
                "número de móvil",
                "número_de_móvil",
                Some("numero_de_movil"),
            ),
            ("u\u{308}bergabe", "übergabe", Some("ubergabe")),
            ("Größe", "Größe", Some("Grosse")),
            ("cœur-Ø", "cœur_Ø", Some("coeur_O")),
            ("город", "город", None),
            ("住所", "住所", None),
            ("כתובת 2", "כתובת_2", None),
            ("पता", "पता", None),
        ] {
            let key = ProfileKey::parse(raw).unwrap();
            assert_eq!(key.as_str(), name);
            assert_eq!(key.to_ascii().as_deref(), ascii);
            assert_eq!(ProfileKey::parse(name), Some(key), "{name}");
        }
        assert_eq!(ProfileKey::parse("—!—"), None);
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
