//! The characters in which numbers and ids arrive: copied from web pages, contacts and documents.

/// One character of a telephone number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PhoneCharacter {
    Digit(u8),
    Plus,
    Separator,
    Other,
}

/// The zeros of the decimal digits of all scripts in use; the other nine follow each.
const ZEROS: [char; 36] = [
    '0', '٠', '۰', '߀', '०', '০', '੦', '૦', '୦', '௦', '౦', '೦', '൦', '෦', '๐', '໐', '༠', '၀', '႐',
    '០', '᠐', '᥆', '᧐', '᪀', '᪐', '᭐', '᮰', '᱀', '᱐', '꘠', '꣐', '꤀', '꧐', '꩐', '꯰', '０',
];
const MATHEMATICAL_DIGITS: std::ops::RangeInclusive<char> = '\u{1d7ce}'..='\u{1d7ff}';

pub(super) fn phone_character(c: char) -> PhoneCharacter {
    if let Some(digit) = digit(c) {
        return PhoneCharacter::Digit(digit);
    }
    match c {
        '+' | '＋' | '﹢' | '⁺' | '₊' | '➕' => PhoneCharacter::Plus,
        '-'
        | '.'
        | '/'
        | '('
        | ')'
        | '['
        | ']'
        | '_'
        | '~'
        | '\''
        | '’'
        | '‘'
        | 'ʼ'
        | '′'
        | '·'
        | '•'
        | '‧'
        | '･'
        | '⁄'
        | '∕'
        | '－'
        | '．'
        | '／'
        | '（'
        | '）'
        | '〜'
        | '～'
        | '﹣'
        | '\u{2010}'..='\u{2015}'
        | '\u{2212}'
        | '\u{2043}'
        | '\u{30fc}' => PhoneCharacter::Separator,
        c if c.is_whitespace() || is_invisible(c) => PhoneCharacter::Separator,
        _ => PhoneCharacter::Other,
    }
}

fn digit(c: char) -> Option<u8> {
    if let Some(digit) = c.to_digit(10) {
        return u8::try_from(digit).ok();
    }
    if c.is_ascii() {
        return None;
    }
    let code = u32::from(c);
    if MATHEMATICAL_DIGITS.contains(&c) {
        return u8::try_from((code - u32::from(*MATHEMATICAL_DIGITS.start())) % 10).ok();
    }
    ZEROS
        .iter()
        .filter_map(|&zero| code.checked_sub(u32::from(zero)))
        .find(|&distance| distance < 10)
        .and_then(|distance| u8::try_from(distance).ok())
}

/// Byte-order marks, zero-width characters, directional marks and the like.
pub(super) const fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{feff}'
            | '\u{fe00}'..='\u{fe0f}' | '\u{fff9}'..='\u{fffb}'
    )
}

/// Without white space and invisible characters at its ends.
pub(super) fn trim(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || is_invisible(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_of_all_scripts_are_digits() {
        for text in [
            "0123456789",
            "０１２３４５６７８９",
            "٠١٢٣٤٥٦٧٨٩",
            "०१२३४५६७८९",
            "𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗",
        ] {
            let digits: Vec<_> = text.chars().map(phone_character).collect();
            let expected: Vec<_> = (0..10).map(PhoneCharacter::Digit).collect();
            assert_eq!(digits, expected, "{text}");
        }
    }

    #[test]
    fn invisible_ends_are_trimmed() {
        assert_eq!(trim("\u{feff}\u{200b} 8842\u{202c}\n"), "8842");
    }
}
