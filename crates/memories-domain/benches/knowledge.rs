//! What a call costs beside the store: extracting its memories, deriving what is true with them,
//! and summarising it, by the number of memories before the call.

#![allow(clippy::unwrap_used, reason = "a benchmark fails by panicking")]
#![allow(missing_docs, reason = "criterion's macro makes a public function")]

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use jiff::{SignedDuration, Timestamp, tz::TimeZone};
use memories_domain::{
    Call, CallHistory, CallOutcome, CallerRecord, CollectedFact, ConversationId, ExtractionRules,
    Knowledge, Locale, Memory, MemoryId, Platform, ProfileKey, ProfileValue, Speaker, SummaryStyle,
    Turn, extract_memories, memory_summary,
};

const SIZES: [usize; 3] = [100, 1_000, 10_000];

/// Turns of one call; numbers and names differ from call to call.
const TURNS: [(Speaker, &str); 12] = [
    (
        Speaker::Agent,
        "Northwind Heating, this is Mia, how can I help?",
    ),
    (
        Speaker::Caller,
        "Hi, this is Robin Berg, my boiler number {n} is leaking again in the cellar.",
    ),
    (
        Speaker::Agent,
        "Sorry about that. Is the address still {n} Elm Road?",
    ),
    (Speaker::Caller, "Yes, that's right."),
    (
        Speaker::Agent,
        "I've booked an engineer for Tuesday at {h} AM, the visit costs {n} dollars.",
    ),
    (
        Speaker::Caller,
        "Could we move it to Thursday? No wait, Friday is better for my wife.",
    ),
    (Speaker::Agent, "I've moved your visit to Friday at {h} AM."),
    (
        Speaker::Caller,
        "And we don't have the dog anymore, so the gate {n} is open.",
    ),
    (
        Speaker::Agent,
        "Noted. I'll send you the report number {n} by e-mail tomorrow.",
    ),
    (
        Speaker::Caller,
        "I'm allergic to penicillin and to whatever tablet {n} was.",
    ),
    (
        Speaker::Agent,
        "I've noted the allergy on your file with the reference {n}.",
    ),
    (
        Speaker::Caller,
        "Thanks, the part from order {n} has arrived, by the way.",
    ),
];

fn call(number: usize) -> Call {
    let text = |template: &str| {
        template
            .replace("{n}", &(1_000 + number * 7).to_string())
            .replace("{h}", &(8 + number % 4).to_string())
    };
    let collected = |name: &str, value: String| CollectedFact {
        key: ProfileKey::parse(name).unwrap(),
        value: ProfileValue::Text(value.as_str().into()),
    };
    let hours = i64::try_from(number).unwrap() * 30;
    Call {
        conversation_id: ConversationId::new(Platform::ElevenLabs, &format!("conv_{number}"))
            .unwrap(),
        agent_id: None,
        started_at: Timestamp::UNIX_EPOCH + SignedDuration::from_hours(400_000 + hours),
        duration_secs: 90,
        language: Some("en".to_owned()),
        time_zone: None,
        outcome: CallOutcome::Answered,
        caller_spoke: true,
        turns: TURNS
            .iter()
            .map(|(speaker, template)| Turn {
                speaker: *speaker,
                text: text(template).as_str().into(),
            })
            .collect(),
        summary: Some(
            text("Robin Berg reported boiler {n}; a visit was booked.")
                .as_str()
                .into(),
        ),
        title: None,
        evaluations: Vec::new(),
        collected: vec![
            collected("caller_first_name", "Robin".to_owned()),
            collected("unit", (100 + number % 9).to_string()),
            collected("allergies", format!("substance {number}")),
        ],
        injected_context: Vec::new(),
        machine_answered: false,
    }
}

fn memories_of(call: &Call) -> Vec<Memory> {
    extract_memories(call, &ExtractionRules::default())
        .into_iter()
        .map(|extracted| Memory {
            id: MemoryId::generate(),
            text: extracted.text,
            kind: extracted.kind,
            created_at: call.started_at,
            updated_at: call.started_at,
            expires_at: None,
            source: Some(call.source()),
            confirmations: 0,
            annotations: extracted.annotations,
        })
        .collect()
}

fn bench(criterion: &mut Criterion) {
    let one = call(0);
    criterion.bench_function("extract a call", |bencher| {
        bencher.iter(|| extract_memories(&one, &ExtractionRules::default()));
    });
    let style = SummaryStyle {
        locale: Locale::default(),
        max_chars: 1_500,
    };
    for size in SIZES {
        let mut before: Vec<Memory> = Vec::new();
        let mut calls = 0;
        while before.len() < size {
            before.extend(memories_of(&call(calls)));
            calls += 1;
        }
        let mut after = before.clone();
        after.extend(memories_of(&call(calls)));
        let known = Knowledge::derive(&before);
        let mut group = criterion.benchmark_group("what is true");
        group.sample_size(20);
        group.bench_function(BenchmarkId::new("from nothing", size), |bencher| {
            bencher.iter(|| Knowledge::derive(&after));
        });
        group.bench_function(BenchmarkId::new("after a call", size), |bencher| {
            bencher.iter(|| Knowledge::derive_from(&after, &before, &known));
        });
        let now = call(calls).started_at.to_zoned(TimeZone::UTC);
        let record = CallerRecord::new(after, CallHistory::default());
        let _ = record.knowledge();
        group.bench_function(BenchmarkId::new("summary", size), |bencher| {
            bencher.iter(|| memory_summary(&record, &now, style));
        });
    }
}

criterion_group!(benches, bench);
criterion_main!(benches);
