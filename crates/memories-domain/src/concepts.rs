//! What callers of service lines talk about, with its words in every supported language.
//!
//! A model asks "does the tenant have a dog" about a call in Dutch, or "invoice" where the caller
//! said "bill". The tables are small: the things of daily calls, not a dictionary.

mod vocabulary;

use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use smol_str::SmolStr;

use self::vocabulary::{LANGUAGES, rows};

/// Words are looked up by so many of their first characters.
const KEY_CHARS: usize = 3;
/// What may follow a word.
const PLURALS: [&str; 5] = ["", "s", "es", "n", "en"];
/// Endings of compounds are looked up by so many of their last ones.
const END_CHARS: usize = 4;

const MAX_CONCEPTS: usize = 256;

/// A set of concepts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ConceptSet([u64; MAX_CONCEPTS / 64]);

impl ConceptSet {
    #[must_use]
    pub fn is_empty(self) -> bool {
        self == Self::default()
    }

    /// Whether they have a concept in common.
    #[must_use]
    pub fn intersects(self, other: Self) -> bool {
        self.0.iter().zip(other.0).any(|(a, b)| a & b != 0)
    }

    #[must_use]
    pub fn union(mut self, other: Self) -> Self {
        for (a, b) in self.0.iter_mut().zip(other.0) {
            *a |= b;
        }
        self
    }

    fn insert(&mut self, concept: u8) {
        if let Some(bits) = self.0.get_mut(usize::from(concept / 64)) {
            *bits |= 1 << (concept % 64);
        }
    }
}

/// A word of a concept, or the beginning or end of such words, without accents.
struct Entry {
    text: SmolStr,
    shape: Shape,
    concept: u8,
    language: u8,
    /// Whether it is a kind of what the concept is.
    is_narrower: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Shape {
    Word,
    Beginning,
    End,
}

impl Entry {
    fn matches(&self, word: &str) -> bool {
        match self.shape {
            Shape::Word => word
                .strip_prefix(&*self.text)
                .is_some_and(|ending| PLURALS.contains(&ending)),
            Shape::Beginning => word.starts_with(&*self.text),
            Shape::End => word.ends_with(&*self.text),
        }
    }
}

struct Lexicon {
    by_beginning: FxHashMap<SmolStr, Vec<Entry>>,
    by_end: FxHashMap<SmolStr, Vec<Entry>>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let mut lexicon = Lexicon {
        by_beginning: FxHashMap::default(),
        by_end: FxHashMap::default(),
    };
    for (row, concept) in rows().zip(0..=u8::MAX) {
        for (words, language) in row.iter().zip(0_u8..) {
            let (same, narrower) = words.split_once('|').unwrap_or((words, ""));
            for (words, is_narrower) in [(same, false), (narrower, true)] {
                for word in words.split_whitespace() {
                    lexicon.add(word, concept, language, is_narrower);
                }
            }
        }
    }
    lexicon
});

impl Lexicon {
    fn add(&mut self, word: &str, concept: u8, language: u8, is_narrower: bool) {
        let (text, shape) = match (word.strip_prefix('*'), word.strip_suffix('*')) {
            (Some(end), _) => (end, Shape::End),
            (_, Some(beginning)) => (beginning, Shape::Beginning),
            _ => (word, Shape::Word),
        };
        let text = without_accents(text);
        let (entries, key) = match shape {
            Shape::End => (&mut self.by_end, end_of(&text)),
            Shape::Word | Shape::Beginning => (&mut self.by_beginning, beginning_of(&text)),
        };
        entries.entry(key.into()).or_default().push(Entry {
            text,
            shape,
            concept,
            language,
            is_narrower,
        });
    }

    fn entries<'l>(&'l self, word: &'l str) -> impl Iterator<Item = &'l Entry> {
        let by_beginning = self.by_beginning.get(beginning_of(word));
        let by_end = self.by_end.get(end_of(word));
        by_beginning
            .into_iter()
            .chain(by_end)
            .flatten()
            .filter(move |entry| entry.matches(word))
    }
}

/// What lower-case words name that were said in a language: a dog is a pet as well. In any
/// supported language if that is unknown.
pub(crate) fn concepts_named<'w>(
    words: impl IntoIterator<Item = &'w str>,
    language: Option<&str>,
) -> ConceptSet {
    let language = language.and_then(language_number);
    let mut concepts = ConceptSet::default();
    // "l'alarme"
    for word in words.into_iter().flat_map(|word| word.split('\'')) {
        for entry in LEXICON.entries(&without_accents(word)) {
            if language == Some(entry.language) || language.is_none() {
                concepts.insert(entry.concept);
            }
        }
    }
    concepts
}

