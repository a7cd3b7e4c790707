//! Passwords, which are words.

mod answer;
mod chosen;

pub(super) use self::{
    answer::answer,
    chosen::{chosen, told_in_passing},
};

use super::{
    context::TO,
    finding::Finding,
    hesitation::{after_hesitations, hesitation},
    kind::Kind,
    letters::letter_at,
    numbers::NumberWords,
    tokens::{Gap, Joint, Token},
    vocabulary::{Class, Marks},
};

const MAX_WORDS: usize = 6;
/// With what is spelled after it: "Tulip, capital T, four two, star".
const MAX_TOKENS: usize = 24;
const MAX_CONNECTORS: usize = 8;

const CONJUNCTIONS: [&str; 13] = [
    "aber", "and", "but", "e", "en", "et", "maar", "mais", "mas", "ma", "pero", "und", "y",
];

const PREPOSITIONS: [&str; 22] = [
    "beim", "furs", "bei", "da", "de", "del", "della", "des", "di", "do", "du", "for", "fur", "of",
    "on", "para", "per", "pour", "to", "van", "voor", "zum",
];

/// "The password I use is": any words.
const RELATIVES: [&str; 15] = [
    "i", "we", "that", "which", "ich", "wir", "das", "que", "je", "j", "che", "ik", "dat", "die",
    "eu",
];

/// Words that begin something else after a password: "it's blue bird, uh, can you reset it".
const SENTENCE_STARTERS: [&str; 40] = [
    "can", "could", "it", "that", "so", "i", "is", "the", "you", "please", "what", "why", "kann",
    "konnen", "das", "ich", "also", "ist", "sie", "bitte", "es", "puede", "pero", "por", "peut",
    "pouvez", "c", "je", "ca", "il", "pode", "isso", "eu", "puo", "ma", "non", "no", "kunt", "dat",
    "ik",
];

/// An answer that is no password: "I don't remember".
const REFUSALS: [&str; 20] = [
    "cual",
    "dimenticata",
    "esqueci",
    "forgot",
    "forgotten",
    "keine",
    "nao",
    "nee",
    "nein",
    "no",
    "non",
    "oublie",
    "olvidado",
    "olvide",
    "perche",
    "quoi",
    "vergessen",
    "vergeten",
    "what",
    "why",
];

/// Questions about a password that do not ask for it.
const NO_REQUEST: [&str; 58] = [
    "andern",
    "cambiar",
    "cambiare",
    "change",
    "changed",
    "changer",
    "email",
    "envie",
    "enviar",
    "enviamos",
    "enviei",
    "envio",
    "envoie",
    "envoyer",
    "esqueceu",
    "forget",
    "forgot",
    "forgotten",
    "geandert",
    "help",
    "helfen",
    "inviare",
    "invio",
    "invii",
    "lien",
    "link",
    "mandar",
    "mandare",
    "mando",
    "mudar",
    "neues",
    "nieuw",
    "nieuwe",
    "nouveau",
    "nova",
    "nueva",
    "nuova",
    "olvidado",
    "olvido",
    "opnieuw",
    "oublie",
    "reimpostare",
    "reinitialiser",
    "repor",
    "resend",
    "reset",
    "resetten",
    "restablecer",
    "schicken",
    "schicke",
    "send",
    "senden",
    "stuur",
    "sturen",
    "vergessen",
    "vergeten",
    "wijzigen",
    "zurucksetzen",
];

/// Before a password and what it was changed to.
const CHANGED: [&str; 26] = [
    "alterado",
    "alterei",
    "cambiada",
    "cambiado",
    "cambiata",
    "cambiato",
    "cambie",
    "change",
    "changed",
    "coloquei",
    "impostato",
    "made",
    "mis",
    "modifie",
    "mudado",
    "mudei",
    "posto",
    "puesto",
    "puse",
    "remplace",
    "set",
    "switched",
    "trocado",
    "troquei",
    "updated",
    "zet",
];

/// Between a password and how it is written on.
const BESIDE: [&str; 26] = [
    "all", "alles", "al", "and", "avec", "com", "con", "dan", "dann", "depois", "e", "en",
    "ensuite", "et", "in", "luego", "met", "mit", "poi", "puis", "the", "then", "un", "und",
    "with", "y",
];

/// A text, and the languages whose words for numbers may occur in it.
pub(super) struct Speech<'a> {
    pub(super) tokens: &'a [Token],
    pub(super) marks: &'a Marks,
    pub(super) languages: &'a [&'static NumberWords],
}

