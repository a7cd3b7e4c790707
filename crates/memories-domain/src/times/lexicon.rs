//! What the words of a language mean in a time.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::{
    languages::{LANGUAGES, LanguageWords},
    meaning::Meaning,
    tokens::Tokens,
};

pub(super) struct Entry {
    /// The tokens after the first.
    rest: Box<[String]>,
    meaning: Meaning,
}

/// The words of one language, ready to be looked up.
pub(super) struct Lexicon {
    pub(super) words: &'static LanguageWords,
    /// By first token, longest first.
    entries: FxHashMap<String, Vec<Entry>>,
}

/// In the order of [`LANGUAGES`].
pub(super) static LEXICONS: LazyLock<Vec<Lexicon>> =
    LazyLock::new(|| LANGUAGES.iter().map(|words| Lexicon::new(words)).collect());

impl Lexicon {
    fn new(words: &'static LanguageWords) -> Self {
        let mut lexicon = Self {
            words,
            entries: FxHashMap::default(),
        };
        words.each_meaning(|phrase, meaning| lexicon.add(phrase, meaning));
        for entries in lexicon.entries.values_mut() {
            entries.sort_by_key(|entry| std::cmp::Reverse(entry.rest.len()));
        }
        lexicon
    }

    fn add(&mut self, phrase: &str, meaning: Meaning) {
        let tokens = Tokens::new(phrase);
        // The lists are broken into lines.
        let mut words = tokens
            .iter_folded()
            .filter(|&word| word != "\n")
            .map(str::to_owned);
        if let Some(first) = words.next() {
            self.entries.entry(first).or_default().push(Entry {
                rest: words.collect(),
                meaning,
            });
        }
    }

    /// The first word of each phrase, with whether it is all of it.
    pub(super) fn first_words(&self) -> impl Iterator<Item = (&str, Meaning, bool)> {
        self.entries.iter().flat_map(|(first, entries)| {
            entries
                .iter()
                .map(|entry| (first.as_str(), entry.meaning, entry.rest.is_empty()))
        })
    }

    /// The phrases that begin with a token, longest first.
    pub(super) fn entries(&self, first: &str) -> &[Entry] {
        self.entries.get(first).map_or(&[], Vec::as_slice)
    }
}

/// Those phrases that continue at a token with their meanings, and the index of the
/// token after each.
pub(super) fn matching<'a>(
    entries: &'a [Entry],
    tokens: &'a Tokens,
    index: usize,
) -> impl Iterator<Item = (Meaning, usize)> + 'a {
    entries
        .iter()
        .filter(move |entry| {
            (index + 1..)
                .zip(&entry.rest)
                .all(|(next, word)| tokens.folded(next) == word)
        })
        .map(move |entry| (entry.meaning, index + 1 + entry.rest.len()))
}
