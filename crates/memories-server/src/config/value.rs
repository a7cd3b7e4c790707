//! Parsers of single values. An error continues a sentence that begins with the variable's name.

use std::convert::Infallible;
use std::fmt::Display;
use std::ops::RangeInclusive;
use std::str::FromStr;
use std::time::Duration;

use secrecy::SecretString;

/// How much of an invalid value is quoted in an error, in characters.
const MAX_QUOTED_CHARS: usize = 40;

pub(super) fn integer<T>(range: RangeInclusive<T>) -> impl Fn(&str) -> Result<T, String>
where
    T: FromStr + PartialOrd + Display,
{
    move |text| {
        text.parse()
            .ok()
            .filter(|number| range.contains(number))
            .ok_or_else(|| {
                let (from, to) = (range.start(), range.end());
                format!(
                    "is {}, which is not an integer from {from} to {to}",
                    quoted(text)
                )
            })
    }
}

/// A duration in seconds; decimals are allowed.
pub(super) fn seconds(range: RangeInclusive<f64>) -> impl Fn(&str) -> Result<Duration, String> {
    move |text| {
        text.parse()
            .ok()
            .filter(|seconds| range.contains(seconds))
            .and_then(|seconds| Duration::try_from_secs_f64(seconds).ok())
            .ok_or_else(|| {
                let (from, to) = (range.start(), range.end());
                format!(
                    "is {}, which is not a number of seconds from {from} to {to}",
                    quoted(text)
                )
            })
    }
}

/// One of a few words, case-insensitively.
pub(super) fn one_of<T: Copy>(words: &[(&str, T)]) -> impl Fn(&str) -> Result<T, String> {
    move |text| {
        let matching = words
            .iter()
            .find(|(word, _)| word.eq_ignore_ascii_case(text));
        matching.map(|(_, value)| *value).ok_or_else(|| {
            let words: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
            format!("is {}, but must be {}", quoted(text), words.join(" or "))
        })
    }
}

pub(super) fn text<T: FromStr<Err = Infallible>>(text: &str) -> Result<T, String> {
    text.parse().map_err(|never| match never {})
}

/// A secret. Rejects the placeholder of an example, which is public.
pub(super) fn secret(text: &str) -> Result<SecretString, String> {
    if text.starts_with('<') && text.ends_with('>') {
        return Err("is still a placeholder in <angle brackets>".to_owned());
    }
    Ok(text.into())
}

/// A secret that is sent in an HTTP header.
pub(super) fn header_secret(text: &str) -> Result<SecretString, String> {
    if !text
        .chars()
        .all(|character| character.is_ascii_graphic() || character == ' ')
    {
        return Err(
            "contains a character that is not allowed in an HTTP header; use ASCII letters, digits and signs"
                .to_owned(),
        );
    }
    secret(text)
}

/// A secret of at least `bytes` bytes.
pub(super) fn long_secret(bytes: usize) -> impl Fn(&str) -> Result<SecretString, String> {
    move |text| match text.len() {
        length if length < bytes => Err(format!(
            "has {length} bytes, but must have at least {bytes}"
        )),
        _ => secret(text),
    }
}

/// Keys separated by commas: the new one and the one that it replaces.
pub(super) fn comma_separated(
    key: impl Fn(&str) -> Result<SecretString, String>,
) -> impl Fn(&str) -> Result<Vec<SecretString>, String> {
    move |text| {
        text.split(',')
            .map(|part| match part.trim() {
                "" => Err("has an empty item before or after a comma".to_owned()),
                part => key(part),
            })
            .collect()
    }
}

/// The start of a value, escaped.
pub(super) fn quoted(text: &str) -> String {
    match text.char_indices().nth(MAX_QUOTED_CHARS) {
        Some((end, _)) => format!("{:?}…", text.get(..end).unwrap_or_default()),
        None => format!("{text:?}"),
    }
}
