//! The background thread that computes embeddings of memories.

use std::{
    cell::Cell,
    io,
    panic::{AssertUnwindSafe, catch_unwind},
    slice,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use async_channel::TrySendError;
use memories_domain::Scope;
use memories_index::{BinaryEmbeddings, EmbeddingModel, TokenEmbeddings};
use rusqlite::Connection;

use crate::{
    db::{JobQueue, Worker, Writer, in_read_transaction},
    error::Error,
    tables::{
        embeddings::{self, MissingEmbedding, Model},
        partitions::{self, PartitionId, Version},
    },
};

/// Texts that are encoded together and written in one transaction: about a fifth of a second of
/// work, for which a shutdown waits.
const BATCH: usize = 16;

/// Texts between two progress messages in the log.
const LOG_EVERY: usize = 500;

/// A handle to the thread.
#[derive(Clone)]
pub(crate) struct Embedder {
    worker: Worker<Scope>,
    /// Set when a scope did not fit into the queue.
    full_scan_requested: Arc<AtomicBool>,
}

impl Embedder {
    /// Starts the thread, which first embeds the texts left without embeddings by an earlier process.
    pub(crate) fn start(
        encoder: Arc<dyn EmbeddingModel>,
        connection: Connection,
        writer: Writer,
        queue_capacity: usize,
    ) -> io::Result<Self> {
        let full_scan_requested = Arc::new(AtomicBool::new(false));
        let flag = Arc::clone(&full_scan_requested);
        let run = move |queue: &JobQueue<Scope>| {
            let embedder = EmbedderLoop {
                model: Model::new(&*encoder),
                encoder,
                connection,
                writer,
                queue,
                full_scan_requested: flag,
                embedded: Cell::new(0),
            };
            embedder.run();
        };
        Ok(Self {
            worker: Worker::spawn([("sqlite-embedder", run)], queue_capacity)?,
            full_scan_requested,
        })
    }

    /// Requests embedding of the texts in `scope`. If the queue is full, a full scan is scheduled
    /// instead.
    pub(crate) fn enqueue(&self, scope: &Scope) {
        if let Err(TrySendError::Full(scope)) = self.worker.try_send(scope.clone()) {
            self.full_scan_requested.store(true, Ordering::SeqCst);
            // The thread may have emptied the queue just before it could see the flag.
            let _ = self.worker.try_send(scope);
        }
    }

    /// Returns when the current batch is done.
    pub(crate) async fn shut_down(&self) {
        self.worker.shut_down().await;
    }
}

struct EmbedderLoop<'q> {
    encoder: Arc<dyn EmbeddingModel>,
    model: Model,
    connection: Connection,
    writer: Writer,
    queue: &'q JobQueue<Scope>,
    full_scan_requested: Arc<AtomicBool>,
    /// Texts embedded so far.
    embedded: Cell<usize>,
}

/// How to go on with a partition after a batch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Next {
    Continue,
    /// A queued partition was processed in between, possibly this one: read the missing texts
    /// again.
    Restart,
    /// Leave the rest to a full scan.
    Defer,
}

