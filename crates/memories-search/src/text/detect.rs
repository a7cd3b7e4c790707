//! The language of a text whose call declares none.

use std::sync::LazyLock;

use foldhash::{HashMap, HashMapExt};

use super::{fold, language::Language, tokenize_word, words};

/// The accented letters of the main languages.
const MAIN_LETTERS: &str = "àáâãäæçèéêëìíîïñòóôõöœùúûüÿßºª";

/// Letters of one language alone, as far as it is not declared: a word with one
/// tells as much as a stop word.
const LETTERS_OF_ONE: [(&str, &str); 10] = [
    ("az", "ə"),
    ("be", "ў"),
    ("cs", "ěřů"),
    ("hu", "őű"),
    ("lt", "ėųį"),
    ("lv", "ģķļņāī"),
    ("pl", "łżśźń"),
    ("ro", "ășț"),
    ("tr", "ğı"),
    ("uk", "їєґ"),
];

/// A text in a main language has a stop word among so many words.
const WORDS_PER_STOP_WORD: usize = 3;

/// The languages in which a folded word is a stop word, as bits in the order of
/// [`Language::all`].
static STOP_WORDS: LazyLock<HashMap<String, u64>> = LazyLock::new(|| {
    let mut languages_of: HashMap<String, u64> = HashMap::new();
    for (bit, language) in (0..u64::BITS).zip(Language::all()) {
        for word in language.folded_stop_words() {
            *languages_of.entry(word).or_default() |= 1 << bit;
        }
    }
    languages_of
});

/// By which rules a text is analysed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct TextLanguage {
    pub(crate) language: &'static Language,
    /// Whether the forms of its words in Latin letters are compared.
    pub(crate) compares_forms: bool,
}

impl TextLanguage {
    fn of(language: &'static Language) -> Self {
        Self {
            language,
            compares_forms: language.compares_forms(),
        }
    }
}

/// The language of a tag. Without one it is English, unless letters beyond ASCII
/// suggest that it is not in a main language: then it is the other language of
/// which it has more stop words and letters, or English with forms that are
/// compared, if it may well be another one. A text in ASCII is in the language of its neighbours.
pub(crate) fn language_of_text<'t>(
    tag: Option<&str>,
    text: &'t str,
    neighbours: impl IntoIterator<Item = &'t str>,
) -> TextLanguage {
    let declared = TextLanguage::of(Language::for_tag(tag));
    if tag.is_some() {
        return declared;
    }
    let mut texts = vec![text];
    if !has_letter_beyond_ascii(text) {
        texts.extend(neighbours);
    }
    if !texts.iter().any(|text| has_letter_beyond_ascii(text)) {
        return declared;
    }
    let mut evidence = Evidence::new();
    for text in &texts {
        evidence.add(text);
    }
    let best = |is_main: bool| {
        let languages = Language::all().zip(evidence.by_language);
        let of_kind = languages.filter(|(language, _)| language.is_main() == is_main);
        // The first of equals.
        of_kind.reduce(|best, next| if next.1 > best.1 { next } else { best })
    };
    let in_main = best(true).map_or(0, |(_, count)| count);
    let (other, in_other) = best(false).unwrap_or((declared.language, 0));
    if in_other > in_main {
        return TextLanguage::of(other);
    }
    let has_few = in_main * WORDS_PER_STOP_WORD <= evidence.words;
    let is_of_another = |c| is_letter_beyond_ascii(c) && !MAIN_LETTERS.contains(c);
    let mut letters = texts
        .iter()
        .flat_map(|text| text.chars().flat_map(char::to_lowercase));
    let has_letter_of_another = letters.any(is_of_another);
    let criteria = [in_other == in_main, has_few, has_letter_of_another];
    TextLanguage {
        compares_forms: criteria.iter().filter(|it| **it).count() > 1,
        ..declared
    }
}

fn has_letter_beyond_ascii(text: &str) -> bool {
    !text.is_ascii() && text.contains(is_letter_beyond_ascii)
}

fn is_letter_beyond_ascii(c: char) -> bool {
    !c.is_ascii() && c.is_alphabetic()
}

struct Evidence {
    words: usize,
    /// In the order of [`Language::all`].
    by_language: [usize; u64::BITS as usize],
}

impl Evidence {
    const fn new() -> Self {
        Self {
            words: 0,
            by_language: [0; u64::BITS as usize],
        }
    }

