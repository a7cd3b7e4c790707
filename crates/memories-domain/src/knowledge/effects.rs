//! Applies what each memory says to those before it, in the order of the calls.

mod arrangements;
mod values;

use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
};

use jiff::Timestamp;

use self::values::FactState;
use super::{
    Evidence, Fact, Standing,
    analysis::{Act, Analysis, Object},
    said_at,
};
use crate::{Line, Memory, MemoryKind, PersonIndex, ProfileKey};

/// A statement with more words than this is about more than one thing: another thing that ended
/// does not end all of it.
const MAX_WORDS_OF_ONE_THING: usize = 14;

pub(super) struct Effects<'m> {
    memories: &'m [Memory],
    analyses: &'m [Arc<Analysis>],
    people: &'m [Option<PersonIndex>],
    line: &'m Line,
    standings: Vec<Standing>,
    facts: HashMap<(Option<PersonIndex>, ProfileKey), FactState>,
    /// The last number of each slot.
    numbers: HashMap<String, (String, usize)>,
    /// The positions applied so far, in their order.
    earlier: Vec<usize>,
}

impl<'m> Effects<'m> {
    pub(super) fn new(
        memories: &'m [Memory],
        analyses: &'m [Arc<Analysis>],
        people: &'m [Option<PersonIndex>],
        line: &'m Line,
    ) -> Self {
        Self {
            memories,
            analyses,
            people,
            line,
            standings: vec![Standing::Holds; memories.len()],
            facts: HashMap::new(),
            numbers: HashMap::new(),
            earlier: Vec::with_capacity(memories.len()),
        }
    }

    pub(super) fn apply(&mut self) {
        let mut order: Vec<usize> = (0..self.memories.len()).collect();
        order.sort_by_key(|&position| self.memories.get(position).map(order_key));
        for position in order {
            self.apply_one(position);
            self.earlier.push(position);
        }
        self.correct_names();
    }

    pub(super) fn finish(self) -> (Vec<Fact>, Vec<Standing>) {
        let mut facts: Vec<Fact> = self
            .facts
            .into_iter()
            .filter_map(|((person, key), state)| state.into_fact(key, person))
            .collect();
        facts.sort_by(|a, b| (a.at(), &a.key, a.person).cmp(&(b.at(), &b.key, b.person)));
        (facts, self.standings)
    }

    fn apply_one(&mut self, position: usize) {
        let (Some(memory), Some(analysis)) =
            (self.memories.get(position), self.analyses.get(position))
        else {
            return;
        };
        let analysis = Arc::clone(analysis);
        match &memory.kind {
            MemoryKind::Profile { key, value } => self.state_fact(position, key, value),
            // A summary repeats what the transcript says.
            MemoryKind::Factual { .. } => {}
            MemoryKind::Semantic { .. } => {
                for act in &analysis.acts {
                    self.apply_act(position, act);
                }
                self.state_numbers(position, &analysis);
            }
        }
    }

    fn apply_act(&mut self, position: usize, act: &Act) {
        match act {
            Act::Cancels(object) => {
                if !self.cancel(position, object) {
                    self.end(position, object);
                }
            }
            Act::Changes(object) => self.rearrange(position, object),
            Act::Reverts => self.revert(position),
            Act::Ends(object) => self.end(position, object),
            Act::Keeps(object) => self.keep(position, object),
            Act::Corrects { wrong, right } => self.correct(position, wrong, right),
        }
    }

    /// Facts with these words, and statements of earlier calls about them, have ended.
    fn end(&mut self, position: usize, object: &Object) {
        let evidence = self.evidence(position);
        let person = self.fact_person(position);
        for ((_, key), state) in self
            .facts
            .iter_mut()
            .filter(|((owner, _), _)| owner.is_none() || person.is_none() || *owner == person)
        {
            let ended = state.end_items(key, &object.words);
            for memory in ended {
                set(&mut self.standings, memory, Standing::Ended(evidence));
            }
        }
        for other in self.statements_of_earlier_calls(position) {
            let Some(analysis) = self.analyses.get(other) else {
                continue;
            };
            let shared = object
                .words
                .iter()
                .filter(|word| analysis.content.contains(*word))
                .count();
            let is_about_it = shared > 1
                || shared == 1 && analysis.content.len() <= MAX_WORDS_OF_ONE_THING;
            if is_about_it {
                set(&mut self.standings, other, Standing::Ended(evidence));
            }
        }
    }

