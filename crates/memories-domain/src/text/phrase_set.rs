use rustc_hash::FxHashMap;
use smol_str::SmolStr;

use super::words::{Word, words};

/// A set of words and short runs of words.
pub(crate) struct PhraseSet {
    /// By their first word, the words that follow it in each phrase; longer phrases first.
    phrases: FxHashMap<SmolStr, Vec<Box<[SmolStr]>>>,
}

impl PhraseSet {
    /// The number of words in the longest phrase that `words` start with; 0 for none.
    pub(crate) fn longest_prefix(&self, words: &[Word]) -> usize {
        let Some((first, others)) = words.split_first() else {
            return 0;
        };
        let follow = |rest: &[SmolStr]| {
            let run = others.iter().map(|word| &word.text).take(rest.len());
            rest.iter().eq(run)
        };
        let candidates = self.phrases.get(&first.text);
        candidates
            .and_then(|rests| rests.iter().find(|rest| follow(rest)))
            .map_or_else(
                || usize::from(self.contains_parts(&first.text)),
                |rest| rest.len() + 1,
            )
    }

    /// Whether any phrase occurs in `words`.
    pub(crate) fn matches_anywhere(&self, words: &[Word]) -> bool {
        suffixes(words).any(|suffix| self.longest_prefix(suffix) > 0)
    }

    /// Whether a lower-case word by itself is a phrase.
    pub(crate) fn contains_word(&self, word: &str) -> bool {
        self.phrases
            .get(word)
            .and_then(|rests| rests.last())
            .is_some_and(|shortest| shortest.is_empty())
    }

    /// `words` without the phrases.
    pub(crate) fn removed_from(&self, words: &[Word]) -> Vec<Word> {
        let mut remaining = Vec::with_capacity(words.len());
        let mut rest = words;
        while let Some((word, others)) = rest.split_first() {
            rest = match self.longest_prefix(rest) {
                0 => {
                    remaining.push(word.clone());
                    others
                }
                length => rest.get(length..).unwrap_or_default(),
            };
        }
        remaining
    }

    /// Whether the parts of a word between apostrophes all are phrases, as in "c'est".
    fn contains_parts(&self, word: &str) -> bool {
        word.contains('\'') && word.split('\'').all(|part| self.contains_word(part))
    }
}

impl<'a> FromIterator<&'a str> for PhraseSet {
    fn from_iter<T: IntoIterator<Item = &'a str>>(phrases: T) -> Self {
        let mut by_first_word: FxHashMap<SmolStr, Vec<Box<[SmolStr]>>> = FxHashMap::default();
        for phrase in phrases {
            let mut words = words(phrase).into_iter().map(|word| word.text);
            if let Some(first) = words.next() {
                by_first_word
                    .entry(first)
                    .or_default()
                    .push(words.collect());
            }
        }
        for rests in by_first_word.values_mut() {
            rests.sort_unstable_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
            rests.dedup();
        }
        Self {
            phrases: by_first_word,
        }
    }
}

fn suffixes(words: &[Word]) -> impl Iterator<Item = &[Word]> {
    (0..words.len()).filter_map(|start| words.get(start..))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn without(phrases: &[&str], text: &str) -> String {
        let phrases: PhraseSet = phrases.iter().copied().collect();
        let remaining = phrases.removed_from(&words(text));
        let texts: Vec<_> = remaining.iter().map(|word| word.text.as_str()).collect();
        texts.join(" ")
    }

    #[test]
    fn the_longest_phrase_is_removed_first() {
        assert_eq!(
            without(&["thanks", "thanks a lot"], "Thanks a lot, Robin!"),
            "robin"
        );
    }

    #[test]
    fn a_phrase_matches_whole_words_in_their_order() {
        assert_eq!(
            without(&["see you"], "I see. You foresee you"),
            "i foresee you"
        );
        assert_eq!(without(&["see you"], "you see"), "you see");
    }

    #[test]
    fn a_phrase_of_a_script_without_spaces_matches_its_characters() {
        assert_eq!(without(&["谢谢"], "谢谢你"), "你");
    }

    #[test]
    fn a_word_whose_parts_between_apostrophes_are_phrases_is_removed() {
        assert_eq!(without(&["c", "est"], "C’est l'est."), "l'est");
    }
}
