//! From a text to the pieces that a model knows: Y. Wu et al., *Google's Neural
//! Machine Translation System*, 2016, section 4.1, after BERT's way of cutting
//! words.

mod characters;

use std::{collections::HashMap, ops::Range};

use characters::{Case, Character, characters};
use serde::Deserialize;

use crate::OpenError;

pub(crate) const FILE: &str = "tokenizer.json";

/// A part of a text, or a mark that the model expects around it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Piece {
    /// Its row in the model's table.
    pub(crate) number: u32,
    /// Where it stands in the text, in bytes; a mark stands nowhere.
    pub(crate) span: Option<Range<usize>>,
}

pub(crate) struct Tokenizer {
    case: Case,
    longest_word: usize,
    /// What begins a piece that continues a word.
    continuing: String,
    numbers: HashMap<String, u32>,
    unknown: u32,
    first: u32,
    last: u32,
}

#[derive(Deserialize)]
struct File {
    normalizer: Normalizer,
    pre_tokenizer: Kind,
    model: Model,
}

#[derive(Deserialize)]
struct Kind {
    #[serde(rename = "type")]
    kind: String,
}

#[derive(Deserialize)]
struct Normalizer {
    #[serde(flatten)]
    kind: Kind,
    lowercase: bool,
    strip_accents: Option<bool>,
}

#[derive(Deserialize)]
struct Model {
    #[serde(flatten)]
    kind: Kind,
    unk_token: String,
    continuing_subword_prefix: String,
    max_input_chars_per_word: usize,
    vocab: HashMap<String, u32>,
}

impl Tokenizer {
    /// Takes a file whose numbers are all rows of a table of that size.
    pub(crate) fn parse(json: &[u8], rows: usize) -> Result<Self, OpenError> {
        let file: File = serde_json::from_slice(json)
            .map_err(|cause| OpenError::NotJson { file: FILE, cause })?;
        let kinds = [
            (&file.normalizer.kind, "BertNormalizer"),
            (&file.pre_tokenizer, "BertPreTokenizer"),
            (&file.model.kind, "WordPiece"),
        ];
        if let Some((found, known)) = kinds.iter().find(|(found, known)| found.kind != *known) {
            return Err(unsupported(format!("{} instead of {known}", found.kind)));
        }
        let numbers = file.model.vocab;
        if numbers.values().any(|&number| number as usize >= rows) {
            return Err(unsupported("more pieces than the model knows".to_owned()));
        }
        let mark = |name: &str| {
            let number = numbers.get(name).copied();
            number.ok_or_else(|| unsupported(format!("no piece {name}")))
        };
        let lowercase = file.normalizer.lowercase;
        Ok(Self {
            case: Case {
                lower: lowercase,
                without_accents: file.normalizer.strip_accents.unwrap_or(lowercase),
            },
            longest_word: file.model.max_input_chars_per_word,
            unknown: mark(&file.model.unk_token)?,
            first: mark("[CLS]")?,
            last: mark("[SEP]")?,
            continuing: file.model.continuing_subword_prefix,
            numbers,
        })
    }

    /// The pieces of a text with the marks around them, at most `longest`.
    pub(crate) fn pieces(&self, text: &str, longest: usize) -> Vec<Piece> {
        let mark = |number| Piece { number, span: None };
        let mut pieces = vec![mark(self.first)];
        let mut word = Word::default();
        for character in characters(text, self.case) {
            if pieces.len() >= longest {
                break;
            }
            match character {
                Character::OfWord(c, span) => word.push(c, span, self.longest_word),
                Character::Alone(c, span) => {
                    self.cut(&word.take(), &mut pieces);
                    word.push(c, span, self.longest_word);
                    self.cut(&word.take(), &mut pieces);
                }
                Character::Between => self.cut(&word.take(), &mut pieces),
            }
        }
        self.cut(&word, &mut pieces);
        pieces.truncate(longest.saturating_sub(1));
        pieces.push(mark(self.last));
        pieces
    }

    /// Cuts a word into the longest known pieces, from its beginning on.
    fn cut(&self, word: &Word, pieces: &mut Vec<Piece>) {
        let Some(whole) = word.span() else { return };
        let before = pieces.len();
        let mut rest = word.letters(self.longest_word);
        while !rest.is_empty() {
            let continues = pieces.len() > before;
            let Some((length, number)) = self.longest_piece(rest, continues) else {
                // One unknown part makes the whole word unknown.
                pieces.truncate(before);
                break;
            };
            let (taken, further) = rest.split_at(length);
            rest = further;
            pieces.push(Piece {
                number,
                span: joined(taken),
            });
        }
        if pieces.len() == before {
            pieces.push(Piece {
                number: self.unknown,
                span: Some(whole),
            });
        }
    }

    fn longest_piece(&self, letters: &[Letter], continues: bool) -> Option<(usize, u32)> {
        let mut piece = String::new();
        if continues {
            piece.push_str(&self.continuing);
        }
        piece.extend(letters.iter().map(|letter| letter.character));
        for (at, letter) in letters.iter().enumerate().rev() {
            if let Some(&number) = self.numbers.get(&piece) {
                return Some((at + 1, number));
            }
            piece.truncate(piece.len() - letter.character.len_utf8());
        }
        None
    }
}

/// The letters of a word, in the model's form, with where each stands.
#[derive(Default)]
struct Word {
    letters: Vec<Letter>,
    /// Where the letters stand that were too many to keep.
    beyond: Option<Range<usize>>,
}

struct Letter {
    character: char,
    span: Range<usize>,
}

impl Word {
    fn push(&mut self, character: char, span: Range<usize>, longest: usize) {
        if self.letters.len() < longest {
            self.letters.push(Letter { character, span });
        } else {
            self.beyond = Some(span);
        }
    }

    fn take(&mut self) -> Self {
        std::mem::take(self)
    }

    /// All its letters; none of a word that is too long to be one.
    fn letters(&self, longest: usize) -> &[Letter] {
        if self.beyond.is_none() && self.letters.len() <= longest {
            &self.letters
        } else {
            &[]
        }
    }

    fn span(&self) -> Option<Range<usize>> {
        let known = joined(&self.letters)?;
        let end = self.beyond.as_ref().map_or(known.end, |beyond| beyond.end);
        Some(known.start..end)
    }
}

fn joined(letters: &[Letter]) -> Option<Range<usize>> {
    Some(letters.first()?.span.start..letters.last()?.span.end)
}

fn unsupported(what: String) -> OpenError {
    OpenError::Unsupported { file: FILE, what }
}

#[cfg(test)]
pub(crate) mod tests;
