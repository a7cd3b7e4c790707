use std::{
    fmt, mem,
    sync::{Arc, Mutex, OnceLock, PoisonError},
};

use jiff::Timestamp;
use memories_domain::{
    CallerRecord, Memory, PersonName, PrivateText, ScoredMemory, Standing,
    ports::{ExplainedMemory, ScoreExplanation},
};
use memories_search::{Hit, Index};

use crate::{
    EmbeddingMap, SearchQuery, documents::IndexInput, explanation::score_explanation, size,
    standing_order::StandingOrder,
};

/// So many hits are considered for each result, because what no longer holds gives way.
const CANDIDATES_PER_RESULT: usize = 5;

/// A caller's record with a search index, which is built at the first search or by
/// [`build_index`](Self::build_index).
pub struct IndexedRecord {
    record: Arc<CallerRecord>,
    record_bytes: usize,
    /// When the first of the memories expires.
    first_expiry: Option<Timestamp>,
    embeddings: Arc<EmbeddingMap>,
    index: OnceLock<Arc<Index>>,
    /// The state whose index is updated, until this index is built.
    previous: Mutex<Option<PreviousIndex>>,
}

/// An earlier state of the record, with its index.
#[derive(Clone)]
struct PreviousIndex {
    record: Arc<CallerRecord>,
    record_bytes: usize,
    embeddings: Arc<EmbeddingMap>,
    index: Arc<Index>,
}

impl IndexedRecord {
    #[must_use]
    pub fn new(record: Arc<CallerRecord>) -> Self {
        Self::with_previous(None, record)
    }

    /// Another state of the same caller's record. A search returns what it would return on a
    /// [`new`](Self::new) one, but the index reuses this one's, if that is built: only memories
    /// that differ are analysed.
    #[must_use]
    pub fn update(&self, record: Arc<CallerRecord>) -> Self {
        let previous = match self.index.get() {
            Some(index) => Some(PreviousIndex {
                record: Arc::clone(&self.record),
                record_bytes: self.record_bytes,
                embeddings: Arc::clone(&self.embeddings),
                index: Arc::clone(index),
            }),
            None => self.lock_previous(|previous| previous.clone()),
        };
        Self::with_previous(previous, record)
    }

    fn with_previous(previous: Option<PreviousIndex>, record: Arc<CallerRecord>) -> Self {
        if let Some(previous) = &previous {
            record.derive_knowledge_from(&previous.record);
        }
        let expiries = record
            .memories
            .iter()
            .filter_map(|memory| memory.expires_at);
        Self {
            record_bytes: size::record_bytes(&record),
            first_expiry: expiries.min(),
            record,
            embeddings: Arc::default(),
            index: OnceLock::new(),
            previous: Mutex::new(previous),
        }
    }

    /// Adds embeddings, for queries that have one. Those that the previous state has, too, are
    /// shared with it.
    #[must_use]
    pub fn with_embeddings(mut self, mut embeddings: EmbeddingMap) -> Self {
        let previous = self.lock_previous(|previous| {
            let previous = previous.as_ref()?;
            Some(Arc::clone(&previous.embeddings))
        });
        if let Some(previous) = previous {
            embeddings.share_with(&previous);
        }
        self.embeddings = Arc::new(embeddings);
        // An index that was built before lacks the embeddings.
        self.index = OnceLock::new();
        self
    }

    #[must_use]
    pub fn embeddings(&self) -> &EmbeddingMap {
        &self.embeddings
    }

    #[must_use]
    pub const fn record(&self) -> &Arc<CallerRecord> {
        &self.record
    }

    #[must_use]
    pub fn is_indexed(&self) -> bool {
        self.index.get().is_some()
    }

    /// Builds the index, unless it is built: some milliseconds for thousands of memories.
    pub fn build_index(&self) {
        self.index();
    }

