//! Processes finished calls in batches of messages.
//!
//! The messages of one group are one caller's calls, in order. If one of them fails, the later
//! ones are returned to the queue with it, to preserve the order, but only for its first two
//! attempts: a poison message must not block them for ever. Other callers are unaffected. A message
//! that keeps failing ends in the dead-letter queue unchanged.

use std::{collections::BTreeMap, time::Duration};

use aws_lambda_events::sqs::{SqsBatchResponse, SqsEvent, SqsMessage};
use futures::future::join_all;
use jiff::Timestamp;
use lambda_runtime::{Error, LambdaEvent, service_fn};
use memories_domain::{
    InvalidCallerId, SkipReason,
    ports::{EventOutcome, IngestOutcome, Unprocessable},
};
use memories_server::{
    calls::{CallProcessor, ProcessError},
    error_chain::format_chain,
};
use memories_store_aws::sqs::{DecodeError, Message, MessageDecoder};
use tokio::{
    sync::{Semaphore, SemaphorePermit},
    time::{Instant, timeout_at},
};
use tracing::{Instrument, Span, field};

/// The part of the function's timeout in which it returns the messages that it did not process.
const RESPONSE_RESERVE: Duration = Duration::from_secs(3);

/// The attribute with a message's group.
const GROUP_ID: &str = "MessageGroupId";
/// The attribute with the number of times a message was received, including this one.
const RECEIVE_COUNT: &str = "ApproximateReceiveCount";

/// How many times a message that fails takes the later ones of its group back to the queue with
/// it. Without this limit they would become dead letters with it, without an attempt of their own.
const MAX_ORDERED_RETRIES: u32 = 2;

/// Total size, in KiB, of the content that is processed concurrently (larger content is processed
/// alone). Processing needs about 15 times its size, and the function has 256 MB.
const MEMORY_BUDGET_KIB: u32 = 4 * 1024;

pub struct Worker {
    processor: CallProcessor,
    decoder: MessageDecoder,
    memory_budget: Semaphore,
}

/// The result of a message that is acknowledged.
enum Acknowledged {
    Ingested(IngestOutcome),
    Skipped(SkipReason),
    /// No later attempt will find a caller either.
    NoCaller(InvalidCallerId),
    /// A redelivery: the payload is deleted once its event has been processed.
    PayloadDeleted,
}

