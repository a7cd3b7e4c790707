use rustc_hash::FxHashMap;

/// The most words between the parts of a phrase: "non _ più" is in "non lo prendo più".
const MAX_GAP_WORDS: usize = 3;

/// Finds phrases in the words of a text.
pub(in crate::knowledge) struct PhraseMatcher {
    starts: Starts,
    /// By the first two characters of the first word.
    phrases: FxHashMap<Key, Vec<Phrase>>,
}

/// How phrases begin. Few words of a text begin so, and each is compared with dozens of lists of
/// phrases: a bit tells most of them apart for less than a hash.
#[derive(Default)]
struct Starts([u64; 16]);

impl Starts {
    fn add(&mut self, word: &str) {
        let (block, bit) = Self::place(word);
        if let Some(block) = self.0.get_mut(block) {
            *block |= bit;
        }
    }

    /// `false` if no phrase begins with the first two bytes of this word.
    fn may_contain(&self, word: &str) -> bool {
        let (block, bit) = Self::place(word);
        self.0.get(block).is_some_and(|block| block & bit != 0)
    }

    const fn place(word: &str) -> (usize, u64) {
        let (first, second) = match word.as_bytes() {
            [first, second, ..] => (*first, *second),
            [first] => (*first, 0),
            [] => (0, 0),
        };
        let slot = (first as usize * 37 + second as usize) % 1024;
        (slot / 64, 1 << (slot % 64))
    }
}

/// The first two characters of a word.
type Key = (Option<char>, Option<char>);

struct Phrase(Vec<Pattern>);

enum Pattern {
    Word(String),
    Prefix(String),
    /// Up to [`MAX_GAP_WORDS`] words.
    Gap,
}

impl PhraseMatcher {
    /// The ranges of words that are phrases, the longest at each position.
    pub(in crate::knowledge) fn find<'w, W: AsRef<str>>(
        &'w self,
        words: &'w [W],
    ) -> impl Iterator<Item = std::ops::Range<usize>> + 'w {
        (0..words.len()).filter_map(move |start| {
            let rest = words.get(start..)?;
            let first = rest.first()?.as_ref();
            if !self.starts.may_contain(first) {
                return None;
            }
            let candidates = self.phrases.get(&key(first))?;
            let longest = candidates
                .iter()
                .filter_map(|phrase| phrase.length_at_start_of(rest))
                .max()?;
            Some(start..start + longest)
        })
    }

    pub(in crate::knowledge) fn is_in<W: AsRef<str>>(&self, words: &[W]) -> bool {
        self.find(words).next().is_some()
    }
}

impl Phrase {
    /// How many of the words it covers, if they begin with it.
    fn length_at_start_of<W: AsRef<str>>(&self, words: &[W]) -> Option<usize> {
        let mut at = 0;
        let mut patterns = self.0.iter();
        while let Some(pattern) = patterns.next() {
            if matches!(pattern, Pattern::Gap) {
                let Some(next) = patterns.next() else {
                    return Some(at);
                };
                let rest = words.get(at..)?;
                at += rest
                    .iter()
                    .take(MAX_GAP_WORDS + 1)
                    .position(|word| next.matches(word.as_ref()))?;
            } else if !pattern.matches(words.get(at)?.as_ref()) {
                return None;
            }
            at += 1;
        }
        Some(at)
    }
}

impl Pattern {
    fn matches(&self, word: &str) -> bool {
        match self {
            Self::Word(exact) => exact == word,
            Self::Prefix(prefix) => word.starts_with(prefix.as_str()),
            Self::Gap => false,
        }
    }
}

fn key(word: &str) -> Key {
    let mut chars = word.chars();
    (chars.next(), chars.next())
}

impl<'p> FromIterator<&'p str> for PhraseMatcher {
    fn from_iter<T: IntoIterator<Item = &'p str>>(list: T) -> Self {
        let mut starts = Starts::default();
        let mut phrases: FxHashMap<Key, Vec<Phrase>> = FxHashMap::default();
        for phrase in list {
            let patterns: Vec<Pattern> = phrase
                .split_whitespace()
                .map(|word| match word.strip_suffix('*') {
                    _ if word == "_" => Pattern::Gap,
                    Some(prefix) => Pattern::Prefix(prefix.to_owned()),
                    None => Pattern::Word(word.to_owned()),
                })
                .collect();
            if let Some(Pattern::Word(first) | Pattern::Prefix(first)) = patterns.first() {
                starts.add(first);
                phrases
                    .entry(key(first))
                    .or_default()
                    .push(Phrase(patterns));
            }
        }
        Self { starts, phrases }
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

    #[test]
    fn a_gap_is_up_to_three_words() {
        let matcher: PhraseMatcher = ["non _ più"].into_iter().collect();
        let found = |text: &str| {
            let words: Vec<&str> = text.split(' ').collect();
            matcher.find(&words).next()
        };
        assert_eq!(found("non più"), Some(0..2));
        assert_eq!(found("non lo prendo più oggi"), Some(0..4));
        assert_eq!(found("non ne ho mai avuto più"), None);
    }
}
