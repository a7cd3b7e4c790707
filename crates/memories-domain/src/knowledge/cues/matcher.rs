use rustc_hash::FxHashMap;

/// Finds phrases in the words of a text.
pub(in crate::knowledge) struct PhraseMatcher {
    /// By the first two characters of the first word.
    phrases: FxHashMap<Key, Vec<Phrase>>,
}

/// The first two characters of a word.
type Key = (Option<char>, Option<char>);

struct Phrase(Vec<Pattern>);

enum Pattern {
    Word(String),
    Prefix(String),
}

impl PhraseMatcher {
    /// The ranges of words that are phrases, the longest at each position.
    pub(in crate::knowledge) fn find<'w, W: AsRef<str>>(
        &'w self,
        words: &'w [W],
    ) -> impl Iterator<Item = std::ops::Range<usize>> + 'w {
        (0..words.len()).filter_map(move |start| {
            let rest = words.get(start..)?;
            let candidates = self.phrases.get(&key(rest.first()?.as_ref()))?;
            let longest = candidates
                .iter()
                .filter(|phrase| phrase.is_prefix_of(rest))
                .map(|phrase| phrase.0.len())
                .max()?;
            Some(start..start + longest)
        })
    }

    pub(in crate::knowledge) fn is_in<W: AsRef<str>>(&self, words: &[W]) -> bool {
        self.find(words).next().is_some()
    }
}

impl Phrase {
    fn is_prefix_of<W: AsRef<str>>(&self, words: &[W]) -> bool {
        self.0.len() <= words.len()
            && self
                .0
                .iter()
                .zip(words)
                .all(|(pattern, word)| pattern.matches(word.as_ref()))
    }
}

impl Pattern {
    fn matches(&self, word: &str) -> bool {
        match self {
            Self::Word(exact) => exact == word,
            Self::Prefix(prefix) => word.starts_with(prefix.as_str()),
        }
    }
}

fn key(word: &str) -> Key {
    let mut chars = word.chars();
    (chars.next(), chars.next())
}

impl<'p> FromIterator<&'p str> for PhraseMatcher {
    fn from_iter<T: IntoIterator<Item = &'p str>>(list: T) -> Self {
        let mut phrases: FxHashMap<Key, Vec<Phrase>> = FxHashMap::default();
        for phrase in list {
            let patterns: Vec<Pattern> = phrase
                .split_whitespace()
                .map(|word| match word.strip_suffix('*') {
                    Some(prefix) => Pattern::Prefix(prefix.to_owned()),
                    None => Pattern::Word(word.to_owned()),
                })
                .collect();
            if let Some(Pattern::Word(first) | Pattern::Prefix(first)) = patterns.first() {
                phrases
                    .entry(key(first))
                    .or_default()
                    .push(Phrase(patterns));
            }
        }
        Self { phrases }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_match_whole_words_and_prefixes_of_words() {
        let matcher: PhraseMatcher = ["cancel*", "no longer", "called off"].into_iter().collect();
        let found = |text: &str| {
            let words: Vec<&str> = text.split([' ', ',']).filter(|w| !w.is_empty()).collect();
            matcher.find(&words).collect::<Vec<_>>()
        };
        assert_eq!(found("i cancelled it, cancel"), [1..2, 3..4]);
        assert_eq!(found("it is no longer called off"), [2..4, 4..6]);
        assert!(found("no long").is_empty());
    }
}
