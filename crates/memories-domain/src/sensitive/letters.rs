//! Letters of a code as they are spelled: "A", "A as in Anna", "A wie Anton", "alfa", "erre".

mod names;

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::{
    language::Language,
    tokens::{Joint, Token},
};

/// The characters of the longest name of a letter.
const MAX_NAME: usize = 6;

/// Between a letter and a word that begins with it.
const AS_IN: [&[&str]; 14] = [
    &["as", "in"],
    &["as"],
    &["for"],
    &["like"],
    &["wie"],
    &["von"],
    &["als", "in"],
    &["van"],
    &["como", "en"],
    &["como"],
    &["comme"],
    &["come"],
    &["de"],
    &["di"],
];

/// Words of spelling alphabets.
const ALPHABET: [&str; 56] = [
    "alfa",
    "alpha",
    "anton",
    "berta",
    "bravo",
    "casar",
    "charlie",
    "delta",
    "dora",
    "echo",
    "emil",
    "foxtrot",
    "friedrich",
    "golf",
    "gustav",
    "heinrich",
    "hotel",
    "ida",
    "india",
    "juliet",
    "juliett",
    "julius",
    "kaufmann",
    "kilo",
    "konrad",
    "lima",
    "ludwig",
    "martha",
    "mike",
    "nordpol",
    "november",
    "oscar",
    "otto",
    "papa",
    "paula",
    "quebec",
    "quelle",
    "richard",
    "romeo",
    "samuel",
    "siegfried",
    "sierra",
    "tango",
    "theodor",
    "ulrich",
    "uniform",
    "victor",
    "viktor",
    "whiskey",
    "whisky",
    "wilhelm",
    "xanthippe",
    "yankee",
    "ypsilon",
    "zacharias",
    "zulu",
];

/// Names of letters that are no other word.
const NAMES: [(&str, char); 21] = [
    ("acca", 'h'),
    ("effe", 'f'),
    ("efe", 'f'),
    ("eme", 'm'),
    ("emme", 'm'),
    ("ene", 'n'),
    ("enne", 'n'),
    ("equis", 'x'),
    ("erre", 'r'),
    ("hache", 'h'),
    ("ics", 'x'),
    ("ipsilon", 'y'),
    ("jota", 'j'),
    ("kappa", 'k'),
    ("uve", 'v'),
    ("xis", 'x'),
    ("zed", 'z'),
    ("zee", 'z'),
    ("zeta", 'z'),
    ("zett", 'z'),
    ("aga", 'h'),
];

/// The letters of both.
static SPOKEN_LETTERS: LazyLock<FxHashMap<&str, char>> = LazyLock::new(|| {
    let alphabet = ALPHABET
        .iter()
        .filter_map(|word| Some((*word, word.chars().next()?)));
    alphabet.chain(NAMES).collect()
});

/// Those that are also said before numbers: "de dos", "di due". They are letters only beside
/// another letter.
const PREPOSITIONS: [&str; 6] = ["ce", "de", "di", "el", "que", "te"];

/// The letter that a word names in a language, in a code only.
pub(super) fn ambiguous_letter(language: Language, token: &Token) -> Option<char> {
    if token.folded.len() > MAX_NAME {
        return None;
    }
    let name = names::of(language)
        .iter()
        .find(|(name, _)| token.folded == *name)?;
    token.label.is_none().then_some(name.1)
}

pub(super) fn is_preposition(token: &Token) -> bool {
    PREPOSITIONS.contains(&token.folded.as_str())
}

/// The letter that starts at a token, and its number of tokens.
pub(super) fn letter_at(tokens: &[Token], at: usize) -> Option<(char, usize)> {
    let token = tokens.get(at)?;
    let word = token.folded.as_str();
    let first = word.chars().next()?;
    if word.chars().nth(1).is_none() {
        let is_letter = first.is_alphabetic() && token.joint != Joint::Apostrophe;
        return is_letter.then(|| (first, 1 + as_in(tokens, at + 1, first)));
    }
    SPOKEN_LETTERS.get(word).map(|&letter| (letter, 1))
}

/// The number of tokens of "as in Anna" after a letter; 0 if the word begins with another.
fn as_in(tokens: &[Token], at: usize, letter: char) -> usize {
    let rest = tokens.get(at..).unwrap_or_default();
    let is_said = |phrase: &&&[&str]| {
        let words = rest.get(..phrase.len());
        let is_same = words.is_some_and(|words| {
            let mut pairs = words.iter().zip(**phrase);
            pairs.all(|(token, word)| token.folded == *word)
        });
        let example = rest.get(phrase.len());
        is_same
            && example.is_some_and(|example| {
                example.folded.len() > 1 && example.folded.starts_with(letter)
            })
    };
    let phrase = AS_IN.iter().find(is_said);
    phrase.map_or(0, |phrase| phrase.len() + 1)
}

#[cfg(test)]
mod tests {
    use super::{super::tokens::tokens, *};

    #[test]
    fn letters_are_read_as_they_are_spelled() {
        for (text, expected) in [
            ("A", Some(('a', 1))),
            ("B as in boy", Some(('b', 4))),
            ("A wie Anton vier", Some(('a', 3))),
            ("M di Milano", Some(('m', 3))),
            ("T comme Thérèse", Some(('t', 3))),
            ("bravo", Some(('b', 1))),
            ("erre", Some(('r', 1))),
            ("A de Barcelona", Some(('a', 1))),
            ("boy", None),
        ] {
            assert_eq!(letter_at(&tokens(text), 0), expected, "{text}");
        }
    }
}
