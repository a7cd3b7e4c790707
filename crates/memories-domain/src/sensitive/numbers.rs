//! Spoken numbers as digits: "double four, oh" is 440, "vierundzwanzig" 24, and
//! "quatre-vingt-dix-sept" 97.

mod number_word;
mod number_words;
mod words;

use number_word::NumberWord;
pub(super) use number_words::NumberWords;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::{
    hesitation::{hesitation, repair},
    language::Language,
    tokens::{Gap, Sign, Token},
};

static ALL: LazyLock<Vec<(Language, NumberWords)>> = LazyLock::new(|| {
    Language::ALL
        .map(|language| (language, words::of(language)))
        .into()
});

/// A number as it was spoken or written.
pub(super) struct Element {
    pub(super) digits: String,
    /// Its tokens.
    pub(super) start: usize,
    pub(super) end: usize,
    /// Whether there is a pause before it.
    pub(super) after_pause: bool,
    /// Whether it takes back what was said before it: "four four, no, four five".
    pub(super) after_repair: bool,
    /// Whether it is one digit, or one several times: "double four".
    pub(super) is_single_digit: bool,
}

/// Numbers that directly follow each other.
pub(super) struct Run {
    pub(super) elements: Vec<Element>,
    /// A sign before the first.
    pub(super) sign: Sign,
}

impl Run {
    pub(super) fn start(&self) -> usize {
        self.elements.first().map_or(0, |element| element.start)
    }

    pub(super) fn end(&self) -> usize {
        self.elements.last().map_or(0, |element| element.end)
    }

    pub(super) fn digits(&self) -> String {
        digits_of(&self.elements)
    }

    /// What the number may be if a part of it was taken back: what follows, alone, and with what
    /// was said before the part. Empty if nothing was taken back.
    pub(super) fn corrected(elements: &[Element]) -> Vec<String> {
        let Some(repair) = elements.iter().rposition(|element| element.after_repair) else {
            return Vec::new();
        };
        let (before, after) = elements.split_at_checked(repair).unwrap_or_default();
        let part = before
            .iter()
            .rposition(|element| element.after_pause)
            .unwrap_or(0);
        let kept = before.get(..part).unwrap_or_default();
        let again = digits_of(after);
        if kept.is_empty() {
            vec![again]
        } else {
            vec![digits_of(kept) + &again, again]
        }
    }

    /// The parts between pauses.
    pub(super) fn segments(&self) -> impl Iterator<Item = &[Element]> {
        self.elements.chunk_by(|_, next| !next.after_pause)
    }
}

pub(super) fn digits_of(elements: &[Element]) -> String {
    elements
        .iter()
        .map(|element| element.digits.as_str())
        .collect()
}

/// The positions in [`ALL`] of the languages that have a word for a number.
static LANGUAGES_OF_WORDS: LazyLock<FxHashMap<&str, Vec<usize>>> = LazyLock::new(|| {
    let mut languages: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    for (position, (_, words)) in ALL.iter().enumerate() {
        for word in words.words.keys() {
            languages.entry(word).or_default().push(position);
        }
    }
    languages
});

/// The languages whose number words may occur: the one of the call, and others of which the text
/// contains several words. In a long text that is noise, some of any language are there by chance.
pub(super) fn languages(tokens: &[Token], tag: Option<&str>) -> Vec<&'static NumberWords> {
    const MIN_WORDS: usize = 3;
    const MAX_TOKENS_FOR_A_WORD: usize = 1_000;
    let spoken = tag.and_then(Language::from_tag);
    let mut counts = [0; Language::ALL.len()];
    for token in tokens {
        for &language in LANGUAGES_OF_WORDS
            .get(token.folded.as_str())
            .into_iter()
            .flatten()
        {
            if let Some(count) = counts.get_mut(language) {
                *count += 1;
            }
        }
    }
    let min = MIN_WORDS.max(tokens.len() / MAX_TOKENS_FOR_A_WORD);
    let mut candidates: Vec<&(Language, NumberWords)> = ALL
        .iter()
        .zip(counts)
        .filter(|((language, _), count)| spoken == Some(*language) || *count >= min)
        .map(|(candidate, _)| candidate)
        .collect();
    candidates.sort_by_key(|(language, _)| spoken != Some(*language));
    let mut chosen: Vec<_> = candidates.into_iter().map(|(_, words)| words).collect();
    if chosen.is_empty() {
        chosen.extend(ALL.first().map(|(_, words)| words));
    }
    chosen
}

