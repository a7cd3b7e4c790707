//! The words around secrets, in every supported language: which value follows, which words may
//! stand between, and which turn a "code" into something to remember.

mod de;
mod en;
mod es;
mod fr;
mod it;
mod nl;
mod phrases;
mod pt;

use std::sync::LazyLock;

use phrases::Vocabulary;
use rustc_hash::{FxHashMap, FxHashSet};
use smol_str::SmolStr;

use super::{
    kind::Kind,
    tokens::{Token, tokens},
};

/// What a phrase means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    Card,
    Expiry,
    SecurityCode,
    Code,
    Site,
    Reference,
    LastFour,
    SocialSecurity,
    NationalId,
    Passport,
    Tax,
    Bank,
    Account,
    Banking,
    Pin,
    Password,
    Birth,
    Month,
    DateWord,
    Copula,
    Connector,
    Unit,
    Request,
    NoPassword,
    Health,
    Email,
    Phone,
    Login,
    SecurityQuestion,
    Letters,
    Continues,
    Chosen,
    Entered,
    ChosenAfter,
    Auxiliary,
    PasswordPart,
}

impl Class {
    /// The kind of value that a phrase announces.
    pub(super) const fn kind(self) -> Option<Kind> {
        Some(match self {
            Self::Card => Kind::Card,
            Self::Expiry => Kind::Expiry,
            Self::SecurityCode => Kind::SecurityCode,
            Self::Code => Kind::Code,
            Self::SocialSecurity => Kind::SocialSecurity,
            Self::NationalId => Kind::NationalId,
            Self::Passport => Kind::Passport,
            Self::Tax => Kind::Tax,
            Self::Bank | Self::Account => Kind::Bank,
            Self::Pin => Kind::Pin,
            Self::Password => Kind::Password,
            Self::Birth => Kind::Birth,
            Self::Health => Kind::Health,
            Self::Email => Kind::Email,
            Self::Phone => Kind::Phone,
            _ => return None,
        })
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Classes(u64);

impl Classes {
    pub(super) const fn has(self, class: Class) -> bool {
        self.0 & (1 << class as u64) != 0
    }

    /// Whether it is a word for a secret, which may stand between another and the value: "the
    /// code on my card is".
    pub(super) fn names_secret(self) -> bool {
        const NAMES: [Class; 6] = [
            Class::Card,
            Class::SecurityCode,
            Class::Code,
            Class::Pin,
            Class::LastFour,
            Class::SocialSecurity,
        ];
        NAMES.into_iter().any(|class| self.has(class))
    }

    const fn add(&mut self, class: Class) {
        self.0 |= 1 << class as u64;
    }

    const fn merge(&mut self, other: Self) {
        self.0 |= other.0;
    }
}

impl Vocabulary {
    const fn lists(&self) -> [(Class, &'static str); 36] {
        [
            (Class::Card, self.card),
            (Class::Expiry, self.expiry),
            (Class::SecurityCode, self.security_code),
            (Class::Code, self.code),
            (Class::Site, self.site),
            (Class::Reference, self.reference),
            (Class::LastFour, self.last_four),
            (Class::SocialSecurity, self.social_security),
            (Class::NationalId, self.national_id),
            (Class::Passport, self.passport),
            (Class::Tax, self.tax),
            (Class::Bank, self.bank),
            (Class::Account, self.account),
            (Class::Banking, self.banking),
            (Class::Pin, self.pin),
            (Class::Password, self.password),
            (Class::Birth, self.birth),
            (Class::Month, self.months),
            (Class::DateWord, self.date_words),
            (Class::Copula, self.copula),
            (Class::Connector, self.connectors),
            (Class::Unit, self.units),
            (Class::Request, self.request),
            (Class::NoPassword, self.no_password),
            (Class::Health, self.health),
            (Class::Email, self.email),
            (Class::Phone, self.phone),
            (Class::Login, self.login),
            (Class::SecurityQuestion, self.security_question),
            (Class::Letters, self.letters),
            (Class::Continues, self.continues),
            (Class::Chosen, self.chosen),
            (Class::Entered, self.entered),
            (Class::ChosenAfter, self.chosen_after),
            (Class::Auxiliary, self.auxiliaries),
            (Class::PasswordPart, self.password_parts),
        ]
    }
}

const VOCABULARIES: [Vocabulary; 7] = [
    en::WORDS,
    de::WORDS,
    es::WORDS,
    fr::WORDS,
    pt::WORDS,
    it::WORDS,
    nl::WORDS,
];

/// The single words about health, in all languages.
static HEALTH_WORDS: LazyLock<FxHashSet<&str>> = LazyLock::new(|| {
    VOCABULARIES
        .iter()
        .flat_map(|vocabulary| vocabulary.health.split(','))
        .map(str::trim)
        .filter(|phrase| !phrase.contains(' '))
        .collect()
});

/// Whether a lower-case word is about health.
pub(super) fn is_health_word(word: &str) -> bool {
    HEALTH_WORDS.contains(word)
}

/// Phrases by their first word; the longest first.
struct Phrases(FxHashMap<SmolStr, Vec<(Vec<SmolStr>, Classes)>>);

static PHRASES: LazyLock<Phrases> = LazyLock::new(|| {
    let mut phrases: FxHashMap<Vec<SmolStr>, Classes> = FxHashMap::default();
    for vocabulary in VOCABULARIES {
        for (class, list) in vocabulary.lists() {
            for phrase in list.split(',') {
                let words: Vec<SmolStr> = tokens(phrase)
                    .into_iter()
                    .map(|token| token.folded)
                    .collect();
                phrases.entry(words).or_default().add(class);
            }
        }
    }
    let mut by_first: FxHashMap<SmolStr, Vec<(Vec<SmolStr>, Classes)>> = FxHashMap::default();
    for (mut words, classes) in phrases {
        if !words.is_empty() {
            let first = words.remove(0);
            by_first.entry(first).or_default().push((words, classes));
        }
    }
    for rests in by_first.values_mut() {
        rests.sort_by_key(|(rest, _)| std::cmp::Reverse(rest.len()));
    }
    Phrases(by_first)
});

/// A phrase in a text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Mark {
    /// Its tokens.
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) classes: Classes,
}

/// The phrases in a text.
pub(super) struct Marks {
    pub(super) marks: Vec<Mark>,
    /// The classes of each token.
    tokens: Vec<Classes>,
}

impl Marks {
    pub(super) fn new(tokens: &[Token]) -> Self {
        let mut marks = Self {
            marks: Vec::new(),
            tokens: vec![Classes::default(); tokens.len()],
        };
        let mut at = 0;
        while let Some(rest) = tokens.get(at..).filter(|rest| !rest.is_empty()) {
            let Some((length, classes)) = longest(rest) else {
                at += 1;
                continue;
            };
            marks.marks.push(Mark {
                start: at,
                end: at + length,
                classes,
            });
            // "it was": each word is what it is alone, too.
            let is_link = length > 1 && (classes.has(Class::Chosen) || classes.has(Class::Entered));
            for (token, word) in marks.tokens.iter_mut().skip(at).take(length).zip(rest) {
                token.merge(classes);
                if is_link {
                    token.merge(links(word));
                }
            }
            at += length;
        }
        marks
    }

