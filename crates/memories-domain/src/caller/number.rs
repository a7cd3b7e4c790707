use rlibphonenumber::{CountryCodeSource, PHONE_NUMBER_UTIL, PhoneNumber, PhoneNumberFormat};

use super::Region;

/// A number in E.164, when the text is one.
///
/// With a `+`, or the international prefix of `region`, any number of 4 to 15
/// digits is one, assigned or not. Without, only a number that is valid where
/// `region` dials nationally: `8842` stays an operator's own id.
pub(super) fn e164(text: &str, region: Option<Region>) -> Option<String> {
    match Written::parse(text)? {
        Written::International(digits) => international(&digits),
        Written::National(digits) => national(&digits, region?),
    }
}

/// Whether a text is written as a number with its `+`.
pub(super) fn is_international(text: &str) -> bool {
    matches!(Written::parse(text), Some(Written::International(_)))
}

/// The digits of a text that consists of nothing else than what a telephone
/// number is written with.
enum Written {
    International(String),
    National(String),
}

impl Written {
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
            // spaces that do not break, hyphens and dashes, the minus sign
            | '\u{a0}' | '\u{202f}' | '\u{2010}'..='\u{2015}' | '\u{2212}'
            // marks of direction, which come with a number copied from a contact
            | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
    )
}

fn international(digits: &str) -> Option<String> {
    if !(4..=15).contains(&digits.len()) {
        return None;
    }
    let written = format!("+{digits}");
    if is_e164_already(digits) {
        return Some(written);
    }
    // What still changes when read again is no number of any plan; such digits stay as they are.
    Some(
        normalised(&written)
            .filter(|number| normalised(number).as_ref() == Some(number))
            .unwrap_or(written),
    )
}

fn national(digits: &str, region: Region) -> Option<String> {
    let number = PHONE_NUMBER_UTIL
        .parse_and_keep_raw_input(digits, Some(region.plan()))
        .ok()?;
    let dialled_abroad = number.country_code_source() == CountryCodeSource::FromNumberWithIdd;
    if dialled_abroad || PHONE_NUMBER_UTIL.is_valid_number(&number) {
        international(formatted(&number).strip_prefix('+')?)
    } else {
        None
    }
}

fn normalised(written: &str) -> Option<String> {
    let number = PHONE_NUMBER_UTIL.parse(written, None).ok()?;
    Some(formatted(&number))
}

fn formatted(number: &PhoneNumber) -> String {
    PHONE_NUMBER_UTIL
        .format(number, PhoneNumberFormat::E164)
        .into_owned()
}

/// Whether the library would leave these digits after a `+` as they are.
///
/// It changes nothing but a national prefix that was written by mistake
/// (`+44 020…`), so it need not load its plans, which takes milliseconds, for a
/// number that does not begin with one.
fn is_e164_already(digits: &str) -> bool {
    let code_length = match digits.as_bytes() {
        [b'1' | b'7', ..] => 1,
        [tens, units, ..] if is_two_digit_code(*tens, *units) => 2,
        _ => 3,
    };
    let Some((code, number)) = digits.split_at_checked(code_length) else {
        return false;
    };
    let prefix_begins = PREFIXES_BEGIN
        .iter()
        .find(|(codes, _)| codes.contains(&code))
        .map_or("0", |(_, begins)| begins);
    digits.len() >= 8 && !number.starts_with(|digit| prefix_begins.contains(digit))
}

/// The country codes of two digits; all others have three, but for 1 and 7
/// (ITU-T E.164, list of assigned country codes).
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

/// The digits a national prefix, a carrier's code or a number without its area
/// code can begin with, by country code, as the library's metadata has it;
/// where it is more than a `0`.
const PREFIXES_BEGIN: [(&[&str], &str); 5] = [
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

    fn read(text: &str, region: &str) -> Option<String> {
        e164(text, region.parse().ok())
    }

    #[test]
    fn a_number_with_a_plus_needs_no_region_and_no_assignment() {
        assert_eq!(read("+1 (202) 555-0143", "").unwrap(), "+12025550143");
        assert_eq!(read("+210 555 0143", "").unwrap(), "+2105550143");
        assert_eq!(read("+44 (0)20 7946 0143", "").unwrap(), "+442079460143");
    }

    #[test]
    fn a_national_number_needs_its_region() {
        assert_eq!(read("(202) 555-0143", "US").unwrap(), "+12025550143");
        assert_eq!(read("12025550143", "us").unwrap(), "+12025550143");
        assert_eq!(read("(202) 555-0143", ""), None);
        assert_eq!(read("(202) 555-0143", "GB"), None);
    }

    #[test]
    fn the_international_prefix_of_the_region_is_a_plus() {
        assert_eq!(read("00 1 202 555 0143", "GB").unwrap(), "+12025550143");
        assert_eq!(read("011 1 202 555 0143", "US").unwrap(), "+12025550143");
    }

    #[test]
    fn an_id_that_is_no_number_of_the_region_is_left_alone() {
        for id in ["8842", "88-42", "5550143", "customer 5550143", "+", "()"] {
            assert_eq!(read(id, "US"), None, "{id}");
        }
    }

    #[test]
    fn more_or_fewer_digits_than_e164_has_are_no_number() {
        assert_eq!(read("+123", ""), None);
        assert_eq!(read("+1234567890123456", ""), None);
    }

    #[test]
    fn digits_that_no_plan_has_stay_as_they_are() {
        assert_eq!(read("+44000020", "").unwrap(), "+44000020");
    }

    #[test]
    fn a_number_as_platforms_write_it_is_taken_for_e164_unseen() {
        for digits in ["12025550143", "442079460143", "493023125014"] {
            assert!(is_e164_already(digits), "{digits}");
        }
        for digits in ["4402079460143", "5492025550143", "1555014"] {
            assert!(!is_e164_already(digits), "{digits}");
        }
    }

    fn calling_code() -> impl Strategy<Value = i32> {
        let codes: Vec<i32> = PHONE_NUMBER_UTIL.get_supported_calling_codes().collect();
        prop::sample::select(codes)
    }

    /// Beginnings that some plan takes for a prefix or a carrier's code.
    fn beginning() -> impl Strategy<Value = String> {
        prop_oneof![
            4 => "[0-9]{4}",
            1 => "(0|1|8|06|90|80|15|1831|180020|12111|1001|1500|1900|1088)",
        ]
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4096))]

        #[test]
        fn what_is_taken_for_e164_unseen_is_what_the_library_makes_of_it(
            code in calling_code(),
            beginning in beginning(),
            rest in "[0-9]{4,9}",
        ) {
            let digits = format!("{code}{beginning}{rest}");
            if digits.len() <= 15 && is_e164_already(&digits) {
                let written = format!("+{digits}");
                prop_assert_eq!(normalised(&written), Some(written));
            }
        }
    }
}
