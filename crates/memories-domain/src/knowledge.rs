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
mod effects;
mod facts;
mod intent;
mod items;
mod nature;
mod owner;
mod question;
mod standing;
mod weekdays;

use std::{
    fmt,
    ops::Range,
    sync::{Arc, OnceLock},
};

use jiff::{Timestamp, Zoned};
use rustc_hash::{FxHashMap, FxHashSet};
use smol_str::SmolStr;

use self::owner::belongs_to;
pub(crate) use self::owner::whom_it_concerns;
use self::{
    analysis::{Analysis, Part, Role},
    effects::{Effects, Outcome},
};
pub use self::{
    answer_type::{AnswerKinds, AnswerType, AnswerTypes},
    changes::{StandingChange, StandingChangeKind},
    facts::{Fact, FactItem},
    nature::Nature,
    question::QuestionWords,
    standing::{Evidence, MemoryStatus, Standing},
};
use crate::{
    BelongsTo, CallSpeaker, ConversationId, Line, Memory, MemoryId, MemoryKind, PersonIndex,
    TimeMention, people_of_voices,
    text::{is_number, words},
};

/// A sentence that names no more beside a secret that was removed says nothing.
const MAX_CONTENT_OF_A_SECRET: usize = 2;

/// Fewer words that were said before may have meant something else.
const MIN_SAID: usize = 2;

const MIN_CONTENT_OF_A_TELLING_QUESTION: usize = 3;