impl EmbedderLoop<'_> {
    fn run(&self) {
        self.embed_all();
        while let Ok(scope) = self.queue.recv_blocking() {
            let result = self.embed_scope(&scope);
            let succeeded = result.is_ok();
            log_error(result);
            if succeeded && self.full_scan_requested.load(Ordering::SeqCst) {
                self.embed_all();
            }
        }
    }

    /// Scans all partitions, again if that was requested meanwhile. After an error, the rest is
    /// left to a scan after the next success.
    fn embed_all(&self) {
        loop {
            self.full_scan_requested.store(false, Ordering::SeqCst);
            let result = self.scan();
            if result.is_err() {
                self.full_scan_requested.store(true, Ordering::SeqCst);
                return log_error(result);
            }
            if !self.full_scan_requested.load(Ordering::SeqCst) {
                return;
            }
        }
    }

    /// Scans all partitions in id order. Scopes that are queued meanwhile take precedence.
    fn scan(&self) -> Result<(), Error> {
        let mut previous = None;
        while let Some(partition) =
            embeddings::next_incomplete(&self.connection, previous, self.model)?
        {
            match self.embed_partition(partition, || self.drain_queue()) {
                // Does not affect other partitions.
                Err(error @ Error::CorruptColumn(_)) => log_error(Err(error)),
                result => result?,
            }
            previous = Some(partition);
        }
        let texts = self.embedded.get();
        if texts >= LOG_EVERY {
            tracing::info!(texts, "all memories have embeddings");
        }
        Ok(())
    }

    fn drain_queue(&self) -> Next {
        let mut next = Next::Continue;
        while let Ok(scope) = self.queue.try_recv() {
            log_error(self.embed_scope(&scope));
            next = Next::Restart;
        }
        next
    }

    /// Embeds one batch, and the rest if no other scope is queued.
    fn embed_scope(&self, scope: &Scope) -> Result<(), Error> {
        let next = || {
            if self.queue.is_empty() {
                Next::Continue
            } else {
                Next::Defer
            }
        };
        match partitions::find(&self.connection, scope)? {
            Some(version) => self.embed_partition(version.partition, next),
            None => Ok(()),
        }
    }

    /// Embeds the texts of a partition. Calls `next` after each batch.
    fn embed_partition(
        &self,
        partition: PartitionId,
        next: impl Fn() -> Next,
    ) -> Result<(), Error> {
        while let Some((version, missing)) = self.missing(partition)? {
            if missing.is_empty() {
                let model = self.model;
                return self.writer.write_blocking(move |connection| {
                    embeddings::mark_complete(connection, version, model)
                });
            }
            let mut missing = missing.into_iter().peekable();
            let (mut stored, mut then) = (0, Next::Continue);
            while missing.peek().is_some() && then == Next::Continue {
                stored += self.embed(partition, missing.by_ref().take(BATCH).collect())?;
                then = next();
            }
            if then == Next::Defer && missing.peek().is_some() {
                self.full_scan_requested.store(true, Ordering::SeqCst);
                return Ok(());
            }
            if then != Next::Restart && stored == 0 {
                // No progress: the encoder failed on these texts, or they changed in the
                // meantime, and the change has queued the scope again.
                return Ok(());
            }
        }
        Ok(())
    }

    /// The texts of a partition without embeddings, and in which version; `None` if the partition
    /// is complete or was erased.
    fn missing(
        &self,
        partition: PartitionId,
    ) -> Result<Option<(Version, Vec<MissingEmbedding>)>, Error> {
        self.check_open()?;
        in_read_transaction(&self.connection, |connection| {
            match partitions::version(connection, partition)? {
                Some(version) if !embeddings::is_complete(connection, version, self.model)? => {
                    let missing = embeddings::missing(connection, partition, self.model)?;
                    Ok(Some((version, missing)))
                }
                _ => Ok(None),
            }
        })
    }

    /// Returns how many embeddings were stored.
    fn embed(
        &self,
        partition: PartitionId,
        missing: Vec<MissingEmbedding>,
    ) -> Result<usize, Error> {
        self.check_open()?;
        let texts: Vec<&str> = missing
            .iter()
            .map(|missing| missing.text.as_str())
            .collect();
        let encoded = self.encode(&texts);
        let requested = missing.len();
        let embedded: Vec<_> = missing
            .into_iter()
            .zip(encoded)
            .filter_map(|(missing, embeddings)| Some((missing, embeddings?)))
            .collect();
        if embedded.len() < requested {
            let texts = requested - embedded.len();
            tracing::warn!(texts, "the embedding model failed on some memories");
        }
        let model = self.model;
        let stored = self.writer.write_blocking(move |connection| {
            embeddings::insert(connection, partition, model, &embedded)
        })?;
        self.log_progress(stored);
        Ok(stored)
    }

    /// Encodes a batch; if that fails, each text on its own. `None` for a text on which the
    /// encoder fails.
    fn encode(&self, texts: &[&str]) -> Vec<Option<Arc<BinaryEmbeddings>>> {
        let encode = || self.encoder.encode(texts);
        match catch_unwind(AssertUnwindSafe(encode)) {
            Ok(embeddings) if embeddings.len() == texts.len() => {
                let embeddings = embeddings.iter().map(TokenEmbeddings::embeddings);
                embeddings.map(|bits| Some(Arc::clone(bits))).collect()
            }
            _ if texts.len() > 1 => {
                let single = texts.iter().map(slice::from_ref);
                single.flat_map(|text| self.encode(text)).collect()
            }
            _ => vec![None],
        }
    }

    fn log_progress(&self, stored: usize) {
        let before = self.embedded.get();
        let texts = before + stored;
        self.embedded.set(texts);
        if texts / LOG_EVERY > before / LOG_EVERY {
            tracing::info!(texts, "embedding memories");
        }
    }

    fn check_open(&self) -> Result<(), Error> {
        if self.queue.is_closed() {
            Err(Error::ShutDown)
        } else {
            Ok(())
        }
    }
}

/// The texts in question are tried again when their partition changes or is scanned.
fn log_error(result: Result<(), Error>) {
    match result {
        Ok(()) | Err(Error::ShutDown) => {}
        Err(error) => tracing::warn!(%error, "some memories could not be embedded"),
    }
}
