//! Short answers, which name little of what they are about: a later value takes their place.

use smol_str::SmolStr;

use super::{Effects, forms::forms, set};
use crate::{
    knowledge::{
        Standing,
        analysis::{Act, Part, Role, remeasures},
        cues,
        weekdays::weekday,
    },
    sensitive::numbers_in,
    text::{is_number, words},
};

/// A question about more things may be answered with any of them.
const MAX_WORDS_OF_A_QUESTION: usize = 3;
/// A yes to an offer ends with what was offered, if it names no more beside.
const MAX_ENDED_WORDS: usize = 2;
/// A statement of more words says more than a measure.
const MAX_WORDS_OF_A_MEASURE: usize = 8;
/// A question for a time or an amount of money is about something else than the thing it names.
const WHEN_OR_HOW_MUCH: [&str; 16] = [
    "time", "when", "uhrzeit", "wann", "hora", "cuándo", "heure", "quand", "quando", "tijd",
    "wanneer", "price", "preis", "precio", "prix", "prijs",
];

impl Effects<'_> {
    /// "Sand instead of anthracite", "I'm changing the size to 40", "60 by 80, I got it wrong".
    pub(super) fn renew_answers(&mut self, unit: usize, part: &Part) {
        if part.particulars.is_instead {
            self.replace_named_answers(unit, part);
        }
        let changes = |act: &Act| matches!(act, Act::Changes(object) if object.days.is_empty());
        if !part.is_question && part.acts.iter().any(changes) {
            self.replace_changed_answers(unit, part);
        }
        self.replace_measure(unit, part);
    }

    /// The answers that are what something is "instead of".
    fn replace_named_answers(&mut self, unit: usize, part: &Part) {
        let former = part.particulars.instead_of.iter();
        let Some(former) = former
            .filter(|word| part.content.contains(*word))
            .find(|word| !is_number(word) && weekday(word).is_none())
        else {
            return;
        };
        let earlier = self.earlier.with_words(forms(former));
        let new: Vec<SmolStr> = part
            .content
            .iter()
            .filter(|word| *word != former)
            .cloned()
            .collect();
        let evidence = self.evidence(unit);
        for other in self.answers_of_this_or_earlier_calls(unit, earlier) {
            let says_new = self
                .part(other)
                .is_some_and(|part| part.content.iter().any(|word| new.contains(word)));
            if !says_new {
                set(&mut self.standings, other, Standing::Replaced(evidence));
            }
        }
    }

    /// The answers with a number to a question about what changes to another number.
    fn replace_changed_answers(&mut self, unit: usize, part: &Part) {
        let new = self.numbers_of(unit);
        if new.is_empty() || part.is(Role::Amount) {
            return;
        }
        let named = part.content.iter().filter(|word| word.chars().count() > 3);
        let earlier = self.earlier.answering(named.flat_map(|word| forms(word)));
        let evidence = self.evidence(unit);
        for other in self.answers_of_this_or_earlier_calls(unit, earlier) {
            let is_value = self.part(other).is_some_and(|other| {
                other.asked.len() <= MAX_WORDS_OF_A_QUESTION
                    && other.days.is_empty()
                    && !other.is(Role::Time)
                    && !other.is(Role::Amount)
                    && !other
                        .asked
                        .iter()
                        .any(|word| WHEN_OR_HOW_MUCH.contains(&word.as_str()))
            });
            let former = self.numbers_of(other);
            if is_value && !former.is_empty() && !former.iter().any(|number| new.contains(number)) {
                set(&mut self.standings, other, Standing::Replaced(evidence));
            }
        }
    }

    /// A yes to an offer of what has ended.
    pub(super) fn end_agreements(&mut self, unit: usize, ended: &[SmolStr]) {
        if ended.is_empty() || ended.len() > MAX_ENDED_WORDS {
            return;
        }
        let earlier = self
            .earlier
            .answering(ended.iter().flat_map(|word| forms(word)));
        let evidence = self.evidence(unit);
        for other in self.answers_of_this_or_earlier_calls(unit, earlier) {
            let agrees = self.unit(other).is_some_and(|(memory, _, _)| {
                let said: Vec<SmolStr> = words(&memory.text)
                    .into_iter()
                    .map(|word| word.text)
                    .collect();
                let part = self.part(other);
                cues::AGREES.is_in(&said)
                    && !cues::REFUSES.is_in(&said)
                    && part.is_some_and(|part| part.content.len() <= 1)
            });
            if agrees && !self.is_same_call(other, unit) {
                set(&mut self.standings, other, Standing::Ended(evidence));
            }
        }
    }

    /// A measure that was wrong, in the last call that gave one.
    fn replace_measure(&mut self, unit: usize, part: &Part) {
        if part.is_question {
            return;
        }
        let Some(measure) = &part.measure else {
            return;
        };
        let is_new = self
            .unit(unit)
            .is_some_and(|(_, analysis, _)| analysis.parts.iter().any(remeasures));
        if !is_new {
            return;
        }
        let evidence = self.evidence(unit);
        let before: Vec<usize> = (0..unit)
            .rev()
            .filter(|&other| !self.is_same_call(other, unit) && self.is_statement(other))
            .filter(|&other| {
                let other = self.part(other).and_then(|part| part.measure.as_ref());
                other.is_some_and(|other| other != measure)
            })
            .collect();
        let last = before.first().copied();
        for other in before {
            let is_short = self
                .part(other)
                .is_some_and(|part| part.words.len() <= MAX_WORDS_OF_A_MEASURE);
            if is_short && last.is_some_and(|last| self.is_same_call(other, last)) {
                set(&mut self.standings, other, Standing::Replaced(evidence));
            }
        }
    }

    /// Those of some earlier units that are short answers, and hold.
    fn answers_of_this_or_earlier_calls(&self, unit: usize, earlier: Vec<usize>) -> Vec<usize> {
        let named = self
            .part(unit)
            .map(|part| part.words.iter().cloned().collect::<Vec<_>>())
            .and_then(|words| self.named_in(&words));
        let is_of_another = |other: usize| match (named, self.fact_person(other)) {
            (Some(named), Some(person)) => named != person,
            _ => self.is_of_another(unit, other),
        };
        earlier
            .into_iter()
            .filter(|&other| other < unit && self.is_statement(other))
            .filter(|&other| self.part(other).is_some_and(|part| !part.asked.is_empty()))
            .filter(|&other| self.standings.get(other).is_some_and(Standing::holds))
            .filter(|&other| !is_of_another(other))
            .collect()
    }

    fn text_of(&self, unit: usize) -> Option<(&str, Option<&str>)> {
        let (memory, _, _) = self.unit(unit)?;
        let part = self.part(unit)?;
        let language = memory
            .source
            .as_ref()
            .and_then(|source| source.language.as_deref());
        Some((memory.text.get(part.range.clone())?, language))
    }

    fn numbers_of(&self, unit: usize) -> Vec<String> {
        self.text_of(unit)
            .map(|(text, language)| numbers_in(text, language))
            .unwrap_or_default()
    }
}
