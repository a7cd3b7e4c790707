//! Applies what each memory says to those before it, in the order of the calls.

mod arrangements;
mod corrections;
mod earlier;
mod endings;
mod enumeration;
mod fact_state;
mod forms;
mod outcomes;
mod owners;
mod particulars;
mod promises;
mod short_answers;
mod unit;
mod values;

use std::{ops::Range, sync::Arc};

use jiff::Timestamp;
use rustc_hash::{FxHashMap, FxHashSet};
use smol_str::SmolStr;

use self::{earlier::Earlier, fact_state::FactState, unit::Unit};
use super::{
    Evidence, Fact, Nature, Standing,
    analysis::{Act, Analysis, Part, Role},
};
use crate::{ConversationId, Line, Memory, MemoryKind, PersonIndex, ProfileKey};

pub(super) struct Effects<'m> {
    memories: &'m [Memory],
    analyses: &'m [Arc<Analysis>],
    people: &'m [Option<PersonIndex>],
    line: &'m Line,
    /// Equal numbers for the memories of one call.
    calls: Vec<Option<usize>>,
    /// The words of the names of the people on the line.
    names: FxHashSet<String>,
    units: Vec<Unit>,
    /// By position in `units`.
    standings: Vec<Standing>,
    facts: FxHashMap<(Option<PersonIndex>, ProfileKey), FactState>,
    /// The last number of each slot.
    numbers: FxHashMap<SmolStr, (SmolStr, usize)>,
    earlier: Earlier<'m>,
    /// The statement of the last caller who said that they live somewhere else now.
    moved: Option<usize>,
    /// By memory, the bytes of its text that name items of a list that ended without the others.
    cuts: FxHashMap<usize, Vec<Range<usize>>>,
}

/// What holds after all memories are applied.
pub(super) struct Outcome {
    pub(super) facts: Vec<Fact>,
    /// Of the parts of each memory.
    pub(super) standings: Vec<Vec<Standing>>,
    /// The memories of each fact whose values take the place of one another, in order.
    pub(super) successions: Vec<Vec<usize>>,
    /// By memory, what ended within sentences that hold.
    pub(super) cuts: FxHashMap<usize, Vec<Range<usize>>>,
}

impl<'m> Effects<'m> {
    pub(super) fn new(
        memories: &'m [Memory],
        analyses: &'m [Arc<Analysis>],
        people: &'m [Option<PersonIndex>],
        line: &'m Line,
    ) -> Self {
        let mut order: Vec<usize> = (0..memories.len()).collect();
        order.sort_by_cached_key(|&memory| memories.get(memory).map(order_key));
        let units: Vec<Unit> = order
            .into_iter()
            .flat_map(|memory| {
                let parts = analyses
                    .get(memory)
                    .map_or(0, |analysis| analysis.parts.len());
                (0..parts).map(move |part| Unit { memory, part })
            })
            .collect();
        let words = analyses
            .iter()
            .flat_map(|analysis| &analysis.parts)
            .map(|part| part.words.len())
            .sum();
        Self {
            memories,
            analyses,
            people,
            line,
            calls: number_calls(memories),
            names: line
                .people()
                .iter()
                .filter_map(|person| person.name.as_ref())
                .flat_map(|name| [name.given(), name.family()])
                .flatten()
                .map(str::to_lowercase)
                .collect(),
            standings: vec![Standing::Holds; units.len()],
            units,
            facts: FxHashMap::default(),
            numbers: FxHashMap::default(),
            earlier: Earlier::with_capacity(words),
            moved: None,
            cuts: FxHashMap::default(),
        }
    }

    pub(super) fn apply(&mut self) {
        for unit in 0..self.units.len() {
            self.apply_one(unit);
            if let Some(part) = self.part(unit) {
                self.earlier.add(unit, part);
            }
        }
        self.correct_names();
        self.tell_moves_and_promises();
    }

