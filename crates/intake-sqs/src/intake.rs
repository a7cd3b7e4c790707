//! The way into the queue.

use std::time::Duration;

use async_trait::async_trait;
use aws::{Aws, FifoMessage};
use memories_domain::{EnqueueOutcome, EventSink, InboxError, IncomingEvent};
use tokio::{task::spawn_blocking, time::Instant};

use crate::{names, parcel};

/// The time to take an event in by default; API Gateway gives up after 30 seconds.
const LIMIT: Duration = Duration::from_secs(10);

/// Takes finished calls into a FIFO queue, one caller's calls in their order.
///
/// SQS does not tell a duplicate from a new event, so that all are
/// [`EnqueueOutcome::New`]; it drops those that come within five minutes, and learning a call again
/// changes nothing.
#[derive(Debug, Clone)]
pub struct SqsIntake {
    aws: Aws,
    queue_url: String,
    bucket: String,
    limit: Duration,
}

impl SqsIntake {
    /// An intake into the queue of this URL, and for what fits in no message into the bucket of
    /// this name.
    #[must_use]
    pub fn new(aws: Aws, queue_url: impl Into<String>, bucket: impl Into<String>) -> Self {
        Self {
            aws,
            queue_url: queue_url.into(),
            bucket: bucket.into(),
            limit: LIMIT,
        }
    }

    /// The same with another limit for taking in one event. By default 10 seconds.
    #[must_use]
    pub fn within(self, limit: Duration) -> Self {
        Self { limit, ..self }
    }
}

#[async_trait]
impl EventSink for SqsIntake {
    async fn accept(&self, event: IncomingEvent) -> Result<EnqueueOutcome, InboxError> {
        let deadline = Instant::now() + self.limit;
        let left = || {
            let left = deadline.saturating_duration_since(Instant::now());
            self.aws.within(left)
        };
        let group = names::group(&event);
        let deduplication_id = names::deduplication(&event.key);
        // Compressing megabytes takes a while.
        let parcel = spawn_blocking(move || parcel::packed(&event))
            .await
            .map_err(|_| InboxError::internal("a defect stopped packing an event"))?
            .map_err(InboxError::internal)?;
        if let Some(load) = parcel.load {
            left()
                .put_object(&self.bucket, &load.object, load.gzip)
                .await
                .map_err(explained)?;
        }
        let message = FifoMessage {
            queue_url: &self.queue_url,
            body: &parcel.message,
            group: &group,
            deduplication_id: &deduplication_id,
        };
        left().send_message(message).await.map_err(explained)?;
        Ok(EnqueueOutcome::New)
    }
}

fn explained(error: aws::Error) -> InboxError {
    if error.is_throttled() {
        InboxError::Overloaded
    } else {
        InboxError::internal(error)
    }
}
