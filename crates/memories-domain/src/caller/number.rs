use rlibphonenumber::{CountryCodeSource, PHONE_NUMBER_UTIL, PhoneNumber, PhoneNumberFormat};

use super::{
    CallerField, CallerReading, InvalidCallerId, Region,
    characters::{PhoneCharacter, phone_character},
    keypad,
    kind::E164_DIGITS,
    twins,
};

/// International prefixes, the longest first: Australia's, North America's, and that of all others.
const INTERNATIONAL_PREFIXES: [&str; 3] = ["0011", "011", "00"];
/// Digits of a number whose country is not known: fewer are an extension or a short code.
const DIGITS_WITH_COUNTRY_CODE: std::ops::RangeInclusive<usize> = 8..=15;
/// Fewer digits before `ext. 5` are no number.
const MIN_DIGITS_BEFORE_EXTENSION: usize = 7;
const MAX_DIGITS_OF_EXTENSION: usize = 8;
/// Without the 1, which is their country code.
const NORTH_AMERICAN_DIGITS: usize = 10;
/// Fewer digits before a fraction may be an id: `8842.0`.
const MIN_DIGITS_BEFORE_FRACTION: usize = 7;
const MAX_DIGITS_OF_FRACTION: usize = 2;

/// What stands before an extension. The person behind it shares the line with others, so that it
/// is dropped.
const EXTENSION_WORDS: &[&str] = &[
    "ext",
    "extn",
    "extension",
    "x",
    "xt",
    "e",
    "int",
    "anexo",
    "interno",
    "poste",
    "p",
    "ramal",
    "r",
    "toestel",
    "tst",
    "durchwahl",
    "dw",
    "nst",
    "apparat",
    "app",
    "extensión",
    "extensão",
    "extensao",
    "derivazione",
    "bureau",
    "nebenstelle",
    "nebenst",
    "klappe",
    "doorkies",
    "anknytning",
    "ankn",
    "lokal",
    "wew",
    "wewn",
    "доб",
    "добавочный",
    "вн",
    "内線",
    "内线",
    "內線",
    "分机",
    "分機",
    "转",
    "轉",
    "내선",
];

/// Reads a telephone number in E.164; `None` if the text is not one.
///
/// After a `+`, any 4 to 15 digits are a number, assigned or not. Without it, the digits must be a
/// valid number: a national one of `region`, or in a field that names numbers one with its country
/// code, also after an international prefix. `8842` may be an id of the operator's.
pub(super) fn read(
    text: &str,
    field: CallerField,
    region: Option<Region>,
) -> Result<Option<(String, CallerReading)>, InvalidCallerId> {
    let text = undressed(text);
    let text = match field {
        // The operator may tell people who share a phone apart by name.
        CallerField::UserId => text,
        CallerField::Network | CallerField::Messaging => beside_name(text).unwrap_or(text),
    };
    if is_fraction(text) {
        return Err(InvalidCallerId::NotANumber);
    }
    let number = match without_extension(text) {
        number if field == CallerField::UserId && !has_plus(number) => number,
        number => without_further_digits(number),
    };
    let Some(written) = PhoneDigits::parse(number) else {
        return Ok(None);
    };
    // What an extension or a country code stood beside.
    if keypad::is_nobodys(text, &written.digits, field) {
        return Err(InvalidCallerId::Withheld);
    }
    let is_id_possible = field == CallerField::UserId;
    let number = match written.sign {
        Some(Sign::Plus) => match written.international() {
            None if !is_id_possible => return Err(InvalidCallerId::NotANumber),
            number => number.map(|number| (number, CallerReading::NumberWithCountryCode)),
        },
        Some(Sign::Minus) if is_id_possible => None,
        Some(Sign::Minus) => return Err(InvalidCallerId::NotANumber),
        None => without_plus(&written.digits, field, region),
    };
    match number {
        Some((number, _)) if keypad::is_nobodys(&number, digits_of(&number), field) => {
            Err(InvalidCallerId::Withheld)
        }
        number => Ok(number),
    }
}

fn digits_of(number: &str) -> &str {
    number.strip_prefix('+').unwrap_or(number)
}

