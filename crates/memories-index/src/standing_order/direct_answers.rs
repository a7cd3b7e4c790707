//! Memories that answer a question by what they are, not by its words.

use jiff::Timestamp;
use memories_domain::{AnswerType, AnswerTypes, MemoryKind, Speaker};
use memories_search::Hit;

use super::StandingOrder;

/// The score of the best memory that answers a question by what it is.
const DIRECT_ANSWER: f32 = 0.9;
/// The same of what has a day to come and is not known to be booked.
const PROPOSED: f32 = 0.6;
const DIRECT_ANSWER_STEP: f32 = 0.01;
const MAX_DIRECT_ANSWERS: usize = 3;
/// Of so many latest memories of a kind it is found out what they are about.
const MAX_CONSIDERED: usize = 32;
/// The score of the best one of the kind asked for that has all words for what is asked about.
const ON_TOPIC: f32 = 0.86;
/// The same for a question when something is to be, if all of them have passed.
const OVER: f32 = 0.2;
/// The score of the best one of a kind of which there may be several.
const ONE_OF_SEVERAL: f32 = 0.5;
/// The score of the best one that has only some of them.
const PARTLY_ON_TOPIC: f32 = 0.3;
/// The score of the best one of a kind of which there are few, whatever it is about.
const OFF_TOPIC: f32 = 0.1;
/// The same for a kind of which there is hardly more than one.
const OF_A_KIND_OF_ITS_OWN: f32 = 0.4;
const OF_THEIR_OWN: [AnswerType; 7] = [
    AnswerType::Age,
    AnswerType::Email,
    AnswerType::Phone,
    AnswerType::Frequency,
    AnswerType::Hours,
    AnswerType::Contact,
    AnswerType::Payment,
];
/// Of these a caller has one, so that a change of it needs not say what it is about.
const SUPERSEDED: [AnswerType; 2] = [AnswerType::Frequency, AnswerType::Contact];
/// There are few of these in a record, so that one without a word in common may be meant.
const RARE: [AnswerType; 12] = [
    AnswerType::Email,
    AnswerType::Phone,
    AnswerType::Address,
    AnswerType::Age,
    AnswerType::Professional,
    AnswerType::Reference,
    AnswerType::Reason,
    AnswerType::Intolerance,
    AnswerType::Frequency,
    AnswerType::Hours,
    AnswerType::Contact,
    AnswerType::Payment,
];
/// What a question may ask for without a word of what it is about: "monthly price".
const ENOUGH: [AnswerType; 1] = [AnswerType::Money];
/// The score of the best one about what somebody must not have, whoever that is: questions say
/// "the child", callers the name.
const INTOLERANCE: f32 = 0.65;

