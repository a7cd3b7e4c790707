use std::collections::HashSet;

use crate::{extract::FillerFilter, text::words};

/// Words of at least this length are equal if they begin alike: "allergies" and "allergic".
const MIN_PREFIX_CHARS: usize = 5;

/// The words of a question that say what it is about.
#[derive(Debug, Clone, Default)]
pub struct QuestionWords(Vec<String>);

impl QuestionWords {
    #[must_use]
    pub fn new(question: &str) -> Self {
        let filler = FillerFilter::for_language(None);
        let words = words(question).into_iter().map(|word| {
            let owner = word.text.strip_suffix("'s").map(str::to_owned);
            owner.unwrap_or(word.text)
        });
        Self(words.filter(|word| filler.is_content(word)).collect())
    }

    /// How many of them are among `words`.
    pub(super) fn count_in(&self, words: &HashSet<String>) -> usize {
        self.0
            .iter()
            .filter(|asked| words.iter().any(|word| begin_alike(asked, word)))
            .count()
    }

    /// Whether they contain every one of some words.
    #[must_use]
    pub fn contain_all<'w>(&self, words: impl IntoIterator<Item = &'w str>) -> bool {
        let mut words = words.into_iter().peekable();
        words.peek().is_some()
            && words.all(|word| self.0.iter().any(|asked| begin_alike(asked, word)))
    }

    /// Whether they contain any one of some words.
    #[must_use]
    pub fn contain_any<'w>(&self, words: impl IntoIterator<Item = &'w str>) -> bool {
        words
            .into_iter()
            .any(|word| self.0.iter().any(|asked| begin_alike(asked, word)))
    }
}

fn begin_alike(a: &str, b: &str) -> bool {
    if a == b {
        return true;
    }
    let shared = a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count();
    let shorter = a.chars().count().min(b.chars().count());
    shared >= MIN_PREFIX_CHARS || shared == shorter && shorter + 1 >= MIN_PREFIX_CHARS
}
