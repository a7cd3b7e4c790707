//! The one thread that writes.
//!
//! All jobs that are queued when the thread is free share one transaction, and thereby one flush
//! of the disk (group commit). Each job runs in a savepoint, so that one that fails rolls back
//! only its own changes. A job is answered after the commit.

use std::{
    io,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::Arc,
    time::Duration,
};

use rusqlite::{Connection, TransactionBehavior, ffi};
use tokio::sync::oneshot;

use super::{
    open::BUSY_TIMEOUT,
    worker_thread::{JobQueue, Worker},
};
use crate::error::Error;

/// Timeout of an erasure that waits for readers to release the write-ahead log.
const TRUNCATE_TIMEOUT: Duration = Duration::from_secs(1);

/// Jobs per transaction: a commit every few milliseconds even if the queue is never empty.
const MAX_BATCH: usize = 256;

/// A handle to the thread.
#[derive(Clone)]
pub(crate) struct Writer {
    worker: Worker<Box<dyn Job>>,
}

impl Writer {
    pub(crate) fn start(connection: Connection, queue_capacity: usize) -> io::Result<Self> {
        let mut writer = WriterLoop {
            connection,
            wal_dirty: false,
        };
        let run = move |queue: &JobQueue<Box<dyn Job>>| writer.run(queue);
        let worker = Worker::spawn([("sqlite-writer", run)], queue_capacity)?;
        Ok(Self { worker })
    }

    /// Runs `work` and returns its result once that is on disk. The job runs even if the future
    /// is dropped.
    pub(crate) async fn write<T, W>(&self, work: W) -> Result<T, Error>
    where
        T: Send + 'static,
        W: FnOnce(&Connection) -> Result<T, Error> + Send + 'static,
    {
        self.submit(work, false).await
    }

    /// Like [`Writer::write`], for work that erases words: the write-ahead log, which still
    /// contains them, is truncated as well.
    pub(crate) async fn erase<T, W>(&self, work: W) -> Result<T, Error>
    where
        T: Send + 'static,
        W: FnOnce(&Connection) -> Result<T, Error> + Send + 'static,
    {
        self.submit(work, true).await
    }

    /// Like [`Writer::write`], for a background thread: waits while the queue is full.
    pub(crate) fn write_blocking<T, W>(&self, work: W) -> Result<T, Error>
    where
        T: Send + 'static,
        W: FnOnce(&Connection) -> Result<T, Error> + Send + 'static,
    {
        let (task, reply) = Task::new(work, false);
        self.worker.send_blocking(Box::new(task))?;
        reply.blocking_recv().unwrap_or(Err(Error::ShutDown))
    }

    async fn submit<T, W>(&self, work: W, erases: bool) -> Result<T, Error>
    where
        T: Send + 'static,
        W: FnOnce(&Connection) -> Result<T, Error> + Send + 'static,
    {
        let (task, reply) = Task::new(work, erases);
        self.worker.try_send(Box::new(task))?;
        reply.await.unwrap_or(Err(Error::ShutDown))
    }

    pub(crate) fn is_shut_down(&self) -> bool {
        self.worker.is_shut_down()
    }

    /// Refuses further jobs, and returns when the queued ones are done.
    pub(crate) async fn shut_down(&self) {
        self.worker.shut_down().await;
    }
}

trait Job: Send {
    /// Returns whether it succeeded, that is, whether its changes are to be committed.
    fn run(&mut self, connection: &Connection) -> bool;

    fn erases(&self) -> bool;

    /// Sends the reply, after the `commit` succeeded or failed.
    fn reply(self: Box<Self>, commit: Result<(), &Arc<rusqlite::Error>>);
}

struct Task<T, W> {
    work: Option<W>,
    result: Option<Result<T, Error>>,
    erases: bool,
    reply: oneshot::Sender<Result<T, Error>>,
}

impl<T, W> Task<T, W> {
    fn new(work: W, erases: bool) -> (Self, oneshot::Receiver<Result<T, Error>>) {
        let (reply, receiver) = oneshot::channel();
        let task = Self {
            work: Some(work),
            result: None,
            erases,
            reply,
        };
        (task, receiver)
    }
}