/// A sentence that says more than who is speaking.
pub(crate) struct TellingPart<'k> {
    /// Bytes of the memory's text.
    pub(crate) range: Range<usize>,
    /// How many words name something.
    pub(crate) telling: usize,
    /// How many of them are in no fact that holds.
    pub(crate) untold: usize,
    /// All of them.
    pub(crate) words: usize,
    pub(crate) days: &'k [TimeMention],
    /// Whether it holds from one of its days on.
    pub(crate) begins: bool,
    /// How much an agent can do with it, beside what it names.
    pub(crate) usefulness: usize,
    /// Whether it only begins a call.
    pub(crate) is_passing: bool,
}

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

    /// Whether a memory tells something: not only asks, or asks for something to be changed.
    #[must_use]
    pub fn is_telling(&self, position: usize) -> bool {
        self.holding(position).any(|part| {
            // "And she's allergic to sulfa, is that on there?" tells as well.
            !part.is(Role::Checks)
                && (!part.is_question || part.content.len() >= MIN_CONTENT_OF_A_TELLING_QUESTION)
                && part.is_informative()
                && !part.is_idle()
                && !part.only_requests()
        })
    }

    /// Whether the agent says in a memory what holds from now on: what it wrote down, a price, a
    /// change.
    #[must_use]
    pub fn is_note(&self, position: usize) -> bool {
        self.holding(position)
            .any(|part| part.is(Role::Note) && !part.is_commitment)
    }

    /// The sentences of a memory that hold and name anything but days and `names`; of the agent's
    /// those that are notes. What only asks, or is only said by the way, is left out beside others.
    pub(crate) fn telling_parts<'k>(
        &'k self,
        position: usize,
        names: &'k FxHashSet<SmolStr>,
    ) -> impl Iterator<Item = TellingPart<'k>> {
        self.telling_parts_of(position, names)
            .map(move |(part, telling)| TellingPart {
                range: part.range.clone(),
                telling,
                // What stands beside a secret is seldom worth anything without it.
                untold: if part.is(Role::Redacted) {
                    0
                } else {
                    let content = part.content.difference(names);
                    content
                        .filter(|word| !self.fact_words.contains(*word))
                        .count()
                },
                words: part.words.len(),
                days: &part.days,
                begins: part.is(Role::Begins),
                usefulness: part.usefulness(),
                is_passing: part.is_passing(),
            })
    }

    /// Each with the number of words that it names.
    fn telling_parts_of<'k>(
        &'k self,
        position: usize,
        names: &'k FxHashSet<SmolStr>,
    ) -> impl Iterator<Item = (&'k Part, usize)> {
        let telling = move || {
            self.holding(position).filter_map(|part| {
                // A promise is quoted as a promise, and a booking as a booking.
                let is_booking = part.is(Role::Arranged) && !part.is(Role::Amount);
                if part.is_agents && (part.is_commitment || is_booking || !part.is(Role::Note)) {
                    return None;
                }
                let telling = part.content.difference(names).count();
                if part.is(Role::Checks) {
                    return None;
                }
                let is_secret = part.is(Role::Redacted) && telling <= MAX_CONTENT_OF_A_SECRET;
                (!is_secret && (telling > 0 || !part.days.is_empty())).then_some((part, telling))
            })
        };
        let is_idle = |(part, telling): &(&Part, usize)| {
            part.is_idle() || !part.is_agents && part.is_slight(*telling)
        };
        let has_others = telling().any(|part| !is_idle(&part));
        telling().filter(move |part| !has_others || !is_idle(part))
    }

    /// Whether what a memory tells is in `said`: of an agent's notes most of the words, of what the
    /// caller says all of them; and every number.
    pub(crate) fn is_repeated(
        &self,
        position: usize,
        names: &FxHashSet<SmolStr>,
        said: &FxHashSet<SmolStr>,
    ) -> bool {
        let mut parts = self
            .telling_parts_of(position, names)
            .map(|(part, _)| part)
            .peekable();
        parts.peek().is_some()
            && parts.all(|part| {
                let content = part.content.difference(names);
                let (said, new): (Vec<&SmolStr>, Vec<&SmolStr>) =
                    content.partition(|word| said.contains(*word));
                let is_repeated = if part.is_agents {
                    said.len() > new.len()
                } else {
                    new.is_empty() && part.days.is_empty() && said.len() >= MIN_SAID
                };
                is_repeated && !new.into_iter().any(|word| is_number(word))
            })
    }

    /// Whether an agent says in one sentence what holds from now on, whatever it promises or books
    /// in others.
    fn has_lasting_note(&self, position: usize) -> bool {
        self.holding(position).any(|part| {
            part.is(Role::Note)
                && part.is(Role::Lasting)
                && !part.is_commitment
                && part.days.is_empty()
        })
    }

    /// Whether a memory is about days to come when it was said, and all of them have passed. What
    /// happened before the call is no such day.
    #[must_use]
    pub fn is_over(&self, position: usize, memory: &Memory, now: &Zoned) -> bool {
        let said_on = memory.updated_at.to_zoned(now.time_zone().clone()).date();
        self.is_past(position, now)
            && !self.has_lasting_note(position)
            && self.days(position).any(|day| day.until >= said_on)
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

    /// How many things an agent names in an arrangement that are not in `said`, beside when it is.
    pub(crate) fn untold_in_arrangement(
        &self,
        position: usize,
        said: &FxHashSet<SmolStr>,
    ) -> usize {
        self.holding(position)
            .filter(|part| part.is_arrangement())
            .flat_map(|part| &part.content)
            .filter(|word| !said.contains(*word) && !is_number(word))
            .filter(|word| !self.fact_words.contains(*word))
            .count()
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

fn line_of(memories: &[Memory]) -> Line {
    let mut calls: FxHashMap<&ConversationId, (Timestamp, Option<CallSpeaker>)> =
        FxHashMap::default();
    for memory in memories {
        let Some(source) = &memory.source else {
            continue;
        };
        let call = calls
            .entry(&source.conversation_id)
            .or_insert((source.started_at, None));
        // Several events of one call may know its speaker differently well.
        let speakers = [&call.1, &memory.annotations.caller];
        let surest = speakers
            .into_iter()
            .flatten()
            .min_by_key(|speaker| (speaker.name.is_none(), speaker.certainty, *speaker));
        if surest != call.1.as_ref() {
            call.1 = surest.cloned();
        }
    }
    let handed_to = memories.iter().filter_map(|memory| {
        let speaker = memory.annotations.handed_to.clone()?;
        Some((memory.source.as_ref()?.started_at, speaker))
    });
    let mut calls: Vec<_> = calls.into_iter().collect();
    calls.sort_by(|(a, (at_a, _)), (b, (at_b, _))| (at_a, a.as_str()).cmp(&(at_b, b.as_str())));
    people_of_voices(calls.into_iter().map(|(_, call)| call), handed_to)
        .with_client(client::client_of(memories))
}

fn person_of(line: &Line, memory: &Memory) -> Option<PersonIndex> {
    if matches!(
        memory.kind,
        MemoryKind::Factual {
            subject: crate::Subject::Agent
        }
    ) {
        return None;
    }
    if line.is_shared() && belongs_to(memory) == Some(BelongsTo::Household) {
        return None;
    }
    if let Some(client) = client::client_concerned(line, memory) {
        return Some(client);
    }
    if let MemoryKind::Profile { key, value } = &memory.kind
        && let Some(source) = &memory.source
        && let Some(whom) = whom_it_concerns(key, value, &memory.annotations)
    {
        return if whom.besides_self && line.is_shared() {
            None
        } else if whom.besides_self {
            line.person_of_call(source.started_at)
        } else {
            line.person_called_for(source.started_at)
        };
    }
    match (&memory.source, memory.annotations.speaker()) {
        (Some(source), _) => match &memory.annotations.handed_to {
            Some(speaker) => line.speaker(speaker),
            None => line.person_of_call(source.started_at),
        },
        // What an operator entered about one of them.
        (None, Some(person)) => line.speaker(person),
        (None, None) => None,
    }
}

#[cfg(test)]
mod tests;
