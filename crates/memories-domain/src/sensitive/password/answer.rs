//! What is said when somebody asks for a password.

use super::{MAX_WORDS, REFUSALS, Speech, is_mixed, text_of, value};
use crate::sensitive::{
    context::{Situation, Telling},
    finding::Finding,
    hesitation::after_hesitations,
    kind::Kind,
    tokens::{Gap, Token},
    vocabulary::Class,
};

/// A longer answer says something else, too: only its first statement is removed.
const MAX_ANSWER: usize = 14;
/// Of a statement after a warning.
const MAX_WORDS_WARNED_OF: usize = 8;

/// Before an answer: "Yes, of course. Tulip."
const AFFIRMATIONS: [&str; 32] = [
    "absolutely",
    "bien",
    "bom",
    "bon",
    "certainly",
    "certo",
    "claro",
    "cosa",
    "course",
    "accord",
    "evidemment",
    "evidentemente",
    "gerne",
    "good",
    "klar",
    "let",
    "naturalmente",
    "naturlich",
    "natuurlijk",
    "of",
    "ok",
    "please",
    "prego",
    "prima",
    "question",
    "selbstverstandlich",
    "sicher",
    "sur",
    "sure",
    "supuesto",
    "uiteraard",
    "volontiers",
];

/// The answer to a question for a password: all of it if it is short.
pub(in crate::sensitive) fn answer(
    speech: &Speech<'_>,
    situation: &Situation,
    findings: &mut Vec<Finding>,
) {
    let tokens = speech.tokens;
    let is_told = tokens
        .iter()
        .any(|token| token.label == Some(Kind::Password));
    if is_told || findings.iter().any(|found| found.kind == Kind::Password) {
        return;
    }
    if let Some(at) = tokens.iter().position(is_mixed) {
        findings.extend(value(speech, at, at));
        return;
    }
    let names_another = [Class::Email, Class::Phone, Class::Reference, Class::Birth]
        .into_iter()
        .any(|class| speech.marks.any(class));
    if situation.telling == Telling::WarnedOf {
        if !names_another {
            findings.extend(warned_of(speech));
        }
        return;
    }
    if is_refused(tokens) || names_another {
        return;
    }
    let Some(start) = start_of_statement(speech, 0) else {
        return;
    };
    let end = if tokens.len() <= MAX_ANSWER {
        tokens.len()
    } else {
        end_of_sentence(tokens, start)
    };
    findings.push(Finding {
        value: text_of(tokens, start, end),
        ..Finding::new(Kind::Password, start, end)
    });
}

/// "And the password was, hm, Tulip." – "Please don't tell me."
fn warned_of(speech: &Speech<'_>) -> Option<Finding> {
    let mark = speech
        .marks
        .marks
        .iter()
        .rfind(|mark| mark.classes.has(Class::Password))?;
    let start = start_of_statement(speech, mark.end)?;
    let end = end_of_sentence(speech.tokens, start);
    let rest = speech.tokens.get(mark.end..end).unwrap_or_default();
    if is_refused(rest) {
        return None;
    }
    let is_value = end - start <= MAX_WORDS_WARNED_OF
        && !speech.marks.at(start).has(Class::NoPassword)
        && !speech.marks.at(start).has(Class::Login);
    is_value.then(|| Finding {
        value: text_of(speech.tokens, start, end.min(start + MAX_WORDS)),
        ..Finding::new(Kind::Password, start, end)
    })
}

fn is_refused(tokens: &[Token]) -> bool {
    tokens
        .iter()
        .any(|token| REFUSALS.contains(&token.folded.as_str()))
}

/// The first word that says something.
fn start_of_statement(speech: &Speech<'_>, from: usize) -> Option<usize> {
    let mut at = from;
    while let Some(token) = speech.tokens.get(at) {
        let classes = speech.marks.at(at);
        let resumed = after_hesitations(speech.tokens, at);
        let is_beside = token.label.is_some()
            || AFFIRMATIONS.contains(&token.folded.as_str())
            || [
                Class::Connector,
                Class::Copula,
                Class::Password,
                Class::Chosen,
                Class::Entered,
            ]
            .into_iter()
            .any(|class| classes.has(class));
        if resumed > at {
            at = resumed;
        } else if is_beside {
            at += 1;
        } else {
            return Some(at);
        }
    }
    None
}

fn end_of_sentence(tokens: &[Token], start: usize) -> usize {
    let rest = tokens.get(start + 1..).unwrap_or_default();
    start
        + 1
        + rest
            .iter()
            .take_while(|token| token.gap < Gap::Sentence && token.label.is_none())
            .count()
}
