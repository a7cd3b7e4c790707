//! What is true of the people on one line, derived from everything they said.
//!
//! A record keeps what was said in each call. What holds now follows from all of it, in the order
//! of the calls and not of their arrival: a newer value replaces an older one, values of a list
//! add up, an appointment is moved or cancelled, a statement is corrected. The derivation is pure
//! and the same for every store. It does not depend on the present time; whether an appointment or
//! a promise has passed is decided when it is read.

mod analysis;
mod answer_type;
mod answers;
mod changes;
mod client;
mod contractions;
pub(crate) mod cues;
mod days;
mod effects;
mod facts;
mod intent;
mod items;
mod nature;
mod negations;
mod owner;
mod people;
mod question;
mod standing;
mod telling;
mod weekdays;

use std::{
    fmt,
    ops::Range,
    sync::{Arc, OnceLock},
};

use rustc_hash::{FxHashMap, FxHashSet};
use smol_str::SmolStr;

pub(crate) use self::owner::whom_it_concerns;
use self::{
    analysis::{Analysis, Part},
    effects::{Effects, Outcome},
    people::{line_of, person_of},
};
pub use self::{
    answer_type::{AnswerKinds, AnswerType, AnswerTypes},
    changes::{StandingChange, StandingChangeKind},
    facts::{Fact, FactItem},
    nature::Nature,
    question::QuestionWords,
    standing::{Evidence, MemoryStatus, Standing},
};
use crate::{BelongsTo, Line, Memory, MemoryId, PersonIndex, text::words};

/// What is true of the people on one line. Positions are those of the record's memories.
#[derive(Default)]
pub struct Knowledge {
    line: Line,
    people: Vec<Option<PersonIndex>>,
    /// Of the sentences of each memory.
    standings: Vec<Vec<Standing>>,
    facts: Vec<Fact>,
    /// The words of their values.
    fact_words: FxHashSet<SmolStr>,
    /// The memories of each fact with one value at a time, in the order in which they were stated.
    successions: Vec<Vec<usize>>,
    /// By memory, what ended within sentences that hold, as sorted ranges of bytes.
    cuts: FxHashMap<usize, Vec<Range<usize>>>,
    analyses: Vec<Arc<Analysis>>,
    /// Found when a question first asks for a kind.
    kinds: Vec<Arc<OnceLock<AnswerKinds>>>,
    ids: FxHashMap<MemoryId, usize>,
}

impl Knowledge {
    /// Derives what is true from all memories of a record.
    #[must_use]
    pub fn derive(memories: &[Memory]) -> Self {
        Self::derive_from(memories, &[], &Self::default())
    }

    /// Like [`derive`](Self::derive); analyses only the memories that an earlier state of the
    /// record did not have.
    #[must_use]
    pub fn derive_from(memories: &[Memory], previous: &[Memory], knowledge: &Self) -> Self {
        let known = |memory: &Memory| {
            knowledge
                .ids
                .get(&memory.id)
                .copied()
                .filter(|&position| previous.get(position) == Some(memory))
        };
        let (analyses, kinds): (Vec<_>, Vec<_>) = memories
            .iter()
            .map(|memory| {
                let known = known(memory);
                let analysis = known.and_then(|position| knowledge.analyses.get(position));
                let kinds = known.and_then(|position| knowledge.kinds.get(position));
                (
                    analysis.map_or_else(|| Arc::new(Analysis::new(memory)), Arc::clone),
                    kinds.map(Arc::clone).unwrap_or_default(),
                )
            })
            .unzip();
        let line = line_of(memories);
        let people: Vec<Option<PersonIndex>> = memories
            .iter()
            .map(|memory| person_of(&line, memory))
            .collect();
        let mut effects = Effects::new(memories, &analyses, &people, &line);
        effects.apply();
        let Outcome {
            facts,
            standings,
            successions,
            cuts,
        } = effects.finish();
        Self {
            line,
            people,
            standings,
            fact_words: facts
                .iter()
                .flat_map(|fact| words(&fact.value().to_text()))
                .map(|word| word.text)
                .collect(),
            facts,
            successions,
            cuts,
            analyses,
            kinds,
            ids: memories
                .iter()
                .enumerate()
                .map(|(position, memory)| (memory.id.clone(), position))
                .collect(),
        }
    }

    /// Who uses this line.
    #[must_use]
    pub const fn line(&self) -> &Line {
        &self.line
    }

    /// The facts that hold, oldest first.
    #[must_use]
    pub fn facts(&self) -> &[Fact] {
        &self.facts
    }

    /// The values that a value of a fact took the place of, whether or not they were ever told:
    /// without it, the last of them would hold.
    #[must_use]
    pub fn former_values(&self, position: usize) -> &[usize] {
        self.successions
            .iter()
            .find_map(|values| {
                let own = values.iter().position(|&value| value == position)?;
                values.get(..own)
            })
            .unwrap_or_default()
    }

