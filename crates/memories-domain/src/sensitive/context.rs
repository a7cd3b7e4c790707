//! Values that are recognised by the words around them: "the code is 737", "2580 is my PIN".

mod code;
mod told;

use super::{
    finding::{Finding, is_one_sentence},
    hesitation::hesitation,
    kind::Kind,
    numbers::{Element, NumberWords, Run},
    shapes,
    tokens::{Gap, Sign, Token},
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

/// Between a secret and what it was changed to.
pub(super) const TO: [&str; 11] = [
    "a", "als", "as", "auf", "como", "em", "en", "in", "op", "para", "to",
];

/// Between "is" and a value: "the code is still 2580".
const ADVERBS: [&str; 32] = [
    "actualmente",
    "actuellement",
    "adesso",
    "agora",
    "ahora",
    "ainda",
    "aktuell",
    "altijd",
    "always",
    "ancora",
    "attualmente",
    "aun",
    "currently",
    "encore",
    "immer",
    "jetzt",
    "just",
    "maintenant",
    "nog",
    "noch",
    "now",
    "nu",
    "ora",
    "sempre",
    "siempre",
    "simplemente",
    "simply",
    "steeds",
    "still",
    "todavia",
    "toujours",
    "weiterhin",
];

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
    pub(super) access: Access,
    pub(super) telling: Telling,
}

/// Whether a password was spoken of.
#[derive(Default, Clone, Copy, PartialEq, Eq)]
pub(super) enum Access {
    #[default]
    Unmentioned,
    /// Something for which one needs a password.
    Login,
    Password,
}

/// Who tells what is read.
#[derive(Default, Clone, Copy, PartialEq, Eq)]
pub(super) enum Telling {
    #[default]
    Anybody,
    Agent,
    /// The caller; the answer of the agent warns of what is said here.
    WarnedOf,
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
        let has_site = self.site_matters() && (self.situation.site || self.marks.any(Class::Site));
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
        if has_card {
            self.parts_of_cards(findings);
        }
        if is_banking {
            self.beginnings_of_ibans(findings);
        }
        self.between_removed(findings);
        for &kind in &self.situation.asked {
            self.asked(kind, findings);
        }
        self.spoken_of(findings);
        self.only_numbers(findings);
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
                        let before = mark.start.saturating_sub(2);
                        // "behind the meter, the code is …"
                        let is_apart = !self.site_matters()
                            && self
                                .tokens
                                .get(before + 1..=mark.start)
                                .unwrap_or_default()
                                .iter()
                                .any(|token| token.gap > Gap::Close);
                        let names_purpose = !is_apart && self.is_reference(before, mark.start);
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
        if !self.is_linked(mark.end, at, kind) {
            return None;
        }
        let found = self
            .value_at(at, kind)
            .or_else(|| self.part_of_card(mark, at, kind))
            .or_else(|| self.spelled_beginning(mark, at, kind))?;
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
    fn is_linked(&self, start: usize, end: usize, kind: Kind) -> bool {
        let between = start..end;
        let mut resumed = start;
        let only_connectors = between.clone().all(|token| {
            // "my PIN is, let me see, 2580"
            resumed = resumed.max(token + hesitation(self.tokens, token));
            let classes = self.marks.at(token);
            token < resumed
                || kind == Kind::Pin && self.is_to(token)
                || classes.has(Class::Connector)
                || classes.has(Class::Copula)
                || classes.has(Class::Chosen) && kind.has_letters()
                || classes.names_secret()
                || self.tokens.get(token).is_some_and(is_adverb)
        });
        if self.is_reference(start, end) {
            return false;
        }
        if !is_one_sentence(self.tokens, start.saturating_sub(1), end + 1) {
            return only_connectors && between.len() <= MAX_DISTANCE_ACROSS;
        }
        let is_adverb = |&at: &usize| {
            self.tokens.get(at).is_some_and(is_adverb)
                || at < resumed && hesitation(self.tokens, at) > 0
        };
        let after_copula = (start..end)
            .rev()
            .find(|at| !is_adverb(at))
            .is_some_and(|last| self.marks.at(last).has(Class::Copula));
        only_connectors || after_copula || end == start
    }

    /// "I changed the PIN to 2580."
    fn is_to(&self, at: usize) -> bool {
        self.tokens
            .get(at)
            .is_some_and(|token| TO.contains(&token.folded.as_str()))
    }

    fn is_reference(&self, start: usize, end: usize) -> bool {
        self.site_matters() && self.marks.any_between(Class::Site, start, end)
            || self.marks.any_between(Class::Reference, start, end)
    }

    /// The code of a gate or a lockbox is kept, unless the agent treats it as a secret.
    const fn site_matters(&self) -> bool {
        !matches!(self.situation.telling, Telling::WarnedOf)
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
        Some(Finding::of_number(kind, elements.get(..end)?))
    }

    /// The number of elements. The first part between pauses if it has enough digits; of ids,
    /// whose parts have different lengths, all parts.
    fn end_of_value(elements: &[Element], kind: Kind) -> Option<usize> {
        let (mut digits, mut end) = (0, None);
        for (index, element) in elements.iter().enumerate() {
            digits += element.digits.len();
            let pauses = elements.get(index + 1).is_none_or(|next| next.after_pause);
            if digits > 40 {
                return end;
            }
            if pauses && kind.has_length(digits) {
                if kind.has_letters() {
                    end = Some(index + 1);
                    continue;
                }
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
        end
    }
}

fn is_adverb(token: &Token) -> bool {
    ADVERBS.contains(&token.folded.as_str())
}

/// How many more digits a value may have.
const fn kind_limit(kind: Kind, digits: usize) -> usize {
    let mut more = 0;
    while kind.has_length(digits + more + 1) {
        more += 1;
    }
    more
}
