//! What a sentence does to earlier memories.

use smol_str::SmolStr;

use super::{
    part::{Act, Object},
    sentence::Sentence,
};
use crate::knowledge::intent::Intent;
use crate::{
    Speaker, TimeMention,
    extract::FillerFilter,
    knowledge::{cues, negations::is_denial},
    text::{is_number, is_question},
};

impl Sentence<'_> {
    pub(super) fn find_acts(&self, filler: &FillerFilter, days: &[TimeMention]) -> Vec<Act> {
        let mut acts = Vec::new();
        if let Some(cancels) = cues::CANCELS.find(&self.words).next()
            && !cues::NO_CANCELLATION.is_in(&self.words)
            && let Some(intent @ (Intent::Made | Intent::Reported)) = self.intent(&cues::CANCELS)
        {
            let is_reported = intent == Intent::Reported;
            acts.push(self.cancellation(filler, days, cancels.end, is_reported));
        }
        let is_change = matches!(
            self.intent(&cues::CHANGES),
            Some(Intent::Made | Intent::Reported)
        );
        if is_change || self.confirms_a_change(days) {
            acts.push(Act::Changes(Object {
                words: self.content_of(filler, &self.words),
                days: days.to_vec(),
                ..Object::default()
            }));
            if cues::REVERTS.is_in(&self.words) {
                acts.push(Act::Reverts);
            }
        }
        let clauses = self.clauses();
        let mut before_clause: Vec<SmolStr> = Vec::new();
        for (index, clause) in clauses.iter().enumerate() {
            let next = clauses.get(index + 1).map(Vec::as_slice);
            self.find_endings(filler, &before_clause, clause, next, &mut acts);
            before_clause = self.content_of(filler, clause);
        }
        acts.extend(self.outcomes_of_promises(filler));
        if cues::PAID.is_in(&self.words) && !self.is_question && !self.is_negated() {
            let amounts: Vec<SmolStr> = self.amounts().map(SmolStr::from).collect();
            if !amounts.is_empty() {
                acts.push(Act::Pays(amounts));
            }
        }
        if !self.is_question && !self.is_negated() {
            if self.speaker == Some(Speaker::Caller) && cues::DONE.is_in(&self.words) {
                acts.push(Act::Does(self.content_of(filler, &self.words)));
            }
            if cues::SETTLED.is_in(&self.words) {
                let numbers = self.file_numbers();
                if !numbers.is_empty() {
                    acts.push(Act::Settles(numbers));
                }
            }
        }
        let is_contracted = |word: &SmolStr| word.ends_with("n't");
        if cues::AFTER_ALL.is_in(&self.words)
            && !self.is_question
            && !self.is_negated()
            && !self.words.iter().any(is_contracted)
        {
            acts.push(Act::Wants(self.content_of(filler, &self.words)));
        }
        acts.extend(self.denial(filler));
        acts.extend(self.corrections(filler));
        acts
    }

    /// What is off; what is booked in the same breath is another thing.
    fn cancellation(
        &self,
        filler: &FillerFilter,
        days: &[TimeMention],
        cue_end: usize,
        is_reported: bool,
    ) -> Act {
        let after = self.words.get(cue_end..).unwrap_or_default();
        let booked = cues::BOOKS.find(after).next().map(|books| books.start);
        let until = booked.map_or(self.words.len(), |books| cue_end + books);
        let words = match booked {
            Some(_) => self.content_of(filler, self.words.get(..until).unwrap_or_default()),
            None => self.cancelled(filler),
        };
        if booked.is_some() && !days.is_empty() {
            // "I've cancelled the pitch and booked the cabin from the 18th to the 24th."
            return Act::Ends {
                before: Vec::new(),
                after: words,
                referred: Vec::new(),
                is_sure: true,
            };
        }
        Act::Cancels(Object {
            words,
            days: days.to_vec(),
            is_plural: cues::BOTH.is_in(after),
            is_reported,
            is_named: cues::REMOVES.is_in(&self.words),
        })
    }

    /// "Can we push it back by an hour?" "Sure, six PM on Monday it is."
    fn confirms_a_change(&self, days: &[TimeMention]) -> bool {
        self.speaker == Some(Speaker::Agent)
            && !self.is_question
            && !days.is_empty()
            && cues::CHANGES.is_in(self.turn_before.words())
            && cues::AGREES
                .find(&self.words)
                .next()
                .is_some_and(|agrees| agrees.start <= 1)
            && !cues::REFUSES.is_in(&self.words)
    }

    /// What the clause that cancels names; the clause before it, if it names nothing: "Marcus is
    /// leaving the team, can you cancel that?"
    fn cancelled(&self, filler: &FillerFilter) -> Vec<SmolStr> {
        let clauses = self.clauses();
        let Some(at) = clauses
            .iter()
            .position(|clause| cues::CANCELS.is_in(clause))
        else {
            return self.content_of(filler, &self.words);
        };
        let names = |clause: &Vec<SmolStr>| -> Vec<SmolStr> {
            self.content_of(filler, clause)
                .into_iter()
                .filter(|word| !cues::CANCELS.is_in(std::slice::from_ref(word)))
                .collect()
        };
        let own = clauses.get(at).map(names).unwrap_or_default();
        if own.is_empty() {
            let before = at.checked_sub(1).and_then(|before| clauses.get(before));
            before.map(names).unwrap_or_default()
        } else {
            own
        }
    }

    /// "Do you still live in Mill Road?" "No, we've moved."
    fn denial(&self, filler: &FillerFilter) -> Option<Act> {
        let first = self.words.first()?;
        let answers = self.start == 0 && self.speaker == Some(Speaker::Caller) && is_denial(first);
        if !answers {
            return None;
        }
        let (question, asked) = self.turn_before.last_sentence();
        let named = self.content_of(filler, asked);
        (is_question(question) && cues::STILL.is_in(asked) && named.len() > 1)
            .then_some(Act::Denies(named))
    }

    /// Whether the sentence writes a word with a capital, or it is a number.
    fn is_capitalised(&self, word: &str) -> bool {
        is_number(word)
            || self
                .text
                .split(|c: char| !c.is_alphanumeric())
                .any(|written| {
                    written.starts_with(char::is_uppercase) && written.to_lowercase() == word
                })
    }

    /// "not X, it's Y" and "Y, not X".
    fn corrections(&self, filler: &FillerFilter) -> Vec<Act> {
        let mut found = Vec::new();
        for not in cues::NOT.find(&self.words) {
            let after = self.words.get(not.end..).unwrap_or_default();
            let but = cues::BUT
                .find(after)
                .find(|but| (1..=3).contains(&but.start));
            let Some(but) = but else { continue };
            let wrong = self.content_of(filler, after.get(..but.start).unwrap_or_default());
            let right = self.content_of(filler, after.get(but.end..).unwrap_or_default());
            let right: Vec<SmolStr> = right.into_iter().take(1).collect();
            if let [wrong] = wrong.as_slice()
                && !right.is_empty()
                && !right.contains(wrong)
            {
                found.push(Act::Corrects {
                    is_everywhere: self.is_capitalised(wrong),
                    wrong: wrong.clone(),
                    right,
                });
            }
        }
        let clauses = self.clauses();
        for [right, wrong] in clauses.array_windows() {
            if let [not, rest @ ..] = wrong.as_slice()
                && cues::NOT.is_in(std::slice::from_ref(not))
                && rest.len() <= 2
                && let [wrong] = self.content_of(filler, rest).as_slice()
            {
                // "The dog is called Brisket, not Biscuit": the last word is the right one.
                let right = self.content_of(filler, right);
                if let Some(last) = right.last().filter(|_| !right.contains(wrong)) {
                    let is_mine = rest.iter().any(|word| POSSESSIVES.contains(&word.as_str()));
                    found.push(Act::Corrects {
                        is_everywhere: !is_mine || self.is_capitalised(wrong),
                        wrong: wrong.clone(),
                        right: vec![last.clone()],
                    });
                }
            }
        }
        found
    }
}

/// "My shoulder, not my knee" is about this time.
const POSSESSIVES: [&str; 16] = [
    "my", "mein", "meine", "meinen", "mi", "mon", "ma", "meu", "minha", "mio", "mia", "mijn",
    "our", "unser", "notre", "ons",
];
