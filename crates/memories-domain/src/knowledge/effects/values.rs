//! Facts with their values, and numbers in statements.

use jiff::Timestamp;

use super::{Effects, Unit, set};
use crate::{
    PersonIndex, ProfileKey, ProfileValue, TimeMention,
    knowledge::{
        Fact, FactItem, Nature, Standing,
        analysis::Part,
        items::{item_key, items},
        personal::is_personal,
    },
    text::{is_empty_list_value, normalized_statement},
};

/// The values of one fact so far.
pub(super) struct FactState {
    nature: Nature,
    items: Vec<Item>,
}

struct Item {
    /// Equal for two wordings of one item.
    key: String,
    words: Vec<String>,
    /// Its memory is a unit until all are applied.
    fact: FactItem,
}

impl FactState {
    pub(super) fn into_fact(
        self,
        key: ProfileKey,
        person: Option<PersonIndex>,
        units: &[Unit],
    ) -> Option<Fact> {
        let items: Vec<FactItem> = self
            .items
            .into_iter()
            .filter_map(|item| {
                let memory = units.get(item.fact.memory)?.memory;
                Some(FactItem {
                    memory,
                    ..item.fact
                })
            })
            .collect();
        (!items.is_empty()).then_some(Fact {
            key,
            nature: self.nature,
            person,
            items,
        })
    }

    /// Ends the items that contain one of these words, or all if the name does. Returns their
    /// memories.
    pub(super) fn end_items(&mut self, key: &ProfileKey, words: &[String]) -> Vec<usize> {
        let name = key.to_text().to_lowercase();
        let is_named = name
            .split(' ')
            .any(|part| words.iter().any(|word| word == part));
        self.remove(|item| is_named || item.words.iter().any(|word| words.contains(word)))
    }

    pub(super) const fn count(&self) -> usize {
        self.items.len()
    }

    /// Whether the value of an item has any of these words.
    pub(super) fn has_item(&self, words: &[String]) -> bool {
        self.items
            .iter()
            .any(|item| item.words.iter().any(|word| words.contains(word)))
    }

    pub(super) fn remove_value(&mut self, value: &str) -> Vec<usize> {
        self.remove(|item| item.key == value)
    }

    pub(super) fn remove_memory(&mut self, memory: usize) {
        self.remove(|item| item.fact.memory == memory);
    }

    fn has_memory(&self, memory: usize) -> bool {
        self.items.iter().any(|item| item.fact.memory == memory)
    }

    fn remove(&mut self, is_removed: impl Fn(&Item) -> bool) -> Vec<usize> {
        let removed: Vec<usize> = self
            .items
            .extract_if(.., |item| is_removed(item))
            .map(|item| item.fact.memory)
            .collect();
        removed
            .into_iter()
            .filter(|memory| !self.items.iter().any(|item| item.fact.memory == *memory))
            .collect()
    }
}

