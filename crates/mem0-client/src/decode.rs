//! Reads answers that are not always as documented.
//!
//! Fields come and go with versions of the platform, so everything that is not needed may be
//! missing, null or of another type, and counts as absent then.

use std::borrow::Cow;

use jiff::{Timestamp, civil, tz::TimeZone};
use serde::{
    Deserialize, Deserializer,
    de::{DeserializeOwned, IgnoredAny},
};
use serde_json::error::Category;

use crate::Error;

/// The whole answer. The error does not quote it: it holds people's memories.
pub(crate) fn decode<T: DeserializeOwned>(answer: &[u8]) -> Result<T, Error> {
    serde_json::from_slice(answer).map_err(|error| {
        let what = match error.classify() {
            Category::Data => "unexpected JSON",
            Category::Eof => "JSON that breaks off",
            Category::Syntax | Category::Io => "not JSON",
        };
        Error::Decode {
            reason: format!("{what} at line {} column {}", error.line(), error.column()),
        }
    })
}

/// A value, or nothing if it is of another type.
pub(crate) fn lenient<'de, T, D>(deserializer: D) -> Result<T, D::Error>
where
    T: Deserialize<'de> + Default,
    D: Deserializer<'de>,
{
    Ok(expected(deserializer)?.unwrap_or_default())
}

/// A time with an offset from UTC; one without is in UTC.
pub(crate) fn time<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<Timestamp>, D::Error> {
    let text: Option<Cow<'de, str>> = expected(deserializer)?;
    Ok(text.and_then(|text| {
        let without_offset = || text.parse::<civil::DateTime>().ok();
        text.parse().ok().or_else(|| {
            let zoned = TimeZone::UTC.to_timestamp(without_offset()?);
            zoned.ok()
        })
    }))
}

/// A day, also one with a time of day that means nothing.
pub(crate) fn day<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<civil::Date>, D::Error> {
    let text: Option<Cow<'de, str>> = expected(deserializer)?;
    Ok(text.and_then(|text| text.get(..10)?.parse().ok()))
}

fn expected<'de, T, D>(deserializer: D) -> Result<Option<T>, D::Error>
where
    T: Deserialize<'de>,
    D: Deserializer<'de>,
{
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Found<T> {
        Expected(T),
        Other(IgnoredAny),
    }
    Ok(match Found::deserialize(deserializer)? {
        Found::Expected(value) => Some(value),
        Found::Other(_) => None,
    })
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[derive(Debug, Default, PartialEq, Deserialize)]
    #[serde(default)]
    struct Read {
        #[serde(deserialize_with = "lenient")]
        names: Vec<String>,
        #[serde(deserialize_with = "time")]
        at: Option<Timestamp>,
        #[serde(deserialize_with = "day")]
        on: Option<civil::Date>,
    }

    #[rstest]
    #[case(r#"{"names":["a"]}"#, vec!["a"])]
    #[case(r#"{"names":null}"#, vec![])]
    #[case(r#"{"names":{"a":1}}"#, vec![])]
    #[case("{}", vec![])]
    fn what_is_of_another_type_counts_as_absent(#[case] json: &str, #[case] names: Vec<&str>) {
        assert_eq!(decode::<Read>(json.as_bytes()).unwrap().names, names);
    }

    #[rstest]
    #[case("2026-11-20T02:10:11.5-08:00", Some("2026-11-20T10:10:11.5Z"))]
    #[case("2026-11-20T02:10:11Z", Some("2026-11-20T02:10:11Z"))]
    #[case("2026-11-20T02:10:11.123456", Some("2026-11-20T02:10:11.123456Z"))]
    #[case("yesterday", None)]
    fn times_have_an_offset_or_are_in_utc(#[case] text: &str, #[case] expected: Option<&str>) {
        let json = serde_json::json!({"at": text}).to_string();
        let read: Read = decode(json.as_bytes()).unwrap();
        assert_eq!(read.at, expected.map(|time| time.parse().unwrap()));
    }

    #[rstest]
    #[case("2026-11-20", true)]
    #[case("2026-11-20T00:00:00Z", true)]
    #[case("2026-11", false)]
    #[case("décembre 20", false)]
    fn days_may_carry_a_time(#[case] text: &str, #[case] read: bool) {
        let json = serde_json::json!({"on": text}).to_string();
        assert_eq!(decode::<Read>(json.as_bytes()).unwrap().on.is_some(), read);
    }

    #[rstest]
    #[case("<html>", "not JSON")]
    #[case(r#"{"names":["#, "breaks off")]
    #[case(r#"["secret"]x"#, "not JSON")]
    #[case(r#""secret""#, "unexpected JSON")]
    fn an_unreadable_answer_is_described_and_not_quoted(#[case] body: &str, #[case] said: &str) {
        let error = decode::<Read>(body.as_bytes()).unwrap_err().to_string();
        assert!(error.contains(said) && !error.contains("secret"), "{error}");
    }
}
