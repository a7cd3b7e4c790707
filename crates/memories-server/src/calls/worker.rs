use std::{sync::Arc, time::Duration};

use jiff::Timestamp;
use memories_domain::{
    EventId, SkipReason, WorkerId,
    ports::{ClaimedEvent, Completion, EventInbox, EventOutcome, InboxError, Recovery},
};
use tokio::{
    sync::{Notify, watch},
    task::JoinSet,
    time::{Instant, sleep, sleep_until},
};
use tokio_util::sync::CancellationToken;

use super::{
    post_call::warn_of,
    processor::{CallProcessor, PROCESSING_DEADLINE},
    retry::retry_or_dead_letter,
};
use crate::error_chain::format_chain;

/// Events processed concurrently; the store commits them together.
const MAX_CONCURRENT_EVENTS: usize = 16;
/// How long a claim lasts: longer than an attempt and the write of its outcome.
const LEASE: Duration = PROCESSING_DEADLINE.saturating_mul(2);
/// Delay before a failing inbox is used again.
const INBOX_RETRY_DELAY: Duration = Duration::from_secs(1);
/// An idle worker polls the inbox this often, because another process may have made events due.
const POLL_INTERVAL: Duration = Duration::from_secs(5);

/// Processes the events in the inbox.
#[derive(Clone)]
pub struct Worker {
    pub id: WorkerId,
    pub inbox: Arc<dyn EventInbox>,
    pub processor: CallProcessor,
    /// Notified when an event is enqueued.
    pub enqueued: Arc<Notify>,
    /// Counts processed events.
    pub processed: watch::Sender<u64>,
}

impl Worker {
    /// Runs until `stop` is cancelled and no event is due any more. While the inbox fails it does
    /// not end by itself: the caller limits the time.
    pub async fn run(self, stop: CancellationToken) {
        self.release_claims().await;
        let mut in_flight = JoinSet::new();
        // A claim is a transaction, so the worker claims only when an event may be due.
        let mut claim_at = Instant::now();
        loop {
            let stopping = stop.is_cancelled();
            if free_slots(&in_flight) > 0 && (stopping || claim_at <= Instant::now()) {
                match self.spawn_due(&mut in_flight).await {
                    Ok(next) => claim_at = next,
                    // Also while it stops: events in flight are finished, and the others tried
                    // again until the caller gives up.
                    Err(error) => {
                        tracing::error!(error = format_chain(&error), "inbox cannot be read");
                        sleep(INBOX_RETRY_DELAY).await;
                        continue;
                    }
                }
            }
            if stopping && in_flight.is_empty() {
                return;
            }
            claim_at = self.wait(&mut in_flight, claim_at, &stop).await;
        }
    }

    /// Events that this worker had claimed when its process ended are due at once.
    async fn release_claims(&self) {
        match self.inbox.release_claims(&self.id).await {
            Ok(0) => {}
            Ok(released) => tracing::info!(released, "claims of an earlier run released"),
            Err(error) => {
                let error = format_chain(&error);
                tracing::error!(error, "claims of an earlier run cannot be released");
            }
        }
    }

    /// Claims due events, as many as there are free slots, and spawns their processing. Returns
    /// when to claim again.
    async fn spawn_due(
        &self,
        in_flight: &mut JoinSet<Option<Instant>>,
    ) -> Result<Instant, InboxError> {
        let free = free_slots(in_flight);
        let events = self.inbox.claim_due(&self.id, LEASE, free).await?;
        let all_slots_filled = events.len() >= free;
        for event in events {
            in_flight.spawn(self.clone().process_and_complete(event));
        }
        let now = Instant::now();
        Ok(if all_slots_filled {
            now
        } else {
            now + self.until_due().await
        })
    }

    /// Waits until an event is processed, enqueued or due, or the worker is to stop. Returns when
    /// to claim again.
    async fn wait(
        &self,
        in_flight: &mut JoinSet<Option<Instant>>,
        claim_at: Instant,
        stop: &CancellationToken,
    ) -> Instant {
        let has_free_slot = free_slots(in_flight) > 0;
        tokio::select! {
            Some(processed) = in_flight.join_next() => {
                let mut claim_at = claim_at;
                let mut next = Some(processed);
                while let Some(processed) = next {
                    // A task that panicked leaves its event claimed; it is due when the lease ends.
                    let due_again = processed.ok().flatten();
                    claim_at = due_again.map_or(claim_at, |due| claim_at.min(due));
                    next = in_flight.try_join_next();
                }
                claim_at
            }
            () = self.enqueued.notified(), if has_free_slot => Instant::now(),
            () = sleep_until(claim_at), if has_free_slot => claim_at,
            () = stop.cancelled(), if !stop.is_cancelled() => claim_at,
        }
    }

