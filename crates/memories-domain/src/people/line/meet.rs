//! Tells the people of a line apart, from what its calls say about those who speak in them.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;

use super::{Line, Person, PersonIndex, named::positions};
use crate::{CallSpeaker, Certainty, OnBehalfOf, PersonName, Relation};

/// Further names on one line are nobody's: more are noise.
const MAX_PEOPLE: usize = 16;

/// Tells the people of a line apart, from the callers, in calls without anybody else.
#[must_use]
pub fn people_of_line(callers: impl IntoIterator<Item = (Timestamp, Option<CallSpeaker>)>) -> Line {
    people_of_voices(callers, [])
}

/// Tells the people of a line apart, from the callers, and those to whom the phone was handed in a
/// call. The order of the calls does not matter. A call without a name is of the only known person, if there is exactly one.
#[must_use]
pub fn people_of_voices(
    speakers: impl IntoIterator<Item = (Timestamp, Option<CallSpeaker>)>,
    handed_to: impl IntoIterator<Item = (Timestamp, CallSpeaker)>,
) -> Line {
    let mut calls: Vec<_> = speakers.into_iter().collect();
    calls.sort();
    let handed_to: BTreeSet<(Timestamp, CallSpeaker)> = handed_to.into_iter().collect();
    let mut people: Vec<Person> = Vec::new();
    // Most calls of a line have one of few speakers, who say nothing new about themselves.
    let mut nothing_new: BTreeSet<&CallSpeaker> = BTreeSet::new();
    let callers = calls.iter().filter_map(|(_, speaker)| speaker.as_ref());
    for speaker in callers.chain(handed_to.iter().map(|(_, speaker)| speaker)) {
        if nothing_new.contains(speaker) {
            continue;
        }
        if meet(&mut people, speaker) {
            nothing_new.clear();
        } else {
            nothing_new.insert(speaker);
        }
    }
    let mut line = Line {
        people,
        ..Line::default()
    };
    let mut known: BTreeMap<&CallSpeaker, Option<PersonIndex>> = BTreeMap::new();
    let found: Vec<Option<PersonIndex>> = calls
        .iter()
        .map(|(_, speaker)| {
            let speaker = speaker.as_ref()?;
            *known
                .entry(speaker)
                .or_insert_with(|| line.speaker(speaker))
        })
        .collect();
    for ((_, speaker), found) in calls.iter().zip(&found) {
        let person = found.and_then(|PersonIndex(index)| line.people.get_mut(index));
        if let (Some(person), Some(speaker)) = (person, speaker) {
            match speaker.certainty {
                Certainty::Stated => person.stated += 1,
                Certainty::Collected => person.collected += 1,
                Certainty::Addressed => {}
            }
        }
    }
    let handed_to: Vec<(Timestamp, PersonIndex)> = handed_to
        .iter()
        .filter_map(|(at, speaker)| Some((*at, line.speaker(speaker)?)))
        .collect();
    for (_, PersonIndex(index)) in &handed_to {
        if let Some(person) = line.people.get_mut(*index) {
            person.stated += 1;
        }
    }
    let only = line.only_person();
    for ((at, speaker), found) in calls.iter().zip(found) {
        let is_nameless = speaker
            .as_ref()
            .is_none_or(|speaker| speaker.name.is_none() && speaker.relation.is_none());
        // Who took the phone is not who called.
        let took_over = |person: &PersonIndex| handed_to.contains(&(*at, *person));
        let only = only.filter(|person| is_nameless && !took_over(person));
        let person = found.or(only);
        // Two calls that began at the same moment belong to one person, or to nobody.
        let of_call = line.by_call.entry(*at).or_insert(person);
        if *of_call != person {
            *of_call = None;
        }
    }
    for (at, person) in &line.by_call {
        if let Some(person) = person.and_then(|PersonIndex(index)| line.people.get_mut(index)) {
            person.calls.push(*at);
        }
    }
    for (at, PersonIndex(index)) in &handed_to {
        if let Some(person) = line.people.get_mut(*index)
            && let Err(position) = person.calls.binary_search(at)
        {
            person.calls.insert(position, *at);
        }
    }
    for (at, speaker) in &calls {
        let on_behalf_of = speaker
            .as_ref()
            .and_then(|speaker| speaker.on_behalf_of.as_ref());
        let person = on_behalf_of
            .filter(|on_behalf_of| !on_behalf_of.besides_self)
            .and_then(|on_behalf_of| line.meet_called_for(on_behalf_of, *at));
        let of_call = line.for_by_call.entry(*at).or_insert(person);
        if *of_call != person {
            *of_call = None;
        }
    }
    line
}

