//! Puts what holds before what does not, whom a question names before others, and what it asks for
//! before what only has its words.

mod direct_answers;

use jiff::{Timestamp, Zoned, tz::TimeZone};
use memories_domain::{
    AnswerType, Knowledge, Memory, MemoryKind, PersonIndex, QuestionWords, Standing,
    is_name_of_caller,
};
use memories_search::Hit;

/// The score of what no longer holds, relative to its own.
const OUTDATED: f32 = 0.1;
/// The score of what took its place, relative to the score of what it replaced, unless its own is
/// higher.
const EVIDENCE: f32 = 0.98;
/// The same for what has nothing of the kind asked for: "unit: 411" answers no "lease end date".
const EVIDENCE_OF_ANOTHER_KIND: f32 = 0.3;
/// The score of what no longer holds for a question why something came about.
const FORMER_REASON: f32 = 0.8;
/// The score of what another person than the one in the question said or is about.
const OTHER_PERSON: f32 = 0.2;
/// How much of the distance to 1 remains for a fact that has the name asked for.
const NAMED_FACT: f32 = 0.4;
/// The score of the caller's name where that of somebody or something else is asked for.
const OTHER_NAME: f32 = 0.2;
/// The score of a fact whose name has only some of the words asked for, and whose value has none.
const PARTLY_NAMED_FACT: f32 = 0.6;
/// What the odds of a memory are multiplied by that has the kind of thing asked for.
const OF_THE_KIND: f32 = 3.0;
/// What the odds of any other memory are multiplied by.
const OF_ANOTHER_KIND: f32 = 0.35;
/// What the odds of the summary of a call are multiplied by: what was said comes before it.
const SUMMARY: f32 = 0.6;
/// The score of what has the kind asked for, relative to that of a turn shortly before that is
/// about what is asked for.
const NEARBY: f32 = 0.8;
const NEARBY_TURNS: u32 = 4;
/// For so many hits the turns after them are considered.
const MAX_WITH_NEARBY: usize = 6;
/// What the odds of a memory are divided by, beside 1, for each later call that has a hit.
const LATER_CALL: f32 = 0.15;
/// The same where the question asks for what holds now.
const LATER_CALL_NOW: f32 = 0.3;
/// More later calls count as so many: what is old need not be outdated.
const MAX_LATER_CALLS: u8 = 4;
/// What the odds of a memory about a day that has passed are multiplied by, for a question what
/// comes next.
const OVER: f32 = 0.3;
/// What the odds of a reply to the same question for yes or no are multiplied by.
const SAME_QUESTION: f32 = 4.0;
/// What the odds of a turn that only asks are multiplied by if the reply is known.
const ONLY_ASKS: f32 = 0.3;
/// How often what took a place may itself have been replaced.
const MAX_CHAIN: usize = 8;

/// What hits are ordered by beside their scores.
pub(crate) struct StandingOrder<'r> {
    memories: &'r [Memory],
    knowledge: &'r Knowledge,
    question: QuestionWords,
    now: Zoned,
    /// Whom the question names, on a line that several people use.
    person: Option<PersonIndex>,
}

impl<'r> StandingOrder<'r> {
    pub(crate) fn new(
        memories: &'r [Memory],
        knowledge: &'r Knowledge,
        question: &str,
        now: Timestamp,
    ) -> Self {
        let line = knowledge.line();
        let words = QuestionWords::new(question);
        // Of what one is to another both are the topic.
        let named = if words.asks_for().contains(AnswerType::Relation) {
            None
        } else {
            line.find(question)
        };
        let words = match named.and_then(|named| line.person(named)?.name.as_ref()) {
            Some(name) => {
                let name = name.to_text();
                words.without(&name.split_whitespace().collect::<Vec<_>>())
            }
            None => words,
        };
        Self {
            memories,
            knowledge,
            question: words,
            now: now.to_zoned(TimeZone::UTC),
            person: named.filter(|_| line.is_shared()),
        }
    }

    /// The standing of what in a memory answers the question.
    pub(crate) fn standing(&self, document: usize) -> Standing {
        self.knowledge.standing_for(document, &self.question)
    }