impl Speech<'_> {
    fn is_number(&self, at: usize) -> bool {
        let token = self.tokens.get(at);
        token.is_some_and(|token| {
            token.has_digit() || self.languages.iter().any(|words| words.is_number(token))
        })
    }

    /// "capital T", "four two", "star": it goes on with how a password is written.
    fn is_part(&self, at: usize) -> bool {
        if self.marks.at(at).has(Class::PasswordPart) {
            return true;
        }
        let is_letter = |at: usize| letter_at(self.tokens, at).is_some();
        let is_sign = |at: usize| {
            self.is_number(at) || is_letter(at) || self.marks.at(at).has(Class::PasswordPart)
        };
        // "and two people", "a dog"
        let ends = |at: usize| self.tokens.get(at).is_none_or(|next| next.gap > Gap::Close);
        (self.is_number(at) || is_letter(at))
            && !self.marks.at(at + 1).has(Class::Unit)
            && (ends(at + 1) || is_sign(at + 1))
    }

    /// Where a password goes on after a pause or "and": the first of its signs.
    fn next_part(&self, end: usize) -> Option<usize> {
        for at in end..end + 3 {
            self.tokens
                .get(at)
                .filter(|token| token.label.is_none() && is_in_sentence(token))?;
            if self.is_part(at) {
                return Some(at);
            }
            let token = self.tokens.get(at)?;
            if !BESIDE.contains(&token.folded.as_str()) {
                return None;
            }
        }
        None
    }
}

pub(super) fn asks_something_else(tokens: &[Token]) -> bool {
    tokens
        .iter()
        .any(|token| NO_REQUEST.contains(&token.folded.as_str()))
}

/// Passwords that are announced: "the password is bluebird7".
pub(super) fn passwords(speech: &Speech<'_>, findings: &mut Vec<Finding>) {
    for mark in speech
        .marks
        .marks
        .iter()
        .filter(|mark| mark.classes.has(Class::Password))
    {
        let found = after(speech, mark.end).or_else(|| before(speech, mark.start));
        findings.extend(found);
    }
}

fn after(speech: &Speech<'_>, start: usize) -> Option<Finding> {
    let (tokens, marks) = (speech.tokens, speech.marks);
    let mut at = start;
    let mut is_announced = false;
    // "the password for my online account is": any words.
    let has_purpose = tokens.get(start).is_some_and(|token| {
        token.gap == Gap::Close && PREPOSITIONS.contains(&token.folded.as_str())
            || is_in_sentence(token) && RELATIVES.contains(&token.folded.as_str())
    });
    while let Some(token) = tokens.get(at) {
        let classes = marks.at(at);
        let is_question = token.is_question_before;
        // "My password's Tulip."
        let is_contracted = at == start && token.joint == Joint::Apostrophe && token.folded == "s";
        is_announced |= token.is_after_colon || is_contracted;
        // "I changed my password to Tulip."
        if at == start && TO.contains(&token.folded.as_str()) && is_changed(tokens, start) {
            is_announced = true;
            at += 1;
            continue;
        }
        if is_contracted {
            at += 1;
            continue;
        }
        if token.gap == Gap::Sentence && !is_question || at - start > MAX_CONNECTORS {
            return None;
        }
        if is_mixed(token) {
            return value(speech, at, at);
        }
        // "The password, that I have, and the visit is at nine."
        let is_other = token.gap == Gap::Pause && CONJUNCTIONS.contains(&token.folded.as_str());
        if has_purpose && !is_announced && is_other {
            return None;
        }
        // "um" is an article in Portuguese, and "oh" may begin a password.
        let pause = hesitation(tokens, at);
        if pause > 0 && tokens.get(at + pause).is_some_and(is_in_sentence) {
            at += pause;
            continue;
        }
        if is_announced && classes.has(Class::NoPassword) {
            let next = tokens.iter().enumerate().skip(at).take(MAX_WORDS);
            let next = next.take_while(|(index, token)| *index == at || token.gap == Gap::Close);
            return next
                .into_iter()
                .find(|(_, token)| is_mixed(token))
                .and_then(|(at, _)| value(speech, at, at));
        }
        let is_link = classes.has(Class::Copula) || classes.has(Class::Connector);
        if !is_link && (is_announced || !has_purpose) {
            break;
        }
        is_announced |= classes.has(Class::Copula);
        at += 1;
    }
    let token = tokens.get(at)?;
    (is_announced || token.has_digit())
        .then(|| value(speech, at, at))
        .flatten()
}

