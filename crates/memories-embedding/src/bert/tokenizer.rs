//! BERT's tokenizer: words, then `WordPiece` (Y. Wu et al., *Google's Neural
//! Machine Translation System*, 2016, section 4.1).

mod normalizer;

use std::{collections::HashMap, ops::Range};

use normalizer::{Normalized, Normalizer, normalize};
use serde::Deserialize;

use super::error::LoadError;

pub(super) const FILE: &str = "tokenizer.json";

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) id: u32,
    /// In bytes of the text; `None` for `[CLS]` and `[SEP]`.
    pub(super) span: Option<Range<usize>>,
}

pub(super) struct Tokenizer {
    normalizer: Normalizer,
    /// In characters.
    max_word_length: usize,
    continuation_prefix: String,
    vocabulary: HashMap<String, u32>,
    unk_id: u32,
    cls_id: u32,
    sep_id: u32,
}

#[derive(Deserialize)]
struct TokenizerJson {
    normalizer: NormalizerJson,
    pre_tokenizer: Component,
    model: ModelJson,
}

#[derive(Deserialize)]
struct Component {
    #[serde(rename = "type")]
    kind: String,
}

#[derive(Deserialize)]
struct NormalizerJson {
    #[serde(flatten)]
    component: Component,
    lowercase: bool,
    strip_accents: Option<bool>,
}

#[derive(Deserialize)]
struct ModelJson {
    #[serde(flatten)]
    component: Component,
    unk_token: String,
    continuing_subword_prefix: String,
    max_input_chars_per_word: usize,
    vocab: HashMap<String, u32>,
}

impl Tokenizer {
    /// Rejects a vocabulary with ids that are no rows of the embedding table.
    pub(super) fn parse(json: &[u8], vocab_size: usize) -> Result<Self, LoadError> {
        let file: TokenizerJson = serde_json::from_slice(json)
            .map_err(|cause| LoadError::InvalidJson { file: FILE, cause })?;
        let components = [
            (&file.normalizer.component.kind, "BertNormalizer"),
            (&file.pre_tokenizer.kind, "BertPreTokenizer"),
            (&file.model.component.kind, "WordPiece"),
        ];
        if let Some((found, expected)) = components.iter().find(|(kind, bert)| kind != bert) {
            return Err(unsupported(format!("{found} instead of {expected}")));
        }
        let vocabulary = file.model.vocab;
        if vocabulary.values().any(|&id| id as usize >= vocab_size) {
            return Err(unsupported(
                "more tokens than the model has embeddings".to_owned(),
            ));
        }
        let special_token = |token: &str| {
            let id = vocabulary.get(token).copied();
            id.ok_or_else(|| unsupported(format!("no token {token}")))
        };
        let lowercase = file.normalizer.lowercase;
        Ok(Self {
            normalizer: Normalizer {
                lowercase,
                strip_accents: file.normalizer.strip_accents.unwrap_or(lowercase),
            },
            max_word_length: file.model.max_input_chars_per_word,
            unk_id: special_token(&file.model.unk_token)?,
            cls_id: special_token("[CLS]")?,
            sep_id: special_token("[SEP]")?,
            continuation_prefix: file.model.continuing_subword_prefix,
            vocabulary,
        })
    }

    /// The tokens of a text between `[CLS]` and `[SEP]`, truncated to `max_tokens`
    /// in all.
    pub(super) fn tokenize(&self, text: &str, max_tokens: usize) -> Vec<Token> {
        let special = |id| Token { id, span: None };
        let mut tokens = vec![special(self.cls_id)];
        let mut word = Word::default();
        for character in normalize(text, self.normalizer) {
            if tokens.len() >= max_tokens {
                break;
            }
            match character {
                Normalized::InWord(c, span) => word.push(c, span, self.max_word_length),
                Normalized::Isolated(c, span) => {
                    self.push_word_pieces(&word.take(), &mut tokens);
                    word.push(c, span, self.max_word_length);
                    self.push_word_pieces(&word.take(), &mut tokens);
                }
                Normalized::Whitespace => self.push_word_pieces(&word.take(), &mut tokens),
            }
        }
        self.push_word_pieces(&word, &mut tokens);
        tokens.truncate(max_tokens.saturating_sub(1));
        tokens.push(special(self.sep_id));
        tokens
    }

    /// Greedy longest-match-first, from the start of the word.
    fn push_word_pieces(&self, word: &Word, tokens: &mut Vec<Token>) {
        let Some(word_span) = word.span() else { return };
        let start = tokens.len();
        let mut rest = word.characters(self.max_word_length);
        while !rest.is_empty() {
            let is_continuation = tokens.len() > start;
            let Some((length, id)) = self.longest_piece(rest, is_continuation) else {
                // A word with an unknown piece is unknown as a whole.
                tokens.truncate(start);
                break;
            };
            let (piece, remainder) = rest.split_at(length);
            rest = remainder;
            tokens.push(Token {
                id,
                span: span_of(piece),
            });
        }
        if tokens.len() == start {
            tokens.push(Token {
                id: self.unk_id,
                span: Some(word_span),
            });
        }
    }

    fn longest_piece(
        &self,
        characters: &[WordChar],
        is_continuation: bool,
    ) -> Option<(usize, u32)> {
        let mut piece = String::new();
        if is_continuation {
            piece.push_str(&self.continuation_prefix);
        }
        piece.extend(characters.iter().map(|character| character.character));
        for (last, character) in characters.iter().enumerate().rev() {
            if let Some(&id) = self.vocabulary.get(&piece) {
                return Some((last + 1, id));
            }
            piece.truncate(piece.len() - character.character.len_utf8());
        }
        None
    }
}

/// A word in normalised characters.
#[derive(Default)]
struct Word {
    characters: Vec<WordChar>,
    /// The span of the last character beyond the maximum length.
    overflow: Option<Range<usize>>,
}

struct WordChar {
    character: char,
    /// In bytes of the text.
    span: Range<usize>,
}

impl Word {
    fn push(&mut self, character: char, span: Range<usize>, max_length: usize) {
        if self.characters.len() < max_length {
            self.characters.push(WordChar { character, span });
        } else {
            self.overflow = Some(span);
        }
    }

    fn take(&mut self) -> Self {
        std::mem::take(self)
    }

    /// Empty for a word that is too long, which makes it unknown.
    fn characters(&self, max_length: usize) -> &[WordChar] {
        if self.overflow.is_none() && self.characters.len() <= max_length {
            &self.characters
        } else {
            &[]
        }
    }

    fn span(&self) -> Option<Range<usize>> {
        let span = span_of(&self.characters)?;
        let end = self.overflow.as_ref().map_or(span.end, |last| last.end);
        Some(span.start..end)
    }
}

fn span_of(characters: &[WordChar]) -> Option<Range<usize>> {
    Some(characters.first()?.span.start..characters.last()?.span.end)
}

fn unsupported(reason: String) -> LoadError {
    LoadError::Unsupported { file: FILE, reason }
}

#[cfg(test)]
pub(super) mod tests;
