use std::{borrow::Cow, cmp::Reverse};

use super::{
    checksums::is_part_of_account,
    kind::Kind,
    tokens::{Gap, Token},
};

/// The digits of the shortest social security number, the American.
const MIN_SOCIAL_SECURITY: usize = 9;

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
        }
    }

    /// Whether more of the value is to be expected, because it is told in parts.
    pub(super) fn is_incomplete(&self) -> bool {
        match (self.kind, &self.value) {
            (Kind::Card, value) => value.is_none(),
            (Kind::Bank, Some(value)) => is_part_of_account(value),
            (Kind::SocialSecurity, Some(value)) => value.len() < MIN_SOCIAL_SECURITY,
            _ => false,
        }
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
