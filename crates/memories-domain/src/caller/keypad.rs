//! Digits that are no number: words spelled on a keypad, and digits that people type to fill a
//! field.

use super::{
    CallerField,
    characters::{PhoneCharacter, phone_character},
};

/// Words that carriers send as keypad digits, because their numbers have no letters: 266696687 is
/// ANONYMOUS.
const KEYPAD_WORDS: [&str; 8] = [
    "anonymous",
    "restricted",
    "private",
    "unknown",
    "unavailable",
    "blocked",
    "withheld",
    "outofarea",
];
/// What a carrier puts before the digits of a word, as before those of any number.
const PREFIXES: [&str; 8] = ["", "1", "00", "001", "011", "0111", "0011", "00111"];
/// Runs that are typed to fill a field.
const SEQUENCES: [&str; 2] = ["1234567890", "9876543210"];
/// Numbers end in fewer equal digits.
const MIN_EQUAL_DIGITS: usize = 9;
const MIN_ZEROS: usize = 7;
/// Behind a prefix, an id of the operator's ends in fewer.
const MIN_EQUAL_DIGITS_OF_ID: usize = 10;
/// -1 and the like, by which programs say that there is no value.
const MAX_DIGITS_OF_ERROR: usize = 2;

/// Whether the digits of a text, which contains nothing else of meaning, are nobody's number.
///
/// In the operator's field, `20000000` is an id.
pub(super) fn is_nobodys(text: &str, digits: &str, field: CallerField) -> bool {
    let is_error =
        text.trim_start().starts_with(['-', '\u{2212}']) && digits.len() <= MAX_DIGITS_OF_ERROR;
    is_error
        || digits.bytes().all(|b| b == b'0')
        || if is_number_meant(text, field) {
            ends_in_equal_digits(digits)
        } else {
            is_one_digit_repeated(digits)
        }
        || PREFIXES
            .iter()
            .filter_map(|prefix| digits.strip_prefix(prefix))
            .any(|rest| SEQUENCES.contains(&rest) || is_keypad_word(rest))
}

fn is_number_meant(text: &str, field: CallerField) -> bool {
    field != CallerField::UserId
        || text
            .chars()
            .any(|c| phone_character(c) == PhoneCharacter::Plus)
}

/// `9999999999`, also behind a prefix.
fn is_one_digit_repeated(digits: &str) -> bool {
    PREFIXES
        .iter()
        .filter_map(|prefix| Some((prefix, digits.strip_prefix(prefix)?)))
        .any(|(prefix, rest)| {
            let min = if prefix.is_empty() {
                MIN_EQUAL_DIGITS
            } else {
                MIN_EQUAL_DIGITS_OF_ID
            };
            let mut bytes = rest.bytes();
            let first = bytes.next();
            rest.len() >= min && bytes.all(|b| Some(b) == first)
        })
}

fn ends_in_equal_digits(digits: &str) -> bool {
    let Some(last) = digits.bytes().last() else {
        return false;
    };
    let count = digits.bytes().rev().take_while(|&b| b == last).count();
    count
        >= if last == b'0' {
            MIN_ZEROS
        } else {
            MIN_EQUAL_DIGITS
        }
}

fn is_keypad_word(digits: &str) -> bool {
    KEYPAD_WORDS.iter().any(|word| {
        word.len() == digits.len() && word.chars().map(keypad_digit).eq(digits.chars().map(Some))
    })
}

/// ITU-T E.161.
const fn keypad_digit(letter: char) -> Option<char> {
    match letter {
        'a'..='c' => Some('2'),
        'd'..='f' => Some('3'),
        'g'..='i' => Some('4'),
        'j'..='l' => Some('5'),
        'm'..='o' => Some('6'),
        'p'..='s' => Some('7'),
        't'..='v' => Some('8'),
        'w'..='z' => Some('9'),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::anonymous("266696687")]
    #[case::restricted("7378742833")]
    #[case::blocked("2562533")]
    #[case::unknown("8656696")]
    #[case::unavailable("86282452253")]
    #[case::private("7748283")]
    #[case::withheld("94844353")]
    fn words_on_a_keypad_are_recognised_with_any_prefix(#[case] digits: &str) {
        for prefix in PREFIXES {
            assert!(
                is_nobodys("", &format!("{prefix}{digits}"), CallerField::UserId),
                "{prefix}{digits}"
            );
        }
    }

    #[rstest]
    #[case("0")]
    #[case("0000000000")]
    #[case("10000000000")]
    #[case("19999999999")]
    #[case("1234567890")]
    fn digits_that_fill_a_field_are_recognised(#[case] digits: &str) {
        for field in [CallerField::UserId, CallerField::Network] {
            assert!(is_nobodys(digits, digits, field), "{field:?}");
        }
    }

    #[rstest]
    #[case("12025550143")]
    #[case("8842")]
    #[case("1")]
    #[case("12027777777")]
    #[case("123456")]
    fn numbers_and_ids_are_kept(#[case] digits: &str) {
        assert!(!is_nobodys(digits, digits, CallerField::Network));
    }

    #[rstest]
    #[case("20000000")]
    #[case("1000000000")]
    #[case("0010000000")]
    fn an_id_that_ends_in_zeros_is_kept(#[case] digits: &str) {
        assert!(!is_nobodys(digits, digits, CallerField::UserId));
        assert!(is_nobodys(digits, digits, CallerField::Network));
        assert!(is_nobodys(
            &format!("+{digits}"),
            digits,
            CallerField::UserId
        ));
    }

    #[test]
    fn a_small_negative_number_is_an_error() {
        assert!(is_nobodys("-1", "1", CallerField::UserId));
        assert!(!is_nobodys("-8842", "8842", CallerField::UserId));
    }
}