    /// Reorders hits, best first. A memory that was replaced, ended or corrected comes after the
    /// one that says so, which is found with it even if it has none of the question's words: "no
    /// gate here" answers "gate code".
    pub(crate) fn apply(&self, hits: Vec<Hit>) -> Vec<Hit> {
        let mut ordered: Vec<Hit> = Vec::with_capacity(hits.len() * 2);
        for hit in self.direct_answers(&hits) {
            raise(&mut ordered, hit);
        }
        let hits = self.answers_before_questions(hits);
        let calls = self.calls(&hits);
        for hit in hits {
            let score = with_odds_times(hit.score, self.recency(hit.document, &calls));
            let score = self.score(hit.document, score);
            let standing = self.standing(hit.document);
            if standing.holds() || self.is_about_something_else(hit.document, standing) {
                raise(&mut ordered, Hit { score, ..hit });
                continue;
            }
            let asks_why = self.question.asks_for().contains(AnswerType::Reason);
            let outdated = score * if asks_why { FORMER_REASON } else { OUTDATED };
            raise(
                &mut ordered,
                Hit {
                    score: outdated,
                    ..hit
                },
            );
            if let Some(document) = self.successor(hit.document, standing) {
                let is_of_another_kind = self.has_the_kind(hit.document) == Some(true)
                    && self.has_the_kind(document) == Some(false);
                let evidence = if is_of_another_kind || asks_why {
                    EVIDENCE_OF_ANOTHER_KIND
                } else {
                    EVIDENCE
                };
                let score = score * evidence;
                raise(&mut ordered, Hit { document, score });
            }
        }
        self.add_nearby_answers(&mut ordered);
        ordered.sort_by(|a, b| b.score.total_cmp(&a.score));
        let mut facts: Vec<&str> = Vec::new();
        ordered.retain(|hit| match self.memories.get(hit.document) {
            Some(memory) if matches!(memory.kind, MemoryKind::Profile { .. }) => {
                // What two calls say alike is one answer.
                let is_new = !facts.contains(&&*memory.text);
                facts.push(&memory.text);
                is_new
            }
            _ => true,
        });
        ordered
    }

    /// An agent's question does not come before the reply to it.
    fn answers_before_questions(&self, mut hits: Vec<Hit>) -> Vec<Hit> {
        let text = |hit: &Hit| Some(&*self.memories.get(hit.document)?.text);
        let asked = |hit: &Hit| match &self.memories.get(hit.document)?.kind {
            MemoryKind::Semantic { neighbours, .. } => neighbours.question(),
            _ => None,
        };
        for position in 0..hits.len() {
            let Some(question) = hits.get(position).and_then(asked) else {
                continue;
            };
            let answered = hits.iter().position(|hit| {
                text(hit).is_some_and(|text| text == &**question)
                    && self.knowledge.only_asks(hit.document)
            });
            let Some(score) = answered
                .and_then(|answered| hits.get_mut(answered))
                .map(|hit| {
                    let score = hit.score;
                    hit.score = with_odds_times(score, ONLY_ASKS);
                    score
                })
            else {
                continue;
            };
            if let Some(answer) = hits.get_mut(position) {
                answer.score = answer.score.max(score);
            }
        }
        hits
    }

    /// What is asked about is often named a few turns before the answer is given: "I want winter
    /// tyres" … "That's 420 euros for all four."
    fn add_nearby_answers(&self, hits: &mut Vec<Hit>) {
        if self.question.asks_for().is_empty() {
            return;
        }
        let place = |document: usize| {
            let memory = self.memories.get(document)?;
            Some((memory.source.as_ref()?.started_at, memory.annotations.turn?))
        };
        hits.sort_by(|a, b| b.score.total_cmp(&a.score));
        let mut near: Vec<Hit> = Vec::new();
        for hit in hits
            .iter()
            .take(MAX_WITH_NEARBY)
            .filter(|hit| self.has_the_kind(hit.document) == Some(false))
        {
            let Some((call, turn)) = place(hit.document) else {
                continue;
            };
            let answer = (0..self.memories.len())
                .filter_map(|document| {
                    let (at, after) = place(document)?;
                    let distance = after.checked_sub(turn)?;
                    ((1..=NEARBY_TURNS).contains(&distance) && at == call)
                        .then_some((distance, document))
                })
                .filter(|(_, document)| {
                    self.has_the_kind(*document) == Some(true) && self.standing(*document).holds()
                })
                .min();
            if let Some((_, document)) = answer {
                near.push(Hit {
                    document,
                    score: hit.score * NEARBY,
                });
            }
        }
        for hit in near {
            raise(hits, hit);
        }
    }

    /// When the calls of some hits began, latest first.
    fn calls(&self, hits: &[Hit]) -> Vec<Timestamp> {
        let mut calls: Vec<Timestamp> = hits
            .iter()
            .filter_map(|hit| Some(self.memories.get(hit.document)?.updated_at))
            .collect();
        calls.sort_unstable_by(|a, b| b.cmp(a));
        calls.dedup();
        calls
    }

    /// How much likelier a memory answers the question for when it was said.
    fn recency(&self, document: usize, calls: &[Timestamp]) -> f32 {
        let memory = self.memories.get(document);
        // Which facts hold is known.
        if memory.is_none_or(|memory| matches!(memory.kind, MemoryKind::Profile { .. })) {
            return 1.0;
        }
        let at = memory.map(|memory| memory.updated_at);
        let later = calls.iter().take_while(|call| Some(**call) != at).count();
        let later = u8::try_from(later).map_or(MAX_LATER_CALLS, |later| later.min(MAX_LATER_CALLS));
        let asks_for_the_present =
            self.question.asks_for_the_present() || self.question.asks_yes_or_no();
        let each = if asks_for_the_present {
            LATER_CALL_NOW
        } else {
            LATER_CALL
        };
        1.0 / (1.0 + f32::from(later) * each)
    }

