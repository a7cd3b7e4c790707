//! Memories, their history, calls and the durable inbox in one `SQLite` file.
//!
//! [`SqliteStore`] implements the ports [`memories_domain::MemoryStore`],
//! [`memories_domain::MemoryAdmin`] and [`memories_domain::EventInbox`], and for a store elsewhere
//! [`memories_domain::IdempotencyLedger`].
//!
//! * **Clustered.** A caller's rows lie side by side: reading a caller costs what
//!   that caller has, not what the database has. No statement reads memories
//!   without a caller's range of keys.
//! * **Durable.** What was answered is on disk (`synchronous=FULL`). One thread
//!   writes, and what waits for it shares one commit.
//! * **Never waiting.** Readers have connections of their own and never wait for
//!   the writer (write-ahead log). Queues are bounded; a full one is an error at
//!   once.
//! * **Exact search** over an index of the one caller, brought up to date when the
//!   phone rings and kept in memory.
//! * **By meaning, too**, if it is given an encoder: a thread of its own computes
//!   what memories mean some time after they were learned, and a question that is
//!   read in time is compared with that.
//! * **Forgetting** overwrites the words in the file and empties its log.

mod asking;
mod curate;
mod digest;
mod encoding;
mod expiry;
mod failure;
mod forget;
mod history;
mod inbox;
mod learn;
mod ledger;
mod notebook;
mod open;
mod owner;
mod ranker;
mod readers;
mod record;
mod row;
mod schema;
mod signs;
mod snapshot;
mod store;
#[cfg(test)]
mod tests;
mod time;
mod writer;

use std::{num::NonZero, path::Path, sync::Arc, thread, time::Duration};

use jiff::Timestamp;
use memories_domain::StoreError;
use rusqlite::Connection;
use tokio::sync::Semaphore;

use crate::{
    asking::Asking, encoding::Encoding, failure::Failure, readers::Readers, signs::Model,
    snapshot::Snapshots, time::Clock, writer::Writer,
};
pub use crate::{open::OpenError, ranker::Ranker};

/// How a store uses the machine.
#[derive(Debug, Clone)]
pub struct Options {
    /// Memory for the records and indexes of recent callers, in bytes.
    pub index_cache_bytes: u64,
    /// Threads that read, at least one.
    pub readers: usize,
    /// Jobs that may wait for the writer, and for the readers, before a new one
    /// is refused as overload; and callers whose memories wait to be read by the
    /// ranker's model, before a further one has to wait for the others' end.
    pub queue: usize,
    /// What answers to a question are ranked by.
    pub ranker: Ranker,
    /// How long a search waits to learn what its question means; then it goes by
    /// words.
    pub patience: Duration,
}

impl Default for Options {
    /// 256 MiB; as many readers as cores, and at least two; 4,096 jobs; words;
    /// [`Ranker::PATIENCE`].
    fn default() -> Self {
        Self {
            index_cache_bytes: 256 << 20,
            readers: thread::available_parallelism()
                .map_or(2, NonZero::get)
                .max(2),
            queue: 4096,
            ranker: Ranker::default(),
            patience: Ranker::PATIENCE,
        }
    }
}

/// A store in one file. Clones are handles to the same store.
#[derive(Clone)]
pub struct SqliteStore {
    writer: Writer,
    readers: Readers,
    snapshots: Snapshots,
    /// What reads questions, where the ranker compares meanings.
    asking: Option<Asking>,
    /// What reads memories, where the ranker's model is to know them all.
    encoding: Option<Encoding>,
    /// How many calls are worked out at the same time.
    pupils: Arc<Semaphore>,
    clock: Clock,
}

impl SqliteStore {
    /// Opens the store, creating it if need be, and brings its tables up to date.
    ///
    /// An existing directory, or the name without extension of one to be created,
    /// gets the file `agentic-memories.db`; any other path is the file itself.
    /// New files and directories are accessible to their owner alone. Blocks
    /// for as long as the disk takes.
    pub fn open(path: &Path, options: Options) -> Result<Self, OpenError> {
        Self::open_at(path, options, Clock::system())
    }

    fn open_at(path: &Path, options: Options, clock: Clock) -> Result<Self, OpenError> {
        let Options {
            index_cache_bytes,
            readers,
            queue,
            ranker,
            patience,
        } = options;
        // Readers are as many as cores: half of those are left to the phone.
        let half = (readers / 2).max(1);
        let file = open::create(path)?;
        let writer = open::writer(&file)?;
        let connections = (0..readers.max(1))
            .map(|_| open::reader(&file))
            .collect::<Result<_, _>>()?;
        let writer = Writer::start(writer, queue).map_err(OpenError::Threads)?;
        let readers = Readers::start(connections, queue).map_err(OpenError::Threads)?;
        let encoder = ranker.encoder();
        let encoding = match &ranker {
            Ranker::Meanings(encoder) => {
                let connection = open::reader(&file)?;
                let (encoder, writer) = (Arc::clone(encoder), writer.clone());
                let encoding = Encoding::start(encoder, connection, writer, queue);
                Some(encoding.map_err(OpenError::Threads)?)
            }
            Ranker::Words | Ranker::KnownMeanings(_) => None,
        };
        Ok(Self {
            snapshots: Snapshots::new(
                index_cache_bytes,
                encoder.map(|encoder| Model::of(&**encoder)),
                encoding.clone(),
            ),
            asking: encoder.map(|encoder| Asking::new(Arc::clone(encoder), half, patience)),
            encoding,
            writer,
            readers,
            pupils: Arc::new(Semaphore::new(half)),
            clock,
        })
    }

    /// Takes no more requests, on any handle, finishes those that wait, and
    /// leaves one complete file. Without it nothing is lost either, but the last
    /// changes may stay in the write-ahead log until the file is opened again.
    pub async fn shutdown(&self) {
        if let Some(encoding) = &self.encoding {
            encoding.shut_down().await;
        }
        self.readers.shut_down().await;
        self.writer.shut_down().await;
    }

    /// Removes memories, and the words about calls, that are over at `now`;
    /// returns how many memories. Of a removed memory the history keeps that it
    /// was there and expired, without a word of it. Works in small steps between
    /// which others write.
    pub async fn purge_expired(&self, now: Timestamp) -> Result<usize, StoreError> {
        let calls = self.in_batches(expiry::purge_calls, now).await?;
        let memories = self.in_batches(expiry::purge_memories, now).await?;
        if calls + memories > 0 {
            // Nothing is left to do but to empty the log of the words.
            self.writer.erase(|_| Ok(())).await?;
        }
        Ok(memories)
    }

    /// Repeats `purge` until a batch is not full; returns how much it purged.
    async fn in_batches(&self, purge: Purge, now: Timestamp) -> Result<usize, Failure> {
        let mut purged = 0;
        loop {
            let batch = self
                .writer
                .write(move |connection| purge(connection, now))
                .await?;
            purged += batch;
            if batch < expiry::BATCH {
                return Ok(purged);
            }
        }
    }
}

/// Removes up to [`expiry::BATCH`] things that are over; returns how many.
type Purge = fn(&Connection, Timestamp) -> Result<usize, Failure>;
