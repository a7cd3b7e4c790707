//! Readers of single values. An error continues the variable's name in a sentence.

use std::convert::Infallible;
use std::fmt::Display;
use std::ops::RangeInclusive;
use std::str::FromStr;
use std::time::Duration;

use secrecy::SecretString;

/// How much of a wrong value is repeated to the operator, in characters.
const QUOTED_CHARS: usize = 40;

/// A whole number in a range.
pub(super) fn whole<T>(range: RangeInclusive<T>) -> impl Fn(&str) -> Result<T, String>
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
                    "is {}, which is not a whole number from {from} to {to}",
                    quoted(text)
                )
            })
    }
}

/// A time in seconds, decimals allowed.
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

/// One of a few words, in upper or lower case.
pub(super) fn one_of<T: Copy>(words: &[(&str, T)]) -> impl Fn(&str) -> Result<T, String> {
    move |text| {
        let chosen = words
            .iter()
            .find(|(word, _)| word.eq_ignore_ascii_case(text));
        chosen.map(|(_, meaning)| *meaning).ok_or_else(|| {
            let words: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
            format!(
                "is {}, but can only be {}",
                quoted(text),
                words.join(" or ")
            )
        })
    }
}

/// Any text.
pub(super) fn text<T: FromStr<Err = Infallible>>(text: &str) -> Result<T, String> {
    text.parse().map_err(|never| match never {})
}

/// A secret. The placeholder of an example is none: everybody knows it.
pub(super) fn secret(text: &str) -> Result<SecretString, String> {
    if text.starts_with('<') && text.ends_with('>') {
        return Err("is still a placeholder in <angle brackets>".to_owned());
    }
    Ok(text.into())
}

/// A secret that arrives in an HTTP header.
pub(super) fn header_secret(text: &str) -> Result<SecretString, String> {
    if !text
        .chars()
        .all(|character| character.is_ascii_graphic() || character == ' ')
    {
        return Err(
            "has a character that no HTTP header can carry; use letters, digits and signs of ASCII"
                .to_owned(),
        );
    }
    secret(text)
}

/// A secret of at least `bytes` bytes.
pub(super) fn long_secret(bytes: usize) -> impl Fn(&str) -> Result<SecretString, String> {
    move |text| match text.len() {
        length if length < bytes => Err(format!(
            "has {length} bytes, which is too short: {bytes} are needed"
        )),
        _ => secret(text),
    }
}

/// Several keys, separated by commas: the new one and the one that it replaces.
pub(super) fn several(
    key: impl Fn(&str) -> Result<SecretString, String>,
) -> impl Fn(&str) -> Result<Vec<SecretString>, String> {
    move |text| {
        text.split(',')
            .map(|part| match part.trim() {
                "" => Err("has nothing before or after a comma, where a key belongs".to_owned()),
                part => key(part),
            })
            .collect()
    }
}

/// The beginning of a value, safe to print.
pub(super) fn quoted(text: &str) -> String {
    match text.char_indices().nth(QUOTED_CHARS) {
        Some((end, _)) => format!("{:?}…", text.get(..end).unwrap_or_default()),
        None => format!("{text:?}"),
    }
}
