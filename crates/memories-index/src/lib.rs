//! One caller's record with an exact index over its memories: the search that
//! every store shares which can hand over everything it knows about a caller, and
//! the [cache](caller_cache) in which a store keeps such records.
//!
//! ```
//! use std::sync::Arc;
//!
//! use jiff::Timestamp;
//! use memories_domain::CallerRecord;
//! use memories_index::IndexedRecord;
//!
//! let known = IndexedRecord::new(Arc::new(CallerRecord::default()));
//! assert!(known.search("the boiler", Timestamp::now(), 3).is_empty());
//! ```

mod cache;
mod documents;
mod meanings;
mod question;
mod size;

use std::{
    mem,
    sync::{Arc, Mutex, OnceLock, PoisonError},
};

use documents::Known;
use jiff::Timestamp;
use memories_domain::{CallerRecord, MemoryId, ScoredMemory};
use memories_search::Index;

pub use cache::{ByBytes, CallerCache, Weighed, caller_cache};
pub use meanings::{EmbeddingMap, TextDigest, texts};
pub use memories_embedding::{BinaryEmbeddings, EmbeddingModel, ModelId, TokenEmbeddings};
pub use memories_search::{Explanation, Feature};
pub use question::SearchQuery;

/// A caller's record, which can be searched.
pub struct IndexedRecord {
    record: Arc<CallerRecord>,
    record_bytes: usize,
    meanings: Arc<EmbeddingMap>,
    index: OnceLock<Arc<Index>>,
    /// What the index is to be made from, until it is made.
    earlier: Mutex<Option<Earlier>>,
}

/// What was known at another time, with its index.
#[derive(Clone)]
struct Earlier {
    record: Arc<CallerRecord>,
    record_bytes: usize,
    meanings: Arc<EmbeddingMap>,
    index: Arc<Index>,
}

impl IndexedRecord {
    /// The record without its index, which is built by the first search or by
    /// [`prepare`](Self::prepare).
    #[must_use]
    pub fn new(record: Arc<CallerRecord>) -> Self {
        Self::out_of(None, record)
    }

    /// What is known of the same caller at another time. It finds the same as a
    /// [`new`](Self::new) one, but its index takes over what this one's has
    /// already, so that building it costs about what the latest call said.
    #[must_use]
    pub fn followed_by(&self, record: Arc<CallerRecord>) -> Self {
        let prepared = self.index.get().map(|index| Earlier {
            record: Arc::clone(&self.record),
            record_bytes: self.record_bytes,
            meanings: Arc::clone(&self.meanings),
            index: Arc::clone(index),
        });
        let earlier = prepared.or_else(|| self.earlier(|earlier| earlier.clone()));
        Self::out_of(earlier, record)
    }

    fn out_of(earlier: Option<Earlier>, record: Arc<CallerRecord>) -> Self {
        Self {
            record_bytes: size::of_record(&record),
            record,
            meanings: Arc::default(),
            index: OnceLock::new(),
            earlier: Mutex::new(earlier),
        }
    }

    /// The same record, for questions that come with their meaning. What is
    /// known of the same texts at another time is shared, not held twice.
    #[must_use]
    pub fn with_meanings(mut self, mut meanings: EmbeddingMap) -> Self {
        let earlier = self.earlier(|earlier| earlier.as_ref().map(Earlier::meanings));
        if let Some(earlier) = earlier {
            meanings.share(&earlier);
        }
        self.meanings = Arc::new(meanings);
        // An index that was built without them would not know them.
        self.index = OnceLock::new();
        self
    }

    /// What its texts mean, as far as it is known.
    #[must_use]
    pub fn meanings(&self) -> &EmbeddingMap {
        &self.meanings
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

    /// The `limit` memories that answer a question best, asked at `now`, best first.
    #[must_use]
    pub fn search<'q>(
        &self,
        question: impl Into<SearchQuery<'q>>,
        now: Timestamp,
        limit: usize,
    ) -> Vec<ScoredMemory> {
        self.index()
            .search(question.into().at(now), limit)
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
    pub fn explain<'q>(
        &self,
        question: impl Into<SearchQuery<'q>>,
        now: Timestamp,
        id: &MemoryId,
    ) -> Option<Explanation> {
        let document = self
            .record
            .memories
            .iter()
            .position(|memory| memory.id == *id)?;
        self.index().explain(question.into().at(now), document)
    }

    /// The memory it occupies, its index included once that is built, and until
    /// then what the index is to be made from; for caches bounded by bytes.
    #[must_use]
    pub fn size_in_bytes(&self) -> usize {
        let without_index = || {
            let of_earlier =
                |earlier: &mut Option<Earlier>| earlier.as_ref().map_or(0, Earlier::size_in_bytes);
            self.meanings.sign_bytes() + self.earlier(of_earlier)
        };
        // An index holds the signs of its texts, and counts them.
        let index = self.index.get().map(|index| index.size_in_bytes());
        let meanings = self.meanings.own_bytes() + index.unwrap_or_else(without_index);
        self.record_bytes + meanings + mem::size_of::<Self>()
    }

    fn index(&self) -> &Index {
        self.index.get_or_init(|| {
            let memories = &self.record.memories;
            Arc::new(match self.earlier(Option::take) {
                Some(earlier) => {
                    let Earlier { record, index, .. } = &earlier;
                    let known = Known::new(&record.memories, &earlier.meanings);
                    documents::revised(index, &known, &Known::new(memories, &self.meanings))
                }
                None => documents::index(&Known::new(memories, &self.meanings)),
            })
        })
    }

    fn earlier<T>(&self, work: impl FnOnce(&mut Option<Earlier>) -> T) -> T {
        work(&mut self.earlier.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Earlier {
    fn meanings(&self) -> Arc<EmbeddingMap> {
        Arc::clone(&self.meanings)
    }

    fn size_in_bytes(&self) -> usize {
        self.record_bytes + self.meanings.own_bytes() + self.index.size_in_bytes()
    }
}

#[cfg(test)]
mod tests;
