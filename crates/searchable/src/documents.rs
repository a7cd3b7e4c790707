//! How memories are told to the index.

use std::collections::HashMap;

use memory::{Memory, MemoryId, MemoryKind, Source, Speaker, Subject};
use retrieval::{Document, Index, Options, Revised, Speakers};

/// The index over memories, in their order.
pub(crate) fn index(memories: &[Memory]) -> Index {
    let options = Options {
        speakers: speakers(memories),
        ..Options::default()
    };
    let labels = labels(memories);
    Index::with_options(options, documents(memories, &labels))
}

/// The same, out of the index over what was known earlier: only memories that
/// read differently are looked at.
pub(crate) fn revised(index: &Index, earlier: &[Memory], memories: &[Memory]) -> Index {
    let (earlier_labels, labels) = (labels(earlier), labels(memories));
    let mut known: HashMap<&MemoryId, (usize, Document<'_>)> = earlier
        .iter()
        .map(|memory| &memory.id)
        .zip(documents(earlier, &earlier_labels).enumerate())
        .collect();
    let documents = memories.iter().zip(documents(memories, &labels));
    let revised = documents.map(|(memory, document)| {
        let recency = document.recency;
        match known.remove(&memory.id) {
            Some((at, known)) if document == (Document { recency, ..known }) => Revised::Kept {
                document: at,
                recency,
            },
            _ => Revised::New(document),
        }
    });
    index.revised(revised).with_speakers(speakers(memories))
}

/// The names of profile facts.
fn labels(memories: &[Memory]) -> Vec<Option<String>> {
    let label = |memory: &Memory| match &memory.kind {
        MemoryKind::Profile { key, .. } => Some(key.in_words()),
        _ => None,
    };
    memories.iter().map(label).collect()
}

fn documents<'a>(
    memories: &'a [Memory],
    labels: &'a [Option<String>],
) -> impl Iterator<Item = Document<'a>> {
    let all = memories.iter().zip(labels);
    all.map(|(memory, label)| document(memory, label.as_deref()))
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
