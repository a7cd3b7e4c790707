//! The threads that read, each with a read-only connection of its own, so that reading never
//! waits for writing.

use std::{
    io,
    panic::{AssertUnwindSafe, catch_unwind},
};

use rusqlite::Connection;
use tokio::sync::oneshot;

use super::worker_thread::{JobQueue, Worker};
use crate::error::Error;

type Job = Box<dyn FnOnce(&Connection) + Send>;

/// A handle to the threads.
#[derive(Clone)]
pub(crate) struct ReaderPool {
    worker: Worker<Job>,
}

impl ReaderPool {
    /// Starts one thread per connection.
    pub(crate) fn start(connections: Vec<Connection>, queue_capacity: usize) -> io::Result<Self> {
        let threads = connections.into_iter().enumerate();
        let threads = threads.map(|(number, connection)| {
            let run = move |queue: &JobQueue<Job>| serve(&connection, queue);
            (format!("sqlite-reader-{number}"), run)
        });
        let worker = Worker::spawn(threads, queue_capacity)?;
        Ok(Self { worker })
    }

    /// Runs `work` in one read transaction.
    pub(crate) async fn read<T, W>(&self, work: W) -> Result<T, Error>
    where
        T: Send + 'static,
        W: FnOnce(&Connection) -> Result<T, Error> + Send + 'static,
    {
        self.run(move |connection| in_read_transaction(connection, work))
            .await
    }

    /// Runs `work` in no transaction. It does not run if the future was dropped before.
    pub(crate) async fn run<T, W>(&self, work: W) -> Result<T, Error>
    where
        T: Send + 'static,
        W: FnOnce(&Connection) -> Result<T, Error> + Send + 'static,
    {
        self.submit(move |connection, reply| {
            // Fails if the requester is gone, here and below.
            let _ = reply.send(work(connection));
        })
        .await
    }

    /// Like [`read`](Self::read). After the reply is sent, the thread runs `follow_up` on the
    /// result; the requester does not wait for that.
    pub(crate) async fn read_then<T, W, F>(&self, work: W, follow_up: F) -> Result<T, Error>
    where
        T: Clone + Send + 'static,
        W: FnOnce(&Connection) -> Result<T, Error> + Send + 'static,
        F: FnOnce(T) + Send + 'static,
    {
        self.submit(
            move |connection, reply| match in_read_transaction(connection, work) {
                Ok(result) => {
                    let _ = reply.send(Ok(result.clone()));
                    follow_up(result);
                }
                Err(error) => drop(reply.send(Err(error))),
            },
        )
        .await
    }

    async fn submit<T, W>(&self, work: W) -> Result<T, Error>
    where
        T: Send + 'static,
        W: FnOnce(&Connection, oneshot::Sender<Result<T, Error>>) + Send + 'static,
    {
        let (reply, receiver) = oneshot::channel();
        let job = move |connection: &Connection| {
            if !reply.is_closed() {
                work(connection, reply);
            }
        };
        self.worker.try_send(Box::new(job))?;
        // A job drops its reply only if it panics.
        receiver.await.unwrap_or(Err(Error::Panicked))
    }

    /// Refuses further jobs, and returns when the queued ones are done.
    pub(crate) async fn shut_down(&self) {
        self.worker.shut_down().await;
    }
}

fn serve(connection: &Connection, queue: &JobQueue<Job>) {
    while let Ok(job) = queue.recv_blocking() {
        // A panic drops the reply channel, which the requester sees as an error.
        let _ = catch_unwind(AssertUnwindSafe(|| job(connection)));
    }
}

pub(crate) fn in_read_transaction<T>(
    connection: &Connection,
    work: impl FnOnce(&Connection) -> Result<T, Error>,
) -> Result<T, Error> {
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

    fn one_reader(queue: usize) -> ReaderPool {
        let connection = Connection::open_in_memory().unwrap();
        ReaderPool::start(vec![connection], queue).unwrap()
    }

    /// Blocks the reader in a job until the sender is dropped.
    async fn occupy(readers: &ReaderPool) -> mpsc::Sender<()> {
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
    async fn a_job_that_panics_is_an_error_and_the_thread_survives() {
        let readers = one_reader(8);
        let panicked = readers
            .read(|_| -> Result<(), Error> { panic!("a defect") })
            .await;
        assert!(matches!(panicked, Err(Error::Panicked)));
        assert_eq!(readers.read(|_| Ok(7)).await.unwrap(), 7);
    }

    #[tokio::test]
    async fn a_job_whose_requester_is_gone_does_not_run() {
        let readers = one_reader(8);
        let release = occupy(&readers).await;
        let done = Arc::new(AtomicBool::new(false));
        let dropped = tokio::spawn({
            let (readers, done) = (readers.clone(), Arc::clone(&done));
            async move {
                let work = move |_: &Connection| {
                    done.store(true, Ordering::SeqCst);
                    Ok(())
                };
                readers.read(work).await
            }
        });
        while readers.worker.queued() == 0 {
            tokio::task::yield_now().await;
        }
        dropped.abort();
        assert!(dropped.await.unwrap_err().is_cancelled());
        drop(release);
        readers.shut_down().await;
        assert!(!done.load(Ordering::SeqCst));
    }

    #[tokio::test]
    async fn a_follow_up_runs_after_the_reply() {
        let readers = one_reader(8);
        let (replied, has_replied) = mpsc::channel::<()>();
        let (finished, has_finished) = oneshot::channel();
        let follow_up = move |result| {
            let _ = has_replied.recv();
            let _ = finished.send(result);
        };
        assert_eq!(readers.read_then(|_| Ok(7), follow_up).await.unwrap(), 7);
        drop(replied);
        assert_eq!(has_finished.await.unwrap(), 7);
    }

    #[tokio::test]
    async fn a_full_queue_rejects_a_job_at_once() {
        let readers = one_reader(1);
        let release = occupy(&readers).await;
        let queued = tokio::spawn({
            let readers = readers.clone();
            async move { readers.read(|_| Ok(())).await }
        });
        while readers.worker.queued() == 0 {
            tokio::task::yield_now().await;
        }
        let rejected = readers.read(|_| Ok(())).await;
        assert!(matches!(rejected, Err(Error::Overloaded)));
        drop(release);
        queued.await.unwrap().unwrap();
    }

    #[tokio::test]
    async fn a_pool_that_was_shut_down_rejects_jobs() {
        let readers = one_reader(1);
        readers.shut_down().await;
        let rejected = readers.read(|_| Ok(())).await;
        assert!(matches!(rejected, Err(Error::ShutDown)));
    }
}
