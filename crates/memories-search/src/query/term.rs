use std::borrow::Cow;

use super::tokens::Token;
use crate::{concepts, options::Options, text::language::Language};

/// As many as the bundled table has at most.
const SYNONYM_CAPACITY: usize = 12;

/// A word to search for.
pub(crate) struct QueryTerm {
    pub(crate) word: String,
    /// Its distinct stems in the languages of the index, sorted: occurrences of
    /// any of them are occurrences of the term.
    pub(crate) stems: Vec<String>,
    /// The stems of synonyms, with their weights relative to the term itself.
    pub(crate) synonyms: Vec<(&'static str, f32)>,
}

impl QueryTerm {
    pub(super) fn new(
        token: Token<'_>,
        languages: &[&'static Language],
        language: &Language,
        options: &Options,
    ) -> Self {
        let word = token.word.to_owned();
        let is_english = language.code() == "en" && languages.contains(&language);
        let Some(table) = options.synonyms.filter(|_| is_english) else {
            let stems = stems(token.word, None, languages);
            return Self {
                synonyms: add_related(Vec::new(), token, language, &stems),
                word,
                stems,
            };
        };
        let stem = match table.stem(token.folded) {
            Some(stem) => Cow::Borrowed(stem),
            None => language.stem(token.folded),
        };
        let known = (token.folded == token.word).then_some((language, &*stem));
        let stems = stems(token.word, known, languages);
        let mut synonyms = Vec::with_capacity(SYNONYM_CAPACITY);
        for synonym in table.synonyms(token.folded, &stem) {
            let weight = options
                .parameters
                .synonyms
                .for_similarity(synonym.similarity);
            if weight > 0.0 && !stems.iter().any(|stem| stem == synonym.stem) {
                synonyms.push((synonym.stem, weight));
            }
        }
        Self {
            synonyms: add_related(synonyms, token, language, &stems),
            word,
            stems,
        }
    }
}

/// Adds the other words for what a word means in phone calls.
fn add_related(
    mut synonyms: Vec<(&'static str, f32)>,
    token: Token<'_>,
    language: &Language,
    stems: &[String],
) -> Vec<(&'static str, f32)> {
    for related in concepts::related_stems(token.word, language) {
        if stems.iter().any(|stem| stem == related) {
            continue;
        }
        match synonyms.iter_mut().find(|(stem, _)| *stem == related) {
            Some((_, weight)) => *weight = weight.max(concepts::WEIGHT),
            None => synonyms.push((related, concepts::WEIGHT)),
        }
    }
    synonyms
}

/// The distinct stems of a word in some languages, sorted; its stem in one
/// language may be known.
pub(super) fn stems(
    word: &str,
    known: Option<(&Language, &str)>,
    languages: &[&'static Language],
) -> Vec<String> {
    let stem = |language: &&'static Language| match known {
        Some((known, stem)) if known == *language => stem.to_owned(),
        _ => language.stem(word).into_owned(),
    };
    let mut stems: Vec<String> = languages.iter().map(stem).collect();
    stems.sort_unstable();
    stems.dedup();
    stems
}
