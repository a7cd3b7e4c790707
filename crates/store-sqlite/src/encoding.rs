//! The thread that computes what memories mean, some time after they were
//! learned: nobody waits for it.

use std::{
    cell::Cell,
    convert::Infallible,
    io,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::Arc,
    thread,
};

use async_channel::{Receiver, Sender};
use memory::Scope;
use rusqlite::Connection;
use searchable::TokenEncoder;

use crate::{
    failure::Failure,
    owner::{self, OwnerId, Version},
    readers::consistently,
    signs::{self, Model, Unsigned},
    writer::Writer,
};

/// Texts that are encoded together and written in one transaction: about a
/// fifth of a second of work, which is what a shutdown waits for.
const BATCH: usize = 16;

/// Callers that may wait to be looked at.
const QUEUE: usize = 1024;

/// How many texts go by between two lines in the log.
const NEWS_EVERY: usize = 500;

/// The way to the thread.
#[derive(Clone)]
pub(crate) struct Encoding {
    queue: Sender<Scope>,
    ended: Receiver<Infallible>,
}

impl Encoding {
    /// Starts the thread, which begins with what an earlier process left.
    pub(crate) fn start(
        encoder: Arc<dyn TokenEncoder>,
        connection: Connection,
        writer: Writer,
    ) -> io::Result<Self> {
        let (sender, queue) = async_channel::bounded(QUEUE);
        let (alive, ended) = async_channel::bounded(1);
        thread::Builder::new()
            .name("sqlite-encoder".to_owned())
            .spawn(move || {
                let loop_ = EncodingLoop {
                    model: Model::of(&*encoder),
                    encoder,
                    connection,
                    writer,
                    queue,
                    encoded: Cell::new(0),
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

    /// Tells that texts within `scope` may lack signs. Where too many wait
    /// already it is not heard, and told again when the caller is next read.
    pub(crate) fn look_at(&self, scope: &Scope) {
        let _ = self.queue.try_send(scope.clone());
    }

    /// Returns when the batch at hand is done.
    pub(crate) async fn shut_down(&self) {
        self.queue.close();
        // Nothing is ever sent: the answer is the end of the thread.
        let _ = self.ended.recv().await;
    }
}

struct EncodingLoop {
    encoder: Arc<dyn TokenEncoder>,
    model: Model,
    connection: Connection,
    writer: Writer,
    queue: Receiver<Scope>,
    /// Texts so far.
    encoded: Cell<usize>,
}

impl EncodingLoop {
    fn run(&self) {
        report(self.complete_everybody());
        while let Ok(scope) = self.queue.recv_blocking() {
            report(self.complete_scope(&scope));
        }
    }

    /// Completes all owners. Those who are told about meanwhile come first.
    fn complete_everybody(&self) -> Result<(), Failure> {
        let mut last = None;
        while let Some(owner) = signs::next_incomplete(&self.connection, last, self.model)? {
            self.check_open()?;
            report(self.complete(owner, || self.complete_those_who_wait()));
            last = Some(owner);
        }
        let texts = self.encoded.get();
        if texts >= NEWS_EVERY {
            tracing::info!(texts, "the ranker's model has read all memories");
        }
        Ok(())
    }

    /// Tells whether there was anybody.
    fn complete_those_who_wait(&self) -> bool {
        let mut any = false;
        while let Ok(scope) = self.queue.try_recv() {
            report(self.complete_scope(&scope));
            any = true;
        }
        any
    }

    fn complete_scope(&self, scope: &Scope) -> Result<(), Failure> {
        match owner::find(&self.connection, scope)? {
            Some(version) => self.complete(version.owner, || false),
            None => Ok(()),
        }
    }

    /// Gives every text of an owner its signs. `pause` is called after each
    /// batch; it tells whether to look again what is missing.
    fn complete(&self, owner: OwnerId, pause: impl Fn() -> bool) -> Result<(), Failure> {
        while let Some((version, missing)) = self.missing(owner)? {
            if missing.is_empty() {
                let model = self.model;
                let work =
                    move |connection: &Connection| signs::note_complete(connection, version, model);
                return self.writer.write_blocking(work);
            }
            let mut missing = missing.into_iter().peekable();
            while missing.peek().is_some() {
                if self.encode(owner, missing.by_ref().take(BATCH).collect())? == 0 {
                    // They say something else by now: who changed them tells it.
                    return Ok(());
                }
                if pause() {
                    break;
                }
            }
        }
        Ok(())
    }

    /// What an owner's texts lack, and in which state; `None` if it is nothing.
    fn missing(&self, owner: OwnerId) -> Result<Option<(Version, Vec<Unsigned>)>, Failure> {
        consistently(&self.connection, |connection| {
            match owner::version(connection, owner)? {
                Some(version) if !signs::are_complete(connection, version, self.model)? => {
                    let missing = signs::missing(connection, owner, self.model)?;
                    Ok(Some((version, missing)))
                }
                _ => Ok(None),
            }
        })
    }

    /// Returns how many of the texts got their signs.
    fn encode(&self, owner: OwnerId, unsigned: Vec<Unsigned>) -> Result<usize, Failure> {
        self.check_open()?;
        let texts: Vec<&str> = unsigned.iter().map(|text| text.text.as_str()).collect();
        let meanings = catch_unwind(AssertUnwindSafe(|| self.encoder.encode(&texts)))
            .map_err(|_| Failure::Panicked)?;
        let signs = meanings.iter().map(|meaning| Arc::clone(meaning.signs()));
        let signed: Vec<_> = unsigned.into_iter().zip(signs).collect();
        let model = self.model;
        let kept = self
            .writer
            .write_blocking(move |connection| signs::keep(connection, owner, model, &signed))?;
        self.count(kept);
        Ok(kept)
    }

    fn count(&self, kept: usize) {
        let (before, texts) = (self.encoded.get(), self.encoded.get() + kept);
        self.encoded.set(texts);
        if texts / NEWS_EVERY > before / NEWS_EVERY {
            tracing::info!(texts, "the ranker's model reads memories");
        }
    }

    fn check_open(&self) -> Result<(), Failure> {
        if self.queue.is_closed() {
            Err(Failure::ShutDown)
        } else {
            Ok(())
        }
    }
}

/// What fails is left for the next time that the owner is looked at.
fn report(result: Result<(), Failure>) {
    match result {
        Ok(()) | Err(Failure::ShutDown) => {}
        Err(error) => tracing::warn!(%error, "the ranker's model could not read some memories"),
    }
}
