//! Rule-based extraction of memories from a call, without a language model. The
//! phrases of each language are in `text/stock_phrases/`; stop words come from a
//! library.

mod answers;
mod extracted_memory;
mod filler;
mod novelty;
mod turns;

use std::collections::HashSet;

pub use extracted_memory::ExtractedMemory;
use extracted_memory::MAX_TEXT_CHARS;
pub(crate) use filler::FillerFilter;
use jiff::{SignedDuration, Zoned, tz::TimeZone};

use crate::{
    Annotations, Call, CallSpeaker, CollectedFact, FactRules, MemoryKind, PrivateText, ProfileKey,
    ProfileValue, Sensitivity, Subject, TimeMention, find_times, identify_speaker,
    people::is_name_of_caller,
    text::{clean_name, collapse_whitespace, truncate_at_word, without_placeholders},
};

/// The value of a fact whose rule masks it.
const MASKED: &str = "on file";

/// What an operator decides about extraction.
#[derive(Debug, Clone)]
pub struct ExtractionRules {
    /// The zone of "tomorrow" and of dates, for calls that name none.
    pub time_zone: TimeZone,
    pub facts: FactRules,
}

impl Default for ExtractionRules {
    fn default() -> Self {
        Self {
            time_zone: TimeZone::UTC,
            facts: FactRules::default(),
        }
    }
}

/// Extracts the memories of a call, without duplicates: its profile facts, its
/// summary, the rationales of its evaluations, and its informative turns, in order.
///
/// Sentences with a redaction placeholder (`<REDACTED>`, `[NAME]`) are omitted. An
/// agent turn is extracted only if it adds information, such as a promise, a booking
/// or an explanation: not if it only asks, echoes the caller, or repeats text that we
/// sent to the agent. Texts have at most 2,000 characters. Every memory is annotated with the
/// times in it, resolved against the start of the call, and with who was calling.
#[must_use]
pub fn extract_memories(call: &Call, rules: &ExtractionRules) -> Vec<ExtractedMemory> {
    if call.skip_reason().is_some() {
        return Vec::new();
    }
    let annotator = Annotator::new(call, rules);
    let summary = call.summary.as_ref();
    let rationales = call
        .evaluations
        .iter()
        .map(|evaluation| &evaluation.rationale);
    let mut seen = HashSet::new();
    call.collected
        .iter()
        .filter_map(|fact| profile_fact(call, fact, rules))
        .chain(summary.and_then(|text| factual_memory(text, Subject::Caller)))
        .chain(rationales.filter_map(|text| factual_memory(text, Subject::Agent)))
        .chain(turns::extract_turns(call))
        .map(|memory| annotator.annotate(memory))
        .filter(|memory| seen.insert(memory.dedup_key()))
        .collect()
}

/// Adds what all memories of a call have in common, and the times.
struct Annotator<'c> {
    call: &'c Call,
    said_at: Zoned,
    caller: Option<CallSpeaker>,
}

impl<'c> Annotator<'c> {
    fn new(call: &'c Call, rules: &ExtractionRules) -> Self {
        let zone = call.time_zone.clone();
        let zone = zone.unwrap_or_else(|| rules.time_zone.clone());
        Self {
            call,
            said_at: call.started_at.to_zoned(zone),
            caller: identify_speaker(call),
        }
    }

    fn annotate(&self, memory: ExtractedMemory) -> ExtractedMemory {
        let annotations = Annotations {
            caller: self.caller.clone(),
            times: self.times(&memory),
            ..memory.annotations
        };
        ExtractedMemory {
            annotations,
            ..memory
        }
    }

    fn times(&self, memory: &ExtractedMemory) -> Vec<TimeMention> {
        let language = self.call.language.as_deref();
        let text: &str = &memory.text;
        match &memory.kind {
            // The name is no part of what was said: "next_visit: Monday".
            MemoryKind::Profile { key, .. } => {
                let name = key.to_text().len();
                let value = text.get(name..).unwrap_or_default();
                let shift = u32::try_from(name).unwrap_or(u32::MAX);
                let mut times = find_times(value, &self.said_at, language);
                for time in &mut times {
                    time.start += shift;
                    time.day_end += shift;
                    time.end += shift;
                }
                times
            }
            MemoryKind::Factual { .. } | MemoryKind::Semantic { .. } => {
                find_times(text, &self.said_at, language)
            }
        }
    }
}

fn profile_fact(
    call: &Call,
    fact: &CollectedFact,
    rules: &ExtractionRules,
) -> Option<ExtractedMemory> {
    let key = &fact.key;
    let rule = rules.facts.of(key);
    if fact.is_null() || fact.is_empty_list() && !is_spoken_of(call, key) {
        return None;
    }
    let value = match rule.sensitivity {
        Sensitivity::Drop => return None,
        Sensitivity::Mask => ProfileValue::Text(MASKED.into()),
        Sensitivity::Keep if is_name_of_caller(key) => {
            ProfileValue::Text(clean_name(&fact.value.to_text())?.into())
        }
        Sensitivity::Keep => fact.value.clone(),
    };
    let text = format!(
        "{}: {}",
        key.to_text(),
        collapse_whitespace(&value.to_text())
    );
    Some(ExtractedMemory {
        text: truncate_at_word(&text, MAX_TEXT_CHARS).into(),
        kind: MemoryKind::Profile {
            key: key.clone(),
            value,
        },
        annotations: Annotations {
            nature: rule.nature,
            ..Annotations::default()
        },
        expires_at: rule.keep_days.and_then(|days| {
            let kept = SignedDuration::from_hours(i64::from(days) * 24);
            call.started_at.checked_add(kept).ok()
        }),
    })
}

/// Whether the call speaks of what a fact is named after: "none" is an answer only to a question.
fn is_spoken_of(call: &Call, key: &ProfileKey) -> bool {
    let name = key.to_text().to_lowercase();
    let stems: Vec<String> = name
        .split(' ')
        .filter(|word| word.chars().count() > 3)
        .map(|word| word.chars().take(6).collect())
        .collect();
    call.turns.iter().any(|turn| {
        let text = turn.text.to_lowercase();
        stems.iter().any(|stem| text.contains(stem.as_str()))
    })
}

fn factual_memory(text: &PrivateText, subject: Subject) -> Option<ExtractedMemory> {
    let text = without_placeholders(text)?;
    Some(ExtractedMemory {
        text: truncate_at_word(&text, MAX_TEXT_CHARS).into(),
        kind: MemoryKind::Factual { subject },
        annotations: Annotations::default(),
        expires_at: None,
    })
}

#[cfg(any())]
mod tests;
