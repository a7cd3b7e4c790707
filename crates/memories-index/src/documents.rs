//! How memories are told to the index.

use std::{collections::HashMap, sync::Arc};

use memories_domain::{
    Memory, MemoryId, MemoryKind, Neighbours, PrivateText, Source, Speaker, Subject,
};
use memories_embedding::BinaryEmbeddings;
use memories_search::{
    Document, DocumentEmbeddings, DocumentUpdate, Index, Options, SpeakerAliases,
};

use crate::EmbeddingMap;

/// What the index is told.
pub(crate) struct Known<'k> {
    memories: &'k [Memory],
    meanings: &'k EmbeddingMap,
    /// The names of profile facts.
    labels: Vec<Option<String>>,
}

impl<'k> Known<'k> {
    pub(crate) fn new(memories: &'k [Memory], meanings: &'k EmbeddingMap) -> Self {
        let label = |memory: &Memory| match &memory.kind {
            MemoryKind::Profile { key, .. } => Some(key.to_text()),
            _ => None,
        };
        Self {
            memories,
            meanings,
            labels: memories.iter().map(label).collect(),
        }
    }

    fn documents(&self) -> impl Iterator<Item = Document<'_>> {
        let mut signs = Signs {
            meanings: self.meanings,
            looked_up: HashMap::new(),
        };
        let all = self.memories.iter().zip(&self.labels);
        all.map(move |(memory, label)| document(memory, label.as_deref(), &mut signs))
    }
}

/// Finds what texts mean: in a conversation each is met up to four times.
struct Signs<'k> {
    meanings: &'k EmbeddingMap,
    looked_up: HashMap<&'k str, Option<&'k Arc<BinaryEmbeddings>>>,
}

impl<'k> Signs<'k> {
    fn of(&mut self, text: Option<&'k str>) -> Option<&'k Arc<BinaryEmbeddings>> {
        let (text, meanings) = (text?, self.meanings);
        if meanings.is_empty() {
            return None;
        }
        let look_up = || meanings.of(text);
        *self.looked_up.entry(text).or_insert_with(look_up)
    }
}

/// The index over memories, in their order.
pub(crate) fn index(known: &Known<'_>) -> Index {
    let options = Options {
        speakers: speakers(known.memories),
        ..Options::default()
    };
    Index::with_options(options, known.documents())
}

/// The same, out of the index over what was known earlier: only memories that
/// read differently are looked at.
pub(crate) fn revised(index: &Index, earlier: &Known<'_>, now: &Known<'_>) -> Index {
    let ids = earlier.memories.iter().map(|memory| &memory.id);
    let mut known: HashMap<&MemoryId, (usize, Document<'_>)> =
        ids.zip(earlier.documents().enumerate()).collect();
    let documents = now.memories.iter().zip(now.documents());
    let revised = documents.map(|(memory, document)| {
        let timestamp = document.timestamp;
        match known.remove(&memory.id) {
            Some((at, known)) if document == (Document { timestamp, ..known }) => {
                DocumentUpdate::Keep {
                    document: at,
                    timestamp,
                }
            }
            _ => DocumentUpdate::Add(document),
        }
    });
    index.update(revised).with_speakers(speakers(now.memories))
}

/// The caller is asked about by name, where a profile fact tells it.
fn speakers(memories: &[Memory]) -> SpeakerAliases {
    let mut speakers = SpeakerAliases::for_phone_calls();
    for memory in memories {
        if let MemoryKind::Profile { key, value } = &memory.kind
            && names_the_caller(key.as_str())
        {
            speakers.add(SpeakerAliases::CALLER, &value.to_text());
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

fn document<'a>(memory: &'a Memory, label: Option<&'a str>, signs: &mut Signs<'a>) -> Document<'a> {
    let context = match &memory.kind {
        MemoryKind::Semantic { context, .. } => Some(context),
        _ => None,
    };
    let neighbour = |of: fn(&Neighbours) -> &Option<PrivateText>| of(context?).as_deref();
    let before = neighbour(|context| &context.before);
    let prev2 = neighbour(|context| &context.prev2);
    let after = neighbour(|context| &context.after);
    Document {
        text: &memory.text,
        prev: before,
        prev2,
        next: after,
        label,
        speaker: Some(speaker(&memory.kind)),
        timestamp: memory.updated_at.as_second(),
        language: memory
            .source
            .as_ref()
            .and_then(|source: &Source| source.language.as_deref()),
        embeddings: DocumentEmbeddings {
            text: signs.of(Some(&memory.text)),
            prev: signs.of(before),
            prev2: signs.of(prev2),
            next: signs.of(after),
        },
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
        } => SpeakerAliases::AGENT,
        _ => SpeakerAliases::CALLER,
    }
}
