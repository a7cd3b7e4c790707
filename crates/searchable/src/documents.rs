//! How memories are told to the index.

use memory::{Memory, MemoryKind, Source, Speaker, Subject};
use retrieval::{Document, Index, Options, Speakers};

/// The index over memories, in their order.
pub(crate) fn index(memories: &[Memory]) -> Index {
    let labels: Vec<Option<String>> = memories
        .iter()
        .map(|memory| match &memory.kind {
            MemoryKind::Profile { key, .. } => Some(key.in_words()),
            _ => None,
        })
        .collect();
    let options = Options {
        speakers: speakers(memories),
        ..Options::default()
    };
    Index::with_options(
        options,
        memories
            .iter()
            .zip(&labels)
            .map(|(memory, label)| document(memory, label.as_deref())),
    )
}

/// The caller is asked about by name, where a profile fact tells it.
fn speakers(memories: &[Memory]) -> Speakers {
    let mut speakers = Speakers::of_a_call();
    for memory in memories {
        if let MemoryKind::Profile { key, value } = &memory.kind
            && names_the_caller(key.as_str())
        {
            speakers.add(Speakers::CALLER, &value.in_words());
        }
    }
    speakers
}

/// `name`, `first_name`, `caller_full_name`, but not `dog_name`.
fn names_the_caller(key: &str) -> bool {
    const OTHER_PARTS: [&str; 8] = [
        "caller", "customer", "client", "user", "first", "last", "full", "family",
    ];
    let key = key.to_ascii_lowercase();
    let mut parts: Vec<&str> = key.split('_').filter(|part| !part.is_empty()).collect();
    parts.pop() == Some("name") && parts.iter().all(|part| OTHER_PARTS.contains(part))
}

fn document<'a>(memory: &'a Memory, label: Option<&'a str>) -> Document<'a> {
    let context = match &memory.kind {
        MemoryKind::Semantic { context, .. } => Some(context),
        _ => None,
    };
    Document {
        text: &memory.text,
        before: context.and_then(|context| context.before.as_deref()),
        before_that: context.and_then(|context| context.before_that.as_deref()),
        after: context.and_then(|context| context.after.as_deref()),
        label,
        speaker: Some(speaker(&memory.kind)),
        recency: memory.updated_at.as_second(),
        language: memory
            .source
            .as_ref()
            .and_then(|source: &Source| source.language.as_deref()),
    }
}

/// Whose words they are, or whom the statement is about.
fn speaker(kind: &MemoryKind) -> &'static str {
    match kind {
        MemoryKind::Semantic {
            speaker: Some(Speaker::Agent),
            ..
        }
        | MemoryKind::Factual {
            subject: Subject::Agent,
        } => Speakers::AGENT,
        _ => Speakers::CALLER,
    }
}
