use crate::text::{fold, language::Language, tokenize_word, words};

/// The language with the most stop words in the query; of several, the first,
/// which is that of more documents.
pub(super) fn detect_language(
    query: &str,
    languages: &[&'static Language],
) -> Option<&'static Language> {
    let (first, others) = languages.split_first()?;
    if others.is_empty() {
        return Some(first);
    }
    // Reversed, because `max_by_key` returns the last maximum.
    let languages = languages.iter().rev().copied();
    languages.max_by_key(|language| count_stop_words(query, language))
}

fn count_stop_words(query: &str, language: &Language) -> usize {
    let mut count = 0;
    for word in words(query) {
        tokenize_word(word, language, |part| {
            count += usize::from(language.is_stop_word(&fold(part)));
        });
    }
    count
}
