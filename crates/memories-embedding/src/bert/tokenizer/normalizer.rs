//! Normalises characters as BERT does.

use std::ops::Range;

use unicode_normalization::char::decompose_canonical;
use unicode_properties::{GeneralCategory, GeneralCategoryGroup, UnicodeGeneralCategory};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Normalizer {
    pub(super) lowercase: bool,
    pub(super) strip_accents: bool,
}

/// A normalised character with its span in bytes of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Normalized {
    InWord(char, Range<usize>),
    /// A word by itself: punctuation or an ideograph.
    Isolated(char, Range<usize>),
    Whitespace,
}

pub(super) fn normalize(text: &str, normalizer: Normalizer) -> impl Iterator<Item = Normalized> {
    text.char_indices().flat_map(move |(start, c)| {
        let span = start..start + c.len_utf8();
        let mut characters = Vec::new();
        if c.is_whitespace() {
            characters.push(Normalized::Whitespace);
        } else if !is_ignored(c) {
            let is_ideograph = is_ideograph(c);
            fold(c, normalizer, |c| {
                characters.push(if is_ideograph || is_punctuation(c) {
                    Normalized::Isolated(c, span.clone())
                } else {
                    Normalized::InWord(c, span.clone())
                });
            });
        }
        characters
    })
}

fn fold(c: char, normalizer: Normalizer, mut emit: impl FnMut(char)) {
    let mut lowercase = |c: char| {
        if normalizer.lowercase {
            c.to_lowercase().for_each(&mut emit);
        } else {
            emit(c);
        }
    };
    if normalizer.strip_accents {
        decompose_canonical(c, |c| {
            if c.general_category() != GeneralCategory::NonspacingMark {
                lowercase(c);
            }
        });
    } else {
        lowercase(c);
    }
}

fn is_ignored(c: char) -> bool {
    c == '\u{fffd}' || c.general_category_group() == GeneralCategoryGroup::Other
}

/// Includes the ASCII characters that Unicode classifies as symbols.
fn is_punctuation(c: char) -> bool {
    c.is_ascii_punctuation() || c.general_category_group() == GeneralCategoryGroup::Punctuation
}

/// The blocks of Chinese characters, which are written without spaces.
fn is_ideograph(c: char) -> bool {
    matches!(c,
        '\u{3400}'..='\u{4dbf}'
        | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{2a6df}'
        | '\u{2a700}'..='\u{2ceaf}'
        | '\u{2f800}'..='\u{2fa1f}')
}
