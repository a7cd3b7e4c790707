use crate::{options::Options, text::language::Language};

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
        word: &str,
        folded: &str,
        languages: &[&'static Language],
        language: &Language,
        options: &Options,
    ) -> Self {
        let stems = stems(word, languages);
        let mut synonyms: Vec<(&str, f32)> = Vec::new();
        if let (Some(table), "en") = (options.synonyms, language.code()) {
            for synonym in table.synonyms(folded, &language.stem(folded)) {
                let weight = options
                    .parameters
                    .synonyms
                    .for_similarity(synonym.similarity);
                if weight > 0.0 && !stems.iter().any(|stem| stem == synonym.stem) {
                    synonyms.push((synonym.stem, weight));
                }
            }
        }
        Self {
            word: word.to_owned(),
            stems,
            synonyms,
        }
    }
}

/// The distinct stems of a word in some languages, sorted.
pub(super) fn stems(word: &str, languages: &[&'static Language]) -> Vec<String> {
    let mut stems: Vec<String> = languages
        .iter()
        .map(|language| language.stem(word).into_owned())
        .collect();
    stems.sort_unstable();
    stems.dedup();
    stems
}
