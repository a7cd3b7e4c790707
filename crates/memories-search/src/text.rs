//! Text analysis: words, stems, and words for times and numbers.

pub(crate) mod language;
mod normalize;
pub(crate) mod temporal;
mod tokenize;

pub(crate) use normalize::fold;
pub(crate) use tokenize::{tokenize_word, word_spans, words};
