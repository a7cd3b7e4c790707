//! Maps memories to documents of the index.

use std::{borrow::Cow, collections::HashMap, sync::Arc};

use memories_domain::{
    Memory, MemoryId, MemoryKind, Neighbours, PrivateText, Source, Speaker, Subject, without_labels,
};
use memories_embedding::BinaryEmbeddings;
use memories_search::{
    Document, DocumentEmbeddings, DocumentUpdate, Index, Options, SpeakerAliases,
};

use crate::EmbeddingMap;

/// The memories of one record, to be indexed in their order.
pub(crate) struct IndexInput<'i> {
    memories: &'i [Memory],
    embeddings: &'i EmbeddingMap,
    /// The names of profile facts.
    labels: Vec<Option<String>>,
    spoken: Vec<Spoken<'i>>,
}

/// What was said, without the labels of removed values: nobody said "card number removed".
struct Spoken<'i> {
    text: Cow<'i, str>,
    prev: Option<Cow<'i, str>>,
    prev2: Option<Cow<'i, str>>,
    next: Option<Cow<'i, str>>,
}

impl<'i> Spoken<'i> {
    fn of(memory: &'i Memory) -> Self {
        let neighbours = match &memory.kind {
            MemoryKind::Semantic { neighbours, .. } => Some(neighbours),
            _ => None,
        };
        let neighbour = |select: fn(&Neighbours) -> &Option<PrivateText>| {
            select(neighbours?).as_deref().map(without_labels)
        };
        Self {
            text: without_labels(&memory.text),
            prev: neighbour(|neighbours| &neighbours.prev),
            prev2: neighbour(|neighbours| &neighbours.prev2),
            next: neighbour(|neighbours| &neighbours.next),
        }
    }
}

impl<'i> IndexInput<'i> {
    pub(crate) fn new(memories: &'i [Memory], embeddings: &'i EmbeddingMap) -> Self {
        let label = |memory: &Memory| match &memory.kind {
            MemoryKind::Profile { key, .. } if is_german(memory) => {
                Some(with_umlauts(key.to_text()))
            }
            MemoryKind::Profile { key, .. } => Some(key.to_text()),
            _ => None,
        };
        Self {
            memories,
            embeddings,
            labels: memories.iter().map(label).collect(),
            spoken: memories.iter().map(Spoken::of).collect(),
        }
    }

    pub(crate) fn build(&self) -> Index {
        let options = Options {
            speakers: speaker_aliases(self.memories),
            ..Options::default()
        };
        Index::with_options(options, self.documents())
    }

    /// Updates the index over an earlier state of the record: only documents that differ are
    /// analysed.
    pub(crate) fn update(&self, index: &Index, previous: &IndexInput<'_>) -> Index {
        let previous_ids = previous.memories.iter().map(|memory| &memory.id);
        let mut previous_documents: HashMap<&MemoryId, (usize, Document<'_>)> =
            previous_ids.zip(previous.documents().enumerate()).collect();
        let documents = self.memories.iter().zip(self.documents());
        let updates = documents.map(|(memory, document)| {
            let timestamp = document.timestamp;
            match previous_documents.remove(&memory.id) {
                Some((position, previous))
                    if document
                        == (Document {
                            timestamp,
                            ..previous
                        }) =>
                {
                    DocumentUpdate::Keep {
                        document: position,
                        timestamp,
                    }
                }
                _ => DocumentUpdate::Add(document),
            }
        });
        index
            .update(updates)
            .with_speakers(speaker_aliases(self.memories))
    }

    fn documents(&self) -> impl Iterator<Item = Document<'_>> {
        let mut embeddings = EmbeddingLookup {
            embeddings: self.embeddings,
            looked_up: HashMap::new(),
        };
        let memories = self.memories.iter().zip(&self.spoken).zip(&self.labels);
        memories.map(move |((memory, spoken), label)| {
            document(memory, spoken, label.as_deref(), &mut embeddings)
        })
    }
}

/// Finds the embeddings of texts and remembers them by text: most texts of a conversation
/// occur four times, once themselves and three times as a neighbour, and each lookup in the
/// map computes a digest.
struct EmbeddingLookup<'i> {
    embeddings: &'i EmbeddingMap,
    looked_up: HashMap<&'i str, Option<&'i Arc<BinaryEmbeddings>>>,
}

impl<'i> EmbeddingLookup<'i> {
    fn get(&mut self, text: Option<&'i str>) -> Option<&'i Arc<BinaryEmbeddings>> {
        let (text, embeddings) = (text?, self.embeddings);
        if embeddings.is_empty() {
            return None;
        }
        *self
            .looked_up
            .entry(text)
            .or_insert_with(|| embeddings.get(text))
    }
}

/// The words by which queries refer to the speakers, among them the caller's name as far as a
/// profile fact contains it.
fn speaker_aliases(memories: &[Memory]) -> SpeakerAliases {
    let mut aliases = SpeakerAliases::for_phone_calls();
    for memory in memories {
        if let MemoryKind::Profile { key, value } = &memory.kind
            && is_caller_name(key.as_str())
        {
            aliases.add(SpeakerAliases::CALLER, &value.to_text());
        }
    }
    aliases
}

/// `name`, `first_name`, `caller_full_name`, but not `dog_name`.
fn is_caller_name(key: &str) -> bool {
    const QUALIFIERS: [&str; 8] = [
        "caller", "customer", "client", "user", "first", "last", "full", "family",
    ];
    let key = key.to_ascii_lowercase();
    let mut parts: Vec<&str> = key.split('_').filter(|part| !part.is_empty()).collect();
    parts.pop() == Some("name") && parts.iter().all(|part| QUALIFIERS.contains(part))
}

fn is_german(memory: &Memory) -> bool {
    memory
        .source
        .as_ref()
        .and_then(|source| source.language.as_deref())
        .is_some_and(|language| language.starts_with("de"))
}

/// "feuerstaetten feuerstätten": names of items are written without umlauts, questions with them.
fn with_umlauts(label: String) -> String {
    let umlauts = label
        .replace("ae", "ä")
        .replace("oe", "ö")
        .replace("ue", "ü");
    if umlauts == label || !label.is_ascii() {
        return label;
    }
    format!("{label} {umlauts}")
}

fn document<'a>(
    memory: &'a Memory,
    spoken: &'a Spoken<'_>,
    label: Option<&'a str>,
    embeddings: &mut EmbeddingLookup<'a>,
) -> Document<'a> {
    let neighbours = match &memory.kind {
        MemoryKind::Semantic { neighbours, .. } => Some(neighbours),
        _ => None,
    };
    let neighbour =
        |select: fn(&Neighbours) -> &Option<PrivateText>| select(neighbours?).as_deref();
    let prev = neighbour(|neighbours| &neighbours.prev);
    let prev2 = neighbour(|neighbours| &neighbours.prev2);
    let next = neighbour(|neighbours| &neighbours.next);
    Document {
        text: &spoken.text,
        prev: spoken.prev.as_deref(),
        prev2: spoken.prev2.as_deref(),
        next: spoken.next.as_deref(),
        label,
        speaker: Some(speaker(&memory.kind)),
        timestamp: memory.updated_at.as_second(),
        language: memory
            .source
            .as_ref()
            .and_then(|source: &Source| source.language.as_deref()),
        embeddings: DocumentEmbeddings {
            text: embeddings.get(Some(&memory.text)),
            prev: embeddings.get(prev),
            prev2: embeddings.get(prev2),
            next: embeddings.get(next),
        },
    }
}

/// The speaker, or the subject of a statement.
const fn speaker(kind: &MemoryKind) -> &'static str {
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
