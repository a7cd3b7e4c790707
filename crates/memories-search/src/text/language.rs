//! The rules of each supported language.

use std::{borrow::Cow, sync::OnceLock};

use foldhash::HashSet;
use rust_stemmers::{Algorithm, Stemmer};

use super::{
    function_words::function_words, normalize::fold, script::Script, temporal::TemporalLexicon,
    variants::standard_form,
};

/// In bytes. Longer strings are no words of a language and are not stemmed.
const MAX_STEMMED_LENGTH: usize = 64;

/// The meaning of an apostrophe within a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Apostrophe {
    /// "Anna's", "they'll": a clitic is removed.
    BeforeClitic,
    /// "l'eau", "dell'acqua": two words.
    SeparatesWords,
    /// "İstanbul'da": the inflection of a proper name is removed.
    BeforeSuffix,
}

/// There is one static value per language; they are compared by code.
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

    /// The language of a BCP 47 tag: English without a tag, [`UNDETERMINED`] if it
    /// is not supported.
    pub(crate) fn for_tag(tag: Option<&str>) -> &'static Self {
        let Some(tag) = tag else { return &ENGLISH };
        let primary = tag.split(['-', '_']).next().unwrap_or(tag).trim();
        // Bokmål and Nynorsk share the rules of Norwegian.
        let norwegian = ["nb", "nn"]
            .iter()
            .any(|code| code.eq_ignore_ascii_case(primary));
        let primary = if norwegian { "no" } else { primary };
        Self::all()
            .find(|language| language.code.eq_ignore_ascii_case(primary))
            .unwrap_or(&UNDETERMINED)
    }

    pub(super) fn apostrophe(&self) -> Apostrophe {
        self.apostrophe
    }

    /// The primary subtag.
    pub(crate) fn code(&self) -> &'static str {
        self.code
    }

    pub(crate) fn temporal_lexicon(&self) -> &'static TemporalLexicon {
        TemporalLexicon::for_language(self.code)
    }

    /// Takes a folded word.
    pub(crate) fn is_stop_word(&self, folded: &str) -> bool {
        let language = self.for_script_of(folded);
        let stop_words = language
            .stop_words
            .get_or_init(|| language.folded_stop_words().collect());
        stop_words.contains(folded)
    }

    pub(super) fn folded_stop_words(&self) -> impl Iterator<Item = String> {
        let listed = stop_words::lookup(self.code).unwrap_or_default();
        listed
            .iter()
            .copied()
            .chain(function_words(self.code))
            .map(|word| fold(&word.to_lowercase()).into_owned())
    }

    /// All languages but the undetermined one.
    pub(super) fn all() -> impl Iterator<Item = &'static Self> {
        std::iter::once(&ENGLISH).chain(&OTHERS)
    }

    /// One of the languages whose words are found by their stems alone.
    pub(super) fn is_main(&self) -> bool {
        MAIN.contains(&self.code)
    }

    /// Whether the forms of a word in Latin letters are compared: not in the main
    /// languages, and not in one without inflection.
    pub(crate) fn compares_forms(&self) -> bool {
        !self.is_main() && !matches!(self.code, "vi" | "zh")
    }

    /// The language by whose rules a word is analysed: this one, unless the word is
    /// in a script that a language in Latin letters does not have.
    fn for_script_of(&self, word: &str) -> &Self {
        /// The first byte of the letters above U+033F.
        const MIN_FIRST_BYTE: u8 = 0xcd;
        let is_latin = word
            .as_bytes()
            .first()
            .is_none_or(|byte| *byte < MIN_FIRST_BYTE);
        if is_latin || !self.is_written_in_latin() {
            return self;
        }
        let code = match Script::of(word) {
            Some(Script::Greek) => "el",
            Some(Script::Cyrillic) => "ru",
            Some(Script::Hebrew) => "he",
            Some(Script::Arabic) => "ar",
            Some(Script::Hangul) => "ko",
            Some(Script::Han) => "zh",
            Some(Script::Hiragana | Script::Katakana) => "ja",
            Some(Script::SoutheastAsian) => "th",
            Some(Script::Latin | Script::Indic | Script::Other) | None => return self,
        };
        Self::for_tag(Some(code))
    }

    fn is_written_in_latin(&self) -> bool {
        !matches!(
            self.code,
            "ar" | "be"
                | "bg"
                | "bn"
                | "el"
                | "fa"
                | "he"
                | "hi"
                | "ja"
                | "kk"
                | "ko"
                | "ne"
                | "ru"
                | "sr"
                | "ta"
                | "tg"
                | "th"
                | "uk"
                | "zh"
                | "und"
        )
    }

    /// The folded stem of a lower-case word, which is never empty: some algorithms
    /// reduce a word of nothing but suffixes to nothing, as does folding a lone
    /// mark; such a word is its own stem.
    pub(crate) fn stem<'w>(&self, word: &'w str) -> Cow<'w, str> {
        let language = self.for_script_of(word);
        let stem = language
            .stemmer
            .filter(|_| word.len() <= MAX_STEMMED_LENGTH)
            .map(|algorithm| {
                let stemmer = Stemmer::create(algorithm);
                match standard_form(language.code, word) {
                    Cow::Borrowed(word) => folded(stemmer.stem(word)),
                    Cow::Owned(word) => folded(stemmer.stem(&word)).into_owned().into(),
                }
            });
        stem.filter(|stem| !stem.is_empty())
            .or_else(|| Some(fold(word)).filter(|folded| !folded.is_empty()))
            .unwrap_or(Cow::Borrowed(word))
    }
}

