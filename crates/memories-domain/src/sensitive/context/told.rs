//! Values without a word beside them: the agent has asked for them, they were spoken of before,
//! or they are told in parts.

use super::{Context, MAX_DISTANCE_OF_REFERENCE, MIN_CODE_DIGITS, Telling, is_adverb};
use crate::sensitive::{
    checksums::starts_iban,
    finding::{Finding, is_one_sentence},
    hesitation::{hesitation, repair},
    kind::Kind,
    letters::letter_at,
    numbers::{Run, is_separator},
    shapes,
    tokens::{Gap, Joint, Sign, Token},
    vocabulary::{Class, Mark},
};

/// The digits of half a payment card, and of three quarters.
const PARTS_OF_CARDS: [usize; 2] = [8, 12];
/// Fewer are the last ones, which receipts show, unless the caller begins to tell the number.
const MIN_PART_OF_CARD: usize = 4;
/// How far a value is from the word for it where other words are between them.
const MAX_DISTANCE_OF_MENTION: usize = 25;
/// An id that nothing announces has so many digits beside its letters.
const MIN_DIGITS_OF_MIXED_CODE: usize = 5;
const MIN_ID_IN_TURN: usize = 7;
/// A country, check digits and two more.
const MIN_BEGINNING_OF_IBAN: usize = 6;
/// In both directions, to find out what a sentence is about.
const MAX_SENTENCE: usize = 24;