impl<T, W> Job for Task<T, W>
where
    T: Send,
    W: FnOnce(&Connection) -> Result<T, Error> + Send,
{
    fn run(&mut self, connection: &Connection) -> bool {
        self.result = self.work.take().map(|work| work(connection));
        matches!(self.result, Some(Ok(_)))
    }

    fn erases(&self) -> bool {
        self.erases
    }

    fn reply(self: Box<Self>, commit: Result<(), &Arc<rusqlite::Error>>) {
        let result = match (commit, self.result) {
            (_, Some(Err(error))) => Err(error),
            (Err(error), _) => Err(Error::Transaction(Arc::clone(error))),
            (Ok(()), Some(result)) => result,
            (Ok(()), None) => Err(Error::Panicked),
        };
        // Fails if the requester is gone.
        let _ = self.reply.send(result);
    }
}

struct WriterLoop {
    connection: Connection,
    /// Whether the write-ahead log may contain erased words.
    wal_dirty: bool,
}

impl WriterLoop {
    fn run(&mut self, queue: &JobQueue<Box<dyn Job>>) {
        while let Ok(first) = queue.recv_blocking() {
            let mut jobs = Vec::new();
            let commit = self.transact(first, queue, &mut jobs).map_err(Arc::new);
            if let Err(error) = &commit {
                tracing::error!(%error, jobs = jobs.len(), "a transaction failed");
            }
            if jobs.iter().any(|job| job.erases()) {
                self.wal_dirty = true;
                self.truncate_wal(TRUNCATE_TIMEOUT);
            } else if self.wal_dirty {
                self.truncate_wal(Duration::ZERO);
            }
            for job in jobs {
                job.reply(commit.as_ref().copied());
            }
        }
        self.truncate_wal(TRUNCATE_TIMEOUT);
    }

    /// Runs `first` and the jobs queued behind it in one transaction. On return, `jobs` contains
    /// all that were taken from the queue.
    fn transact(
        &mut self,
        first: Box<dyn Job>,
        queue: &JobQueue<Box<dyn Job>>,
        jobs: &mut Vec<Box<dyn Job>>,
    ) -> rusqlite::Result<()> {
        jobs.push(first);
        let transaction = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        while let Some(job) = jobs.last_mut() {
            run_in_savepoint(&transaction, job.as_mut())?;
            if jobs.len() >= MAX_BATCH {
                break;
            }
            match queue.try_recv() {
                Ok(next) => jobs.push(next),
                Err(_) => break,
            }
        }
        transaction.commit()
    }

    /// Checkpoints and truncates the write-ahead log. If a reader prevents it, the next
    /// transaction tries again.
    fn truncate_wal(&mut self, timeout: Duration) {
        match checkpoint(&self.connection, timeout) {
            Ok(truncated) => self.wal_dirty &= !truncated,
            Err(error) => tracing::warn!(%error, "the write-ahead log could not be truncated"),
        }
    }
}

/// Returns whether the write-ahead log was truncated.
fn checkpoint(connection: &Connection, timeout: Duration) -> rusqlite::Result<bool> {
    connection.busy_timeout(timeout)?;
    let busy = connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| {
        row.get::<_, bool>(0)
    });
    connection.busy_timeout(BUSY_TIMEOUT)?;
    busy.map(|busy| !busy)
}

/// Runs one job so that only its own changes are rolled back if it fails or panics.
fn run_in_savepoint(connection: &Connection, job: &mut dyn Job) -> rusqlite::Result<()> {
    connection.prepare_cached("SAVEPOINT job")?.execute([])?;
    let succeeded = catch_unwind(AssertUnwindSafe(|| job.run(connection))).unwrap_or(false);
    if !succeeded && connection.is_autocommit() {
        // A full or failing disk: SQLite rolled back the whole transaction.
        return Err(rollback_error());
    }
    if !succeeded {
        connection.prepare_cached("ROLLBACK TO job")?.execute([])?;
    }
    connection.prepare_cached("RELEASE job")?.execute([])?;
    Ok(())
}

fn rollback_error() -> rusqlite::Error {
    let cause = "a statement failed and the whole transaction was rolled back";
    rusqlite::Error::SqliteFailure(
        ffi::Error::new(ffi::SQLITE_ABORT_ROLLBACK),
        Some(cause.to_owned()),
    )
}

#[cfg(test)]
mod tests;
