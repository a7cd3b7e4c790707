//! Numbers as the numbering plans of their countries know them.

use std::ops::RangeInclusive;

use rlibphonenumber::{CountryCodeSource, PHONE_NUMBER_UTIL, PhoneNumber, PhoneNumberFormat};

use crate::caller::{CallerReading, Region, kind::E164_DIGITS, twins};

/// International prefixes, the longest first: Australia's, North America's, and that of all others.
pub(super) const INTERNATIONAL_PREFIXES: [&str; 3] = ["0011", "011", "00"];
/// Digits of a number whose country is not known: fewer are an extension or a short code.
pub(super) const DIGITS_WITH_COUNTRY_CODE: RangeInclusive<usize> = 8..=15;
/// Without the 1, which is their country code.
pub(super) const NORTH_AMERICAN_DIGITS: usize = 10;

/// Those of a number in E.164.
pub(super) fn digits_of(number: &str) -> &str {
    number.strip_prefix('+').unwrap_or(number)
}

pub(super) fn after_prefix(digits: &str) -> Option<String> {
    INTERNATIONAL_PREFIXES
        .iter()
        .filter_map(|prefix| digits.strip_prefix(prefix))
        .find_map(valid_with_country_code)
}

pub(super) fn is_north_american(digits: &str) -> bool {
    digits.len() == NORTH_AMERICAN_DIGITS
        && valid_with_country_code(&format!("1{digits}")).is_some()
}

pub(super) fn national(digits: &str, region: Region) -> Option<(String, CallerReading)> {
    national_as_written(digits, region).or_else(|| {
        // With a country code, in the form of a mobile that numbering plans do not know.
        let number = format!("+{digits}");
        let canonical = twins::canonical(&number);
        (canonical != number)
            .then(|| national_as_written(digits_of(&canonical), region))
            .flatten()
    })
}

fn national_as_written(digits: &str, region: Region) -> Option<(String, CallerReading)> {
    let number = PHONE_NUMBER_UTIL
        .parse_and_keep_raw_input(digits, Some(region.plan()))
        .ok()?;
    let has_prefix = number.country_code_source() == CountryCodeSource::FromNumberWithIdd;
    let written = formatted(&number);
    let is_known = has_prefix
        || PHONE_NUMBER_UTIL.is_valid_number(&number)
        || is_valid(&twins::canonical(&written));
    if !is_known {
        return None;
    }
    let reading = if has_prefix {
        CallerReading::NumberWithInternationalPrefix
    } else {
        CallerReading::NationalNumber
    };
    Some((international(digits_of(&written))?, reading))
}

pub(super) fn valid_with_country_code(digits: &str) -> Option<String> {
    if !DIGITS_WITH_COUNTRY_CODE.contains(&digits.len()) {
        return None;
    }
    let number = international(digits)?;
    // Of the two forms of a mobile, the numbering plan may know only one.
    (is_valid(&format!("+{digits}")) || is_valid(&number)).then_some(number)
}

fn is_valid(number: &str) -> bool {
    PHONE_NUMBER_UTIL
        .parse(number, None)
        .is_ok_and(|number| PHONE_NUMBER_UTIL.is_valid_number(&number))
}

pub(super) fn international(digits: &str) -> Option<String> {
    if !E164_DIGITS.contains(&digits.len()) {
        return None;
    }
    let number = format!("+{digits}");
    if is_certainly_e164(digits) {
        return Some(twins::canonical(&number).into_owned());
    }
    // Digits that change again when parsed again belong to no numbering plan and are kept.
    let is_stable = |parsed: &String| canonical_e164(parsed).as_ref() == Some(parsed);
    let canonical = canonical_e164(&number).filter(is_stable);
    Some(canonical.unwrap_or_else(|| twins::canonical(&number).into_owned()))
}

fn library_e164(number: &str) -> Option<String> {
    let number = PHONE_NUMBER_UTIL.parse(number, None).ok()?;
    Some(formatted(&number))
}

/// In the one form of numbers that have two.
pub(super) fn canonical_e164(number: &str) -> Option<String> {
    library_e164(number).map(|parsed| twins::canonical(&parsed).into_owned())
}

fn formatted(number: &PhoneNumber) -> String {
    PHONE_NUMBER_UTIL
        .format(number, PhoneNumberFormat::E164)
        .into_owned()
}

/// Whether the library would return these digits after a `+` unchanged.
///
/// It only removes a national prefix that was included by mistake (`+44 020…`). For
/// a number that starts with no such prefix we avoid the call, because loading the
/// library's numbering plans takes milliseconds.
pub(super) fn is_certainly_e164(digits: &str) -> bool {
    let code_length = match digits.as_bytes() {
        [b'1' | b'7', ..] => 1,
        [tens, units, ..] if is_two_digit_code(*tens, *units) => 2,
        _ => 3,
    };
    let Some((code, number)) = digits.split_at_checked(code_length) else {
        return false;
    };
    let prefix_digits = NATIONAL_PREFIX_DIGITS
        .iter()
        .find(|(codes, _)| codes.contains(&code))
        .map_or("0", |(_, digits)| digits);
    digits.len() >= 8 && !number.starts_with(|digit| prefix_digits.contains(digit))
}

/// Whether a country code has two digits. 1 and 7 have one, all others three (ITU-T
/// E.164, list of assigned country codes).
const fn is_two_digit_code(tens: u8, units: u8) -> bool {
    matches!(
        (tens, units),
        (b'2', b'0' | b'7')
            | (b'3', b'0'..=b'4' | b'6' | b'9')
            | (b'4', b'0' | b'1' | b'3'..=b'9')
            | (b'5', b'1'..=b'8')
            | (b'6', b'0'..=b'6')
            | (b'8', b'1' | b'2' | b'4' | b'6')
            | (b'9', b'0'..=b'5' | b'8')
    )
}

/// By country code, the first digits of national prefixes, carrier codes and numbers
/// without an area code in the library's metadata. For all other countries: `0`.
const NATIONAL_PREFIX_DIGITS: [(&[&str], &str); 5] = [
    (
        &["1", "44", "61", "86", "298", "352", "423", "506", "692"],
        "01",
    ),
    (&["7", "370", "375", "993"], "08"),
    (&["55"], "09"),
    (&["378"], "089"),
    (&["54", "261", "672"], "0123456789"),
];
