use rlibphonenumber::{CountryCodeSource, PHONE_NUMBER_UTIL, PhoneNumber, PhoneNumberFormat};

use super::Region;

/// Normalises a telephone number to E.164; `None` if the text is not one.
///
/// After a `+` or the international prefix of `region`, any 4 to 15 digits are a
/// number, assigned or not. Without these, only a valid national number of `region`
/// is: `8842` may be an id of the operator's.
pub(super) fn to_e164(text: &str, region: Option<Region>) -> Option<String> {
    match PhoneDigits::parse(text)? {
        PhoneDigits::International(digits) => international(&digits),
        PhoneDigits::National(digits) => national(&digits, region?),
    }
}

/// Whether a text is a telephone number with its `+`.
pub(super) fn is_international(text: &str) -> bool {
    matches!(
        PhoneDigits::parse(text),
        Some(PhoneDigits::International(_))
    )
}

/// The digits of a text that contains only digits, separators and a leading `+`.
enum PhoneDigits {
    International(String),
    National(String),
}

impl PhoneDigits {
    fn parse(text: &str) -> Option<Self> {
        let mut digits = String::new();
        let mut plus = false;
        for c in text.chars() {
            match c {
                '0'..='9' => digits.push(c),
                '+' if !plus && digits.is_empty() => plus = true,
                _ if is_separator(c) => {}
                _ => return None,
            }
        }
        match (digits.is_empty(), plus) {
            (true, _) => None,
            (false, true) => Some(Self::International(digits)),
            (false, false) => Some(Self::National(digits)),
        }
    }
}

fn is_separator(c: char) -> bool {
    matches!(
        c,
        ' ' | '-' | '.' | '/' | '(' | ')'
            // non-breaking spaces, hyphens and dashes, the minus sign
            | '\u{a0}' | '\u{202f}' | '\u{2010}'..='\u{2015}' | '\u{2212}'
            // directional marks, which a number copied from a contact can contain
            | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
    )
}

fn international(digits: &str) -> Option<String> {
    if !(4..=15).contains(&digits.len()) {
        return None;
    }
    let number = format!("+{digits}");
    if is_certainly_e164(digits) {
        return Some(number);
    }
    // Digits that change again when parsed again belong to no numbering plan and are kept.
    Some(
        library_e164(&number)
            .filter(|parsed| library_e164(parsed).as_ref() == Some(parsed))
            .unwrap_or(number),
    )
}

fn national(digits: &str, region: Region) -> Option<String> {
    let number = PHONE_NUMBER_UTIL
        .parse_and_keep_raw_input(digits, Some(region.plan()))
        .ok()?;
    let has_international_prefix =
        number.country_code_source() == CountryCodeSource::FromNumberWithIdd;
    if has_international_prefix || PHONE_NUMBER_UTIL.is_valid_number(&number) {
        international(formatted(&number).strip_prefix('+')?)
    } else {
        None
    }
}

fn library_e164(number: &str) -> Option<String> {
    let number = PHONE_NUMBER_UTIL.parse(number, None).ok()?;
    Some(formatted(&number))
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
fn is_certainly_e164(digits: &str) -> bool {
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn parse(text: &str, region: &str) -> Option<String> {
        to_e164(text, region.parse().ok())
    }

    #[test]
    fn a_number_with_a_plus_needs_no_region_and_need_not_be_assigned() {
        assert_eq!(parse("+1 (202) 555-0143", "").unwrap(), "+12025550143");
        assert_eq!(parse("+210 555 0143", "").unwrap(), "+2105550143");
        assert_eq!(parse("+44 (0)20 7946 0143", "").unwrap(), "+442079460143");
    }

    #[test]
    fn a_national_number_needs_its_region() {
        assert_eq!(parse("(202) 555-0143", "US").unwrap(), "+12025550143");
        assert_eq!(parse("12025550143", "us").unwrap(), "+12025550143");
        assert_eq!(parse("(202) 555-0143", ""), None);
        assert_eq!(parse("(202) 555-0143", "GB"), None);
    }

    #[test]
    fn the_international_prefix_of_the_region_counts_as_a_plus() {
        assert_eq!(parse("00 1 202 555 0143", "GB").unwrap(), "+12025550143");
        assert_eq!(parse("011 1 202 555 0143", "US").unwrap(), "+12025550143");
    }

    #[test]
    fn an_id_that_is_not_a_number_of_the_region_is_not_normalised() {
        for id in ["8842", "88-42", "5550143", "customer 5550143", "+", "()"] {
            assert_eq!(parse(id, "US"), None, "{id}");
        }
    }

    #[test]
    fn too_many_or_too_few_digits_are_not_a_number() {
        assert_eq!(parse("+123", ""), None);
        assert_eq!(parse("+1234567890123456", ""), None);
    }

    #[test]
    fn digits_of_no_numbering_plan_are_kept() {
        assert_eq!(parse("+44000020", "").unwrap(), "+44000020");
    }

    #[test]
    fn a_number_as_platforms_send_it_is_recognised_without_the_library() {
        for digits in ["12025550143", "442079460143", "493023125014"] {
            assert!(is_certainly_e164(digits), "{digits}");
        }
        for digits in ["4402079460143", "5492025550143", "1555014"] {
            assert!(!is_certainly_e164(digits), "{digits}");
        }
    }

    fn calling_code() -> impl Strategy<Value = i32> {
        let codes: Vec<i32> = PHONE_NUMBER_UTIL.get_supported_calling_codes().collect();
        prop::sample::select(codes)
    }

    /// First digits, among them national prefixes and carrier codes.
    fn first_digits() -> impl Strategy<Value = String> {
        prop_oneof![
            4 => "[0-9]{4}",
            1 => "(0|1|8|06|90|80|15|1831|180020|12111|1001|1500|1900|1088)",
        ]
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4096))]

        #[test]
        fn the_library_leaves_recognised_numbers_unchanged(
            code in calling_code(),
            first_digits in first_digits(),
            rest in "[0-9]{4,9}",
        ) {
            let digits = format!("{code}{first_digits}{rest}");
            if digits.len() <= 15 && is_certainly_e164(&digits) {
                let number = format!("+{digits}");
                prop_assert_eq!(library_e164(&number), Some(number));
            }
        }
    }
}