impl Context<'_> {
    /// "My card is four nine two zero, one one seven seven, and then …": the start of a number.
    pub(super) fn part_of_card(&self, mark: &Mark, at: usize, kind: Kind) -> Option<Finding> {
        let run = (kind == Kind::Card).then(|| self.run_at(at)).flatten()?;
        let digits = run.digits().len();
        let after_copula = at
            .checked_sub(1)
            .is_some_and(|last| last >= mark.end && self.marks.at(last).has(Class::Copula));
        let is_last_four = digits == MIN_PART_OF_CARD
            && ((self.situation.telling == Telling::Agent)
                || self.is_in_sentence(run, &[Class::LastFour]));
        let is_part = run.start() == at
            && run.sign == Sign::None
            && (MIN_PART_OF_CARD..MAX_CARD).contains(&digits)
            && (after_copula || digits >= PARTS_OF_CARDS[0])
            && self.ends_statement(run)
            && !is_last_four
            && !self.is_in_sentence(run, &[Class::Reference, Class::Phone]);
        is_part.then(|| Finding::of_number(kind, &run.elements))
    }

    /// Half a number where a card is spoken of: "the last eight are …".
    pub(super) fn parts_of_cards(&self, findings: &mut Vec<Finding>) {
        for run in self.runs {
            let is_cut = is_cut_card(run);
            let is_length = is_cut || PARTS_OF_CARDS.contains(&run.digits().len());
            if !is_length || run.sign != Sign::None || self.marks.at(run.end()).has(Class::Unit) {
                continue;
            }
            let are_fours = run.elements.iter().all(|element| element.digits.len() == 4)
                || run.segments().all(|part| digits_in(part) == 4);
            let is_said =
                self.stands_alone(run) && (are_fours || is_cut) || self.follows_copula(run);
            let names_another = self.is_reference(
                run.start().saturating_sub(MAX_DISTANCE_OF_REFERENCE),
                run.start(),
            ) || self.is_in_sentence(run, &[Class::Reference, Class::Phone]);
            if is_said && !names_another {
                findings.push(Finding::of_number(Kind::Card, &run.elements));
            }
        }
    }

    /// "It's D E seven two, three double oh": where a bank is spoken of.
    pub(super) fn beginnings_of_ibans(&self, findings: &mut Vec<Finding>) {
        let mut at = 0;
        while at < self.tokens.len() {
            let is_letter = self
                .tokens
                .get(at)
                .is_some_and(|token| token.folded.len() <= 4 && !token.is_digits());
            let found = is_letter
                .then(|| self.letters_and_digits(at, Kind::Bank))
                .flatten()
                .filter(|found| {
                    found.value.as_deref().is_some_and(|code| {
                        code.len() >= MIN_BEGINNING_OF_IBAN && starts_iban(code)
                    })
                });
            let Some(found) = found else {
                at += 1;
                continue;
            };
            at = found.end;
            findings.push(found);
        }
    }

    /// What the caller answers needs no word around it.
    pub(super) fn asked(&self, kind: Kind, findings: &mut Vec<Finding>) {
        let is_of_another = kind == Kind::Password
            && [Class::Birth, Class::Email, Class::Phone, Class::Reference]
                .into_iter()
                .any(|class| self.marks.any(class));
        if is_of_another || matches!(kind, Kind::Birth | Kind::Health | Kind::Email) {
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
                Kind::Card | Kind::Phone => true,
                kind if kind.has_letters() => self.stands_alone(run),
                _ => false,
            };
            let is_part = may_be_part
                && run.sign == Sign::None
                && run.digits().len() >= if kind == Kind::Card { 4 } else { 2 }
                && !self.marks.at(run.end()).has(Class::Unit);
            if is_part {
                findings.push(Finding::of_number(kind, &run.elements));
            } else {
                findings.extend(self.in_run(run, run.start(), kind));
            }
        }
    }

    /// A turn of nothing but digits and letters answers the question, however few they are.
    pub(super) fn only_numbers(&self, findings: &mut Vec<Finding>) {
        let kinds = &self.situation.asked;
        let is_number = |kind: &&Kind| {
            !matches!(
                kind,
                Kind::Birth | Kind::Health | Kind::Password | Kind::Email
            )
        };
        let kind = kinds
            .iter()
            .find(|kind| **kind == Kind::Card)
            .or_else(|| kinds.iter().find(is_number));
        let Some(&kind) = kind.filter(|_| self.is_only_numbers()) else {
            return;
        };
        let is_found = |at: usize| {
            findings
                .iter()
                .any(|found| (found.start..found.end).contains(&at))
        };
        let mut told = Vec::new();
        let mut at = 0;
        while at < self.tokens.len() {
            let starts = self.words.read(self.tokens, at).is_some()
                || kind.has_letters() && letter_at(self.tokens, at).is_some()
                || self.tokens.get(at).is_some_and(Token::has_digit);
            match self.letters_and_digits(at, kind).filter(|_| starts) {
                Some(found) if !is_found(at) => {
                    at = found.end;
                    told.push(found);
                }
                Some(found) => at = found.end,
                None => at += 1,
            }
        }
        findings.extend(told);
    }

    fn is_only_numbers(&self) -> bool {
        let mut at = 0;
        let mut has_number = false;
        while let Some(token) = self.tokens.get(at) {
            if let Some((_, length)) = self.words.read(self.tokens, at) {
                has_number = true;
                at += length;
                continue;
            }
            if let Some((_, length)) = letter_at(self.tokens, at) {
                at += length;
                continue;
            }
            has_number |= token.has_digit();
            let classes = self.marks.at(at);
            let length = hesitation(self.tokens, at).max(repair(self.tokens, at));
            let is_beside = token.has_digit()
                || token.label.is_some()
                || is_separator(token)
                || classes.has(Class::Copula)
                || classes.has(Class::Connector)
                || classes.has(Class::Continues)
                || classes.has(Class::Letters);
            if length == 0 && !is_beside {
                return false;
            }
            at += length.max(1);
        }
        has_number
    }

    /// "You can choose a new PIN." – "I'll keep it, it's 2580." Or in one turn: "You'll need my
    /// insurance number, too, A four seven one …"
    pub(super) fn spoken_of(&self, findings: &mut Vec<Finding>) {
        const CLASSES: [Class; 6] = [
            Class::Pin,
            Class::SocialSecurity,
            Class::NationalId,
            Class::Passport,
            Class::Tax,
            Class::Bank,
        ];
        for &kind in &self.situation.mentioned {
            self.mentioned(kind, 0..self.tokens.len(), findings);
        }
        for mark in &self.marks.marks {
            let classes = CLASSES.iter().filter(|class| mark.classes.has(**class));
            for kind in classes.filter_map(|class| class.kind()) {
                let until = (mark.end + MAX_DISTANCE_OF_MENTION).min(self.tokens.len());
                self.mentioned(kind, mark.end..until, findings);
            }
        }
    }

    fn mentioned(&self, kind: Kind, place: std::ops::Range<usize>, findings: &mut Vec<Finding>) {
        let is_in_turn = place.start > 0;
        let first = self.runs.partition_point(|run| run.start() < place.start);
        let runs = self.runs.get(first..).unwrap_or_default();
        for run in runs.iter().take_while(|run| run.start() < place.end) {
            let digits = run.digits().len();
            // What an agent says beside it is more often a price than the number.
            let may_be = !(is_in_turn && kind == Kind::Bank
                || is_in_turn && (self.situation.telling == Telling::Agent) && kind == Kind::Pin);
            // "the tax number, that would be the four eight, …"
            let is_linked = is_in_turn && kind != Kind::Pin && self.follows_connector(run);
            let is_said = may_be
                && digits >= MIN_CODE_DIGITS
                && if is_in_turn {
                    kind.has_length(digits) && (kind == Kind::Pin || digits >= MIN_ID_IN_TURN)
                } else {
                    kind.has_length_alone(digits)
                }
                && run.sign == Sign::None
                && !is_date(run)
                && (self.stands_alone(run)
                    || is_linked
                    || self.is_warned_of(run)
                    || is_in_turn && kind == Kind::Pin && self.is_entered(run))
                && (kind != Kind::Card || self.is_like_card(run))
                && !self.is_in_sentence(run, &[Class::Reference, Class::Phone])
                && (!self.site_matters() || !self.is_in_sentence(run, &[Class::Site]));
            if is_said {
                findings.push(Finding::of_number(kind, &run.elements));
            }
        }
        if !kind.has_letters() {
            return;
        }
        let mut at = place.start;
        while at < place.end {
            let found = (self.begins_statement(at) && self.may_start(at, kind))
                .then(|| self.code_at(at, kind))
                .flatten()
                .filter(is_mixed);
            let Some(found) = found else {
                at += 1;
                continue;
            };
            at = found.end;
            let is_said = |class| self.any_in_sentence(class, found.start, found.end);
            let names_another =
                is_said(Class::Reference) || self.site_matters() && is_said(Class::Site);
            if !names_another {
                findings.push(found);
            }
        }
    }

    /// "[bank account removed], double two, [bank account removed]": a part too short to be known.
    pub(super) fn between_removed(&self, findings: &mut Vec<Finding>) {
        let removed = |at: Option<usize>| {
            let kind = self.tokens.get(at?)?.label?;
            (kind.has_letters() || kind == Kind::Card).then_some(kind)
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
        self.ends_statement(run)
            && self.begins_statement(run.start())
            && !self.marks.at(run.end()).has(Class::Unit)
    }

    /// "The PIN doesn't work, I tried 2580 twice", "ich hab 2580 probiert".
    fn is_entered(&self, run: &Run) -> bool {
        let before = run.start().checked_sub(1).map(|at| self.marks.at(at));
        let is_after =
            before.is_some_and(|classes| classes.has(Class::Entered) || classes.has(Class::Chosen));
        let is_before = self.marks.at(run.end()).has(Class::ChosenAfter);
        (is_after || is_before) && !self.marks.at(run.end()).has(Class::Unit)
    }

    /// Whether a number that stands alone is rather a part of a card than a time or a phone number.
    fn is_like_card(&self, run: &Run) -> bool {
        let is_long = run.digits().len() >= PARTS_OF_CARDS[0];
        let begins_sentence = self
            .tokens
            .get(run.start())
            .is_some_and(|first| run.start() == 0 || first.gap == Gap::Sentence);
        (is_long || begins_sentence || self.follows_copula(run)) && !is_like_phone(run)
    }

    /// "I changed it, it's 2580 now": the agent's answer says that it is a secret.
    fn is_warned_of(&self, run: &Run) -> bool {
        let is_spelled = run.elements.len() >= MIN_CODE_DIGITS
            && run.elements.iter().all(|element| element.is_single_digit);
        let follows_connector = || {
            let before = run.start().checked_sub(1);
            before.is_some_and(|before| self.marks.at(before).has(Class::Connector))
        };
        let is_statement = || {
            let next = self.tokens.get(run.end());
            (self.begins_statement(run.start()) || follows_connector())
                && next.is_none_or(|next| next.gap > Gap::Close || is_adverb(next))
        };
        self.situation.telling == Telling::WarnedOf
            && !self.marks.at(run.end()).has(Class::Unit)
            && (is_spelled || is_statement())
    }

    fn ends_statement(&self, run: &Run) -> bool {
        let end = run.end();
        let is_end = |next: &Token| {
            next.gap > Gap::Close || is_separator(next) || hesitation(self.tokens, end) > 0
        };
        self.tokens.get(end).is_none_or(is_end)
    }

    fn begins_statement(&self, start: usize) -> bool {
        let begins = self
            .tokens
            .get(start)
            .is_some_and(|first| start == 0 || first.gap > Gap::Close);
        let is_linked = start.checked_sub(1).is_some_and(|before| {
            let classes = self.marks.at(before);
            // "the new one's 2580"
            let is_contracted = self
                .tokens
                .get(before)
                .is_some_and(|token| token.joint == Joint::Apostrophe && token.folded == "s");
            is_contracted
                || classes.has(Class::Copula)
                || classes.has(Class::Chosen)
                || classes.has(Class::Entered)
                || self.tokens.get(before).is_some_and(is_separator)
                || hesitation(self.tokens, before) > 0
        });
        begins || is_linked
    }

    fn follows_copula(&self, run: &Run) -> bool {
        let before = run.start().checked_sub(1);
        before.is_some_and(|before| self.marks.at(before).has(Class::Copula))
            && self.ends_statement(run)
    }

    fn follows_connector(&self, run: &Run) -> bool {
        let before = run.start().checked_sub(1);
        before.is_some_and(|before| self.marks.at(before).has(Class::Connector))
            && self.ends_statement(run)
            && !self.marks.at(run.end()).has(Class::Unit)
    }

    fn is_in_sentence(&self, run: &Run, classes: &[Class]) -> bool {
        classes
            .iter()
            .any(|class| self.any_in_sentence(*class, run.start(), run.end()))
    }

    /// Whether a word such as "order" or "gate" is in the sentence of a value.
    fn any_in_sentence(&self, class: Class, start: usize, end: usize) -> bool {
        let is_inside = |token: &&Token| token.gap < Gap::Sentence;
        let until = self.tokens.get(..=start).unwrap_or_default();
        let before = until.iter().rev().take(MAX_SENTENCE).take_while(is_inside);
        let from = start.saturating_sub(before.count());
        let after = self.tokens.get(end..).unwrap_or_default();
        let to = end
            + after
                .iter()
                .take(MAX_SENTENCE)
                .take_while(is_inside)
                .count();
        self.marks.any_between(class, from, to)
    }
}

