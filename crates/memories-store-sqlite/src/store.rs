use std::{collections::BTreeSet, path::Path, sync::Arc};

use jiff::{Timestamp, tz::TimeZone};
use memories_domain::{ProfileKey, Scope, ports::StoreError};
use rusqlite::Connection;

use crate::{
    clock::Clock,
    db::{self, OpenError, ReaderPool, Writer},
    error::Error,
    options::{Options, RankingMode},
    read::{Evaluate, FirstPass, PartitionCache, SearchRequest},
    semantic::{Embedder, QueryEncoder},
    tables::{embeddings::Model, memories},
    write::PURGE_BATCH,
};

/// A store in one file. Clones are handles to the same store.
#[derive(Clone)]
pub struct SqliteStore {
    pub(crate) writer: Writer,
    pub(crate) readers: ReaderPool,
    pub(crate) cache: PartitionCache,
    /// Set if the ranking is semantic.
    query_encoder: Option<QueryEncoder>,
    /// Set if this store computes missing embeddings.
    embedder: Option<Embedder>,
    pub(crate) clock: Clock,
    pub(crate) time_zone: TimeZone,
}

impl SqliteStore {
    /// Opens the store, and creates or migrates the database if need be.
    ///
    /// A directory, or a path without an extension that does not exist yet, gets the file
    /// `agentic-memories.db`; any other path is the file itself. New files and directories are
    /// accessible to their owner alone. Blocks the thread.
    pub fn open(path: &Path, options: Options) -> Result<Self, OpenError> {
        Self::open_at(path, options, Clock::system())
    }

    pub(crate) fn open_at(path: &Path, options: Options, clock: Clock) -> Result<Self, OpenError> {
        let Options {
            index_cache_bytes,
            readers,
            queue_capacity,
            ranking,
            query_encode_timeout,
            time_zone,
        } = options;
        let file = db::create_file(path)?;
        let writer = db::open_writer(&file)?;
        let connections = (0..readers.max(1))
            .map(|_| db::open_reader(&file))
            .collect::<Result<_, _>>()?;
        let writer = Writer::start(writer, queue_capacity).map_err(OpenError::Threads)?;
        let pool = ReaderPool::start(connections, queue_capacity).map_err(OpenError::Threads)?;
        let embedder = match &ranking {
            RankingMode::Semantic(model) => {
                let (model, connection) = (Arc::clone(model), db::open_reader(&file)?);
                let embedder = Embedder::start(model, connection, writer.clone(), queue_capacity);
                Some(embedder.map_err(OpenError::Threads)?)
            }
            RankingMode::Keyword | RankingMode::SemanticReadOnly(_) => None,
        };
        // There are as many readers as cores: half of those remain for requests.
        let concurrency = (readers / 2).max(1);
        let model = ranking.model();
        let query_encoder = model
            .map(|model| QueryEncoder::new(Arc::clone(model), concurrency, query_encode_timeout));
        let cache = PartitionCache::new(
            index_cache_bytes,
            model.map(|model| Model::new(&**model)),
            embedder.clone(),
        );
        Ok(Self {
            writer,
            readers: pool,
            cache,
            query_encoder,
            embedder,
            clock,
            time_zone,
        })
    }

    /// Rejects further requests on any handle, finishes those that are queued, and leaves one
    /// complete file. Not required for durability, but the last changes may stay in the
    /// write-ahead log until the file is opened again.
    pub async fn shutdown(&self) {
        if let Some(embedder) = &self.embedder {
            embedder.shut_down().await;
        }
        self.readers.shut_down().await;
        self.writer.shut_down().await;
    }

    /// The names of the facts that any call has collected, for a diagnosis: reads all callers.
    pub async fn collected_facts(&self) -> Result<BTreeSet<ProfileKey>, StoreError> {
        Ok(self.readers.read(memories::profile_keys).await?)
    }

    /// Changes the memories of a scope. Missing embeddings are computed in the background.
    pub(crate) async fn write<T, W>(&self, scope: &Scope, work: W) -> Result<T, Error>
    where
        T: Send + 'static,
        W: FnOnce(&Connection, &Scope) -> Result<T, Error> + Send + 'static,
    {
        let written = scope.clone();
        let result = self
            .writer
            .write(move |connection| work(connection, &written))
            .await?;
        if let Some(embedder) = &self.embedder {
            embedder.enqueue(scope);
        }
        Ok(result)
    }

    /// Evaluates a search. The query is embedded only if the record has embeddings.
    pub(crate) async fn evaluate<T>(
        &self,
        request: SearchRequest,
        evaluate: Evaluate<T>,
    ) -> Result<T, Error>
    where
        T: Default + Send + 'static,
    {
        let request = Arc::new(request);
        let first_pass = {
            let (request, cache) = (Arc::clone(&request), self.cache.clone());
            self.readers
                .run(move |connection| request.first_pass(&cache, connection, evaluate))
                .await?
        };
        let record = match first_pass {
            FirstPass::Done(result) => return Ok(result),
            FirstPass::NeedsEmbedding(record) => record,
        };
        let embedding = match &self.query_encoder {
            Some(encoder) => encoder.encode(&request.query).await,
            None => None,
        };
        self.readers
            .run(move |_| Ok(evaluate(&request, record.indexed(), embedding.as_ref())))
            .await
    }

    /// Repeats `purge` until a batch is not full, so that other writes run in between. Returns how
    /// much was purged.
    pub(crate) async fn purge_in_batches(
        &self,
        purge: fn(&Connection, Timestamp) -> Result<usize, Error>,
        now: Timestamp,
    ) -> Result<usize, Error> {
        let mut purged = 0;
        loop {
            let batch = self
                .writer
                .write(move |connection| purge(connection, now))
                .await?;
            purged += batch;
            if batch < PURGE_BATCH {
                return Ok(purged);
            }
        }
    }
}
