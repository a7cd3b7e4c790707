use std::ops::Range;

use crate::text::{fold, language::Language, tokenize_word, words};

/// The words of a query in lower case.
pub(super) struct Tokens {
    /// All words, one after the other.
    buffer: String,
    spans: Vec<TokenSpans>,
}

struct TokenSpans {
    word: Range<usize>,
    /// That of the word, if it has no accents.
    folded: Range<usize>,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Token<'t> {
    pub(super) word: &'t str,
    pub(super) folded: &'t str,
}

impl Tokens {
    pub(super) fn new(text: &str, language: &Language) -> Self {
        let mut tokens = Self {
            buffer: String::with_capacity(text.len()),
            spans: Vec::with_capacity(text.len() / 4),
        };
        for word in words(text) {
            tokenize_word(word, language, |part| tokens.push(part));
        }
        tokens
    }

    fn push(&mut self, text: &str) {
        let word = self.append(text);
        let folded = if text.is_ascii() {
            word.clone()
        } else {
            self.append(&fold(text))
        };
        self.spans.push(TokenSpans { word, folded });
    }

    fn append(&mut self, text: &str) -> Range<usize> {
        let start = self.buffer.len();
        self.buffer.push_str(text);
        start..self.buffer.len()
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = Token<'_>> {
        let get = |span: &Range<usize>| self.buffer.get(span.clone()).unwrap_or_default();
        self.spans.iter().map(move |spans| Token {
            word: get(&spans.word),
            folded: get(&spans.folded),
        })
    }
}