impl Effects<'_> {
    /// A value of a fact: it replaces the one before, or adds to the list.
    pub(super) fn state_fact(&mut self, unit: usize, key: &ProfileKey, value: &ProfileValue) {
        let Some(memory) = self.memory(unit) else {
            return;
        };
        let times = &memory.annotations.times;
        let nature = memory
            .annotations
            .nature
            .unwrap_or_else(|| Nature::of(key, value, times));
        let evidence = self.evidence(unit);
        let person = self.fact_person(unit).filter(|_| is_personal(key));
        let state = self
            .facts
            .entry((person, key.clone()))
            .or_insert_with(|| FactState {
                nature,
                items: Vec::new(),
            });
        state.nature = nature;
        let replaced = match nature {
            Nature::Single | Nature::Event => state.replace(unit, value, evidence.at),
            Nature::Topic => {
                state.replace(unit, value, evidence.at);
                Vec::new()
            }
            Nature::List => state.add(unit, value, evidence.at),
        };
        for (memory, former) in replaced {
            set(&mut self.standings, memory, Standing::Replaced(evidence));
            self.replace_statements_of(unit, memory, &former, value);
        }
    }

    /// Statements of earlier calls that repeat a former value are replaced with it.
    fn replace_statements_of(
        &mut self,
        unit: usize,
        fact: usize,
        former: &ProfileValue,
        value: &ProfileValue,
    ) {
        let evidence = self.evidence(unit);
        let words = specific_words(former);
        let new_words = specific_words(value);
        let days = self
            .memory(fact)
            .map(|memory| memory.annotations.times.clone())
            .unwrap_or_default();
        let mut earlier = self.earlier.with_words(&words);
        if !days.is_empty() {
            earlier.extend(&self.earlier.dated);
        }
        for other in self.statements_of_earlier_calls(unit, earlier) {
            let Some(part) = self.part(other) else {
                continue;
            };
            let repeats_words =
                part.repeats(&words) && !(words != new_words && part.contains_all(&new_words));
            let repeats_day = part.days.iter().any(|day| {
                days.iter()
                    .any(|former| former.from <= day.until && day.from <= former.until)
            });
            if repeats_words || repeats_day {
                set(&mut self.standings, other, Standing::Replaced(evidence));
            }
        }
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
                let is_other_number = self.part(other).is_some_and(|part| {
                    part.numbers
                        .iter()
                        .any(|other| other.slot == slot.slot && other.number != slot.number)
                });
                if is_other_number {
                    set(&mut self.standings, other, Standing::Replaced(evidence));
                }
            }
        }
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

impl FactState {
    /// Returns the former memory and value, if they differ.
    fn replace(
        &mut self,
        memory: usize,
        value: &ProfileValue,
        at: Timestamp,
    ) -> Vec<(usize, ProfileValue)> {
        let item = Item::new(value.clone(), memory, at);
        let former = std::mem::replace(&mut self.items, vec![item]);
        former
            .into_iter()
            .filter(|former| former.fact.value != *value)
            .map(|former| (former.fact.memory, former.fact.value))
            .collect()
    }

    /// Returns the memories none of whose items is left.
    fn add(
        &mut self,
        memory: usize,
        value: &ProfileValue,
        at: Timestamp,
    ) -> Vec<(usize, ProfileValue)> {
        let text = value.to_text();
        if is_empty_list_value(&text) && !self.items.is_empty() {
            return Vec::new();
        }
        let mut former = Vec::new();
        for text in items(&text) {
            let item = Item::new(ProfileValue::Text(text.into()), memory, at);
            let same = |other: &Item| {
                other.key == item.key || is_empty_list_value(&other.fact.value.to_text())
            };
            former.extend(
                self.items
                    .extract_if(.., |other| same(other))
                    .map(|item| item.fact),
            );
            self.items.push(item);
        }
        former
            .into_iter()
            .filter(|fact| {
                fact.memory != memory
                    && !self
                        .items
                        .iter()
                        .any(|item| item.fact.memory == fact.memory)
                    && !self.items.iter().any(|item| item.fact.value == fact.value)
            })
            .map(|fact| (fact.memory, fact.value))
            .collect()
    }
}

impl Item {
    fn new(value: ProfileValue, memory: usize, at: Timestamp) -> Self {
        let text = value.to_text();
        Self {
            key: item_key(&text),
            words: specific_words(&value),
            fact: FactItem { value, memory, at },
        }
    }
}

/// The words of a value by which a statement that repeats it is recognised.
fn specific_words(value: &ProfileValue) -> Vec<String> {
    if matches!(value, ProfileValue::Bool(_)) {
        return Vec::new();
    }
    normalized_statement(&value.to_text())
        .split(' ')
        .filter(|word| {
            word.chars().count() > 2 || word.starts_with(char::is_numeric) && word.len() > 1
        })
        .map(str::to_owned)
        .collect()
}
