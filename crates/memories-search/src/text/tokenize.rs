use std::{borrow::Cow, iter::Peekable, ops::Range};

use unicode_segmentation::{UnicodeSegmentation, UnicodeWordIndices};

use super::{
    language::{Apostrophe, Language},
    normalize::lowercase,
    script::Script,
};

/// The words of a text as written: see [`word_spans`].
pub(crate) fn words(text: &str) -> impl Iterator<Item = &str> {
    word_spans(text).map(|(_, word)| word)
}

/// The words of a text with their spans in bytes, by the word boundaries of
/// Unicode Standard Annex 29.
///
/// Those divide a script without spaces into characters. Pairs of neighbouring
/// characters stand for its words: "東京", "京都" for "東京都"; a character
/// without a neighbour of its script is a word.
pub(crate) fn word_spans(text: &str) -> impl Iterator<Item = (Range<usize>, &str)> {
    WordSpans {
        text,
        parts: text.unicode_word_indices().peekable(),
        is_paired: false,
    }
}

struct WordSpans<'t> {
    text: &'t str,
    parts: Peekable<UnicodeWordIndices<'t>>,
    /// Whether the next part is the second of a pair.
    is_paired: bool,
}

impl<'t> Iterator for WordSpans<'t> {
    type Item = (Range<usize>, &'t str);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let (start, part) = self.parts.next()?;
            let end = start + part.len();
            let Some(script) = unspaced_script(part) else {
                return Some((start..end, part));
            };
            let partner = self
                .parts
                .peek()
                .filter(|(next, partner)| *next == end && unspaced_script(partner) == Some(script));
            let was_paired = self.is_paired;
            self.is_paired = partner.is_some();
            match partner {
                Some((next, partner)) => {
                    let span = start..next + partner.len();
                    return Some((span.clone(), self.text.get(span)?));
                }
                None if was_paired => {}
                None => return Some((start..end, part)),
            }
        }
    }
}

fn unspaced_script(part: &str) -> Option<Script> {
    /// The first byte of the scripts above U+0DFF.
    const MIN_FIRST_BYTE: u8 = 0xe0;
    // Most words of most languages.
    if part
        .as_bytes()
        .first()
        .is_none_or(|first| *first < MIN_FIRST_BYTE)
    {
        return None;
    }
    Script::of(part).filter(|script| script.is_unspaced())
}

/// Splits a written word at its apostrophe and emits its parts in lower case:
/// "anna" for "Anna’s", "l" and "eau" for "l'eau".
pub(crate) fn tokenize_word(word: &str, language: &Language, mut emit: impl FnMut(&str)) {
    let word = lowercase(word);
    let whole = match (language.apostrophe(), word.split_once('\'')) {
        (Apostrophe::SeparatesWords, Some(_)) => {
            let parts = word.split('\'').filter(|part| !part.is_empty());
            parts.for_each(|part| emit(&without_grouping(part)));
            return;
        }
        (Apostrophe::BeforeSuffix, Some((name, _))) if !name.is_empty() => name,
        (Apostrophe::BeforeClitic, Some((whole, clitic)))
            if !whole.is_empty() && is_clitic(clitic) =>
        {
            whole
        }
        _ => &word,
    };
    emit(&without_grouping(whole));
}

/// English possessives and contractions; "'s" is also common in German and Dutch.
fn is_clitic(ending: &str) -> bool {
    matches!(ending, "s" | "t" | "d" | "m" | "re" | "ve" | "ll")
}

