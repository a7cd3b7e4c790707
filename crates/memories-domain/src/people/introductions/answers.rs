//! Answers to the agent's question for a name, and what completes them.

use super::{CallerSaid, Introduction};
use crate::people::{
    PersonName,
    folding::fold,
    phrases::{NAMES_FAMILY, starts_clause},
    reading::{read_lower_case_name, read_name},
    spelling::{Spelling, read_spelling},
    spoken::{Gap, SpokenTurn},
    vocabulary::FILLERS,
};

/// Words before the name in an answer.
const ANSWER_OPENERS: [&str; 10] = [
    "auf", "op", "under", "unter", "onder", "for", "fur", "met", "it's", "a",
];

impl CallerSaid<'_> {
    /// The answer to "Who am I speaking with?": "Tyrell Okoye.", "sure, walter ostrowski".
    pub(super) fn hear_answer(&mut self, turn: &SpokenTurn<'_>, is_family_name: bool) {
        // "Auf Petra Weber", "it's under Weber".
        let start = turn
            .words
            .iter()
            .take_while(|word| {
                FILLERS.contains(word.folded.as_str())
                    || ANSWER_OPENERS.contains(&word.folded.as_str())
            })
            .count();
        if let Some((spelled, end)) = turn.spelled_at(start) {
            // "R-A-M-A-N" alone is heard as a spelling.
            if end == turn.words.len() && self.introductions.is_empty() {
                self.introductions
                    .extend(PersonName::parse(&spelled).map(|name| Introduction {
                        name,
                        is_spelled: true,
                        is_correction: false,
                    }));
            }
            return;
        }
        let name = read_name(turn, start, self.stop_words).filter(|name| name.ends_well(turn));
        let has_capitals = turn
            .words
            .iter()
            .any(|word| word.text.chars().any(char::is_uppercase));
        let name = name.or_else(|| {
            if has_capitals {
                return None;
            }
            read_lower_case_name(turn, start, self.stop_words)
                .filter(|name| turn.gap_before(name.end) >= Gap::Comma)
        });
        if let Some(name) = name.filter(|name| !self.is_another(&name.name, false)) {
            match name
                .name
                .given()
                .filter(|_| is_family_name && name.words == 1)
            {
                Some(family) => self.add_family_name(family),
                None => self.introduce(name.name, false),
            }
        }
        for index in start..turn.words.len() {
            self.hear_family_name(turn, index);
            self.hear_spelling(turn, index, is_family_name);
        }
    }

    /// "Bernadette. Bernadette Cho.": the name again, in full.
    pub(super) fn extend_answer(&mut self, turn: &SpokenTurn<'_>, known: usize) {
        let Some(said) = self.introductions.get(known).map(|said| said.name.clone()) else {
            return;
        };
        if said.family().is_some() || said.given().is_none() {
            return;
        }
        let fuller = (0..turn.words.len())
            .filter(|&index| starts_clause(turn, index))
            .filter_map(|index| read_name(turn, index, self.stop_words))
            .find(|name| {
                name.name.family().is_some() && name.name.may_equal(&said) && name.ends_well(turn)
            });
        if let (Some(fuller), Some(said)) = (fuller, self.introductions.get_mut(known)) {
            said.name = fuller.name;
        }
    }

    /// Adds the family name to the name that was said last.
    pub(super) fn add_family_name(&mut self, family: &str) {
        match self.introductions.last_mut() {
            Some(last) if last.name.family().is_none() => {
                let completed = last.name.with_family(family);
                last.name = completed
                    .filter(|_| last.name.folded_words() != [fold(family)])
                    .unwrap_or_else(|| last.name.clone());
            }
            Some(_) => {}
            None => {
                if let Some(name) = PersonName::from_parts(None, Some(family)) {
                    self.introduce(name, false);
                }
            }
        }
    }

    /// "My last name is Adler."
    pub(super) fn hear_family_name(&mut self, turn: &SpokenTurn<'_>, index: usize) {
        if self.introductions.is_empty() {
            return;
        }
        let name = NAMES_FAMILY
            .at(turn, index)
            .filter(|(next, ())| turn.gap_before(*next) <= Gap::Comma)
            .and_then(|(next, ())| read_name(turn, next, self.stop_words))
            .filter(|name| name.ends_well(turn) && !self.is_another(&name.name, false));
        if let Some(name) = name {
            self.add_family_name(&name.name.to_text());
        }
    }

    /// "Raman, R-A-M-A-N" confirms or corrects the name said last.
    pub(super) fn hear_spelling(
        &mut self,
        turn: &SpokenTurn<'_>,
        index: usize,
        is_family_asked: bool,
    ) {
        let Some(last) = self
            .introductions
            .last_mut()
            .filter(|last| !last.is_spelled)
        else {
            return;
        };
        match read_spelling(turn, index, &last.name, is_family_asked) {
            Some(Spelling::Confirmed) => last.is_spelled = true,
            Some(Spelling::Corrected(name)) => {
                last.is_spelled = true;
                self.misnamed.push(std::mem::replace(&mut last.name, name));
            }
            None => {}
        }
    }
}
