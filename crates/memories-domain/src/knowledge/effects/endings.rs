//! What does not hold any more: given up, stopped, gone, declined.

use smol_str::SmolStr;

use super::{
    Effects,
    fact_state::{Ended, FactState},
    forms::forms,
    set,
};
use crate::{
    PersonIndex,
    knowledge::{
        Evidence, Nature, Standing,
        analysis::{Object, Role},
        weekdays::{is_recurring, names, weekday},
    },
};

/// A statement with more words than this is about more than one thing: another thing that ended
/// does not end all of it.
const MAX_WORDS_OF_ONE_THING: usize = 14;
/// More statements than this with its words are about a topic of the caller's, of which hardly all
/// ends: "I'm off the studio's website".
const MAX_STATEMENTS_OF_ONE_THING: usize = 6;
/// A longer ending describes the past, and one word of it does not name what ended: "I used to go
/// riding with my dad when I was a kid".
const MAX_WORDS_OF_AN_ENDING: usize = 3;

impl Effects<'_> {
    /// The words for what ended: those of a known fact if there are any.
    pub(super) fn ended_words(
        &self,
        before: &[SmolStr],
        after: &[SmolStr],
        referred: &[Vec<SmolStr>],
    ) -> Vec<SmolStr> {
        for words in [after, before] {
            let known = self.known_words(words);
            if !known.is_empty() {
                return known;
            }
        }
        // A pronoun stands for items of one list: for the one that was named last.
        let items = |words: &Vec<SmolStr>| -> Option<Vec<SmolStr>> {
            let has = |state: &FactState, word: &SmolStr| {
                state.nature == Nature::List && state.has_item(std::slice::from_ref(word))
            };
            let list = |word: &SmolStr| {
                let lists = self.facts.iter().filter(|(_, state)| has(state, word));
                lists
                    .min_by(|(a, _), (b, _)| a.cmp(b))
                    .map(|(_, state)| state)
            };
            let list = words.iter().rev().find_map(list)?;
            Some(
                words
                    .iter()
                    .filter(|word| has(list, word))
                    .cloned()
                    .collect(),
            )
        };
        if let Some(items) = referred.iter().find_map(items) {
            return items;
        }
        if after.is_empty() { before } else { after }.to_vec()
    }

    /// Those of some words that items of lists have: of "the person with the shellfish isn't coming",
    /// "shellfish". All of them if they are only in the values of other facts.
    fn known_words(&self, words: &[SmolStr]) -> Vec<SmolStr> {
        let is_item = |word: &SmolStr| {
            self.facts.values().any(|state| {
                state.nature == Nature::List && state.has_item(std::slice::from_ref(word))
            })
        };
        let items: Vec<SmolStr> = words.iter().filter(|word| is_item(word)).cloned().collect();
        let is_known = || self.facts.values().any(|state| state.has_item(words));
        if items.is_empty() && is_known() {
            words.to_vec()
        } else {
            items
        }
    }

    /// Facts with these words, and statements of earlier calls about them, have ended, and so have
    /// the agent's promises of this call about them.
    pub(super) fn end(&mut self, unit: usize, words: &[SmolStr], is_sure: bool) {
        let words = &without_containers(self.without_callers(words));
        let ended = Ended { words, is_sure };
        let evidence = self.evidence(unit);
        let person = self.fact_person(unit);
        let is_own = |owner: Option<PersonIndex>| owner.is_none() || owner == person;
        if !self.end_facts(ended, evidence, is_own) && !self.speaks_only_of_self(unit) {
            // "My husband stopped taking it."
            self.end_facts(ended, evidence, |_| true);
        }
        if words.iter().all(|word| self.names.contains(word.as_str())) {
            // "I've removed Dmitri": what was said in calls of his remains true.
            return;
        }
        self.end_agreements(unit, words);
        let has_day = self.part(unit).is_some_and(|part| !part.days.is_empty());
        let named = words.iter().flat_map(|word| forms(word));
        let others = self.statements_of_earlier_calls(unit, self.earlier.with_words(named));
        let is_in_passing = !is_sure
            && (words.len() > MAX_WORDS_OF_AN_ENDING || others.len() > MAX_STATEMENTS_OF_ONE_THING);
        for other in others {
            let Some(part) = self.part(other) else {
                continue;
            };
            let shared = words
                .iter()
                .filter(|word| forms(word).any(|form| part.content.contains(&form)))
                .count();
            // What is off on a day was arranged: "he won't be at the reading on the 14th" does not
            // mean everything about him.
            let is_about_the_day = has_day && words.len() > 1 && part.days.is_empty();
            let is_about_it = shared > 1
                || shared == 1
                    && !is_about_the_day
                    && !is_in_passing
                    && part.content.len() <= MAX_WORDS_OF_ONE_THING;
            let is_named = shared > 0 && !is_about_the_day;
            if is_named && self.take_out(other, words) {
                continue;
            }
            if is_about_it {
                let standing = if part.is_commitment {
                    Standing::Cancelled(evidence)
                } else {
                    Standing::Ended(evidence)
                };
                set(&mut self.standings, other, standing);
            }
        }
        self.decline(unit, words);
    }

    /// Refusals of earlier calls of what is wanted now do not hold any more.
    pub(super) fn want(&mut self, unit: usize, words: &[SmolStr]) {
        let evidence = self.evidence(unit);
        for other in self.statements_of_earlier_calls(unit, self.earlier.with_words(words)) {
            if self.part(other).is_some_and(|part| part.is(Role::Refusal)) {
                set(&mut self.standings, other, Standing::Replaced(evidence));
            }
        }
    }

    /// The items of a list without these words have ended, if others have them: "so it's just the dog
    /// now".
    pub(super) fn leave(&mut self, unit: usize, words: &[SmolStr]) {
        let person = self.fact_person(unit);
        let mut gone: Vec<SmolStr> = self
            .facts
            .iter()
            .filter(|((owner, _), state)| {
                (owner.is_none() || *owner == person)
                    && state.nature == Nature::List
                    && state.has_item(words)
            })
            .flat_map(|(_, state)| state.words_of_others(words))
            .collect();
        gone.sort_unstable();
        gone.dedup();
        if !gone.is_empty() {
            self.end(unit, &gone, true);
        }
    }

    /// The words without the names of the people on the line: what somebody gave up is not all that
    /// is known of them.
    pub(super) fn without_callers(&self, words: &[SmolStr]) -> Vec<SmolStr> {
        let others: Vec<SmolStr> = words
            .iter()
            .filter(|word| !self.names.contains(word.as_str()))
            .cloned()
            .collect();
        if others.is_empty() {
            words.to_vec()
        } else {
            others
        }
    }

    /// "No text message, please": what the agent has just promised is off.
    fn decline(&mut self, unit: usize, words: &[SmolStr]) {
        if self.part(unit).is_none_or(|part| part.is_agents) {
            return;
        }
        let evidence = self.evidence(unit);
        let declined: Vec<usize> = self
            .earlier
            .promises
            .iter()
            .rev()
            .copied()
            .take_while(|&other| self.is_same_call(other, unit))
            .filter(|&other| {
                self.part(other)
                    .is_some_and(|part| words.iter().any(|word| part.words.contains(word)))
            })
            .collect();
        for other in declined {
            set(&mut self.standings, other, Standing::Cancelled(evidence));
        }
    }

    /// "I've cancelled your Wednesday lessons": the fact that says when they are, every week.
    pub(super) fn end_weekly(&mut self, unit: usize, object: &Object) {
        let Some(part) = self.part(unit) else { return };
        let days: Vec<usize> = part.words.iter().filter_map(|word| weekday(word)).collect();
        if days.is_empty() {
            return;
        }
        let evidence = self.evidence(unit);
        let mut ended = Vec::new();
        for ((_, key), state) in &mut self.facts {
            let name = key.to_text().to_lowercase();
            let is_named = name.split(' ').any(|part| {
                object
                    .words
                    .iter()
                    .any(|word| is_singular_or_plural(part, word))
            });
            let is_weekly = state.items.iter().any(|item| {
                item.words
                    .iter()
                    .any(|word| weekday(word).is_some_and(|day| days.contains(&day)))
            });
            if is_named && is_weekly {
                ended.extend(state.end_all());
            }
        }
        for memory in ended {
            set(&mut self.standings, memory, Standing::Ended(evidence));
        }
        let names = days.iter().flat_map(|&day| names(day));
        for other in self.statements_of_earlier_calls(unit, self.earlier.with_words(names)) {
            let is_weekly = self.part(other).is_some_and(|part| {
                let is_of_day =
                    |word: &SmolStr| weekday(word).is_some_and(|day| days.contains(&day));
                part.words.iter().any(|word| is_recurring(word))
                    && part.words.iter().any(is_of_day)
                    && object
                        .words
                        .iter()
                        .any(|word| forms(word).any(|form| part.content.contains(&form)))
            });
            if is_weekly {
                set(&mut self.standings, other, Standing::Ended(evidence));
            }
        }
    }

    /// Returns whether there were any.
    fn end_facts(
        &mut self,
        ended: Ended<'_>,
        evidence: Evidence,
        is_meant: impl Fn(Option<PersonIndex>) -> bool,
    ) -> bool {
        let mut has_ended = false;
        for ((owner, key), state) in &mut self.facts {
            if !is_meant(*owner) {
                continue;
            }
            let count = state.count();
            for memory in state.end_items(key, ended) {
                set(&mut self.standings, memory, Standing::Ended(evidence));
            }
            has_ended |= state.count() < count;
        }
        has_ended
    }
}

/// "Your list", "the account": what something was taken off stays.
fn without_containers(words: Vec<SmolStr>) -> Vec<SmolStr> {
    const CONTAINERS: [&str; 18] = [
        "list", "liste", "lista", "lijst", "account", "record", "records", "file", "konto", "akte",
        "cuenta", "ficha", "compte", "fiche", "dossier", "conta", "scheda", "profile",
    ];
    let is_container = |word: &SmolStr| CONTAINERS.contains(&word.as_str());
    if words.iter().all(is_container) {
        return words;
    }
    words
        .into_iter()
        .filter(|word| !is_container(word))
        .collect()
}

/// Whether two words differ at most in a plural ending.
fn is_singular_or_plural(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    let ending = long.strip_prefix(short);
    ending.is_some_and(|ending| matches!(ending, "" | "s" | "es" | "e" | "en" | "n" | "sen"))
}