/// Without the quotes of any language around it, and without what ends a list or a dialled number.
fn undressed(text: &str) -> &str {
    let is_dress = |c: char| {
        c.is_whitespace()
            || matches!(
                c,
                '"' | '\''
                    | '`'
                    | '“'
                    | '”'
                    | '„'
                    | '‟'
                    | '‘'
                    | '’'
                    | '‚'
                    | '«'
                    | '»'
                    | '‹'
                    | '›'
                    | '「'
                    | '」'
                    | '『'
                    | '』'
                    | '['
                    | ']'
            )
    };
    text.trim_start_matches(is_dress)
        .trim_end_matches(|c: char| is_dress(c) || matches!(c, ',' | ';' | ':' | '|' | '#' | '*'))
}

fn has_plus(text: &str) -> bool {
    text.chars()
        .any(|c| phone_character(c) == PhoneCharacter::Plus)
}

/// The number with its plus that a name without digits stands before or behind:
/// `+12025550143 (Robin)`.
fn beside_name(text: &str) -> Option<&str> {
    let start = text.find(|c| phone_character(c) == PhoneCharacter::Plus)?;
    let (before, rest) = text.split_at_checked(start)?;
    let end = rest
        .find(|c| phone_character(c) == PhoneCharacter::Other)
        .unwrap_or(rest.len());
    let (number, after) = rest.split_at_checked(end)?;
    let is_apart = |c: char| c.is_whitespace() || matches!(c, '(' | '[');
    let is_name = |text: &str| {
        text.chars().all(|c| {
            c.is_alphabetic()
                || c.is_whitespace()
                || matches!(c, '.' | '-' | '\'' | '’' | '(' | ')')
        })
    };
    let stands_apart = (before.is_empty() || before.ends_with(is_apart))
        && (after.is_empty() || number.ends_with(is_apart));
    let is_named = !(before.is_empty() && after.is_empty()) && is_name(before) && is_name(after);
    let count = digits(number)?.len();
    (stands_apart && is_named && DIGITS_WITH_COUNTRY_CODE.contains(&count)).then_some(number)
}

/// Whether a text is a telephone number with its `+`.
pub(super) fn is_international(text: &str) -> bool {
    PhoneDigits::parse(without_extension(text))
        .is_some_and(|written| written.sign == Some(Sign::Plus) && !written.digits.is_empty())
}

/// The digits of a text of phone characters alone, in ASCII, without a sign.
pub(super) fn digits(text: &str) -> Option<String> {
    PhoneDigits::parse(text).map(|written| written.digits)
}

/// The digits of a text that contains only digits, separators and a leading sign.
struct PhoneDigits {
    sign: Option<Sign>,
    digits: String,
    /// Where a `(0)` stands, which is dialled without the country code only.
    optional_zero: Option<usize>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Sign {
    Plus,
    Minus,
}

impl PhoneDigits {
    fn parse(text: &str) -> Option<Self> {
        let mut digits = String::new();
        let mut sign = None;
        let mut is_start = true;
        let mut before = None;
        for c in text.chars() {
            match phone_character(c) {
                PhoneCharacter::Digit(digit) => digits.push(char::from(b'0' + digit)),
                PhoneCharacter::Plus if sign != Some(Sign::Minus) && digits.is_empty() => {
                    sign = Some(Sign::Plus);
                }
                // `00+12025550143`
                PhoneCharacter::Plus
                    if sign.is_none() && INTERNATIONAL_PREFIXES.contains(&digits.as_str()) =>
                {
                    digits.clear();
                    sign = Some(Sign::Plus);
                }
                // `+1+202+555+0143`, a form whose spaces were not decoded.
                PhoneCharacter::Plus
                    if sign == Some(Sign::Plus)
                        && before.is_some_and(|before: char| !before.is_whitespace()) => {}
                PhoneCharacter::Separator => {
                    if is_start && matches!(c, '-' | '\u{2212}') {
                        sign = Some(Sign::Minus);
                    }
                }
                PhoneCharacter::Plus | PhoneCharacter::Other => return None,
            }
            is_start &= super::characters::is_invisible(c) || c.is_whitespace();
            before = Some(c);
        }
        let optional_zero = text
            .find("(0)")
            .map(|at| {
                let before = text.get(..at).unwrap_or_default();
                before
                    .chars()
                    .filter(|&c| matches!(phone_character(c), PhoneCharacter::Digit(_)))
                    .count()
            })
            .filter(|&at| digits.as_bytes().get(at) == Some(&b'0'));
        (!digits.is_empty()).then_some(Self {
            sign,
            digits,
            optional_zero,
        })
    }

