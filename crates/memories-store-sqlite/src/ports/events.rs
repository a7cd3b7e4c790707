use std::time::Duration;

use async_trait::async_trait;
use jiff::Timestamp;
use memories_domain::{
    CallerId, EventId, ProjectId, WorkerId,
    ports::{
        Claim, ClaimedContent, ClaimedEvent, Completion, EnqueueOutcome, EventContent, EventInbox,
        EventOutcome, EventSink, InboxAdmin, InboxEntry, InboxError, InboxState, NewEvent,
    },
};

use crate::{
    error::Error,
    store::SqliteStore,
    tables::inbox::{self, Content, NewEntry},
    write,
};

#[async_trait]
impl EventSink for SqliteStore {
    /// An event of a closed conversation is recorded without its content.
    async fn enqueue(&self, event: NewEvent) -> Result<EnqueueOutcome, InboxError> {
        // Serializing megabytes would block the runtime.
        let entry = tokio::task::spawn_blocking(|| new_entry(event));
        let entry = entry.await.map_err(|_| Error::Panicked)??;
        let job = move |connection: &_| write::enqueue(connection, entry);
        Ok(self.writer.write(job).await?)
    }
}

#[async_trait]
impl EventInbox for SqliteStore {
    /// The contents are decoded by a reader, so that the writer is free for others.
    async fn claim_due(
        &self,
        worker: &WorkerId,
        lease: Duration,
        limit: usize,
    ) -> Result<Vec<ClaimedEvent>, InboxError> {
        let now = self.clock.now();
        let worker = worker.clone();
        let job = move |connection: &_| inbox::claim_due(connection, &worker, now, lease, limit);
        let claimed = self.writer.write(job).await?;
        if claimed.is_empty() {
            return Ok(Vec::new());
        }
        let job = move |connection: &_| inbox::decode_claimed(connection, claimed);
        let (events, undecodable) = self.readers.read(job).await?;
        if !undecodable.is_empty() {
            let job = move |connection: &_| inbox::fail_undecodable(connection, &undecodable, now);
            self.writer.write(job).await?;
        }
        Ok(events)
    }

    async fn release_claims(&self, worker: &WorkerId) -> Result<usize, InboxError> {
        let worker = worker.clone();
        let job = move |connection: &_| inbox::release_claims(connection, &worker);
        Ok(self.writer.write(job).await?)
    }

    async fn next_due_at(&self) -> Result<Option<Timestamp>, InboxError> {
        Ok(self.readers.read(inbox::next_due_at).await?)
    }

    async fn complete(
        &self,
        claim: &Claim,
        outcome: &EventOutcome,
    ) -> Result<Completion, InboxError> {
        let (claim, outcome) = (claim.clone(), outcome.clone());
        let now = self.clock.now();
        let job = move |connection: &_| inbox::complete(connection, &claim, &outcome, now);
        Ok(self.writer.write(job).await?)
    }

    async fn has_unprocessed(
        &self,
        project: &ProjectId,
        caller: &CallerId,
    ) -> Result<bool, InboxError> {
        let (project, caller) = (project.clone(), caller.clone());
        let job = move |connection: &_| inbox::has_unprocessed(connection, &project, &caller);
        Ok(self.readers.read(job).await?)
    }
}

#[async_trait]
impl InboxAdmin for SqliteStore {
    async fn list(
        &self,
        state: Option<InboxState>,
        limit: usize,
    ) -> Result<Vec<InboxEntry>, InboxError> {
        let job = move |connection: &_| inbox::list(connection, state, limit);
        Ok(self.readers.read(job).await?)
    }

    async fn show(
        &self,
        id: &EventId,
    ) -> Result<Option<(InboxEntry, Option<ClaimedContent>)>, InboxError> {
        let id = id.clone();
        let job = move |connection: &_| inbox::show(connection, &id);
        Ok(self.readers.read(job).await?)
    }

    /// The attempts are counted from zero again.
    async fn retry(&self, id: Option<&EventId>) -> Result<usize, InboxError> {
        let (id, now) = (id.cloned(), self.clock.now());
        let job = move |connection: &_| inbox::retry(connection, id.as_ref(), now);
        Ok(self.writer.write(job).await?)
    }

    async fn forget(&self, project: &ProjectId, caller: &CallerId) -> Result<usize, InboxError> {
        let (project, caller) = (project.clone(), caller.clone());
        let job = move |connection: &_| write::forget_events(connection, &project, &caller);
        Ok(self.writer.erase(job).await?)
    }
}

fn new_entry(event: NewEvent) -> Result<NewEntry, Error> {
    let entry = |state, reason, caller, content| NewEntry {
        id: EventId::generate(),
        key: event.key,
        carrier_call: event.carrier_call,
        received_at: event.received_at,
        state,
        caller,
        reason,
        content,
    };
    Ok(match event.content {
        EventContent::Call(call) => {
            let json = serde_json::to_vec(&call);
            let json = json.map_err(|error| Error::Encode("inbox_contents.content", error))?;
            let caller = Some(call.scope.caller);
            entry(InboxState::Pending, None, caller, Some(Content::Call(json)))
        }
        EventContent::Skipped(reason) => {
            entry(InboxState::Skipped, Some(reason.to_string()), None, None)
        }
        EventContent::Unprocessable { body, reason } => entry(
            InboxState::Unprocessable,
            Some(reason.to_string()),
            None,
            Some(Content::Raw(body)),
        ),
    })
}
