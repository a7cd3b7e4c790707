//! Applies what each memory says to those before it, in the order of the calls.

mod arrangements;
mod earlier;
mod fact_state;
mod unit;
mod values;

use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
};

use jiff::Timestamp;

use self::{
    earlier::{Earlier, are_alike},
    fact_state::FactState,
    unit::Unit,
};
use super::{
    Evidence, Fact, Nature, Standing,
    analysis::{Act, Analysis, Object, Part},
};
use crate::{Line, Memory, MemoryKind, PersonIndex, ProfileKey};

/// A statement with more words than this is about more than one thing: another thing that ended
/// does not end all of it.
const MAX_WORDS_OF_ONE_THING: usize = 14;

/// One shared word tells which short requirement was met.
const MAX_WORDS_OF_A_REQUIREMENT: usize = 6;

pub(super) struct Effects<'m> {
    memories: &'m [Memory],
    analyses: &'m [Arc<Analysis>],
    people: &'m [Option<PersonIndex>],
    line: &'m Line,
    units: Vec<Unit>,
    /// By position in `units`.
    standings: Vec<Standing>,
    facts: HashMap<(Option<PersonIndex>, ProfileKey), FactState>,
    /// The last number of each slot.
    numbers: HashMap<String, (String, usize)>,
    earlier: Earlier<'m>,
}

impl<'m> Effects<'m> {
    pub(super) fn new(
        memories: &'m [Memory],
        analyses: &'m [Arc<Analysis>],
        people: &'m [Option<PersonIndex>],
        line: &'m Line,
    ) -> Self {
        let mut order: Vec<usize> = (0..memories.len()).collect();
        order.sort_by(|&a, &b| {
            let key = |memory: usize| memories.get(memory).map(order_key);
            key(a).cmp(&key(b))
        });
        let units: Vec<Unit> = order
            .into_iter()
            .flat_map(|memory| {
                let parts = analyses
                    .get(memory)
                    .map_or(0, |analysis| analysis.parts.len());
                (0..parts).map(move |part| Unit { memory, part })
            })
            .collect();
        Self {
            memories,
            analyses,
            people,
            line,
            standings: vec![Standing::Holds; units.len()],
            units,
            facts: HashMap::new(),
            numbers: HashMap::new(),
            earlier: Earlier::default(),
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
    }

    /// The facts that hold, and the standings of the parts of each memory.
    pub(super) fn finish(self) -> (Vec<Fact>, Vec<Vec<Standing>>) {
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
        let mut facts: Vec<Fact> = self
            .facts
            .into_iter()
            .filter_map(|((person, key), state)| state.into_fact(key, person, &units))
            .collect();
        facts.sort_by(|a, b| (a.at(), &a.key, a.person).cmp(&(b.at(), &b.key, b.person)));
        (facts, standings)
    }

    fn apply_one(&mut self, unit: usize) {
        let Some((memory, analysis, part)) = self.unit(unit) else {
            return;
        };
        match &memory.kind {
            MemoryKind::Profile { key, value } => self.state_fact(unit, key, value),
            // A summary repeats what the transcript says.
            MemoryKind::Factual { .. } => {}
            MemoryKind::Semantic { .. } => {
                let analysis = Arc::clone(analysis);
                let Some(part) = analysis.parts.get(part) else {
                    return;
                };
                if part.is_withdrawn {
                    let evidence = self.evidence(unit);
                    set(&mut self.standings, unit, Standing::Corrected(evidence));
                }
                for act in &part.acts {
                    self.apply_act(unit, act);
                }
                if part.is_commitment && !part.days.is_empty() {
                    self.settle_days(unit, &part.days);
                }
                self.state_numbers(unit, part);
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
                    self.end(unit, &object.words);
                }
            }
            Act::Changes(object) => self.rearrange(unit, object),
            Act::Reverts => self.revert(unit),
            Act::Ends {
                before,
                after,
                referred,
            } => {
                let words = self.ended_words(before, after, referred);
                self.end(unit, &words);
            }
            Act::Keeps(object) => self.keep(unit, object),
            Act::Pays(amounts) => self.pay(unit, amounts),
            Act::Does(words) => self.fulfil(unit, words),
            Act::Settles(numbers) => self.settle_files(unit, numbers),
            Act::Denies(words) => self.deny(unit, words),
            Act::Corrects { wrong, right } => self.correct(unit, wrong, right),
        }
    }

    /// The words for what ended: those of a known fact if there are any.
    fn ended_words(
        &self,
        before: &[String],
        after: &[String],
        referred: &[Vec<String>],
    ) -> Vec<String> {
        let is_known = |words: &[String]| self.facts.values().any(|state| state.has_item(words));
        if is_known(after) {
            return after.to_vec();
        }
        if is_known(before) {
            return before.to_vec();
        }
        // A pronoun stands for items of one list: for the one that was named last.
        let items = |words: &Vec<String>| -> Option<Vec<String>> {
            let has = |state: &FactState, word: &String| {
                state.nature == Nature::List && state.has_item(std::slice::from_ref(word))
            };
            let list = |word: &String| {
                let lists = self.facts.iter().filter(|(_, state)| has(state, word));
                lists
                    .min_by(|(a, _), (b, _)| a.cmp(b))
                    .map(|(_, state)| state)
            };
            let list = words.iter().rev().find_map(list)?;
            Some(
                words
                    .iter()
                    .filter(|word| has(list, word))
                    .cloned()
                    .collect(),
            )
        };
        if let Some(items) = referred.iter().find_map(items) {
            return items;
        }
        if after.is_empty() { before } else { after }.to_vec()
    }