impl StandingOrder<'_> {
    /// The name of the caller is said as "this is Priya", the next appointment is whatever is
    /// arranged for the earliest day, and a current address is the latest one.
    pub(super) fn direct_answers(&self, hits: &[Hit]) -> Vec<Hit> {
        let asked = self.question.asks_for();
        let positions = if asked.contains(AnswerType::Promise) {
            self.knowledge.promises(self.memories)
        } else if self.question.asks_for_the_name() {
            let of_a_role = self.of_a_role();
            if !of_a_role.is_empty() {
                return of_a_role;
            }
            let names = self
                .knowledge
                .names(self.memories, self.question.asks_for_the_family_name());
            if names.is_empty() {
                self.knowledge.introductions(self.memories)
            } else {
                names
            }
        } else if asked.contains(AnswerType::Professional) {
            Vec::new()
        } else if self.question.asks_what_comes_next() {
            let upcoming = self.knowledge.upcoming(self.memories, &self.now);
            if upcoming.is_empty() {
                // What was only proposed is later than what has passed.
                let proposed = self.proposed();
                if !proposed.is_empty() {
                    return ranked(PROPOSED, proposed).collect();
                }
                Vec::from_iter(self.knowledge.last_arranged(self.memories))
            } else {
                upcoming
            }
        } else {
            Vec::new()
        };
        if positions.is_empty() {
            let found = self.of_the_kind(asked, hits);
            if found.is_empty() && asked.contains(AnswerType::Time) {
                // "What time is the show" may be called a matinee.
                let upcoming = self.knowledge.upcoming(self.memories, &self.now);
                return ranked(OFF_TOPIC, upcoming).collect();
            }
            return found;
        }
        ranked(DIRECT_ANSWER, positions).collect()
    }

    /// What has a day to come, the latest first, where nothing is booked: a summary or an offer.
    fn proposed(&self) -> Vec<usize> {
        let mut found: Vec<(Timestamp, usize)> = self
            .memories
            .iter()
            .enumerate()
            .filter(|(position, _)| {
                self.knowledge.is_upcoming(*position, &self.now)
                    && self.knowledge.standing(*position).holds()
            })
            .map(|(position, memory)| (memory.updated_at, position))
            .collect();
        found.sort_unstable_by(|a, b| b.cmp(a));
        found.into_iter().map(|(_, position)| position).collect()
    }

    /// The memories that name somebody by the role that the question has: "the tenant is now Mr. De
    /// Groot".
    fn of_a_role(&self) -> Vec<Hit> {
        let Some(role) = self.question.role() else {
            return Vec::new();
        };
        let mut found: Vec<_> = self
            .memories
            .iter()
            .enumerate()
            .filter(|(position, memory)| {
                matches!(memory.kind, MemoryKind::Semantic { .. })
                    && self.knowledge.has_word(*position, role)
                    && self
                        .knowledge
                        .answer_kinds(*position, memory)
                        .has
                        .contains(AnswerType::Professional)
                    && self.knowledge.standing(*position).holds()
            })
            .map(|(position, memory)| (memory.updated_at, position))
            .collect();
        found.sort_unstable_by(|a, b| b.cmp(a));
        ranked(
            DIRECT_ANSWER,
            found.into_iter().map(|(_, position)| position),
        )
        .collect()
    }

    /// The memories of the kind asked for, those about what is asked first, then the latest.
    fn of_the_kind(&self, asked: AnswerTypes, hits: &[Hit]) -> Vec<Hit> {
        let is_rare = RARE.iter().any(|kind| asked.contains(*kind));
        let may_be_enough = ENOUGH.iter().any(|kind| asked.contains(*kind));
        let is_enough = may_be_enough && self.question.topic_is_a_kind();
        let topic_len = self.question.topic_len();
        if asked.is_empty() || topic_len == 0 && !is_rare && !may_be_enough {
            return Vec::new();
        }
        let is_about_it = |candidate: &Candidate| {
            candidate.on_topic == topic_len && self.standing(candidate.position).holds()
        };
        let holds = |candidate: &Candidate| {
            (is_rare || may_be_enough) && self.standing(candidate.position).holds()
        };
        let among = |positions: &mut dyn Iterator<Item = usize>| -> Vec<Candidate> {
            positions
                .filter(|position| !self.is_about_another_person(*position))
                .filter_map(|position| self.candidate(position))
                .filter(|candidate| is_about_it(candidate) || holds(candidate))
                .collect()
        };
        let mut found = among(&mut hits.iter().map(|hit| hit.document));
        if is_rare || may_be_enough || found.is_empty() {
            found.extend(among(&mut self.latest_of_the_kind(asked)));
        }
        found.sort_unstable_by(|a, b| b.cmp(a));
        found.dedup();
        let Some(most) = found.first().map(|candidate| candidate.on_topic) else {
            return Vec::new();
        };
        let is_one_of_several = [AnswerType::Professional, AnswerType::Reference]
            .iter()
            .chain(&ENOUGH)
            .any(|kind| asked.contains(*kind));
        let is_all_over = |found: &[Candidate]| {
            found
                .iter()
                .filter(|candidate| candidate.on_topic == most)
                .all(|candidate| self.knowledge.is_past(candidate.position, &self.now))
        };
        let best = if most < topic_len && asked.contains(AnswerType::Intolerance) {
            INTOLERANCE
        } else if topic_len == 0 && is_one_of_several || most == 0 && is_enough {
            ONE_OF_SEVERAL
        } else if topic_len == 0 {
            DIRECT_ANSWER
        } else if most == topic_len && self.asks_for_a_time_to_come() && is_all_over(&found) {
            OVER
        } else if most == topic_len && asked.contains(AnswerType::Relation) {
            DIRECT_ANSWER
        } else if most == topic_len {
            ON_TOPIC
        } else if OF_THEIR_OWN.iter().any(|kind| asked.contains(*kind)) {
            OF_A_KIND_OF_ITS_OWN
        } else if most > 0 {
            PARTLY_ON_TOPIC
        } else {
            OFF_TOPIC
        };
        // "Changed to every second week" changes how often there is a delivery without saying so.
        let latest = found
            .iter()
            .filter(|candidate| candidate.on_topic == most)
            .map(|candidate| candidate.at)
            .max();
        let changes = found
            .iter()
            .filter(|candidate| candidate.is_change && Some(candidate.at) > latest)
            .max_by_key(|candidate| candidate.at)
            .map(|candidate| candidate.position);
        let found = found
            .iter()
            .filter(|candidate| candidate.on_topic == most)
            .map(|candidate| candidate.position);
        ranked(best, changes.into_iter().chain(found)).collect()
    }

    fn latest_of_the_kind(&self, asked: AnswerTypes) -> impl Iterator<Item = usize> {
        let mut of_the_kind: Vec<(Timestamp, usize)> = self
            .memories
            .iter()
            .enumerate()
            .filter(|(position, memory)| {
                let kinds = self.knowledge.answer_kinds(*position, memory);
                kinds.has.intersects(asked)
            })
            .map(|(position, memory)| (memory.updated_at, position))
            .collect();
        of_the_kind.sort_unstable_by(|a, b| b.cmp(a));
        of_the_kind.truncate(MAX_CONSIDERED);
        of_the_kind.into_iter().map(|(_, position)| position)
    }

    fn candidate(&self, position: usize) -> Option<Candidate> {
        let memory = self.memories.get(position)?;
        let asked = self.question.asks_for();
        let kinds = self.knowledge.answer_kinds(position, memory);
        let is_of_the_kind = kinds.has.intersects(asked);
        if !is_of_the_kind
            || asked.contains(AnswerType::Intolerance) && self.knowledge.only_ends(position)
        {
            return None;
        }
        let (question, is_agents) = match &memory.kind {
            MemoryKind::Semantic {
                neighbours,
                speaker,
            } => {
                let may_answer = kinds.replies_to.is_empty() || kinds.replies_to.intersects(asked);
                let question = neighbours.question().filter(|_| may_answer);
                (question, *speaker == Some(Speaker::Agent))
            }
            MemoryKind::Profile { .. } => (None, false),
            // What was said comes before what a summary says of it.
            MemoryKind::Factual { .. } => return None,
        };
        let on_topic_itself = count(&self.knowledge.topic_in(position, &self.question));
        let mut has = self.topic_meant_by(position);
        if let Some(question) = question.filter(|_| count(&has) < has.len()) {
            let asked = self.question.topic_of(question);
            let meant = self
                .question
                .topic_meant(self.knowledge.concepts_asked(position, memory));
            has.iter_mut()
                .zip(asked.into_iter().zip(meant))
                .for_each(|(has, (asked, meant))| *has |= asked || meant);
        }
        let is_of_one = SUPERSEDED.iter().any(|kind| asked.contains(*kind));
        Some(Candidate {
            on_topic: count(&has),
            is_home: self.question.topic_len() == 0
                && asked.contains(AnswerType::Address)
                && !kinds.has.contains(AnswerType::PostBox),
            is_change: is_of_one && self.knowledge.is_change(position),
            names_the_relative: asked.contains(AnswerType::Person)
                && self.question.is_answered_with_a_relative(memory),
            on_topic_itself,
            kinds: kinds.has.count_in_common(asked),
            has_the_words: self.knowledge.has_words_of(position, &self.question),
            is_to_come: self.asks_for_a_time_to_come()
                && !self.knowledge.is_past(position, &self.now),
            is_arranged: is_agents
                && asked.contains(AnswerType::Professional)
                && self.knowledge.is_upcoming(position, &self.now),
            at: memory.updated_at,
            is_callers: !is_agents && asked.contains(AnswerType::Intolerance),
            position,
        })
    }
}