    fn international(&self) -> Option<String> {
        // No country code begins with a zero: a plus was put before a prefix.
        if let Some(number) = after_prefix(&self.digits) {
            return Some(number);
        }
        let as_written = international(&self.digits);
        let Some(zero) = self.optional_zero else {
            return as_written;
        };
        let mut without_zero = self.digits.clone();
        without_zero.remove(zero);
        match valid_with_country_code(&self.digits) {
            Some(number) => Some(number),
            None => valid_with_country_code(&without_zero).or(as_written),
        }
    }
}

/// `12025550143.0`, which a spreadsheet or a program made of a number, and `1.2025550143e10`.
fn is_fraction(text: &str) -> bool {
    let unsigned = text.trim_start_matches(['+', '-']);
    if unsigned.contains(['e', 'E']) && unsigned.contains('.') {
        return unsigned.parse::<f64>().is_ok();
    }
    let all_digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    unsigned.split_once('.').is_some_and(|(whole, fraction)| {
        all_digits(whole)
            && all_digits(fraction)
            && whole.len() >= MIN_DIGITS_BEFORE_FRACTION
            && fraction.len() <= MAX_DIGITS_OF_FRACTION
    })
}

fn without_extension(text: &str) -> &str {
    let Some((number, rest)) = text
        .char_indices()
        .find(|&(_, c)| phone_character(c) == PhoneCharacter::Other)
        .and_then(|(at, _)| text.split_at_checked(at))
    else {
        return text;
    };
    let count = digits(number).map_or(0, |digits| digits.len());
    let (marker, extension) = match rest.find(|c: char| c.is_ascii_digit()) {
        Some(at) => rest.split_at(at),
        None => return text,
    };
    let extension = extension.trim_end_matches([')', ']', '#', '.', ' ']);
    let is_extension =
        extension.len() <= MAX_DIGITS_OF_EXTENSION && extension.bytes().all(|b| b.is_ascii_digit());
    let word = marker
        .trim_matches(|c: char| !c.is_alphanumeric())
        .to_lowercase();
    let is_marked = if word.is_empty() {
        matches!(marker.trim(), "#" | "," | ",," | ";")
    } else {
        EXTENSION_WORDS.contains(&word.as_str())
    };
    if count >= MIN_DIGITS_BEFORE_EXTENSION && is_extension && is_marked {
        number
    } else {
        text
    }
}

/// North American numbers have eleven digits with their 1: after a separator, further ones are an
/// extension, as in `+12025550143/5`.
fn without_further_digits(text: &str) -> &str {
    let mut digits = text
        .char_indices()
        .filter_map(|(at, c)| match phone_character(c) {
            PhoneCharacter::Digit(digit) => Some((at + c.len_utf8(), digit)),
            _ => None,
        });
    if digits.next().is_none_or(|(_, first)| first != 1) {
        return text;
    }
    let Some((number, rest)) = digits
        .nth(NORTH_AMERICAN_DIGITS - 1)
        .and_then(|(end, _)| text.split_at_checked(end))
    else {
        return text;
    };
    let is_separated = rest.starts_with(|c| phone_character(c) == PhoneCharacter::Separator)
        && rest.chars().all(|c| {
            matches!(
                phone_character(c),
                PhoneCharacter::Digit(_) | PhoneCharacter::Separator
            )
        });
    let further = digits.count();
    if is_separated && (1..=MAX_DIGITS_OF_EXTENSION).contains(&further) {
        number
    } else {
        text
    }
}

fn without_plus(
    digits: &str,
    field: CallerField,
    region: Option<Region>,
) -> Option<(String, CallerReading)> {
    if field != CallerField::Messaging
        && let Some(national) = region.and_then(|region| national(digits, region))
    {
        return Some(national);
    }
    if field == CallerField::UserId {
        return None;
    }
    if let Some(number) = after_prefix(digits) {
        return Some((number, CallerReading::NumberWithInternationalPrefix));
    }
    let number = match field {
        CallerField::Messaging if DIGITS_WITH_COUNTRY_CODE.contains(&digits.len()) => {
            international(digits)
        }
        // Another country's number may have the same digits as a North American one without its 1.
        _ if region.is_none() && is_north_american(digits) => None,
        _ => valid_with_country_code(digits),
    };
    Some((number?, CallerReading::NumberWithoutPlus))
}

fn after_prefix(digits: &str) -> Option<String> {
    INTERNATIONAL_PREFIXES
        .iter()
        .filter_map(|prefix| digits.strip_prefix(prefix))
        .find_map(valid_with_country_code)
}

fn is_north_american(digits: &str) -> bool {
    digits.len() == NORTH_AMERICAN_DIGITS
        && valid_with_country_code(&format!("1{digits}")).is_some()
}

fn valid_with_country_code(digits: &str) -> Option<String> {
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

fn international(digits: &str) -> Option<String> {
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

fn national(digits: &str, region: Region) -> Option<(String, CallerReading)> {
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

fn library_e164(number: &str) -> Option<String> {
    let number = PHONE_NUMBER_UTIL.parse(number, None).ok()?;
    Some(formatted(&number))
}

/// In the one form of numbers that have two.
fn canonical_e164(number: &str) -> Option<String> {
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
        parse_field(CallerField::UserId, text, region)
    }

    fn parse_field(field: CallerField, text: &str, region: &str) -> Option<String> {
        let read = read(text, field, region.parse().ok());
        read.ok()?.map(|(number, _)| number)
    }

    #[test]
    fn a_number_with_a_plus_needs_no_region_and_need_not_be_assigned() {
        assert_eq!(parse("+1 (202) 555-0143", "").unwrap(), "+12025550143");
        assert_eq!(parse("+210 555 0143", "").unwrap(), "+2105550143");
        assert_eq!(parse("+44 (0)20 7946 0143", "").unwrap(), "+442079460143");
        assert_eq!(parse("+1 (0)202 555 0143", "").unwrap(), "+12025550143");
        assert_eq!(parse("+39 06 9876 0143", "").unwrap(), "+390698760143");
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
    fn digits_with_a_country_code_are_a_number_where_a_field_names_numbers() {
        let network = |text| parse_field(CallerField::Network, text, "");
        for text in [
            "12025550143",
            "0012025550143",
            "01112025550143",
            "001112025550143",
            "1 (202) 555-0143",
        ] {
            assert_eq!(network(text).as_deref(), Some("+12025550143"), "{text}");
            assert_eq!(parse(text, ""), None, "{text}");
        }
        assert_eq!(network("442079460143").unwrap(), "+442079460143");
        for text in ["8842", "2025550143", "02079460143", "5550143"] {
            assert_eq!(network(text), None, "{text}");
        }
        assert_eq!(
            parse_field(CallerField::Network, "442079460143", "US").unwrap(),
            "+442079460143"
        );
    }

    #[test]
    fn a_north_american_number_without_its_country_code_is_not_another_countrys() {
        // Panama's numbers begin with 507, and so do those of southern Minnesota.
        assert_eq!(parse_field(CallerField::Network, "5075550143", ""), None);
    }

    #[test]
    fn an_extension_is_dropped() {
        for text in [
            "+1 202 555 0143 ext. 5",
            "+12025550143x12",
            "+12025550143,5",
            "+1 202 555 0143 #7",
            "+12025550143 extension 1234",
        ] {
            assert_eq!(parse(text, "").as_deref(), Some("+12025550143"), "{text}");
        }
    }

    #[test]
    fn a_number_is_read_in_the_quotes_of_any_language() {
        for (open, close) in [
            ("`", "`"),
            ("„", "“"),
            ("‹", "›"),
            ("「", "」"),
            ("[\"", "\"],"),
        ] {
            let text = format!("{open}+12025550143{close}");
            assert_eq!(parse(&text, "").as_deref(), Some("+12025550143"), "{text}");
        }
    }

    #[test]
    fn two_numbers_are_not_one() {
        for text in [
            "+2990143 +299014",
            "+12025550143 +442079460143",
            "+12025550143 +299014",
        ] {
            assert_eq!(parse(text, ""), None, "{text}");
        }
    }

    #[test]
    fn a_zero_in_brackets_may_follow_a_prefix_and_a_plus() {
        assert_eq!(
            parse("00+44 (0)20 7946 0143", "").as_deref(),
            Some("+442079460143")
        );
        assert_eq!(parse("00+1 (0)", ""), None);
    }

    #[test]
    fn a_fraction_and_a_negative_number_are_no_numbers() {
        let network = |text| read(text, CallerField::Network, None).err();
        for text in [
            "+12025550122.0",
            "12025550122.0",
            "1.2025550122e+10",
            "-12025550122",
        ] {
            assert_eq!(network(text), Some(InvalidCallerId::NotANumber), "{text}");
        }
        assert_eq!(parse("+1.202.555.0143", "").unwrap(), "+12025550143");
        assert_eq!(parse("+33 1.99.00.12.34", "").unwrap(), "+33199001234");
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
                let canonical = twins::canonical(&number).into_owned();
                prop_assert_eq!(canonical_e164(&number), Some(canonical));
            }
        }
    }
}
