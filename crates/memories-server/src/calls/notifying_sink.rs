use std::sync::Arc;

use async_trait::async_trait;
use memories_domain::ports::{EnqueueOutcome, EventSink, InboxError, NewEvent};
use tokio::sync::Notify;
use tokio_util::task::TaskTracker;

/// A sink that wakes the worker after each event.
///
/// The event is enqueued in a task, so that the worker is notified even if the client disconnects
/// before we reply.
pub struct NotifyingSink {
    pub sink: Arc<dyn EventSink>,
    pub enqueued: Arc<Notify>,
    pub tasks: TaskTracker,
}

#[async_trait]
impl EventSink for NotifyingSink {
    async fn enqueue(&self, event: NewEvent) -> Result<EnqueueOutcome, InboxError> {
        let (sink, enqueued) = (Arc::clone(&self.sink), Arc::clone(&self.enqueued));
        let task = self.tasks.spawn(async move {
            let outcome = sink.enqueue(event).await;
            enqueued.notify_one();
            outcome
        });
        // The message of a panic may contain a transcript.
        task.await
            .unwrap_or_else(|_| Err(InboxError::internal("a panic; the log has its location")))
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use memories_domain::{
        Platform, ProjectId, SkipReason,
        ports::{EventContent, EventKey},
    };
    use tokio::sync::Semaphore;

    use super::*;

    /// A sink that waits for a permit.
    struct GatedSink {
        called: Notify,
        gate: Semaphore,
    }

    #[async_trait]
    impl EventSink for GatedSink {
        async fn enqueue(&self, _: NewEvent) -> Result<EnqueueOutcome, InboxError> {
            self.called.notify_one();
            let _permit = self.gate.acquire().await.unwrap();
            Ok(EnqueueOutcome::Enqueued)
        }
    }

    fn event() -> NewEvent {
        NewEvent {
            key: EventKey {
                project: ProjectId::default(),
                platform: Platform::ElevenLabs,
                conversation: "conv_1".to_owned(),
                event_type: "new".to_owned(),
                body_sha256: "00".to_owned(),
            },
            carrier_call: None,
            received_at: Timestamp::UNIX_EPOCH,
            content: EventContent::Skipped(SkipReason::Failed),
        }
    }

    #[tokio::test]
    async fn the_worker_is_notified_even_if_the_client_disconnects() {
        let gated = Arc::new(GatedSink {
            called: Notify::new(),
            gate: Semaphore::new(0),
        });
        let enqueued = Arc::new(Notify::new());
        let sink = NotifyingSink {
            sink: Arc::clone(&gated) as Arc<dyn EventSink>,
            enqueued: Arc::clone(&enqueued),
            tasks: TaskTracker::new(),
        };
        let request = tokio::spawn(async move { sink.enqueue(event()).await });
        gated.called.notified().await;
        request.abort();
        assert!(request.await.unwrap_err().is_cancelled());
        gated.gate.add_permits(1);
        enqueued.notified().await;
    }
}