    /// The `limit` memories that answer a query best, best first, without those that expired
    /// before `now`. Expressions such as "last week" are relative to `now`.
    #[must_use]
    pub fn search<'q>(
        &self,
        query: impl Into<SearchQuery<'q>>,
        now: Timestamp,
        limit: usize,
    ) -> Vec<ScoredMemory> {
        let query = query.into();
        let hits = self.hits(&query, now, limit);
        hits.map(|(hit, memory, standing)| ScoredMemory {
            memory: memory.clone(),
            score: hit.score,
            standing,
            days: self
                .record
                .knowledge()
                .days(hit.document)
                .cloned()
                .collect(),
            person: self.person(hit.document),
        })
        .collect()
    }

    /// The results of [`search`](Self::search) with the parts of their scores.
    #[must_use]
    pub fn explain<'q>(
        &self,
        query: impl Into<SearchQuery<'q>>,
        now: Timestamp,
        limit: usize,
    ) -> Vec<ExplainedMemory> {
        let query = query.into();
        let explained = self
            .hits(&query, now, limit)
            .filter_map(|(hit, memory, _)| {
                Some(ExplainedMemory {
                    memory: memory.clone(),
                    explanation: self.explain_memory(&query, now, hit.document)?,
                })
            });
        explained.collect()
    }

    /// The parts of the score of the memory at a position of the record; `None` if nothing in it
    /// matches the query.
    fn explain_memory(
        &self,
        query: &SearchQuery<'_>,
        now: Timestamp,
        position: usize,
    ) -> Option<ScoreExplanation> {
        let explanation = self.index().explain(query.query_at(now), position)?;
        Some(score_explanation(explanation))
    }

    /// The memory that it occupies, for caches that are bounded by bytes: until the index is
    /// built, it includes the previous state.
    #[must_use]
    pub fn size_in_bytes(&self) -> usize {
        let index_bytes = if let Some(index) = self.index.get() {
            // It shares the embeddings and counts them.
            index.size_in_bytes()
        } else {
            let previous_bytes = self.lock_previous(|previous| {
                previous.as_ref().map_or(0, PreviousIndex::size_in_bytes)
            });
            self.embeddings.embedding_bytes() + previous_bytes
        };
        mem::size_of::<Self>() + self.record_bytes + self.embeddings.overhead_bytes() + index_bytes
    }

    fn hits(
        &self,
        query: &SearchQuery<'_>,
        now: Timestamp,
        limit: usize,
    ) -> impl Iterator<Item = (Hit, &Memory, Standing)> {
        let is_expired = move |memory: &Memory| memory.expires_at.is_some_and(|end| end < now);
        let expired = match self.first_expiry {
            Some(end) if end < now => {
                let memories = self.record.memories.iter();
                memories.filter(|memory| is_expired(memory)).count()
            }
            _ => 0,
        };
        let order = StandingOrder::new(
            &self.record.memories,
            self.record.knowledge(),
            query.text(),
            now.to_zoned(query.time_zone().clone()),
        );
        let candidates = (limit + expired) * CANDIDATES_PER_RESULT;
        let hits = order.apply(self.index().search(query.query_at(now), candidates));
        hits.into_iter()
            .filter_map(move |hit| {
                let memory = self.record.memories.get(hit.document)?;
                Some((hit, memory, order.standing(hit.document)))
            })
            .filter(move |(_, memory, _)| !is_expired(memory))
            .take(limit)
    }

    /// Whom a memory is about, on a line that several people use; and whom somebody called for.
    fn person(&self, document: usize) -> Option<PrivateText> {
        let knowledge = self.record.knowledge();
        let line = knowledge.line();
        let index = knowledge.person(document)?;
        let is_called_for = line.is_called_for(index);
        if !line.is_shared() && !is_called_for {
            return None;
        }
        let person = line.person(index)?;
        let relation = person.relation.as_ref().filter(|_| is_called_for);
        let name = person.name.as_ref().map(PersonName::to_text);
        let label = name.or_else(|| Some(relation?.kind.as_str().to_owned()))?;
        Some(label.into())
    }

    fn index(&self) -> &Index {
        self.index.get_or_init(|| {
            let input = IndexInput::new(&self.record.memories, &self.embeddings);
            self.record.knowledge().find_concepts(&self.record.memories);
            Arc::new(match self.lock_previous(Option::take) {
                Some(previous) => input.update(&previous.index, &previous.input()),
                None => input.build(),
            })
        })
    }

    fn lock_previous<T>(&self, work: impl FnOnce(&mut Option<PreviousIndex>) -> T) -> T {
        work(&mut self.previous.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl fmt::Debug for IndexedRecord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("IndexedRecord")
            .field("memories", &self.record.memories.len())
            .field("embeddings", &self.embeddings.len())
            .field("is_indexed", &self.is_indexed())
            .finish_non_exhaustive()
    }
}

impl PreviousIndex {
    fn input(&self) -> IndexInput<'_> {
        IndexInput::new(&self.record.memories, &self.embeddings)
    }

    fn size_in_bytes(&self) -> usize {
        self.record_bytes + self.embeddings.overhead_bytes() + self.index.size_in_bytes()
    }
}

#[cfg(test)]
mod tests;
#[cfg(test)]
mod update_tests;
