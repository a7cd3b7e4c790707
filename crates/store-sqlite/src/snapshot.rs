//! A caller's record with the index over it, kept in memory from the ring on.
//!
//! A kept snapshot counts only as long as the database still has the same
//! version of its owner, which every read looks up: a change is seen at once,
//! also one that another process made.

use std::{
    mem,
    sync::{Arc, OnceLock},
};

use jiff::Timestamp;
use memory::{
    AgentId, CallerId, CallerRecord, Memory, MemoryKind, Scope, ScoredMemory, Source, Speaker,
    Subject,
};
use quick_cache::{
    DefaultHashBuilder, OptionsBuilder, Weighter,
    sync::{Cache, DefaultLifecycle},
};
use retrieval::{Document, Index, Options, Query, Speakers};
use rusqlite::Connection;

use crate::{
    failure::Failure,
    owner::{self, Version},
    record, time,
};

/// One state of what is known within a scope.
#[derive(Clone)]
pub(crate) struct Snapshot {
    version: Version,
    valid_until: Option<Timestamp>,
    record: Arc<CallerRecord>,
    index: Arc<OnceLock<Index>>,
    weight: u64,
}

impl Snapshot {
    pub(crate) fn record(&self) -> Arc<CallerRecord> {
        Arc::clone(&self.record)
    }

    /// The memories that answer `query`, asked at `now`, best first.
    pub(crate) fn search(&self, query: &str, now: Timestamp, limit: usize) -> Vec<ScoredMemory> {
        let query = Query {
            text: query,
            now: Some(now.as_second()),
        };
        self.index()
            .search(query, limit)
            .into_iter()
            .filter_map(|hit| {
                let memory = self.record.memories.get(hit.document)?.clone();
                Some(ScoredMemory {
                    memory,
                    score: hit.score,
                })
            })
            .collect()
    }

    /// Whether its index is built.
    pub(crate) fn is_searchable(&self) -> bool {
        self.index.get().is_some()
    }

    fn index(&self) -> &Index {
        self.index.get_or_init(|| index(&self.record.memories))
    }

    fn is_valid(&self, version: Version, now: Timestamp) -> bool {
        self.version == version && !time::is_over(self.valid_until, now)
    }
}

/// The snapshots kept in memory, bounded by bytes.
#[derive(Clone)]
pub(crate) struct Snapshots(Arc<Cache<Scope, Snapshot, ByWeight>>);

impl Snapshots {
    pub(crate) fn with_capacity(bytes: u64) -> Self {
        // About what a caller with a hundred memories takes.
        let callers = usize::try_from(bytes / (64 << 10)).unwrap_or(usize::MAX);
        let options = OptionsBuilder::new()
            // Each shard has its part of the bytes: with one per core, those who
            // have most to remember would fit in none.
            .shards(1)
            .estimated_items_capacity(callers)
            .weight_capacity(bytes)
            .build();
        Self(options.map_or_else(
            |_| Arc::new(Cache::with_weighter(callers, bytes, ByWeight)),
            |options| {
                let (hashes, evictions) =
                    (DefaultHashBuilder::default(), DefaultLifecycle::default());
                Arc::new(Cache::with_options(options, ByWeight, hashes, evictions))
            },
        ))
    }

    /// Drops what is kept of a caller who was forgotten.
    pub(crate) fn forget(&self, caller: &CallerId) {
        self.0.retain(|scope, _| scope.caller != *caller);
    }

    /// What is known within `scope` now; `None` for a stranger.
    pub(crate) fn current(
        &self,
        connection: &Connection,
        scope: &Scope,
        now: Timestamp,
    ) -> Result<Option<Snapshot>, Failure> {
        let Some(version) = owner::find(connection, scope)? else {
            // Another process may have forgotten the caller.
            self.0.remove(scope);
            return Ok(None);
        };
        if let Some(kept) = self.0.get(scope)
            && kept.is_valid(version, now)
        {
            return Ok(Some(kept));
        }
        let dated = record::read(connection, version.owner, now)?;
        let snapshot = Snapshot {
            version,
            valid_until: dated.valid_until,
            weight: weight(&dated.record),
            record: Arc::new(dated.record),
            index: Arc::default(),
        };
        self.0.insert(scope.clone(), snapshot.clone());
        Ok(Some(snapshot))
    }

    /// Gets `snapshot` ready for the searches that a recall announces, if
    /// there is room to keep it until then.
    pub(crate) fn prepare(&self, scope: &Scope, snapshot: &Snapshot) {
        if self.0.contains_key(scope) {
            self.make_searchable(scope, snapshot);
        }
    }

    /// Builds the index of `snapshot`, unless it is there, and counts its bytes.
    pub(crate) fn make_searchable(&self, scope: &Scope, snapshot: &Snapshot) {
        if snapshot.is_searchable() {
            return;
        }
        let index_bytes = snapshot.index().size_in_bytes();
        let heavier = Snapshot {
            weight: snapshot.weight.saturating_add(index_bytes as u64),
            ..snapshot.clone()
        };
        self.0.insert(scope.clone(), heavier);
    }

    #[cfg(test)]
    pub(crate) fn bytes(&self) -> u64 {
        self.0.weight()
    }
}

#[derive(Clone)]
struct ByWeight;

impl Weighter<Scope, Snapshot> for ByWeight {
    fn weight(&self, _: &Scope, snapshot: &Snapshot) -> u64 {
        snapshot.weight
    }
}

/// What the allocator adds to the bytes of a text, on average.
const ALLOCATION: usize = 16;

/// The bytes that a record takes, without an index.
fn weight(record: &CallerRecord) -> u64 {
    let words: usize = record.memories.iter().flat_map(texts).map(allocated).sum();
    let summary = record
        .calls
        .last
        .as_ref()
        .and_then(|call| call.summary.as_deref());
    let rows = record.memories.capacity() * mem::size_of::<Memory>();
    (rows + words + summary.map_or(0, allocated) + mem::size_of::<Snapshot>()) as u64
}

fn allocated(text: &str) -> usize {
    text.len() + ALLOCATION
}

/// Every text of a memory that has an allocation of its own.
fn texts(memory: &Memory) -> impl Iterator<Item = &str> {
    let kind = match &memory.kind {
        MemoryKind::Semantic { context, .. } => [
            context.before.as_deref(),
            context.before_that.as_deref(),
            context.after.as_deref(),
        ],
        // The value of a fact is about as long as its text.
        MemoryKind::Profile { key, .. } => [Some(key.as_str()), Some(&*memory.text), None],
        MemoryKind::Factual { .. } => [None; 3],
    };
    let source = memory.source.as_ref().map(|source| {
        [
            Some(source.conversation_id.as_str()),
            source.agent_id.as_ref().map(AgentId::as_str),
            source.language.as_deref(),
        ]
    });
    [Some(memory.id.as_str()), Some(&*memory.text)]
        .into_iter()
        .chain(kind)
        .chain(source.into_iter().flatten())
        .flatten()
}

fn index(memories: &[Memory]) -> Index {
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
