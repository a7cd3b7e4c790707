//! The values of one fact, as they follow one another.

use jiff::Timestamp;
use smol_str::SmolStr;

use super::unit::Unit;
use crate::{
    BelongsTo, PersonIndex, PersonName, ProfileKey, ProfileValue,
    knowledge::{
        Fact, FactItem, Nature,
        items::{alternatives, item_key, items},
    },
    text::{is_empty_list_value, is_number, normalized_statement},
};

/// A number of so many digits is of one ticket, order or code.
const MIN_DIGITS_OF_A_FILE: usize = 3;

/// What a sentence says has ended.
#[derive(Clone, Copy)]
pub(super) struct Ended<'w> {
    pub(super) words: &'w [SmolStr],
    /// Whether it can only mean the whole of what it names.
    pub(super) is_sure: bool,
}

/// The values of one fact so far.
pub(super) struct FactState {
    pub(super) nature: Nature,
    pub(super) belongs_to: Option<BelongsTo>,
    /// Whether its items have doses.
    pub(super) is_of_medicines: bool,
    pub(super) items: Vec<Item>,
    /// The units that stated a value, in order.
    pub(super) stated: Vec<usize>,
}

pub(super) struct Item {
    /// Equal for two wordings of one item.
    pub(super) key: String,
    pub(super) words: Vec<SmolStr>,
    /// "None", which the first item takes the place of.
    is_empty_list: bool,
    /// Its memory is a unit until all are applied.
    pub(super) fact: FactItem,
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
            belongs_to: self.belongs_to,
            person,
            items,
        })
    }

    /// Ends the items of a list that contain one of these words, or all if the name does. A single
    /// value ends only if it surely has, and is all that the words name: one of its words is in many
    /// sentences about something else ("I stopped by your Oakland office"), and a word of its name
    /// in even more ("I don't have the insurance number with me"). Returns their memories.
    pub(super) fn end_items(&mut self, key: &ProfileKey, ended: Ended<'_>) -> Vec<usize> {
        let words = ended.words;
        if self.nature != Nature::List && !ended.is_sure {
            return Vec::new();
        }
        let name = key.to_text().to_lowercase();
        let is_of_name = |word: &SmolStr| name.split(' ').any(|part| part == word);
        if self.nature == Nature::List {
            let is_named = words.iter().any(is_of_name);
            return self
                .remove(|item| is_named || item.words.iter().any(|word| words.contains(word)));
        }
        let is_named = !words.is_empty() && words.iter().all(is_of_name);
        let ended = self.remove(|item| is_named || item.is_named_last(words, is_of_name));
        for item in &mut self.items {
            if item.words.iter().any(|word| words.contains(word)) {
                item.end_one_of_several(words, |one| one.is_named_last(words, is_of_name));
            }
        }
        ended
    }

    /// Ends all items. Returns their memories.
    pub(super) fn end_all(&mut self) -> Vec<usize> {
        self.remove(|_| true)
    }

    pub(super) const fn count(&self) -> usize {
        self.items.len()
    }

    /// Whether the value of an item has any of these words.
    pub(super) fn has_item(&self, words: &[SmolStr]) -> bool {
        self.items
            .iter()
            .any(|item| item.words.iter().any(|word| words.contains(word)))
    }

    /// The words that only items without any of these words have.
    pub(super) fn words_of_others(&self, words: &[SmolStr]) -> Vec<SmolStr> {
        let (kept, others): (Vec<&Item>, Vec<&Item>) = self
            .items
            .iter()
            .partition(|item| item.words.iter().any(|word| words.contains(word)));
        let is_kept = |word: &SmolStr| kept.iter().any(|item| item.words.contains(word));
        let of_others = others.into_iter().flat_map(|item| &item.words);
        of_others.filter(|word| !is_kept(word)).cloned().collect()
    }

    /// Whether the value is a part of the name that is known: "Teresa" of "Teresa Quintela". The
    /// caller has no other name now.
    pub(super) fn has_fuller_name(&self, value: &ProfileValue) -> bool {
        let [known] = self.items.as_slice() else {
            return false;
        };
        let parse = |value: &ProfileValue| PersonName::parse(&value.to_text());
        let is_full = |name: &PersonName| name.given().is_some() && name.family().is_some();
        let (Some(known), Some(name)) = (parse(&known.fact.value), parse(value)) else {
            return false;
        };
        is_full(&known) && !is_full(&name) && known.may_equal(&name)
    }

    pub(super) fn remove_value(&mut self, value: &str) -> Vec<usize> {
        self.remove(|item| item.key == value)
    }

    /// Removes the items all of whose words are among these.
    pub(super) fn remove_all_of(&mut self, words: &[SmolStr]) -> Vec<usize> {
        self.remove(|item| {
            !item.words.is_empty() && item.words.iter().all(|word| words.contains(word))
        })
    }

    pub(super) fn remove_memory(&mut self, memory: usize) {
        self.remove(|item| item.fact.memory == memory);
    }

    pub(super) fn has_memory(&self, memory: usize) -> bool {
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

impl FactState {
    /// Returns the former memory and value, if they differ.
    pub(super) fn replace(
        &mut self,
        memory: usize,
        value: &ProfileValue,
        at: Timestamp,
    ) -> Vec<(usize, ProfileValue)> {
        let item = Item::new(value.clone(), memory, at, self.is_of_medicines);
        let former = std::mem::replace(&mut self.items, vec![item]);
        former
            .into_iter()
            .filter(|former| former.fact.value != *value)
            .map(|former| (former.fact.memory, former.fact.value))
            .collect()
    }

    /// Returns the memories none of whose items is left.
    pub(super) fn add(
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
            let item = Item::new(
                ProfileValue::Text(text.into()),
                memory,
                at,
                self.is_of_medicines,
            );
            let same = |other: &Item| other.key == item.key || other.is_empty_list;
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
    /// Takes what has ended out of a value that names several: of "Italian, German" the German, of
    /// "Tom or aunt May" the aunt.
    fn end_one_of_several(&mut self, words: &[SmolStr], has_ended: impl Fn(&Self) -> bool) {
        const MAX_WORDS_OF_A_NAME: usize = 2;
        let texts = alternatives(&self.fact.value.to_text());
        // An address has commas, too.
        let is_name =
            |text: &String| text.split(' ').count() <= MAX_WORDS_OF_A_NAME && !is_number(text);
        if texts.len() < 2 || !texts.iter().all(is_name) {
            return;
        }
        let of_text = |text: &String| {
            let value = ProfileValue::Text(text.clone().into());
            Self::new(value, self.fact.memory, self.fact.at, false)
        };
        let is_named =
            |one: &Self| has_ended(one) || one.words.iter().any(|word| words.contains(word));
        let left: Vec<&String> = texts
            .iter()
            .filter(|text| !is_named(&of_text(text)))
            .collect();
        if !left.is_empty() && left.len() + 1 == texts.len() {
            let left: Vec<&str> = left.into_iter().map(String::as_str).collect();
            let value = ProfileValue::Text(left.join(", ").into());
            *self = Self::new(value, self.fact.memory, self.fact.at, false);
        }
    }

    /// Whether the words end with the whole value: "our dog Biscuit", but not "the Oakland house".
    /// A long number means nothing else: "ticket M-310 and the parking permit".
    fn is_named_last(&self, words: &[SmolStr], is_of_name: impl Fn(&SmolStr) -> bool) -> bool {
        let named = words.iter().rev().skip_while(|word| is_of_name(word));
        let last: Vec<&SmolStr> = named.take_while(|word| self.words.contains(word)).collect();
        let is_number = |word: &SmolStr| {
            word.bytes().filter(u8::is_ascii_digit).count() >= MIN_DIGITS_OF_A_FILE
        };
        let is_file = self.words.iter().any(is_number);
        !self.words.is_empty()
            && (self.words.iter().all(|word| last.contains(&word))
                || is_file && self.words.iter().all(|word| words.contains(word)))
    }

    fn new(value: ProfileValue, memory: usize, at: Timestamp, is_medicine: bool) -> Self {
        let text = value.to_text();
        Self {
            key: item_key(&text, is_medicine),
            is_empty_list: is_empty_list_value(&text),
            words: specific_words(&value),
            fact: FactItem { value, memory, at },
        }
    }
}

/// The words of a value by which a statement that repeats it is recognised.
pub(super) fn specific_words(value: &ProfileValue) -> Vec<SmolStr> {
    if matches!(value, ProfileValue::Bool(_)) {
        return Vec::new();
    }
    normalized_statement(&value.to_text())
        .split(' ')
        .filter(|word| {
            word.chars().count() > 2 || word.starts_with(char::is_numeric) && word.len() > 1
        })
        .map(SmolStr::from)
        .collect()
}
