//! Measures of two numbers: "60 by 80".

use smol_str::SmolStr;

use super::{
    part::{Measure, Part},
    sentence::{Sentence, texts_of},
};
use crate::{
    sensitive::{is_number_word, numbers_in},
    text::is_number,
};

/// Beginnings of words for a measure that was wrong, or was taken anew.
const REMEASURED: [&str; 27] = [
    "wrong",
    "mistake",
    "correct",
    "measur",
    "falsch",
    "korrigier",
    "gemessen",
    "nachgemessen",
    "geändert",
    "equivoc",
    "medido",
    "medí",
    "corrij",
    "correg",
    "trompé",
    "mesur",
    "remesur",
    "corrig",
    "sbagliat",
    "misurat",
    "rimisurat",
    "enganei",
    "medi",
    "mediu",
    "vergist",
    "gemeten",
    "nagemeten",
];
/// Between the numbers of a measure: "60 by 80".
const BY: [&str; 9] = ["by", "x", "×", "mal", "por", "sur", "per", "bij", "auf"];

/// Whether a sentence says that a measure was wrong, or was taken anew.
pub(in crate::knowledge) fn remeasures(part: &Part) -> bool {
    part.words.iter().any(|word| {
        REMEASURED
            .iter()
            .any(|beginning| word.starts_with(beginning))
    })
}

impl Sentence<'_> {
    /// "60 by 80", "eight metres by four".
    pub(super) fn measure(&self) -> Option<Measure> {
        let is_by = |word: &SmolStr| BY.contains(&word.as_str());
        if !self.words.iter().any(is_by) {
            return None;
        }
        // A removed value stands between others, too.
        let words = texts_of(self.text);
        let is_number = |word: &SmolStr| is_number(word) || is_number_word(word, self.language);
        let digits = |word: &SmolStr| {
            let numbers = numbers_in(word, self.language);
            numbers
                .into_iter()
                .next()
                .map_or_else(|| word.clone(), SmolStr::from)
        };
        let mut measures = words.iter().enumerate().filter(|(_, word)| is_by(word));
        measures.find_map(|(at, _)| {
            let number_at = |at: usize| words.get(at).filter(|word| is_number(word));
            let after = number_at(at + 1)?;
            let before = number_at(at.checked_sub(1)?).or_else(|| number_at(at.checked_sub(2)?))?;
            Some([digits(before), digits(after)])
        })
    }
}
