//! What kind of thing a question asks for, and which kinds a text has.
//!
//! A model phrases a question in other words than callers use: "monthly rent" finds no word of
//! "it's 890 a month". But only an amount of money can answer it.

mod asked;
mod habits;
mod held;
mod relatives;
mod tokens;
mod vocabulary;

pub(super) use asked::{asked_by, is_specific};
pub(super) use held::{names_a_relation, names_another, plain_words};
pub(super) use relatives::{is_same_relation, names_a_relative};

/// The kind of thing that answers a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum AnswerType {
    Email,
    Phone,
    Age,
    Money,
    Count,
    /// Where somebody lives or something is sent to.
    Address,
    /// Any place.
    Place,
    Time,
    /// The name of somebody.
    Person,
    /// The name of somebody who works for the agent's side: a technician, a doctor.
    Professional,
    /// What somebody is to somebody else.
    Relation,
    /// The number or code of a case.
    Reference,
    Reason,
    /// What the agent promised.
    Promise,
    /// What somebody must not have: "no nuts, he's allergic".
    Intolerance,
    /// How often something is done: "every two months".
    Frequency,
    /// How long something takes, or how long before it has to be said.
    Duration,
    /// The hours at which something suits: "after six", "mornings".
    Hours,
    /// How somebody wants to be contacted: "text me, don't call".
    Contact,
    /// How something is paid: "by transfer".
    Payment,
    /// An address for letters only.
    PostBox,
}

/// A set of [`AnswerType`]s.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct AnswerTypes(u32);

impl AnswerTypes {
    pub const NONE: Self = Self(0);

    #[must_use]
    pub const fn contains(self, kind: AnswerType) -> bool {
        self.0 & 1 << kind as u8 != 0
    }

    /// Whether they have a type in common.
    #[must_use]
    pub const fn intersects(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    #[must_use]
    pub const fn count_in_common(self, other: Self) -> u32 {
        (self.0 & other.0).count_ones()
    }

    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    #[must_use]
    pub const fn with(self, kind: AnswerType) -> Self {
        Self(self.0 | 1 << kind as u8)
    }

    #[must_use]
    pub const fn intersection(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    #[must_use]
    pub const fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// What kinds of answers a memory has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct AnswerKinds {
    /// By its words, by its name if it is a fact, and by the question that it answers.
    pub has: AnswerTypes,
    /// What the question that it answers asks for; none if that says no kind.
    pub replies_to: AnswerTypes,
}

impl FromIterator<AnswerType> for AnswerTypes {
    fn from_iter<T: IntoIterator<Item = AnswerType>>(types: T) -> Self {
        types.into_iter().fold(Self::NONE, Self::with)
    }
}

#[cfg(test)]
mod tests;
