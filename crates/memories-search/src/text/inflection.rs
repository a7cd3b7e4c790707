//! How alike two words are if one may be a form of the other: the same stem with
//! other endings, particles or prefixes, or a part of a compound.

mod korean;
mod prefixes;

use korean::length_without_particles;
use prefixes::prefix_lengths;
use unicode_normalization::UnicodeNormalization;

use super::script::Script;

/// In characters. Longer strings are no words of a language.
const MAX_LENGTH: usize = 40;
/// So many common first letters are a stem.
const MIN_STEM: usize = 3;
/// The same of a whole word in a script whose letters have a vowel each, or whose
/// vowels are not written.
const MIN_SYLLABIC_STEM: usize = 2;
/// Words that are less alike are other words.
const MIN_SIMILARITY: f32 = 0.5;
/// A word of so many letters may be a part of a compound.
const MIN_PART: usize = 4;
/// The least similarity of a compound and its part.
const PART_OF_COMPOUND: f32 = 0.5;
/// The similarity of two pairs of characters with one in common.
const SHARED_CHARACTER: f32 = 0.25;
/// Chinese characters that are in common of any two texts.
const FUNCTION_CHARACTERS: &str =
    "的了是在不我你您他她它们這这那和也就都有个個很吗嗎呢吧得地着過过要会會能一年月日人";
/// How much less a part at the end says than one at the beginning, which may be
/// the stem of an inflected word.
const LATER_PART: f32 = 0.8;
/// How much less words say that are alike without a prefix or particle.
const WITHOUT_AFFIX: f32 = 0.95;

/// A word in the letters by which forms are compared.
pub(crate) struct WordForm {
    /// Hangul as jamo, so that syllables are alike that differ in one.
    letters: Vec<char>,
    script: Script,
    /// The length without particles, of a Korean word that ends with some.
    bare_length: Option<usize>,
}

impl WordForm {
    /// Takes a folded word; `None` if its forms are not compared, as those of
    /// numbers and of pairs of letters in a script without spaces.
    pub(crate) fn new(folded: &str) -> Option<Self> {
        let script = Script::of(folded)?;
        if matches!(script, Script::Hiragana | Script::SoutheastAsian) {
            return None;
        }
        let letters: Vec<char> = match script {
            Script::Hangul => folded.nfd().take(MAX_LENGTH + 1).collect(),
            _ => folded
                .chars()
                .map(plain_letter)
                .take(MAX_LENGTH + 1)
                .collect(),
        };
        let min_length = if script == Script::Han { 1 } else { 2 };
        if !(min_length..=MAX_LENGTH).contains(&letters.len()) {
            return None;
        }
        let bare_length = (script == Script::Hangul).then(|| length_without_particles(folded));
        Some(Self {
            bare_length: bare_length.flatten(),
            letters,
            script,
        })
    }

    /// The word itself and what remains without letters that may be prefixes, with
    /// their number.
    pub(crate) fn without_prefixes(&self) -> impl Iterator<Item = (usize, &[char])> {
        let starts = prefix_lengths(&self.letters, self.script);
        let rest = |start: usize| Some((start, self.letters.get(start..)?));
        starts.into_iter().filter_map(rest)
    }

    /// From 0 for words of which neither is a form of the other to 1 for equal
    /// ones; `skipped` and `other_skipped` letters are taken as prefixes.
    pub(crate) fn similarity(&self, skipped: usize, other: &Self, other_skipped: usize) -> f32 {
        if self.script != other.script {
            return 0.0;
        }
        let (Some(a), Some(b)) = (
            self.letters.get(skipped..),
            other.letters.get(other_skipped..),
        ) else {
            return 0.0;
        };
        let affix = if skipped + other_skipped > 0 {
            WITHOUT_AFFIX
        } else {
            1.0
        };
        let noun = if self.has_noun_of(other) || other.has_noun_of(self) {
            WITHOUT_AFFIX
        } else {
            0.0
        };
        let similarity = noun.max(affix * letter_similarity(a, b, self.script));
        if similarity >= MIN_SIMILARITY || self.script == Script::Han {
            similarity
        } else {
            0.0
        }
    }

    /// Whether it is a noun of another, of which only the particles differ.
    fn has_noun_of(&self, other: &Self) -> bool {
        other.bare_length.is_some_and(|length| {
            let noun = other.letters.get(..length);
            noun == Some(&*self.letters)
                || noun
                    == self
                        .bare_length
                        .and_then(|length| self.letters.get(..length))
        })
    }

    pub(crate) fn script(&self) -> Script {
        self.script
    }
}