pub(super) fn is_number_of_any_language(token: &Token) -> bool {
    ALL.iter().any(|(_, words)| words.is_number(token))
}

/// The number words of a language; the English ones if it is unknown.
pub(super) fn of_language(tag: Option<&str>) -> &'static NumberWords {
    static ENGLISH: LazyLock<NumberWords> = LazyLock::new(|| words::of(Language::English));
    let spoken = tag.and_then(Language::from_tag);
    ALL.iter()
        .find(|(language, _)| spoken == Some(*language))
        .map_or(&ENGLISH, |(_, words)| words)
}

/// Words said between the digits of one number, beside hesitations.
const SEPARATORS: [&str; 15] = [
    "bindestrich",
    "dann",
    "dash",
    "depois",
    "guion",
    "hyphen",
    "luego",
    "poi",
    "puis",
    "space",
    "streepje",
    "strich",
    "then",
    "tiret",
    "dan",
];

pub(super) fn is_separator(token: &Token) -> bool {
    SEPARATORS.contains(&token.folded.as_str())
}

/// "four one and then double five"
const CONJUNCTIONS: [&str; 6] = ["and", "und", "y", "et", "e", "en"];

/// The number of tokens of what may be said between the digits of one number.
fn interruption(tokens: &[Token], at: usize) -> usize {
    hesitation(tokens, at)
        .max(repair(tokens, at))
        .max(separator(tokens, at))
}

/// The next token that is no such interruption.
pub(super) fn after_interruptions(tokens: &[Token], mut at: usize) -> usize {
    loop {
        let length = interruption(tokens, at);
        if length == 0 {
            return at;
        }
        at += length;
    }
}

fn separator(tokens: &[Token], at: usize) -> usize {
    let is_any = |at: usize, words: &[&str]| {
        tokens
            .get(at)
            .is_some_and(|token| words.contains(&token.folded.as_str()))
    };
    if is_any(at, &SEPARATORS) {
        return 1;
    }
    let continues = is_any(at, &CONJUNCTIONS) && is_any(at + 1, &SEPARATORS);
    if continues { 2 } else { 0 }
}

impl NumberWords {
    fn word(&self, token: &Token) -> Option<NumberWord> {
        self.words.get(&token.folded).copied()
    }

    pub(super) fn is_number(&self, token: &Token) -> bool {
        token.is_digits() || self.word(token).is_some()
    }

    pub(super) fn is_number_word(&self, word: &str) -> bool {
        self.words.contains_key(word)
    }

    pub(super) fn runs(&self, tokens: &[Token]) -> Vec<Run> {
        let mut runs: Vec<Run> = Vec::new();
        let (mut at, mut end, mut pause, mut taken_back) = (0, None, false, false);
        while let Some(token) = tokens.get(at) {
            let Some((digits, length)) = self.read(tokens, at) else {
                // "4111, uh, 1111": one run.
                let length = if end == Some(at) {
                    taken_back |= repair(tokens, at) > 0;
                    interruption(tokens, at)
                } else {
                    0
                };
                if length > 0 {
                    end = Some(at + length);
                    pause = true;
                }
                at += length.max(1);
                continue;
            };
            let continues = end == Some(at) && token.sign == Sign::None;
            let element = Element {
                digits,
                start: at,
                end: at + length,
                after_pause: pause || token.gap > Gap::Close,
                after_repair: taken_back,
                is_single_digit: self.is_single_digit(token),
            };
            match runs.last_mut().filter(|_| continues) {
                Some(run) => run.elements.push(element),
                None => runs.push(Run {
                    elements: vec![element],
                    sign: token.sign,
                }),
            }
            at += length;
            (end, pause, taken_back) = (Some(at), false, false);
        }
        runs
    }

    fn is_single_digit(&self, token: &Token) -> bool {
        if token.is_digits() {
            return token.folded.len() == 1;
        }
        matches!(
            self.word(token),
            Some(NumberWord::Number(0..=9) | NumberWord::Oh | NumberWord::Repeat(_))
        )
    }

