//! What the three calls need.

use std::sync::Arc;

use async_trait::async_trait;
use jiff::Timestamp;
use memory::{
    Call, CallerRecord, Learned, Lesson, MemoryStore, Scope, ScoredMemory, StoreError, lessons,
};
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
        let (query, now) = (query.to_owned(), self.clock.now());
        let work =
            move |snapshots: &Snapshots, scope: &Scope, current: Current, reply: Reply<_>| {
                let found = current.map(|current| match current {
                    Some(snapshot) => {
                        snapshots.make_searchable(scope, &snapshot);
                        snapshot.search(&query, now, limit)
                    }
                    None => Vec::new(),
                });
                let _ = reply.send(found);
            };
        Ok(self.with_current(scope, work).await?)
    }

    async fn learn(
        &self,
        scope: &Scope,
        call: &Call,
        expires_at: Option<Timestamp>,
    ) -> Result<Learned, StoreError> {
        let (scope, call, now) = (scope.clone(), Arc::new(call.clone()), self.clock.now());
        let lessons = self.lessons(Arc::clone(&call)).await?;
        let work = move |connection: &Connection| {
            learn::learn(connection, &scope, &call, lessons, expires_at, now)
        };
        Ok(self.writer.write(work).await?)
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

impl SqliteStore {
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
    async fn lessons(&self, call: Arc<Call>) -> Result<Vec<Lesson>, Failure> {
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
