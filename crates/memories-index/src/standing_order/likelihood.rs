//! How likely a memory answers a question for what it is, beside its words.

use jiff::Timestamp;
use memories_domain::{AnswerType, Memory, MemoryKind, Speaker, is_name_of_caller};
use memories_search::Hit;

use super::{StandingOrder, odds::with_odds_times};

/// The score of what another person than the one in the question said or is about.
const OTHER_PERSON: f32 = 0.2;
/// The score of what another person said of the one in the question.
const NAMED_BY_ANOTHER: f32 = 0.6;
/// How much of the distance to 1 remains for a fact that has the name asked for.
const NAMED_FACT: f32 = 0.4;
/// The score of the caller's name where that of somebody or something else is asked for.
const OTHER_NAME: f32 = 0.2;
/// The score of a fact whose name has only some of the words asked for, and whose value has none.
const PARTLY_NAMED_FACT: f32 = 0.6;
/// The same if what the question is about most of all is not in the name: "service address" for
/// "service plan".
const DIFFERENTLY_NAMED_FACT: f32 = 0.5;
/// What the odds of a memory are multiplied by that has the kind of thing asked for.
const OF_THE_KIND: f32 = 3.0;
/// What the odds of any other memory are multiplied by.
const OF_ANOTHER_KIND: f32 = 0.35;
/// What the odds of the summary of a call are multiplied by: what was said comes before it.
const SUMMARY: f32 = 0.6;
/// What the odds of a memory are divided by, beside 1, for each later call that has a hit.
const LATER_CALL: f32 = 0.15;
/// The same where the question asks for what holds now.
const LATER_CALL_NOW: f32 = 0.3;
/// More later calls count as so many: what is old need not be outdated.
const MAX_LATER_CALLS: u8 = 4;
/// What the odds of a memory about a day that has passed are multiplied by, for a question what
/// comes next.
const OVER: f32 = 0.3;
/// The same for any other question for a time, as what is habitual may be told with a day.
const PROBABLY_OVER: f32 = 0.5;
/// What the odds of a caller's first words are multiplied by if only the greeting has the words
/// of the question.
const GREETED: f32 = 0.25;
/// What the odds of a turn are multiplied by that only asks.
const ONLY_ASKS: f32 = 0.7;
/// The score of answers that are of the kind asked for, and likely about what is asked.
const SURE: f32 = 0.5;
/// The score of a summary of an earlier call, relative to such an answer, unless its own is lower.
const EARLIER_SUMMARY: f32 = 0.9;
/// What the odds of a reply to the same question for yes or no are multiplied by.
const SAME_QUESTION: f32 = 4.0;

/// What is known of the answers that are of the kind asked for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Answered {
    /// The score of the best, if that is high.
    surely: Option<f32>,
    /// When the latest was given.
    at: Option<Timestamp>,
    /// Whether the best has all words for what is asked about.
    is_about_all: bool,
}

