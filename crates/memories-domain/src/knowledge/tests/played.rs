//! Calls that are written down in a test, and what the service knows after them.

use std::{collections::HashMap, fmt};

use jiff::{Timestamp, Zoned, tz::TimeZone};

use crate::{
    Annotations, BelongsTo, Call, CallHistory, CallOutcome, CallSpeaker, CallerRecord, Certainty,
    CollectedFact, ConversationId, DedupKey, ExtractedMemory, ExtractionRules, FactRules, LastCall,
    Locale, Memory, MemoryId, MemoryKind, MemoryStatus, PersonIndex, PersonName, Platform,
    ProfileKey, ProfileValue, SensitiveDataPolicy, Source, Speaker, Standing, SummaryStyle, Turn,
    extract_memories, memory_summary,
};

/// A call on a day such as `2026-09-30`, at ten in the morning, UTC.
#[derive(Clone)]
pub(super) struct Played(pub(super) Call);

/// With what is said, unlike a call.
impl fmt::Debug for Played {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let turns = self.0.turns.iter();
        let facts = self.0.collected.iter();
        let facts = facts.map(|fact| format!("{}: {}", fact.key.as_str(), &*fact.value.to_text()));
        f.debug_list()
            .entries(turns.map(|turn| turn.text.as_str()))
            .entries(facts)
            .finish()
    }
}

impl Played {
    pub(super) fn on(day: &str) -> Self {
        Self::at(&format!("{day}T10:00:00Z"))
    }

    pub(super) fn at(moment: &str) -> Self {
        Self(Call {
            conversation_id: ConversationId::new(Platform::ElevenLabs, moment).unwrap(),
            agent_id: None,
            started_at: moment.parse().unwrap(),
            duration_secs: 120,
            language: Some("en".into()),
            time_zone: None,
            outcome: CallOutcome::Answered,
            caller_spoke: true,
            turns: Vec::new(),
            summary: None,
            title: None,
            evaluations: Vec::new(),
            collected: Vec::new(),
            injected_context: Vec::new(),
            machine_answered: false,
        })
    }

    pub(super) fn language(mut self, language: &str) -> Self {
        self.0.language = Some(language.into());
        self
    }

    pub(super) fn caller(self, text: &str) -> Self {
        self.turn(Speaker::Caller, text)
    }

    pub(super) fn agent(self, text: &str) -> Self {
        self.turn(Speaker::Agent, text)
    }

    fn turn(mut self, speaker: Speaker, text: &str) -> Self {
        self.0.turns.push(Turn {
            speaker,
            text: text.into(),
        });
        self
    }

    /// A value from data collection.
    pub(super) fn collected(self, key: &str, value: &str) -> Self {
        self.collected_value(key, ProfileValue::Text(value.into()))
    }

    pub(super) fn collected_value(mut self, key: &str, value: ProfileValue) -> Self {
        let key = ProfileKey::parse(key).unwrap();
        self.0.collected.push(CollectedFact { key, value });
        self
    }
}

/// The record of a caller after these calls. Like a store, it removes what must not be kept, and
/// merges statements that a later call repeats.
pub(super) fn after(calls: impl IntoIterator<Item = Played>) -> CallerRecord {
    after_with(calls, FactRules::default())
}

/// Likewise, with what an operator declared about facts.
pub(super) fn after_with(
    calls: impl IntoIterator<Item = Played>,
    facts: FactRules,
) -> CallerRecord {
    let rules = ExtractionRules {
        facts,
        ..ExtractionRules::default()
    };
    let mut calls: Vec<Call> = calls.into_iter().map(|Played(call)| call).collect();
    for call in &mut calls {
        call.redact(&SensitiveDataPolicy::default());
    }
    calls.retain(|call| call.skip_reason().is_none());
    calls.sort_by_key(|call| call.started_at);
    let history = CallHistory {
        count: calls.len() as u64,
        first_at: calls.first().map(|call| call.started_at),
        last: calls.last().map(|call| LastCall {
            started_at: call.started_at,
            duration_secs: call.duration_secs,
            summary: call.summary.clone(),
        }),
    };
    CallerRecord::new(memories_of(&calls, &rules), history)
}

