//! What belongs together in a call: questions with their replies, and answers a few turns later.

use memories_domain::MemoryKind;
use memories_search::Hit;

use super::{StandingOrder, odds::with_odds_times, raise};

/// The score of what has the kind asked for, relative to that of a turn shortly before that is
/// about what is asked for.
const NEARBY: f32 = 0.8;
const NEARBY_TURNS: u32 = 4;
/// For so many hits the turns after them are considered.
const MAX_WITH_NEARBY: usize = 6;
/// What the odds of a turn that only asks are multiplied by if the reply is known.
const ONLY_ASKS: f32 = 0.3;

impl StandingOrder<'_> {
    /// An agent's question does not come before the reply to it.
    pub(super) fn answers_before_questions(&self, mut hits: Vec<Hit>) -> Vec<Hit> {
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
                    && (self.knowledge.only_asks(hit.document)
                        || self
                            .knowledge
                            .asks_more_than_it_tells(hit.document, &self.question))
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
    pub(super) fn add_nearby_answers(&self, hits: &mut Vec<Hit>) {
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
}