fn letter_similarity(a: &[char], b: &[char], script: Script) -> f32 {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let shared = |count: usize| dice(count, short.len() + long.len());
    if script == Script::Han {
        let is_part = long.windows(short.len()).any(|part| part == short);
        let is_shared = |c: &char| long.contains(c) && !FUNCTION_CHARACTERS.contains(*c);
        return if is_part {
            shared(short.len())
        } else if short.iter().any(is_shared) {
            SHARED_CHARACTER
        } else {
            0.0
        };
    }
    let stem = short.iter().zip(long).take_while(|(a, b)| a == b).count();
    let is_whole = stem == short.len();
    if is_whole && stem == long.len() {
        return 1.0;
    }
    let min_stem = match script {
        Script::Indic | Script::Hebrew | Script::Arabic if is_whole => MIN_SYLLABIC_STEM,
        _ => MIN_STEM,
    };
    if stem >= min_stem {
        let least = if is_whole && stem >= MIN_PART {
            PART_OF_COMPOUND
        } else {
            0.0
        };
        shared(stem).max(least)
    } else if short.len() >= MIN_PART && long.windows(short.len()).any(|part| part == short) {
        (LATER_PART * shared(short.len())).max(PART_OF_COMPOUND)
    } else {
        0.0
    }
}

/// The coefficient of Dice: twice what two words share, of both together.
#[expect(clippy::cast_precision_loss, reason = "words are short")]
fn dice(shared: usize, total: usize) -> f32 {
    2.0 * shared as f32 / total.max(1) as f32
}

/// Letters that `fold` keeps and keyboards of other languages lack, and those that
/// look different at the end of a word.
fn plain_letter(c: char) -> char {
    match c {
        'ł' => 'l',
        'đ' | 'ð' => 'd',
        'ø' => 'o',
        'ı' => 'i',
        // "Київ", "Києві": the marks of ї are folded.
        'є' => 'і',
        'ς' => 'σ',
        'ך' => 'כ',
        'ם' => 'מ',
        'ן' => 'נ',
        'ף' => 'פ',
        'ץ' => 'צ',
        'ة' => 'ه',
        'ک' => 'ك',
        'ى' | 'ی' => 'ي',
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rstest::rstest;

    use super::*;
    use crate::text::fold;

    /// The highest over all prefixes.
    fn similarity(a: &str, b: &str) -> f32 {
        let (Some(a), Some(b)) = (WordForm::new(&fold(a)), WordForm::new(&fold(b))) else {
            return 0.0;
        };
        let of = |skipped: usize| {
            let others = b.without_prefixes();
            others
                .map(|(other, _)| a.similarity(skipped, &b, other))
                .fold(0.0, f32::max)
        };
        a.without_prefixes()
            .map(|(skipped, _)| of(skipped))
            .fold(0.0, f32::max)
    }

    #[rstest]
    #[case::korean("부산", "부산에서는")]
    #[case::korean_both("부산은", "부산의")]
    #[case::korean_short("개", "개가")]
    #[case::korean_verb("먹었어요", "먹어요")]
    #[case::hebrew_preposition("חיפה", "בחיפה")]
    #[case::hebrew_both("לחיפה", "שמחיפה")]
    #[case::hebrew_final_letter("שכן", "השכנים")]
    #[case::arabic_article("مدرسة", "والمدرسة")]
    #[case::arabic_contraction("مدير", "للمدير")]
    #[case::hungarian("szabó", "szabónak")]
    #[case::czech("Brno", "Brně")]
    #[case::polish_stroke("łódź", "lodzi")]
    #[case::lithuanian("kaunas", "kaune")]
    #[case::hindi("घर", "घरों")]
    #[case::compound("koira", "koiranruoka")]
    #[case::end_of_compound("nyelv", "anyanyelv")]
    #[case::one_of_a_pair("犬", "愛犬")]
    #[case::arabic_short("قطة", "القط")]
    #[case::persian_possessive("سگ", "سگم")]
    fn forms_of_a_word_are_alike(#[case] word: &str, #[case] form: &str) {
        let similarity = similarity(word, form);
        assert!(similarity >= 0.5, "{similarity}");
    }

    #[rstest]
    #[case::other_word("praha", "prodej")]
    #[case::only_a_prefix_in_common("ביתי", "במקרה")]
    #[case::pairs_with_one_character_in_common("医院", "医生")]
    #[case::pairs_with_a_function_character("我的", "的狗")]
    #[case::letters_of_thai("กรุ", "กรุง")]
    #[case::numbers("1990", "19901")]
    #[case::other_script("дом", "dom")]
    fn other_words_are_not(#[case] a: &str, #[case] b: &str) {
        let similarity = similarity(a, b);
        assert!(similarity < 0.5, "{similarity}");
    }

    proptest! {
        #[test]
        fn similarity_is_symmetric_and_that_of_no_word_with_itself_is_less(
            a in any::<String>(),
            b in any::<String>(),
            word in "[\\p{Latin}\\p{Hangul}\\p{Hebrew}\\p{Cyrillic}]{1,12}",
            ending in "[\\p{Latin}\\p{Hangul}\\p{Hebrew}\\p{Cyrillic}]{0,4}",
        ) {
            let inflected = format!("{word}{ending}");
            for (a, b) in [(&a, &b), (&word, &inflected)] {
                let likeness = similarity(a, b);
                prop_assert!((0.0..=1.0).contains(&likeness));
                prop_assert!((likeness - similarity(b, a)).abs() < f32::EPSILON);
                prop_assert!(likeness <= similarity(a, a).max(similarity(b, b)));
            }
        }
    }
}
