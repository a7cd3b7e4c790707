//! Text analysis: words, stems, and words for times and numbers.

mod detect;
mod function_words;
pub(crate) mod inflection;
pub(crate) mod language;
mod normalize;
pub(crate) mod script;
pub(crate) mod temporal;
mod tokenize;
mod variants;

pub(crate) use detect::{TextLanguage, language_of_text};
pub(crate) use normalize::fold;
pub(crate) use tokenize::{tokenize_word, word_spans, words};
