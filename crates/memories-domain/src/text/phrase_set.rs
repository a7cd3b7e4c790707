use std::collections::{HashMap, HashSet};

use super::words::{Word, words};

/// A set of words and short runs of words.
pub(crate) struct PhraseSet {
    phrases: HashSet<String>,
    /// The number of words in the longest phrase that begins with a word.
    max_words: HashMap<String, usize>,
}

impl PhraseSet {
    /// The number of words in the longest phrase that `words` start with; 0 for none.
    pub(crate) fn longest_prefix(&self, words: &[Word]) -> usize {
        let Some(first) = words.first() else { return 0 };
        // Most words begin no phrase.
        let max_words = self.max_words.get(&first.text).copied().unwrap_or(1);
        (2..=max_words.min(words.len()))
            .rev()
            .find(|&length| {
                words
                    .get(..length)
                    .is_some_and(|run| self.phrases.contains(&join(run)))
            })
            .unwrap_or_else(|| usize::from(self.contains(&first.text)))
    }

    /// Whether any phrase occurs in `words`.
    pub(crate) fn matches_anywhere(&self, words: &[Word]) -> bool {
        suffixes(words).any(|suffix| self.longest_prefix(suffix) > 0)
    }

    /// Whether a lower-case word by itself is a phrase.
    pub(crate) fn contains_word(&self, word: &str) -> bool {
        self.phrases.contains(word)
    }

    /// `words` without the phrases.
    pub(crate) fn removed_from(&self, words: &[Word]) -> Vec<Word> {
        let mut remaining = Vec::new();
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

    /// Whether a word is a phrase, or its parts between apostrophes all are, such as "c'est".
    fn contains(&self, word: &str) -> bool {
        self.phrases.contains(word)
            || word.contains('\'') && word.split('\'').all(|part| self.phrases.contains(part))
    }
}

impl<'a> FromIterator<&'a str> for PhraseSet {
    fn from_iter<T: IntoIterator<Item = &'a str>>(phrases: T) -> Self {
        let mut max_words: HashMap<String, usize> = HashMap::new();
        let phrases = phrases
            .into_iter()
            .map(|phrase| {
                let words = words(phrase);
                if let Some(first) = words.first() {
                    let longest = max_words.entry(first.text.clone()).or_default();
                    *longest = words.len().max(*longest);
                }
                join(&words)
            })
            .collect();
        Self { phrases, max_words }
    }
}

fn join(words: &[Word]) -> String {
    let texts: Vec<_> = words.iter().map(|word| word.text.as_str()).collect();
    texts.join(" ")
}

fn suffixes(words: &[Word]) -> impl Iterator<Item = &[Word]> {
    (0..words.len()).filter_map(|start| words.get(start..))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn without(phrases: &[&str], text: &str) -> String {
        let phrases: PhraseSet = phrases.iter().copied().collect();
        join(&phrases.removed_from(&words(text)))
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
