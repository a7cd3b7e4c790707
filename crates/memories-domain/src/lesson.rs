//! What a call teaches, without a language model: every rule here is about
//! words. Those of each language are in `idioms` and in the lists of stop words.

mod commitment;
mod idioms;
mod lexicon;
mod news;
mod phrases;
mod placeholder;
mod sentence;
mod turn;
mod words;

use std::collections::HashSet;

pub(crate) use self::{
    commitment::commits,
    sentence::{is_question, one_line, sentences},
};
pub use self::{placeholder::meaningful, words::statement_key};
use self::{placeholder::stands_for_nothing, sentence::beginning, turn::turn_lessons};
use crate::{Call, CollectedFact, MemoryKind, PrivateText, ProfileKey, Speaker, Subject};

/// Longest text of a lesson, in characters.
const MAX_TEXT_CHARS: usize = 2000;

/// One thing that a call teaches, before a store has made a memory of it.
#[derive(Debug, Clone, PartialEq)]
pub struct ExtractedMemory {
    /// What is known, in words: one line of at most 2,000 characters.
    pub text: PrivateText,
    /// What sort of knowledge it is.
    pub kind: MemoryKind,
}

/// Everything a call teaches, each thing once: the profile facts found in it,
/// its summary, the judgements of the agent, and what was said and is worth
/// remembering, in its order.
///
/// Redaction placeholders (`<REDACTED>`, `[NAME]`) teach nothing: the sentence
/// that holds one is left out. Of the agent's turns only news is kept: what it
/// promises, books or explains, and not what it asks, what it had been told or
/// what the caller has just said.
#[must_use]
pub fn lessons(call: &Call) -> Vec<ExtractedMemory> {
    if call.skip_reason().is_some() {
        return Vec::new();
    }
    let summary = call.summary.as_ref();
    let rationales = call.evaluations.iter().map(|judged| &judged.rationale);
    let mut seen = HashSet::new();
    call.collected
        .iter()
        .filter_map(profile_lesson)
        .chain(summary.and_then(|text| factual_lesson(text, Subject::Caller)))
        .chain(rationales.filter_map(|text| factual_lesson(text, Subject::Agent)))
        .chain(turn_lessons(call))
        .filter(|lesson| seen.insert(Identity::of(lesson)))
        .collect()
}

fn profile_lesson(fact: &CollectedFact) -> Option<ExtractedMemory> {
    let value = one_line(&fact.value.to_text());
    if stands_for_nothing(&value) {
        return None;
    }
    let text = format!("{}: {}", fact.key.to_text(), value);
    Some(ExtractedMemory {
        text: beginning(&text, MAX_TEXT_CHARS).into(),
        kind: MemoryKind::Profile {
            key: fact.key.clone(),
            value: fact.value.clone(),
        },
    })
}

fn factual_lesson(text: &PrivateText, subject: Subject) -> Option<ExtractedMemory> {
    let text = meaningful(text)?;
    Some(ExtractedMemory {
        text: beginning(&text, MAX_TEXT_CHARS).into(),
        kind: MemoryKind::Factual { subject },
    })
}

/// What makes two lessons of one call the same.
#[derive(PartialEq, Eq, Hash)]
enum Identity {
    Fact(ProfileKey),
    About(Subject, String),
    Said(Option<Speaker>, String),
}

impl Identity {
    fn of(lesson: &ExtractedMemory) -> Self {
        let statement = || statement_key(&lesson.text);
        match &lesson.kind {
            MemoryKind::Profile { key, .. } => Self::Fact(key.clone()),
            MemoryKind::Factual { subject } => Self::About(*subject, statement()),
            MemoryKind::Semantic { speaker, .. } => Self::Said(*speaker, statement()),
        }
    }
}

#[cfg(test)]
mod tests;
