//! How memories stand at a moment: what is to come, and what has passed.

use std::ops::Range;

use jiff::Zoned;

use super::{Knowledge, MemoryStatus, Nature, analysis::Role};
use crate::{Memory, TimeMention};

impl Knowledge {
    /// Whether a memory is about days to come when it was said, and all of them have passed. What
    /// happened before the call is no such day.
    #[must_use]
    pub fn is_over(&self, position: usize, memory: &Memory, now: &Zoned) -> bool {
        let said_on = memory.updated_at.to_zoned(now.time_zone().clone()).date();
        self.is_past(position, now)
            && !self.has_lasting_note(position)
            && self.days(position).any(|day| day.until >= said_on)
    }

    /// The sentences of a memory that hold and say for when something is arranged, of days to come.
    pub(crate) fn arranged_parts(
        &self,
        position: usize,
        now: &Zoned,
    ) -> impl Iterator<Item = Range<usize>> {
        self.holding(position)
            .filter(|part| !part.days.is_empty() && !part.is_past(now))
            .map(|part| part.range.clone())
    }

    /// Whether a memory only says when something takes place that a fact says, too.
    #[must_use]
    pub fn repeats_an_event(&self, position: usize) -> bool {
        let is_of_a_fact = |day: &TimeMention| {
            self.facts
                .iter()
                .filter(|fact| fact.nature == Nature::Event)
                .flat_map(|fact| &fact.items)
                .filter(|item| item.memory != position)
                .flat_map(|item| self.holding(item.memory))
                .flat_map(|part| &part.days)
                .any(|other| other.from == day.from)
        };
        !self.is_commitment(position)
            && self
                .holding(position)
                .flat_map(|part| &part.days)
                .all(is_of_a_fact)
    }

    /// How a memory stands at `now`, whose time zone is that of the days.
    #[must_use]
    pub fn status(&self, position: usize, now: &Zoned) -> MemoryStatus {
        MemoryStatus::new(self.standing(position), self.days(position), now)
    }

    /// The days that a memory means: not those that were taken back, are of a sentence that does not
    /// hold any more, or begin something that lasts.
    pub fn days(&self, position: usize) -> impl Iterator<Item = &TimeMention> {
        self.holding(position)
            .filter(|part| !part.is(Role::Begins))
            .flat_map(|part| &part.days)
    }

    /// Whether every day that a memory means has passed. `false` for one that means none.
    #[must_use]
    pub fn is_past(&self, position: usize, now: &Zoned) -> bool {
        self.status(position, now) == MemoryStatus::Past
    }

    /// Whether a memory means a day that has not passed.
    #[must_use]
    pub fn is_upcoming(&self, position: usize, now: &Zoned) -> bool {
        self.holding(position)
            .flat_map(|part| &part.days)
            .any(|day| !day.is_past(now))
    }

    /// The sentences of a memory that hold and are not only about days that have passed.
    pub fn open_parts(&self, position: usize, now: &Zoned) -> impl Iterator<Item = Range<usize>> {
        self.holding(position)
            .filter(|part| part.days.is_empty() || !part.is_past(now))
            .map(|part| part.range.clone())
    }

    /// The sentences of a memory that hold and are promises or about a day, without notes.
    pub(crate) fn promised_parts(
        &self,
        position: usize,
    ) -> impl Iterator<Item = (Range<usize>, &[TimeMention])> {
        self.holding(position)
            .filter(|part| part.is_commitment || !part.days.is_empty() && !part.is(Role::Note))
            .map(|part| (part.range.clone(), part.days.as_slice()))
    }
}
