//! Rule-based extraction of memories from a call, without a language model. The
//! phrases of each language are in `text/stock_phrases/`; stop words come from a
//! library.

mod answers;
mod extracted_memory;
mod filler;
mod novelty;
mod recurrence;
mod turns;

use std::collections::HashSet;

pub(crate) use answers::{begins_with_yes_or_no, is_yes_or_no_alone, says_yes_or_no};
pub use extracted_memory::ExtractedMemory;
use extracted_memory::MAX_TEXT_CHARS;
pub(crate) use filler::FillerFilter;
use jiff::{Zoned, civil::Date, tz::TimeZone};
use smol_str::SmolStr;

use crate::{
    Annotations, Call, CallSpeaker, CallSpeakers, CollectedFact, FactRules, MemoryKind, ProfileKey,
    ProfileValue, Sensitivity, Subject, TimeMention, find_times, identify_speakers,
    knowledge::cues::is_news,
    people::is_name_of_caller,
    text::{clean_name, collapse_whitespace, truncate_at_word, words},
    times::is_day_of_month,
};

/// The value of a fact whose rule masks it.
const MASKED: &str = "on file";

/// A shorter word does not stand for a longer one that begins with it.
const MIN_CHARS_OF_A_STEM: usize = 4;

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
    let speakers = identify_speakers(call);
    let annotator = Annotator::new(call, &speakers, rules);
    let mut seen = HashSet::new();
    call.collected
        .iter()
        .filter_map(|fact| profile_fact(call, fact, rules))
        .chain(call.factual_texts().map(factual_memory))
        .chain(turns::extract_turns(call, &speakers))
        .map(|memory| annotator.annotate(memory))
        .filter(|memory| seen.insert(memory.dedup_key()))
        .collect()
}

/// Adds what all memories of a call have in common, and the times.
struct Annotator<'c> {
    call: &'c Call,
    facts: &'c FactRules,
    said_at: Zoned,
    speakers: &'c CallSpeakers,
    /// The dates that data collection and the summary name in full.
    dates: Vec<Date>,
}

impl<'c> Annotator<'c> {
    fn new(call: &'c Call, speakers: &'c CallSpeakers, rules: &'c ExtractionRules) -> Self {
        let zone = call.time_zone.clone();
        let zone = zone.unwrap_or_else(|| rules.time_zone.clone());
        let said_at = call.started_at.to_zoned(zone);
        let language = call.language.as_deref();
        let values = call.collected.iter().map(|fact| fact.value.to_text());
        let dates = values
            .chain(call.summary.clone())
            .flat_map(|text| find_times(&text, &said_at, language))
            .filter(|time| !time.relative)
            .flat_map(|time| [time.from, time.until])
            .collect();
        Self {
            call,
            facts: &rules.facts,
            said_at,
            speakers,
            dates,
        }
    }

    fn annotate(&self, memory: ExtractedMemory) -> ExtractedMemory {
        let language = self.call.language.as_deref();
        let (text, kind) = (&memory.text, &memory.kind);
        let of_text = Annotations::of(text, kind, &self.said_at, language, self.facts);
        let mut times = of_text.times;
        if let MemoryKind::Profile { key, value } = kind
            && recurrence::recurs(self.call, key, value, text, &times)
        {
            times.clear();
        }
        let annotations = Annotations {
            caller: self.speakers.caller.clone(),
            times: self.with_full_dates(text, times),
            nature: of_text.nature,
            belongs_to: of_text.belongs_to,
            changes_at: matches!(kind, MemoryKind::Semantic { .. } if is_news(text))
                .then_some(self.call.started_at),
            handed_to: match &memory.kind {
                MemoryKind::Profile { value, .. } => self.said_by(value),
                _ => memory.annotations.handed_to,
            },
            ..memory.annotations
        };
        ExtractedMemory {
            annotations,
            ..memory
        }
    }

    /// Of whom a fact of a call with several voices is: of the only one in whose turns its value is
    /// mentioned.
    fn said_by(&self, value: &ProfileValue) -> Option<CallSpeaker> {
        if !self.speakers.are_several() {
            return None;
        }
        let text = |text: &str| -> Vec<SmolStr> {
            words(text).into_iter().map(|word| word.text).collect()
        };
        let value = text(&value.to_text());
        // "Walnussallergie" mentions "Walnuss".
        let mentions = |said: &SmolStr, word: &SmolStr| {
            said == word
                || word.chars().count() >= MIN_CHARS_OF_A_STEM && said.starts_with(word.as_str())
        };
        let mut voices: Vec<usize> = self
            .call
            .turns
            .iter()
            .enumerate()
            .filter(|(_, turn)| {
                let said = text(&turn.text);
                value
                    .iter()
                    .all(|word| said.iter().any(|said| mentions(said, word)))
            })
            .map(|(index, _)| self.speakers.voice_at(index))
            .collect();
        voices.dedup();
        match voices[..] {
            [voice] => self.speakers.handed_to(voice).cloned(),
            _ => Some(CallSpeaker::unknown()),
        }
    }

    /// The times, where a bare day of the month is one of the dates that the call names in full:
    /// of a booking for 6 December, "we arrive on the 6th" means that day.
    fn with_full_dates(&self, text: &str, mut times: Vec<TimeMention>) -> Vec<TimeMention> {
        let in_full: Vec<Date> = times
            .iter()
            .filter(|time| !time.relative && time.from == time.until)
            .map(|time| time.from)
            .collect();
        let today = self.said_at.date();
        for time in &mut times {
            let words = text
                .get(time.start as usize..time.day_end as usize)
                .unwrap_or_default();
            if !time.relative || time.from != time.until || !is_day_of_month(words) {
                continue;
            }
            let named = self
                .dates
                .iter()
                .copied()
                .filter(|date| date.day() == time.from.day() && *date >= today)
                .min();
            let same_month = in_full
                .iter()
                .filter_map(|date| Date::new(date.year(), date.month(), time.from.day()).ok())
                .find(|date| *date >= today);
            if let Some(date) = named.or(same_month) {
                time.from = date;
                time.until = date;
            }
        }
        times
    }
}

fn profile_fact(
    call: &Call,
    fact: &CollectedFact,
    rules: &ExtractionRules,
) -> Option<ExtractedMemory> {
    let key = &fact.key;
    let rule = rules.facts.of(key);
    let is_spoken_name = call.is_spoken_name(fact);
    let is_missing = fact.is_null() || fact.is_empty_list() && !is_spoken_of(call, key);
    if is_missing && !is_spoken_name {
        return None;
    }
    let value = match rule.sensitivity {
        Sensitivity::Drop => return None,
        Sensitivity::Mask => ProfileValue::Text(MASKED.into()),
        Sensitivity::Keep if is_name_of_caller(key) && !is_spoken_name => {
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
        annotations: Annotations::default(),
        expires_at: rule.expires_at(call.started_at),
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

fn factual_memory((subject, text): (Subject, String)) -> ExtractedMemory {
    ExtractedMemory {
        text: truncate_at_word(&text, MAX_TEXT_CHARS).into(),
        kind: MemoryKind::Factual { subject },
        annotations: Annotations::default(),
        expires_at: None,
    }
}

#[cfg(test)]
mod tests;
