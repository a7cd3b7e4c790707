//! Phrases that carry no information, and phrases that commit their speaker, by language.

mod de;
mod en;
mod es;
mod fr;
mod it;
mod language_phrases;
mod nl;
mod pt;

pub(crate) use language_phrases::StockPhrases;

pub(crate) const STOCK_PHRASES: [StockPhrases; 7] = [
    en::PHRASES,
    de::PHRASES,
    es::PHRASES,
    fr::PHRASES,
    pt::PHRASES,
    it::PHRASES,
    nl::PHRASES,
];

/// Splits one of the lists.
pub(crate) fn phrases_in(list: &str) -> impl Iterator<Item = &str> {
    list.split(',')
}
