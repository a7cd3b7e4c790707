//! Puts what holds before what does not, whom a question names before others, and what it asks for
//! before what only has its words.

mod dialogue;
mod direct_answers;
mod likelihood;
mod odds;
mod other_words;

use jiff::{Timestamp, Zoned};
use memories_domain::{
    AnswerType, Knowledge, Memory, MemoryKind, PersonIndex, QuestionWords, Standing,
    is_name_of_caller,
};
use memories_search::Hit;

use self::odds::with_odds_times;

/// The score of what no longer holds, relative to its own.
const OUTDATED: f32 = 0.1;
/// The score of what took its place, relative to the score of what it replaced, unless its own is
/// higher.
const EVIDENCE: f32 = 0.98;
/// The same for what has nothing of the kind asked for: "unit: 411" answers no "lease end date".
const EVIDENCE_OF_ANOTHER_KIND: f32 = 0.3;
/// The score of what no longer holds for a question why something came about.
const FORMER_REASON: f32 = 0.8;
/// So many statements among the hits are put in order.
const MAX_IN_ORDER: usize = 6;
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
            person: named.filter(|&named| line.is_shared() || line.is_called_for(named)),
        }
    }

    /// The standing of what in a memory answers the question.
    pub(crate) fn standing(&self, document: usize) -> Standing {
        self.knowledge.standing_for(document, &self.question)
    }

    /// Reorders hits, best first. A memory that was replaced, ended or corrected comes after the
    /// one that says so, which is found with it even if it has none of the question's words: "no
    /// gate here" answers "gate code".
    pub(crate) fn apply(&self, mut hits: Vec<Hit>) -> Vec<Hit> {
        for hit in self.in_other_words(&hits) {
            raise(&mut hits, hit);
        }
        let mut ordered: Vec<Hit> = Vec::with_capacity(hits.len() * 2);
        let direct = self.direct_answers(&hits);
        let answered = self.answered(&direct);
        for hit in direct {
            raise(&mut ordered, hit);
        }
        let hits = self.answers_before_questions(hits);
        let calls = self.calls(&hits);
        for hit in hits {
            let score = with_odds_times(hit.score, self.recency(hit.document, &calls));
            let score = self.score(hit.document, score, answered);
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
                    && self.has_the_kind(document) == Some(false)
                    || self.is_a_name_that_nobody_asks_for(document);
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
        self.later_lists_first(&mut ordered);
        self.later_first(&mut ordered);
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
        self.is_of_another_person(document)
            && self
                .person
                .is_some_and(|asked| !self.names(document, asked))
    }

    fn is_of_another_person(&self, document: usize) -> bool {
        match (self.person, self.knowledge.person(document)) {
            (Some(asked), Some(person)) => asked != person,
            _ => false,
        }
    }

    /// Whether a memory has the given name of a person, whoever said it.
    fn names(&self, document: usize, person: PersonIndex) -> bool {
        self.knowledge
            .line()
            .person(person)
            .and_then(|person| person.name.as_ref()?.given().map(str::to_lowercase))
            .is_some_and(|given| self.knowledge.has_word(document, &given))
    }

    fn is_a_name_that_nobody_asks_for(&self, document: usize) -> bool {
        !self.question.has_a_word_for_names()
            && self.memories.get(document).is_some_and(|memory| {
                matches!(&memory.kind, MemoryKind::Profile { key, .. } if is_name_of_caller(key))
            })
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

    /// The latest fact that holds under the name of another: whatever ended the first berth, the
    /// second is the answer.
    fn present_fact(&self, document: usize) -> Option<usize> {
        let MemoryKind::Profile { key, .. } = &self.memories.get(document)?.kind else {
            return None;
        };
        let person = self.knowledge.person(document);
        self.memories
            .iter()
            .enumerate()
            .filter(|(position, memory)| {
                matches!(&memory.kind, MemoryKind::Profile { key: other, .. } if other == key)
                    && self.knowledge.person(*position) == person
                    && self.knowledge.standing(*position).holds()
            })
            .max_by_key(|(_, memory)| memory.updated_at)
            .map(|(position, _)| position)
    }

    /// Of a list that was told again with other items, the later comes first: "Moose, Pearl" before
    /// "Pearl" would tell of a dog that is gone.
    fn later_lists_first(&self, hits: &mut [Hit]) {
        let fact = |hit: &Hit| {
            let memory = self.memories.get(hit.document)?;
            match &memory.kind {
                MemoryKind::Profile { key, value } => {
                    Some((key, value.to_text(), memory.updated_at))
                }
                _ => None,
            }
        };
        for first in 0..hits.len() {
            for second in first + 1..hits.len() {
                let (Some(a), Some(b)) = (
                    hits.get(first).and_then(fact),
                    hits.get(second).and_then(fact),
                ) else {
                    continue;
                };
                if a.0 == b.0 && a.2 < b.2 && shares_a_word(&a.1, &b.1) {
                    swap_documents(hits, first, second);
                }
            }
        }
    }

    /// Whether the question asks for something of which there is one at a time, so that a later
    /// answer takes the place of an earlier one: how often, where to, by which means.
    fn asks_for_one_at_a_time(&self) -> bool {
        const ONE_AT_A_TIME: [AnswerType; 6] = [
            AnswerType::Address,
            AnswerType::Place,
            AnswerType::Frequency,
            AnswerType::Hours,
            AnswerType::Contact,
            AnswerType::Money,
        ];
        !self.question.asks_for_the_past()
            && ONE_AT_A_TIME
                .iter()
                .any(|kind| self.question.asks_for().contains(*kind))
    }

    /// Of two summaries that have the same words of the question, the later comes first; of any two
    /// statements, if the question is whether something is so, or what is so now, or for something
    /// of which there is one at a time.
    fn later_first(&self, hits: &mut [Hit]) {
        let asks_for_the_present =
            self.question.asks_for_the_present() || self.question.asks_yes_or_no();
        let asks_for_one = self.asks_for_one_at_a_time();
        let may_be_outdated = |hit: &Hit| {
            self.memories
                .get(hit.document)
                .is_some_and(|memory| match memory.kind {
                    MemoryKind::Factual { .. } => true,
                    MemoryKind::Semantic { .. } => {
                        asks_for_the_present
                            || asks_for_one && self.has_the_kind(hit.document) == Some(true)
                    }
                    MemoryKind::Profile { .. } => false,
                })
        };
        let statements: Vec<usize> = hits
            .iter()
            .enumerate()
            .filter(|(_, hit)| may_be_outdated(hit))
            .map(|(position, _)| position)
            .take(MAX_IN_ORDER)
            .collect();
        for (rank, &first) in statements.iter().enumerate() {
            for &second in statements.iter().skip(rank + 1) {
                let (Some(a), Some(b)) = (hits.get(first), hits.get(second)) else {
                    continue;
                };
                // A summary has words of many sentences.
                if (self.is_summary(a) || !self.is_summary(b))
                    && self.said_at(a) < self.said_at(b)
                    && self.has_the_kind(b.document) != Some(false)
                    && self.is_about_the_same(b.document, a.document)
                {
                    swap_documents(hits, first, second);
                }
            }
        }
    }

    fn is_summary(&self, hit: &Hit) -> bool {
        self.memories
            .get(hit.document)
            .is_some_and(|memory| matches!(memory.kind, MemoryKind::Factual { .. }))
    }

    fn said_at(&self, hit: &Hit) -> Option<Timestamp> {
        Some(self.memories.get(hit.document)?.updated_at)
    }

    /// Whether a memory has all words for what is asked about that another one has.
    fn is_about_the_same(&self, document: usize, other: usize) -> bool {
        let says = self.knowledge.topic_in(document, &self.question);
        let has = self.topic_meant_by(document);
        let mut other_says = self.knowledge.topic_in(other, &self.question);
        let mut other_has = self.topic_meant_by(other);
        // "No" to "are you diabetic" is about what it replies to.
        if let Some(MemoryKind::Semantic { neighbours, .. }) =
            self.memories.get(other).map(|memory| &memory.kind)
            && let Some(question) = neighbours.question()
        {
            let asked = self.question.topic_of(question);
            other_has
                .iter_mut()
                .zip(asked)
                .for_each(|(has, asked)| *has |= asked);
        }
        // What was broken is said to work, not to be broken no more.
        if let Some(other_has) = self
            .question
            .predicate()
            .and_then(|predicate| other_has.get_mut(predicate))
        {
            *other_has = false;
        }
        if let Some(other_says) = self
            .question
            .predicate()
            .and_then(|predicate| other_says.get_mut(predicate))
        {
            *other_says = false;
        }
        // What is only meant is not as good as what is said.
        if other_says
            .iter()
            .zip(&says)
            .any(|(other, says)| *other && !says)
        {
            return false;
        }
        has.contains(&true)
            && other_has.contains(&true)
            && has.iter().zip(other_has).all(|(has, other)| *has || !other)
    }

    /// Which of the words for what is asked about a memory has, or means.
    fn topic_meant_by(&self, document: usize) -> Vec<bool> {
        let mut has = self.knowledge.topic_in(document, &self.question);
        if let Some(memory) = self.memories.get(document) {
            let means = self
                .question
                .topic_meant(self.knowledge.concepts(document, memory));
            has.iter_mut()
                .zip(means)
                .for_each(|(has, means)| *has |= means);
        }
        has
    }

    /// The memory that holds in place of another.
    fn successor(&self, document: usize, standing: Standing) -> Option<usize> {
        let mut successor = standing.evidence()?.memory;
        if let Some(fact) = self.present_fact(document) {
            return Some(fact);
        }
        for _ in 0..MAX_CHAIN {
            match self.knowledge.standing(successor).evidence() {
                Some(evidence) if evidence.memory != successor => successor = evidence.memory,
                _ => break,
            }
        }
        (successor != document && self.knowledge.standing(successor).holds()).then_some(successor)
    }
}

/// Two hits change places; the scores stay in their order.
fn swap_documents(hits: &mut [Hit], a: usize, b: usize) {
    let documents = (
        hits.get(a).map(|hit| hit.document),
        hits.get(b).map(|hit| hit.document),
    );
    if let (Some(first), Some(second)) = documents {
        if let Some(hit) = hits.get_mut(a) {
            hit.document = second;
        }
        if let Some(hit) = hits.get_mut(b) {
            hit.document = first;
        }
    }
}

/// What two values of a list have in common.
fn shares_a_word(a: &str, b: &str) -> bool {
    const MIN_WORD_CHARS: usize = 4;
    let words = |text: &str| -> Vec<String> {
        text.split(|c: char| !c.is_alphanumeric())
            .filter(|word| word.chars().count() >= MIN_WORD_CHARS)
            .map(str::to_lowercase)
            .collect()
    };
    let b = words(b);
    words(a).iter().any(|word| b.contains(word))
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
