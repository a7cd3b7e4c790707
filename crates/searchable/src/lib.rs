//! One caller's record with an exact index over its memories: the search that
//! every store shares which can hand over everything it knows about a caller.
//!
//! ```
//! use std::sync::Arc;
//!
//! use jiff::Timestamp;
//! use memory::CallerRecord;
//! use searchable::Searchable;
//!
//! let known = Searchable::new(Arc::new(CallerRecord::default()));
//! assert!(known.search("the boiler", Timestamp::now(), 3).is_empty());
//! ```

mod documents;
mod size;

use std::{
    mem,
    sync::{Arc, OnceLock},
};

use jiff::Timestamp;
use memory::{CallerRecord, MemoryId, ScoredMemory};
use retrieval::{Index, Query};

pub use retrieval::{Explanation, Feature};

/// A caller's record, which can be searched.
pub struct Searchable {
    record: Arc<CallerRecord>,
    record_bytes: usize,
    index: OnceLock<Index>,
}

impl Searchable {
    /// The record without its index, which is built by the first search or by
    /// [`prepare`](Self::prepare).
    #[must_use]
    pub fn new(record: Arc<CallerRecord>) -> Self {
        Self {
            record_bytes: size::of_record(&record),
            record,
            index: OnceLock::new(),
        }
    }

    /// The record itself.
    #[must_use]
    pub const fn record(&self) -> &Arc<CallerRecord> {
        &self.record
    }

    /// Whether the index is built.
    #[must_use]
    pub fn is_prepared(&self) -> bool {
        self.index.get().is_some()
    }

    /// Builds the index, unless it is there: milliseconds for thousands of
    /// memories.
    pub fn prepare(&self) {
        self.index();
    }

    /// The `limit` memories that answer `query` best, asked at `now`, best first.
    #[must_use]
    pub fn search(&self, query: &str, now: Timestamp, limit: usize) -> Vec<ScoredMemory> {
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

    /// Why the search finds a memory where it does; `None` when it does not find
    /// it at all.
    #[must_use]
    pub fn explain(&self, query: &str, now: Timestamp, id: &MemoryId) -> Option<Explanation> {
        let document = self
            .record
            .memories
            .iter()
            .position(|memory| memory.id == *id)?;
        let query = Query {
            text: query,
            now: Some(now.as_second()),
        };
        self.index().explain(query, document)
    }

    /// The memory it occupies, its index included once that is built; for caches
    /// bounded by bytes.
    #[must_use]
    pub fn size_in_bytes(&self) -> usize {
        let index_bytes = self.index.get().map_or(0, Index::size_in_bytes);
        self.record_bytes + index_bytes + mem::size_of::<Self>()
    }

    fn index(&self) -> &Index {
        self.index
            .get_or_init(|| documents::index(&self.record.memories))
    }
}

#[cfg(test)]
mod tests;
