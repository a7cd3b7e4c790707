//! What became of promises, requirements, amounts and claims.

use smol_str::SmolStr;

use super::{Effects, set};
use crate::knowledge::{
    Standing,
    analysis::{Act, Part, Role},
};

/// One shared word tells which short requirement was met.
const MAX_WORDS_OF_A_REQUIREMENT: usize = 6;

impl Effects<'_> {
    /// What an agent of an earlier call said about an amount was settled when it was paid.
    pub(super) fn pay(&mut self, unit: usize, amounts: &[SmolStr]) {
        let evidence = self.evidence(unit);
        for other in self.statements_of_earlier_calls(unit, self.earlier.with_words(amounts)) {
            let is_settled = self.part(other).is_some_and(|part| {
                part.is(Role::Note) && !part.acts.iter().any(|act| matches!(act, Act::Pays(_)))
            });
            if is_settled {
                set(&mut self.standings, other, Standing::Ended(evidence));
            }
        }
    }

    /// What somebody had to do, as an agent of an earlier call said, is done.
    pub(super) fn fulfil(&mut self, unit: usize, words: &[SmolStr]) {
        let words = self.without_callers(words);
        let standing = Standing::Ended(self.evidence(unit));
        self.set_similar(unit, &words, standing, |part, shared| {
            part.is(Role::Requirement)
                && (shared > 1 || part.content.len() <= MAX_WORDS_OF_A_REQUIREMENT)
        });
    }

    /// What the caller denied is not so any more.
    pub(super) fn deny(&mut self, unit: usize, words: &[SmolStr]) {
        let standing = Standing::Ended(self.evidence(unit));
        self.set_similar(unit, words, standing, |part, shared| {
            !part.is_question && shared > 1
        });
        let denied: Vec<usize> = self
            .facts
            .values_mut()
            .flat_map(|state| state.remove_all_of(words))
            .collect();
        for memory in denied {
            set(&mut self.standings, memory, standing);
        }
    }

    /// Sets the standing of statements of earlier calls that share words with these, by how many.
    fn set_similar(
        &mut self,
        unit: usize,
        words: &[SmolStr],
        standing: Standing,
        is_meant: impl Fn(&Part, usize) -> bool,
    ) {
        for other in self.statements_of_earlier_calls(unit, self.earlier.with_words(words)) {
            let is_similar = self.part(other).is_some_and(|part| {
                let is_shared = |word: &&SmolStr| part.content.contains(*word);
                is_meant(part, words.iter().filter(is_shared).count())
            });
            if is_similar {
                set(&mut self.standings, other, standing);
            }
        }
    }

    /// What was said in earlier calls of the state of a claim or a ticket is replaced.
    pub(super) fn settle_files(&mut self, unit: usize, numbers: &[SmolStr]) {
        let evidence = self.evidence(unit);
        for other in self.statements_of_earlier_calls(unit, self.earlier.with_words(numbers)) {
            let is_about_it = self.part(other).is_some_and(|part| {
                (part.is_agents || !self.is_said(other))
                    && numbers.iter().any(|number| part.content.contains(number))
                    && self
                        .part(unit)
                        .is_some_and(|own| own.content.intersection(&part.content).count() > 1)
            });
            if is_about_it {
                set(&mut self.standings, other, Standing::Replaced(evidence));
            }
        }
    }

    /// Whether somebody said it: it is no summary.
    fn is_said(&self, unit: usize) -> bool {
        self.units
            .get(unit)
            .is_some_and(|unit| self.is_statement_of(unit.memory))
    }
}
