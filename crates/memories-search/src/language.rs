//! What the analysis knows about each language.

use std::{collections::HashSet, sync::OnceLock};

use rust_stemmers::{Algorithm, Stemmer};

use crate::{analysis::fold, lexicon::Lexicon};

/// In bytes. Longer words are no words of a language: they are not stemmed.
const LONGEST_STEMMED_WORD: usize = 64;

/// What an apostrophe inside a word means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Apostrophe {
    /// "Anna's", "they'll": a short ending after it is dropped.
    BeforeEnding,
    /// "l'eau", "dell'acqua": two words.
    BetweenWords,
    /// "İstanbul'da": whatever follows a proper name is its inflection.
    BeforeSuffix,
}

/// The rules of one language. There is one value per language, compared by code.
#[derive(Debug)]
pub(crate) struct Language {
    code: &'static str,
    stemmer: Option<Algorithm>,
    apostrophe: Apostrophe,
    stop_words: OnceLock<HashSet<String>>,
}

impl Language {
    const fn new(code: &'static str, stemmer: Option<Algorithm>, apostrophe: Apostrophe) -> Self {
        Self {
            code,
            stemmer,
            apostrophe,
            stop_words: OnceLock::new(),
        }
    }

    /// The language of a BCP 47 tag: English without one, [`UNDETERMINED`] for
    /// a language without rules.
    pub(crate) fn of(tag: Option<&str>) -> &'static Self {
        let Some(tag) = tag else { return &ENGLISH };
        let primary = tag.split(['-', '_']).next().unwrap_or(tag).trim();
        // Bokmål and Nynorsk share the rules of their macrolanguage.
        let norwegian = ["nb", "nn"]
            .iter()
            .any(|code| code.eq_ignore_ascii_case(primary));
        let primary = if norwegian { "no" } else { primary };
        std::iter::once(&ENGLISH)
            .chain(&OTHERS)
            .find(|language| language.code.eq_ignore_ascii_case(primary))
            .unwrap_or(&UNDETERMINED)
    }

    pub(crate) fn apostrophe(&self) -> Apostrophe {
        self.apostrophe
    }

    /// The primary subtag.
    pub(crate) fn code(&self) -> &'static str {
        self.code
    }

    /// Its words for times and numbers.
    pub(crate) fn lexicon(&self) -> &'static Lexicon {
        Lexicon::of(self.code)
    }

    /// Whether a folded word carries no meaning of its own.
    pub(crate) fn is_stop_word(&self, folded: &str) -> bool {
        self.stop_words
            .get_or_init(|| {
                let listed = stop_words::lookup(self.code).unwrap_or_default();
                listed
                    .iter()
                    .map(|word| fold(&word.to_lowercase()))
                    .collect()
            })
            .contains(folded)
    }

    /// The folded stem of a lower-case word.
    ///
    /// Some algorithms take a word that is nothing but endings for nothing, and
    /// folding does so with a lone mark; such a word stays as it is.
    pub(crate) fn stem(&self, word: &str) -> String {
        let stem = self
            .stemmer
            .filter(|_| word.len() <= LONGEST_STEMMED_WORD)
            .map(|algorithm| fold(&Stemmer::create(algorithm).stem(word)));
        stem.filter(|stem| !stem.is_empty())
            .or_else(|| Some(fold(word)).filter(|folded| !folded.is_empty()))
            .unwrap_or_else(|| word.to_owned())
    }
}

impl PartialEq for Language {
    fn eq(&self, other: &Self) -> bool {
        self.code == other.code
    }
}

impl Eq for Language {}

static UNDETERMINED: Language = Language::new("und", None, Apostrophe::BeforeEnding);

static ENGLISH: Language = Language::new("en", Some(Algorithm::English), Apostrophe::BeforeEnding);

static OTHERS: [Language; 31] = {
    use Algorithm as A;
    use Apostrophe::{BeforeEnding, BeforeSuffix, BetweenWords};
    [
        Language::new("ar", Some(A::Arabic), BeforeEnding),
        Language::new("az", None, BeforeSuffix),
        Language::new("be", None, BeforeEnding),
        Language::new("bn", None, BeforeEnding),
        Language::new("ca", None, BetweenWords),
        Language::new("da", Some(A::Danish), BeforeEnding),
        Language::new("de", Some(A::German), BeforeEnding),
        Language::new("el", Some(A::Greek), BeforeEnding),
        Language::new("es", Some(A::Spanish), BeforeEnding),
        Language::new("eu", None, BeforeEnding),
        Language::new("fi", Some(A::Finnish), BeforeEnding),
        Language::new("fr", Some(A::French), BetweenWords),
        Language::new("he", None, BeforeEnding),
        Language::new("hu", Some(A::Hungarian), BeforeEnding),
        Language::new("id", None, BeforeEnding),
        Language::new("it", Some(A::Italian), BetweenWords),
        Language::new("kk", None, BeforeEnding),
        Language::new("ne", None, BeforeEnding),
        Language::new("nl", Some(A::Dutch), BeforeEnding),
        Language::new("no", Some(A::Norwegian), BeforeEnding),
        Language::new("pt", Some(A::Portuguese), BeforeEnding),
        Language::new("ro", Some(A::Romanian), BeforeEnding),
        Language::new("ru", Some(A::Russian), BeforeEnding),
        Language::new("sl", None, BeforeEnding),
        Language::new("sq", None, BeforeEnding),
        Language::new("sv", Some(A::Swedish), BeforeEnding),
        Language::new("ta", Some(A::Tamil), BeforeEnding),
        Language::new("tg", None, BeforeEnding),
        Language::new("tr", Some(A::Turkish), BeforeSuffix),
        Language::new("uz", None, BeforeEnding),
        Language::new("zh", None, BeforeEnding),
    ]
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn region_case_and_separator_of_a_tag_do_not_matter() {
        for tag in ["pt", "pt-br", "pt_BR", "PT-PT"] {
            assert_eq!(Language::of(Some(tag)).code, "pt", "{tag}");
        }
        assert_eq!(Language::of(Some("NB-no")).code, "no");
    }

    #[test]
    fn no_tag_is_english_and_an_unknown_tag_is_undetermined() {
        assert_eq!(Language::of(None).code, "en");
        for tag in ["", "xx", "klingon", "日本"] {
            assert_eq!(Language::of(Some(tag)).code, "und", "{tag}");
        }
    }

    #[test]
    fn every_language_with_rules_has_stop_words() {
        for language in OTHERS.iter().chain([&ENGLISH]) {
            let listed = stop_words::lookup(language.code);
            assert!(
                listed.is_some_and(|words| !words.is_empty()),
                "{}",
                language.code
            );
        }
    }

    #[test]
    fn telling_words_are_no_stop_words() {
        for word in ["work", "home", "name", "year", "son", "two"] {
            assert!(!ENGLISH.is_stop_word(word), "{word}");
        }
    }

    #[test]
    fn a_word_that_is_nothing_but_endings_stays() {
        assert_eq!(Language::of(Some("ar")).stem("ات"), "ات");
    }
}
