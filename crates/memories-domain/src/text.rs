//! Text processing shared by extraction and the memory summary.

mod commitments;
mod phrase_set;
mod placeholders;
mod sentences;
mod stock_phrases;
mod words;

pub(crate) use commitments::is_commitment;
pub(crate) use phrase_set::PhraseSet;

#[cfg(test)]
pub(crate) use placeholders::contains_redaction;
pub use placeholders::without_placeholders;
pub(crate) use placeholders::{has_words, is_null_value};
pub(crate) use sentences::{collapse_whitespace, is_question, sentences, truncate_at_word};
pub(crate) use stock_phrases::{STOCK_PHRASES, StockPhrases, phrases_in};
pub use words::normalized_statement;
pub(crate) use words::{Word, is_number, terms, words};