    pub(super) fn finish(self) -> Outcome {
        let mut standings: Vec<Vec<Standing>> = self
            .analyses
            .iter()
            .map(|analysis| vec![Standing::Holds; analysis.parts.len()])
            .collect();
        for (unit, standing) in self.units.iter().zip(self.standings) {
            let of_memory = standings.get_mut(unit.memory);
            if let Some(slot) = of_memory.and_then(|parts| parts.get_mut(unit.part)) {
                *slot = standing;
            }
        }
        let units = self.units;
        let successions = self
            .facts
            .values()
            .filter(|state| matches!(state.nature, Nature::Single | Nature::Event))
            .filter(|state| state.stated.len() > 1)
            .map(|state| {
                let units = state.stated.iter().filter_map(|&unit| units.get(unit));
                units.map(|unit| unit.memory).collect()
            })
            .collect();
        let mut facts: Vec<Fact> = self
            .facts
            .into_iter()
            .filter_map(|((person, key), state)| state.into_fact(key, person, &units))
            .collect();
        // A later booking without a name can replace the statement that a person's fact comes from.
        facts.retain_mut(|fact| {
            fact.items.retain(|item| {
                let parts = standings.get(item.memory);
                parts.is_none_or(|parts| parts.is_empty() || parts.iter().any(Standing::holds))
            });
            !fact.items.is_empty()
        });
        facts.sort_by(|a, b| (a.at(), &a.key, a.person).cmp(&(b.at(), &b.key, b.person)));
        let mut cuts = self.cuts;
        cuts.retain(|_, ranges| !ranges.is_empty());
        for ranges in cuts.values_mut() {
            ranges.sort_unstable_by_key(|range| (range.start, range.end));
        }
        Outcome {
            facts,
            standings,
            successions,
            cuts,
        }
    }

    fn apply_one(&mut self, unit: usize) {
        let Some((memory, analysis, part)) = self.unit(unit) else {
            return;
        };
        match &memory.kind {
            MemoryKind::Profile { key, value } => {
                self.state_fact(unit, key, value);
                for outcome in &analysis.outcomes {
                    self.apply_act(unit, outcome);
                }
            }
            // A summary repeats what the transcript says.
            MemoryKind::Factual { .. } => {}
            MemoryKind::Semantic { .. } => {
                let analysis = Arc::clone(analysis);
                let Some(part) = analysis.parts.get(part) else {
                    return;
                };
                if part.is(Role::Withdrawn) {
                    let evidence = self.evidence(unit);
                    set(&mut self.standings, unit, Standing::Corrected(evidence));
                }
                if part.is(Role::Refused) {
                    let evidence = self.evidence(unit);
                    set(&mut self.standings, unit, Standing::Ended(evidence));
                }
                for act in &part.acts {
                    self.apply_act(unit, act);
                }
                if part.is_commitment && !part.days.is_empty() {
                    self.settle_days(unit, &part.days);
                }
                self.state_numbers(unit, part);
                self.renew(unit, part);
                self.renew_answers(unit, part);
            }
        }
    }

    fn unit(&self, unit: usize) -> Option<(&'m Memory, &'m Arc<Analysis>, usize)> {
        let Unit { memory, part } = *self.units.get(unit)?;
        Some((self.memories.get(memory)?, self.analyses.get(memory)?, part))
    }

