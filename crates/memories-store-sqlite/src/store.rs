//! What the three calls need.

use std::sync::Arc;

use async_trait::async_trait;
use jiff::Timestamp;
use memories_domain::{
    Call, CallerRecord, ExtractedMemory, IngestOutcome, MemoryStore, Scope, ScoredMemory,
    StoreError, lessons,
};
use memories_index::{Explanation, IndexedRecord, SearchQuery, TokenEmbeddings};
use rusqlite::Connection;
use tokio::task::spawn_blocking;

use crate::{
    SqliteStore,
    failure::Failure,
    learn,
    readers::{Reply, consistently},
    snapshot::{Snapshot, Snapshots},
};

#[async_trait]
impl MemoryStore for SqliteStore {
    /// Afterwards the index is built for the searches that this call announces.
    async fn recall(&self, scope: &Scope) -> Result<Arc<CallerRecord>, StoreError> {
        let work = |snapshots: &Snapshots, scope: &Scope, current: Current, reply: Reply<_>| {
            match current {
                Ok(Some(snapshot)) => {
                    // A requester who has gone needs no answer, here and below.
                    let _ = reply.send(Ok(snapshot.record()));
                    snapshots.prepare(scope, &snapshot);
                }
                Ok(None) => drop(reply.send(Ok(Arc::default()))),
                Err(failure) => drop(reply.send(Err(failure))),
            }
        };
        Ok(self.with_current(scope, work).await?)
    }

    async fn search(
        &self,
        scope: &Scope,
        query: &str,
        limit: usize,
    ) -> Result<Vec<ScoredMemory>, StoreError> {
        let (question, now) = (query.to_owned(), self.clock.now());
        let work = move |known: &IndexedRecord, meaning: Option<&TokenEmbeddings>| {
            known.search(SearchQuery::with_meaning(&question, meaning), now, limit)
        };
        Ok(self.answer(scope, query, work).await?.unwrap_or_default())
    }

    async fn learn(
        &self,
        scope: &Scope,
        call: &Call,
        expires_at: Option<Timestamp>,
    ) -> Result<IngestOutcome, StoreError> {
        let (call, now) = (Arc::new(call.clone()), self.clock.now());
        let lessons = self.lessons(Arc::clone(&call)).await?;
        let work = move |connection: &Connection, scope: &Scope| {
            learn::learn(connection, scope, &call, lessons, expires_at, now)
        };
        Ok(self.teach(scope, work).await?)
    }

    async fn ready(&self) -> Result<(), StoreError> {
        if !self.writer.is_alive() {
            return Err(Failure::ShutDown.into());
        }
        let work = |connection: &Connection| {
            connection
                .prepare_cached("SELECT 1 FROM owners")?
                .exists([])?;
            Ok(())
        };
        Ok(self.readers.read(work).await?)
    }
}

/// What is known within a scope; nothing about a stranger.
type Current = Result<Option<Snapshot>, Failure>;

/// A question's answer, or what it takes to give one.
enum Answer<T, W> {
    Given(T),
    NeedsMeaning(Snapshot, W),
}

impl SqliteStore {
    /// The memories that a search finds, each with the reasons for its score.
    pub async fn explain(
        &self,
        scope: &Scope,
        query: &str,
        limit: usize,
    ) -> Result<Vec<(ScoredMemory, Explanation)>, StoreError> {
        let (question, now) = (query.to_owned(), self.clock.now());
        let work = move |known: &IndexedRecord, meaning: Option<&TokenEmbeddings>| {
            let question = SearchQuery::with_meaning(&question, meaning);
            let found = known.search(question, now, limit).into_iter();
            let explained = found.filter_map(|found| {
                let why = known.explain(question, now, &found.memory.id)?;
                Some((found, why))
            });
            explained.collect()
        };
        Ok(self.answer(scope, query, work).await?.unwrap_or_default())
    }

    /// Does `work` on what is known within `scope`, and with the meaning of
    /// `question` where there is any to compare it with and it is known in time.
    async fn answer<T, W>(
        &self,
        scope: &Scope,
        question: &str,
        work: W,
    ) -> Result<Option<T>, Failure>
    where
        T: Send + 'static,
        W: FnOnce(&IndexedRecord, Option<&TokenEmbeddings>) -> T + Send + 'static,
    {
        let by_words =
            move |snapshots: &Snapshots, scope: &Scope, current: Current, reply: Reply<_>| {
                let answer = current.map(|current| {
                    current.map(|snapshot| {
                        snapshots.make_searchable(scope, &snapshot);
                        if snapshot.has_meanings() {
                            Answer::NeedsMeaning(snapshot, work)
                        } else {
                            Answer::Given(work(snapshot.known(), None))
                        }
                    })
                });
                let _ = reply.send(answer);
            };
        let (snapshot, work) = match self.with_current(scope, by_words).await? {
            None => return Ok(None),
            Some(Answer::Given(answer)) => return Ok(Some(answer)),
            Some(Answer::NeedsMeaning(snapshot, work)) => (snapshot, work),
        };
        let meaning = match &self.asking {
            Some(asking) => asking.meaning(question).await,
            None => None,
        };
        let by_meaning = move |_: &Connection, reply: Reply<T>| {
            let _ = reply.send(Ok(work(snapshot.known(), meaning.as_ref())));
        };
        self.readers.ask(by_meaning).await.map(Some)
    }

    /// Changes what is known within `scope`. Who computes what it means is told
    /// afterwards, and nobody waits for that.
    pub(crate) async fn teach<T, W>(&self, scope: &Scope, work: W) -> Result<T, Failure>
    where
        T: Send + 'static,
        W: FnOnce(&Connection, &Scope) -> Result<T, Failure> + Send + 'static,
    {
        let changed = scope.clone();
        let work = move |connection: &Connection| work(connection, &changed);
        let done = self.writer.write(work).await?;
        if let Some(encoding) = &self.encoding {
            encoding.look_at(scope);
        }
        Ok(done)
    }

    /// Does `work` on what is known within `scope`, outside of any transaction.
    async fn with_current<T, W>(&self, scope: &Scope, work: W) -> Result<T, Failure>
    where
        T: Send + 'static,
        W: FnOnce(&Snapshots, &Scope, Current, Reply<T>) + Send + 'static,
    {
        let (scope, snapshots, now) = (scope.clone(), self.snapshots.clone(), self.clock.now());
        let job = move |connection: &Connection, reply: Reply<T>| {
            let current = consistently(connection, |connection| {
                snapshots.current(connection, &scope, now)
            });
            work(&snapshots, &scope, current, reply);
        };
        self.readers.ask(job).await
    }

    /// What a call teaches, worked out where it keeps nobody from reading or
    /// writing: a long transcript takes a while.
    async fn lessons(&self, call: Arc<Call>) -> Result<Vec<ExtractedMemory>, Failure> {
        let permit = Arc::clone(&self.pupils).acquire_owned().await;
        let permit = permit.map_err(|_| Failure::ShutDown)?;
        // The permit is held until the work is over, also when nobody waits for
        // it any more.
        let work = move || {
            let lessons = lessons(&call);
            drop(permit);
            lessons
        };
        spawn_blocking(work).await.map_err(|_| Failure::Panicked)
    }
}
