use super::{
    AnswerType, AnswerTypes,
    vocabulary::{ASKED, EMPTY, PRESENT, PROFESSIONS, WHO_IS, YES_OR_NO},
};
use crate::text::{PhraseSet, Word};

/// What the words of a question ask for.
#[derive(Debug, Default)]
pub(in crate::knowledge) struct Asked {
    pub(in crate::knowledge) types: AnswerTypes,
    pub(in crate::knowledge) yes_or_no: bool,
    pub(in crate::knowledge) the_present: bool,
    /// Which words say what it is about, rather than how it asks.
    pub(in crate::knowledge) is_topic: Vec<bool>,
}

/// Analyses a question: its first type in the order of [`ASKED`] counts, because "phone number" is
/// more telling than "number".
pub(in crate::knowledge) fn asked_by(words: &[Word]) -> Asked {
    let mut asked = Asked {
        is_topic: vec![true; words.len()],
        yes_or_no: words
            .first()
            .is_some_and(|word| YES_OR_NO.contains(&word.text.as_str())),
        ..Asked::default()
    };
    asked.the_present = asked.remove(words, &PRESENT);
    asked.remove(words, &EMPTY);
    let has_profession = PROFESSIONS.matches_anywhere(words);
    for (kind, phrases) in ASKED.iter() {
        if !phrases.matches_anywhere(words) {
            continue;
        }
        let kind = match kind {
            AnswerType::Person if has_profession => AnswerType::Professional,
            kind => *kind,
        };
        if asked.types.is_empty() {
            asked.types = asked.types.with(kind);
            asked.remove(words, phrases);
        }
    }
    if asked.types.is_empty() && has_profession && !asked.yes_or_no {
        asked.types = asked.types.with(AnswerType::Professional);
    }
    if asked.types.contains(AnswerType::Person) && WHO_IS.matches_anywhere(words) {
        asked.types = asked.types.with(AnswerType::Relation);
    }
    if asked.types.contains(AnswerType::Professional) {
        asked.remove(words, &PROFESSIONS);
    }
    asked
}

impl Asked {
    /// Takes phrases out of the topic; whether there were any.
    fn remove(&mut self, words: &[Word], phrases: &PhraseSet) -> bool {
        let mut removed = false;
        for start in 0..words.len() {
            let length = words
                .get(start..)
                .map_or(0, |rest| phrases.longest_prefix(rest));
            if let Some(found) = self.is_topic.get_mut(start..start + length)
                && !found.is_empty()
            {
                found.fill(false);
                removed = true;
            }
        }
        removed
    }
}