/// What a lower-case word of a question asks about, in whatever language it is.
pub(crate) fn concepts_asked(word: &str) -> ConceptSet {
    let mut concepts = ConceptSet::default();
    for entry in LEXICON.entries(&without_accents(word)) {
        if !entry.is_narrower {
            concepts.insert(entry.concept);
        }
    }
    concepts
}

fn language_number(tag: &str) -> Option<u8> {
    let primary = tag.split(['-', '_']).next().unwrap_or(tag);
    LANGUAGES
        .iter()
        .zip(0..)
        .find(|(language, _)| language.eq_ignore_ascii_case(primary))
        .map(|(_, number)| number)
}

fn beginning_of(word: &str) -> &str {
    let end = word.char_indices().nth(KEY_CHARS).map(|(end, _)| end);
    end.and_then(|end| word.get(..end)).unwrap_or(word)
}

fn end_of(word: &str) -> &str {
    let start = word.char_indices().nth_back(END_CHARS - 1);
    start
        .and_then(|(start, _)| word.get(start..))
        .unwrap_or(word)
}

fn without_accents(word: &str) -> SmolStr {
    if word.is_ascii() {
        return word.into();
    }
    let mut folded = String::with_capacity(word.len());
    for c in word.chars() {
        match c {
            'ß' => folded.push_str("ss"),
            'œ' => folded.push_str("oe"),
            _ => folded.push(without_accent(c)),
        }
    }
    folded.into()
}

/// Names of items are written without accents.
pub(crate) const fn without_accent(c: char) -> char {
    match c {
        'á' | 'à' | 'â' | 'ã' | 'ä' => 'a',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'í' | 'ì' | 'î' | 'ï' => 'i',
        'ó' | 'ò' | 'ô' | 'õ' | 'ö' => 'o',
        'ú' | 'ù' | 'û' | 'ü' => 'u',
        'ç' => 'c',
        'ñ' => 'n',
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    fn is_about(question: &str, said: &str, language: &str) -> bool {
        concepts_asked(question).intersects(concepts_named(said.split(' '), Some(language)))
    }

    #[rstest]
    #[case("pregnant", "sono incinta di tre mesi", "it")]
    #[case("instruments", "wir haben eine geige", "de")]
    #[case("dog", "nous avons un chien", "fr")]
    #[case("haustiere", "we have two cats", "en")]
    #[case("warranty", "a garantia acabou", "pt")]
    #[case("contract", "het servicecontract loopt door", "nl")]
    #[case("windows", "de dakramen ook", "nl")]
    #[case("allergies", "eine nussallergie", "de")]
    #[case("fenêtres", "the skylight too", "en")]
    #[case("vehicles", "deux vélos", "fr")]
    #[case("invoice", "la bolletta arriva tardi", "it")]
    fn a_word_in_another_language_means_the_same(
        #[case] asked: &str,
        #[case] said: &str,
        #[case] language: &str,
    ) {
        assert!(is_about(asked, said, language));
    }

    #[test]
    fn a_kind_of_something_is_that_but_not_the_other_way_round() {
        assert!(is_about("pet", "der kater", "de"));
        assert!(!is_about("dog", "der kater", "de"));
        assert!(!is_about("piano", "the guitar", "en"));
    }

    #[test]
    fn words_mean_what_they_mean_in_the_language_of_the_call() {
        assert!(is_about("cat", "le chat dort", "fr"));
        assert!(!is_about("cat", "a short chat", "en"));
    }

    #[test]
    fn every_concept_has_words_in_every_language_and_fits_into_a_set() {
        assert!(rows().count() <= MAX_CONCEPTS);
        for row in rows() {
            for words in row {
                let (same, _) = words.split_once('|').unwrap_or((words, ""));
                assert!(!same.trim().is_empty(), "{row:?}");
                for word in words.split_whitespace() {
                    let stem = word.trim_matches('*');
                    let is_part = stem.len() < word.len();
                    assert!(!is_part || stem.chars().count() >= KEY_CHARS, "{word}");
                    assert!(
                        !word.starts_with('*') || stem.chars().count() >= END_CHARS,
                        "{word}"
                    );
                }
            }
        }
    }
}