/// Why a message is returned to the queue.
#[derive(Debug, thiserror::Error)]
enum MessageError {
    #[error("the message has no body")]
    NoBody,
    #[error(transparent)]
    Decode(#[from] DecodeError),
    #[error("the event cannot be processed: {reason}")]
    Unprocessable { reason: String },
    #[error(transparent)]
    Process(#[from] ProcessError),
    #[error("the function is about to time out")]
    OutOfTime,
}

/// Processes batches until Lambda terminates the function.
pub async fn serve(worker: Worker) -> Result<(), Error> {
    let worker = &worker;
    lambda_runtime::run(service_fn(async |batch: LambdaEvent<SqsEvent>| {
        let deadline = processing_deadline(batch.context.deadline);
        Ok::<_, Error>(worker.process(batch.payload.records, deadline).await)
    }))
    .await
}

/// `lambda_deadline` is in milliseconds since 1970.
fn processing_deadline(lambda_deadline: u64) -> Instant {
    let now = u64::try_from(Timestamp::now().as_millisecond()).unwrap_or_default();
    let remaining = Duration::from_millis(lambda_deadline.saturating_sub(now));
    Instant::now() + remaining.saturating_sub(RESPONSE_RESERVE)
}

impl Worker {
    #[must_use]
    pub fn new(processor: CallProcessor, decoder: MessageDecoder) -> Self {
        Self {
            processor,
            decoder,
            memory_budget: Semaphore::new(MEMORY_BUDGET_KIB as usize),
        }
    }

    /// The response lists the messages to be delivered again.
    async fn process(&self, messages: Vec<SqsMessage>, deadline: Instant) -> SqsBatchResponse {
        let groups = by_group(messages).into_values();
        let failed = join_all(groups.map(|group| self.process_group(group, deadline))).await;
        let mut response = SqsBatchResponse::default();
        for id in failed.into_iter().flatten() {
            response.add_failure(id);
        }
        response
    }

    /// Processes one caller's messages in order. Returns the ids of those to be delivered again.
    async fn process_group(&self, group: Vec<SqsMessage>, deadline: Instant) -> Vec<String> {
        let mut failed = Vec::new();
        let mut blocked = false;
        for message in group {
            let id = message.message_id.clone().unwrap_or_default();
            let received = receive_count(&message);
            // At the level of errors, so that every line has its fields.
            let span = tracing::error_span!(
                "message",
                message_id = id,
                received,
                conversation_id = field::Empty
            );
            if blocked || !self.succeeds(message, deadline).instrument(span).await {
                blocked |= received <= MAX_ORDERED_RETRIES;
                failed.push(id);
            }
        }
        failed
    }

    /// Processes a message and logs the result.
    async fn succeeds(&self, message: SqsMessage, deadline: Instant) -> bool {
        let start = Instant::now();
        let result = timeout_at(deadline, self.process_message(message))
            .await
            .unwrap_or(Err(MessageError::OutOfTime));
        let duration_ms = start.elapsed().as_secs_f64() * 1_000.0;
        match &result {
            Ok(Acknowledged::Ingested(IngestOutcome::Ingested { .. })) => {
                tracing::info!(duration_ms, "message processed");
            }
            Ok(Acknowledged::Ingested(
                IngestOutcome::AlreadyIngested | IngestOutcome::MachineAnswered,
            )) => {
                tracing::info!(
                    duration_ms,
                    "message processed: its call is already ingested"
                );
            }
            Ok(Acknowledged::Skipped(reason)) => {
                tracing::info!(duration_ms, %reason, "message processed: its event was skipped");
            }
            Ok(Acknowledged::NoCaller(reason)) => {
                tracing::warn!(duration_ms, %reason, "message dropped: its event has no caller");
            }
            Ok(Acknowledged::PayloadDeleted) => {
                tracing::warn!(
                    duration_ms,
                    "message dropped: its payload is already deleted"
                );
            }
            Err(error) => {
                let error = format_chain(error);
                tracing::error!(duration_ms, error, "message returned to the queue");
            }
        }
        result.is_ok()
    }

    async fn process_message(&self, message: SqsMessage) -> Result<Acknowledged, MessageError> {
        let body = message.body.ok_or(MessageError::NoBody)?;
        let Message {
            key,
            received_at,
            content,
        } = Message::parse(&body)?;
        drop(body);
        Span::current().record("conversation_id", &key.conversation);
        let payload = content.payload().cloned();
        let _reservation = self.reserve(content.bytes()).await;
        let content = match self.decoder.decode(content).await {
            Err(DecodeError::PayloadNotFound) => return Ok(Acknowledged::PayloadDeleted),
            decoded => decoded?,
        };
        let outcome = self.processor.process(content, &key, received_at).await?;
        let acknowledged = match outcome {
            EventOutcome::Ingested(outcome) => Acknowledged::Ingested(outcome),
            EventOutcome::Skipped(reason) => Acknowledged::Skipped(reason),
            EventOutcome::Unprocessable(Unprocessable::NoCaller(reason)) => {
                Acknowledged::NoCaller(reason)
            }
            EventOutcome::Unprocessable(Unprocessable::NotUnderstood { reason })
            | EventOutcome::Retry { reason, .. }
            | EventOutcome::DeadLetter { reason } => {
                return Err(MessageError::Unprocessable { reason });
            }
        };
        if let Some(payload) = payload {
            self.decoder.delete_payload(&payload).await;
        }
        Ok(acknowledged)
    }

    /// Waits until content of this size fits in the memory budget. The semaphore is never closed,
    /// so the result is never `None`.
    async fn reserve(&self, bytes: usize) -> Option<SemaphorePermit<'_>> {
        let kib = u32::try_from(bytes / 1024).unwrap_or(u32::MAX);
        let permits = kib.min(MEMORY_BUDGET_KIB);
        self.memory_budget.acquire_many(permits).await.ok()
    }
}

fn receive_count(message: &SqsMessage) -> u32 {
    let count = message.attributes.get(RECEIVE_COUNT);
    count.and_then(|count| count.parse().ok()).unwrap_or(1)
}

/// The messages of each group in order; a message without a group is a group of its own.
fn by_group(messages: Vec<SqsMessage>) -> BTreeMap<String, Vec<SqsMessage>> {
    let mut groups: BTreeMap<String, Vec<SqsMessage>> = BTreeMap::new();
    for message in messages {
        let group = message
            .attributes
            .get(GROUP_ID)
            .or(message.message_id.as_ref());
        let group = group.cloned().unwrap_or_default();
        groups.entry(group).or_default().push(message);
    }
    groups
}
