use super::{
    context::Context,
    finding::Finding,
    kind::Kind,
    numbers::{Run, digits_of},
    tokens::{Gap, Sign, Token},
    vocabulary::{Class, Marks},
};

/// Values removed somewhere in a call, to remove them where they are repeated: the agent reads
/// them back, the summary quotes them. No `Debug`: it would show them.
#[derive(Default)]
pub(super) struct KnownValues {
    values: Vec<(Kind, String)>,
    /// Parts of long numbers, which others may contain: they are known for some turns only.
    parts: Vec<(Kind, String)>,
    /// How many of the parts are from earlier turns, the latest last.
    earlier_parts: [usize; 2],
}

impl KnownValues {
    const MAX_VALUES: usize = 64;
    const MIN_CHARS: usize = 3;
    /// Shorter values may be a part of another number.
    const MIN_DISTINCT_CHARS: usize = 6;
    const MIN_PART: usize = 3;
    const MAX_PARTS: usize = 32;
    /// Four digits of a card are on receipts.
    const MIN_CARD: usize = 8;

    pub(super) const fn is_empty(&self) -> bool {
        self.values.is_empty() && self.parts.is_empty()
    }

    /// A number that was told in parts.
    pub(super) fn remember(&mut self, kind: Kind, value: &str) {
        // Dates are not distinctive.
        let min = match kind {
            Kind::Expiry => usize::MAX,
            Kind::Card => Self::MIN_CARD,
            _ => Self::MIN_CHARS,
        };
        let is_known = self
            .values
            .iter()
            .any(|(known, other)| *known == kind && other == value);
        if value.len() >= min && self.values.len() < Self::MAX_VALUES && !is_known {
            self.values.push((kind, value.to_owned()));
        }
    }

    /// Forgets the parts of numbers that were told three turns ago.
    pub(super) fn next_turn(&mut self) {
        let [oldest, earlier] = self.earlier_parts;
        self.parts.drain(..oldest.min(self.parts.len()));
        self.earlier_parts = [earlier.saturating_sub(oldest), self.parts.len()];
    }

    pub(super) fn forget_parts(&mut self) {
        self.parts.clear();
        self.earlier_parts = [0, 0];
    }

    pub(super) fn learn(&mut self, findings: &[Finding]) {
        for finding in findings {
            for value in finding.value.iter().chain(&finding.corrected) {
                self.remember(finding.kind, value);
            }
            if !finding.kind.has_letters() && finding.kind != Kind::Card {
                continue;
            }
            let parts = finding
                .parts
                .iter()
                .chain(&finding.value)
                .filter(|part| part.len() >= Self::MIN_PART);
            let parts = parts.map(|part| (finding.kind, part.clone()));
            let free = Self::MAX_PARTS.saturating_sub(self.parts.len());
            self.parts.extend(parts.take(free));
        }
    }

    /// Values of letters and digits, as they are spelled.
    pub(super) fn find_spelled(&self, context: &Context<'_>, findings: &mut Vec<Finding>) {
        if !self.values.iter().chain(&self.parts).any(may_be_spelled) {
            return;
        }
        let mut at = 0;
        while at < context.tokens.len() {
            let found = context
                .may_start(at, Kind::NationalId)
                .then(|| context.letters_and_digits(at, Kind::NationalId))
                .flatten();
            let Some(found) = found else {
                at += 1;
                continue;
            };
            at = found.end.max(at + 1);
            let code = found.value.as_deref().unwrap_or_default();
            let known = self.values.iter().chain(&self.parts);
            let known = known.filter(|known| may_be_spelled(known) && is_code(&known.1, code));
            let known = known.map(|(kind, _)| Finding::new(*kind, found.start, found.end));
            findings.extend(known.take(1));
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
                let known = self.values.iter().chain(&self.parts);
                let known = known.filter(|(_, value)| is_number(value, &digits));
                let known = known.map(|(kind, _)| Finding::new(*kind, first.start, last.end));
                findings.extend(known.take(1));
            }
        }
        for at in 0..tokens.len() {
            let found = self.values.iter().find_map(|(kind, value)| {
                let end = end_of(tokens, at, value)?;
                let is_free =
                    value.len() >= Self::MIN_DISTINCT_CHARS || is_free(tokens, marks, at, end);
                is_free.then(|| Finding::new(*kind, at, end))
            });
            findings.extend(found);
        }
    }
}

/// Whether a code of letters and digits may repeat a value.
const fn may_be_spelled((kind, value): &(Kind, String)) -> bool {
    kind.has_letters() && value.len() >= KnownValues::MIN_DISTINCT_CHARS
}

/// Whether a code of letters and digits is a value, or a large part of it, or contains it.
fn is_code(value: &str, code: &str) -> bool {
    let is_mixed = code.bytes().any(|byte| byte.is_ascii_alphabetic())
        && code.bytes().any(|byte| byte.is_ascii_digit());
    let is_long = code.len() >= KnownValues::MIN_DISTINCT_CHARS;
    is_mixed && is_long && (value.contains(code) || code.contains(value))
}

/// Whether some digits are a value, or all digits of one that begins with letters.
fn is_number(value: &str, digits: &str) -> bool {
    let number = value.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    let has_prefix = number.len() < value.len() && value.len() - number.len() <= 3;
    value == digits
        || has_prefix && number.len() >= KnownValues::MIN_DISTINCT_CHARS && number == digits
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
