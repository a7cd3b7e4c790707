//! Values that are recognised by the words around them: "the code is 737", "2580 is my PIN".

use super::{
    finding::{Finding, is_one_sentence},
    hesitation::{hesitation, repair},
    kind::Kind,
    numbers::{Element, NumberWords, Run, after_interruptions, digits_of},
    shapes,
    tokens::{Gap, Joint, Sign, Token},
    vocabulary::{Class, Mark, Marks},
};

/// How far a value is from the word that announces it, in tokens.
const MAX_DISTANCE: usize = 12;
/// How far, if a sentence ends in between: "My PIN? It is 2580."
const MAX_DISTANCE_ACROSS: usize = 5;
/// Of a code directly after the word.
const MIN_CODE_DIGITS: usize = 4;
/// "My order number is", before a long number.
const MAX_DISTANCE_OF_REFERENCE: usize = 8;
/// "2580 is my PIN".
const MAX_DISTANCE_BEFORE: usize = 4;

/// What is known from the rest of the call.
#[derive(Default, Clone)]
pub(super) struct Situation {
    /// What the agent has just asked for.
    pub(super) asked: Vec<Kind>,
    /// What was just spoken of, so that a number that stands alone may be it.
    pub(super) mentioned: Vec<Kind>,
    /// Whether the turn before is about a gate, a door or another place.
    pub(super) site: bool,
    /// Whether a card was mentioned before.
    pub(super) card: bool,
    /// Whether a bank was.
    pub(super) banking: bool,
}

/// A text in one language.
pub(super) struct Context<'a> {
    pub(super) tokens: &'a [Token],
    pub(super) marks: &'a Marks,
    pub(super) words: &'a NumberWords,
    pub(super) runs: &'a [Run],
    pub(super) situation: &'a Situation,
}

