use std::time::Duration;

use async_trait::async_trait;
use jiff::Timestamp;
use memories_domain::ports::{
    ClaimedContent, EnqueueOutcome, EventContent, EventKey, EventSink, InboxError, NewEvent,
    Unprocessable,
};
use tokio::{task::spawn_blocking, time::Instant};

use super::{digests, outgoing_message::OutgoingMessage};
use crate::client::{AwsClient, Error, FifoMessage};

/// API Gateway answers for a function that takes more than 30 seconds.
const DEFAULT_TIMEOUT: Duration = Duration::from_secs(10);

/// Sends events to a FIFO queue, which delivers one caller's calls in order.
///
/// SQS drops a duplicate within five minutes and does not report it, so every event counts as
/// [`EnqueueOutcome::Enqueued`]; ingesting an event again changes nothing.
///
/// Events that no worker could process are not sent: they are logged and acknowledged.
#[derive(Debug, Clone)]
pub struct SqsSink {
    client: AwsClient,
    queue_url: String,
    bucket: String,
    timeout: Duration,
}

impl SqsSink {
    /// `bucket` stores the content that is too large for a message.
    #[must_use]
    pub fn new(client: AwsClient, queue_url: impl Into<String>, bucket: impl Into<String>) -> Self {
        Self {
            client,
            queue_url: queue_url.into(),
            bucket: bucket.into(),
            timeout: DEFAULT_TIMEOUT,
        }
    }

    /// Sets the timeout of one event: 10 seconds unless set.
    #[must_use]
    pub fn with_timeout(self, timeout: Duration) -> Self {
        Self { timeout, ..self }
    }

    async fn send(
        &self,
        key: EventKey,
        received_at: Timestamp,
        content: ClaimedContent,
    ) -> Result<(), InboxError> {
        let deadline = Instant::now() + self.timeout;
        let client = || {
            let remaining = deadline.saturating_duration_since(Instant::now());
            self.client.with_timeout(remaining)
        };
        let group = group(&key, &content);
        let deduplication_id = digests::deduplication_id(&key);
        let encode = move || OutgoingMessage::encode(&key, received_at, content);
        // Compression of megabytes would block the runtime.
        let message = spawn_blocking(encode)
            .await
            .map_err(InboxError::internal)?
            .map_err(InboxError::internal)?;
        if let Some(payload) = message.payload {
            client()
                .put_object(&self.bucket, &payload.object_key, payload.gzip)
                .await
                .map_err(inbox_error)?;
        }
        let message = FifoMessage {
            queue_url: &self.queue_url,
            body: &message.body,
            group: &group,
            deduplication_id: &deduplication_id,
        };
        client().send_message(message).await.map_err(inbox_error)
    }
}

#[async_trait]
impl EventSink for SqsSink {
    async fn enqueue(&self, event: NewEvent) -> Result<EnqueueOutcome, InboxError> {
        let conversation_id = &event.key.conversation;
        let content = match event.content {
            EventContent::Call(call) => ClaimedContent::Call(call),
            EventContent::Skipped(reason) => {
                tracing::info!(conversation_id, %reason, "event skipped");
                return Ok(EnqueueOutcome::Enqueued);
            }
            EventContent::Unprocessable {
                reason: Unprocessable::NoCaller(reason),
                ..
            } => {
                tracing::warn!(conversation_id, %reason, "event dropped: it has no caller");
                return Ok(EnqueueOutcome::Enqueued);
            }
            EventContent::Unprocessable {
                body,
                reason: Unprocessable::NotUnderstood { .. },
            } => ClaimedContent::Raw(body),
        };
        self.send(event.key, event.received_at, content).await?;
        Ok(EnqueueOutcome::Enqueued)
    }
}

fn group(key: &EventKey, content: &ClaimedContent) -> String {
    match content {
        ClaimedContent::Call(call) => digests::caller_group(&call.scope),
        ClaimedContent::Raw(_) => digests::conversation_group(key),
    }
}

fn inbox_error(error: Error) -> InboxError {
    if error.is_throttled() {
        InboxError::Overloaded
    } else {
        InboxError::internal(error)
    }
}
