//! The one thread that writes.
//!
//! Everything that waits when the thread is free goes into one transaction, so
//! that many writers share one flush of the disk (group commit). Each job runs
//! in a savepoint of its own: one that fails undoes only itself. Nobody hears of
//! success before the commit.

use std::{
    convert::Infallible,
    io,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::Arc,
    thread,
    time::Duration,
};

use async_channel::{Receiver, Sender, TrySendError};
use rusqlite::{Connection, TransactionBehavior, ffi};
use tokio::sync::oneshot;

use crate::{failure::Failure, open};

/// How long erasing waits for readers, so that the log can be emptied.
const ERASING_WAITS: Duration = Duration::from_secs(1);

/// Jobs in one transaction at most: one commit every few milliseconds even
/// when the queue never empties.
const MAX_BATCH: usize = 256;

/// The way to the writing thread.
#[derive(Clone)]
pub(crate) struct Writer {
    queue: Sender<Box<dyn Job>>,
    ended: Receiver<Infallible>,
}

impl Writer {
    /// Starts the thread; up to `queue` jobs may wait.
    pub(crate) fn start(connection: Connection, queue: usize) -> io::Result<Self> {
        let (sender, jobs) = async_channel::bounded(queue.max(1));
        let (alive, ended) = async_channel::bounded(1);
        thread::Builder::new()
            .name("sqlite-writer".to_owned())
            .spawn(move || {
                let mut loop_ = WriterLoop {
                    connection,
                    jobs,
                    log_holds_erased: false,
                };
                loop_.run();
                drop(loop_);
                drop(alive);
            })?;
        Ok(Self {
            queue: sender,
            ended,
        })
    }

    /// Runs `work` and returns what it returned, once that is on disk. A job
    /// whose requester has gone is done nevertheless: what arrived is kept.
    pub(crate) async fn write<T, W>(&self, work: W) -> Result<T, Failure>
    where
        T: Send + 'static,
        W: FnOnce(&Connection) -> Result<T, Failure> + Send + 'static,
    {
        self.submit(work, false).await
    }

    /// Like [`Writer::write`], for work that erases what somebody said: the
    /// write-ahead log is emptied as well, because it still holds the words.
    pub(crate) async fn erase<T, W>(&self, work: W) -> Result<T, Failure>
    where
        T: Send + 'static,
        W: FnOnce(&Connection) -> Result<T, Failure> + Send + 'static,
    {
        self.submit(work, true).await
    }

    /// Like [`Writer::write`], for a thread that has time: it waits for room in
    /// the queue.
    pub(crate) fn write_blocking<T, W>(&self, work: W) -> Result<T, Failure>
    where
        T: Send + 'static,
        W: FnOnce(&Connection) -> Result<T, Failure> + Send + 'static,
    {
        let (task, answer) = Task::new(work, false);
        let sent = self.queue.send_blocking(Box::new(task));
        sent.map_err(|_| Failure::ShutDown)?;
        answer.blocking_recv().unwrap_or(Err(Failure::ShutDown))
    }

    async fn submit<T, W>(&self, work: W, erases: bool) -> Result<T, Failure>
    where
        T: Send + 'static,
        W: FnOnce(&Connection) -> Result<T, Failure> + Send + 'static,
    {
        let (task, answer) = Task::new(work, erases);
        self.queue
            .try_send(Box::new(task))
            .map_err(|refused| match refused {
                TrySendError::Full(_) => Failure::Overloaded,
                TrySendError::Closed(_) => Failure::ShutDown,
            })?;
        answer.await.unwrap_or(Err(Failure::ShutDown))
    }

    /// Whether the thread still takes jobs.
    pub(crate) fn is_alive(&self) -> bool {
        !self.queue.is_closed()
    }

    /// Takes no more jobs, and returns when all that waited are done.
    pub(crate) async fn shut_down(&self) {
        self.queue.close();
        // Nothing is ever sent: the answer is the end of the thread.
        let _ = self.ended.recv().await;
    }
}

/// One piece of work on the database.
trait Job: Send {
    /// Does the work; tells whether its changes are to be kept.
    fn run(&mut self, connection: &Connection) -> bool;

    /// Whether it erases what somebody said.
    fn erases(&self) -> bool;

    /// Tells the requester, now that the fate of the transaction is known.
    fn answer(self: Box<Self>, transaction: Result<(), &Arc<rusqlite::Error>>);
}

struct Task<T, W> {
    work: Option<W>,
    outcome: Option<Result<T, Failure>>,
    erases: bool,
    reply: oneshot::Sender<Result<T, Failure>>,
}

