//! What a query asks for.

use crate::{
    analysis::{self, fold},
    language::Language,
    postings::{Postings, TermId},
};

/// One thing that a query asks for: a word with every term of the index that
/// stands for it.
///
/// Occurrences of any of the terms count as occurrences of one and the same
/// term. Today these are the word's stems under the languages of the index;
/// none if no document has it.
pub(crate) struct QueryTerm {
    pub(crate) variants: Vec<TermId>,
}

/// The distinct terms of a query.
///
/// Stop words are those of the language the query seems to be in. If nothing
/// else is left, they are looked for after all: "son" is a stop word in Spanish
/// and somebody in English.
pub(crate) fn parse(
    query: &str,
    languages: &[&'static Language],
    postings: &Postings,
) -> Vec<QueryTerm> {
    let Some(guess) = guess(query, languages) else {
        return Vec::new();
    };
    let parts: Vec<String> = analysis::words(query)
        .flat_map(|word| analysis::parts(word, guess))
        .collect();
    let telling = |part: &&String| !guess.is_stop_word(&fold(part));
    let mut words: Vec<Vec<String>> = parts
        .iter()
        .filter(telling)
        .map(|part| stems(part, languages))
        .collect();
    if words.is_empty() {
        words = parts.iter().map(|part| stems(part, languages)).collect();
    }
    words.sort_unstable();
    words.dedup();
    words
        .iter()
        .map(|stems| QueryTerm {
            variants: stems
                .iter()
                .filter_map(|stem| postings.term_id(stem))
                .collect(),
        })
        .collect()
}

/// The language with the most stop words in the query; of several the one that
/// more documents have.
fn guess(query: &str, languages: &[&'static Language]) -> Option<&'static Language> {
    let (first, others) = languages.split_first()?;
    if others.is_empty() {
        return Some(first);
    }
    let stop_words = |language: &Language| {
        analysis::words(query)
            .flat_map(|word| analysis::parts(word, language))
            .filter(|part| language.is_stop_word(&fold(part)))
            .count()
    };
    // `max_by_key` would take the last of equals.
    languages
        .iter()
        .rev()
        .copied()
        .max_by_key(|language| stop_words(language))
}

/// A word's distinct stems, sorted.
fn stems(word: &str, languages: &[&'static Language]) -> Vec<String> {
    let mut stems: Vec<String> = languages
        .iter()
        .map(|language| language.stem(word))
        .collect();
    stems.sort_unstable();
    stems.dedup();
    stems
}
