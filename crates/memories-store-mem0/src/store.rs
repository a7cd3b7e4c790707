use std::{fmt, sync::Arc, time::Duration};

use async_trait::async_trait;
use futures::TryStreamExt;
use mem0_client::{BuildError, Client, Error, ListRequest, Memory as StoredMemory};
use memories_domain::{
    CallerRecord, Scope, ScoredMemory,
    ports::{IdempotencyLedger, MemoryReader, StoreError},
};

use crate::{Mem0Options, Mem0Reader, keyed_mutex::KeyedMutex};

/// A store on the Mem0 Platform. Clones are handles to the same store.
#[derive(Clone)]
pub struct Mem0Store {
    reader: Mem0Reader,
    writer: Arc<Writer>,
}

struct Writer {
    ledger: Arc<dyn IdempotencyLedger>,
    ingest_locks: KeyedMutex,
    consistency_window: Duration,
}

impl Mem0Store {
    /// A store that records its adds in `ledger`. Does not connect yet.
    pub fn new(
        options: Mem0Options,
        ledger: Arc<dyn IdempotencyLedger>,
    ) -> Result<Self, BuildError> {
        let consistency_window = options.consistency_window;
        Ok(Self {
            reader: Mem0Reader::new(options)?,
            writer: Arc::new(Writer {
                ledger,
                ingest_locks: KeyedMutex::default(),
                consistency_window,
            }),
        })
    }

    #[must_use]
    pub const fn reader(&self) -> &Mem0Reader {
        &self.reader
    }

    pub(crate) fn client(&self) -> &Client {
        self.reader.client()
    }

    pub(crate) fn ledger(&self) -> &dyn IdempotencyLedger {
        &*self.writer.ledger
    }

    pub(crate) fn ingest_locks(&self) -> &KeyedMutex {
        &self.writer.ingest_locks
    }

    pub(crate) fn consistency_window(&self) -> Duration {
        self.writer.consistency_window
    }

    /// All pages of a list.
    pub(crate) async fn list(&self, request: &ListRequest) -> Result<Vec<StoredMemory>, Error> {
        self.client().list(request).try_collect().await
    }
}

#[async_trait]
impl MemoryReader for Mem0Store {
    async fn load(&self, scope: &Scope) -> Result<Arc<CallerRecord>, StoreError> {
        self.reader.load(scope).await
    }

    async fn search(
        &self,
        scope: &Scope,
        query: &str,
        limit: usize,
    ) -> Result<Vec<ScoredMemory>, StoreError> {
        self.reader.search(scope, query, limit).await
    }

    async fn ready(&self) -> Result<(), StoreError> {
        self.reader.ready().await
    }
}

impl fmt::Debug for Mem0Store {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Mem0Store")
            .field("reader", &self.reader)
            .finish_non_exhaustive()
    }
}