impl<T, W> Task<T, W> {
    fn new(work: W, erases: bool) -> (Self, oneshot::Receiver<Result<T, Failure>>) {
        let (reply, answer) = oneshot::channel();
        let task = Self {
            work: Some(work),
            outcome: None,
            erases,
            reply,
        };
        (task, answer)
    }
}

impl<T, W> Job for Task<T, W>
where
    T: Send,
    W: FnOnce(&Connection) -> Result<T, Failure> + Send,
{
    fn run(&mut self, connection: &Connection) -> bool {
        self.outcome = self.work.take().map(|work| work(connection));
        matches!(self.outcome, Some(Ok(_)))
    }

    fn erases(&self) -> bool {
        self.erases
    }

    fn answer(self: Box<Self>, transaction: Result<(), &Arc<rusqlite::Error>>) {
        let answer = match (transaction, self.outcome) {
            (_, Some(Err(failure))) => Err(failure),
            (Err(error), _) => Err(Failure::Transaction(Arc::clone(error))),
            (Ok(()), Some(outcome)) => outcome,
            (Ok(()), None) => Err(Failure::Panicked),
        };
        // A requester who has gone needs no answer.
        let _ = self.reply.send(answer);
    }
}

struct WriterLoop {
    connection: Connection,
    jobs: Receiver<Box<dyn Job>>,
    /// Whether the write-ahead log may hold words that were erased.
    log_holds_erased: bool,
}

impl WriterLoop {
    fn run(&mut self) {
        while let Ok(first) = self.jobs.recv_blocking() {
            let mut done = Vec::new();
            let fate = self.transact(first, &mut done).map_err(Arc::new);
            if let Err(error) = &fate {
                tracing::error!(%error, jobs = done.len(), "a transaction failed");
            }
            if done.iter().any(|job| job.erases()) {
                self.log_holds_erased = true;
                self.empty_log(ERASING_WAITS);
            } else if self.log_holds_erased {
                self.empty_log(Duration::ZERO);
            }
            for job in done {
                job.answer(fate.as_ref().copied());
            }
        }
        self.empty_log(ERASING_WAITS);
    }

    /// Runs `first` and what waits behind it in one transaction. Whatever was
    /// taken from the queue is in `done` afterwards.
    fn transact(
        &mut self,
        first: Box<dyn Job>,
        done: &mut Vec<Box<dyn Job>>,
    ) -> rusqlite::Result<()> {
        done.push(first);
        let transaction = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        while let Some(job) = done.last_mut() {
            attempt(&transaction, job.as_mut())?;
            if done.len() >= MAX_BATCH {
                break;
            }
            match self.jobs.try_recv() {
                Ok(next) => done.push(next),
                Err(_) => break,
            }
        }
        transaction.commit()
    }

    /// Moves the write-ahead log into the database file and empties it. When
    /// somebody still reads from it, the next transaction tries again.
    fn empty_log(&mut self, patience: Duration) {
        match checkpoint(&self.connection, patience) {
            Ok(emptied) => self.log_holds_erased &= !emptied,
            Err(error) => tracing::warn!(%error, "the write-ahead log could not be emptied"),
        }
    }
}

/// Whether the write-ahead log could be emptied.
fn checkpoint(connection: &Connection, patience: Duration) -> rusqlite::Result<bool> {
    connection.busy_timeout(patience)?;
    let busy = connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| {
        row.get::<_, bool>(0)
    });
    connection.busy_timeout(open::BUSY_TIMEOUT)?;
    busy.map(|busy| !busy)
}

/// Runs one job so that, if it fails or panics, only its own changes are undone.
fn attempt(connection: &Connection, job: &mut dyn Job) -> rusqlite::Result<()> {
    connection.prepare_cached("SAVEPOINT job")?.execute([])?;
    let kept = catch_unwind(AssertUnwindSafe(|| job.run(connection))).unwrap_or(false);
    if !kept && connection.is_autocommit() {
        // A disk that is full or fails: SQLite undid the whole transaction.
        return Err(undone());
    }
    if !kept {
        connection.prepare_cached("ROLLBACK TO job")?.execute([])?;
    }
    connection.prepare_cached("RELEASE job")?.execute([])?;
    Ok(())
}

fn undone() -> rusqlite::Error {
    let cause = "a statement failed so that the whole transaction was undone";
    rusqlite::Error::SqliteFailure(
        ffi::Error::new(ffi::SQLITE_ABORT_ROLLBACK),
        Some(cause.to_owned()),
    )
}

#[cfg(test)]
mod tests;
