//! What a sentence does to earlier memories.

use std::ops::Range;

use smol_str::SmolStr;

use super::{Act, NEGATIONS, Object, Sentence};
use crate::{
    Speaker, TimeMention,
    extract::FillerFilter,
    knowledge::cues,
    text::{is_question, sentences, words},
};

impl Sentence<'_> {
    pub(super) fn find_acts(&self, filler: &FillerFilter, days: &[TimeMention]) -> Vec<Act> {
        let mut acts = Vec::new();
        if let Some(cancels) = cues::CANCELS.find(&self.words).next()
            && !cues::NO_CANCELLATION.is_in(&self.words)
        {
            acts.push(self.cancellation(filler, days, cancels.end));
        }
        if cues::CHANGES.is_in(&self.words) {
            acts.push(Act::Changes(Object {
                words: self.content_of(filler, &self.words),
                days: days.to_vec(),
                is_plural: false,
            }));
            if cues::REVERTS.is_in(&self.words) {
                acts.push(Act::Reverts);
            }
        }
        let mut before_clause: Vec<SmolStr> = Vec::new();
        for clause in self.clauses() {
            let cue = cues::ENDS
                .find(&clause)
                .last()
                .filter(|_| !self.is_question);
            if let Some(cue) = cue {
                let of = |range: Range<usize>| {
                    self.content_of(filler, clause.get(range).unwrap_or_default())
                };
                let (mut before, after) = (of(0..cue.start), of(cue.end..clause.len()));
                // "He's off the tablets, the vet stopped them": the tablets.
                let is_first = !acts.iter().any(|act| matches!(act, Act::Ends { .. }));
                let referred = if is_first && has_pronoun(&clause, &cue, &after) {
                    vec![before_clause.clone(), self.named_before(filler)]
                } else {
                    Vec::new()
                };
                if before.is_empty() && after.is_empty() {
                    // "The cat, we gave it away."
                    before.clone_from(&before_clause);
                }
                acts.push(Act::Ends {
                    before,
                    after,
                    referred,
                    is_sure: cues::ENDS_FACTS.is_in(&clause),
                });
            }
            let has_ended = acts.iter().any(|act| matches!(act, Act::Ends { .. }));
            if self.speaker == Some(Speaker::Caller)
                && !self.is_question
                && !has_ended
                && let Some(cue) = cues::ENDS_ITEMS.find(&clause).next()
            {
                let after = clause.get(cue.end..).unwrap_or_default();
                acts.push(Act::Ends {
                    before: Vec::new(),
                    after: Vec::new(),
                    referred: vec![
                        self.content_of(filler, after),
                        self.content_of(filler, &clause),
                    ],
                    is_sure: false,
                });
            }
            let missing = self.missing_noun(filler, &clause);
            if !missing.is_empty() {
                acts.push(Act::Ends {
                    before: Vec::new(),
                    after: missing,
                    referred: Vec::new(),
                    is_sure: cues::ENDS_FACTS.is_in(&clause),
                });
            }
            before_clause = self.content_of(filler, &clause);
        }
        if cues::KEPT.is_in(&self.words) && !self.is_question && !self.is_negated() {
            acts.push(Act::Keeps(Object {
                words: self.content_of(filler, &self.words),
                ..Object::default()
            }));
        }
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
        acts.extend(self.denial(filler));
        acts.extend(self.corrections(filler));
        acts
    }

    /// What is off; what is booked in the same breath is another thing.
    fn cancellation(&self, filler: &FillerFilter, days: &[TimeMention], cue_end: usize) -> Act {
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
        })
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
        let answers = self.start == 0
            && self.speaker == Some(Speaker::Caller)
            && NEGATIONS.contains(&first.as_str());
        let question = sentences(self.turn_before)
            .last()
            .filter(|last| answers && is_question(last))?;
        let asked: Vec<SmolStr> = words(question).into_iter().map(|word| word.text).collect();
        let named = self.content_of(filler, &asked);
        (cues::STILL.is_in(&asked) && named.len() > 1).then_some(Act::Denies(named))
    }

    /// What the sentence before this one names, or the turn before the first.
    fn named_before(&self, filler: &FillerFilter) -> Vec<SmolStr> {
        let words: Vec<SmolStr> = words(self.before)
            .into_iter()
            .map(|word| word.text)
            .collect();
        self.content_of(filler, &words)
    }

    /// "gate" in "no gate here", "text message" in "no text message, please".
    fn missing_noun(&self, filler: &FillerFilter, clause: &[SmolStr]) -> Vec<SmolStr> {
        if self.is_question || self.speaker != Some(Speaker::Caller) {
            return Vec::new();
        }
        let Some(range) = cues::NONE_OF.find(clause).next() else {
            return Vec::new();
        };
        let rest = clause.get(range.end..).unwrap_or_default();
        let is_named = |word: &SmolStr| {
            !self
                .content_of(filler, std::slice::from_ref(word))
                .is_empty()
        };
        let named = rest.iter().take_while(|word| is_named(word)).count();
        // More words are about something else.
        if (1..=2).contains(&named) && rest.len() <= named + 1 {
            self.content_of(filler, rest.get(..named).unwrap_or_default())
        } else {
            Vec::new()
        }
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
                    found.push(Act::Corrects {
                        wrong: wrong.clone(),
                        right: vec![last.clone()],
                    });
                }
            }
        }
        found
    }
}

/// Whether a pronoun beside the words that something ended stands for what ended: "gave him away",
/// "on l'a donné", "she died".
fn has_pronoun(clause: &[SmolStr], cue: &Range<usize>, after: &[SmolStr]) -> bool {
    let is_pronoun = |word: &SmolStr| {
        cues::PRONOUNS.is_in(std::slice::from_ref(word))
            || ["l'", "d'"].iter().any(|elided| word.starts_with(elided))
    };
    let before = clause.get(cue.start.saturating_sub(2)..cue.end);
    let next = clause.get(cue.end).filter(|_| after.is_empty());
    before
        .unwrap_or_default()
        .iter()
        .chain(next)
        .any(is_pronoun)
}
