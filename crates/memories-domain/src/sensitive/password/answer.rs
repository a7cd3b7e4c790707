//! What is said when somebody asks for a password.

use super::{MAX_WORDS, REFUSALS, Speech, is_mixed, text_of, value};
use crate::sensitive::{
    context::{Situation, Telling},
    finding::Finding,
    hesitation::after_hesitations,
    kind::Kind,
    tokens::{Gap, Token},
    vocabulary::Class,
    warning::{is_any, is_contracted_not},
};

/// A longer answer says something else, too: only its first statement is removed.
const MAX_ANSWER: usize = 14;
/// Of a statement after a warning.
const MAX_WORDS_WARNED_OF: usize = 8;

const MAX_SENTENCES_WARNED_OF: usize = 3;

/// "I don't remember", but also: "Tulip, I can remember that."
const KNOW: [&str; 11] = [
    "idea", "know", "remember", "recuerdo", "ricordo", "sais", "sei", "souviens", "weet", "weiss",
    "wusste",
];

const NOT: [&str; 8] = ["cannot", "don", "ne", "nicht", "niet", "not", "pas", "mehr"];

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
    // "4th" and "10am" are rather a date and a time than what the agent warns of.
    let may_be_time = |token: &Token| {
        situation.telling == Telling::WarnedOf
            && token.folded.starts_with(|c: char| c.is_ascii_digit())
    };
    let is_code = |token: &Token| is_mixed(token) && !may_be_time(token);
    if let Some(at) = tokens.iter().position(is_code) {
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
    let mut from = mark.end;
    for sentence in 0..MAX_SENTENCES_WARNED_OF {
        let start = start_of_statement(speech, from)?;
        let end = end_of_sentence(speech.tokens, start);
        let is_said = |class| speech.marks.any_between(class, from, start);
        // "The password doesn't work. It's Tulip."
        let is_linked = sentence == 0 || is_said(Class::Copula);
        let classes = speech.marks.at(start);
        let is_value = is_linked
            && end - start <= MAX_WORDS_WARNED_OF
            && !classes.has(Class::NoPassword)
            && !classes.has(Class::Login)
            && !is_refused(speech.tokens.get(from..end).unwrap_or_default());
        if is_value {
            return Some(Finding {
                value: text_of(speech.tokens, start, end.min(start + MAX_WORDS)),
                ..Finding::new(Kind::Password, start, end)
            });
        }
        from = end;
    }
    None
}

fn is_refused(tokens: &[Token]) -> bool {
    let denies = || is_any(tokens, &NOT) || tokens.iter().any(is_contracted_not);
    is_any(tokens, &REFUSALS) || is_any(tokens, &KNOW) && denies()
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
