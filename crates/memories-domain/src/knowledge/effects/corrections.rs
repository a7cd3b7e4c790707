//! What was said or heard wrong.

use std::collections::BTreeMap;

use smol_str::SmolStr;

use super::{Effects, earlier::are_alike, set};
use crate::{
    CallSpeaker,
    knowledge::{Evidence, Standing},
};

impl Effects<'_> {
    /// What was said before with the wrong word, and not with the right one, was wrong.
    pub(super) fn correct(
        &mut self,
        unit: usize,
        wrong: &str,
        is_everywhere: bool,
        right: &[SmolStr],
    ) {
        let evidence = self.evidence(unit);
        for other in self.earlier.with_word_like(wrong) {
            if !self.is_statement(other) || !is_everywhere && !self.is_same_call(other, unit) {
                continue;
            }
            let is_wrong = self.part(other).is_some_and(|part| {
                !right
                    .iter()
                    .any(|word| part.words.iter().any(|other| are_alike(word, other)))
            });
            if is_wrong {
                set(&mut self.standings, other, Standing::Corrected(evidence));
            }
        }
        let ended: Vec<usize> = self
            .facts
            .iter_mut()
            .flat_map(|(_, state)| state.remove_value(wrong))
            .collect();
        for memory in ended {
            set(&mut self.standings, memory, Standing::Corrected(evidence));
        }
    }

    /// Statements with a name that the caller corrected: "It's Glenn, people keep calling me Gwen."
    pub(super) fn correct_names(&mut self) {
        let mut corrections: BTreeMap<(String, String), Evidence> = BTreeMap::new();
        // Most calls of a line have one of few speakers.
        let mut misheard: BTreeMap<&CallSpeaker, Vec<(String, String)>> = BTreeMap::new();
        for unit in 0..self.units.len() {
            let caller = self
                .memory(unit)
                .and_then(|memory| memory.annotations.caller.as_ref())
                .filter(|caller| !caller.other_spellings.is_empty());
            let Some(caller) = caller else { continue };
            for (wrong, right) in misheard
                .entry(caller)
                .or_insert_with(|| misheard_names(caller))
            {
                let says_right = self.is_statement(unit)
                    && self
                        .part(unit)
                        .is_some_and(|part| part.words.contains(right.as_str()));
                let evidence = self.evidence(unit);
                let best = corrections
                    .entry((wrong.clone(), right.clone()))
                    .or_insert(evidence);
                if says_right && !self.is_statement_of(best.memory) {
                    *best = evidence;
                }
            }
        }
        for ((wrong, right), evidence) in corrections {
            for unit in self.earlier.with_words([&wrong]) {
                let is_wrong = self
                    .part(unit)
                    .is_some_and(|part| !part.words.contains(right.as_str()));
                if is_wrong && self.said_at(unit) <= evidence.at {
                    set(&mut self.standings, unit, Standing::Corrected(evidence));
                }
            }
        }
    }
}

/// The given names that a caller corrected, each with the right one.
fn misheard_names(caller: &CallSpeaker) -> Vec<(String, String)> {
    let Some(name) = &caller.name else {
        return Vec::new();
    };
    caller
        .other_spellings
        .iter()
        .filter(|wrong| !wrong.may_equal(name))
        .filter_map(|wrong| Some((wrong.given()?.to_lowercase(), name.given()?.to_lowercase())))
        .collect()
}
