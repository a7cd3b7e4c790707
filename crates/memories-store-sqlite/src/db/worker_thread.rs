use std::{convert::Infallible, io, thread};

use async_channel::{Receiver, Sender, TrySendError};

use crate::error::Error;

/// The jobs of the threads; it ends when the worker is shut down and no job is left.
pub(crate) type JobQueue<J> = Receiver<J>;

/// One or more threads that work through a bounded queue of jobs. Clones are handles to the same
/// threads.
pub(crate) struct Worker<J> {
    jobs: Sender<J>,
    ended: Receiver<Infallible>,
}

impl<J: Send + 'static> Worker<J> {
    /// Spawns one thread per element of `threads`, under its name. Up to `capacity` jobs, at
    /// least one, may wait for them.
    pub(crate) fn spawn<N, F>(
        threads: impl IntoIterator<Item = (N, F)>,
        capacity: usize,
    ) -> io::Result<Self>
    where
        N: Into<String>,
        F: FnOnce(&JobQueue<J>) + Send + 'static,
    {
        let (jobs, queue) = async_channel::bounded(capacity.max(1));
        let (alive, ended) = async_channel::bounded(1);
        for (name, run) in threads {
            let (queue, alive) = (queue.clone(), alive.clone());
            thread::Builder::new().name(name.into()).spawn(move || {
                run(&queue);
                drop(alive);
            })?;
        }
        Ok(Self { jobs, ended })
    }

    /// Enqueues a job, unless the queue is full.
    pub(crate) fn try_send(&self, job: J) -> Result<(), TrySendError<J>> {
        self.jobs.try_send(job)
    }

    /// Enqueues a job, waiting while the queue is full. Blocks the thread.
    pub(crate) fn send_blocking(&self, job: J) -> Result<(), Error> {
        self.jobs.send_blocking(job).map_err(|_| Error::ShutDown)
    }

    pub(crate) fn is_shut_down(&self) -> bool {
        self.jobs.is_closed()
    }

    /// Refuses further jobs, and returns when the threads have ended.
    pub(crate) async fn shut_down(&self) {
        self.jobs.close();
        // No message is ever sent: the channel closes when the last thread ends.
        let _ = self.ended.recv().await;
    }

    #[cfg(test)]
    pub(crate) fn queued(&self) -> usize {
        self.jobs.len()
    }
}

impl<J> Clone for Worker<J> {
    fn clone(&self) -> Self {
        Self {
            jobs: self.jobs.clone(),
            ended: self.ended.clone(),
        }
    }
}

impl<J> From<TrySendError<J>> for Error {
    fn from(error: TrySendError<J>) -> Self {
        match error {
            TrySendError::Full(_) => Self::Overloaded,
            TrySendError::Closed(_) => Self::ShutDown,
        }
    }
}
