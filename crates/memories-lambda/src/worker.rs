//! After the call: learns from the finished calls in a batch of messages.
//!
//! Messages of one group are one caller's calls in their order. When one of them
//! fails, those after it are handed back with it, so that the order stays, but not
//! for ever: a message that keeps failing is passed by. Other callers' calls in the
//! batch are learned all the same. What fails again and again goes to the
//! dead-letter queue, as it came.

use std::{collections::BTreeMap, time::Duration};

use aws_lambda_events::sqs::{SqsBatchResponse, SqsEvent, SqsMessage};
use futures::future::join_all;
use intake_sqs::{Claims, OpenError};
use jiff::Timestamp;
use lambda_runtime::{Error, LambdaEvent, service_fn};
use memories_domain::StoreError;
use memories_server::learning::{Student, Studied};
use tokio::{
    sync::{Semaphore, SemaphorePermit},
    time::{Instant, timeout_at},
};
use tracing::{Instrument, Span, field};

/// Kept of a function's time to hand back what was not learned.
const LAST_WORDS: Duration = Duration::from_secs(3);

/// The attribute that tells a message's group.
const GROUP: &str = "MessageGroupId";
/// The attribute that tells how often a message was received, this time included.
const RECEIVE_COUNT: &str = "ApproximateReceiveCount";

/// How many times a message that fails holds up those after it. They are received
/// with it every time: held up for ever, they would become dead letters with it
/// without having been tried.
const HOLDS_UP: u32 = 2;

/// What may be studied at the same time, in KiB of events, or one event that has
/// more. Studying takes some fifteen times an event's size, and the function has
/// 256 MB.
const DESK_KIB: u32 = 4 * 1024;

/// Learns from messages.
pub struct Worker {
    student: Student,
    claims: Claims,
    desk: Semaphore,
}

/// Why a message is handed back.
#[derive(Debug, thiserror::Error)]
enum MessageError {
    #[error("the message has no body")]
    Empty,
    #[error(transparent)]
    Open(#[from] OpenError),
    #[error("the event is not understood: {0}")]
    NotUnderstood(String),
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("the function's time was over")]
    OutOfTime,
}

/// Learns from batches until Lambda ends the function.
pub async fn serve(worker: Worker) -> Result<(), Error> {
    let worker = &worker;
    lambda_runtime::run(service_fn(async |batch: LambdaEvent<SqsEvent>| {
        let deadline = deadline(batch.context.deadline);
        Ok::<_, Error>(worker.learn(batch.payload.records, deadline).await)
    }))
    .await
}

/// When to stop learning, given Lambda's deadline in milliseconds since 1970.
fn deadline(lambda: u64) -> Instant {
    let now = u64::try_from(Timestamp::now().as_millisecond()).unwrap_or_default();
    let left = Duration::from_millis(lambda.saturating_sub(now));
    Instant::now() + left.saturating_sub(LAST_WORDS)
}

impl Worker {
    /// A worker that learns by `student`, and finds in `claims` the events that were
    /// too large for their messages.
    #[must_use]
    pub fn new(student: Student, claims: Claims) -> Self {
        Self {
            student,
            claims,
            desk: Semaphore::new(DESK_KIB as usize),
        }
    }

    /// Learns from the messages, and names those that are to be delivered again.
    async fn learn(&self, messages: Vec<SqsMessage>, deadline: Instant) -> SqsBatchResponse {
        let groups = by_group(messages).into_values();
        let failed = join_all(groups.map(|group| self.learn_group(group, deadline))).await;
        let mut response = SqsBatchResponse::default();
        for id in failed.into_iter().flatten() {
            response.add_failure(id);
        }
        response
    }

    /// Learns from one caller's messages in their order. Returns the ids of those
    /// that failed or were held up by one that did.
    async fn learn_group(&self, group: Vec<SqsMessage>, deadline: Instant) -> Vec<String> {
        let mut failed = Vec::new();
        let mut held_up = false;
        for message in group {
            let id = message.message_id.clone().unwrap_or_default();
            let received = times_received(&message);
            // So that its fields are told at every level.
            let span = tracing::error_span!(
                "message",
                message_id = id,
                received,
                conversation_id = field::Empty
            );
            if held_up || !self.learned(message, deadline).instrument(span).await {
                held_up |= received <= HOLDS_UP;
                failed.push(id);
            }
        }
        failed
    }

    async fn learned(&self, message: SqsMessage, deadline: Instant) -> bool {
        let began = Instant::now();
        let studied = timeout_at(deadline, self.study(message))
            .await
            .unwrap_or(Err(MessageError::OutOfTime));
        let duration_ms = began.elapsed().as_secs_f64() * 1_000.0;
        match &studied {
            Ok(Studied::Skipped(reason)) => {
                tracing::info!(duration_ms, %reason, "call teaches nothing");
            }
            Ok(Studied::Nobody(reason)) => {
                tracing::warn!(duration_ms, %reason, "call is nobody's, and is let go");
            }
            Ok(_) => tracing::info!(duration_ms, "message learned"),
            Err(error) => {
                let error = memories_server::cause::in_full(error);
                tracing::error!(duration_ms, error, "message will be delivered again");
            }
        }
        studied.is_ok()
    }

    async fn study(&self, message: SqsMessage) -> Result<Studied, MessageError> {
        let body = message.body.ok_or(MessageError::Empty)?;
        let delivered = match self.claims.open(&body).await {
            // It outlives its message, unless it was learned from.
            Err(OpenError::ClaimGone) => {
                tracing::warn!("the message's event is gone from the bucket: taken as learned");
                return Ok(Studied::Ingested);
            }
            opened => opened?,
        };
        Span::current().record("conversation_id", &delivered.event.key.conversation);
        let _place = self.place_for(delivered.event.body.len()).await;
        let studied = self.student.study(delivered.event).await?;
        if let Studied::NotUnderstood { reason } = studied {
            return Err(MessageError::NotUnderstood(reason));
        }
        if let Some(claim) = delivered.claim {
            self.claims.discard(claim).await;
        }
        Ok(studied)
    }

    /// Waits until there is room for an event of so many bytes. `None` would mean
    /// that the desk is closed, which it never is.
    async fn place_for(&self, bytes: usize) -> Option<SemaphorePermit<'_>> {
        let kib = u32::try_from(bytes / 1024).unwrap_or(u32::MAX);
        self.desk.acquire_many(kib.min(DESK_KIB)).await.ok()
    }
}

/// How often a message was received, this time included.
fn times_received(message: &SqsMessage) -> u32 {
    let count = message.attributes.get(RECEIVE_COUNT);
    count.and_then(|count| count.parse().ok()).unwrap_or(1)
}

/// The messages of each group in their order; one without a group stands alone.
fn by_group(messages: Vec<SqsMessage>) -> BTreeMap<String, Vec<SqsMessage>> {
    let mut groups: BTreeMap<String, Vec<SqsMessage>> = BTreeMap::new();
    for message in messages {
        let group = message
            .attributes
            .get(GROUP)
            .or(message.message_id.as_ref());
        let group = group.cloned().unwrap_or_default();
        groups.entry(group).or_default().push(message);
    }
    groups
}
