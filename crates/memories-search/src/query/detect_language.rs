use crate::text::{fold, language::Language, tokenize_word, words};

/// The language with the most stop words in the query; of several, the first,
/// which is that of more documents. Models ask in English about calls in any
/// language.
pub(super) fn detect_language(
    query: &str,
    languages: &[&'static Language],
) -> Option<&'static Language> {
    let english = Language::for_tag(None);
    let (first, others) = languages.split_first()?;
    if others.is_empty() && *first == english {
        return Some(first);
    }
    let english = Some(english).filter(|english| !languages.contains(english));
    // Reversed, because `max_by_key` returns the last maximum.
    let candidates = english.into_iter().chain(languages.iter().rev().copied());
    candidates.max_by_key(|language| count_stop_words(query, language))
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
