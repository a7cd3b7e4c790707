use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;

use super::{
    CallSpeaker, Certainty, OnBehalfOf, PersonName, Relation, RelationKind, spoken::SpokenTurn,
    vocabulary::StopWords,
};

/// Further names on one line are nobody's: more are noise.
const MAX_PEOPLE: usize = 16;
const MAX_SPELLINGS: usize = 8;

/// The people who speak on one line.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Line {
    people: Vec<Person>,
    /// Whose each call is, by its start.
    by_call: BTreeMap<Timestamp, Option<PersonIndex>>,
    /// Those for whom somebody called, and who are not known to have called themselves.
    called_for: Vec<Person>,
    /// For whom each call was made, by its start, where that is clear.
    for_by_call: BTreeMap<Timestamp, Option<PersonIndex>>,
    /// The one person for whom others call, where data collection asks for both.
    client: Option<PersonIndex>,
}

/// A person in [`Line::people`], or behind them in [`Line::called_for`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PersonIndex(usize);

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// `None` for somebody known as a relation only: "her husband".
    pub name: Option<PersonName>,
    pub other_spellings: Vec<PersonName>,
    pub relation: Option<Relation>,
    /// The starts of the calls in which they speak, in order.
    pub calls: Vec<Timestamp>,
    /// The calls in which they said who they are.
    stated: usize,
    /// The calls in which only data collection found their name.
    collected: usize,
}

impl Person {
    /// Whether they surely spoke: they said who they are, or data collection found them twice.
    #[must_use]
    pub const fn is_confirmed(&self) -> bool {
        self.stated > 0 || self.collected > 1
    }

    fn names(&self) -> impl Iterator<Item = &PersonName> {
        self.name.iter().chain(&self.other_spellings)
    }

    fn may_be_called(&self, name: &PersonName) -> bool {
        // A family name alone is that of a whole family.
        let is_of_family = |own: &PersonName| {
            self.name
                .as_ref()
                .is_some_and(|full| full.given().is_some() && own.is_family_of(full))
        };
        let is_full = name.given().is_some() && name.family().is_some();
        self.names()
            .any(|own| own.may_equal(name) && !(is_full && is_of_family(own)))
    }

    fn learn(&mut self, speaker: &CallSpeaker) {
        let Some(name) = &speaker.name else {
            self.relation = self.relation.take().or_else(|| speaker.relation.clone());
            return;
        };
        let current = self.name.take();
        let is_misheard = |name: &PersonName| {
            speaker.other_spellings.iter().any(|other| {
                other.same_spelling(name)
                    || other.family().is_none() && other.given() == name.given()
            })
        };
        let improved = match &current {
            Some(current) if is_misheard(current) && !current.may_equal(name) => {
                // The family name is known from before.
                let family = current.family().filter(|_| name.family().is_none());
                family
                    .and_then(|family| name.with_family(family))
                    .unwrap_or_else(|| name.clone())
            }
            // Calls come in their order: who marries has another family name from then on.
            Some(current) if current.has_other_family(name) => name.clone(),
            Some(current) if current.may_equal(name) => current.completed_by(name),
            Some(current) => current.clone(),
            None => name.clone(),
        };
        let spellings = current.iter().chain([name]).chain(&speaker.other_spellings);
        for spelling in spellings {
            if !improved.same_spelling(spelling)
                && self.other_spellings.len() < MAX_SPELLINGS
                && !self
                    .other_spellings
                    .iter()
                    .any(|other| other.same_spelling(spelling))
            {
                self.other_spellings.push(spelling.clone());
            }
        }
        self.other_spellings
            .retain(|other| !other.same_spelling(&improved));
        self.name = Some(improved);
        self.relation = self.relation.take().or_else(|| speaker.relation.clone());
    }

