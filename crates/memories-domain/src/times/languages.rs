//! The words for times, by language: data only.

mod de;
mod en;
mod es;
mod fr;
mod it;
mod language_words;
mod nl;
mod pt;

pub(super) use language_words::{LanguageWords, Style};

/// The first is the one assumed in doubt.
pub(super) const LANGUAGES: [&LanguageWords; 7] = [
    &en::WORDS,
    &de::WORDS,
    &es::WORDS,
    &fr::WORDS,
    &it::WORDS,
    &pt::WORDS,
    &nl::WORDS,
];
