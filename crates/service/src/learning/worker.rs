use std::{sync::Arc, time::Duration};

use backon::{BackoffBuilder, ExponentialBuilder};
use elevenlabs::post_call::PostCallEvent;
use futures::{StreamExt, stream};
use jiff::{SignedDuration, Timestamp};
use memory::{CallInbox, InboxError, Learned, MemoryStore, PendingEvent, Settlement, StoreError};
use tokio::{
    sync::{Notify, watch},
    task::JoinHandle,
    time::{sleep, timeout},
};

use super::interpret::{Interpretation, Interpreter};

/// Events learned at the same time; the store commits them together.
const CONCURRENCY: usize = 16;
/// Attempts before an event is given up.
const MAX_ATTEMPTS: u32 = 10;
/// How long learning one call may take.
const LEARNING_DEADLINE: Duration = Duration::from_secs(30);
/// How long the worker waits before it asks a failing inbox again.
const INBOX_RETRY: Duration = Duration::from_secs(1);
/// A sleeping worker looks at the inbox this often even when nobody wakes it:
/// another process may have made events pending again.
const HEARTBEAT: Duration = Duration::from_secs(5);
/// How long a stopping worker goes on to learn what is due.
const DRAIN_DEADLINE: Duration = Duration::from_secs(20);

/// Learns from the events in the inbox, for as long as the service runs.
#[derive(Clone)]
pub struct Worker {
    /// Where events wait.
    pub inbox: Arc<dyn CallInbox>,
    /// Where memories are kept.
    pub store: Arc<dyn MemoryStore>,
    /// Reads events as calls.
    pub interpreter: Interpreter,
    /// How long what is learned is remembered; `None` for ever.
    pub time_to_live: Option<SignedDuration>,
    /// Woken when an event arrives.
    pub arrived: Arc<Notify>,
    /// Counts settled events, for those who wait for one.
    pub settled: watch::Sender<u64>,
}

/// A running worker.
pub struct WorkerHandle {
    stop: watch::Sender<bool>,
    task: JoinHandle<()>,
}

impl WorkerHandle {
    /// Lets the worker learn what is due, and stops it. What remains waits for
    /// the next start.
    pub async fn drain(self) {
        self.stop.send_replace(true);
        if timeout(DRAIN_DEADLINE, self.task).await.is_err() {
            tracing::warn!(
                "stopped before every call was learned; the rest follows at the next start"
            );
        }
    }
}

impl Worker {
    /// Starts the worker.
    #[must_use]
    pub fn start(self) -> WorkerHandle {
        let (stop, stopping) = watch::channel(false);
        WorkerHandle {
            stop,
            task: tokio::spawn(self.run(stopping)),
        }
    }

    async fn run(self, mut stopping: watch::Receiver<bool>) {
        loop {
            match self.learn_due().await {
                Ok(0) if *stopping.borrow() => return,
                Ok(0) => self.wait(&mut stopping).await,
                Ok(_) => {}
                Err(_) if *stopping.borrow() => return,
                Err(error) => {
                    tracing::error!(%error, "inbox cannot be read");
                    sleep(INBOX_RETRY).await;
                }
            }
        }
    }

    /// Learns the events that are due, and returns how many there were.
    pub async fn learn_due(&self) -> Result<usize, InboxError> {
        let due = self.inbox.due(Timestamp::now(), CONCURRENCY).await?;
        let count = due.len();
        let settled: Vec<Result<(), InboxError>> = stream::iter(due)
            .map(|event| self.learn_and_settle(event))
            .buffered(CONCURRENCY)
            .collect()
            .await;
        settled
            .into_iter()
            .collect::<Result<(), _>>()
            .map(|()| count)
    }

    async fn wait(&self, stopping: &mut watch::Receiver<bool>) {
        let until_due = match self.inbox.next_due_at().await {
            Ok(Some(at)) => Timestamp::now()
                .duration_until(at)
                .unsigned_abs()
                .min(HEARTBEAT),
            _ => HEARTBEAT,
        };
        tokio::select! {
            () = self.arrived.notified() => {}
            () = sleep(until_due) => {}
            _ = stopping.changed() => {}
        }
    }

    async fn learn_and_settle(&self, event: PendingEvent) -> Result<(), InboxError> {
        let id = event.id;
        let attempts = event.attempts;
        let worker = self.clone();
        // A task of its own, so that a defect that panics costs one event an
        // attempt and not every event its worker.
        let learned = tokio::spawn(async move { worker.learn(&event).await }).await;
        let settlement = match learned {
            Ok(Ok(settlement)) => settlement,
            Ok(Err(error)) => failed(attempts, error.is_transient(), error.to_string()),
            Err(_) => failed(
                attempts,
                true,
                "learning stopped by a defect; see the log".to_owned(),
            ),
        };
        log(id, &settlement);
        self.inbox.settle(id, settlement).await?;
        self.settled
            .send_modify(|count| *count = count.wrapping_add(1));
        Ok(())
    }

    async fn learn(&self, event: &PendingEvent) -> Result<Settlement, StoreError> {
        let interpretation = match PostCallEvent::from_json(&event.body) {
            Ok(parsed) => self
                .interpreter
                .interpret(&parsed, &event.key, event.received_at),
            Err(error) => Interpretation::Unknown(error.to_string()),
        };
        Ok(match interpretation {
            Interpretation::Nothing(reason) => Settlement::NothingToLearn(reason),
            Interpretation::Unknown(reason) => Settlement::NotUnderstood { reason },
            Interpretation::Call(scope, call) => {
                let expires_at = self
                    .time_to_live
                    .and_then(|ttl| call.started_at.checked_add(ttl).ok());
                let learned = timeout(
                    LEARNING_DEADLINE,
                    self.store.learn(&scope, &call, expires_at),
                )
                .await
                .unwrap_or(Err(StoreError::Timeout))?;
                if let Learned::Call {
                    added,
                    updated,
                    reinforced,
                } = learned
                {
                    tracing::info!(
                        caller = %scope.caller.masked(),
                        conversation_id = %call.conversation_id,
                        added, updated, reinforced,
                        "call learned"
                    );
                }
                Settlement::Learned
            }
        })
    }
}

/// Tries again later, longer after every attempt (1 s, 2 s, 4 s … 5 min, each
/// up to twice as long by chance), or gives up.
fn failed(attempts: u32, transient: bool, reason: String) -> Settlement {
    let delays = ExponentialBuilder::default()
        .with_min_delay(Duration::from_secs(1))
        .with_max_delay(Duration::from_secs(300))
        .with_max_times(MAX_ATTEMPTS as usize - 1)
        .with_jitter()
        .build()
        .nth(attempts as usize)
        .filter(|_| transient)
        .and_then(|delay| Timestamp::now().checked_add(delay).ok());
    match delays {
        Some(at) => Settlement::RetryAt { at, reason },
        None => Settlement::Dead { reason },
    }
}

fn log(id: i64, settlement: &Settlement) {
    match settlement {
        Settlement::Learned => {}
        Settlement::NothingToLearn(reason) => {
            tracing::info!(event = id, %reason, "call teaches nothing")
        }
        Settlement::NotUnderstood { reason } => {
            tracing::warn!(event = id, reason, "event kept, not understood")
        }
        Settlement::RetryAt { at, reason } => {
            tracing::warn!(event = id, reason, %at, "event will be tried again")
        }
        Settlement::Dead { reason } => {
            tracing::error!(event = id, reason, "event given up; see `inbox list`")
        }
    }
}