    fn absorb(&mut self, other: Self) {
        for spelling in other.name.into_iter().chain(other.other_spellings) {
            let is_known = self.names().any(|own| own.same_spelling(&spelling));
            if !is_known && self.other_spellings.len() < MAX_SPELLINGS {
                self.other_spellings.push(spelling);
            }
        }
        self.relation = self.relation.take().or(other.relation);
    }
}

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
                let mut person = Person {
                    name: None,
                    other_spellings: Vec::new(),
                    relation: None,
                    calls: Vec::new(),
                    stated: 0,
                    collected: 0,
                };
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

/// The people whom a speaker may be, in order: by the same name, else by a similar one, else by the
/// relation.
fn positions(people: &[Person], speaker: &CallSpeaker) -> Vec<usize> {
    let find = |is_match: &dyn Fn(&Person) -> bool| -> Vec<usize> {
        let positions = people
            .iter()
            .enumerate()
            .filter(|(_, person)| is_match(person));
        positions.map(|(index, _)| index).collect()
    };
    let same_relation = |person: &Person| {
        let kinds = (person.relation.as_ref(), speaker.relation.as_ref());
        matches!(kinds, (Some(one), Some(other)) if one.kind == other.kind)
    };
    let Some(name) = &speaker.name else {
        return if speaker.relation.is_some() {
            find(&same_relation)
        } else {
            Vec::new()
        };
    };
    let corrected = || {
        speaker
            .other_spellings
            .iter()
            .filter(|other| !other.may_equal(name))
    };
    let mut matching = find(&|person| {
        person
            .name
            .as_ref()
            .is_some_and(|own| own.same_spelling(name))
    });
    if matching.is_empty() {
        matching = find(&|person| person.may_be_called(name));
    }
    let misheard = find(&|person| corrected().any(|other| person.may_be_called(other)));
    matching.extend(misheard);
    if matching.is_empty() {
        matching = find(&|person| person.name.is_none() && same_relation(person));
    }
    matching.sort_unstable();
    matching.dedup();
    matching
}

impl Line {
    #[must_use]
    pub fn people(&self) -> &[Person] {
        &self.people
    }

    #[must_use]
    pub fn person(&self, PersonIndex(index): PersonIndex) -> Option<&Person> {
        self.people
            .get(index)
            .or_else(|| self.called_for.get(index.checked_sub(self.people.len())?))
    }

    /// Those for whom somebody called, and who are not known to have called themselves.
    #[must_use]
    pub fn called_for(&self) -> &[Person] {
        &self.called_for
    }

    /// Whether somebody else calls for this person, who is not known to have called.
    #[must_use]
    pub const fn is_called_for(&self, PersonIndex(index): PersonIndex) -> bool {
        index >= self.people.len()
    }

    /// For whom the call that began at `started_at` was made; `None` if it was made for the caller, or
    /// that is not clear.
    #[must_use]
    pub fn person_called_for(&self, started_at: Timestamp) -> Option<PersonIndex> {
        self.for_by_call.get(&started_at).copied().flatten()
    }