    fn memory(&self, unit: usize) -> Option<&'m Memory> {
        self.memories.get(self.units.get(unit)?.memory)
    }

    fn part(&self, unit: usize) -> Option<&'m Part> {
        let (_, analysis, part) = self.unit(unit)?;
        analysis.parts.get(part)
    }

    fn apply_act(&mut self, unit: usize, act: &Act) {
        match act {
            Act::Cancels(object) => {
                if self.is_about_something_undated(unit, object) || !self.cancel(unit, object) {
                    self.end(unit, &object.words, true);
                }
                self.end_weekly(unit, object);
            }
            Act::Changes(object) => self.rearrange(unit, object),
            Act::Reverts => self.revert(unit),
            Act::Ends {
                before,
                after,
                referred,
                is_sure,
            } => {
                let words = self.ended_words(before, after, referred);
                self.end(unit, &words, *is_sure);
            }
            Act::Keeps(words) => self.keep(unit, words),
            Act::CallsBack(words) => self.keep_call(unit, words),
            Act::Waives { words, is_call } => self.waive(unit, words, *is_call),
            Act::Leaves(words) => self.leave(unit, words),
            Act::Wants(words) => self.want(unit, words),
            Act::Pays(amounts) => self.pay(unit, amounts),
            Act::Does(words) => self.fulfil(unit, words),
            Act::Settles(numbers) => self.settle_files(unit, numbers),
            Act::Denies(words) => self.deny(unit, words),
            Act::Corrects {
                wrong,
                is_everywhere,
                right,
            } => self.correct(unit, wrong, *is_everywhere, right),
        }
    }

    /// Those of some earlier units that are statements of other calls, and hold.
    fn statements_of_earlier_calls(&self, unit: usize, earlier: Vec<usize>) -> Vec<usize> {
        earlier
            .into_iter()
            .filter(|&other| self.is_statement(other) && !self.is_same_call(other, unit))
            .filter(|&other| self.standings.get(other).is_some_and(Standing::holds))
            .collect()
    }

    /// Whether something is said in it, by a person or in the summary of a call.
    fn is_statement(&self, unit: usize) -> bool {
        self.memory(unit)
            .is_some_and(|memory| !matches!(memory.kind, MemoryKind::Profile { .. }))
    }

    fn is_statement_of(&self, memory: usize) -> bool {
        self.memories
            .get(memory)
            .is_some_and(|memory| matches!(memory.kind, MemoryKind::Semantic { .. }))
    }

    fn call_of(&self, memory: usize) -> Option<usize> {
        self.calls.get(memory).copied().flatten()
    }

    fn is_memory_of_same_call(&self, memory: usize, unit: usize) -> bool {
        let call = self.call_of(memory);
        call.is_some() && call == self.call_of_unit(unit)
    }

    fn is_same_call(&self, a: usize, b: usize) -> bool {
        let call = self.call_of_unit(a);
        call.is_some() && call == self.call_of_unit(b)
    }

    fn call_of_unit(&self, unit: usize) -> Option<usize> {
        self.call_of(self.units.get(unit)?.memory)
    }

    fn evidence(&self, unit: usize) -> Evidence {
        Evidence {
            memory: self.units.get(unit).map_or(0, |unit| unit.memory),
            at: self.said_at(unit),
        }
    }

    fn said_at(&self, unit: usize) -> Timestamp {
        self.memory(unit)
            .map_or(Timestamp::MIN, |memory| memory.updated_at)
    }
}

fn number_calls(memories: &[Memory]) -> Vec<Option<usize>> {
    let mut calls: FxHashMap<&ConversationId, usize> = FxHashMap::default();
    memories
        .iter()
        .map(|memory| {
            let id = &memory.source.as_ref()?.conversation_id;
            let next = calls.len();
            Some(*calls.entry(id).or_insert(next))
        })
        .collect()
}

/// Sets the standing of a memory that holds; the first evidence stays.
fn set(standings: &mut [Standing], unit: usize, standing: Standing) {
    if let Some(current) = standings.get_mut(unit).filter(|current| current.holds()) {
        *current = standing;
    }
}

/// By call, then by turn; what was collected after the call comes last. Nothing depends on the place
/// of a memory in its record.
fn order_key(memory: &Memory) -> impl Ord {
    let source = memory.source.as_ref();
    (
        memory.updated_at,
        source.map(|source| source.conversation_id.as_str()),
        memory.annotations.turn.unwrap_or(u32::MAX),
        matches!(memory.kind, MemoryKind::Profile { .. }),
        memory.created_at,
        memory.text.as_str(),
    )
}
