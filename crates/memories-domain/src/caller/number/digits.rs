//! The digits of a number, and the sign before them.

use super::numbering_plans::{
    INTERNATIONAL_PREFIXES, after_prefix, international, valid_with_country_code,
};
use crate::caller::characters::{PhoneCharacter, is_invisible, phone_character};

/// The digits of a text of phone characters alone, in ASCII, without a sign.
pub(in crate::caller) fn digits(text: &str) -> Option<String> {
    PhoneDigits::parse(text).map(|written| written.digits)
}

/// The digits of a text that contains only digits, separators and a leading sign.
pub(super) struct PhoneDigits {
    pub(super) sign: Option<Sign>,
    pub(super) digits: String,
    /// Where a `(0)` stands, which is dialled without the country code only.
    optional_zero: Option<usize>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Sign {
    Plus,
    Minus,
}

impl PhoneDigits {
    pub(super) fn parse(text: &str) -> Option<Self> {
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
            is_start &= is_invisible(c) || c.is_whitespace();
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

    pub(super) fn international(&self) -> Option<String> {
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
