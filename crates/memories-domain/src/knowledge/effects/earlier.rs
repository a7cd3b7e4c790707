use std::collections::{BTreeSet, HashMap};

use crate::knowledge::analysis::{Act, Part};

/// The units applied so far, by what later ones look for. Without it, every act would look at every
/// unit.
#[derive(Default)]
pub(super) struct Earlier<'m> {
    by_word: HashMap<&'m str, Vec<usize>>,
    by_slot: HashMap<&'m str, Vec<usize>>,
    /// Those with a day.
    pub(super) dated: Vec<usize>,
    /// Statements that something changed.
    pub(super) changes: Vec<usize>,
}

impl<'m> Earlier<'m> {
    pub(super) fn add(&mut self, unit: usize, part: &'m Part) {
        for word in &part.words {
            self.by_word.entry(word).or_default().push(unit);
        }
        for number in &part.numbers {
            self.by_slot.entry(&number.slot).or_default().push(unit);
        }
        if !part.days.is_empty() {
            self.dated.push(unit);
        }
        if part.acts.iter().any(|act| matches!(act, Act::Changes(_))) {
            self.changes.push(unit);
        }
    }

    /// The units with any of these words, in their order.
    pub(super) fn with_words<'w>(&self, words: impl IntoIterator<Item = &'w String>) -> Vec<usize> {
        let units: BTreeSet<usize> = words
            .into_iter()
            .filter_map(|word| self.by_word.get(word.as_str()))
            .flatten()
            .copied()
            .collect();
        units.into_iter().collect()
    }

    /// The units that give a number for this.
    pub(super) fn with_slot(&self, slot: &str) -> Vec<usize> {
        self.by_slot.get(slot).cloned().unwrap_or_default()
    }
}