/// "bluebird7 is my password".
fn before(speech: &Speech<'_>, start: usize) -> Option<Finding> {
    let (tokens, marks) = (speech.tokens, speech.marks);
    let connectors = (0..start).rev().take(4).take_while(|&at| {
        let classes = marks.at(at);
        classes.has(Class::Connector) || classes.has(Class::Copula)
    });
    let first = connectors.last()?;
    let at = first.checked_sub(1)?;
    let is_said = marks.at(first).has(Class::Copula) && tokens.get(first)?.gap == Gap::Close;
    tokens.get(at).filter(|token| is_said && is_mixed(token))?;
    Some(Finding {
        value: text_of(tokens, at, first),
        ..Finding::new(Kind::Password, at, first)
    })
}

/// Whether a word such as "changed" is before a password.
fn is_changed(tokens: &[Token], password: usize) -> bool {
    let before = tokens.get(password.saturating_sub(7)..password);
    let is_change = |token: &Token| CHANGED.contains(&token.folded.as_str());
    before.unwrap_or_default().iter().any(is_change)
}

fn is_in_sentence(token: &Token) -> bool {
    token.gap < Gap::Sentence
}

fn is_mixed(token: &Token) -> bool {
    token.has_digit() && !token.is_digits()
}

/// The words of a value: up to a pause or a conjunction, and how it is written on after it.
fn value(speech: &Speech<'_>, start: usize, first: usize) -> Option<Finding> {
    let tokens = speech.tokens;
    let is_spelled = |at: usize| {
        tokens
            .get(at)
            .is_some_and(|token| token.folded.chars().count() == 1)
    };
    let (mut end, mut core) = (start, None);
    while let Some(token) = tokens.get(end).filter(|token| token.label.is_none()) {
        let continues = end == first
            || token.gap == Gap::Close
                && end - first < MAX_WORDS
                && !CONJUNCTIONS.contains(&token.folded.as_str())
            || is_spelled(end) && is_spelled(end - 1) && token.gap < Gap::Sentence;
        if continues {
            end += 1;
            continue;
        }
        // "blue, um, bird": one more word.
        let next = after_hesitations(tokens, end);
        let is_resumed = next > end
            && next - first < MAX_WORDS
            && tokens.get(end).is_some_and(is_in_sentence)
            && tokens.get(next).is_some_and(|token| {
                token.label.is_none()
                    && is_in_sentence(token)
                    && !CONJUNCTIONS.contains(&token.folded.as_str())
                    && !SENTENCE_STARTERS.contains(&token.folded.as_str())
            });
        if is_resumed {
            end = next + 1;
            continue;
        }
        core = core.or(Some(end));
        // "Tulip, capital T, Tulip ninety-nine"
        let is_said_again = tokens.get(end).is_some_and(|token| {
            token.gap == Gap::Pause
                && tokens
                    .get(start)
                    .is_some_and(|first| first.folded == token.folded)
        });
        if is_said_again && end - start < MAX_TOKENS {
            let again = tokens.get(end + 1..).unwrap_or_default();
            let words = again.iter().take(MAX_WORDS).take_while(|token| {
                token.gap == Gap::Close
                    && token.label.is_none()
                    && !CONJUNCTIONS.contains(&token.folded.as_str())
            });
            end += 1 + words.count();
            continue;
        }
        match speech.next_part(end).filter(|_| end - start < MAX_TOKENS) {
            Some(part) => end = end_of_part(speech, part),
            None => break,
        }
    }
    // It may be repeated without how it is written.
    let core = core.filter(|core| *core > start && *core < end);
    let corrected = core.and_then(|core| text_of(tokens, start, core));
    (end > start).then(|| Finding {
        value: text_of(tokens, start, end),
        corrected: corrected.into_iter().collect(),
        ..Finding::new(Kind::Password, start, end)
    })
}

fn text_of(tokens: &[Token], start: usize, end: usize) -> Option<String> {
    let words = tokens.get(start..end)?;
    Some(words.iter().map(|token| token.folded.as_str()).collect())
}

/// Where a sign ends: "capital T", "B as in boy".
fn end_of_part(speech: &Speech<'_>, start: usize) -> usize {
    let length = letter_at(speech.tokens, start).map_or(1, |(_, length)| length);
    let mut end = start + length;
    // A phrase such as "exclamation mark".
    while speech.marks.at(end).has(Class::PasswordPart)
        && speech
            .tokens
            .get(end)
            .is_some_and(|token| token.gap == Gap::Close)
    {
        end += 1;
    }
    let is_word_after_sign = speech.marks.at(start).has(Class::PasswordPart)
        && speech.tokens.get(end).is_some_and(|token| {
            token.label.is_none()
                && token.gap == Gap::Close
                && !CONJUNCTIONS.contains(&token.folded.as_str())
        });
    end + usize::from(is_word_after_sign)
}