    /// Facts with these words, and statements of earlier calls about them, have ended, and so have
    /// the agent's promises of this call about them.
    fn end(&mut self, unit: usize, words: &[String]) {
        let words = &self.without_callers(words);
        let evidence = self.evidence(unit);
        let person = self.fact_person(unit);
        let is_own = |owner: Option<PersonIndex>| owner.is_none() || owner == person;
        if !self.end_facts(words, evidence, is_own) {
            // "My husband stopped taking it."
            self.end_facts(words, evidence, |_| true);
        }
        for other in self.statements_of_earlier_calls(unit, self.earlier.with_words(words)) {
            let Some(part) = self.part(other) else {
                continue;
            };
            let shared = words
                .iter()
                .filter(|word| part.content.contains(*word))
                .count();
            let is_about_it =
                shared > 1 || shared == 1 && part.content.len() <= MAX_WORDS_OF_ONE_THING;
            if is_about_it {
                set(&mut self.standings, other, Standing::Ended(evidence));
            }
        }
        self.decline(unit, words);
    }

    /// The words without the names of the people on the line: what somebody gave up is not all that
    /// is known of them.
    fn without_callers(&self, words: &[String]) -> Vec<String> {
        let is_name = |word: &&String| {
            self.line
                .people()
                .iter()
                .filter_map(|person| person.name.as_ref())
                .flat_map(|name| [name.given(), name.family()])
                .flatten()
                .any(|name| name.to_lowercase() == **word)
        };
        let others: Vec<String> = words
            .iter()
            .filter(|word| !is_name(word))
            .cloned()
            .collect();
        if others.is_empty() {
            words.to_vec()
        } else {
            others
        }
    }

    /// "No text message, please": what the agent has just promised is off.
    fn decline(&mut self, unit: usize, words: &[String]) {
        if self.part(unit).is_none_or(|part| part.is_agents) {
            return;
        }
        let evidence = self.evidence(unit);
        for other in self.earlier.with_words(words) {
            let is_declined = self.is_same_call(other, unit)
                && self
                    .part(other)
                    .is_some_and(|part| part.is_agents && part.is_commitment && !part.is_request());
            if is_declined {
                set(&mut self.standings, other, Standing::Ended(evidence));
            }
        }
    }

    /// Returns whether there were any.
    fn end_facts(
        &mut self,
        words: &[String],
        evidence: Evidence,
        is_meant: impl Fn(Option<PersonIndex>) -> bool,
    ) -> bool {
        let mut has_ended = false;
        for ((owner, key), state) in &mut self.facts {
            if !is_meant(*owner) {
                continue;
            }
            let count = state.count();
            for memory in state.end_items(key, words) {
                set(&mut self.standings, memory, Standing::Ended(evidence));
            }
            has_ended |= state.count() < count;
        }
        has_ended
    }

    /// What an agent of an earlier call said about an amount was settled when it was paid.
    fn pay(&mut self, unit: usize, amounts: &[String]) {
        let evidence = self.evidence(unit);
        for other in self.statements_of_earlier_calls(unit, self.earlier.with_words(amounts)) {
            let is_settled = self.part(other).is_some_and(|part| {
                part.is_note && !part.acts.iter().any(|act| matches!(act, Act::Pays(_)))
            });
            if is_settled {
                set(&mut self.standings, other, Standing::Ended(evidence));
            }
        }
    }

    /// What somebody had to do, as an agent of an earlier call said, is done.
    fn fulfil(&mut self, unit: usize, words: &[String]) {
        let words = self.without_callers(words);
        let standing = Standing::Ended(self.evidence(unit));
        self.set_similar(unit, &words, standing, |part, shared| {
            part.is_requirement && (shared > 1 || part.content.len() <= MAX_WORDS_OF_A_REQUIREMENT)
        });
    }

    /// What the caller denied is not so any more.
    fn deny(&mut self, unit: usize, words: &[String]) {
        let standing = Standing::Ended(self.evidence(unit));
        self.set_similar(unit, words, standing, |part, shared| {
            !part.is_question && shared > 1
        });
    }

    /// Sets the standing of statements of earlier calls that share words with these, by how many.
    fn set_similar(
        &mut self,
        unit: usize,
        words: &[String],
        standing: Standing,
        is_meant: impl Fn(&Part, usize) -> bool,
    ) {
        for other in self.statements_of_earlier_calls(unit, self.earlier.with_words(words)) {
            let is_similar = self.part(other).is_some_and(|part| {
                let is_shared = |word: &&String| part.content.contains(*word);
                is_meant(part, words.iter().filter(is_shared).count())
            });
            if is_similar {
                set(&mut self.standings, other, standing);
            }
        }
    }

