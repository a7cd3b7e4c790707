//! The words of a turn with their case and the punctuation before each, which tell names from
//! other words.

use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation;

use super::{
    folding::{fold, title_case},
    vocabulary::TITLES,
};

/// People introduce themselves at the start of a turn; the rest of a long one is not read.
const MAX_TURN_CHARS: usize = 2_000;

/// Before one letter of a name.
const WITH: [&str; 6] = ["with", "mit", "con", "avec", "com", "met"];

/// What stands before a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Gap {
    Space,
    Hyphen,
    Comma,
    /// The end of a sentence, or of the turn.
    Stop,
    QuestionMark,
}

pub(super) struct SpokenWord<'t> {
    pub(super) text: &'t str,
    /// Without case and accents.
    pub(super) folded: String,
    /// What stands before it.
    pub(super) gap: Gap,
}

impl SpokenWord<'_> {
    /// Whether it is written like a name: "Marta", "O'Brien", not "marta", "NHS" or "B2".
    pub(super) fn is_capitalised(&self) -> bool {
        let mut chars = self.text.chars();
        chars.next().is_some_and(char::is_uppercase)
            && chars.clone().any(char::is_lowercase)
            && chars.all(|c| c.is_alphabetic() || matches!(c, '\'' | '’') || is_combining_mark(c))
    }

    /// A single letter, as in a spelled name.
    pub(super) fn is_letter(&self) -> bool {
        let mut chars = self.text.chars();
        chars.next().is_some_and(char::is_alphabetic) && chars.next().is_none()
    }

    /// "helen" of "Helen's".
    pub(super) fn owner(&self) -> Option<&str> {
        self.folded.strip_suffix("'s")
    }
}

/// A turn, word by word.
pub(super) struct SpokenTurn<'t> {
    pub(super) words: Vec<SpokenWord<'t>>,
    /// The punctuation after the last word.
    end: Gap,
}

impl<'t> SpokenTurn<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        let text = match text.char_indices().nth(MAX_TURN_CHARS) {
            Some((end, _)) => text.get(..end).unwrap_or_default(),
            None => text,
        };
        let (mut words, mut read): (Vec<SpokenWord<'t>>, usize) = (Vec::new(), 0);
        for (start, word) in text.unicode_word_indices() {
            let between = text.get(read..start).unwrap_or_default();
            let gap = match words.last() {
                Some(previous) => gap(between, previous),
                None => Gap::Stop,
            };
            words.push(SpokenWord {
                text: word,
                folded: fold(word),
                gap,
            });
            read = start + word.len();
        }
        let rest = text.get(read..).unwrap_or_default();
        let end = if rest.contains('?') {
            Gap::QuestionMark
        } else {
            Gap::Stop
        };
        Self { words, end }
    }

    pub(super) fn word(&self, index: usize) -> Option<&SpokenWord<'t>> {
        self.words.get(index)
    }

    pub(super) fn folded(&self, index: usize) -> Option<&str> {
        self.word(index).map(|word| word.folded.as_str())
    }

    /// What stands between the words before `index` and the one at `index`.
    pub(super) fn gap_before(&self, index: usize) -> Gap {
        self.word(index).map_or(self.end, |word| word.gap)
    }

    /// Whether a phrase, as folded words, stands at `index` within one clause.
    pub(super) fn phrase_at(&self, index: usize, phrase: &[&str]) -> bool {
        phrase.iter().enumerate().all(|(offset, expected)| {
            self.word(index + offset).is_some_and(|word| {
                word.folded == *expected && (offset == 0 || word.gap < Gap::Comma)
            })
        })
    }

    /// The letters spelled from `index`, as a name, and the index after them: "R-A-M-A-N",
    /// "B E L L", "J.O.N".
    pub(super) fn spelled_at(&self, index: usize) -> Option<(String, usize)> {
        let first = self.word(index)?;
        if first.text.contains('.') && first.text.split('.').all(|part| part.chars().count() == 1) {
            let letters: String = first.text.chars().filter(|&c| c != '.').collect();
            return (letters.chars().count() >= 3).then(|| (title_case(&letters), index + 1));
        }
        // "With a Y" says how a name is written and spells nothing.
        let before = index.checked_sub(1).and_then(|at| self.folded(at));
        if before.is_some_and(|word| WITH.contains(&word)) {
            return None;
        }
        let letters: Vec<&str> = self
            .words
            .iter()
            .skip(index)
            .enumerate()
            .take_while(|(offset, word)| {
                word.is_letter() && (*offset == 0 || word.gap < Gap::QuestionMark)
            })
            .map(|(_, word)| word.text)
            .take(30)
            .collect();
        // "B-E-L-L, I got a letter": after another kind of gap, the last letter is a word.
        let gaps: Vec<Gap> = (index + 1..index + letters.len())
            .map(|at| self.gap_before(at))
            .collect();
        let is_word_after = gaps.split_last().is_some_and(|(last, inner)| {
            *last >= Gap::Comma && inner.len() >= 2 && inner.iter().all(|gap| *gap < Gap::Comma)
        });
        let count = letters.len() - usize::from(is_word_after);
        let letters = letters.get(..count).unwrap_or_default();
        (count >= 3).then(|| (title_case(&letters.concat()), index + count))
    }
}

fn gap(between: &str, previous: &SpokenWord<'_>) -> Gap {
    if between.contains(['?', '¿']) {
        Gap::QuestionMark
    } else if between.contains(['!', '…', ';', '\n', '¡']) {
        Gap::Stop
    } else if between.contains('.') {
        let is_abbreviation = TITLES.contains(previous.folded.as_str()) || previous.is_letter();
        if is_abbreviation && between.trim_start().starts_with('.') {
            Gap::Space
        } else {
            Gap::Stop
        }
    } else if between.contains([
        ',', ':', '–', '—', '(', ')', '"', '“', '”', '/', '{', '<', '[',
    ]) {
        Gap::Comma
    } else if between.contains(['-', '‐', '‑']) {
        Gap::Hyphen
    } else {
        Gap::Space
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spelled_letters_are_read_with_any_separator() {
        for text in [
            "R-A-M-A-N",
            "R A M A N",
            "r. a. m. a. n.",
            "R.A.M.A.N",
            "R, A, M, A, N",
        ] {
            let turn = SpokenTurn::new(text);
            assert_eq!(
                turn.spelled_at(0).map(|(name, _)| name).as_deref(),
                Some("Raman"),
                "{text}"
            );
        }
        assert_eq!(SpokenTurn::new("a b").spelled_at(0), None);
    }

    #[test]
    fn a_word_of_one_letter_after_a_spelled_name_is_not_part_of_it() {
        for text in [
            "B-E-L-L, I got a letter",
            "B-E-L-L, a new customer",
            "B E L L, e vorrei",
        ] {
            let turn = SpokenTurn::new(text);
            let name = turn.spelled_at(0).map(|(name, _)| name);
            assert_eq!(name.as_deref(), Some("Bell"), "{text}");
        }
    }

    #[test]
    fn a_title_does_not_end_a_sentence() {
        let turn = SpokenTurn::new("Mrs. Kim is here. Good.");
        let gaps: Vec<_> = turn.words.iter().map(|word| word.gap).collect();
        assert_eq!(
            gaps,
            [Gap::Stop, Gap::Space, Gap::Space, Gap::Space, Gap::Stop]
        );
    }
}
