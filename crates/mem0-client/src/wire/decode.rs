//! Tolerant deserialisation.
//!
//! Responses deviate from the documentation and change between versions of the platform. An
//! optional field that is null or of another type is therefore treated as absent.

use std::borrow::Cow;

use jiff::{Timestamp, civil, tz::TimeZone};
use serde::{
    Deserialize, Deserializer,
    de::{DeserializeOwned, IgnoredAny},
};
use serde_json::error::Category;

use crate::Error;

/// Deserialises a response body. The error does not quote the body, because it contains memories.
pub(crate) fn decode<T: DeserializeOwned>(body: &[u8]) -> Result<T, Error> {
    serde_json::from_slice(body).map_err(|error| {
        let problem = match error.classify() {
            Category::Data => "unexpected JSON",
            Category::Eof => "truncated JSON",
            Category::Syntax | Category::Io => "not JSON",
        };
        Error::Decode {
            reason: format!(
                "{problem} at line {} column {}",
                error.line(),
                error.column()
            ),
        }
    })
}

/// A value, or the default if it has another type.
pub(crate) fn lenient<'de, T, D>(deserializer: D) -> Result<T, D::Error>
where
    T: Deserialize<'de> + Default,
    D: Deserializer<'de>,
{
    Ok(expected(deserializer)?.unwrap_or_default())
}

/// The rows of a list; one that is no `T` is left out.
pub(crate) fn rows<'de, T, D>(deserializer: D) -> Result<Vec<T>, D::Error>
where
    T: Deserialize<'de>,
    D: Deserializer<'de>,
{
    let rows: Vec<Expected<T>> = lenient(deserializer)?;
    Ok(rows.into_iter().filter_map(Expected::found).collect())
}

/// A time with a UTC offset; without an offset it is in UTC.
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

/// A date; a time of day after it is ignored.
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
    Ok(Expected::deserialize(deserializer)?.found())
}

/// What should be a `T`.
#[derive(Deserialize)]
#[serde(untagged)]
pub(crate) enum Expected<T> {
    Found(T),
    Other(IgnoredAny),
}

impl<T> Expected<T> {
    pub(crate) fn found(self) -> Option<T> {
        match self {
            Self::Found(value) => Some(value),
            Self::Other(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[derive(Debug, Default, PartialEq, Deserialize)]
    #[serde(default)]
    struct Sample {
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
    fn a_field_of_another_type_is_treated_as_absent(#[case] json: &str, #[case] names: Vec<&str>) {
        assert_eq!(decode::<Sample>(json.as_bytes()).unwrap().names, names);
    }

    #[rstest]
    #[case("2026-11-20T02:10:11.5-08:00", Some("2026-11-20T10:10:11.5Z"))]
    #[case("2026-11-20T02:10:11Z", Some("2026-11-20T02:10:11Z"))]
    #[case("2026-11-20T02:10:11.123456", Some("2026-11-20T02:10:11.123456Z"))]
    #[case("yesterday", None)]
    fn times_have_an_offset_or_are_in_utc(#[case] text: &str, #[case] expected: Option<&str>) {
        let json = serde_json::json!({"at": text}).to_string();
        let sample: Sample = decode(json.as_bytes()).unwrap();
        assert_eq!(sample.at, expected.map(|time| time.parse().unwrap()));
    }

    #[rstest]
    #[case("2026-11-20", true)]
    #[case("2026-11-20T00:00:00Z", true)]
    #[case("2026-11", false)]
    #[case("décembre 20", false)]
    fn dates_may_include_a_time(#[case] text: &str, #[case] is_valid: bool) {
        let json = serde_json::json!({"on": text}).to_string();
        assert_eq!(
            decode::<Sample>(json.as_bytes()).unwrap().on.is_some(),
            is_valid
        );
    }

    #[rstest]
    #[case("<html>", "not JSON")]
    #[case(r#"{"names":["#, "truncated JSON")]
    #[case(r#"["secret"]x"#, "not JSON")]
    #[case(r#""secret""#, "unexpected JSON")]
    fn the_error_describes_the_body_without_quoting_it(#[case] body: &str, #[case] expected: &str) {
        let error = decode::<Sample>(body.as_bytes()).unwrap_err().to_string();
        assert!(
            error.contains(expected) && !error.contains("secret"),
            "{error}"
        );
    }
}
