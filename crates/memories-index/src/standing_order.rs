//! Puts what holds before what does not, whom a question names before others, and what it asks for
//! before what only has its words.

mod dialogue;
mod direct_answers;
mod likelihood;

use jiff::Zoned;
use memories_domain::{
    AnswerType, Knowledge, Memory, MemoryKind, PersonIndex, QuestionWords, Standing,
};
use memories_search::Hit;

use self::likelihood::with_odds_times;

/// The score of what no longer holds, relative to its own.
const OUTDATED: f32 = 0.1;
/// The score of what took its place, relative to the score of what it replaced, unless its own is
/// higher.
const EVIDENCE: f32 = 0.98;
/// The same for what has nothing of the kind asked for: "unit: 411" answers no "lease end date".
const EVIDENCE_OF_ANOTHER_KIND: f32 = 0.3;
/// The score of what no longer holds for a question why something came about.
const FORMER_REASON: f32 = 0.8;
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
        now: Zoned,
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
            now,
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
        let mut facts: Vec<(&MemoryKind, Option<PersonIndex>)> = Vec::new();
        ordered.retain(|hit| match self.memories.get(hit.document) {
            Some(memory) if matches!(memory.kind, MemoryKind::Profile { .. }) => {
                // What two calls say alike is one answer.
                let person = self.knowledge.person(hit.document);
                let is_new = !facts.iter().any(|(kind, other)| {
                    *kind == &memory.kind
                        && (*other == person || other.is_none() || person.is_none())
                });
                facts.push((&memory.kind, person));
                is_new
            }
            _ => true,
        });
        ordered
    }

    fn is_about_another_person(&self, document: usize) -> bool {
        match (self.person, self.knowledge.person(document)) {
            (Some(asked), Some(person)) => asked != person,
            _ => false,
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

#[cfg(test)]
mod tests;