fn memories_of(calls: &[Call], rules: &ExtractionRules) -> Vec<Memory> {
    let mut memories: Vec<Memory> = Vec::new();
    let mut known: HashMap<DedupKey, usize> = HashMap::new();
    for call in calls {
        for extracted in extract_memories(call, rules) {
            let key = extracted.dedup_key();
            if let Some(memory) = known.get(&key).and_then(|&at| memories.get_mut(at)) {
                let repeated = memory_of(extracted, call.source(), memory.id.clone());
                *memory = Memory {
                    created_at: memory.created_at,
                    confirmations: memory.confirmations + 1,
                    ..repeated
                };
            } else {
                known.insert(key, memories.len());
                let id = MemoryId::parse(&format!("memory_{}", memories.len())).unwrap();
                memories.push(memory_of(extracted, call.source(), id));
            }
        }
    }
    memories
}

fn memory_of(extracted: ExtractedMemory, source: Source, id: MemoryId) -> Memory {
    Memory {
        id,
        text: extracted.text,
        kind: extracted.kind,
        created_at: source.started_at,
        updated_at: source.started_at,
        expires_at: extracted.expires_at,
        source: Some(source),
        confirmations: 0,
        annotations: extracted.annotations,
    }
}

/// Whose the values of a fact are.
pub(super) fn owned(
    record: &CallerRecord,
    key: &str,
) -> Vec<(Option<PersonIndex>, Option<BelongsTo>)> {
    let facts = record.knowledge().facts().iter();
    facts
        .filter(|fact| fact.key.as_str() == key)
        .map(|fact| (fact.person, fact.belongs_to))
        .collect()
}

/// With a fact that an operator entered on a day, about a person of the line.
pub(super) fn with_manual(
    mut record: CallerRecord,
    day: &str,
    (key, value): (&str, &str),
    person: Option<&str>,
) -> CallerRecord {
    let key = ProfileKey::parse(key).unwrap();
    let text = format!("{}: {value}", key.to_text());
    let value = ProfileValue::Text(value.into());
    let kind = MemoryKind::Profile { key, value };
    let (said_at, facts) = (morning(day), FactRules::default());
    let caller = person.map(|name| CallSpeaker {
        name: PersonName::parse(name),
        certainty: Certainty::Stated,
        other_spellings: Vec::new(),
        relation: None,
        on_behalf_of: None,
    });
    record.memories.push(Memory {
        id: MemoryId::generate(),
        annotations: Annotations {
            caller,
            ..Annotations::of(&text, &kind, &said_at, None, &facts)
        },
        text: text.into(),
        kind,
        created_at: said_at.timestamp(),
        updated_at: said_at.timestamp(),
        expires_at: None,
        source: None,
        confirmations: 0,
    });
    CallerRecord::new(record.memories, record.calls)
}

/// The values of a fact that hold, one per person.
pub(super) fn values(record: &CallerRecord, key: &str) -> Vec<String> {
    let key = ProfileKey::parse(key).unwrap();
    let facts = record.knowledge().facts().iter();
    facts
        .filter(|fact| fact.key == key)
        .map(|fact| fact.value().to_text().into_string())
        .collect()
}

/// The one value of a fact that holds.
pub(super) fn value(record: &CallerRecord, key: &str) -> Option<String> {
    let mut values = values(record, key);
    assert!(values.len() <= 1, "{key}: {values:?}");
    values.pop()
}

/// The standing of the memory whose text begins so.
pub(super) fn standing(record: &CallerRecord, start: &str) -> Standing {
    record.knowledge().standing(position(record, start))
}

pub(super) fn holds(record: &CallerRecord, start: &str) -> bool {
    standing(record, start).holds()
}

/// How the memory whose text begins so stands in the morning of a day.
pub(super) fn status(record: &CallerRecord, start: &str, day: &str) -> MemoryStatus {
    let position = position(record, start);
    record.knowledge().status(position, &morning(day))
}

pub(super) fn position(record: &CallerRecord, start: &str) -> usize {
    let mut texts = record.memories.iter().map(|memory| memory.text.as_str());
    let found = texts.position(|text| text.starts_with(start));
    found.unwrap_or_else(|| panic!("no memory begins with {start:?}: {:?}", texts_of(record)))
}

pub(super) fn texts_of(record: &CallerRecord) -> Vec<&str> {
    let texts = record.memories.iter().map(|memory| memory.text.as_str());
    texts.collect()
}

/// The summary that an agent receives at ten in the morning of a day.
pub(super) fn told(record: &CallerRecord, day: &str) -> String {
    let style = SummaryStyle {
        locale: Locale::default(),
        max_chars: 4000,
    };
    memory_summary(record, &morning(day), style)
}

pub(super) fn morning(day: &str) -> Zoned {
    let moment: Timestamp = format!("{day}T10:00:00Z").parse().unwrap();
    moment.to_zoned(TimeZone::UTC)
}