/// The digits of the longest payment card, and one more.
const MAX_CARD: usize = 20;

fn digits_in(elements: &[crate::sensitive::numbers::Element]) -> usize {
    elements.iter().map(|element| element.digits.len()).sum()
}

/// "14 12 2026"
fn is_date(run: &Run) -> bool {
    let lengths: Vec<usize> = run
        .elements
        .iter()
        .map(|element| element.digits.len())
        .take(4)
        .collect();
    matches!(lengths.as_slice(), [1..=2, 1..=2, 4] | [4, 1..=2, 1..=2])
}

/// "202 555 0143": the digits of a card are told in fours.
fn is_like_phone(run: &Run) -> bool {
    let ends = |lengths: &mut dyn Iterator<Item = usize>| {
        let mut end = 0;
        lengths
            .map(|length| {
                end += length;
                end
            })
            .any(|end| end == MIN_PART_OF_CARD)
    };
    let has_pauses = run.segments().nth(1).is_some();
    !if has_pauses {
        ends(&mut run.segments().map(digits_in))
    } else {
        ends(&mut run.elements.iter().map(|element| element.digits.len()))
    }
}

/// "4111 1111 11": a number in fours that breaks off.
fn is_cut_card(run: &Run) -> bool {
    let is_cut = |lengths: &[usize]| {
        lengths.split_last().is_some_and(|(last, fours)| {
            fours.len() >= 2
                && *last <= MIN_PART_OF_CARD
                && fours.iter().all(|length| *length == MIN_PART_OF_CARD)
        })
    };
    let segments: Vec<usize> = run.segments().take(5).map(digits_in).collect();
    let elements: Vec<usize> = run
        .elements
        .iter()
        .map(|element| element.digits.len())
        .take(5)
        .collect();
    is_cut(&segments) || is_cut(&elements)
}

fn is_mixed(found: &Finding) -> bool {
    found.value.as_deref().is_some_and(|code| {
        let digits = code.bytes().filter(u8::is_ascii_digit).count();
        digits >= MIN_DIGITS_OF_MIXED_CODE && digits < code.len()
    })
}