    fn score(&self, document: usize, score: f32) -> f32 {
        let other_person = if self.is_about_another_person(document) {
            OTHER_PERSON
        } else {
            1.0
        };
        let score = with_odds_times(score, self.likelihood(document));
        self.score_by_name(document, score) * other_person
    }

    fn is_about_another_person(&self, document: usize) -> bool {
        match (self.person, self.knowledge.person(document)) {
            (Some(asked), Some(person)) => asked != person,
            _ => false,
        }
    }

    /// How much likelier a memory answers the question for what it is.
    fn likelihood(&self, document: usize) -> f32 {
        let Some(memory) = self.memories.get(document) else {
            return 1.0;
        };
        let kind = match self.has_the_kind(document) {
            Some(true) => OF_THE_KIND,
            Some(false) => OF_ANOTHER_KIND,
            None => 1.0,
        };
        let said = match &memory.kind {
            MemoryKind::Factual { .. } => SUMMARY,
            MemoryKind::Semantic { neighbours, .. }
                if self.question.asks_yes_or_no()
                    && neighbours
                        .question()
                        .is_some_and(|asked| self.question.is_asked_by(asked)) =>
            {
                SAME_QUESTION
            }
            MemoryKind::Semantic { .. } | MemoryKind::Profile { .. } => 1.0,
        };
        let is_over =
            self.question.asks_what_comes_next() && self.knowledge.is_past(document, &self.now);
        kind * said * if is_over { OVER } else { 1.0 }
    }

    /// Whether a memory has the kind of thing asked for, if the question asks for one.
    fn has_the_kind(&self, document: usize) -> Option<bool> {
        let asked = self.question.asks_for();
        let memory = self.memories.get(document)?;
        if asked.is_empty() {
            return None;
        }
        let only_names =
            asked.contains(AnswerType::Person) && !asked.contains(AnswerType::Relation);
        let kinds = self.knowledge.answer_kinds(document, memory);
        Some(
            kinds.has.intersects(asked)
                && (!only_names || self.question.is_answered_with_a_name(memory)),
        )
    }

    /// A fact's score by how much of its name the question has.
    fn score_by_name(&self, document: usize, score: f32) -> f32 {
        let Some(MemoryKind::Profile { key, value }) =
            self.memories.get(document).map(|memory| &memory.kind)
        else {
            return score;
        };
        let name = key.to_text().to_lowercase();
        let value = value.to_text().to_lowercase();
        let words = || name.split(' ').filter(|word| word.len() > 2);
        let has_all = self.question.contain_all(words());
        let is_about_all =
            || self.question.topic_in([&*name, &*value]) == self.question.topic_len();
        // "Who is the adjuster on the claim" asks for an adjuster, and is about a claim.
        let is_what_is_asked = || self.question.topic_in([&*name]) == 0;
        if has_all && is_name_of_caller(key) && !is_about_all() {
            // The name of somebody else is asked for.
            score * OTHER_NAME
        } else if has_all && (is_about_all() || is_what_is_asked()) {
            1.0 - (1.0 - score) * NAMED_FACT
        } else if !has_all
            && self.question.contain_any(words())
            && !self.question.contain_any(value.split_whitespace())
        {
            score * PARTLY_NAMED_FACT
        } else {
            score
        }
    }

    /// Whether what took a memory's place is another amount than that asked for: "the children's
    /// course is 38 euros a month" does not replace what the membership costs.
    fn is_about_something_else(&self, document: usize, standing: Standing) -> bool {
        let (Standing::Replaced(evidence), Some(replaced)) =
            (standing, self.memories.get(document))
        else {
            return false;
        };
        let topic_in = |memory: &Memory| {
            let question = match &memory.kind {
                MemoryKind::Semantic { neighbours, .. } => neighbours.question(),
                _ => None,
            };
            let texts = [Some(&memory.text), question].into_iter().flatten();
            self.question.topic_in(texts.map(|text| &**text))
        };
        self.question.asks_for().contains(AnswerType::Money)
            && self.question.topic_len() > 0
            && self.question.topic_in([&*replaced.text]) == self.question.topic_len()
            && self
                .memories
                .get(evidence.memory)
                .is_some_and(|evidence| topic_in(evidence) == 0)
    }

    /// The memory that holds in place of another.
    fn successor(&self, document: usize, standing: Standing) -> Option<usize> {
        let mut successor = standing.evidence()?.memory;
        for _ in 0..MAX_CHAIN {
            match self.knowledge.standing(successor).evidence() {
                Some(evidence) if evidence.memory != successor => successor = evidence.memory,
                _ => break,
            }
        }
        (successor != document && self.knowledge.standing(successor).holds()).then_some(successor)
    }
}

/// Adds a hit, or raises the score of the same document.
fn raise(hits: &mut Vec<Hit>, hit: Hit) {
    match hits.iter_mut().find(|other| other.document == hit.document) {
        Some(other) => other.score = other.score.max(hit.score),
        None => hits.push(hit),
    }
}

/// A probability whose odds are multiplied.
fn with_odds_times(probability: f32, factor: f32) -> f32 {
    let odds = probability * factor;
    odds / (odds + 1.0 - probability)
}
