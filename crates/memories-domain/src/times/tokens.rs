//! Words, numbers and marks of a text, with their place in it.
//!
//! Unlike [`crate::text::words`] these keep their byte offsets and their
//! punctuation: "23.10." is a date only with its dots.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TokenKind {
    Word,
    /// Its value, and how many digits it was written with.
    Number(u32, u8),
    Mark(char),
}

#[derive(Debug, Clone, Copy)]
pub(super) struct Token {
    pub(super) kind: TokenKind,
    pub(super) start: u32,
    pub(super) end: u32,
    /// Whether it follows the previous token without a space.
    pub(super) is_adjacent: bool,
    /// Whether only a hyphen separates it from the previous word.
    pub(super) follows_hyphen: bool,
    /// Whether it is written with a capital letter.
    pub(super) is_capital: bool,
    folded_start: usize,
    folded_end: usize,
}

/// A text as tokens.
pub(super) struct Tokens {
    tokens: Vec<Token>,
    /// The tokens in lower case and without accents, one after the other.
    folded: String,
}

impl Tokens {
    /// Apostrophes, and hyphens between letters, separate words and are no tokens.
    pub(super) fn new(text: &str) -> Self {
        let mut tokens = Self {
            tokens: Vec::new(),
            folded: String::with_capacity(text.len()),
        };
        let mut rest = text.char_indices().peekable();
        let mut previous = None;
        let mut follows_hyphen = false;
        while let Some((start, first)) = rest.next() {
            let before = previous.replace(first);
            if first.is_whitespace() && first != '\n' {
                continue;
            }
            if matches!(first, '\'' | '’' | '‘') {
                continue;
            }
            let kind_of = |c: char| (is_letter(c), c.is_ascii_digit());
            let kind = kind_of(first);
            let mut end = start + first.len_utf8();
            if kind != (false, false) {
                while let Some((at, c)) = rest.next_if(|&(_, c)| kind_of(c) == kind) {
                    end = at + c.len_utf8();
                    previous = Some(c);
                }
            } else if is_dash(first)
                && before.is_some_and(is_letter)
                && rest.peek().is_some_and(|&(_, c)| is_letter(c))
            {
                follows_hyphen = true;
                continue;
            }
            let Some(word) = text.get(start..end) else {
                break;
            };
            if !tokens.push(word, start, end, first) {
                break;
            }
            if std::mem::take(&mut follows_hyphen)
                && let Some(token) = tokens.tokens.last_mut()
            {
                token.follows_hyphen = true;
            }
        }
        tokens
    }

    /// Whether the token was added; a text beyond 4 GiB ends early.
    fn push(&mut self, word: &str, start: usize, end: usize, first: char) -> bool {
        let (Ok(start), Ok(end)) = (u32::try_from(start), u32::try_from(end)) else {
            return false;
        };
        let folded_start = self.folded.len();
        let kind = if is_letter(first) {
            fold_into(word, &mut self.folded);
            TokenKind::Word
        } else if first.is_ascii_digit() {
            self.folded.push_str(word);
            let digits = u8::try_from(word.len()).unwrap_or(u8::MAX);
            TokenKind::Number(word.parse().unwrap_or(u32::MAX), digits)
        } else {
            let mark = if is_dash(first) { '-' } else { first };
            self.folded.push(mark);
            TokenKind::Mark(mark)
        };
        self.tokens.push(Token {
            kind,
            start,
            end,
            is_adjacent: self.tokens.last().is_some_and(|last| last.end == start),
            follows_hyphen: false,
            is_capital: first.is_uppercase(),
            folded_start,
            folded_end: self.folded.len(),
        });
        true
    }

    pub(super) fn len(&self) -> usize {
        self.tokens.len()
    }

    pub(super) fn get(&self, index: usize) -> Option<Token> {
        self.tokens.get(index).copied()
    }

    /// The token in lower case and without accents; empty beyond the end.
    pub(super) fn folded(&self, index: usize) -> &str {
        self.tokens
            .get(index)
            .and_then(|token| self.folded.get(token.folded_start..token.folded_end))
            .unwrap_or_default()
    }

    pub(super) fn iter_folded(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).map(|index| self.folded(index))
    }

    pub(super) fn mark(&self, index: usize) -> Option<char> {
        match self.get(index)?.kind {
            TokenKind::Mark(mark) => Some(mark),
            _ => None,
        }
    }

    /// The mark, if no space separates it from the previous token.
    pub(super) fn adjacent_mark(&self, index: usize) -> Option<char> {
        self.get(index).filter(|token| token.is_adjacent)?;
        self.mark(index)
    }

    /// The value of a number and how many digits it was written with.
    pub(super) fn number(&self, index: usize) -> Option<(u32, u8)> {
        match self.get(index)?.kind {
            TokenKind::Number(value, digits) => Some((value, digits)),
            _ => None,
        }
    }

    pub(super) fn adjacent_number(&self, index: usize) -> Option<(u32, u8)> {
        self.get(index).filter(|token| token.is_adjacent)?;
        self.number(index)
    }
}

fn is_letter(c: char) -> bool {
    c.is_alphabetic() || is_combining_mark(c)
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '‐' | '‑' | '–' | '—')
}

/// Speech recognition and people leave accents out: "manana", "miercoles".
fn fold_into(word: &str, folded: &mut String) {
    if word.is_ascii() {
        folded.extend(word.chars().map(|c| c.to_ascii_lowercase()));
    } else {
        folded.extend(
            word.nfkd()
                .filter(|&c| !is_combining_mark(c))
                .flat_map(char::to_lowercase),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(text: &str) -> Vec<String> {
        Tokens::new(text).iter_folded().map(str::to_owned).collect()
    }

    #[test]
    fn words_numbers_and_marks_are_separate() {
        assert_eq!(folded("14h30, 2PM"), ["14", "h", "30", ",", "2", "pm"]);
        assert_eq!(folded("8–10"), ["8", "-", "10"]);
    }

    #[test]
    fn case_accents_apostrophes_and_hyphens_are_folded() {
        assert_eq!(folded("Aujourd’hui"), ["aujourd", "hui"]);
        assert_eq!(folded("Segunda-feira"), ["segunda", "feira"]);
        assert_eq!(folded("MAN\u{303}ANA mañana"), ["manana", "manana"]);
    }
}