    async fn until_due(&self) -> Duration {
        match self.inbox.next_due_at().await {
            Ok(Some(at)) => Duration::try_from(Timestamp::now().duration_until(at))
                .unwrap_or_default()
                .min(POLL_INTERVAL),
            _ => POLL_INTERVAL,
        }
    }

    /// Returns when the event is due again, if that is certain.
    async fn process_and_complete(self, event: ClaimedEvent) -> Option<Instant> {
        let ClaimedEvent {
            claim,
            key,
            received_at,
            attempts,
            content,
        } = event;
        let outcome = match self.processor.process(content, &key, received_at).await {
            Ok(outcome) => outcome,
            Err(error) => {
                if attempts == 0 && error.recovery() == Recovery::AfterChange {
                    let error = format_chain(&error);
                    tracing::error!(event_id = %claim.event, error, "a finished call waits for a change");
                }
                let age = Timestamp::now().duration_since(received_at);
                retry_or_dead_letter(attempts, age.try_into().unwrap_or_default(), &error)
            }
        };
        log_outcome(&claim.event, &outcome);
        match self.inbox.complete(&claim, &outcome).await {
            Ok(Completion::Recorded) => {}
            Ok(Completion::ClaimLost) => {
                tracing::warn!(event_id = %claim.event, "outcome discarded: the claim was lost");
            }
            // The event is due again when its lease ends.
            Err(error) => {
                let error = format_chain(&error);
                tracing::error!(event_id = %claim.event, error, "outcome cannot be recorded");
            }
        }
        self.processed
            .send_modify(|count| *count = count.wrapping_add(1));
        match outcome {
            EventOutcome::Retry { after, .. } => Instant::now().checked_add(after),
            _ => None,
        }
    }
}

fn free_slots(in_flight: &JoinSet<Option<Instant>>) -> usize {
    MAX_CONCURRENT_EVENTS.saturating_sub(in_flight.len())
}

