use std::collections::HashSet;

use super::words::{Word, words};

/// A set of words and short runs of words.
pub(super) struct Phrases {
    phrases: HashSet<String>,
    /// The number of words of the longest phrase.
    longest: usize,
}

impl Phrases {
    /// How many words the longest phrase has that `words` begin with; 0 for none.
    pub(super) fn begin(&self, words: &[Word]) -> usize {
        (1..=self.longest.min(words.len()))
            .rev()
            .find(|&length| words.get(..length).is_some_and(|run| self.hold(run)))
            .unwrap_or(0)
    }

    /// Whether any phrase stands anywhere in `words`.
    pub(super) fn occur_in(&self, words: &[Word]) -> bool {
        tails(words).any(|tail| self.begin(tail) > 0)
    }

    /// `words` without the phrases.
    pub(super) fn removed_from(&self, words: &[Word]) -> Vec<Word> {
        let mut kept = Vec::new();
        let mut rest = words;
        while let Some((word, others)) = rest.split_first() {
            rest = match self.begin(rest) {
                0 => {
                    kept.push(word.clone());
                    others
                }
                length => rest.get(length..).unwrap_or_default(),
            };
        }
        kept
    }

    /// Whether `run` is a phrase, or one word that apostrophes make of phrases:
    /// "c'est".
    fn hold(&self, run: &[Word]) -> bool {
        match run {
            [word] if word.text.contains('\'') && !self.phrases.contains(&word.text) => word
                .text
                .split('\'')
                .all(|part| self.phrases.contains(part)),
            _ => self.phrases.contains(&joined(run)),
        }
    }
}

impl<'a> FromIterator<&'a str> for Phrases {
    fn from_iter<T: IntoIterator<Item = &'a str>>(phrases: T) -> Self {
        let mut longest = 0;
        let phrases = phrases
            .into_iter()
            .map(|phrase| {
                let words = words(phrase);
                longest = longest.max(words.len());
                joined(&words)
            })
            .collect();
        Self { phrases, longest }
    }
}

fn joined(words: &[Word]) -> String {
    let texts: Vec<_> = words.iter().map(|word| word.text.as_str()).collect();
    texts.join(" ")
}

fn tails(words: &[Word]) -> impl Iterator<Item = &[Word]> {
    (0..words.len()).filter_map(|start| words.get(start..))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn without(phrases: &[&str], text: &str) -> String {
        let phrases: Phrases = phrases.iter().copied().collect();
        joined(&phrases.removed_from(&words(text)))
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
    fn a_word_that_an_apostrophe_makes_of_phrases_is_removed() {
        assert_eq!(without(&["c", "est"], "C’est l'est."), "l'est");
    }
}