    /// The number that starts at a token: its digits and its number of tokens.
    pub(super) fn read(&self, tokens: &[Token], at: usize) -> Option<(String, usize)> {
        let token = tokens.get(at)?;
        if token.is_digits() {
            return Some((token.folded.to_string(), 1));
        }
        match self.word(token)? {
            NumberWord::Repeat(times) => {
                let article = tokens.get(at + 1).is_some_and(|token| {
                    matches!(token.folded.as_str(), "die" | "le" | "el" | "il" | "de")
                });
                let digit_at = at + 1 + usize::from(article);
                let digit = self.digit(tokens.get(digit_at)?)?;
                Some((digit.repeat(times), digit_at + 1 - at))
            }
            NumberWord::Oh => {
                let is_number =
                    |at: usize| tokens.get(at).is_some_and(|token| self.is_number(token));
                let beside = is_number(at + 1) || at.checked_sub(1).is_some_and(is_number);
                beside.then(|| ("0".to_owned(), 1))
            }
            _ => {
                let (value, length) = self.value(tokens, at)?;
                Some((value.to_string(), length))
            }
        }
    }

    /// One digit.
    fn digit(&self, token: &Token) -> Option<String> {
        if token.is_digits() {
            return (token.folded.len() == 1).then(|| token.folded.to_string());
        }
        match self.word(token)? {
            NumberWord::Number(digit @ 0..=9) => Some(digit.to_string()),
            NumberWord::Oh => Some("0".to_owned()),
            _ => None,
        }
    }

    fn value(&self, tokens: &[Token], at: usize) -> Option<(u32, usize)> {
        let (mut value, mut length) = match self.word(tokens.get(at)?)? {
            NumberWord::Hundred | NumberWord::Thousand => (1, 0),
            _ => self.below_hundred(tokens, at)?,
        };
        if (1..100).contains(&value)
            && self.word_after(tokens, at, length) == Some(NumberWord::Hundred)
        {
            value *= 100;
            length += 1;
            if let Some((rest, more)) = self.rest(tokens, at + length, Self::below_hundred) {
                value += rest;
                length += more;
            }
        }
        if (1..1000).contains(&value)
            && self.word_after(tokens, at, length) == Some(NumberWord::Thousand)
        {
            value *= 1000;
            length += 1;
            if let Some((rest, more)) = self.rest(tokens, at + length, Self::below_thousand) {
                value += rest;
                length += more;
            }
        }
        (length > 0).then_some((value, length))
    }

    fn below_thousand(&self, tokens: &[Token], at: usize) -> Option<(u32, usize)> {
        let (mut value, mut length) = match self.word(tokens.get(at)?)? {
            NumberWord::Hundred => (1, 0),
            _ => self.below_hundred(tokens, at)?,
        };
        if (1..10).contains(&value)
            && self.word_after(tokens, at, length) == Some(NumberWord::Hundred)
        {
            value *= 100;
            length += 1;
            if let Some((rest, more)) = self.rest(tokens, at + length, Self::below_hundred) {
                value += rest;
                length += more;
            }
        }
        Some((value, length)).filter(|_| length > 0)
    }

    /// A number after "hundred" or "thousand", with or without "and", in the same breath.
    fn rest(
        &self,
        tokens: &[Token],
        at: usize,
        read: impl Fn(&Self, &[Token], usize) -> Option<(u32, usize)>,
    ) -> Option<(u32, usize)> {
        let token = tokens.get(at).filter(|token| token.gap == Gap::Close)?;
        let is_conjunction = matches!(token.folded.as_str(), "and" | "et" | "e" | "en" | "und");
        let skipped = usize::from(is_conjunction);
        let (value, length) = read(self, tokens, at + skipped)?;
        (value > 0 && value < 1000).then_some((value, length + skipped))
    }

    fn below_hundred(&self, tokens: &[Token], at: usize) -> Option<(u32, usize)> {
        match self.word(tokens.get(at)?)? {
            NumberWord::Number(4) if self.is_french => {
                if self.word_at(tokens, at + 1) != Some(NumberWord::Tens(20)) {
                    return Some((4, 1));
                }
                let rest = self.small(tokens, at + 2);
                Some(rest.map_or((80, 2), |(value, length)| (80 + value, length + 2)))
            }
            NumberWord::Number(10) if self.is_french => Some(self.french_ten(tokens, at)),
            NumberWord::Number(value) => Some((value, 1)),
            NumberWord::Tens(tens) => {
                let conjunction = self.conjunction.is_some_and(|word| {
                    tokens
                        .get(at + 1)
                        .is_some_and(|token| token.gap == Gap::Close && token.folded == word)
                });
                if self.needs_conjunction && !conjunction {
                    return Some((tens, 1));
                }
                let next = at + 1 + usize::from(conjunction);
                let rest = self
                    .small(tokens, next)
                    .filter(|(value, _)| (1..10).contains(value) || self.is_french && tens == 60);
                Some(rest.map_or((tens, 1), |(value, length)| {
                    (tens + value, next - at + length)
                }))
            }
            _ => None,
        }
    }

