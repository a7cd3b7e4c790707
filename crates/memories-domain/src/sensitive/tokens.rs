//! Words of a text with their place in it.

use std::borrow::Cow;

use smol_str::SmolStr;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use super::kind::Kind;

/// What separates a token from the one before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Gap {
    /// Spaces, hyphens, dots inside a number.
    Close,
    /// A comma or another sign of a pause.
    Pause,
    Sentence,
}

/// A sign directly before a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sign {
    None,
    Plus,
    Currency,
}

/// How a token is joined to the one before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Joint {
    None,
    /// `-` or `.`
    Hyphen,
    /// It is the rest of a contraction, such as the "s" of "it's".
    Apostrophe,
}

/// A run of letters and digits, or a label of something removed.
pub(super) struct Token {
    pub(super) start: usize,
    pub(super) end: usize,
    /// In lower case, without accents; empty for a label.
    pub(super) folded: SmolStr,
    pub(super) gap: Gap,
    pub(super) sign: Sign,
    pub(super) joint: Joint,
    /// Whether a colon or a question mark stands before it.
    pub(super) is_after_colon: bool,
    pub(super) is_question_before: bool,
    /// Whether it is written as letters of a code are: "RSS", "NWBK".
    pub(super) is_upper: bool,
    pub(super) label: Option<Kind>,
    /// What replaces the text of the token.
    pub(super) replacement: Option<Cow<'static, str>>,
}

impl Token {
    pub(super) fn is_digits(&self) -> bool {
        !self.folded.is_empty() && self.folded.bytes().all(|byte| byte.is_ascii_digit())
    }

    pub(super) fn has_digit(&self) -> bool {
        self.folded.bytes().any(|byte| byte.is_ascii_digit())
    }
}

/// Splits a text into tokens, in linear time.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut rest = text;
    let mut end_of_previous = 0;
    while let Some(first) = rest.chars().next() {
        let start = text.len() - rest.len();
        let label = (first == '[').then(|| Kind::of_label(rest)).flatten();
        let length = match label {
            Some(kind) => kind.label().len(),
            None if first.is_alphanumeric() => {
                rest.find(|c| !is_word_char(c)).unwrap_or(rest.len())
            }
            None => {
                rest = rest.get(first.len_utf8()..).unwrap_or_default();
                continue;
            }
        };
        let (word, after) = rest.split_at_checked(length).unwrap_or((rest, ""));
        let between = text.get(end_of_previous..start).unwrap_or_default();
        let follows_digits = tokens.last().is_some_and(Token::is_digits);
        end_of_previous = start + word.len();
        tokens.push(Token {
            start,
            end: end_of_previous,
            folded: label.map_or_else(|| fold(word), |_| SmolStr::default()),
            gap: gap(between, follows_digits),
            sign: sign(between),
            joint: joint(between),
            is_after_colon: between.contains(':'),
            is_question_before: between.contains(['?', '？']),
            is_upper: (2..=6).contains(&word.len())
                && word.bytes().all(|byte| byte.is_ascii_uppercase()),
            label,
            replacement: None,
        });
        rest = after;
    }
    tokens
}

fn is_word_char(c: char) -> bool {
    c.is_alphanumeric() || is_combining_mark(c)
}

/// Lower case, without accents: "Prüfziffer" becomes "prufziffer".
pub(super) fn fold(word: &str) -> SmolStr {
    if word.is_ascii() {
        return word.chars().map(|c| c.to_ascii_lowercase()).collect();
    }
    let lower = word.nfkd().filter(|c| !is_combining_mark(*c));
    lower.flat_map(char::to_lowercase).collect()
}

fn gap(between: &str, follows_digits: bool) -> Gap {
    let mut ends_sentence = false;
    let mut pauses = between.len() > 4;
    for c in between.chars() {
        match c {
            '\n' => return Gap::Sentence,
            '.' | '!' | '?' | '。' | '？' | '！' => ends_sentence = true,
            // A dot after a number may be that of an ordinal: "14. März".
            c if c.is_whitespace() && ends_sentence => {
                let is_ordinal = follows_digits && !between.contains(['!', '?']);
                return if is_ordinal {
                    Gap::Pause
                } else {
                    Gap::Sentence
                };
            }
            ',' | ';' | ':' | '…' | '—' | '(' | ')' | '"' | '[' | ']' => pauses = true,
            _ => {}
        }
    }
    if pauses { Gap::Pause } else { Gap::Close }
}

fn sign(between: &str) -> Sign {
    match between.trim_end().chars().next_back() {
        Some('+') => Sign::Plus,
        Some('$' | '€' | '£' | '¥') => Sign::Currency,
        _ => Sign::None,
    }
}

fn joint(between: &str) -> Joint {
    match between {
        "'" | "’" => Joint::Apostrophe,
        _ if between.ends_with(['-', '.']) => Joint::Hyphen,
        _ => Joint::None,
    }
}
