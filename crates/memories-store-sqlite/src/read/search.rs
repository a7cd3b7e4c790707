use jiff::{Timestamp, tz::TimeZone};
use memories_domain::{Scope, ScoredMemory, ports::ExplainedMemory};
use memories_index::{CachedRecord, IndexedRecord, SearchQuery, TokenEmbeddings};
use rusqlite::Connection;

use super::cache::{PartitionCache, Validity};
use crate::{db::in_read_transaction, error::Error};

/// A search within one scope.
pub(crate) struct SearchRequest {
    pub(crate) scope: Scope,
    pub(crate) query: String,
    pub(crate) limit: usize,
    pub(crate) now: Timestamp,
    pub(crate) time_zone: TimeZone,
}

/// The result of a search before the query is embedded.
pub(crate) enum FirstPass<T> {
    Done(T),
    /// The record has embeddings to compare the query's with.
    NeedsEmbedding(CachedRecord<Validity>),
}

/// Evaluates a request on a record.
pub(crate) type Evaluate<T> = fn(&SearchRequest, &IndexedRecord, Option<&TokenEmbeddings>) -> T;

impl SearchRequest {
    /// Loads the record, builds its index, and evaluates the request unless embeddings are to be
    /// compared.
    pub(crate) fn first_pass<T: Default>(
        &self,
        cache: &PartitionCache,
        connection: &Connection,
        evaluate: Evaluate<T>,
    ) -> Result<FirstPass<T>, Error> {
        let record = in_read_transaction(connection, |connection| {
            cache.load(connection, &self.scope, self.now)
        })?;
        let Some(record) = record else {
            return Ok(FirstPass::Done(T::default()));
        };
        cache.build_index(&self.scope, &record);
        Ok(if record.indexed().embeddings().is_empty() {
            FirstPass::Done(evaluate(self, record.indexed(), None))
        } else {
            FirstPass::NeedsEmbedding(record)
        })
    }

    pub(crate) fn search(
        &self,
        record: &IndexedRecord,
        embedding: Option<&TokenEmbeddings>,
    ) -> Vec<ScoredMemory> {
        record.search(self.query(embedding), self.now, self.limit)
    }

    pub(crate) fn explain(
        &self,
        record: &IndexedRecord,
        embedding: Option<&TokenEmbeddings>,
    ) -> Vec<ExplainedMemory> {
        record.explain(self.query(embedding), self.now, self.limit)
    }

    fn query<'q>(&'q self, embedding: Option<&'q TokenEmbeddings>) -> SearchQuery<'q> {
        SearchQuery::new(&self.query)
            .in_time_zone(self.time_zone.clone())
            .with_embedding(embedding)
    }
}