    /// Whether a fact can be told to whoever calls, before it is clear who that is: on a line that
    /// several people use not what is about one of them, such as an appointment or a date of birth,
    /// and on no line what is about somebody for whom the caller called. What is about the one whom
    /// all calls concern is for all of them.
    #[must_use]
    pub fn is_for_everybody(&self, fact: &Fact) -> bool {
        if fact.person.is_some() && fact.person == self.line.client() {
            return true;
        }
        (!self.line.is_shared() || fact.belongs_to != Some(BelongsTo::Person))
            && !fact
                .person
                .is_some_and(|person| self.line.is_called_for(person))
    }

    /// The standing of a memory: it holds if any of its sentences does.
    #[must_use]
    pub fn standing(&self, position: usize) -> Standing {
        let (Some(standings), Some(analysis)) =
            (self.standings.get(position), self.analyses.get(position))
        else {
            return Standing::Holds;
        };
        let informative = standings
            .iter()
            .zip(&analysis.parts)
            .filter(|(_, part)| part.is_informative())
            .map(|(standing, _)| *standing);
        // Of several sentences, an open promise tells most; of equal ones, the first.
        informative
            .min_by_key(|standing| match standing {
                Standing::Promised => 0,
                Standing::Holds => 1,
                _ => 2,
            })
            .unwrap_or_default()
    }

    /// The standing of what in a memory answers a question: of the sentence that has most of the
    /// question's words, if any has; otherwise of the whole memory.
    #[must_use]
    pub fn standing_for(&self, position: usize, question: &QuestionWords) -> Standing {
        let whole = self.standing(position);
        let (Some(standings), Some(analysis)) =
            (self.standings.get(position), self.analyses.get(position))
        else {
            return whole;
        };
        standings
            .iter()
            .zip(&analysis.parts)
            .map(|(standing, part)| (question.count_in(&part.words), *standing))
            .filter(|(shared, _)| *shared > 0)
            // Of equal ones, what holds.
            .max_by_key(|(shared, standing)| (*shared, standing.holds()))
            .map_or(whole, |(_, standing)| standing)
    }

    /// The sentences of a memory that hold, as ranges of bytes of its text.
    pub fn holding_parts(&self, position: usize) -> impl Iterator<Item = Range<usize>> {
        self.holding(position).map(|part| part.range.clone())
    }

    /// A range of a memory's text without the items of spoken lists that ended.
    pub(crate) fn without_ended_items(
        &self,
        position: usize,
        range: Range<usize>,
    ) -> impl Iterator<Item = Range<usize>> {
        let cuts = self.cuts.get(&position).map_or(&[][..], Vec::as_slice);
        let mut start = range.start;
        let mut kept = Vec::with_capacity(1);
        for cut in cuts {
            if cut.start < range.end && cut.end > start {
                kept.push(start..cut.start.max(start));
                start = cut.end.min(range.end);
            }
        }
        kept.push(start..range.end);
        kept.into_iter().filter(|piece| !piece.is_empty())
    }

    /// Whether no memory was replaced, ended or corrected.
    #[must_use]
    pub fn is_all_current(&self) -> bool {
        self.standings.iter().flatten().all(Standing::holds)
    }

    #[must_use]
    pub fn position(&self, id: &MemoryId) -> Option<usize> {
        self.ids.get(id).copied()
    }

    /// The person whom a memory is about or who said it; `None` where that is not known, and for
    /// what is true of everybody on the line.
    #[must_use]
    pub fn person(&self, position: usize) -> Option<PersonIndex> {
        self.people.get(position).copied().flatten()
    }

    /// Whether a memory is a promise of the agent.
    #[must_use]
    pub fn is_commitment(&self, position: usize) -> bool {
        self.holding(position).any(|part| part.is_commitment)
    }

    /// Whether a memory is a promise of the agent, or says what the agent arranged for a day.
    #[must_use]
    pub fn is_arrangement(&self, position: usize) -> bool {
        self.holding(position)
            .any(|part| part.is_commitment || part.is_arrangement())
    }

    fn holding(&self, position: usize) -> impl Iterator<Item = &Part> {
        let standings = self.standings.get(position).into_iter().flatten();
        let parts = self
            .analyses
            .get(position)
            .into_iter()
            .flat_map(|analysis| &analysis.parts);
        standings
            .zip(parts)
            .filter(|(standing, _)| standing.holds())
            .map(|(_, part)| part)
    }
}

/// Without anything that was said, so that it cannot reach a log.
impl fmt::Debug for Knowledge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Knowledge")
            .field("people", &self.line.people().len())
            .field("memories", &self.standings.len())
            .field("facts", &self.facts.len())
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
