//! The extension behind a number, which is dropped: the people on a line share it.

use super::{digits::digits, numbering_plans::NORTH_AMERICAN_DIGITS};
use crate::caller::characters::{PhoneCharacter, phone_character};

/// Fewer digits before `ext. 5` are no number.
const MIN_DIGITS_BEFORE_EXTENSION: usize = 7;
const MAX_DIGITS_OF_EXTENSION: usize = 8;

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

pub(super) fn without_extension(text: &str) -> &str {
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
pub(super) fn without_further_digits(text: &str) -> &str {
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
