use std::{borrow::Cow, cmp::Reverse};

use super::{
    checksums::is_part_of_account,
    kind::Kind,
    numbers::{Element, Run, digits_of},
    tokens::{Gap, Token},
};

/// The digits of most payment cards.
const USUAL_CARD: usize = 16;
/// The digits of the shortest social security number, the American.
const MIN_SOCIAL_SECURITY: usize = 9;
/// Shorter numbers of other documents are often a part of one.
const MIN_ID: usize = 8;
const MIN_PIN: usize = 4;

/// A value to remove.
pub(super) struct Finding {
    pub(super) kind: Kind,
    /// Its tokens.
    pub(super) start: usize,
    pub(super) end: usize,
    /// The year that stays of a date.
    pub(super) year: Option<String>,
    /// The digits, or the words of a password: to find it again where it is repeated.
    pub(super) value: Option<String>,
    /// What it may be without the digits that were taken back.
    pub(super) corrected: Vec<String>,
    /// The digits between pauses: the agent may repeat them one by one.
    pub(super) parts: Vec<String>,
}

impl Finding {
    pub(super) const fn new(kind: Kind, start: usize, end: usize) -> Self {
        Self {
            kind,
            start,
            end,
            year: None,
            value: None,
            corrected: Vec::new(),
            parts: Vec::new(),
        }
    }

    /// A number.
    pub(super) fn of_number(kind: Kind, elements: &[Element]) -> Self {
        let start = elements.first().map_or(0, |element| element.start);
        let end = elements.last().map_or(0, |element| element.end);
        let parts = elements.chunk_by(|_, next| !next.after_pause);
        Self {
            value: Some(digits_of(elements)),
            corrected: Run::corrected(elements),
            parts: parts.map(digits_of).collect(),
            ..Self::new(kind, start, end)
        }
    }

    /// Its digits, if it is a number that may be told in parts.
    pub(super) fn number(&self) -> Option<(Kind, String)> {
        let value = self.value.clone()?;
        let is_number = value.bytes().any(|byte| byte.is_ascii_digit());
        (is_number && self.kind.is_told_in_parts()).then_some((self.kind, value))
    }
}

/// Whether more of a value is to be expected, because it is told in parts.
pub(super) fn is_incomplete(kind: Kind, value: &str) -> bool {
    match kind {
        Kind::Card => value.len() < USUAL_CARD,
        Kind::Bank => is_part_of_account(value),
        // A French one has a key of two digits at its end.
        Kind::SocialSecurity => value.len() < MIN_SOCIAL_SECURITY || value.len() == 13,
        Kind::NationalId | Kind::Passport | Kind::Tax | Kind::Phone => value.len() < MIN_ID,
        Kind::Pin | Kind::Code => value.len() < MIN_PIN,
        _ => false,
    }
}

/// Replaces the tokens of each finding by one. Of findings that overlap the first and longest
/// counts.
pub(super) fn replace(tokens: Vec<Token>, findings: &mut Vec<Finding>) -> Vec<Token> {
    findings.sort_by_key(|finding| (finding.start, Reverse(finding.end)));
    let mut covered = 0;
    findings.retain(|finding| {
        let is_free = finding.start >= covered && finding.end > finding.start;
        if is_free {
            covered = finding.end;
        }
        is_free
    });
    let mut replaced = Vec::with_capacity(tokens.len());
    let mut pending = findings.iter().peekable();
    for (index, token) in tokens.into_iter().enumerate() {
        pending.next_if(|finding| finding.end <= index);
        match pending.peek() {
            Some(finding) if finding.start < index => {
                if let Some(last) = replaced.last_mut() {
                    let last: &mut Token = last;
                    last.end = token.end;
                }
            }
            Some(finding) if finding.start == index => {
                let (folded, label, replacement) = match &finding.year {
                    Some(year) => (year.clone(), None, Cow::Owned(year.clone())),
                    None => (
                        String::new(),
                        Some(finding.kind),
                        Cow::Borrowed(finding.kind.label()),
                    ),
                };
                replaced.push(Token {
                    folded: folded.into(),
                    label,
                    replacement: Some(replacement),
                    ..token
                });
            }
            _ => replaced.push(token),
        }
    }
    replaced
}

/// The text with the replacements of its tokens.
pub(super) fn render(text: &str, tokens: &[Token]) -> String {
    let mut rendered = String::with_capacity(text.len());
    let mut end = 0;
    for token in tokens {
        if let Some(replacement) = &token.replacement {
            rendered.push_str(text.get(end..token.start).unwrap_or_default());
            rendered.push_str(replacement);
            end = token.end;
        }
    }
    rendered.push_str(text.get(end..).unwrap_or_default());
    rendered
}

/// Whether tokens belong to one sentence.
pub(super) fn is_one_sentence(tokens: &[Token], start: usize, end: usize) -> bool {
    tokens
        .get(start + 1..end)
        .unwrap_or_default()
        .iter()
        .all(|token| token.gap < Gap::Sentence)
}