fn count(has: &[bool]) -> usize {
    has.iter().filter(|has| **has).count()
}

/// A memory of the kind asked for, in the order of preference, worst first.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a criterion of its own"
)]
struct Candidate {
    /// How many words for what is asked about it has, together with what it replies to.
    on_topic: usize,
    /// Whether somebody can live there, if an address is asked for.
    is_home: bool,
    /// Whether it has a day that has not passed, if that is asked for.
    is_to_come: bool,
    /// Whether it names somebody as what the question says: "my husband Lars".
    names_the_relative: bool,
    on_topic_itself: usize,
    /// How many of the kinds asked for it has.
    kinds: u32,
    /// Whether it has any word of the question, such as the one that says what it asks for.
    has_the_words: bool,
    /// Whether it says who comes.
    is_arranged: bool,
    at: Timestamp,
    /// Whether it says that something changes of which there is one.
    is_change: bool,
    /// Whether the caller says it, of what somebody must not have: the agent may have deleted it.
    is_callers: bool,
    position: usize,
}

fn ranked(best: f32, positions: impl IntoIterator<Item = usize>) -> impl Iterator<Item = Hit> {
    positions
        .into_iter()
        .take(MAX_DIRECT_ANSWERS)
        .zip(0_u8..)
        .map(move |(document, rank)| Hit {
            document,
            score: best - f32::from(rank) * DIRECT_ANSWER_STEP * best,
        })
}