fn folded(stem: Cow<'_, str>) -> Cow<'_, str> {
    match stem {
        Cow::Borrowed(stem) => fold(stem),
        Cow::Owned(stem) if stem.is_ascii() => stem.into(),
        Cow::Owned(stem) => fold(&stem).into_owned().into(),
    }
}

impl PartialEq for Language {
    fn eq(&self, other: &Self) -> bool {
        self.code == other.code
    }
}

impl Eq for Language {}

const MAIN: [&str; 7] = ["en", "de", "es", "fr", "pt", "it", "nl"];

static UNDETERMINED: Language = Language::new("und", None, Apostrophe::BeforeClitic);

static ENGLISH: Language = Language::new("en", Some(Algorithm::English), Apostrophe::BeforeClitic);

static OTHERS: [Language; 47] = {
    use Algorithm as A;
    use Apostrophe::{BeforeClitic, BeforeSuffix, SeparatesWords};
    [
        Language::new("ar", Some(A::Arabic), BeforeClitic),
        Language::new("az", None, BeforeSuffix),
        Language::new("be", None, BeforeClitic),
        Language::new("bg", None, BeforeClitic),
        Language::new("bn", None, BeforeClitic),
        Language::new("ca", None, SeparatesWords),
        Language::new("cs", None, BeforeClitic),
        Language::new("da", Some(A::Danish), BeforeClitic),
        Language::new("de", Some(A::German), BeforeClitic),
        Language::new("el", Some(A::Greek), BeforeClitic),
        Language::new("es", Some(A::Spanish), BeforeClitic),
        Language::new("et", None, BeforeClitic),
        Language::new("eu", None, BeforeClitic),
        Language::new("fa", None, BeforeClitic),
        Language::new("fi", Some(A::Finnish), BeforeClitic),
        Language::new("fr", Some(A::French), SeparatesWords),
        Language::new("he", None, BeforeClitic),
        Language::new("hi", None, BeforeClitic),
        Language::new("hr", None, BeforeClitic),
        Language::new("hu", Some(A::Hungarian), BeforeClitic),
        Language::new("id", None, BeforeClitic),
        Language::new("it", Some(A::Italian), SeparatesWords),
        Language::new("ja", None, BeforeClitic),
        Language::new("kk", None, BeforeClitic),
        Language::new("ko", None, BeforeClitic),
        Language::new("lt", None, BeforeClitic),
        Language::new("lv", None, BeforeClitic),
        Language::new("ne", None, BeforeClitic),
        Language::new("nl", Some(A::Dutch), BeforeClitic),
        Language::new("no", Some(A::Norwegian), BeforeClitic),
        Language::new("pl", None, BeforeClitic),
        Language::new("pt", Some(A::Portuguese), BeforeClitic),
        Language::new("ro", Some(A::Romanian), BeforeClitic),
        Language::new("ru", Some(A::Russian), BeforeClitic),
        Language::new("sk", None, BeforeClitic),
        Language::new("sl", None, BeforeClitic),
        Language::new("sq", None, BeforeClitic),
        Language::new("sr", None, BeforeClitic),
        Language::new("sv", Some(A::Swedish), BeforeClitic),
        Language::new("ta", Some(A::Tamil), BeforeClitic),
        Language::new("tg", None, BeforeClitic),
        Language::new("th", None, BeforeClitic),
        Language::new("tr", Some(A::Turkish), BeforeSuffix),
        Language::new("uk", None, BeforeClitic),
        Language::new("uz", None, BeforeClitic),
        Language::new("vi", None, BeforeClitic),
        Language::new("zh", None, BeforeClitic),
    ]
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn region_case_and_separator_of_a_tag_do_not_matter() {
        for tag in ["pt", "pt-br", "pt_BR", "PT-PT"] {
            assert_eq!(Language::for_tag(Some(tag)).code, "pt", "{tag}");
        }
        assert_eq!(Language::for_tag(Some("NB-no")).code, "no");
    }

    #[test]
    fn without_a_tag_it_is_english_and_with_an_unknown_one_undetermined() {
        assert_eq!(Language::for_tag(None).code, "en");
        for tag in ["", "xx", "klingon", "日本"] {
            assert_eq!(Language::for_tag(Some(tag)).code, "und", "{tag}");
        }
    }

    #[test]
    fn every_supported_language_has_stop_words() {
        for language in Language::all() {
            assert!(
                language.folded_stop_words().count() > 0,
                "{}",
                language.code
            );
        }
    }

    #[test]
    fn content_words_are_not_stop_words() {
        for word in ["work", "home", "name", "year", "son", "two"] {
            assert!(!ENGLISH.is_stop_word(word), "{word}");
        }
    }

    #[test]
    fn a_word_in_another_script_is_of_the_language_of_its_script() {
        for language in ["en", "hu", "pl"].map(|code| Language::for_tag(Some(code))) {
            assert_eq!(
                language.stem("собаку"),
                Language::for_tag(Some("ru")).stem("собаку")
            );
            assert!(language.is_stop_word("של"));
        }
        let ukrainian = Language::for_tag(Some("uk"));
        assert_eq!(ukrainian.stem("собаку"), "собаку");
    }

    #[test]
    fn a_word_that_consists_of_suffixes_is_not_stemmed() {
        assert_eq!(Language::for_tag(Some("ar")).stem("ات"), "ات");
    }
}