/// Removes the separators of grouped digits: "1,000" and "1.000" become "1000".
fn without_grouping(word: &str) -> Cow<'_, str> {
    if !word.starts_with(|c: char| c.is_ascii_digit()) {
        return word.into();
    }
    let mut groups = word.split([',', '.']);
    let first = groups.next().unwrap_or_default();
    let is_grouped_number = (1..=3).contains(&first.len())
        && !first.starts_with('0')
        && word
            .bytes()
            .all(|b| b.is_ascii_digit() || matches!(b, b',' | b'.'))
        && groups.all(|group| group.len() == 3);
    if is_grouped_number {
        word.replace([',', '.'], "").into()
    } else {
        word.into()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{super::normalize::fold, *};

    fn terms(text: &str, language: &str) -> Vec<String> {
        let language = Language::for_tag(Some(language));
        let mut terms = Vec::new();
        for word in words(text) {
            tokenize_word(word, language, |part| {
                if !language.is_stop_word(&fold(part)) {
                    terms.push(language.stem(part).into_owned());
                }
            });
        }
        terms
    }

    #[test]
    fn case_accents_and_width_are_normalised() {
        assert_eq!(terms("Café CAFÉ cafe\u{301} ｃａｆｅ", "xx"), ["cafe"; 4]);
    }

    #[test]
    fn inflected_forms_share_a_term() {
        for (language, text) in [
            ("en", "hike hiking hiked"),
            ("es", "habitación habitaciones"),
            ("de", "Straße Straßen"),
            ("pt-BR", "cozinha cozinhas"),
        ] {
            let terms = terms(text, language);
            assert!(terms.windows(2).all(|pair| pair[0] == pair[1]), "{terms:?}");
        }
    }

    #[test]
    fn possessives_and_contractions_lose_their_clitic() {
        assert_eq!(terms("Anna's Anna’s Anna", "en"), ["anna"; 3]);
        assert_eq!(terms("I don't, we’ve, they'll, can't", "en"), [""; 0]);
        assert_eq!(terms("o'clock", "en"), ["o'clock"]);
    }

    #[test]
    fn elided_articles_are_separate_words() {
        assert_eq!(terms("l'eau d’accord", "fr"), ["eau", "accord"]);
        assert_eq!(terms("dell'acqua", "it"), terms("acqua", "it"));
    }

    #[test]
    fn turkish_names_lose_their_suffix() {
        assert_eq!(terms("Ankara'da", "tr"), terms("Ankara", "tr"));
    }

    #[test]
    fn stop_words_of_the_language_are_removed() {
        assert_eq!(terms("When was it the best of them?", "en"), ["best"]);
        assert_eq!(terms("Wann war das für dich?", "de"), ["wann"]);
    }

    #[test]
    fn digit_grouping_does_not_matter() {
        assert_eq!(terms("1,000 1.000 1000 １０００", "en"), ["1000"; 4]);
        assert_eq!(terms("1990's", "en"), ["1990"]);
        assert_eq!(
            terms("3.5 0.125 12,50 5pm", "en"),
            ["3.5", "0.125", "12,50", "5pm"]
        );
    }

    #[test]
    fn marks_that_distinguish_words_are_kept() {
        assert_ne!(terms("बेटी", "hi"), terms("बेटा", "hi"));
        assert_ne!(terms("がい", "ja"), terms("かい", "ja"));
        assert_eq!(terms("مُحَمَّد", "xx"), terms("محمد", "xx"));
    }

    #[test]
    fn characters_of_a_script_without_spaces_are_paired() {
        for (text, expected) in [
            ("東京都", &["東京", "京都"][..]),
            (
                "犬の名前はポチです",
                &["犬", "の", "名前", "は", "ポチ", "です"],
            ),
            ("我 的狗, 3只 dog", &["我", "的狗", "3", "只", "dog"]),
            ("ไป", &["ไป"]),
        ] {
            assert_eq!(words(text).collect::<Vec<_>>(), expected, "{text}");
        }
    }

    #[test]
    fn punctuation_and_emoji_are_not_words() {
        assert_eq!(terms("🎻 … !? \u{0}\u{7f} -- '", "en"), [""; 0]);
    }

    proptest! {
        #[test]
        fn spans_are_those_of_the_words_in_ascending_order(text in any::<String>()) {
            let spans: Vec<_> = word_spans(&text).collect();
            for (span, word) in &spans {
                prop_assert_eq!(text.get(span.clone()), Some(*word));
            }
            prop_assert!(spans.is_sorted_by_key(|(span, _)| span.start));
        }

        /// Of the seven main languages, among others.
        #[test]
        fn words_of_scripts_with_spaces_are_those_of_the_standard(
            text in "[\\p{Latin}\\p{Greek}\\p{Cyrillic}\\p{Hebrew}\\p{Arabic}\\p{Hangul}0-9 .,:;!?'’_-]*",
        ) {
            prop_assert!(words(&text).eq(text.unicode_words()));
        }

        #[test]
        fn no_term_of_any_text_is_empty(
            text in any::<String>(),
            language in "(ar|da|de|el|en|es|fi|fr|hu|it|nl|no|pt|ro|ru|sv|ta|tr|xx)",
        ) {
            for term in terms(&text, &language) {
                prop_assert!(!term.is_empty());
            }
        }
    }
}