fn log_outcome(id: &EventId, outcome: &EventOutcome) {
    match outcome {
        EventOutcome::Ingested(_) => {}
        EventOutcome::Skipped(SkipReason::Misconfigured(mistake)) => warn_of(mistake),
        EventOutcome::Skipped(reason) => {
            tracing::info!(event_id = %id, %reason, "event skipped");
        }
        EventOutcome::Unprocessable(reason) => {
            tracing::warn!(event_id = %id, %reason, "event is unprocessable; see `inbox list`");
        }
        EventOutcome::Retry { after, reason } => {
            let retry_in_ms = after.as_millis();
            tracing::warn!(event_id = %id, reason, retry_in_ms, "event will be retried");
        }
        EventOutcome::DeadLetter { reason } => {
            tracing::error!(event_id = %id, reason, "event is a dead letter; see `inbox list`");
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{
        Mutex,
        atomic::{AtomicU32, Ordering},
    };

    use async_trait::async_trait;
    use bytes::Bytes;
    use memories_domain::{
        CallerId, ClaimId, Platform, ProjectId,
        ports::{
            Claim, ClaimedContent, EnqueueOutcome, EventContent, EventKey, EventSink, NewEvent,
        },
    };
    use tokio::sync::Semaphore;

    use super::*;
    use crate::calls::{
        CallerResolver, EventReader, EventReaders, InvalidEvent, PlatformEvent, RuleExtractor,
        ScopeKind, processor::tests::UnusedStore,
    };

    /// Has one event. While that is processed, the inbox fails once; only then the outcome can be
    /// recorded.
    struct FailingInbox {
        claims: Mutex<u32>,
        failed: Semaphore,
        outcomes: Mutex<Vec<EventOutcome>>,
    }

    #[async_trait]
    impl EventSink for FailingInbox {
        async fn enqueue(&self, _: NewEvent) -> Result<EnqueueOutcome, InboxError> {
            unreachable!()
        }
    }

    #[async_trait]
    impl EventInbox for FailingInbox {
        async fn claim_due(
            &self,
            _: &WorkerId,
            _: Duration,
            _: usize,
        ) -> Result<Vec<ClaimedEvent>, InboxError> {
            let mut claims = self.claims.lock().unwrap();
            *claims += 1;
            match *claims {
                1 => Ok(vec![event()]),
                2 => {
                    self.failed.add_permits(1);
                    Err(InboxError::Overloaded)
                }
                _ => Ok(Vec::new()),
            }
        }

        async fn release_claims(&self, _: &WorkerId) -> Result<usize, InboxError> {
            Ok(0)
        }

        async fn next_due_at(&self) -> Result<Option<Timestamp>, InboxError> {
            Ok(None)
        }

        async fn complete(
            &self,
            _: &Claim,
            outcome: &EventOutcome,
        ) -> Result<Completion, InboxError> {
            let _permit = self.failed.acquire().await.unwrap();
            self.outcomes.lock().unwrap().push(outcome.clone());
            Ok(Completion::Recorded)
        }

        async fn has_unprocessed(&self, _: &ProjectId, _: &CallerId) -> Result<bool, InboxError> {
            unreachable!()
        }
    }

    struct SkippingReader;

    impl EventReader for SkippingReader {
        fn platform(&self) -> Platform {
            Platform::ElevenLabs
        }

        fn read_event(
            &self,
            _: &Bytes,
            _: Timestamp,
            _: &CallerResolver,
        ) -> Result<PlatformEvent, InvalidEvent> {
            Ok(PlatformEvent {
                carrier_call: None,
                conversation: None,
                event_type: "new".to_owned(),
                content: EventContent::Skipped(SkipReason::Failed),
                failure: None,
            })
        }
    }

    fn event() -> ClaimedEvent {
        ClaimedEvent {
            claim: Claim {
                event: EventId::generate(),
                id: ClaimId::generate(),
            },
            key: EventKey {
                project: ProjectId::default(),
                platform: Platform::ElevenLabs,
                conversation: "conv_1".to_owned(),
                event_type: "new".to_owned(),
                body_sha256: "00".to_owned(),
            },
            received_at: Timestamp::UNIX_EPOCH,
            attempts: 0,
            content: ClaimedContent::Raw(Bytes::from_static(b"{}")),
        }
    }

    /// Has one event, and counts the claims.
    #[derive(Default)]
    struct CountingInbox {
        claims: AtomicU32,
    }

    #[async_trait]
    impl EventSink for CountingInbox {
        async fn enqueue(&self, _: NewEvent) -> Result<EnqueueOutcome, InboxError> {
            unreachable!()
        }
    }

    #[async_trait]
    impl EventInbox for CountingInbox {
        async fn claim_due(
            &self,
            _: &WorkerId,
            _: Duration,
            _: usize,
        ) -> Result<Vec<ClaimedEvent>, InboxError> {
            let is_first = self.claims.fetch_add(1, Ordering::Relaxed) == 0;
            Ok(is_first.then(event).into_iter().collect())
        }

        async fn release_claims(&self, _: &WorkerId) -> Result<usize, InboxError> {
            Ok(0)
        }

        async fn next_due_at(&self) -> Result<Option<Timestamp>, InboxError> {
            Ok(None)
        }

        async fn complete(&self, _: &Claim, _: &EventOutcome) -> Result<Completion, InboxError> {
            Ok(Completion::Recorded)
        }

        async fn has_unprocessed(&self, _: &ProjectId, _: &CallerId) -> Result<bool, InboxError> {
            unreachable!()
        }
    }

    fn worker(inbox: Arc<dyn EventInbox>) -> Worker {
        let reader: Arc<dyn EventReader> = Arc::new(SkippingReader);
        Worker {
            id: WorkerId::parse("worker-1").unwrap(),
            inbox,
            processor: CallProcessor {
                readers: EventReaders::from_iter([reader]),
                callers: CallerResolver {
                    project: ProjectId::default(),
                    region: None,
                    scope_kind: ScopeKind::Caller,
                },
                extractor: Arc::new(RuleExtractor::default()),
                writer: Arc::new(UnusedStore),
                links: None,
                time_to_live: None,
            },
            enqueued: Arc::new(Notify::new()),
            processed: watch::channel(0).0,
        }
    }

    #[tokio::test]
    async fn an_event_in_flight_is_finished_although_the_inbox_fails_while_stopping() {
        let inbox = Arc::new(FailingInbox {
            claims: Mutex::new(0),
            failed: Semaphore::new(0),
            outcomes: Mutex::new(Vec::new()),
        });
        let worker = worker(Arc::<FailingInbox>::clone(&inbox));
        // Makes the worker claim again while the event is in flight.
        worker.enqueued.notify_one();
        let stop = CancellationToken::new();
        stop.cancel();
        worker.run(stop).await;
        let outcomes = inbox.outcomes.lock().unwrap();
        assert_eq!(*outcomes, [EventOutcome::Skipped(SkipReason::Failed)]);
    }

    #[tokio::test]
    async fn a_finished_event_causes_no_claim() {
        let inbox = Arc::new(CountingInbox::default());
        let worker = worker(Arc::<CountingInbox>::clone(&inbox));
        let mut processed = worker.processed.subscribe();
        let stop = CancellationToken::new();
        let running = tokio::spawn(worker.run(stop.clone()));
        processed.wait_for(|count| *count == 1).await.unwrap();
        // The runtime has one thread: the worker has time to take note.
        for _ in 0..100 {
            tokio::task::yield_now().await;
        }
        assert_eq!(inbox.claims.load(Ordering::Relaxed), 1);
        stop.cancel();
        running.await.unwrap();
    }
}
