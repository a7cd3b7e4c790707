//! E-mail addresses and telephone numbers, which are removed only if the operator says so.

use super::{
    finding::Finding,
    kind::Kind,
    numbers::Run,
    tokens::{Gap, Sign, Token},
    vocabulary::{Class, Marks},
};

/// Addresses with a sign or spoken: "robin at example dot com".
pub(super) fn emails(text: &str, tokens: &[Token], findings: &mut Vec<Finding>) {
    for (at, token) in tokens.iter().enumerate() {
        let between = |left: usize, right: usize| {
            let range = tokens.get(left)?.end..tokens.get(right)?.start;
            text.get(range)
        };
        let has_sign = at > 0 && between(at - 1, at).is_some_and(|gap| gap == "@");
        let is_spoken = token.folded == "at"
            && tokens.iter().skip(at + 1).take(4).any(|token| {
                matches!(
                    token.folded.as_str(),
                    "dot" | "punkt" | "punto" | "point" | "ponto" | "punt"
                )
            });
        if !has_sign && !is_spoken || at == 0 {
            continue;
        }
        let joins = |gap: Option<&str>| gap.is_some_and(|gap| matches!(gap, "." | "-" | "_" | "+"));
        let (mut start, mut end) = (at - 1, at + 1);
        if is_spoken {
            end = (at + 2).min(tokens.len());
            while tokens.get(end).is_some_and(|token| {
                matches!(
                    token.folded.as_str(),
                    "dot" | "punkt" | "punto" | "point" | "ponto" | "punt"
                )
            }) {
                end = (end + 2).min(tokens.len());
            }
        } else {
            while start > 0 && joins(between(start - 1, start)) {
                start -= 1;
            }
            while end < tokens.len() && joins(between(end - 1, end)) {
                end += 1;
            }
        }
        findings.push(Finding::new(Kind::Email, start, end));
    }
}

/// Numbers with a plus sign, after a word such as "phone", or grouped like an American number.
pub(super) fn phones(tokens: &[Token], marks: &Marks, runs: &[Run], findings: &mut Vec<Finding>) {
    for run in runs {
        let digits = run.digits();
        let is_announced = || {
            let start = run.start();
            let earliest = start.saturating_sub(6);
            marks.any_between(Class::Phone, earliest, start)
                && (earliest..start).all(|at| {
                    tokens
                        .get(at)
                        .is_some_and(|token| at == earliest || token.gap < Gap::Sentence)
                })
        };
        let groups: Vec<usize> = run
            .elements
            .iter()
            .map(|element| element.digits.len())
            .take(5)
            .collect();
        let is_grouped = groups.ends_with(&[3, 3, 4]) || groups == [10] || groups == [1, 10];
        let is_phone = Kind::Phone.has_length(digits.len())
            && (run.sign == Sign::Plus || is_grouped || is_announced());
        if is_phone {
            findings.push(Finding::new(Kind::Phone, run.start(), run.end()));
        }
    }
}
