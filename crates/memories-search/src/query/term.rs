use crate::{options::Options, text::language::Language};

/// A word to search for.
pub(crate) struct QueryTerm {
    pub(crate) word: String,
    /// Its distinct stems in the languages of the index, sorted: occurrences of
    /// any of them are occurrences of the term.
    pub(crate) stems: Vec<String>,
    /// The stems of synonyms, with their weights relative to the term itself.
    pub(crate) synonyms: Vec<(String, f32)>,
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
        let mut synonyms: Vec<(String, f32)> = Vec::new();
        if let (Some(table), "en") = (options.synonyms, language.code()) {
            for (synonym, similarity) in table.synonyms(folded) {
                let weight = options.parameters.synonyms.for_similarity(similarity);
                let stem = language.stem(synonym).into_owned();
                if weight > 0.0 && !stems.contains(&stem) {
                    synonyms.push((stem, weight));
                }
            }
        }
        // Of several synonyms with one stem the most similar counts.
        synonyms.sort_unstable_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)));
        synonyms.dedup_by(|next, kept| next.0 == kept.0);
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
