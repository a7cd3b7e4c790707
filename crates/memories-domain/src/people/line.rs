mod meet;
mod named;
mod person;

use std::collections::BTreeMap;

use jiff::Timestamp;

pub use self::{
    meet::{people_of_line, people_of_voices},
    person::Person,
};

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
}
