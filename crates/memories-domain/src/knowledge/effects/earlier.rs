use rustc_hash::FxHashMap;
use smol_str::SmolStr;

use crate::knowledge::analysis::{Act, News, Part, Role};

/// The units applied so far, by what later ones look for. Without it, every act would look at every
/// unit.
#[derive(Default)]
pub(super) struct Earlier<'m> {
    by_word: Postings<'m>,
    by_slot: Postings<'m>,
    by_number: Postings<'m>,
    by_question: Postings<'m>,
    /// The words by their stems, made when it is first asked for: few statements correct a word.
    by_stem: Option<FxHashMap<&'m str, Vec<&'m str>>>,
    /// Those with a day.
    pub(super) dated: Vec<usize>,
    /// Those of them that may still be to come.
    pub(super) arranged: Vec<usize>,
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
    /// For units with so many words in all.
    pub(super) fn with_capacity(words: usize) -> Self {
        Self {
            by_word: Postings {
                latest: FxHashMap::default(),
                postings: Vec::with_capacity(words),
            },
            ..Self::default()
        }
    }

    pub(super) fn add(&mut self, unit: usize, part: &'m Part) {
        for word in &part.words {
            let is_new = self.by_word.add(word, unit);
            if is_new
                && let Some(by_stem) = &mut self.by_stem
                && let Some(stem) = stem(word)
            {
                by_stem.entry(stem).or_default().push(word);
            }
        }
        for number in &part.numbers {
            self.by_slot.add(&number.slot, unit);
        }
        for word in &part.asked {
            self.by_question.add(word, unit);
        }
        let particulars = &part.particulars;
        for number in &particulars.numbers {
            self.by_number.add(number, unit);
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
            self.arranged.push(unit);
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
            .flat_map(|word| self.by_word.latest_first(word.as_ref()))
            .collect();
        units.sort_unstable();
        units.dedup();
        units
    }

    /// The short answers to questions with any of these words.
    pub(super) fn answering(&self, words: impl IntoIterator<Item = SmolStr>) -> Vec<usize> {
        let mut units: Vec<usize> = words
            .into_iter()
            .flat_map(|word| self.by_question.latest_first(&word).collect::<Vec<_>>())
            .collect();
        units.sort_unstable();
        units.dedup();
        units
    }

    /// The units with any of these numbers, in their order.
    pub(super) fn with_numbers(&self, numbers: &[SmolStr]) -> Vec<usize> {
        let mut units: Vec<usize> = numbers
            .iter()
            .flat_map(|number| self.by_number.latest_first(number))
            .collect();
        units.sort_unstable();
        units.dedup();
        units
    }

    /// The units with this word, or another of its forms: "cremated" for "cremation".
    pub(super) fn with_word_like(&mut self, word: &str) -> Vec<usize> {
        let by_stem = self.by_stem.get_or_insert_with(|| {
            let mut by_stem: FxHashMap<_, Vec<_>> = FxHashMap::default();
            for word in self.by_word.keys() {
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
        let mut units: Vec<usize> = self.by_slot.latest_first(slot).collect();
        units.reverse();
        units
    }
}

/// The units by a text, as one list for all texts: most of them are in one unit only.
#[derive(Default)]
struct Postings<'m> {
    latest: FxHashMap<&'m str, usize>,
    /// A unit, and the posting of the same text before it.
    postings: Vec<(usize, Option<usize>)>,
}

impl<'m> Postings<'m> {
    /// Returns whether the text is new.
    fn add(&mut self, text: &'m str, unit: usize) -> bool {
        let before = self.latest.insert(text, self.postings.len());
        self.postings.push((unit, before));
        before.is_none()
    }

    fn latest_first<'p>(&'p self, text: &str) -> impl Iterator<Item = usize> + use<'p, 'm> {
        let mut next = self.latest.get(text).copied();
        std::iter::from_fn(move || {
            let (unit, before) = *self.postings.get(next?)?;
            next = before;
            Some(unit)
        })
    }

    fn keys(&self) -> impl Iterator<Item = &'m str> {
        self.latest.keys().copied()
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
