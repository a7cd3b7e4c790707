//! Text processing shared by extraction and the memory summary.

mod announcements;
mod commitments;
mod noise;
mod null_values;
mod person_name;
mod phrase_set;
mod placeholders;
mod sentences;
mod stock_phrases;
mod verdicts;
mod words;

pub(crate) use announcements::{Utterance, is_courtesy, notices_wrong_number};
pub(crate) use commitments::is_commitment;
pub(crate) use noise::is_speech;
pub use null_values::is_null_value;
pub(crate) use null_values::{
    is_empty_list_value, is_null_number, is_null_value_of, is_word_for_nothing,
};
pub(crate) use phrase_set::PhraseSet;

pub use person_name::clean_name;
#[cfg(test)]
pub(crate) use placeholders::contains_redaction;
pub(crate) use placeholders::has_words;
pub use placeholders::without_placeholders;
pub(crate) use sentences::{
    collapse_whitespace, contains_question_mark, is_question, sentences, truncate_at_word,
};
pub(crate) use stock_phrases::{STOCK_PHRASES, StockPhrases, phrases_in};
pub(crate) use verdicts::is_bare_verdict;
pub use words::normalized_statement;
pub(crate) use words::{Word, is_number, terms, word_positions, words};