    /// A promise of an earlier call with these words was kept.
    fn keep(&mut self, position: usize, object: &Object) {
        let evidence = self.evidence(position);
        for other in self.statements_of_earlier_calls(position) {
            let is_kept = self.analyses.get(other).is_some_and(|analysis| {
                analysis.is_commitment
                    && object
                        .words
                        .iter()
                        .any(|word| analysis.content.contains(word))
            });
            if is_kept {
                set(&mut self.standings, other, Standing::Ended(evidence));
            }
        }
    }

    /// What was said before with the wrong word, and not with the right one, was wrong.
    fn correct(&mut self, position: usize, wrong: &str, right: &[String]) {
        let evidence = self.evidence(position);
        for &other in &self.earlier {
            let is_wrong = self.analyses.get(other).is_some_and(|analysis| {
                analysis.words.contains(wrong)
                    && !right.iter().any(|word| analysis.words.contains(word))
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
        for (memory, position) in self.memories.iter().zip(0..) {
            let Some(caller) = &memory.annotations.caller else {
                continue;
            };
            let Some(name) = &caller.name else { continue };
            for wrong in caller.other_spellings.iter().filter(|wrong| !wrong.may_equal(name)) {
                let (Some(wrong), Some(right)) = (wrong.given(), name.given()) else {
                    continue;
                };
                let (wrong, right) = (wrong.to_lowercase(), right.to_lowercase());
                let says_right = self
                    .analyses
                    .get(position)
                    .is_some_and(|analysis| analysis.words.contains(&right));
                let evidence = self.evidence(position);
                let first = corrections.entry((wrong, right)).or_insert(evidence);
                let is_statement = self.is_statement(position);
                if says_right && is_statement && !self.is_statement(first.memory) {
                    *first = evidence;
                }
            }
        }
        for ((wrong, right), evidence) in corrections {
            for (position, analysis) in self.analyses.iter().enumerate() {
                let is_wrong = analysis.words.contains(&wrong) && !analysis.words.contains(&right);
                if is_wrong && self.said_at(position) <= evidence.at {
                    set(&mut self.standings, position, Standing::Corrected(evidence));
                }
            }
        }
    }

    fn statements_of_earlier_calls(&self, position: usize) -> Vec<usize> {
        self.earlier
            .iter()
            .copied()
            .filter(|&other| self.is_statement(other) && !self.is_same_call(other, position))
            .filter(|&other| self.standings.get(other).is_some_and(Standing::holds))
            .collect()
    }

    fn is_statement(&self, position: usize) -> bool {
        self.memories
            .get(position)
            .is_some_and(|memory| matches!(memory.kind, MemoryKind::Semantic { .. }))
    }

    fn is_same_call(&self, a: usize, b: usize) -> bool {
        let call = |position: usize| {
            let source = self.memories.get(position)?.source.as_ref()?;
            Some(&source.conversation_id)
        };
        call(a).is_some() && call(a) == call(b)
    }

    /// The person that facts are kept apart by: only on a line that several people use.
    fn fact_person(&self, position: usize) -> Option<PersonIndex> {
        if self.line.is_shared() {
            self.people.get(position).copied().flatten()
        } else {
            None
        }
    }

    fn evidence(&self, position: usize) -> Evidence {
        Evidence {
            memory: position,
            at: self.said_at(position),
        }
    }

    fn said_at(&self, position: usize) -> Timestamp {
        self.memories
            .get(position)
            .map_or(Timestamp::MIN, said_at)
    }
}

/// Sets the standing of a memory that holds; the first evidence stays.
fn set(standings: &mut [Standing], position: usize, standing: Standing) {
    if let Some(current) = standings.get_mut(position).filter(|current| current.holds()) {
        *current = standing;
    }
}

/// By call, then by turn; what was collected after the call comes last.
fn order_key(memory: &Memory) -> (Timestamp, u32, bool, Timestamp) {
    (
        said_at(memory),
        memory.annotations.turn.unwrap_or(u32::MAX),
        matches!(memory.kind, MemoryKind::Profile { .. }),
        memory.created_at,
    )
}
