//! Passwords, which are words.

use super::{
    finding::Finding,
    hesitation::{after_hesitations, hesitation},
    kind::Kind,
    tokens::{Gap, Joint, Token},
    vocabulary::{Class, Marks},
};

const MAX_WORDS: usize = 6;
const MAX_CONNECTORS: usize = 8;

const CONJUNCTIONS: [&str; 13] = [
    "aber", "and", "but", "e", "en", "et", "maar", "mais", "mas", "ma", "pero", "und", "y",
];

const PREPOSITIONS: [&str; 22] = [
    "beim", "furs", "bei", "da", "de", "del", "della", "des", "di", "do", "du", "for", "fur", "of",
    "on", "para", "per", "pour", "to", "van", "voor", "zum",
];

/// "The password I use is": any words.
const RELATIVES: [&str; 12] = [
    "i", "we", "that", "which", "ich", "wir", "que", "je", "j", "che", "ik", "eu",
];

/// Words that begin something else after a password: "it's blue bird, uh, can you reset it".
const SENTENCE_STARTERS: [&str; 40] = [
    "can", "could", "it", "that", "so", "i", "is", "the", "you", "please", "what", "why", "kann",
    "konnen", "das", "ich", "also", "ist", "sie", "bitte", "es", "puede", "pero", "por", "peut",
    "pouvez", "c", "je", "ca", "il", "pode", "isso", "eu", "puo", "ma", "non", "no", "kunt", "dat",
    "ik",
];

/// An answer that is no password: "I don't remember".
const REFUSALS: [&str; 29] = [
    "cual",
    "dimenticata",
    "don",
    "esqueci",
    "forgot",
    "forgotten",
    "idea",
    "keine",
    "know",
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
    "recuerdo",
    "remember",
    "ricordo",
    "sais",
    "vergessen",
    "vergeten",
    "weet",
    "weiss",
    "what",
    "why",
];

/// Questions about a password that do not ask for it.
const NO_REQUEST: [&str; 12] = [
    "change",
    "changed",
    "forget",
    "forgot",
    "forgotten",
    "geandert",
    "olvido",
    "oublie",
    "reset",
    "vergessen",
    "vergeten",
    "zurucksetzen",
];

pub(super) fn asks_something_else(tokens: &[Token]) -> bool {
    tokens
        .iter()
        .any(|token| NO_REQUEST.contains(&token.folded.as_str()))
}

/// Passwords that are announced: "the password is bluebird7".
pub(super) fn passwords(tokens: &[Token], marks: &Marks, findings: &mut Vec<Finding>) {
    for mark in marks
        .marks
        .iter()
        .filter(|mark| mark.classes.has(Class::Password))
    {
        let found = after(tokens, marks, mark.end).or_else(|| before(tokens, marks, mark.start));
        findings.extend(found);
    }
}

fn after(tokens: &[Token], marks: &Marks, start: usize) -> Option<Finding> {
    let mut at = start;
    let mut is_announced = false;
    // "the password for my online account is": any words.
    let has_purpose = tokens.get(start).is_some_and(|token| {
        token.gap == Gap::Close
            && (PREPOSITIONS.contains(&token.folded.as_str())
                || RELATIVES.contains(&token.folded.as_str()))
    });
    while let Some(token) = tokens.get(at) {
        let classes = marks.at(at);
        let is_question = token.is_question_before;
        // "My password's Tulip."
        let is_contracted = at == start && token.joint == Joint::Apostrophe && token.folded == "s";
        is_announced |= token.is_after_colon || is_contracted;
        if is_contracted {
            at += 1;
            continue;
        }
        if token.gap == Gap::Sentence && !is_question || at - start > MAX_CONNECTORS {
            return None;
        }
        if is_mixed(token) {
            return value(tokens, at, at);
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
                .and_then(|(at, _)| value(tokens, at, at));
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
        .then(|| value(tokens, at, at))
        .flatten()
}

/// "bluebird7 is my password".
fn before(tokens: &[Token], marks: &Marks, start: usize) -> Option<Finding> {
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

fn is_in_sentence(token: &Token) -> bool {
    token.gap < Gap::Sentence
}

fn is_mixed(token: &Token) -> bool {
    token.has_digit() && !token.is_digits()
}

/// The words of a value: up to a pause or a conjunction.
fn value(tokens: &[Token], start: usize, first: usize) -> Option<Finding> {
    let is_spelled = |at: usize| {
        tokens
            .get(at)
            .is_some_and(|token| token.folded.chars().count() == 1)
    };
    let mut end = start;
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
        if !is_resumed {
            break;
        }
        end = next + 1;
    }
    (end > start).then(|| Finding {
        value: text_of(tokens, start, end),
        ..Finding::new(Kind::Password, start, end)
    })
}

fn text_of(tokens: &[Token], start: usize, end: usize) -> Option<String> {
    let words = tokens.get(start..end)?;
    Some(words.iter().map(|token| token.folded.as_str()).collect())
}

/// The answer to a question for a password: all of it if it is short.
pub(super) fn answer(tokens: &[Token], marks: &Marks, findings: &mut Vec<Finding>) {
    if tokens
        .iter()
        .any(|token| token.label == Some(Kind::Password))
    {
        return;
    }
    let is_refusal = tokens
        .iter()
        .any(|token| REFUSALS.contains(&token.folded.as_str()));
    let mixed = tokens.iter().position(is_mixed);
    if let Some(at) = mixed {
        findings.extend(value(tokens, at, at));
        return;
    }
    let start = (0..tokens.len()).find(|&at| {
        let classes = marks.at(at);
        !classes.has(Class::Connector)
            && !classes.has(Class::Copula)
            && !classes.has(Class::Password)
    });
    let Some(start) = start else { return };
    if !is_refusal && tokens.len() - start <= MAX_WORDS {
        findings.extend(value(tokens, start, start));
    }
}
