//! The thread that computes what memories mean, some time after they were
//! learned: nobody waits for it.

use std::{
    cell::Cell,
    convert::Infallible,
    io,
    panic::{AssertUnwindSafe, catch_unwind},
    slice,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread,
};

use async_channel::{Receiver, Sender, TrySendError};
use memories_domain::Scope;
use memories_index::{BinaryEmbeddings, EmbeddingModel, TokenEmbeddings};
use rusqlite::Connection;

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

/// How many texts go by between two lines in the log.
const NEWS_EVERY: usize = 500;

/// The way to the thread.
#[derive(Clone)]
pub(crate) struct Encoding {
    queue: Sender<Scope>,
    /// Whether there may be somebody to be looked at who is not in the queue.
    passed_over: Arc<AtomicBool>,
    ended: Receiver<Infallible>,
}

impl Encoding {
    /// Starts the thread, which begins with what an earlier process left; up to
    /// `queue` callers may wait to be looked at.
    pub(crate) fn start(
        encoder: Arc<dyn EmbeddingModel>,
        connection: Connection,
        writer: Writer,
        queue: usize,
    ) -> io::Result<Self> {
        let (sender, queue) = async_channel::bounded(queue.max(1));
        let passed_over = Arc::new(AtomicBool::new(false));
        let (alive, ended) = async_channel::bounded(1);
        let flag = Arc::clone(&passed_over);
        thread::Builder::new()
            .name("sqlite-encoder".to_owned())
            .spawn(move || {
                let loop_ = EncodingLoop {
                    model: Model::of(&*encoder),
                    encoder,
                    connection,
                    writer,
                    queue,
                    passed_over: flag,
                    encoded: Cell::new(0),
                };
                loop_.run();
                drop(loop_);
                drop(alive);
            })?;
        Ok(Self {
            queue: sender,
            passed_over,
            ended,
        })
    }

    /// Tells that texts within `scope` may lack signs. Where too many wait
    /// already, everybody is looked at after them.
    pub(crate) fn look_at(&self, scope: &Scope) {
        if let Err(TrySendError::Full(scope)) = self.queue.try_send(scope.clone()) {
            self.passed_over.store(true, Ordering::SeqCst);
            // The queue may have become empty just before the thread could see it.
            let _ = self.queue.try_send(scope);
        }
    }

    /// Returns when the batch at hand is done.
    pub(crate) async fn shut_down(&self) {
        self.queue.close();
        // Nothing is ever sent: the answer is the end of the thread.
        let _ = self.ended.recv().await;
    }
}

struct EncodingLoop {
    encoder: Arc<dyn EmbeddingModel>,
    model: Model,
    connection: Connection,
    writer: Writer,
    queue: Receiver<Scope>,
    passed_over: Arc<AtomicBool>,
    /// Texts so far.
    encoded: Cell<usize>,
}

/// What to do with an owner after a batch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Next {
    GoOn,
    /// Another one was completed meanwhile, or the same.
    LookAgain,
    /// The rest has to wait.
    Leave,
}

impl EncodingLoop {
    fn run(&self) {
        self.complete_everybody();
        while let Ok(scope) = self.queue.recv_blocking() {
            let looked_at = self.complete_scope(&scope);
            let works = looked_at.is_ok();
            report(looked_at);
            if works && self.passed_over.load(Ordering::SeqCst) {
                self.complete_everybody();
            }
        }
    }

    /// Completes all owners. When the file fails, the others are left until it
    /// works again.
    fn complete_everybody(&self) {
        loop {
            self.passed_over.store(false, Ordering::SeqCst);
            let walked = self.walk();
            if walked.is_err() {
                self.passed_over.store(true, Ordering::SeqCst);
                return report(walked);
            }
            if !self.passed_over.load(Ordering::SeqCst) {
                return;
            }
        }
    }

    /// From owner to owner. Those who are told about meanwhile come first.
    fn walk(&self) -> Result<(), Failure> {
        let mut last = None;
        while let Some(owner) = signs::next_incomplete(&self.connection, last, self.model)? {
            match self.complete(owner, || self.complete_those_who_wait()) {
                // It concerns nobody else.
                Err(error @ Failure::Unreadable(_)) => report(Err(error)),
                completed => completed?,
            }
            last = Some(owner);
        }
        let texts = self.encoded.get();
        if texts >= NEWS_EVERY {
            tracing::info!(texts, "the ranker's model has read all memories");
        }
        Ok(())
    }

    fn complete_those_who_wait(&self) -> Next {
        let mut next = Next::GoOn;
        while let Ok(scope) = self.queue.try_recv() {
            report(self.complete_scope(&scope));
            next = Next::LookAgain;
        }
        next
    }

    /// Where others wait, one batch is all that a caller gets before them.
    fn complete_scope(&self, scope: &Scope) -> Result<(), Failure> {
        let pause = || {
            if self.queue.is_empty() {
                Next::GoOn
            } else {
                Next::Leave
            }
        };
        match owner::find(&self.connection, scope)? {
            Some(version) => self.complete(version.owner, pause),
            None => Ok(()),
        }
    }

    /// Gives every text of an owner its signs. `pause` is called after each
    /// batch.
    fn complete(&self, owner: OwnerId, pause: impl Fn() -> Next) -> Result<(), Failure> {
        while let Some((version, missing)) = self.missing(owner)? {
            if missing.is_empty() {
                let model = self.model;
                let work =
                    move |connection: &Connection| signs::note_complete(connection, version, model);
                return self.writer.write_blocking(work);
            }
            let (mut missing, mut kept, mut next) = (missing.into_iter().peekable(), 0, Next::GoOn);
            while missing.peek().is_some() && next == Next::GoOn {
                kept += self.encode(owner, missing.by_ref().take(BATCH).collect())?;
                next = pause();
            }
            if next == Next::Leave && missing.peek().is_some() {
                self.passed_over.store(true, Ordering::SeqCst);
                return Ok(());
            }
            if next != Next::LookAgain && kept == 0 {
                // The encoder fails at them, or they say something else by now:
                // who changed them tells it.
                return Ok(());
            }
        }
        Ok(())
    }

    /// What an owner's texts lack, and in which state; `None` if it is nothing.
    fn missing(&self, owner: OwnerId) -> Result<Option<(Version, Vec<Unsigned>)>, Failure> {
        self.check_open()?;
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
        let signs = self.signs(&texts);
        let all = unsigned.len();
        let signed = unsigned.into_iter().zip(signs);
        let signed: Vec<_> = signed
            .filter_map(|(unsigned, signs)| Some((unsigned, signs?)))
            .collect();
        if signed.len() < all {
            let texts = all - signed.len();
            tracing::warn!(texts, "the ranker's model failed at some memories");
        }
        let model = self.model;
        let kept = self
            .writer
            .write_blocking(move |connection| signs::keep(connection, owner, model, &signed))?;
        self.count(kept);
        Ok(kept)
    }

    /// What each text means; `None` where the encoder fails at it.
    fn signs(&self, texts: &[&str]) -> Vec<Option<Arc<BinaryEmbeddings>>> {
        let encode = || self.encoder.encode(texts);
        match catch_unwind(AssertUnwindSafe(encode)) {
            Ok(meanings) if meanings.len() == texts.len() => {
                let signs = meanings.iter().map(TokenEmbeddings::embeddings);
                signs.map(|signs| Some(Arc::clone(signs))).collect()
            }
            _ if texts.len() > 1 => {
                let alone = texts.iter().map(slice::from_ref);
                alone.flat_map(|text| self.signs(text)).collect()
            }
            _ => vec![None],
        }
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
