use rustc_hash::FxHashMap;
use smol_str::SmolStr;

use crate::knowledge::analysis::{Act, News, Part, Role};

/// The units applied so far, by what later ones look for. Without it, every act would look at every
/// unit.
#[derive(Default)]
pub(super) struct Earlier<'m> {
    by_word: FxHashMap<&'m str, Vec<usize>>,
    by_slot: FxHashMap<&'m str, Vec<usize>>,
    by_number: FxHashMap<&'m str, Vec<usize>>,
    /// The words by their stems, made when it is first asked for: few statements correct a word.
    by_stem: Option<FxHashMap<&'m str, Vec<&'m str>>>,
    /// Those with a day.
    pub(super) dated: Vec<usize>,
    /// Promises of an agent.
    pub(super) promises: Vec<usize>,
    /// Answers to the question when something takes place.
    pub(super) times: Vec<usize>,
    /// Statements that something changed.
    pub(super) changes: Vec<usize>,
    /// Statements with a street and its number, also those that say yes to one.
    pub(super) addresses: Vec<usize>,
    /// Statements with an e-mail address.
    pub(super) emails: Vec<usize>,
    /// Statements about an allergy.
    pub(super) allergies: Vec<usize>,
    /// Statements with the code of a door.
    pub(super) codes: Vec<usize>,
}

impl<'m> Earlier<'m> {
    pub(super) fn add(&mut self, unit: usize, part: &'m Part) {
        for word in &part.words {
            let units = self.by_word.entry(word).or_default();
            if units.is_empty()
                && let Some(by_stem) = &mut self.by_stem
                && let Some(stem) = stem(word)
            {
                by_stem.entry(stem).or_default().push(word);
            }
            units.push(unit);
        }
        for number in &part.numbers {
            self.by_slot.entry(&number.slot).or_default().push(unit);
        }
        let particulars = &part.particulars;
        for number in &particulars.numbers {
            self.by_number.entry(number).or_default().push(unit);
        }
        if particulars.address.is_some() {
            self.addresses.push(unit);
        }
        if !particulars.emails.is_empty() {
            self.emails.push(unit);
        }
        if particulars.brings(News::Allergy) {
            self.allergies.push(unit);
        }
        if particulars.code_of.is_some() {
            self.codes.push(unit);
        }
        if !part.days.is_empty() {
            self.dated.push(unit);
        }
        if part.is_agents && part.is_commitment && !part.is_request() {
            self.promises.push(unit);
        }
        if part.is(Role::Time) {
            self.times.push(unit);
        }
        if part.acts.iter().any(|act| matches!(act, Act::Changes(_))) {
            self.changes.push(unit);
        }
    }

    /// The units with any of these words, in their order.
    pub(super) fn with_words<W: AsRef<str>>(
        &self,
        words: impl IntoIterator<Item = W>,
    ) -> Vec<usize> {
        let mut units: Vec<usize> = words
            .into_iter()
            .filter_map(|word| self.by_word.get(word.as_ref()))
            .flatten()
            .copied()
            .collect();
        units.sort_unstable();
        units.dedup();
        units
    }

    /// The units with any of these numbers, in their order.
    pub(super) fn with_numbers(&self, numbers: &[SmolStr]) -> Vec<usize> {
        let found = numbers
            .iter()
            .filter_map(|number| self.by_number.get(number.as_str()));
        let mut units: Vec<usize> = found.flatten().copied().collect();
        units.sort_unstable();
        units.dedup();
        units
    }

    /// The units with this word, or another of its forms: "cremated" for "cremation".
    pub(super) fn with_word_like(&mut self, word: &str) -> Vec<usize> {
        let by_stem = self.by_stem.get_or_insert_with(|| {
            let mut by_stem: FxHashMap<_, Vec<_>> = FxHashMap::default();
            for &word in self.by_word.keys() {
                if let Some(stem) = stem(word) {
                    by_stem.entry(stem).or_default().push(word);
                }
            }
            by_stem
        });
        match stem(word).and_then(|stem| by_stem.get(stem)) {
            Some(forms) => {
                let forms = forms.clone();
                self.with_words(forms)
            }
            None => self.with_words([word]),
        }
    }

    /// The units that give a number for this.
    pub(super) fn with_slot(&self, slot: &str) -> Vec<usize> {
        self.by_slot.get(slot).cloned().unwrap_or_default()
    }
}

/// Words of more characters than this have forms that begin alike.
const STEM_CHARS: usize = 6;

/// What the forms of a long word have in common.
fn stem(word: &str) -> Option<&str> {
    let (end, _) = word.char_indices().nth(STEM_CHARS)?;
    word.get(..end)
}

/// Whether two words are equal, or forms of one.
pub(super) fn are_alike(a: &str, b: &str) -> bool {
    a == b || stem(a).is_some_and(|stem_of_a| stem(b) == Some(stem_of_a))
}
