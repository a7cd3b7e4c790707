//! Rule-based extraction of memories from a call, without a language model. The
//! phrases of each language are in `text/stock_phrases/`; stop words come from a
//! library.

mod extracted_memory;
mod filler;
mod novelty;
mod turns;

use std::collections::HashSet;

pub use extracted_memory::ExtractedMemory;
use extracted_memory::MAX_TEXT_CHARS;

use crate::{
    Call, CollectedFact, MemoryKind, PrivateText, Subject,
    text::{collapse_whitespace, truncate_at_word, without_placeholders},
};

/// Extracts the memories of a call, without duplicates: its profile facts, its
/// summary, the rationales of its evaluations, and its informative turns, in order.
///
/// Sentences with a redaction placeholder (`<REDACTED>`, `[NAME]`) are omitted. An
/// agent turn is extracted only if it adds information, such as a promise, a booking
/// or an explanation: not if it only asks, echoes the caller, or repeats text that we
/// sent to the agent. Texts have at most 2,000 characters.
#[must_use]
pub fn extract_memories(call: &Call) -> Vec<ExtractedMemory> {
    if call.skip_reason().is_some() {
        return Vec::new();
    }
    let summary = call.summary.as_ref();
    let rationales = call
        .evaluations
        .iter()
        .map(|evaluation| &evaluation.rationale);
    let mut seen = HashSet::new();
    call.collected
        .iter()
        .filter_map(profile_fact)
        .chain(summary.and_then(|text| factual_memory(text, Subject::Caller)))
        .chain(rationales.filter_map(|text| factual_memory(text, Subject::Agent)))
        .chain(turns::extract_turns(call))
        .filter(|memory| seen.insert(memory.dedup_key()))
        .collect()
}

fn profile_fact(fact: &CollectedFact) -> Option<ExtractedMemory> {
    if fact.is_null() {
        return None;
    }
    let value = collapse_whitespace(&fact.value.to_text());
    let text = format!("{}: {}", fact.key.to_text(), value);
    Some(ExtractedMemory {
        text: truncate_at_word(&text, MAX_TEXT_CHARS).into(),
        kind: MemoryKind::Profile {
            key: fact.key.clone(),
            value: fact.value.clone(),
        },
    })
}

fn factual_memory(text: &PrivateText, subject: Subject) -> Option<ExtractedMemory> {
    let text = without_placeholders(text)?;
    Some(ExtractedMemory {
        text: truncate_at_word(&text, MAX_TEXT_CHARS).into(),
        kind: MemoryKind::Factual { subject },
    })
}

#[cfg(test)]
mod tests;
