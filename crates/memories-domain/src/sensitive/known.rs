use super::{
    finding::Finding,
    kind::Kind,
    numbers::{Run, digits_of},
    tokens::{Gap, Sign, Token},
    vocabulary::{Class, Marks},
};

/// Values removed somewhere in a call, to remove them where they are repeated: the agent reads
/// them back, the summary quotes them. No `Debug`: it would show them.
#[derive(Default)]
pub(super) struct KnownValues(Vec<(Kind, String)>);

impl KnownValues {
    const MAX_VALUES: usize = 64;
    const MIN_CHARS: usize = 3;
    /// Shorter values may be a part of another number.
    const MIN_DISTINCT_CHARS: usize = 6;

    pub(super) const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn learn(&mut self, findings: &[Finding]) {
        for finding in findings {
            for value in finding.value.iter().chain(&finding.corrected) {
                // Dates are not distinctive.
                let is_distinctive = finding.kind != Kind::Expiry && value.len() >= Self::MIN_CHARS;
                let known = (finding.kind, value.clone());
                if is_distinctive && self.0.len() < Self::MAX_VALUES && !self.0.contains(&known) {
                    self.0.push(known);
                }
            }
        }
    }

    pub(super) fn find(
        &self,
        tokens: &[Token],
        marks: &Marks,
        runs: &[Run],
        findings: &mut Vec<Finding>,
    ) {
        if self.is_empty() {
            return;
        }
        for run in runs
            .iter()
            .filter(|run| run.sign != Sign::Currency && !marks.at(run.end()).has(Class::Unit))
        {
            let parts = run.segments().chain([run.elements.as_slice()]);
            for part in parts {
                let (Some(first), Some(last)) = (part.first(), part.last()) else {
                    continue;
                };
                if last.end - first.start > 80 {
                    continue;
                }
                let digits = digits_of(part);
                let known = self.0.iter().find(|(_, value)| *value == digits);
                findings.extend(known.map(|(kind, _)| Finding::new(*kind, first.start, last.end)));
            }
        }
        for at in 0..tokens.len() {
            let found = self.0.iter().find_map(|(kind, value)| {
                let end = end_of(tokens, at, value)?;
                let is_free =
                    value.len() >= Self::MIN_DISTINCT_CHARS || is_free(tokens, marks, at, end);
                is_free.then(|| Finding::new(*kind, at, end))
            });
            findings.extend(found);
        }
    }
}

/// Where a value ends, if its words or digits start at a token.
fn end_of(tokens: &[Token], start: usize, value: &str) -> Option<usize> {
    let mut rest = value;
    for (at, token) in tokens.iter().enumerate().skip(start) {
        if token.folded.is_empty() {
            return None;
        }
        rest = rest.strip_prefix(token.folded.as_str())?;
        if rest.is_empty() {
            return Some(at + 1);
        }
    }
    None
}

/// Whether some digits are neither a part of a longer number nor an amount.
fn is_free(tokens: &[Token], marks: &Marks, start: usize, end: usize) -> bool {
    let joins = |left: Option<usize>, right: usize| {
        let left = left.and_then(|left| tokens.get(left));
        let right = tokens.get(right);
        left.is_some_and(Token::has_digit)
            && right.is_some_and(|right| right.has_digit() && right.gap == Gap::Close)
    };
    let is_amount = tokens
        .get(start)
        .is_some_and(|token| token.sign == Sign::Currency)
        || marks.at(end).has(Class::Unit);
    !is_amount && !joins(start.checked_sub(1), start) && !joins(end.checked_sub(1), end)
}
