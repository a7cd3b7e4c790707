//! From text to the terms that are compared.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;

use crate::language::{Apostrophe, Language};

/// The words of a text as written, by the word boundaries of Unicode Standard
/// Annex 29.
pub(crate) fn words(text: &str) -> impl Iterator<Item = &str> {
    text.unicode_words()
}

/// The same words with where they stand, in bytes.
pub(crate) fn word_spans(text: &str) -> impl Iterator<Item = (Range<usize>, &str)> {
    text.unicode_word_indices()
        .map(|(start, word)| (start..start + word.len(), word))
}

/// The lower-case words that one written word stands for, without its
/// contraction: "Anna’s" is "anna", "l'eau" is "l" and "eau".
pub(crate) fn parts(word: &str, language: &Language) -> Vec<String> {
    let word = lower(word);
    let whole = match (language.apostrophe(), word.split_once('\'')) {
        (Apostrophe::BetweenWords, Some(_)) => {
            let parts = word.split('\'').filter(|part| !part.is_empty());
            return parts.map(without_grouping).collect();
        }
        (Apostrophe::BeforeSuffix, Some((name, _))) if !name.is_empty() => name,
        (Apostrophe::BeforeEnding, Some((whole, ending)))
            if !whole.is_empty() && is_ending(ending) =>
        {
            whole
        }
        _ => &word,
    };
    vec![without_grouping(whole)]
}

/// Without accents and vowel points, so that "café" is "cafe".
///
/// Only marks that a reader may leave out are removed: those of Indic scripts
/// and the voicing marks of Japanese make another word. Stems are folded, not
/// words, because the stemming algorithms need the accents.
pub(crate) fn fold(word: &str) -> String {
    if word.is_ascii() {
        return word.to_owned();
    }
    word.nfkd()
        .filter(|&c| !is_optional_mark(c))
        .nfc()
        .collect()
}

fn is_optional_mark(c: char) -> bool {
    matches!(c,
        // combining diacritical marks
        '\u{300}'..='\u{36f}'
        // Hebrew points
        | '\u{591}'..='\u{5bd}' | '\u{5bf}' | '\u{5c1}' | '\u{5c2}' | '\u{5c4}' | '\u{5c5}' | '\u{5c7}'
        // Arabic vowel signs
        | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}' | '\u{670}')
}

/// Lower case in compatibility form, with one kind of apostrophe.
fn lower(word: &str) -> String {
    if word.is_ascii() {
        return word.to_ascii_lowercase();
    }
    word.nfkc()
        .flat_map(char::to_lowercase)
        .nfkc()
        .map(|c| if matches!(c, '’' | 'ʼ') { '\'' } else { c })
        .collect()
}

/// The endings of English possessives and contractions; "'s" is also common in
/// German and Dutch.
fn is_ending(ending: &str) -> bool {
    matches!(ending, "s" | "t" | "d" | "m" | "re" | "ve" | "ll")
}

/// "1,000" and "1.000" as "1000"; other numbers and words as they are.
fn without_grouping(word: &str) -> String {
    let mut groups = word.split([',', '.']);
    let first = groups.next().unwrap_or_default();
    let is_grouped_number = (1..=3).contains(&first.len())
        && !first.starts_with('0')
        && word
            .bytes()
            .all(|b| b.is_ascii_digit() || matches!(b, b',' | b'.'))
        && groups.all(|group| group.len() == 3);
    if is_grouped_number {
        word.replace([',', '.'], "")
    } else {
        word.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn analysed(text: &str, language: &str) -> Vec<String> {
        let language = Language::of(Some(language));
        words(text)
            .flat_map(|word| parts(word, language))
            .filter(|part| !language.is_stop_word(&fold(part)))
            .map(|part| language.stem(&part))
            .collect()
    }

    #[test]
    fn case_accents_and_width_do_not_matter() {
        assert_eq!(
            analysed("Café CAFÉ cafe\u{301} ｃａｆｅ", "xx"),
            ["cafe"; 4]
        );
    }

    #[test]
    fn inflected_words_share_a_term() {
        for (language, text) in [
            ("en", "hike hiking hiked"),
            ("es", "habitación habitaciones"),
            ("de", "Straße Straßen"),
            ("pt-BR", "cozinha cozinhas"),
        ] {
            let found = analysed(text, language);
            assert!(found.windows(2).all(|pair| pair[0] == pair[1]), "{found:?}");
        }
    }

    #[test]
    fn possessives_and_contractions_lose_their_ending() {
        assert_eq!(analysed("Anna's Anna’s Anna", "en"), ["anna"; 3]);
        assert_eq!(analysed("I don't, we’ve, they'll, can't", "en"), [""; 0]);
        assert_eq!(analysed("o'clock", "en"), ["o'clock"]);
    }

    #[test]
    fn elided_articles_are_words_of_their_own() {
        assert_eq!(analysed("l'eau d’accord", "fr"), ["eau", "accord"]);
        assert_eq!(analysed("dell'acqua", "it"), analysed("acqua", "it"));
    }

    #[test]
    fn the_inflection_of_a_turkish_name_is_dropped() {
        assert_eq!(analysed("Ankara'da", "tr"), analysed("Ankara", "tr"));
    }

    #[test]
    fn stop_words_of_the_language_are_left_out() {
        assert_eq!(analysed("When was it the best of them?", "en"), ["best"]);
        assert_eq!(analysed("Wann war das für dich?", "de"), ["wann"]);
    }

    #[test]
    fn numbers_are_kept_whatever_their_grouping() {
        assert_eq!(analysed("1,000 1.000 1000 １０００", "en"), ["1000"; 4]);
        assert_eq!(analysed("1990's", "en"), ["1990"]);
        assert_eq!(
            analysed("3.5 0.125 12,50 5pm", "en"),
            ["3.5", "0.125", "12,50", "5pm"]
        );
    }

    #[test]
    fn marks_that_make_another_word_are_kept() {
        assert_ne!(analysed("की", "hi"), analysed("का", "hi"));
        assert_ne!(analysed("が", "ja"), analysed("か", "ja"));
        assert_eq!(analysed("مُحَمَّد", "xx"), analysed("محمد", "xx"));
    }

    #[test]
    fn signs_and_pictures_are_no_words() {
        assert_eq!(analysed("🎻 … !? \u{0}\u{7f} -- '", "en"), [""; 0]);
    }

    proptest! {
        #[test]
        fn any_word_of_any_language_has_only_telling_terms(
            text in any::<String>(),
            language in "(ar|da|de|el|en|es|fi|fr|hu|it|nl|no|pt|ro|ru|sv|ta|tr|xx)",
        ) {
            for term in analysed(&text, &language) {
                prop_assert!(!term.is_empty());
            }
        }
    }
}