    /// What was said in earlier calls of the state of a claim or a ticket is replaced.
    fn settle_files(&mut self, unit: usize, numbers: &[String]) {
        let evidence = self.evidence(unit);
        for other in self.statements_of_earlier_calls(unit, self.earlier.with_words(numbers)) {
            let is_about_it = self.part(other).is_some_and(|part| {
                (part.is_agents || !self.is_said(other))
                    && numbers.iter().any(|number| part.content.contains(number))
                    && self
                        .part(unit)
                        .is_some_and(|own| own.content.intersection(&part.content).count() > 1)
            });
            if is_about_it {
                set(&mut self.standings, other, Standing::Replaced(evidence));
            }
        }
    }

    /// A promise of an earlier call with these words was kept, and what was missing has come.
    fn keep(&mut self, unit: usize, object: &Object) {
        let evidence = self.evidence(unit);
        let earlier = self.earlier.with_words(&object.words);
        for other in self.statements_of_earlier_calls(unit, earlier) {
            let is_kept = self.part(other).is_some_and(|part| {
                (part.is_commitment || part.is_complaint)
                    && object.words.iter().any(|word| part.content.contains(word))
            });
            if is_kept {
                set(&mut self.standings, other, Standing::Ended(evidence));
            }
        }
    }

    /// What was said before with the wrong word, and not with the right one, was wrong.
    fn correct(&mut self, unit: usize, wrong: &str, right: &[String]) {
        let evidence = self.evidence(unit);
        for other in self.earlier.with_word_like(wrong) {
            let is_wrong = self.part(other).is_some_and(|part| {
                !right
                    .iter()
                    .any(|word| part.words.iter().any(|other| are_alike(word, other)))
            });
            if is_wrong {
                set(&mut self.standings, other, Standing::Corrected(evidence));
            }
        }
        let ended: Vec<usize> = self
            .facts
            .iter_mut()
            .flat_map(|(_, state)| state.remove_value(wrong))
            .collect();
        for memory in ended {
            set(&mut self.standings, memory, Standing::Corrected(evidence));
        }
    }

    /// Statements with a name that the caller corrected: "It's Glenn, people keep calling me Gwen."
    fn correct_names(&mut self) {
        let mut corrections: BTreeMap<(String, String), Evidence> = BTreeMap::new();
        for unit in 0..self.units.len() {
            let caller = self
                .memory(unit)
                .and_then(|memory| memory.annotations.caller.as_ref());
            let Some(caller) = caller else { continue };
            let Some(name) = &caller.name else { continue };
            for wrong in caller
                .other_spellings
                .iter()
                .filter(|wrong| !wrong.may_equal(name))
            {
                let (Some(wrong), Some(right)) = (wrong.given(), name.given()) else {
                    continue;
                };
                let (wrong, right) = (wrong.to_lowercase(), right.to_lowercase());
                let says_right = self.is_statement(unit)
                    && self
                        .part(unit)
                        .is_some_and(|part| part.words.contains(&right));
                let evidence = self.evidence(unit);
                let best = corrections.entry((wrong, right)).or_insert(evidence);
                if says_right && !self.is_statement_of(best.memory) {
                    *best = evidence;
                }
            }
        }
        for ((wrong, right), evidence) in corrections {
            for unit in self.earlier.with_words([&wrong]) {
                let is_wrong = self
                    .part(unit)
                    .is_some_and(|part| !part.words.contains(&right));
                if is_wrong && self.said_at(unit) <= evidence.at {
                    set(&mut self.standings, unit, Standing::Corrected(evidence));
                }
            }
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

    /// Whether somebody said it: it is no summary.
    fn is_said(&self, unit: usize) -> bool {
        self.units
            .get(unit)
            .is_some_and(|unit| self.is_statement_of(unit.memory))
    }

    fn is_statement_of(&self, memory: usize) -> bool {
        self.memories
            .get(memory)
            .is_some_and(|memory| matches!(memory.kind, MemoryKind::Semantic { .. }))
    }

    fn is_memory_of_same_call(&self, memory: usize, unit: usize) -> bool {
        let call = |memory: &'m Memory| Some(&memory.source.as_ref()?.conversation_id);
        let other = self.memories.get(memory).and_then(call);
        other.is_some() && other == self.memory(unit).and_then(call)
    }

    fn is_same_call(&self, a: usize, b: usize) -> bool {
        let call = |unit: usize| {
            let source = self.memory(unit)?.source.as_ref()?;
            Some(&source.conversation_id)
        };
        call(a).is_some() && call(a) == call(b)
    }

    /// The person that facts are kept apart by: only on a line that several people use.
    fn fact_person(&self, unit: usize) -> Option<PersonIndex> {
        if self.line.is_shared() {
            let memory = self.units.get(unit)?.memory;
            self.people.get(memory).copied().flatten()
        } else {
            None
        }
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