/// Adds the speaker of the next call, or what their call says about a known person. Returns whether
/// anything was new.
fn meet(people: &mut Vec<Person>, speaker: &CallSpeaker) -> bool {
    let matching = positions(people, speaker);
    match matching.split_first() {
        None if speaker.name.is_none() && speaker.relation.is_none() => false,
        None => {
            let has_room = people.len() < MAX_PEOPLE;
            if has_room {
                let mut person = Person::new(None, None);
                person.learn(speaker);
                people.push(person);
            }
            has_room
        }
        Some((&first, rest)) => {
            let is_correction = speaker.name.as_ref().is_some_and(|name| {
                speaker
                    .other_spellings
                    .iter()
                    .any(|other| !other.may_equal(name))
            });
            if !rest.is_empty() && !is_correction {
                return false;
            }
            let Some(person) = people.get_mut(first) else {
                return false;
            };
            let before = person.clone();
            person.learn(speaker);
            let has_learned = *person != before;
            // The correction shows that several names were one person.
            for &index in rest.iter().rev() {
                let other = people.remove(index);
                if let Some(person) = people.get_mut(first) {
                    person.absorb(other);
                }
            }
            has_learned || !rest.is_empty()
        }
    }
}

impl Line {
    /// The person for whom a call is made: somebody who calls themselves, too, or whom this caller
    /// named so before.
    fn meet_called_for(&mut self, whom: &OnBehalfOf, at: Timestamp) -> Option<PersonIndex> {
        let caller = self.person_of_call(at);
        let is_another = |index: usize| Some(PersonIndex(index)) != caller;
        if let Some(name) = &whom.name {
            let mut speaking = (0..)
                .zip(&self.people)
                .filter(|(index, person)| is_another(*index) && person.may_be_called(name));
            match (speaking.next(), speaking.next()) {
                (Some((index, _)), None) => return Some(PersonIndex(index)),
                (Some(_), Some(_)) => return None,
                (None, _) => {}
            }
        }
        let of = caller
            .and_then(|PersonIndex(index)| self.people.get(index))
            .and_then(|person| person.name.clone());
        let is_same = |person: &Person| match (&whom.name, &person.name) {
            (Some(name), Some(own)) => own.may_equal(name),
            // "My mother" of the same caller.
            _ => person
                .relation
                .as_ref()
                .is_some_and(|relation| whom.relation == Some(relation.kind) && relation.of == of),
        };
        let known: Vec<usize> = (0..self.called_for.len())
            .filter(|&index| self.called_for.get(index).is_some_and(is_same))
            .collect();
        let index = match known[..] {
            [index] => index,
            [] if self.called_for.len() < MAX_PEOPLE => {
                let relation = whom.relation.map(|kind| Relation { kind, of });
                if whom.name.is_none() && relation.is_none() {
                    return None;
                }
                self.called_for.push(Person::new(None, relation));
                self.called_for.len() - 1
            }
            _ => return None,
        };
        let person = self.called_for.get_mut(index)?;
        person.name = match (person.name.take(), &whom.name) {
            (Some(own), Some(name)) => Some(own.completed_by(name)),
            (own, name) => own.or_else(|| name.clone()),
        };
        Some(PersonIndex(self.people.len() + index))
    }

    /// The line of which this person is the one whom it concerns.
    pub(crate) fn with_client(mut self, name: Option<PersonName>) -> Self {
        let Some(name) = name else {
            return self;
        };
        let mut named = (0..)
            .map(PersonIndex)
            .zip(self.people.iter().chain(&self.called_for))
            .filter(|(_, person)| person.may_be_called(&name))
            .map(|(index, _)| index);
        self.client = match (named.next(), named.next()) {
            (Some(only), None) => Some(only),
            (None, _) if self.called_for.len() < MAX_PEOPLE => {
                let index = self.people.len() + self.called_for.len();
                self.called_for.push(Person::new(Some(name), None));
                Some(PersonIndex(index))
            }
            _ => None,
        };
        self
    }
}