impl Context<'_> {
    pub(super) fn find(&self, findings: &mut Vec<Finding>) {
        let has_card = self.situation.card
            || self.has(Class::Card, &[Kind::Card, Kind::Expiry, Kind::SecurityCode])
            || self.has(Class::SecurityCode, &[]);
        let has_site = self.situation.site || self.marks.any(Class::Site);
        let is_banking = self.situation.banking || self.has(Class::Banking, &[Kind::Bank]);
        for mark in &self.marks.marks {
            for kind in self.kinds(mark, has_card, has_site, is_banking) {
                let found = self.after(mark, kind).or_else(|| self.before(mark, kind));
                findings.extend(found);
            }
        }
        let is_reference = |run: &Run| {
            self.is_reference(
                run.start().saturating_sub(MAX_DISTANCE_OF_REFERENCE),
                run.start(),
            )
        };
        if has_card {
            shapes::misheard_cards(self.runs, is_reference, findings);
        }
        self.between_removed(findings);
        for &kind in &self.situation.asked {
            self.asked(kind, findings);
        }
        for &kind in &self.situation.mentioned {
            self.mentioned(kind, findings);
        }
    }

    fn has(&self, class: Class, kinds: &[Kind]) -> bool {
        let is_label = |token: &Token| token.label.is_some_and(|kind| kinds.contains(&kind));
        self.marks.any(class) || self.tokens.iter().any(is_label)
    }

    /// The kinds of values that a phrase announces here.
    fn kinds(&self, mark: &Mark, has_card: bool, has_site: bool, is_banking: bool) -> Vec<Kind> {
        const CLASSES: [Class; 11] = [
            Class::Card,
            Class::Expiry,
            Class::SecurityCode,
            Class::Code,
            Class::SocialSecurity,
            Class::NationalId,
            Class::Passport,
            Class::Tax,
            Class::Bank,
            Class::Account,
            Class::Pin,
        ];
        let applies = |class: &Class| {
            mark.classes.has(*class)
                && match class {
                    Class::Expiry => has_card,
                    Class::Account => is_banking,
                    Class::Code => {
                        let names_purpose =
                            self.is_reference(mark.start.saturating_sub(2), mark.start);
                        !names_purpose && (has_card || !has_site)
                    }
                    _ => true,
                }
        };
        let kinds = CLASSES.into_iter().filter(applies).filter_map(Class::kind);
        let password = mark.classes.has(Class::Password).then_some(Kind::Password);
        kinds
            .map(|kind| {
                if kind == Kind::Code && has_card {
                    Kind::SecurityCode
                } else {
                    kind
                }
            })
            .chain(password)
            .collect()
    }

    /// The value that follows a phrase.
    fn after(&self, mark: &Mark, kind: Kind) -> Option<Finding> {
        let limit = (mark.end + MAX_DISTANCE).min(self.tokens.len());
        let at = (mark.end..=limit).find(|&at| {
            self.tokens
                .get(at)
                .is_none_or(|token| token.label.is_some())
                || self.may_start(at, kind)
        })?;
        self.tokens.get(at).filter(|token| token.label.is_none())?;
        if !self.is_linked(mark.end, at) {
            return None;
        }
        let found = self.value_at(at, kind)?;
        // "It shows code 119" is no secret, "the code is 737" may be one.
        let is_label = kind == Kind::Code
            && at == mark.end
            && self
                .tokens
                .get(at)
                .is_some_and(|token| !token.is_after_colon)
            && found
                .value
                .as_ref()
                .is_some_and(|value| value.len() < MIN_CODE_DIGITS);
        (!is_label).then_some(found)
    }

    /// Whether the words between a phrase and a value say that they belong together.
    fn is_linked(&self, start: usize, end: usize) -> bool {
        let between = start..end;
        let mut resumed = start;
        let only_connectors = between.clone().all(|token| {
            // "my PIN is, let me see, 2580"
            resumed = resumed.max(token + hesitation(self.tokens, token));
            let classes = self.marks.at(token);
            token < resumed
                || classes.has(Class::Connector)
                || classes.has(Class::Copula)
                || classes.names_secret()
        });
        if self.is_reference(start, end) {
            return false;
        }
        if !is_one_sentence(self.tokens, start.saturating_sub(1), end + 1) {
            return only_connectors && between.len() <= MAX_DISTANCE_ACROSS;
        }
        let after_copula = end
            .checked_sub(1)
            .is_some_and(|last| last >= start && self.marks.at(last).has(Class::Copula));
        only_connectors || after_copula || end == start
    }

    fn is_reference(&self, start: usize, end: usize) -> bool {
        self.marks.any_between(Class::Site, start, end)
            || self.marks.any_between(Class::Reference, start, end)
    }

    /// The value that a phrase follows: "2580 is my PIN".
    fn before(&self, mark: &Mark, kind: Kind) -> Option<Finding> {
        if self.is_reference(mark.start, (mark.end + 4).min(self.tokens.len())) {
            return None;
        }
        let earliest = mark.start.saturating_sub(MAX_DISTANCE_BEFORE);
        let after_run = self.runs.partition_point(|run| run.end() <= mark.start);
        let run = self.runs.get(after_run.checked_sub(1)?)?;
        let (end, start) = (run.end(), mark.start);
        let is_said = end >= earliest
            && end < start
            && self.marks.at(end).has(Class::Copula)
            && (end..start).all(|token| {
                let classes = self.marks.at(token);
                classes.has(Class::Copula) || classes.has(Class::Connector)
            })
            && !self.is_reference(end, start)
            && is_one_sentence(self.tokens, end.saturating_sub(1), mark.end);
        is_said
            .then(|| self.in_run(run, run.start(), kind))
            .flatten()
    }

    fn may_start(&self, at: usize, kind: Kind) -> bool {
        self.words.read(self.tokens, at).is_some()
            || kind.has_letters()
                && self
                    .tokens
                    .get(at)
                    .is_some_and(|token| token.has_digit() || self.is_spelled(at))
            || kind == Kind::Expiry && self.marks.at(at).has(Class::Month)
    }

    /// A single letter, beside another, a digit or a number word: "X zero one two".
    fn is_spelled(&self, at: usize) -> bool {
        let is_letter = |at: usize| {
            self.tokens.get(at).is_some_and(|token| {
                token.folded.chars().count() == 1 && token.joint != Joint::Apostrophe
            })
        };
        let is_part = |at: usize| {
            is_letter(at)
                || self.tokens.get(at).is_some_and(Token::has_digit)
                || self.words.read(self.tokens, at).is_some()
        };
        is_letter(at) && (is_part(at + 1) || at.checked_sub(1).is_some_and(is_part))
    }

    fn value_at(&self, at: usize, kind: Kind) -> Option<Finding> {
        let code = kind.has_letters().then(|| self.code_at(at, kind)).flatten();
        if code.is_some() {
            return code;
        }
        if kind == Kind::Expiry && self.marks.at(at).has(Class::Month) {
            let run = self.run_at(at + 1)?;
            let year = run.segments().next()?;
            let end = year.last()?.end;
            return Some(Finding::new(kind, at, end));
        }
        let run = self.run_at(at)?;
        self.in_run(run, at, kind)
    }

    fn run_at(&self, at: usize) -> Option<&Run> {
        let index = self.runs.partition_point(|run| run.end() <= at);
        self.runs.get(index).filter(|run| run.start() <= at)
    }

    /// The first part of a run that has the right number of digits: up to a pause, or up to a
    /// later one, because digits are spoken with pauses.
    fn in_run(&self, run: &Run, at: usize, kind: Kind) -> Option<Finding> {
        let is_measure = run.sign == Sign::Currency
            || self.marks.at(run.end()).has(Class::Unit)
                && self
                    .tokens
                    .get(run.end())
                    .is_some_and(|token| token.gap < Gap::Sentence);
        if is_measure || run.sign == Sign::Plus {
            return None;
        }
        let first = run.elements.partition_point(|element| element.start < at);
        let elements = run.elements.get(first..)?;
        let end = Self::end_of_value(elements, kind)?;
        let value = elements.get(..end)?;
        Some(Finding {
            value: Some(digits_of(value)),
            corrected: Run::corrected(value),
            ..Finding::new(kind, value.first()?.start, value.last()?.end)
        })
    }

    /// The number of elements. The first part between pauses if it has enough digits.
    fn end_of_value(elements: &[Element], kind: Kind) -> Option<usize> {
        let mut digits = 0;
        for (index, element) in elements.iter().enumerate() {
            digits += element.digits.len();
            let pauses = elements.get(index + 1).is_none_or(|next| next.after_pause);
            if digits > 40 {
                return None;
            }
            if pauses && kind.has_length(digits) {
                // "seven, three, seven, two": as many digits as are spoken one by one.
                let spoken_singly = |element: &Element| element.is_single_digit;
                let more = elements
                    .iter()
                    .skip(index + 1)
                    .take_while(|element| {
                        spoken_singly(element) && elements.iter().take(index + 1).all(spoken_singly)
                    })
                    .take(kind_limit(kind, digits))
                    .count();
                return Some(index + 1 + more);
            }
        }
        None
    }

    /// A value of letters and digits.
    fn code_at(&self, start: usize, kind: Kind) -> Option<Finding> {
        if self.tokens.get(start)?.sign != Sign::None {
            return None;
        }
        let (mut at, mut code) = (start, String::new());
        // Where in the code its last part starts, and what stands before and after a repair.
        let (mut part, mut corrected) = (0, None);
        while let Some(token) = self.tokens.get(at) {
            if at > start && token.gap == Gap::Sentence || code.len() > 40 || token.label.is_some()
            {
                break;
            }
            let number = self.words.read(self.tokens, at);
            let is_spelled = token.has_digit() || self.is_spelled(at);
            if token.gap == Gap::Pause && (number.is_some() || is_spelled) {
                part = code.len();
            }
            if let Some((digits, length)) = number {
                code.push_str(&digits);
                at += length;
            } else if is_spelled {
                code.push_str(&token.folded);
                at += 1;
            } else {
                // "X zero one, uh, two"
                let next = after_interruptions(self.tokens, at);
                let continues = next > at
                    && (self.words.read(self.tokens, next).is_some()
                        || self.tokens.get(next).is_some_and(Token::has_digit)
                        || self.is_spelled(next));
                if !continues {
                    break;
                }
                if (at..next).any(|at| repair(self.tokens, at) > 0) {
                    corrected = Some((part, code.len()));
                }
                part = code.len();
                at = next;
            }
        }
        let corrected = corrected.and_then(|(part, repair)| {
            let again = code.get(repair..)?;
            Some(vec![
                format!("{}{again}", code.get(..part)?),
                again.to_owned(),
            ])
        });
        let digits = code.bytes().filter(u8::is_ascii_digit).count();
        let is_measure = self.marks.at(at).has(Class::Unit);
        (digits >= 3 && !is_measure && kind.has_length(code.len())).then(|| Finding {
            value: Some(code),
            corrected: corrected.unwrap_or_default(),
            ..Finding::new(kind, start, at)
        })
    }

    /// What the caller answers needs no word around it.
    fn asked(&self, kind: Kind, findings: &mut Vec<Finding>) {
        if kind == Kind::Birth || kind == Kind::Health {
            return;
        }
        if kind.has_letters() {
            let mut starts = (0..self.tokens.len()).filter(|&at| self.may_start(at, kind));
            findings.extend(starts.find_map(|start| self.code_at(start, kind)));
        }
        if kind == Kind::Bank {
            shapes::iban_parts(self.tokens, 0, findings);
        }
        if kind == Kind::Expiry {
            let months = self
                .marks
                .marks
                .iter()
                .filter(|mark| mark.classes.has(Class::Month));
            findings.extend(months.filter_map(|mark| self.value_at(mark.start, kind)));
        }
        for run in self.runs {
            if self.is_reference(run.start().saturating_sub(3), run.start()) {
                continue;
            }
            // A long number is told in parts.
            let may_be_part = match kind {
                Kind::Card => true,
                Kind::Bank | Kind::SocialSecurity => self.stands_alone(run),
                _ => false,
            };
            let is_part = may_be_part
                && run.sign == Sign::None
                && run.digits().len() >= if kind == Kind::Card { 4 } else { 2 }
                && !self.marks.at(run.end()).has(Class::Unit);
            if is_part {
                let is_distinctive = |digits: &String| kind != Kind::Card || digits.len() >= 12;
                findings.push(Finding {
                    value: Some(run.digits()).filter(is_distinctive),
                    corrected: Run::corrected(&run.elements),
                    ..Finding::new(kind, run.start(), run.end())
                });
            } else {
                findings.extend(self.in_run(run, run.start(), kind));
            }
        }
    }

    /// "You can choose a new PIN." – "I'll keep it, it's 2580."
    fn mentioned(&self, kind: Kind, findings: &mut Vec<Finding>) {
        for run in self.runs {
            let digits = run.digits();
            let is_said = digits.len() >= MIN_CODE_DIGITS
                && kind.has_length(digits.len())
                && run.sign == Sign::None
                && self.stands_alone(run)
                && !self.is_reference_in_sentence(run);
            if is_said {
                findings.push(Finding {
                    value: Some(digits),
                    corrected: Run::corrected(&run.elements),
                    ..Finding::new(kind, run.start(), run.end())
                });
            }
        }
    }

    /// "[bank account removed], double two, [bank account removed]": a part too short to be known.
    fn between_removed(&self, findings: &mut Vec<Finding>) {
        let removed = |at: Option<usize>| {
            let kind = self.tokens.get(at?)?.label?;
            matches!(kind, Kind::Card | Kind::Bank | Kind::SocialSecurity).then_some(kind)
        };
        for run in self.runs {
            let (start, end) = (run.start(), run.end());
            let kind = removed(start.checked_sub(1));
            let is_between = kind.is_some() && kind == removed(Some(end));
            if is_between && is_one_sentence(self.tokens, start.saturating_sub(1), end + 1) {
                findings.extend(kind.map(|kind| Finding::new(kind, start, end)));
            }
        }
    }

    /// Whether a number is a statement of its own: "it's 2580", "2580, um".
    fn stands_alone(&self, run: &Run) -> bool {
        let (start, end) = (run.start(), run.end());
        let ends = self
            .tokens
            .get(end)
            .is_none_or(|next| next.gap > Gap::Close || hesitation(self.tokens, end) > 0);
        let begins = self
            .tokens
            .get(start)
            .is_some_and(|first| start == 0 || first.gap > Gap::Close);
        let is_linked = start.checked_sub(1).is_some_and(|before| {
            let classes = self.marks.at(before);
            classes.has(Class::Copula) || hesitation(self.tokens, before) > 0
        });
        ends && (begins || is_linked) && !self.marks.at(end).has(Class::Unit)
    }

    /// Whether a word such as "order" or "gate" is in the sentence of a number.
    fn is_reference_in_sentence(&self, run: &Run) -> bool {
        let is_inside = |token: &&Token| token.gap < Gap::Sentence;
        let until = self.tokens.get(..=run.start()).unwrap_or_default();
        let before = until.iter().rev().take_while(is_inside).count();
        let start = run.start().saturating_sub(before);
        let after = self.tokens.get(run.end()..).unwrap_or_default();
        let end = run.end() + after.iter().take_while(is_inside).count();
        self.is_reference(start, end)
    }
}

/// How many more digits a value may have.
const fn kind_limit(kind: Kind, digits: usize) -> usize {
    let mut more = 0;
    while kind.has_length(digits + more + 1) {
        more += 1;
    }
    more
}
