use std::{collections::HashMap, sync::Arc, time::Duration};

use jiff::Timestamp;
use memories_domain::{EventInbox, InboxError, PendingEvent};
use tokio::{
    sync::{Notify, watch},
    task::{self, JoinHandle, JoinSet},
    time::{sleep, timeout},
};

use super::{attempt::attempt, student::Student};
use crate::cause::in_full;

/// Events learned at the same time; the store commits them together.
const CONCURRENCY: usize = 16;
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
    pub inbox: Arc<dyn EventInbox>,
    /// Learns from each of them.
    pub student: Student,
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
    pub async fn drain(mut self) {
        self.stop.send_replace(true);
        if timeout(DRAIN_DEADLINE, &mut self.task).await.is_err() {
            self.task.abort();
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
        let mut under_way = UnderWay::default();
        loop {
            let stop = asked_to_stop(&stopping);
            match self.begin_due(&mut under_way).await {
                Ok(()) if stop && under_way.is_empty() => return,
                Ok(()) => self.wait(&mut under_way, &mut stopping).await,
                Err(_) if stop => return,
                Err(error) => {
                    tracing::error!(error = in_full(&error), "inbox cannot be read");
                    sleep(INBOX_RETRY).await;
                }
            }
        }
    }

    /// Begins with the events that are due, as many as may be under way.
    async fn begin_due(&self, under_way: &mut UnderWay) -> Result<(), InboxError> {
        if !under_way.has_room() {
            return Ok(());
        }
        // Those under way are due as well, until they are settled.
        for event in self.inbox.due(Timestamp::now(), CONCURRENCY).await? {
            if under_way.has_room() {
                under_way.begin(event, self);
            }
        }
        Ok(())
    }

    /// Waits for something to do: an event that is done, arrives or is due, or
    /// the end.
    async fn wait(&self, under_way: &mut UnderWay, stopping: &mut watch::Receiver<bool>) {
        let until_due = self.until_due(under_way).await;
        let stop = asked_to_stop(stopping);
        tokio::select! {
            () = under_way.one_done(), if !under_way.is_empty() => {}
            () = self.arrived.notified(), if under_way.has_room() => {}
            () = sleep(until_due) => {}
            _ = stopping.changed(), if !stop => {}
        }
    }

    async fn until_due(&self, under_way: &UnderWay) -> Duration {
        if !under_way.is_empty() {
            return HEARTBEAT;
        }
        match self.inbox.next_due_at().await {
            Ok(Some(at)) => Duration::try_from(Timestamp::now().duration_until(at))
                .unwrap_or_default()
                .min(HEARTBEAT),
            _ => HEARTBEAT,
        }
    }

    async fn learn_and_settle(self, event: PendingEvent) {
        let id = event.id;
        let settlement = attempt(&self.student, event).await;
        match self.inbox.settle(id, settlement).await {
            Ok(()) => self
                .settled
                .send_modify(|count| *count = count.wrapping_add(1)),
            Err(error) => {
                tracing::error!(
                    event = id,
                    error = in_full(&error),
                    "event cannot be settled"
                );
                // It stays under way meanwhile, so that it is not learned anew at once.
                sleep(INBOX_RETRY).await;
            }
        }
    }
}

/// Whether the worker is to stop; nobody can ask it any more when its handle is gone.
fn asked_to_stop(stopping: &watch::Receiver<bool>) -> bool {
    *stopping.borrow() || stopping.has_changed().is_err()
}

/// The events that are being learned.
#[derive(Default)]
struct UnderWay {
    tasks: JoinSet<()>,
    events: HashMap<task::Id, i64>,
}

impl UnderWay {
    fn is_empty(&self) -> bool {
        self.tasks.is_empty()
    }

    fn has_room(&self) -> bool {
        self.tasks.len() < CONCURRENCY
    }

    /// Begins with an event, unless it is under way already.
    fn begin(&mut self, event: PendingEvent, worker: &Worker) {
        let id = event.id;
        if self.events.values().any(|&other| other == id) {
            return;
        }
        let task = self.tasks.spawn(worker.clone().learn_and_settle(event));
        self.events.insert(task.id(), id);
    }

    /// Waits until an event is done, and looks for others that are.
    async fn one_done(&mut self) {
        let mut done = self.tasks.join_next_with_id().await;
        while let Some(task) = done {
            let task = task.map_or_else(|error| error.id(), |(task, ())| task);
            self.events.remove(&task);
            done = self.tasks.try_join_next_with_id();
        }
    }
}