impl StandingOrder<'_> {
    /// When the calls of some hits began, latest first.
    pub(super) fn calls(&self, hits: &[Hit]) -> Vec<Timestamp> {
        let mut calls: Vec<Timestamp> = hits
            .iter()
            .filter_map(|hit| Some(self.memories.get(hit.document)?.updated_at))
            .collect();
        calls.sort_unstable_by(|a, b| b.cmp(a));
        calls.dedup();
        calls
    }

    /// How much likelier a memory answers the question for when it was said.
    pub(super) fn recency(&self, document: usize, calls: &[Timestamp]) -> f32 {
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

    /// What is known of the answers that are of the kind asked for.
    pub(super) fn answered(&self, direct: &[Hit]) -> Answered {
        Answered {
            surely: direct
                .first()
                .map(|hit| hit.score)
                .filter(|score| *score >= SURE),
            at: direct
                .iter()
                .filter_map(|hit| Some(self.memories.get(hit.document)?.updated_at))
                .max(),
            is_about_all: self.question.topic_len() > 0
                && direct
                    .first()
                    .is_some_and(|best| self.is_about_all(best.document)),
        }
    }

    /// Whether a memory, with the question that it answers, has all words for what is asked about.
    fn is_about_all(&self, document: usize) -> bool {
        let Some(memory) = self.memories.get(document) else {
            return false;
        };
        let question = match &memory.kind {
            MemoryKind::Semantic { neighbours, .. } => neighbours.question(),
            MemoryKind::Profile { .. } | MemoryKind::Factual { .. } => None,
        };
        let texts = [Some(&memory.text), question];
        self.question
            .topic_in(texts.into_iter().flatten().map(|text| &**text))
            == self.question.topic_len()
    }

    pub(super) fn score(&self, document: usize, score: f32, answered: Answered) -> f32 {
        let other_person = if self.is_about_another_person(document) {
            OTHER_PERSON
        } else if self.is_of_another_person(document) {
            NAMED_BY_ANOTHER
        } else {
            1.0
        };
        let score = with_odds_times(score, self.likelihood(document, answered));
        let score = match (self.memories.get(document), answered.surely) {
            (Some(memory), Some(surely))
                if matches!(memory.kind, MemoryKind::Factual { .. })
                    && self.gives_way(document, memory, answered) =>
            {
                score.min(surely * EARLIER_SUMMARY)
            }
            _ => score,
        };
        self.score_by_name(document, score) * other_person
    }

    /// How much likelier a memory answers the question for what it is.
    fn likelihood(&self, document: usize, answered: Answered) -> f32 {
        let Some(memory) = self.memories.get(document) else {
            return 1.0;
        };
        let kind = match self.has_the_kind(document) {
            // There is something that is of the kind and about all that is asked.
            Some(true) if self.gives_way(document, memory, answered) => 1.0,
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
            MemoryKind::Semantic {
                neighbours,
                speaker: Some(Speaker::Caller),
            } if neighbours
                .question()
                .is_some_and(|asked| self.question.is_which_asked_by(asked)) =>
            {
                SAME_QUESTION
            }
            MemoryKind::Semantic { .. } | MemoryKind::Profile { .. } => 1.0,
        };
        let is_over = self.asks_for_a_time_to_come() && self.knowledge.is_past(document, &self.now);
        let over = if !is_over {
            1.0
        } else if self.question.asks_what_comes_next() {
            OVER
        } else {
            PROBABLY_OVER
        };
        let greeted = if self.has_only_the_words_of_a_greeting(memory) {
            GREETED
        } else {
            1.0
        };
        let asks = if self.knowledge.only_asks(document) {
            ONLY_ASKS
        } else {
            1.0
        };
        kind * said * over * greeted * asks
    }

    /// Whether a memory of the kind asked for is less likely an answer because of another one: an
    /// earlier summary, or what is about something else.
    fn gives_way(&self, document: usize, memory: &Memory, answered: Answered) -> bool {
        match memory.kind {
            MemoryKind::Factual { .. } => answered.at.is_some_and(|at| memory.updated_at < at),
            MemoryKind::Semantic { .. } => answered.is_about_all && !self.is_about_all(document),
            MemoryKind::Profile { .. } => false,
        }
    }

    /// Whether the words of the question are in the greeting that a memory replies to, but not in
    /// the memory itself: what a company is called says nothing of the caller.
    fn has_only_the_words_of_a_greeting(&self, memory: &Memory) -> bool {
        let MemoryKind::Semantic { neighbours, .. } = &memory.kind else {
            return false;
        };
        memory.annotations.turn == Some(1)
            && neighbours
                .prev
                .as_deref()
                .is_some_and(|greeting| self.question.has_words_in(greeting))
            && !self.question.has_words_in(&memory.text)
    }

    /// "When are the boxes collected", unlike "when were the boxes collected".
    pub(super) fn asks_for_a_time_to_come(&self) -> bool {
        self.question.asks_what_comes_next()
            || self.question.asks_for().contains(AnswerType::Time)
                && !self.question.asks_for_the_past()
    }

    /// Whether a memory has the kind of thing asked for, if the question asks for one.
    pub(super) fn has_the_kind(&self, document: usize) -> Option<bool> {
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

    /// Whether a memory surely has nothing of what is asked for: a name says not how often.
    fn is_of_another_shape(&self, document: usize) -> bool {
        const WITH_A_SHAPE: [AnswerType; 5] = [
            AnswerType::Frequency,
            AnswerType::Age,
            AnswerType::Email,
            AnswerType::Phone,
            AnswerType::Hours,
        ];
        let asked = self.question.asks_for();
        WITH_A_SHAPE.iter().any(|kind| asked.contains(*kind))
            && self.has_the_kind(document) == Some(false)
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
        // "Who collects the dogs" asks for none of them.
        let asks_for_somebody = [AnswerType::Person, AnswerType::Professional]
            .iter()
            .any(|kind| self.question.asks_for().contains(*kind));
        let is_named_after = || {
            let names_nobody = asks_for_somebody && self.has_the_kind(document) == Some(false);
            !(self.question.asks_yes_or_no() || names_nobody) && self.question.is_named_after(&name)
        };
        if is_name_of_caller(key)
            && (has_all && !is_about_all()
                || self.question.asks_for_a_relative()
                || !self.question.has_a_word_for_names())
        {
            // The name of somebody else is asked for.
            score * OTHER_NAME
        } else if has_all
            && !self.is_of_another_shape(document)
            && (is_about_all() || is_what_is_asked() || is_named_after())
            || self.question.asks_for_what_is_named(&name)
        {
            1.0 - (1.0 - score) * NAMED_FACT
        } else if !has_all
            && self.question.contain_any(words())
            && !self.question.contain_any(value.split_whitespace())
        {
            if self.question.is_named_after(&name) {
                score * PARTLY_NAMED_FACT
            } else {
                score * DIFFERENTLY_NAMED_FACT
            }
        } else {
            score
        }
    }
}
