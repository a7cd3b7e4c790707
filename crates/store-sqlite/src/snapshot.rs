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
use memory::{CallerRecord, Memory, MemoryKind, Scope, ScoredMemory, Source};
use quick_cache::{Weighter, sync::Cache};
use retrieval::{Document, Index};
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

    /// The memories that answer `query`, best first.
    pub(crate) fn search(&self, query: &str, limit: usize) -> Vec<ScoredMemory> {
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
        Self(Arc::new(Cache::with_weighter(callers, bytes, ByWeight)))
    }

    /// What is known within `scope` now; `None` for a stranger.
    pub(crate) fn current(
        &self,
        connection: &Connection,
        scope: &Scope,
        now: Timestamp,
    ) -> Result<Option<Snapshot>, Failure> {
        let Some(version) = owner::find(connection, scope)? else {
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
            weight: weight(&dated.record.memories),
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

/// The bytes that memories take, without an index.
fn weight(memories: &[Memory]) -> u64 {
    let words: usize = memories.iter().map(words).sum();
    (mem::size_of_val(memories) + words + mem::size_of::<Snapshot>()) as u64
}

fn words(memory: &Memory) -> usize {
    let kind = match &memory.kind {
        MemoryKind::Semantic { context, .. } => {
            [&context.before, &context.before_that, &context.after]
                .into_iter()
                .flatten()
                .map(|text| text.len())
                .sum()
        }
        MemoryKind::Profile { key, .. } => key.as_str().len() + memory.text.len(),
        MemoryKind::Factual { .. } => 0,
    };
    let source = memory.source.as_ref().map_or(0, |source| {
        source.conversation_id.as_str().len()
            + source
                .agent_id
                .as_ref()
                .map_or(0, |agent| agent.as_str().len())
    });
    memory.id.as_str().len() + memory.text.len() + kind + source
}

fn index(memories: &[Memory]) -> Index {
    let labels: Vec<Option<String>> = memories
        .iter()
        .map(|memory| match &memory.kind {
            MemoryKind::Profile { key, .. } => Some(key.in_words()),
            _ => None,
        })
        .collect();
    Index::build(
        memories
            .iter()
            .zip(&labels)
            .map(|(memory, label)| document(memory, label.as_deref())),
    )
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
        recency: memory.updated_at.as_second(),
        language: memory
            .source
            .as_ref()
            .and_then(|source: &Source| source.language.as_deref()),
    }
}
