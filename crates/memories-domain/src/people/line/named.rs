//! Whom of a line a speaker or a query names.

use super::{Line, Person, PersonIndex};
use crate::{
    CallSpeaker, PersonName, RelationKind,
    people::{spoken::SpokenTurn, vocabulary::StopWords},
};

impl Line {
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
}

/// The people whom a speaker may be, in order: by the same name, else by a similar one, else by the
/// relation.
pub(super) fn positions(people: &[Person], speaker: &CallSpeaker) -> Vec<usize> {
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
