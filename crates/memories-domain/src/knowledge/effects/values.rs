//! Facts with their values, and numbers in statements.

use smol_str::SmolStr;

use super::{
    Effects,
    fact_state::{FactState, specific_words},
    forms::forms,
    set,
};
use crate::{
    MemoryKind, PersonIndex, PersonName, ProfileKey, ProfileValue, TimeMention,
    knowledge::{
        Nature, Standing,
        analysis::{Part, Role, is_currency, is_of_a_price, is_period},
        nature::is_of_medicines,
        owner::belongs_to,
    },
    people::is_name_of_caller,
    sensitive::numbers_in,
    text::{self, is_empty_list_value, is_number},
};

/// "My name is Carla Vidal."
const MAX_WORDS_BESIDE_A_NAME: usize = 1;
/// "A bracelet", "the bracelet".
const MAX_WORDS_BEFORE_A_VALUE: usize = 2;
/// The forms of a shorter word are other words.
const MIN_CHARS_OF_A_VALUE_WITH_FORMS: usize = 6;

/// A smaller number counts many things.
const MIN_COUNT: u32 = 10;
/// The same in other calls than that in which it was collected.
const MIN_COUNT_OF_ANY_CALL: u32 = 100;
/// So many sentences are searched for a spoken number, which costs a reading of each.
const MAX_SENTENCES_BEFORE_A_COUNT: usize = 64;

/// The number of something that a value gives, if it is nothing else.
fn counted(value: &ProfileValue) -> Option<u32> {
    value
        .to_text()
        .parse()
        .ok()
        .filter(|&number| number >= MIN_COUNT)
}

/// Whether a number in a sentence may be a count: of money and of a house it is not.
fn may_count(part: &Part) -> bool {
    !part.words.iter().any(|word| is_currency(word)) && part.particulars.address.is_none()
}