    /// The one person for whom the others of this line call. What is told of "her visits" is about
    /// them, whoever tells it.
    #[must_use]
    pub const fn client(&self) -> Option<PersonIndex> {
        self.client
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
                self.called_for.push(Person {
                    name: Some(name),
                    other_spellings: Vec::new(),
                    relation: None,
                    calls: Vec::new(),
                    stated: 0,
                    collected: 0,
                });
                Some(PersonIndex(index))
            }
            _ => None,
        };
        self
    }

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
                self.called_for.push(Person {
                    name: None,
                    other_spellings: Vec::new(),
                    relation,
                    calls: Vec::new(),
                    stated: 0,
                    collected: 0,
                });
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

    /// Whether several people really spoke on this line; being mentioned is not enough.
    #[must_use]
    pub fn is_shared(&self) -> bool {
        self.people
            .iter()
            .filter(|person| person.is_confirmed())
            .count()
            > 1
    }

    /// Who spoke in the call that began at `started_at`.
    #[must_use]
    pub fn person_of_call(&self, started_at: Timestamp) -> Option<PersonIndex> {
        self.by_call.get(&started_at).copied().flatten()
    }

    /// The only person known, or the only one who surely spoke.
    #[must_use]
    pub fn only_person(&self) -> Option<PersonIndex> {
        let confirmed = || {
            (0..)
                .zip(&self.people)
                .filter(|(_, person)| person.is_confirmed())
        };
        match (self.people.len(), confirmed().count()) {
            (1, _) => Some(PersonIndex(0)),
            (_, 1) => confirmed().next().map(|(index, _)| PersonIndex(index)),
            _ => None,
        }
    }

    /// The one person of whom something is so.
    pub(crate) fn only_where(&self, is_so: impl Fn(&Person) -> bool) -> Option<PersonIndex> {
        let mut people = (0..).zip(&self.people).filter(|(_, person)| is_so(person));
        let (index, _) = people.next()?;
        people.next().is_none().then_some(PersonIndex(index))
    }

    /// The one person who may be this speaker.
    #[must_use]
    pub fn speaker(&self, speaker: &CallSpeaker) -> Option<PersonIndex> {
        match positions(&self.people, speaker)[..] {
            [index] => Some(PersonIndex(index)),
            [] => self.called_for_named(|name| {
                speaker.name.as_ref().is_some_and(|own| own.may_equal(name))
            }),
            _ => None,
        }
    }

    /// The one person whom somebody called for and whose name is so.
    fn called_for_named(&self, is_match: impl Fn(&PersonName) -> bool) -> Option<PersonIndex> {
        let mut named = (self.people.len()..)
            .zip(&self.called_for)
            .filter(|(_, person)| person.name.as_ref().is_some_and(&is_match));
        let (index, _) = named.next()?;
        named.next().is_none().then_some(PersonIndex(index))
    }

    /// The one person whom somebody called for and whom a word such as "mother" or their given name
    /// means.
    fn called_for_as(&self, words: &[&str]) -> Option<PersonIndex> {
        let mut meant = (self.people.len()..)
            .zip(&self.called_for)
            .filter(|(_, person)| {
                let given = person.name.as_ref().and_then(PersonName::given);
                let given = given.and_then(PersonName::parse);
                let is_given = given.is_some_and(|given| {
                    words
                        .iter()
                        .any(|word| given.folded_words().iter().any(|part| part == word))
                });
                let kind = person.relation.as_ref().map(|relation| relation.kind);
                is_given
                    || kind.is_some()
                        && words.iter().any(|word| RelationKind::of_word(word) == kind)
            });
        let (index, _) = meant.next()?;
        meant.next().is_none().then_some(PersonIndex(index))
    }

    /// The one person whom a query names: "Helen's allergies", "walter ostrowski date of birth".
    #[must_use]
    pub fn find(&self, query: &str) -> Option<PersonIndex> {
        let stop_words = StopWords::for_language(Some("en"));
        let turn = SpokenTurn::new(query);
        let words: Vec<&str> = turn
            .words
            .iter()
            // "will" is a name only with a capital.
            .filter(|word| word.is_capitalised() || !stop_words.contains(&word.folded))
            .map(|word| word.owner().unwrap_or(&word.folded))
            .collect();
        let named = |is_match: &dyn Fn(&PersonName) -> bool| -> Vec<usize> {
            let people = self.people.iter().enumerate();
            people
                .filter(|(_, person)| person.names().any(is_match))
                .map(|(index, _)| index)
                .collect()
        };
        let by_given = named(&|name| {
            name.given()
                .and_then(PersonName::parse)
                .is_some_and(|given| {
                    words
                        .iter()
                        .any(|word| given.folded_words().iter().any(|part| part == word))
                })
        });
        let short_or_family = || {
            let spoken: Vec<PersonName> = words
                .iter()
                .filter_map(|word| PersonName::parse(word))
                .collect();
            named(&|name| spoken.iter().any(|word| word.may_equal(name)))
        };
        let found = if by_given.is_empty() {
            short_or_family()
        } else {
            by_given
        };
        match found[..] {
            [index] => Some(PersonIndex(index)),
            [] => self.called_for_as(&words),
            _ => None,
        }
    }
}
