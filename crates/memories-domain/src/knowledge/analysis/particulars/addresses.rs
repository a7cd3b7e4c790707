//! Streets with a number.

use smol_str::SmolStr;

use super::{address::Address, word_lists::is_any};
use crate::{knowledge::analysis::Sentence, sensitive::is_number_word};

/// After the number and a name: "14 Quayside Terrace".
const ENGLISH: [&str; 40] = [
    "street",
    "st",
    "road",
    "rd",
    "lane",
    "ln",
    "drive",
    "dr",
    "avenue",
    "ave",
    "way",
    "terrace",
    "row",
    "court",
    "ct",
    "place",
    "boulevard",
    "blvd",
    "close",
    "crescent",
    "square",
    "hill",
    "gardens",
    "grove",
    "park",
    "circle",
    "trail",
    "parkway",
    "highway",
    "alley",
    "mews",
    "bend",
    "loop",
    "walk",
    "view",
    "rise",
    "green",
    "path",
    "ridge",
    "heights",
];
/// Before the name: "6 rue des Tanneurs", "calle Mayor 12".
const ROMANCE: [&str; 41] = [
    "rue",
    "avenue",
    "impasse",
    "chemin",
    "allée",
    "boulevard",
    "place",
    "quai",
    "route",
    "passage",
    "cours",
    "square",
    "sentier",
    "calle",
    "avenida",
    "paseo",
    "plaza",
    "camino",
    "carretera",
    "travesía",
    "ronda",
    "pasaje",
    "rua",
    "travessa",
    "praça",
    "largo",
    "estrada",
    "alameda",
    "beco",
    "praceta",
    "via",
    "viale",
    "corso",
    "piazza",
    "vicolo",
    "strada",
    "piazzale",
    "contrada",
    "vico",
    "salita",
    "lungomare",
];
/// The end of a name: "Lindenstraße 8", "Molenweg 88".
const GERMANIC: [&str; 25] = [
    "straße", "strasse", "str", "weg", "platz", "allee", "gasse", "ring", "ufer", "damm", "steig",
    "stieg", "laan", "straat", "plein", "gracht", "kade", "dijk", "singel", "dreef", "steeg",
    "hof", "pad", "park", "chaussee",
];
/// "Am Mühlbach 12": before a name without such an end.
const GERMAN_PREPOSITIONS: [&str; 9] = ["Am", "An", "Im", "Auf", "Zum", "Zur", "In", "Beim", "Op"];

/// Between the number and the word for a street.
const MAX_NAME_WORDS: usize = 4;

impl Sentence<'_> {
    pub(in crate::knowledge::analysis) fn has_address(&self) -> bool {
        self.address_in(self.text, &self.words).is_some()
    }

    /// The first street with its number in a text.
    pub(super) fn address_in(&self, text: &str, words: &[SmolStr]) -> Option<Address> {
        let language = self.language.and_then(|tag| tag.get(..2)).unwrap_or("en");
        match language {
            "de" | "nl" => self
                .address_by_ending(words)
                .or_else(|| address_after_preposition(text, self.language)),
            "fr" | "es" | "pt" | "it" => (0..words.len())
                .filter(|&at| words.get(at).is_some_and(|word| is_any(word, &ROMANCE)))
                .find_map(|at| self.address_after_street(words, at)),
            _ => (0..words.len())
                .filter(|&at| words.get(at).is_some_and(|word| is_any(word, &ENGLISH)))
                .find_map(|at| self.address_before_street(words, at)),
        }
    }

    fn address_by_ending(&self, words: &[SmolStr]) -> Option<Address> {
        let is_street = |word: &str| {
            let ends = |end: &&str| word.len() > end.len() && word.ends_with(*end);
            GERMANIC.iter().any(ends)
        };
        let found = words
            .array_windows()
            .find(|[street, number]| is_street(street) && self.is_house_number(number));
        found.map(|[street, number]| Address {
            street: vec![street.clone()],
            number: number.clone(),
        })
    }

    /// "6 rue des Tanneurs", "calle Mayor 12"
    fn address_after_street(&self, words: &[SmolStr], at: usize) -> Option<Address> {
        let after = words.get(at + 1..).unwrap_or_default();
        let name = |words: &[SmolStr]| -> Vec<SmolStr> {
            let long = words.iter().filter(|word| word.chars().count() > 3);
            long.cloned().collect()
        };
        let before = words.get(at.saturating_sub(2)..at).unwrap_or_default();
        if let Some(number) = before.iter().rev().find(|word| self.is_house_number(word)) {
            let end = after.len().min(MAX_NAME_WORDS);
            return Some(Address {
                street: name(after.get(..end).unwrap_or_default()),
                number: number.clone(),
            });
        }
        let number = after
            .iter()
            .take(MAX_NAME_WORDS + 1)
            .position(|word| self.is_house_number(word))
            .filter(|number| *number > 0)?;
        Some(Address {
            street: name(after.get(..number)?),
            number: after.get(number)?.clone(),
        })
    }

    /// "14 Quayside Terrace"
    fn address_before_street(&self, words: &[SmolStr], at: usize) -> Option<Address> {
        let start = at.saturating_sub(MAX_NAME_WORDS);
        let number = (start..at.saturating_sub(1))
            .rev()
            .find(|&at| words.get(at).is_some_and(|word| self.is_house_number(word)))?;
        Some(Address {
            street: words.get(number + 1..at)?.to_vec(),
            number: words.get(number)?.clone(),
        })
    }

    fn is_house_number(&self, word: &SmolStr) -> bool {
        /// The longest in use.
        const MAX_DIGITS: usize = 5;
        if self.time_words.contains(word) {
            return false;
        }
        if word.starts_with(|c: char| c.is_ascii_digit()) {
            return word.len() <= MAX_DIGITS;
        }
        word.chars().count() > 2 && is_number_word(word, self.language)
    }
}

/// "Am Mühlbach 12", at the beginning of a name.
fn address_after_preposition(text: &str, language: Option<&str>) -> Option<Address> {
    let words: Vec<&str> = text
        .split([' ', ',', '.', '!', '?'])
        .filter(|word| !word.is_empty())
        .collect();
    let is_name = |word: &str| {
        word.chars().count() > 2 && word.chars().next().is_some_and(char::is_uppercase)
    };
    let is_number = |word: &str| {
        word.len() <= 3 && word.bytes().all(|byte| byte.is_ascii_digit())
            || word.chars().count() > 3 && is_number_word(&word.to_lowercase(), language)
    };
    let found = words.iter().enumerate().find_map(|(at, before)| {
        let after = words
            .get(at + 1..)
            .filter(|_| is_any(before, &GERMAN_PREPOSITIONS))?;
        let after = match after {
            ["der" | "den" | "dem" | "de" | "het", rest @ ..] | rest => rest,
        };
        match after {
            [name, number, ..] if is_name(name) && is_number(number) => Some((name, number)),
            _ => None,
        }
    });
    found.map(|(name, number)| Address {
        street: vec![name.to_lowercase().into()],
        number: (*number).into(),
    })
}
