use std::sync::Mutex;

use async_trait::async_trait;
use jiff::Timestamp;
use memories_domain::{
    CallPart, Completeness, ConversationId, ProjectId,
    ports::{BeginOutcome, IdempotencyLedger, PartKey, StoreError},
};
use store_conformance::InMemoryLedger;

/// A point at which the process ends, for one part of a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Crash {
    /// Between the ledger's entry and the add.
    BeforeAdding(CallPart),
    /// Between the add, with all that follows on the platform, and the ledger's completion.
    BeforeCompleting(CallPart),
}

/// A ledger that fails once where a process would have ended.
#[derive(Default)]
pub(crate) struct CrashingLedger {
    ledger: InMemoryLedger,
    crash: Mutex<Option<Crash>>,
    unfinished: Mutex<Vec<PartKey>>,
}

impl CrashingLedger {
    /// Makes the next ingestion fail there.
    pub(crate) fn crash_at(&self, crash: Crash) {
        *self.crash.lock().unwrap() = Some(crash);
    }

    /// The parts whose last attempt is unfinished.
    pub(crate) fn unfinished(&self) -> Vec<CallPart> {
        let unfinished = self.unfinished.lock().unwrap();
        unfinished.iter().map(|key| key.part).collect()
    }

    fn fail_at(&self, here: Crash) -> Result<(), StoreError> {
        let crash = self.crash.lock().unwrap().take_if(|crash| *crash == here);
        crash.map_or(Ok(()), |_| Err(StoreError::internal("the process ended")))
    }

    fn finish(&self, part: &PartKey) {
        self.unfinished.lock().unwrap().retain(|key| key != part);
    }
}

#[async_trait]
impl IdempotencyLedger for CrashingLedger {
    async fn begin(
        &self,
        part: &PartKey,
        completeness: Completeness,
        at: Timestamp,
    ) -> Result<BeginOutcome, StoreError> {
        let outcome = self.ledger.begin(part, completeness, at).await?;
        if matches!(outcome, BeginOutcome::New | BeginOutcome::Supersedes) {
            self.unfinished.lock().unwrap().push(part.clone());
        }
        self.fail_at(Crash::BeforeAdding(part.part))?;
        Ok(outcome)
    }

    async fn complete(&self, part: &PartKey) -> Result<(), StoreError> {
        self.fail_at(Crash::BeforeCompleting(part.part))?;
        self.finish(part);
        self.ledger.complete(part).await
    }

    async fn abort(&self, part: &PartKey) -> Result<(), StoreError> {
        self.finish(part);
        self.ledger.abort(part).await
    }

    async fn close(
        &self,
        project: &ProjectId,
        conversation: &ConversationId,
    ) -> Result<(), StoreError> {
        self.ledger.close(project, conversation).await
    }
}
