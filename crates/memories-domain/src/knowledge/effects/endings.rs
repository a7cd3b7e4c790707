//! What does not hold any more: given up, stopped, gone, declined.

use smol_str::SmolStr;

use super::{
    Effects,
    fact_state::{Ended, FactState},
    set,
};
use crate::{
    PersonIndex,
    knowledge::{Evidence, Nature, Standing},
};

/// A statement with more words than this is about more than one thing: another thing that ended
/// does not end all of it.
const MAX_WORDS_OF_ONE_THING: usize = 14;

impl Effects<'_> {
    /// The words for what ended: those of a known fact if there are any.
    pub(super) fn ended_words(
        &self,
        before: &[SmolStr],
        after: &[SmolStr],
        referred: &[Vec<SmolStr>],
    ) -> Vec<SmolStr> {
        let is_known = |words: &[SmolStr]| self.facts.values().any(|state| state.has_item(words));
        if is_known(after) {
            return after.to_vec();
        }
        if is_known(before) {
            return before.to_vec();
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

    /// Facts with these words, and statements of earlier calls about them, have ended, and so have
    /// the agent's promises of this call about them.
    pub(super) fn end(&mut self, unit: usize, words: &[SmolStr], is_sure: bool) {
        let words = &self.without_callers(words);
        let ended = Ended { words, is_sure };
        let evidence = self.evidence(unit);
        let person = self.fact_person(unit);
        let is_own = |owner: Option<PersonIndex>| owner.is_none() || owner == person;
        if !self.end_facts(ended, evidence, is_own) {
            // "My husband stopped taking it."
            self.end_facts(ended, evidence, |_| true);
        }
        for other in self.statements_of_earlier_calls(unit, self.earlier.with_words(words)) {
            let Some(part) = self.part(other) else {
                continue;
            };
            let shared = words
                .iter()
                .filter(|word| part.content.contains(*word))
                .count();
            let is_about_it =
                shared > 1 || shared == 1 && part.content.len() <= MAX_WORDS_OF_ONE_THING;
            if is_about_it {
                set(&mut self.standings, other, Standing::Ended(evidence));
            }
        }
        self.decline(unit, words);
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
            set(&mut self.standings, other, Standing::Ended(evidence));
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