    /// One to nineteen, after tens: without a pause before it.
    fn small(&self, tokens: &[Token], at: usize) -> Option<(u32, usize)> {
        match self.word_at(tokens, at)? {
            NumberWord::Number(10) if self.is_french => Some(self.french_ten(tokens, at)),
            NumberWord::Number(value @ 1..20) => Some((value, 1)),
            _ => None,
        }
    }

    /// "dix", "dix-huit"
    fn french_ten(&self, tokens: &[Token], at: usize) -> (u32, usize) {
        match self.word_at(tokens, at + 1) {
            Some(NumberWord::Number(unit @ 7..=9)) => (10 + unit, 2),
            _ => (10, 1),
        }
    }

    /// The word after the first words of a number; a number may also begin with it: "cent douze".
    fn word_after(&self, tokens: &[Token], at: usize, length: usize) -> Option<NumberWord> {
        if length == 0 {
            return self.word(tokens.get(at)?);
        }
        self.word_at(tokens, at + length)
    }

    /// The word at a token that follows the one before it without a pause.
    fn word_at(&self, tokens: &[Token], at: usize) -> Option<NumberWord> {
        let token = tokens.get(at)?;
        (token.gap == Gap::Close)
            .then(|| self.word(token))
            .flatten()
    }
}

#[cfg(test)]
mod tests {
    use super::{super::tokens::tokens, *};

    fn digits(language: &str, text: &str) -> String {
        let tokens = tokens(text);
        let words = languages(&tokens, Some(language));
        let runs = words.first().unwrap().runs(&tokens);
        runs.iter().map(Run::digits).collect::<Vec<_>>().join("|")
    }

    #[test]
    fn spoken_digits_and_pairs_are_read_in_every_language() {
        for (language, text, expected) in [
            ("en", "four one double one, triple oh uh 5", "41110005"),
            ("en", "forty-one eleven, twenty twenty-nine", "41112029"),
            ("en", "forty-one hundred", "4100"),
            ("de", "vierundzwanzig null zwo einunddreißig", "240231"),
            ("de", "neunzehnhundertachtundfünfzig", "1958"),
            ("es", "cuarenta y uno once veintidós cero", "4111220"),
            (
                "fr",
                "quatre-vingt-dix-sept soixante et onze vingt-deux dix-huit",
                "97712218",
            ),
            ("fr", "quatre un un un", "4111"),
            ("pt", "quarenta e um onze meia dúzia", "41116"),
            ("it", "quarantuno undici ventotto tre", "4111283"),
            ("nl", "eenenveertig elf tweeëntwintig nul", "4111220"),
        ] {
            assert_eq!(digits(language, text), expected, "{text}");
        }
    }

    #[test]
    fn a_number_is_read_after_a_pause() {
        for (language, text, expected) in [
            ("fr", "un, dix-neuf, cent douze", "119112"),
            ("es", "dos, ciento doce, mil", "21121000"),
            ("en", "one, hundred, nineteen", "110019"),
        ] {
            assert_eq!(digits(language, text), expected, "{text}");
        }
    }

    #[test]
    fn words_of_other_languages_count_unless_they_are_there_by_chance() {
        let count = |text: &str| languages(&tokens(text), Some("en")).len();
        assert_eq!(count("vier sieben acht"), 2);
        assert_eq!(count("vier sieben"), 1);
        let long_turn = "so I told them that ".repeat(700);
        assert_eq!(count(&format!("{long_turn} vier sieben acht")), 2);
        let noise = "q7 xk zz #w ".repeat(5_000);
        assert_eq!(count(&format!("{noise} vier sieben acht")), 1);
    }

    #[test]
    fn oh_alone_is_not_a_number() {
        assert_eq!(digits("en", "Oh no, I have two dogs."), "2");
    }
}
