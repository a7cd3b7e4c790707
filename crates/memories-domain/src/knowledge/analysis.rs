//! What one memory's text says about others.
//!
//! Nothing here has `Debug`: it consists of what people said.

mod acts;
mod endings;
mod measures;
mod numbers;
mod part;
mod particulars;
mod promises;
mod sentence;
mod usefulness;

use std::{cell::OnceCell, sync::OnceLock};

use smol_str::SmolStr;

use self::promises::outcomes_of_item;
use self::sentence::{MAX_WORDS_OF_A_TIME, Sentence, TurnBefore, texts_of, time_words};
pub(super) use self::{
    measures::remeasures,
    numbers::{is_currency, is_of_a_price, is_period},
    part::{Act, Object, Part, Role},
    particulars::{News, Particulars},
};
use crate::{
    ConceptSet, Memory, MemoryKind, Nature, Speaker, TimeMention,
    concepts::concepts_named,
    extract::FillerFilter,
    sensitive::without_labels,
    text::{is_question, sentences, words},
};

/// The first turns are the greeting of the agent and what the caller replies.
const LAST_OPENING_TURN: u32 = 1;

/// What the sentences of a memory say. Depends on nothing but the memory.
#[derive(Default)]
pub(super) struct Analysis {
    pub(super) parts: Vec<Part>,
    /// Of a fact.
    pub(super) nature: Option<Nature>,
    /// Those of a fact's value.
    pub(super) value: Particulars,
    /// What a fact says became of promises: `invoice_sent: yes`.
    pub(super) outcomes: Vec<Act>,
    /// Found when a question first asks about any.
    pub(super) concepts: OnceLock<Concepts>,
}

/// What a memory is about.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Concepts {
    /// What it says.
    pub(super) told: ConceptSet,
    /// What the question asks about that it answers.
    pub(super) asked: ConceptSet,
}

impl Analysis {
    pub(super) fn new(memory: &Memory) -> Self {
        let language = memory
            .source
            .as_ref()
            .and_then(|source| source.language.as_deref());
        let filler = FillerFilter::for_language(language);
        let speaker = match memory.kind {
            MemoryKind::Semantic { speaker, .. } => speaker,
            MemoryKind::Profile { .. } | MemoryKind::Factual { .. } => None,
        };
        let is_fact = matches!(memory.kind, MemoryKind::Profile { .. });
        let text: &str = &memory.text;
        let (before, reply) = match &memory.kind {
            MemoryKind::Semantic { neighbours, .. } => {
                (neighbours.prev.as_deref(), neighbours.next.as_deref())
            }
            MemoryKind::Profile { .. } | MemoryKind::Factual { .. } => (None, None),
        };
        let (before, reply) = (before.unwrap_or_default(), reply.unwrap_or_default());
        let turn_before = TurnBefore::new(before);
        let answers_when = speaker == Some(Speaker::Caller) && turn_before.asks_when();
        let mut parts: Vec<Part> = Vec::new();
        let mut start = 0;
        let mut previous = before;
        let whole = std::iter::once(text).filter(|_| is_fact);
        for sentence in whole.chain(sentences(text).filter(|_| !is_fact)) {
            let end = start + sentence.len();
            let within = memory
                .annotations
                .times
                .iter()
                .filter(|mention| (start..end).contains(&(mention.start as usize)));
            let within: Vec<&TimeMention> = within.collect();
            // The label of what was removed names nothing.
            let spoken = without_labels(sentence);
            let sentence = Sentence {
                text: sentence,
                start,
                is_opening: start == 0
                    && memory
                        .annotations
                        .turn
                        .is_some_and(|turn| turn <= LAST_OPENING_TURN),
                is_redacted: spoken.len() != sentence.len(),
                words: texts_of(&spoken),
                time_words: time_words(text, &within),
                days: within,
                is_question: is_question(sentence),
                speaker,
                language,
                before: previous,
                turn_before: &turn_before,
                reply,
                clauses: OnceCell::new(),
            };
            previous = sentence.text;
            if sentence.starts_with_withdrawal()
                && !sentence.days.is_empty()
                && let Some(before) = parts.last_mut()
                && !before.days.is_empty()
            {
                // "Wednesday? No wait, Tuesday."
                before.days.clear();
                before.roles.push(Role::Withdrawn);
            }
            let mut part = sentence.analyse(&filler, start..end);
            if answers_when && part.words.len() <= MAX_WORDS_OF_A_TIME {
                part.roles.push(Role::Time);
            }
            parts.push(part);
            start = end;
        }
        let value = match &memory.kind {
            MemoryKind::Profile { value, .. } => Particulars::of_value(&value.to_text(), language),
            MemoryKind::Semantic { .. } | MemoryKind::Factual { .. } => Particulars::default(),
        };
        let outcomes = match &memory.kind {
            MemoryKind::Profile { key, value } => outcomes_of_item(key, value),
            MemoryKind::Semantic { .. } | MemoryKind::Factual { .. } => Vec::new(),
        };
        Self {
            parts,
            value,
            outcomes,
            concepts: OnceLock::new(),
            nature: match &memory.kind {
                MemoryKind::Profile { key, value } => Some(
                    memory
                        .annotations
                        .nature
                        .unwrap_or_else(|| Nature::of(key, value, &memory.annotations.times)),
                ),
                MemoryKind::Semantic { .. } | MemoryKind::Factual { .. } => None,
            },
        }
    }

    /// What the memory is about, of which this is the analysis.
    pub(super) fn concepts(&self, memory: &Memory) -> Concepts {
        *self.concepts.get_or_init(|| {
            let language = memory
                .source
                .as_ref()
                .and_then(|source| source.language.as_deref());
            let told = self
                .parts
                .iter()
                .filter(|part| !part.only_asks_the_caller())
                .flat_map(|part| &part.words)
                .map(SmolStr::as_str);
            let asked = match &memory.kind {
                MemoryKind::Semantic { neighbours, .. } => neighbours.question(),
                MemoryKind::Profile { .. } | MemoryKind::Factual { .. } => None,
            };
            let asked = asked.map(|question| words(question)).unwrap_or_default();
            Concepts {
                told: concepts_named(told, language),
                asked: concepts_named(asked.iter().map(|word| word.text.as_str()), language),
            }
        })
    }
}
