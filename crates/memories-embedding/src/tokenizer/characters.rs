//! The characters of a text as BERT reads them.

use std::ops::Range;

use unicode_normalization::char::decompose_canonical;
use unicode_properties::{GeneralCategory, GeneralCategoryGroup, UnicodeGeneralCategory};

/// What a model does not tell apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Case {
    pub(super) lower: bool,
    pub(super) without_accents: bool,
}

/// A character, with the bytes of the text that it comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Character {
    /// Part of a word.
    OfWord(char, Range<usize>),
    /// A word by itself: punctuation, or an ideograph.
    Alone(char, Range<usize>),
    /// Space between words.
    Between,
}

pub(super) fn characters(text: &str, case: Case) -> impl Iterator<Item = Character> {
    text.char_indices().flat_map(move |(at, c)| {
        let span = at..at + c.len_utf8();
        let mut read = Vec::new();
        if c.is_whitespace() {
            read.push(Character::Between);
        } else if !is_ignored(c) {
            let is_alone = is_ideograph(c);
            reduced(c, case, |c| {
                read.push(if is_alone || is_punctuation(c) {
                    Character::Alone(c, span.clone())
                } else {
                    Character::OfWord(c, span.clone())
                });
            });
        }
        read
    })
}

/// A character as what the model tells apart.
fn reduced(c: char, case: Case, mut emit: impl FnMut(char)) {
    let mut lowered = |c: char| {
        if case.lower {
            c.to_lowercase().for_each(&mut emit);
        } else {
            emit(c);
        }
    };
    if case.without_accents {
        decompose_canonical(c, |c| {
            if c.general_category() != GeneralCategory::NonspacingMark {
                lowered(c);
            }
        });
    } else {
        lowered(c);
    }
}

fn is_ignored(c: char) -> bool {
    c == '\u{fffd}' || c.general_category_group() == GeneralCategoryGroup::Other
}

/// Every sign of ASCII counts, also those that Unicode calls symbols.
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
