//! Values of letters and digits: "A vier sieben eins", "C01X00T47".

use super::Context;
use crate::sensitive::{
    finding::Finding,
    hesitation::repair,
    kind::Kind,
    letters::{ambiguous_letter, is_preposition, letter_at},
    numbers::after_interruptions,
    tokens::{Gap, Sign, Token},
    vocabulary::{Class, Mark},
};

const MIN_DIGITS: usize = 3;
const MAX_CHARS: usize = 40;
/// Ids of letters and digits that are longer than any of digits, such as the Italian tax code.
const LONG_IDS: std::ops::RangeInclusive<usize> = 16..=20;
/// So many letters, spelled one by one, begin a number that is announced.
const MIN_LETTERS: usize = 5;
const MAX_DISTANCE_OF_NAME: usize = 6;

/// What is spelled may be a name.
const NAMES: [&str; 12] = [
    "achternaam",
    "apelido",
    "apellido",
    "cognome",
    "naam",
    "nachname",
    "name",
    "nom",
    "nombre",
    "nome",
    "prenom",
    "surname",
];

impl Context<'_> {
    pub(in crate::sensitive) fn may_start(&self, at: usize, kind: Kind) -> bool {
        self.words.read(self.tokens, at).is_some()
            || kind.has_letters()
                && self
                    .tokens
                    .get(at)
                    .is_some_and(|token| token.has_digit() || self.letters(at).is_some())
            || kind == Kind::Expiry && self.marks.at(at).has(Class::Month)
    }

    /// Letters beside others, a digit or a number word, and their number of tokens: "X zero one
    /// two", "A as in Anna four seven".
    fn letters(&self, at: usize) -> Option<(String, usize)> {
        let token = self.tokens.get(at)?;
        let (letters, length) = match letter_at(self.tokens, at) {
            Some((letter, length)) => (letter.to_string(), length),
            None if token.is_upper && token.label.is_none() => (token.folded.to_string(), 1),
            None => (ambiguous_letter(self.words.language, token)?.to_string(), 1),
        };
        let is_letter = |at: usize| {
            letter_at(self.tokens, at).is_some()
                || self.tokens.get(at).is_some_and(|token| {
                    token.is_upper && token.label.is_none()
                        || ambiguous_letter(self.words.language, token).is_some()
                })
        };
        let needs_letter = !token.is_upper && is_preposition(token);
        // No sentence ends with a preposition.
        let ends = self
            .tokens
            .get(at + length)
            .is_none_or(|next| next.gap > Gap::Close);
        let needs_letter = needs_letter && !ends;
        let is_part = |at: usize| {
            // "my NIF, de cabeça": the word for a number is no letter of it.
            let names = self.tokens.get(at).is_some_and(|token| token.is_upper);
            is_letter(at) && !(needs_letter && names)
                || !needs_letter
                    && (self.words.read(self.tokens, at).is_some()
                        || self.tokens.get(at).is_some_and(Token::has_digit))
        };
        let is_beside = is_part(at + length) || at.checked_sub(1).is_some_and(is_part);
        is_beside.then_some((letters, length))
    }

    /// A value of letters and digits with the usual length.
    pub(super) fn code_at(&self, start: usize, kind: Kind) -> Option<Finding> {
        let found = self.letters_and_digits(start, kind)?;
        let code = found.value.as_deref()?;
        let length = code.chars().count();
        let digits = code.bytes().filter(u8::is_ascii_digit).count();
        let has_length = kind.has_length(length) || digits < length && LONG_IDS.contains(&length);
        (digits >= MIN_DIGITS && has_length).then_some(found)
    }

    /// "My tax code starts L M B, T T R": letters that begin a number.
    pub(super) fn spelled_beginning(&self, mark: &Mark, at: usize, kind: Kind) -> Option<Finding> {
        if !matches!(kind, Kind::NationalId | Kind::Tax | Kind::Bank) {
            return None;
        }
        let found = self.letters_and_digits(at, kind)?;
        let code = found.value.as_deref()?;
        let is_spelled = code.len() >= MIN_LETTERS && found.end - at >= code.len();
        let ends = self.tokens.get(found.end);
        let names_person = self
            .tokens
            .get(mark.start.saturating_sub(MAX_DISTANCE_OF_NAME)..at)
            .unwrap_or_default()
            .iter()
            .any(|token| NAMES.contains(&token.folded.as_str()));
        (is_spelled && !names_person && ends.is_none_or(|next| next.gap > Gap::Close))
            .then_some(found)
    }

    /// Letters and digits as far as they go.
    pub(in crate::sensitive) fn letters_and_digits(
        &self,
        start: usize,
        kind: Kind,
    ) -> Option<Finding> {
        if self.tokens.get(start)?.sign != Sign::None {
            return None;
        }
        let (mut at, mut code) = (start, String::new());
        // Where in the code its last part starts, and what stands before and after a repair.
        let (mut part, mut corrected) = (0, None);
        let mut parts = Vec::new();
        while let Some(token) = self.tokens.get(at) {
            let ends_sentence = at > start && token.gap == Gap::Sentence;
            if ends_sentence || code.len() > MAX_CHARS || token.label.is_some() {
                break;
            }
            let next = self.words.read(self.tokens, at).or_else(|| {
                let whole = || token.has_digit().then(|| (token.folded.to_string(), 1));
                whole().or_else(|| self.letters(at))
            });
            if token.gap == Gap::Pause && next.is_some() {
                parts.extend(code.get(part..).map(str::to_owned));
                part = code.len();
            }
            if let Some((chars, length)) = next {
                code.push_str(&chars);
                at += length;
                continue;
            }
            // "X zero one, uh, two"
            let next = after_interruptions(self.tokens, at);
            let continues = next > at
                && (self.words.read(self.tokens, next).is_some()
                    || self.tokens.get(next).is_some_and(Token::has_digit)
                    || self.letters(next).is_some());
            if !continues {
                break;
            }
            if (at..next).any(|at| repair(self.tokens, at) > 0) {
                corrected = Some((part, code.len()));
            }
            parts.extend(code.get(part..).map(str::to_owned));
            part = code.len();
            at = next;
        }
        parts.extend(code.get(part..).map(str::to_owned));
        let corrected = corrected.and_then(|(part, repair)| {
            let again = code.get(repair..)?;
            Some(vec![
                format!("{}{again}", code.get(..part)?),
                again.to_owned(),
            ])
        });
        let is_measure = self.marks.at(at).has(Class::Unit);
        (at > start && !is_measure).then(|| Finding {
            value: Some(code),
            corrected: corrected.unwrap_or_default(),
            parts,
            ..Finding::new(kind, start, at)
        })
    }
}
