//! Telephone numbers, however they are written.

mod digits;
mod extension;
mod numbering_plans;

pub(super) use self::digits::digits;
use self::{
    digits::{PhoneDigits, Sign},
    extension::{without_extension, without_further_digits},
    numbering_plans::{
        DIGITS_WITH_COUNTRY_CODE, after_prefix, digits_of, international, is_north_american,
        national, valid_with_country_code,
    },
};
use super::{
    CallerField, CallerReading, InvalidCallerId, Region,
    characters::{PhoneCharacter, phone_character},
    keypad,
};

/// Fewer digits before a fraction may be an id: `8842.0`.
const MIN_DIGITS_BEFORE_FRACTION: usize = 7;
const MAX_DIGITS_OF_FRACTION: usize = 2;

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

#[cfg(test)]
mod tests;
