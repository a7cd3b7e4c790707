//! An inbox that tells when it has changed, so that tests need not look again and again.

use std::time::Duration;

use async_trait::async_trait;
use jiff::Timestamp;
use memories_domain::{
    CallerId, ProjectId, WorkerId,
    ports::{
        Claim, ClaimedEvent, Completion, EnqueueOutcome, EventInbox, EventOutcome, EventSink,
        InboxError, NewEvent,
    },
};
use memories_store_sqlite::SqliteStore;
use tokio::sync::watch;

#[derive(Clone)]
pub(crate) struct WatchedInbox {
    store: SqliteStore,
    changes: watch::Sender<u64>,
}

impl WatchedInbox {
    pub(crate) fn new(store: SqliteStore) -> Self {
        Self {
            store,
            changes: watch::Sender::new(0),
        }
    }

    /// Counts the changes.
    pub(crate) fn changes(&self) -> watch::Receiver<u64> {
        self.changes.subscribe()
    }

    fn changed<T>(&self, result: T) -> T {
        self.changes.send_modify(|count| *count += 1);
        result
    }
}

#[async_trait]
impl EventSink for WatchedInbox {
    async fn enqueue(&self, event: NewEvent) -> Result<EnqueueOutcome, InboxError> {
        let enqueued = self.store.enqueue(event).await;
        self.changed(enqueued)
    }
}

#[async_trait]
impl EventInbox for WatchedInbox {
    async fn claim_due(
        &self,
        worker: &WorkerId,
        lease: Duration,
        limit: usize,
    ) -> Result<Vec<ClaimedEvent>, InboxError> {
        self.store.claim_due(worker, lease, limit).await
    }

    async fn release_claims(&self, worker: &WorkerId) -> Result<usize, InboxError> {
        self.store.release_claims(worker).await
    }

    async fn next_due_at(&self) -> Result<Option<Timestamp>, InboxError> {
        self.store.next_due_at().await
    }

    async fn complete(
        &self,
        claim: &Claim,
        outcome: &EventOutcome,
    ) -> Result<Completion, InboxError> {
        let completed = self.store.complete(claim, outcome).await;
        self.changed(completed)
    }

    async fn has_unprocessed(
        &self,
        project: &ProjectId,
        caller: &CallerId,
    ) -> Result<bool, InboxError> {
        self.store.has_unprocessed(project, caller).await
    }
}
