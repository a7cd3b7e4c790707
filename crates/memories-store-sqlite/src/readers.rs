//! The threads that read, each with its own read-only connection, so that
//! reading never waits for writing.

use std::{
    convert::Infallible,
    io,
    panic::{AssertUnwindSafe, catch_unwind},
    thread,
};

use async_channel::{Receiver, Sender, TrySendError};
use rusqlite::Connection;
use tokio::sync::oneshot;

use crate::failure::Failure;

type Job = Box<dyn FnOnce(&Connection) + Send>;

/// Where a reading job sends its answer.
pub(crate) type Reply<T> = oneshot::Sender<Result<T, Failure>>;

/// The way to the reading threads.
#[derive(Clone)]
pub(crate) struct Readers {
    queue: Sender<Job>,
    ended: Receiver<Infallible>,
}

impl Readers {
    /// Starts one thread per connection; up to `queue` jobs may wait.
    pub(crate) fn start(connections: Vec<Connection>, queue: usize) -> io::Result<Self> {
        let (sender, jobs) = async_channel::bounded::<Job>(queue.max(1));
        let (alive, ended) = async_channel::bounded(1);
        for (number, connection) in connections.into_iter().enumerate() {
            let (jobs, alive) = (jobs.clone(), alive.clone());
            thread::Builder::new()
                .name(format!("sqlite-reader-{number}"))
                .spawn(move || {
                    serve(&connection, &jobs);
                    drop(connection);
                    drop(alive);
                })?;
        }
        Ok(Self {
            queue: sender,
            ended,
        })
    }

    /// Runs `work` on one consistent state of the database.
    pub(crate) async fn read<T, W>(&self, work: W) -> Result<T, Failure>
    where
        T: Send + 'static,
        W: FnOnce(&Connection) -> Result<T, Failure> + Send + 'static,
    {
        self.ask(move |connection, reply| {
            let _ = reply.send(consistently(connection, work));
        })
        .await
    }

    /// Runs `work`, which answers when it wants and may go on after that. Work
    /// whose requester has gone before it started is not done.
    pub(crate) async fn ask<T, W>(&self, work: W) -> Result<T, Failure>
    where
        T: Send + 'static,
        W: FnOnce(&Connection, Reply<T>) + Send + 'static,
    {
        let (reply, answer) = oneshot::channel();
        let job = move |connection: &Connection| {
            if !reply.is_closed() {
                work(connection, reply);
            }
        };
        self.queue
            .try_send(Box::new(job))
            .map_err(|refused| match refused {
                TrySendError::Full(_) => Failure::Overloaded,
                TrySendError::Closed(_) => Failure::ShutDown,
            })?;
        // Every job that is taken answers, unless it panics.
        answer.await.unwrap_or(Err(Failure::Panicked))
    }

    /// Takes no more jobs, and returns when all that waited are done.
    pub(crate) async fn shut_down(&self) {
        self.queue.close();
        // Nothing is ever sent: the answer is the end of the last thread.
        let _ = self.ended.recv().await;
    }
}

fn serve(connection: &Connection, jobs: &Receiver<Job>) {
    while let Ok(job) = jobs.recv_blocking() {
        // The dropped reply tells the requester; the thread lives on.
        let _ = catch_unwind(AssertUnwindSafe(|| job(connection)));
    }
}

/// Runs `work` in one read transaction.
pub(crate) fn consistently<T>(
    connection: &Connection,
    work: impl FnOnce(&Connection) -> Result<T, Failure>,
) -> Result<T, Failure> {
    let transaction = connection.unchecked_transaction()?;
    let result = work(&transaction)?;
    transaction.finish()?;
    Ok(result)
}

#[cfg(test)]
mod tests {
    use std::sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
        mpsc,
    };

    use super::*;

    fn one_reader(queue: usize) -> Readers {
        let connection = Connection::open_in_memory().unwrap();
        Readers::start(vec![connection], queue).unwrap()
    }

    /// Keeps the reader in a job until the sender is dropped.
    async fn occupy(readers: &Readers) -> mpsc::Sender<()> {
        let (release, released) = mpsc::channel::<()>();
        let (started, has_started) = oneshot::channel();
        let readers = readers.clone();
        tokio::spawn(async move {
            let work = move |_: &Connection| {
                let _ = started.send(());
                let _ = released.recv();
                Ok(())
            };
            readers.read(work).await
        });
        has_started.await.unwrap();
        release
    }

    #[tokio::test]
    async fn a_job_that_panics_is_an_error_and_the_reader_lives_on() {
        let readers = one_reader(8);
        let panicked = readers
            .read(|_| -> Result<(), Failure> { panic!("a defect") })
            .await;
        assert!(matches!(panicked, Err(Failure::Panicked)));
        assert_eq!(readers.read(|_| Ok(7)).await.unwrap(), 7);
    }

    #[tokio::test]
    async fn a_job_whose_requester_has_gone_is_not_done() {
        let readers = one_reader(8);
        let release = occupy(&readers).await;
        let done = Arc::new(AtomicBool::new(false));
        let gone = tokio::spawn({
            let (readers, done) = (readers.clone(), Arc::clone(&done));
            async move {
                let work = move |_: &Connection| {
                    done.store(true, Ordering::SeqCst);
                    Ok(())
                };
                readers.read(work).await
            }
        });
        while readers.queue.is_empty() {
            tokio::task::yield_now().await;
        }
        gone.abort();
        assert!(gone.await.unwrap_err().is_cancelled());
        drop(release);
        readers.shut_down().await;
        assert!(!done.load(Ordering::SeqCst));
    }

    #[tokio::test]
    async fn a_full_queue_refuses_at_once() {
        let readers = one_reader(1);
        let release = occupy(&readers).await;
        let waits = tokio::spawn({
            let readers = readers.clone();
            async move { readers.read(|_| Ok(())).await }
        });
        while readers.queue.is_empty() {
            tokio::task::yield_now().await;
        }
        let refused = readers.read(|_| Ok(())).await;
        assert!(matches!(refused, Err(Failure::Overloaded)));
        drop(release);
        waits.await.unwrap().unwrap();
    }

    #[tokio::test]
    async fn a_reader_that_was_shut_down_refuses() {
        let readers = one_reader(1);
        readers.shut_down().await;
        let refused = readers.read(|_| Ok(())).await;
        assert!(matches!(refused, Err(Failure::ShutDown)));
    }
}