    pub(super) fn at(&self, token: usize) -> Classes {
        self.tokens.get(token).copied().unwrap_or_default()
    }

    pub(super) fn any(&self, class: Class) -> bool {
        self.marks.iter().any(|mark| mark.classes.has(class))
    }

    pub(super) fn any_between(&self, class: Class, start: usize, end: usize) -> bool {
        (start..end).any(|token| self.at(token).has(class))
    }
}

/// What a single word of a phrase means between a word and its value.
fn links(word: &Token) -> Classes {
    let mut classes = Classes::default();
    let alone = longest(std::slice::from_ref(word)).map(|(_, classes)| classes);
    for class in [Class::Copula, Class::Connector] {
        if alone.is_some_and(|alone| alone.has(class)) {
            classes.add(class);
        }
    }
    classes
}

/// The longest phrase that a text starts with.
fn longest(tokens: &[Token]) -> Option<(usize, Classes)> {
    let (first, rest) = tokens.split_first()?;
    let phrases = PHRASES.0.get(&first.folded)?;
    phrases.iter().find_map(|(words, classes)| {
        let following = rest.get(..words.len())?;
        let is_same = following
            .iter()
            .zip(words)
            .all(|(token, word)| token.folded == *word);
        is_same.then(|| (words.len() + 1, *classes))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_phrase_counts() {
        let tokens = tokens("My social security number, please");
        let marks = Marks::new(&tokens);
        let social = marks
            .marks
            .iter()
            .find(|mark| mark.classes.has(Class::SocialSecurity))
            .unwrap();
        assert_eq!((social.start, social.end), (1, 4));
        assert!(!marks.any(Class::Reference));
    }
}
