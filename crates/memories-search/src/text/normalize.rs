use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

/// Removes accents and vowel points: "café" becomes "cafe".
///
/// Only removes marks that writers may omit; those of Indic scripts and the
/// voicing marks of Japanese distinguish words. Stems are folded rather than
/// words, because the stemming algorithms need the accents.
pub(crate) fn fold(word: &str) -> Cow<'_, str> {
    if word.is_ascii() {
        return word.into();
    }
    word.nfkd()
        .filter(|&c| !is_optional_mark(c))
        .nfc()
        .collect()
}

fn is_optional_mark(c: char) -> bool {
    matches!(c,
        // combining diacritical marks
        '\u{300}'..='\u{36f}'
        // Hebrew points
        | '\u{591}'..='\u{5bd}' | '\u{5bf}' | '\u{5c1}' | '\u{5c2}' | '\u{5c4}' | '\u{5c5}' | '\u{5c7}'
        // Arabic vowel signs
        | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}' | '\u{670}')
}

/// Lower case in compatibility form (NFKC), with typographic apostrophes replaced.
pub(super) fn lowercase(word: &str) -> Cow<'_, str> {
    if !word.is_ascii() {
        return word
            .nfkc()
            .flat_map(char::to_lowercase)
            .nfkc()
            .map(|c| if matches!(c, '’' | 'ʼ') { '\'' } else { c })
            .collect();
    }
    if word.bytes().any(|byte| byte.is_ascii_uppercase()) {
        return word.to_ascii_lowercase().into();
    }
    word.into()
}
