//! Tolerant access to JSON whose schema we do not control: a field that cannot be converted to the
//! requested type is treated as absent.

mod lenient;
mod scanner;

use std::time::Duration;

use serde::de::DeserializeOwned;
use serde::de::value::{Error, StrDeserializer};
use serde_json::{Map, Value};

pub(crate) use lenient::{parse_printed, parse_printed_exactly};
pub(crate) use scanner::Scanner;

const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

/// Parses a body. A byte order mark is ignored, as RFC 8259 §8.1 allows. In a body that is not
/// strictly JSON, one bad value costs that value: `NaN` is null, and a lone surrogate is U+FFFD.
pub(crate) fn parse(body: &[u8]) -> Result<Value, serde_json::Error> {
    let body = strip_byte_order_mark(body);
    serde_json::from_slice(body).or_else(|error| lenient::parse(body).ok_or(error))
}

pub(crate) fn strip_byte_order_mark(body: &[u8]) -> &[u8] {
    body.strip_prefix(BYTE_ORDER_MARK).unwrap_or(body)
}

/// A JSON object that may be absent, so that lookups can be chained through missing objects.
#[derive(Clone, Copy)]
pub(crate) struct Object<'a>(Option<&'a Map<String, Value>>);

impl<'a> Object<'a> {
    pub(crate) fn new(value: &'a Value) -> Self {
        Self(value.as_object())
    }

    /// The value under `key`, unless it is missing or null.
    pub(crate) fn value(self, key: &str) -> Option<&'a Value> {
        self.0?.get(key).filter(|value| !value.is_null())
    }

    pub(crate) fn object(self, key: &str) -> Self {
        Self(self.value(key).and_then(Value::as_object))
    }

    pub(crate) fn list(self, key: &str) -> &'a [Value] {
        self.value(key)
            .and_then(Value::as_array)
            .map_or(&[], Vec::as_slice)
    }

    /// The objects in a list; items of any other type are skipped.
    pub(crate) fn objects(self, key: &str) -> impl Iterator<Item = Self> {
        self.list(key)
            .iter()
            .filter_map(Value::as_object)
            .map(Self::from)
    }

    pub(crate) fn entries(self) -> impl Iterator<Item = (&'a String, &'a Value)> {
        self.0.into_iter().flatten()
    }

    /// A non-blank string, or a number in decimal notation.
    pub(crate) fn text(self, key: &str) -> Option<String> {
        text(self.value(key)?).filter(|text| !text.trim().is_empty())
    }

    /// An enum with a catch-all variant for values that the platform adds later. Case is ignored.
    pub(crate) fn open_enum<T: DeserializeOwned>(self, key: &str) -> Option<T> {
        open_enum(self.value(key)?.as_str()?)
    }

    /// A boolean, or its name: `true`, `"True"`.
    pub(crate) fn boolean(self, key: &str) -> Option<bool> {
        match self.value(key)? {
            Value::Bool(value) => Some(*value),
            Value::String(text) => text.trim().to_ascii_lowercase().parse().ok(),
            _ => None,
        }
    }

    /// A non-negative integer, from a number or its text; a fractional part is dropped.
    pub(crate) fn integer(self, key: &str) -> Option<u64> {
        integer(self.value(key)?)
    }

    /// Seconds since 1970, from a number, its text, or an RFC 3339 date and time.
    pub(crate) fn unix_secs(self, key: &str) -> Option<i64> {
        let value = self.value(key)?;
        integer(value)
            .and_then(|secs| i64::try_from(secs).ok())
            .or_else(|| {
                let timestamp: jiff::Timestamp = value.as_str()?.trim().parse().ok()?;
                Some(timestamp.as_second())
            })
    }
}

impl<'a> From<&'a Map<String, Value>> for Object<'a> {
    fn from(object: &'a Map<String, Value>) -> Self {
        Self(Some(object))
    }
}

pub(crate) fn open_enum<T: DeserializeOwned>(text: &str) -> Option<T> {
    let text = text.trim().to_ascii_lowercase();
    T::deserialize(StrDeserializer::<Error>::new(&text)).ok()
}

/// A string unchanged, or a number in decimal notation.
pub(crate) fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(match number.as_f64() {
            // Some encoders write a telephone number as 12025550143.0.
            Some(float) if number.is_f64() && float.fract() == 0.0 => format!("{float:.0}"),
            _ => number.to_string(),
        }),
        _ => None,
    }
}

fn integer(value: &Value) -> Option<u64> {
    let number = match value {
        Value::Number(number) => {
            return number.as_u64().or_else(|| integral_part(number.as_f64()?));
        }
        Value::String(text) => text.trim(),
        _ => return None,
    };
    number
        .parse()
        .ok()
        .or_else(|| integral_part(number.parse().ok()?))
}

/// `None` if the number is negative, not finite or too large.
fn integral_part(number: f64) -> Option<u64> {
    Duration::try_from_secs_f64(number)
        .ok()
        .map(|duration| duration.as_secs())
}

#[cfg(test)]
mod tests {
    use rstest::rstest;
    use serde_json::json;

    use super::*;

    #[rstest]
    #[case::integer(json!(52), Some(52))]
    #[case::fraction(json!(52.9), Some(52))]
    #[case::text(json!("52"), Some(52))]
    #[case::fraction_as_text(json!(" 52.5 "), Some(52))]
    #[case::negative(json!(-1), None)]
    #[case::beyond_64_bits(json!(1e300), None)]
    #[case::not_a_number(json!("NaN"), None)]
    #[case::boolean(json!(true), None)]
    fn an_integer_may_be_a_number_or_text(#[case] value: Value, #[case] expected: Option<u64>) {
        assert_eq!(Object::new(&json!({ "n": value })).integer("n"), expected);
    }

    #[rstest]
    #[case(json!(1_795_392_000))]
    #[case(json!("1795392000"))]
    #[case(json!(1_795_392_000.25))]
    #[case(json!("2026-11-23T00:00:00Z"))]
    #[case(json!("2026-11-23T01:00:00.5+01:00"))]
    fn a_timestamp_may_be_a_number_or_a_date(#[case] value: Value) {
        assert_eq!(
            Object::new(&json!({ "at": value })).unix_secs("at"),
            Some(1_795_392_000)
        );
    }

    #[rstest]
    #[case(json!("+12025550143"), Some("+12025550143"))]
    #[case(json!(12_025_550_143_u64), Some("12025550143"))]
    #[case(json!(12_025_550_143.0), Some("12025550143"))]
    #[case(json!(1.5), Some("1.5"))]
    #[case(json!("  "), None)]
    #[case(json!(null), None)]
    #[case(json!({ "value": "x" }), None)]
    fn text_may_be_a_number_but_not_blank(#[case] value: Value, #[case] expected: Option<&str>) {
        assert_eq!(
            Object::new(&json!({ "id": value })).text("id").as_deref(),
            expected
        );
    }

    #[test]
    fn lookups_through_missing_objects_return_nothing() {
        let value = json!({ "metadata": null, "analysis": [1] });
        let root = Object::new(&value);
        assert_eq!(root.object("metadata").object("phone_call").text("x"), None);
        assert_eq!(root.object("analysis").text("x"), None);
        assert_eq!(root.objects("analysis").count(), 0);
    }

    #[test]
    fn a_byte_order_mark_is_ignored() {
        assert_eq!(parse(b"\xef\xbb\xbf{}").unwrap(), json!({}));
    }
}