impl Effects<'_> {
    /// A value of a fact: it replaces the one before, or adds to the list.
    pub(super) fn state_fact(&mut self, unit: usize, key: &ProfileKey, value: &ProfileValue) {
        let Some(nature) = self.unit(unit).and_then(|(_, analysis, _)| analysis.nature) else {
            return;
        };
        let evidence = self.evidence(unit);
        let is_name = is_name_of_caller(key);
        let belongs_to = self.memory(unit).and_then(belongs_to);
        let is_manual = self
            .memory(unit)
            .is_some_and(|memory| memory.source.is_none());
        let state = self
            .facts
            .entry(self.fact_key(unit, key))
            .or_insert_with(|| FactState {
                nature,
                belongs_to,
                is_of_medicines: is_of_medicines(key),
                items: Vec::new(),
                stated: Vec::new(),
            });
        state.nature = nature;
        state.belongs_to = belongs_to;
        let stated = state.stated.clone();
        state.stated.push(unit);
        if is_name && !is_manual && state.has_fuller_name(value) {
            return;
        }
        // Data collection also writes "none" when nobody asked; an operator means it.
        let is_emptied =
            nature == Nature::List && is_manual && is_empty_list_value(&value.to_text());
        let replaced = match nature {
            Nature::List if is_emptied => state.replace(unit, value, evidence.at),
            Nature::Single | Nature::Event => state.replace(unit, value, evidence.at),
            Nature::Topic => {
                state.replace(unit, value, evidence.at);
                Vec::new()
            }
            Nature::List => state.add(unit, value, evidence.at),
        };
        // "Back to classic": what named both values then meant the other one. A value of several
        // calls is one memory, with the time of the last of them.
        let is_confirmed = self
            .memory(unit)
            .is_some_and(|memory| memory.confirmations > 0);
        let is_return = !replaced.is_empty()
            && (is_confirmed
                || stated
                    .iter()
                    .any(|&other| self.stated_value(other).is_some_and(|other| other == value)));
        for (memory, former) in replaced {
            let standing = if is_emptied {
                Standing::Ended(evidence)
            } else {
                Standing::Replaced(evidence)
            };
            set(&mut self.standings, memory, standing);
            self.replace_statements_of(unit, memory, &former, value, is_return);
            if nature == Nature::Single {
                self.replace_answers(unit, key, value);
            }
        }
    }

    pub(super) fn stated_value(&self, unit: usize) -> Option<&ProfileValue> {
        match &self.memory(unit)?.kind {
            MemoryKind::Profile { value, .. } => Some(value),
            _ => None,
        }
    }

    /// Short answers of earlier calls to a question about a fact give its former value: "Which days
    /// do you need?" – "Tuesdays, until four."
    fn replace_answers(&mut self, unit: usize, key: &ProfileKey, value: &ProfileValue) {
        let name = key.to_text().to_lowercase();
        let names = name.split(' ').filter(|word| word.chars().count() > 3);
        let earlier = self.earlier.answering(names.flat_map(forms));
        let new = specific_words(value);
        let evidence = self.evidence(unit);
        for other in self.statements_of_earlier_calls(unit, earlier) {
            let says_new = self.part(other).is_some_and(|part| part.contains_all(&new));
            if !says_new && !self.is_of_another(unit, other) {
                set(&mut self.standings, other, Standing::Replaced(evidence));
            }
        }
    }

    /// Under which a fact that a memory states is known: on a shared line, by person.
    pub(super) fn fact_key(
        &self,
        unit: usize,
        key: &ProfileKey,
    ) -> (Option<PersonIndex>, ProfileKey) {
        (self.fact_person(unit), key.clone())
    }

    /// Statements of earlier calls that repeat a former value are replaced with it.
    pub(super) fn replace_statements_of(
        &mut self,
        unit: usize,
        fact: usize,
        former: &ProfileValue,
        value: &ProfileValue,
        is_return: bool,
    ) {
        if self.names_somebody(value) {
            // Another person on the line: what was said of the other remains true.
            return;
        }
        let evidence = self.evidence(unit);
        let is_name = self
            .memory(fact)
            .is_some_and(|memory| matches!(&memory.kind, MemoryKind::Profile { key, .. } if is_name_of_caller(key)));
        let words = specific_words(former);
        let new_words = specific_words(value);
        let days = self
            .memory(fact)
            .map(|memory| memory.annotations.times.clone())
            .unwrap_or_default();
        if days.is_empty() {
            self.replace_particulars_of(unit, fact);
        }
        if let Some(number) = counted(former)
            && counted(value).is_some()
        {
            self.replace_count(unit, fact, number);
        }
        let mut earlier = self.earlier.with_words(&words);
        if let [word] = words.as_slice() {
            // "Somos principiantes" of the level "principiante".
            earlier.extend(self.earlier.with_words(forms(word)));
            earlier.sort_unstable();
            earlier.dedup();
        }
        if !days.is_empty() {
            earlier.extend(&self.earlier.dated);
        }
        for other in self.statements_of_earlier_calls(unit, earlier) {
            let Some(part) = self.part(other) else {
                continue;
            };
            if counted(former).is_some() && !may_count(part) {
                continue;
            }
            // What is said of Carla remains true when somebody else calls.
            let says_more = is_name
                && part
                    .content
                    .iter()
                    .filter(|word| !words.contains(*word))
                    .count()
                    > MAX_WORDS_BESIDE_A_NAME;
            if says_more {
                continue;
            }
            let repeats_words = part.repeats(&words)
                && (words == new_words
                    || is_return && self.is_same_call(other, fact)
                    || !part.contains_all(&new_words)
                    || self.is_answer_with(other, &words))
                || self.is_short_form_of(other, &words) && !part.contains_all(&new_words);
            let repeats_day = part.days.iter().any(|day| {
                days.iter()
                    .any(|former| former.from <= day.until && day.from <= former.until)
            });
            if (repeats_words || repeats_day) && !self.is_of_another(unit, other) {
                set(&mut self.standings, other, Standing::Replaced(evidence));
            }
        }
    }

    /// What was said before a former number was collected, and gives that number: "fifty-two, with
    /// the cousins". A small number counts other things in other calls.
    fn replace_count(&mut self, unit: usize, fact: usize, number: u32) {
        let evidence = self.evidence(unit);
        let said: Vec<usize> = (0..fact)
            .rev()
            .take(MAX_SENTENCES_BEFORE_A_COUNT)
            .take_while(|&other| number >= MIN_COUNT_OF_ANY_CALL || self.is_same_call(other, fact))
            .collect();
        let number = number.to_string();
        for other in self.statements_of_earlier_calls(unit, said) {
            let Some((memory, _, _)) = self.unit(other) else {
                continue;
            };
            let Some(part) = self.part(other) else {
                continue;
            };
            let language = memory
                .source
                .as_ref()
                .and_then(|source| source.language.as_deref());
            let text = memory.text.get(part.range.clone()).unwrap_or_default();
            let counts_it = part.days.is_empty()
                && !part.is(Role::Amount)
                && may_count(part)
                && numbers_in(text, language).contains(&number);
            if counts_it {
                set(&mut self.standings, other, Standing::Replaced(evidence));
            }
        }
    }

    /// Whether a short answer begins with a value, whatever it refuses after it: "The bracelet, the
    /// pendant he takes off."
    fn is_answer_with(&self, unit: usize, value: &[SmolStr]) -> bool {
        let (Some(memory), Some(part)) = (self.memory(unit), self.part(unit)) else {
            return false;
        };
        let begins = || {
            let mut said = text::words(&memory.text)
                .into_iter()
                .take(MAX_WORDS_BEFORE_A_VALUE);
            said.any(|word| value.first() == Some(&word.text))
        };
        !part.asked.is_empty() && begins()
    }

    /// Whether a short answer has another form of a value of one word.
    fn is_short_form_of(&self, unit: usize, value: &[SmolStr]) -> bool {
        let ([value], Some(part)) = (value, self.part(unit)) else {
            return false;
        };
        value.chars().count() >= MIN_CHARS_OF_A_VALUE_WITH_FORMS
            && !part.asked.is_empty()
            && forms(value).any(|form| part.words.contains(&form))
    }

    /// Whether a value is the name of a person on a line that several people use.
    fn names_somebody(&self, value: &ProfileValue) -> bool {
        let Some(name) = PersonName::parse(&value.to_text()).filter(|_| self.line.is_shared())
        else {
            return false;
        };
        self.line
            .people()
            .iter()
            .filter_map(|person| person.name.as_ref())
            .any(|own| own.may_equal(&name))
    }

    /// A number that differs from the one an earlier call gave for the same thing replaces it.
    pub(super) fn state_numbers(&mut self, unit: usize, part: &Part) {
        let evidence = self.evidence(unit);
        for slot in &part.numbers {
            let former = self
                .numbers
                .insert(slot.slot.clone(), (slot.number.clone(), unit));
            let Some((number, _)) = former.filter(|(number, _)| *number != slot.number) else {
                continue;
            };
            if self.is_value_of_a_fact(&number) {
                continue;
            }
            let earlier = self.earlier.with_slot(&slot.slot);
            for other in self.statements_of_earlier_calls(unit, earlier) {
                let is_other_number = self.part(other).is_some_and(|other| {
                    other
                        .numbers
                        .iter()
                        .any(|other| other.slot == slot.slot && other.number != slot.number)
                });
                // Whoever asked, an agent's prices are those of the house.
                let is_price_list = slot.is_rate
                    && part.is_agents
                    && self.part(other).is_some_and(|part| part.is_agents);
                if is_other_number
                    && (is_price_list || self.fact_person(unit) == self.fact_person(other))
                    && (!slot.is_rate || self.is_rate_of_same_thing(unit, other, &slot.slot))
                {
                    set(&mut self.standings, other, Standing::Replaced(evidence));
                }
            }
        }
    }

    /// Whether two prices a month are of one thing: what changed, or what both statements name.
    fn is_rate_of_same_thing(&self, unit: usize, earlier: usize, of: &str) -> bool {
        let (Some(part), Some(earlier_part)) = (self.part(unit), self.part(earlier)) else {
            return false;
        };
        let is_shared = |word: &SmolStr| {
            word != of
                && !is_number(word)
                && !is_of_a_price(word)
                && earlier_part.content.contains(word)
        };
        part.is_request() && is_period(of) || part.content.iter().any(is_shared)
    }

    fn is_value_of_a_fact(&self, number: &str) -> bool {
        self.facts.values().any(|state| {
            state
                .items
                .iter()
                .any(|item| item.words.iter().any(|word| word == number))
        })
    }

    /// Whether a memory states, or moved, the time of an event.
    pub(super) fn is_event_fact(&self, unit: usize) -> bool {
        self.facts
            .values()
            .any(|state| state.nature == Nature::Event && state.has_memory(unit))
    }

    /// Gives the event whose time a memory states the one to which a statement moved it.
    pub(super) fn move_fact(&mut self, fact: usize, unit: usize, day: &TimeMention) {
        let at = self.said_at(unit);
        let value = match day.time {
            Some(time) => format!("{} {}", day.from, time.strftime("%H:%M")),
            None => day.from.to_string(),
        };
        let value = ProfileValue::Text(value.into());
        for state in self.facts.values_mut() {
            if state.nature == Nature::Event && state.has_memory(fact) {
                state.replace(unit, &value, at);
            }
        }
    }

    /// Takes the value of a memory out of its fact.
    pub(super) fn remove_from_fact(&mut self, unit: usize) {
        for state in self.facts.values_mut() {
            state.remove_memory(unit);
        }
    }
}