    fn add(&mut self, text: &str) {
        self.add_stop_words(text);
        let lower = text.to_lowercase();
        for word in words(&lower).filter(|word| !word.is_ascii()) {
            for (code, letters) in LETTERS_OF_ONE {
                if word.contains(|c| letters.contains(c)) {
                    let mut languages = Language::all();
                    let language = languages.position(|language| language.code() == code);
                    self.count(language.unwrap_or(usize::MAX));
                }
            }
        }
    }

    fn count(&mut self, language: usize) {
        if let Some(count) = self.by_language.get_mut(language) {
            *count += 1;
        }
    }

    fn add_stop_words(&mut self, text: &str) {
        // In French and Italian the words beside an apostrophe tell most.
        let rules = Language::for_tag(Some("fr"));
        for word in words(text) {
            tokenize_word(word, rules, |part| {
                self.words += 1;
                let mut languages = STOP_WORDS.get(&*fold(part)).copied().unwrap_or_default();
                while languages != 0 {
                    self.count(languages.trailing_zeros() as usize);
                    languages &= languages - 1;
                }
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rstest::rstest;

    use super::*;

    #[test]
    fn every_language_has_a_bit() {
        assert!(Language::all().count() <= u64::BITS as usize);
    }

    #[rstest]
    #[case::hungarian("Azt mondtam Kovácsnak, hogy nem érek rá.", "hu")]
    #[case::czech("Bydlím v Plzni a moje sestra je učitelka.", "cs")]
    #[case::polish("Proszę zadzwonić do mojej żony, bo nie będzie mnie w domu.", "pl")]
    #[case::ukrainian("Моя донька ще не читає, але вона вже ходить до школи.", "uk")]
    #[case::russian("Моя дочь учится в школе, но она болеет.", "ru")]
    #[case::turkish("Kızım bu yıl üniversiteye başladı ama çok mutlu değil.", "tr")]
    #[case::hebrew("הכלב שלי לא אוכל כבר יומיים", "he")]
    fn the_language_of_most_stop_words_is_that_of_an_undeclared_text(
        #[case] text: &str,
        #[case] code: &str,
    ) {
        let detected = language_of_text(None, text, []);
        assert_eq!(detected.language.code(), code);
        assert!(detected.compares_forms);
    }

    #[rstest]
    #[case("I met Mr. Dvořák at the café, and he was not very happy.")]
    #[case("Vivo en Málaga con mi hijo, que tiene una alergia.")]
    #[case("Ich möchte den Termin für meine Tochter verschieben.")]
    #[case("Je voudrais changer l'heure, c'est déjà trop tard.")]
    #[case("A minha filha é alérgica a nozes e não come peixe.")]
    #[case("La mia casa è vicino alla città e non ha più il giardino.")]
    #[case("Ik ben de dochter van mevrouw Daniëls, één van de huurders.")]
    fn an_undeclared_text_in_a_main_language_is_analysed_as_english(#[case] text: &str) {
        let english = language_of_text(Some("en"), text, []);
        assert_eq!(language_of_text(None, text, []), english);
    }

    #[rstest]
    #[case("city: Kraków")]
    #[case("Nováková")]
    fn an_undeclared_text_without_a_stop_word_has_forms(#[case] text: &str) {
        let language = language_of_text(None, text, []);
        assert_eq!(language.language, Language::for_tag(None));
        assert!(language.compares_forms);
    }

    #[test]
    fn an_undeclared_text_in_ascii_is_in_the_language_of_its_neighbours() {
        let question = "Melyik városban lakik most, és mióta?";
        let detected = language_of_text(None, "Debrecenben lakom.", [question]);
        assert_eq!(detected.language.code(), "hu");
        let reply = language_of_text(None, "Já som z Nitry.", ["Where do you live now?"]);
        assert_eq!(reply.language.code(), "sk");
    }

    proptest! {
        #[test]
        fn a_declared_language_and_ascii_are_not_doubted(
            tag in "(en|de|es|fr|pt|it|nl)(-[a-z]{2})?",
            text in any::<String>(),
            ascii in "[ -~’]*",
        ) {
            let declared = language_of_text(Some(&tag), &text, [&*text]);
            prop_assert_eq!(declared.language, Language::for_tag(Some(&tag)));
            prop_assert!(!declared.compares_forms);
            let english = TextLanguage::of(Language::for_tag(None));
            prop_assert_eq!(language_of_text(None, &ascii, [&*ascii]), english);
        }
    }
}
