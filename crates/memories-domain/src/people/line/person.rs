//! One person of a line, and what their calls say about them.

use jiff::Timestamp;

use crate::{CallSpeaker, PersonName, Relation};

const MAX_SPELLINGS: usize = 8;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// `None` for somebody known as a relation only: "her husband".
    pub name: Option<PersonName>,
    pub other_spellings: Vec<PersonName>,
    pub relation: Option<Relation>,
    /// The starts of the calls in which they speak, in order.
    pub calls: Vec<Timestamp>,
    /// The calls in which they said who they are.
    pub(super) stated: usize,
    /// The calls in which only data collection found their name.
    pub(super) collected: usize,
}

impl Person {
    /// Somebody of whom nothing else is known.
    pub(super) const fn new(name: Option<PersonName>, relation: Option<Relation>) -> Self {
        Self {
            name,
            other_spellings: Vec::new(),
            relation,
            calls: Vec::new(),
            stated: 0,
            collected: 0,
        }
    }

    /// Whether they surely spoke: they said who they are, or data collection found them twice.
    #[must_use]
    pub const fn is_confirmed(&self) -> bool {
        self.stated > 0 || self.collected > 1
    }

    pub(super) fn names(&self) -> impl Iterator<Item = &PersonName> {
        self.name.iter().chain(&self.other_spellings)
    }

    pub(super) fn may_be_called(&self, name: &PersonName) -> bool {
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

    pub(super) fn learn(&mut self, speaker: &CallSpeaker) {
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

    pub(super) fn absorb(&mut self, other: Self) {
        for spelling in other.name.into_iter().chain(other.other_spellings) {
            let is_known = self.names().any(|own| own.same_spelling(&spelling));
            if !is_known && self.other_spellings.len() < MAX_SPELLINGS {
                self.other_spellings.push(spelling);
            }
        }
        self.relation = self.relation.take().or(other.relation);
    }
}
